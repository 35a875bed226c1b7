// What the Assets REST API talks about, decoded. Cloud and Data Center answers become the same structs.
// Missing and null members become empty text, nullopt or false, as the API's own defaults say.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::assets {

struct ObjectSchema {
    std::int64_t id = 0;
    std::string workspaceId, globalId, name, objectSchemaKey, status;
    std::optional<std::string> description;
    std::string created, updated;  // as sent; see common/date_time.h
    std::int64_t objectCount = 0, objectTypeCount = 0;
    std::optional<bool> canManage;
};

struct Icon {
    std::string id, name, url16, url48;  // the id may be a number or a UUID
};

struct ObjectType {
    std::int64_t id = 0;
    std::string workspaceId, globalId, name;
    std::optional<std::string> description;
    Icon icon;
    std::int32_t position = 0;
    std::string created, updated;
    std::int64_t objectCount = 0;  // -1: not told (of a type that came with attributes)
    std::optional<std::int64_t> parentObjectTypeId;
    std::optional<std::int32_t> type;
    std::int64_t objectSchemaId = 0;
    bool inherited = false, abstractObjectType = false, parentObjectTypeInherited = false;
};

// Definition of an attribute of one object type.
struct AttributeDefinition {
    std::int64_t id = 0;
    std::optional<std::int64_t> objectTypeId, objectSchemaId;  // from the embedded objectType, or set by the caller
    std::string workspaceId, globalId, name;
    bool label = false;
    std::int32_t type = 0;
    bool isTypeTold = false;  // else `type` is a guess: some answers leave it out
    std::optional<std::int32_t> defaultTypeId;
    std::string defaultTypeName;
    std::optional<std::string> description;
    std::optional<std::int64_t> referenceTypeId;
    std::string referenceTypeName;
    std::optional<std::int64_t> referenceObjectTypeId, referenceObjectSchemaId;
    std::string referenceObjectTypeName;
    std::optional<std::string> typeValue;
    std::vector<std::string> typeValueMulti;
    std::optional<std::string> additionalValue;
    bool editable = false, system = false, sortable = false, summable = false, indexed = false, removable = false,
         hidden = false, includeChildObjectTypes = false, uniqueAttribute = false;
    std::optional<std::int32_t> minimumCardinality, maximumCardinality;
    std::optional<std::string> suffix, regexValidation, options, qlQuery;
    std::int32_t position = 0;
};

// One change of an object, or its creation, which has neither attribute nor values.
struct HistoryEntry {
    std::int64_t id = 0, objectId = 0;
    std::optional<std::string> actorKey, actorDisplayName;  // account id on Cloud, user key on Data Center
    std::optional<std::int32_t> type;
    std::optional<std::string> affectedAttribute, oldValue, newValue;
    std::string created;
};

// A kind of reference, as its configuration or an object's referrers tell it.
struct ReferenceType {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> description, color, url16;
    std::optional<std::int64_t> objectSchemaId;  // nullopt: global, or left out
};

// How many objects of one type refer to an object.
struct Referrers {
    std::int64_t objectTypeId = 0;
    std::string objectTypeName;
    std::vector<ReferenceType> referenceTypes;
    std::int64_t count = 0;
    std::optional<bool> openIssuesExists;
};

struct Ticket {
    std::int64_t id = 0;
    std::optional<std::string> key, title, reporter, statusName, typeName, priorityName;
    std::string created, updated;
};

struct StatusType {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> description;
    std::optional<std::int32_t> category;        // 0 inactive, 1 active, 2 pending
    std::optional<std::int64_t> objectSchemaId;  // nullopt: global, or left out
};

struct SchemaUsage {
    std::int64_t objectSchemaId = 0;
    std::string name, created;
    std::int64_t objectCount = 0;
};

// The attributes of all types of an object schema, as far as the site tells them in one answer.
struct SchemaAttributes {
    std::vector<AttributeDefinition> attributes;  // objectTypeId is set where the answer tells it
    std::vector<ObjectType> objectTypes;          // embedded in the attributes, each once; their objectCount is -1
};

// One value of an attribute of an object. Text is borrowed from the ObjectPage that holds it; an empty view with a null
// data() means that the member was absent.
struct AttributeValue {
    std::string_view value, displayValue, searchValue;
    std::optional<std::int64_t> referencedObjectId;
    std::string_view referencedObjectKey, referencedObjectLabel;
    std::string_view userKey, userDisplayName;  // user.key (account id on Cloud, user key on Data Center)
    std::string_view groupName;
    std::string_view statusId, statusName;
    std::string_view linkedId, linkedKey, linkedName;  // of a project, version, Confluence page or repository
};

struct ObjectAttribute {
    std::int64_t objectTypeAttributeId = 0;
    std::uint32_t firstValue = 0, valueCount = 0;  // into ObjectPage::values
};

struct AssetObject {
    std::int64_t id = 0, objectTypeId = 0, objectSchemaId = 0;
    std::string_view workspaceId, globalId, name, label, objectKey, objectTypeName, created, updated;
    bool hasAvatar = false;
    std::array<std::string_view, 5> avatarUrls;            // 16, 48, 72, 144, 288
    std::string_view link;                                 // _links.self
    std::uint32_t firstAttribute = 0, attributeCount = 0;  // into ObjectPage::attributes
};

}  // namespace assetsodbc::assets
