// The things an Assets site is made of, as plain data: schemas, object types, attribute definitions, objects and what
// their attributes can point at. Nothing here knows about HTTP, JSON or AQL. Times are milliseconds since the epoch,
// UTC.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assetsodbc::simulator {

using Id = std::int64_t;
using EpochMs = std::int64_t;

// ObjectTypeAttribute.type of the API.
enum class AttributeKind : int {
    Default = 0,
    Object = 1,
    User = 2,
    Confluence = 3,
    Group = 4,
    Version = 5,
    Project = 6,
    Status = 7,
    Bitbucket = 8,
    Later = 77  // a kind that is not known yet: its values have a text to show and nothing else
};

// ObjectTypeAttribute.defaultType.id of the API; meaningful for AttributeKind::Default only.
enum class DefaultType : int {
    None = -1,
    Text = 0,
    Integer = 1,
    Boolean = 2,
    Double = 3,
    Date = 4,
    Time = 5,
    DateTime = 6,
    Url = 7,
    Email = 8,
    Textarea = 9,
    Select = 10,
    IpAddress = 11
};

const char* nameOf(DefaultType type);  // as the API spells it: "Text", "DateTime", "IP Address"

constexpr int kUnlimited = -1;  // maximumCardinality

struct Schema {
    Id id = 0;
    std::string key;
    std::string name;
    std::string description;
    std::string status = "Ok";
    EpochMs created = 0;
    EpochMs updated = 0;
    bool canManage = true;
};

struct Icon {
    std::string id;  // digits or a UUID
    std::string name;
    bool global = true;
};

struct ObjectType {
    Id id = 0;
    Id schemaId = 0;
    std::optional<Id> parentId;
    std::string name;
    std::string description;
    std::string iconId;
    int position = 0;
    bool inherited = false;     // its children inherit its attributes
    bool abstractType = false;  // has no objects of its own
    EpochMs created = 0;
    EpochMs updated = 0;
};

// Whether a child type's inherited attribute has an id of its own or keeps its parent's.
enum class InheritedAttributeIds { Own, Parents };

enum class SystemAttribute { None, Key, Created, Updated };

// One attribute of one type. Where a type inherits, it has its own entry for each inherited attribute; `id` is then the
// parent's or the child's own, as SiteOptions::inheritedAttributeIds says, and `definedInTypeId` names the ancestor.
struct AttributeDefinition {
    Id id = 0;
    Id typeId = 0;
    Id definedInTypeId = 0;
    std::string name;
    std::string description;
    AttributeKind kind = AttributeKind::Default;
    DefaultType defaultType = DefaultType::None;
    SystemAttribute systemAttribute = SystemAttribute::None;
    bool label = false;
    bool system = false;
    bool editable = true;
    bool sortable = true;
    bool summable = false;
    bool indexed = true;
    bool hidden = false;
    bool removable = true;
    bool unique = false;
    bool includeChildObjectTypes = false;
    int minimumCardinality = 0;
    int maximumCardinality = 1;
    int position = 0;
    std::optional<Id> referenceTypeId;
    std::optional<Id> referenceObjectTypeId;
    std::string suffix;
    std::string regexValidation;
    std::string options;  // Select: comma separated
    std::string additionalValue;
    std::string qlQuery;
    std::vector<std::string> typeValueMulti;

    bool isInherited() const { return definedInTypeId != typeId; }
};

// One value of an attribute. `text` holds a Default attribute's value in canonical form (Integer "100", Boolean "true",
// Date "2024-01-31", Time "10:00:00", DateTime "2021-02-16T20:04:41.527Z"), a user's account id or a group's name;
// `target` holds the id of an object, status, project, version, Confluence page or repository.
struct Value {
    std::string text;
    Id target = 0;
};

struct AttributeValues {
    Id attributeId = 0;
    std::vector<Value> values;  // may be empty: the same thing as not being there
};

// Key, Created and Updated are not stored among `attributes`: Site::valuesOf makes them up.
struct Object {
    Id id = 0;
    Id typeId = 0;
    EpochMs created = 0;
    EpochMs updated = 0;
    bool hasAvatar = false;
    std::vector<AttributeValues> attributes;
};

struct User {
    std::string accountId;  // Cloud
    std::string userKey;    // Data Center, "JIRAUSER10100"
    std::string userName;
    std::string displayName;
    std::string email;
    bool isDeleted = false;
    std::vector<std::string> groups;
};

struct Group {
    std::string name;
};

struct Status {
    Id id = 0;
    std::string name;
    std::string description;
    int category = 1;            // 0 inactive, 1 active, 2 pending
    std::optional<Id> schemaId;  // unset: global
};

struct ReferenceType {
    Id id = 0;
    std::string name;
    std::string description;
    std::string color;  // hex without '#'
    bool removable = true;
    std::optional<Id> schemaId;  // unset: global
};

// A Jira project, a version of one, a Confluence page or a Bitbucket repository.
struct LinkedItem {
    Id id = 0;
    std::string key;
    std::string name;
    std::string url;
};

struct Ticket {
    Id id = 0;
    std::string key;
    std::string title;
    std::string reporter;  // account id
    std::string statusName;
    std::string statusColor;
    std::string typeName;
    std::string priorityName;
    EpochMs created = 0;
    EpochMs updated = 0;
    std::vector<Id> objectIds;
};

struct HistoryEntry {
    Id id = 0;
    Id objectId = 0;
    std::string actor;  // account id
    EpochMs created = 0;
    int type = 0;  // 0 created, 1 attribute changed
    std::optional<std::string> affectedAttribute;
    std::optional<std::string> oldValue;
    std::optional<std::string> newValue;
};

}  // namespace assetsodbc::simulator
