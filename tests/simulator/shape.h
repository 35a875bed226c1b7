// How one deployment spells the things of a site as JSON: member names, their order, which ids are text and which are
// numbers, and what is left out. One for Cloud and one for Data Center serve all requests. Text that is the same for
// all objects of a type is written once, at construction. Immutable afterwards; safe to use from any thread. The site
// must outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tests/simulator/json_writer.h"
#include "tests/simulator/options.h"
#include "tests/simulator/site.h"

namespace assetsodbc::simulator {

struct ObjectForm {
    bool attributes = true;
    bool embedDefinitions = false;  // objectTypeAttribute in each attribute
    bool extendedInfo = false;
    int depth = 1;          // 2: referenced objects carry their attributes too, and so on
    bool inSearch = false;  // a row of a search answer
};

struct DefinitionForm {
    bool objectType = false;     // embed the type it belongs to
    bool identifyKind = true;    // write `type`
    std::optional<bool> exists;  // objectAttributeExists
};

// Where the links inside answers point.
struct ShapeLinks {
    std::string api;         // start of icon and avatar URLs, without a slash at the end
    std::string objectPage;  // an object's own link, up to its id
};

struct Counts {
    std::size_t objects = 0;
    std::size_t types = 0;
};

class Shape {
public:
    Shape(const Site& site, bool cloud, ShapeLinks links, const ShapeOptions& options);

    bool isCloud() const { return cloud_; }
    const Site& site() const { return site_; }
    const ShapeOptions& options() const { return options_; }

    void object(JsonWriter& json, const ObjectSet& objects, const Object& object, const ObjectForm& form) const;
    void attributes(JsonWriter& json, const ObjectSet& objects, const Object& object, const ObjectForm& form) const;

    void schema(JsonWriter& json, const Schema& schema, const Counts& counts, bool inList) const;
    void objectType(JsonWriter& json, const ObjectType& type, std::size_t objectCount) const;
    void definition(JsonWriter& json, const AttributeDefinition& definition, const DefinitionForm& form) const;

    void icon(JsonWriter& json, const Icon& icon) const;
    // The icon with this id as this deployment writes it, or null.
    const Icon* findIcon(std::string_view id) const;
    void status(JsonWriter& json, const Status& status) const;
    void referenceType(JsonWriter& json, const ReferenceType& type, bool embedded = false) const;
    void user(JsonWriter& json, std::string_view accountId) const;
    void ticket(JsonWriter& json, const Ticket& ticket) const;
    void history(JsonWriter& json, const HistoryEntry& entry) const;
    void usage(JsonWriter& json, const ObjectSet& objects) const;

    std::string time(EpochMs moment) const;

private:
    struct TypeText {
        std::string embedded;     // the value of `objectType` inside an object
        std::string avatarStart;  // of `avatar`, up to the object's id
    };

    void id(JsonWriter& json, std::string_view name, Id value) const;
    std::string spelledIconId(const std::string& id) const;
    void iconId(JsonWriter& json, const std::string& value) const;
    // workspaceId and globalId (Cloud), then id.
    void identity(JsonWriter& json, Id value) const;
    void workspace(JsonWriter& json) const;
    void typeMembers(JsonWriter& json, const ObjectType& type, std::size_t objectCount, bool idAsText) const;
    void typeIcon(JsonWriter& json, const ObjectType& type) const;
    void definitionKind(JsonWriter& json, const AttributeDefinition& definition, const DefinitionForm& form) const;
    void definitionFlags(JsonWriter& json, const AttributeDefinition& definition, const DefinitionForm& form) const;
    TypeText textOf(const ObjectType& type) const;
    void avatar(JsonWriter& json, const TypeText& text, Id objectId) const;
    void attribute(JsonWriter& json, const ObjectSet& objects, const Object& object,
                   const AttributeDefinition& definition, const ObjectForm& form) const;
    void value(JsonWriter& json, const ObjectSet& objects, const AttributeDefinition& definition, const Value& value,
               const ObjectForm& form) const;
    void texts(JsonWriter& json, std::optional<std::string_view> value, std::string_view display,
               std::string_view search) const;
    void plainValue(JsonWriter& json, const AttributeDefinition& definition, const Value& value) const;
    void referenceValue(JsonWriter& json, const ObjectSet& objects, Id target, const ObjectForm& form) const;
    void userValue(JsonWriter& json, const std::string& accountId) const;
    void groupValue(JsonWriter& json, const std::string& name) const;
    void statusValue(JsonWriter& json, Id statusId) const;
    void linkedValue(JsonWriter& json, AttributeKind kind, Id target) const;
    std::string displayText(DefaultType type, const std::string& text) const;

    const Site& site_;
    const bool cloud_;
    const ShapeLinks links_;
    const ShapeOptions options_;
    std::string identityStart_;  // "workspaceId":"…","globalId":"…:
    std::unordered_map<Id, TypeText> types_;
};

// An attribute of an object has an id of its own in the API; the site does not keep one, so it is derived.
Id attributeInstanceId(Id objectId, const AttributeDefinition& definition);

}  // namespace assetsodbc::simulator
