// One Assets site: its description (schemas, types, attributes, people, …), which never changes (a served site is
// replaced by another one over the same objects, scene.h), and its objects, which may. Built by makeCompanySite(),
// makeGeneratedSite(), makeTortureSite() or makeManyTypesSite(). Lookups answer null for what does not exist. Safe to
// read from any thread; objects() locks for itself.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tests/simulator/model.h"
#include "tests/simulator/object_store.h"

namespace assetsodbc::simulator {

struct SiteOptions {
    InheritedAttributeIds inheritedAttributeIds = InheritedAttributeIds::Own;
};

struct SiteDescription {
    std::string siteName;  // NAME of https://NAME.atlassian.net
    std::string workspaceId;
    std::string cloudId;
    std::string currentUser;  // account id of the user whom the accepted credentials belong to
    std::vector<Schema> schemas;
    std::vector<ObjectType> types;
    std::vector<AttributeDefinition> attributes;  // inherited ones repeated for each type; by type, then position
    std::vector<Icon> icons;
    std::vector<User> users;
    std::vector<Group> groups;
    std::vector<Status> statuses;
    std::vector<ReferenceType> referenceTypes;
    std::vector<LinkedItem> projects;
    std::vector<LinkedItem> versions;
    std::vector<LinkedItem> confluencePages;
    std::vector<LinkedItem> repositories;
    std::vector<Ticket> tickets;
    std::vector<HistoryEntry> history;  // besides the creation entry that every object has
};

// An object that refers to another one, and through which attribute of its own type.
struct InboundReference {
    Id objectId = 0;
    Id attributeId = 0;
};

class Site {
public:
    Site(SiteDescription description, std::shared_ptr<ObjectStore> objects);

    const SiteDescription& description() const { return description_; }
    ObjectStore& objects() { return *objects_; }
    std::shared_ptr<ObjectStore> sharedObjects() const { return objects_; }
    std::shared_ptr<const ObjectSet> snapshot() const { return objects_->snapshot(); }

    const Schema* schema(Id id) const;
    const ObjectType* type(Id id) const;
    const ObjectType* typeNamed(std::string_view schemaKey, std::string_view name) const;
    const std::vector<const ObjectType*>& childrenOf(Id typeId) const;
    std::vector<Id> withDescendants(Id typeId) const;                              // the type itself first
    const std::vector<const AttributeDefinition*>& attributesOf(Id typeId) const;  // by position, inherited included
    const AttributeDefinition* attribute(Id typeId, Id attributeId) const;
    const AttributeDefinition* attributeNamed(Id typeId, std::string_view name) const;
    const AttributeDefinition* labelAttribute(Id typeId) const;
    const Icon* icon(std::string_view id) const;
    const User* user(std::string_view accountId) const;
    const Group* group(std::string_view name) const;
    const Status* status(Id id) const;
    const ReferenceType* referenceType(Id id) const;
    // The project, version, page or repository that a value of this kind points at.
    const LinkedItem* linkedItem(AttributeKind kind, Id id) const;
    std::vector<const Ticket*> ticketsOf(Id objectId) const;
    std::vector<HistoryEntry> historyOf(const Object& object) const;  // oldest first

    std::string keyOf(const Object& object) const;    // "ITSM-88"
    std::string labelOf(const Object& object) const;  // text of the label attribute
    // The values of one attribute, those of Key, Created and Updated included. Empty when unset.
    std::vector<Value> valuesOf(const Object& object, const AttributeDefinition& attribute) const;
    std::vector<InboundReference> inboundReferences(const ObjectSet& objects, Id target) const;
    std::size_t countObjects(const ObjectSet& objects, Id typeId) const;  // its own, not those of its children
    std::size_t countObjectsOfSchema(const ObjectSet& objects, Id schemaId) const;

private:
    struct TypeEntry {
        const ObjectType* type = nullptr;
        const Schema* schema = nullptr;
        const AttributeDefinition* label = nullptr;
        std::vector<const ObjectType*> children;
        std::vector<const AttributeDefinition*> attributes;
        std::unordered_map<Id, const AttributeDefinition*> attributesById;
    };
    const TypeEntry* entry(Id typeId) const;
    void indexTypes();
    void indexOthers();

    SiteDescription description_;
    std::shared_ptr<ObjectStore> objects_;
    std::unordered_map<Id, TypeEntry> types_;
    std::unordered_map<Id, const Schema*> schemas_;
    std::unordered_map<std::string, const User*> users_;
    std::unordered_map<Id, const Status*> statuses_;
    std::unordered_map<Id, std::vector<const Ticket*>> ticketsByObject_;
};

}  // namespace assetsodbc::simulator
