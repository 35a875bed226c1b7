// Where each member of a page of objects goes, as data: the JSON objects and lists that hold something to keep, and
// what they hold. Read by json_decode_objects.cpp only; whatever is not named here is skipped, at any depth.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <variant>

#include "assets/client.h"
#include "assets/model.h"

namespace assetsodbc::assets {

// The objects and lists of an answer that hold something to keep.
enum class Node : std::uint8_t {
    Root,
    Objects,
    Object,
    ObjectType,
    Avatar,
    Links,
    Attributes,
    Attribute,
    EmbeddedDefinition,
    Values,
    Value,
    ReferencedObject,
    User,
    Group,
    Status,
    Linked,
    Definitions,
    Definition,
    DefinitionKind,
    DefinitionOwner,
};

// Members that are not simply text or a number of an object or value.
enum class Special : std::uint8_t {
    ObjectId,
    HasAvatar,
    AvatarUrl16,
    AvatarUrl48,
    AvatarUrl72,
    AvatarUrl144,
    AvatarUrl288,
    AttributeId,
    ReferencedObjectId,
    DefinitionId,
    DefinitionName,
    DefinitionLabel,
    DefinitionType,
    DefinitionDefaultType,
    DefinitionMaximum,
    DefinitionObjectType,
    StartAt,
    StartIndex,
    MaxResults,
    Total,
    IsLast,
    Last,
    HasMore,
};

using ObjectText = std::string_view AssetObject::*;
using ObjectNumber = std::int64_t AssetObject::*;
using ValueText = std::string_view AttributeValue::*;
using Target = std::variant<std::monostate, Node, ObjectText, ObjectNumber, ValueText, Special>;

struct Member {
    std::string_view name;
    Target target;
    ObjectFields neededBy = ObjectFields::Identity;  // kept when any of these is asked for; Identity = always
};

struct NodeSpec {
    bool isList;
    Node element;           // of a list
    const Member* members;  // of an object
    std::size_t memberCount;
};

inline constexpr Member kRootMembers[] = {
    {"values", Node::Objects},
    {"objectEntries", Node::Objects},
    {"objectTypeAttributes", Node::Definitions, ObjectFields::Attributes},
    {"startAt", Special::StartAt},
    {"startIndex", Special::StartIndex},
    {"maxResults", Special::MaxResults},
    {"total", Special::Total},
    {"totalFilterCount", Special::Total},
    {"isLast", Special::IsLast},
    {"last", Special::Last},
    {"hasMoreResults", Special::HasMore},
};
inline constexpr Member kObjectMembers[] = {
    {"id", Special::ObjectId},
    {"label", &AssetObject::label},
    {"objectKey", &AssetObject::objectKey},
    {"objectType", Node::ObjectType},
    {"attributes", Node::Attributes, ObjectFields::Attributes},
    {"workspaceId", &AssetObject::workspaceId, ObjectFields::WorkspaceId},
    {"globalId", &AssetObject::globalId, ObjectFields::GlobalId},
    {"name", &AssetObject::name, ObjectFields::Name},
    {"created", &AssetObject::created, ObjectFields::Created},
    {"updated", &AssetObject::updated, ObjectFields::Updated},
    {"hasAvatar", Special::HasAvatar, ObjectFields::HasAvatar},
    {"avatar", Node::Avatar, ObjectFields::AvatarUrls},
    {"_links", Node::Links, ObjectFields::Link},
};
inline constexpr Member kObjectTypeMembers[] = {
    {"id", &AssetObject::objectTypeId},
    {"objectSchemaId", &AssetObject::objectSchemaId},
    {"name", &AssetObject::objectTypeName, ObjectFields::ObjectTypeName},
};
inline constexpr Member kAvatarMembers[] = {
    {"url16", Special::AvatarUrl16},   {"url48", Special::AvatarUrl48},   {"url72", Special::AvatarUrl72},
    {"url144", Special::AvatarUrl144}, {"url288", Special::AvatarUrl288},
};
inline constexpr Member kLinksMembers[] = {{"self", &AssetObject::link}};
inline constexpr Member kAttributeMembers[] = {
    {"objectTypeAttributeId", Special::AttributeId},
    {"objectAttributeValues", Node::Values},
    {"objectTypeAttribute", Node::EmbeddedDefinition},
};
inline constexpr Member kEmbeddedDefinitionMembers[] = {{"id", Special::DefinitionId},
                                                        {"name", Special::DefinitionName}};
inline constexpr Member kDefinitionMembers[] = {
    {"id", Special::DefinitionId},         {"name", Special::DefinitionName},
    {"label", Special::DefinitionLabel},   {"type", Special::DefinitionType},
    {"defaultType", Node::DefinitionKind}, {"maximumCardinality", Special::DefinitionMaximum},
    {"objectType", Node::DefinitionOwner},
};
inline constexpr Member kDefinitionKindMembers[] = {{"id", Special::DefinitionDefaultType}};
inline constexpr Member kDefinitionOwnerMembers[] = {{"id", Special::DefinitionObjectType}};
inline constexpr Member kValueMembers[] = {
    {"value", &AttributeValue::value},
    {"displayValue", &AttributeValue::displayValue},
    {"searchValue", &AttributeValue::searchValue},
    {"referencedObject", Node::ReferencedObject},
    {"user", Node::User},
    {"group", Node::Group},
    {"status", Node::Status},
    {"project", Node::Linked},
    {"version", Node::Linked},
    {"confluencePage", Node::Linked},
    {"repository", Node::Linked},
    {"bitbucketRepository", Node::Linked},
};
inline constexpr Member kReferencedObjectMembers[] = {
    {"id", Special::ReferencedObjectId},
    {"objectKey", &AttributeValue::referencedObjectKey},
    {"label", &AttributeValue::referencedObjectLabel},
};
inline constexpr Member kUserMembers[] = {{"key", &AttributeValue::userKey},
                                          {"displayName", &AttributeValue::userDisplayName}};
inline constexpr Member kGroupMembers[] = {{"name", &AttributeValue::groupName}};
inline constexpr Member kStatusMembers[] = {{"id", &AttributeValue::statusId}, {"name", &AttributeValue::statusName}};
inline constexpr Member kLinkedMembers[] = {
    {"id", &AttributeValue::linkedId},
    {"key", &AttributeValue::linkedKey},
    {"name", &AttributeValue::linkedName},
    {"title", &AttributeValue::linkedName},
};

template <std::size_t Count>
constexpr NodeSpec objectOf(const Member (&members)[Count]) {
    return {false, Node::Root, members, Count};
}
constexpr NodeSpec listOf(Node element) {
    return {true, element, nullptr, 0};
}

// In the order of Node.
inline constexpr NodeSpec kNodes[] = {
    objectOf(kRootMembers),
    listOf(Node::Object),
    objectOf(kObjectMembers),
    objectOf(kObjectTypeMembers),
    objectOf(kAvatarMembers),
    objectOf(kLinksMembers),
    listOf(Node::Attribute),
    objectOf(kAttributeMembers),
    objectOf(kEmbeddedDefinitionMembers),
    listOf(Node::Value),
    objectOf(kValueMembers),
    objectOf(kReferencedObjectMembers),
    objectOf(kUserMembers),
    objectOf(kGroupMembers),
    objectOf(kStatusMembers),
    objectOf(kLinkedMembers),
    listOf(Node::Definition),
    objectOf(kDefinitionMembers),
    objectOf(kDefinitionKindMembers),
    objectOf(kDefinitionOwnerMembers),
};
static_assert(std::size(kNodes) == static_cast<std::size_t>(Node::DefinitionOwner) + 1);

}  // namespace assetsodbc::assets
