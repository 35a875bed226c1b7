#include "tests/simulator/site.h"

#include <algorithm>
#include <utility>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {

namespace {

template <typename Items, typename Predicate>
auto firstWhere(const Items& items, Predicate matches) -> decltype(items.data()) {
    const auto found = std::find_if(items.begin(), items.end(), matches);
    return found == items.end() ? nullptr : &*found;
}

template <typename Map, typename Key>
auto lookUp(const Map& map, const Key& key) -> decltype(map.begin()->second) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : found->second;
}

const std::vector<Value>* storedValues(const Object& object, Id attributeId) {
    const auto* found =
        firstWhere(object.attributes, [&](const AttributeValues& values) { return values.attributeId == attributeId; });
    return found == nullptr ? nullptr : &found->values;
}

}  // namespace

Site::Site(SiteDescription description, std::shared_ptr<ObjectStore> objects)
    : description_(std::move(description)), objects_(std::move(objects)) {
    indexOthers();
    indexTypes();
}

void Site::indexOthers() {
    for (const Schema& item : description_.schemas) schemas_.emplace(item.id, &item);
    for (const User& item : description_.users) users_.emplace(item.accountId, &item);
    for (const Status& item : description_.statuses) statuses_.emplace(item.id, &item);
    for (const Ticket& ticket : description_.tickets) {
        for (const Id id : ticket.objectIds) ticketsByObject_[id].push_back(&ticket);
    }
}

void Site::indexTypes() {
    for (const ObjectType& type : description_.types) {
        TypeEntry& added = types_[type.id];
        added.type = &type;
        added.schema = schema(type.schemaId);
    }
    for (const ObjectType& type : description_.types) {
        if (type.parentId) types_.at(*type.parentId).children.push_back(&type);
    }
    for (const AttributeDefinition& attribute : description_.attributes) {
        TypeEntry& owner = types_.at(attribute.typeId);
        owner.attributes.push_back(&attribute);
        owner.attributesById.emplace(attribute.id, &attribute);
        if (attribute.label) owner.label = &attribute;
    }
    for (auto& [id, typeEntry] : types_) {
        std::stable_sort(typeEntry.attributes.begin(), typeEntry.attributes.end(),
                         [](const auto* a, const auto* b) { return a->position < b->position; });
    }
}

const Site::TypeEntry* Site::entry(Id typeId) const {
    const auto found = types_.find(typeId);
    return found == types_.end() ? nullptr : &found->second;
}

const Schema* Site::schema(Id id) const {
    return lookUp(schemas_, id);
}

const ObjectType* Site::type(Id id) const {
    const TypeEntry* found = entry(id);
    return found == nullptr ? nullptr : found->type;
}

const ObjectType* Site::typeNamed(std::string_view schemaKey, std::string_view name) const {
    return firstWhere(description_.types, [&](const ObjectType& type) {
        return type.name == name && schema(type.schemaId)->key == schemaKey;
    });
}

const std::vector<const ObjectType*>& Site::childrenOf(Id typeId) const {
    static const std::vector<const ObjectType*> kNone;
    const TypeEntry* found = entry(typeId);
    return found == nullptr ? kNone : found->children;
}

std::vector<Id> Site::withDescendants(Id typeId) const {
    std::vector<Id> result = {typeId};
    for (std::size_t i = 0; i < result.size(); ++i) {
        for (const ObjectType* child : childrenOf(result[i])) result.push_back(child->id);
    }
    return result;
}

const std::vector<const AttributeDefinition*>& Site::attributesOf(Id typeId) const {
    static const std::vector<const AttributeDefinition*> kNone;
    const TypeEntry* found = entry(typeId);
    return found == nullptr ? kNone : found->attributes;
}

const AttributeDefinition* Site::attribute(Id typeId, Id attributeId) const {
    const TypeEntry* found = entry(typeId);
    return found == nullptr ? nullptr : lookUp(found->attributesById, attributeId);
}

const AttributeDefinition* Site::attributeNamed(Id typeId, std::string_view name) const {
    for (const AttributeDefinition* attribute : attributesOf(typeId)) {
        if (attribute->name == name) return attribute;
    }
    return nullptr;
}

const AttributeDefinition* Site::labelAttribute(Id typeId) const {
    const TypeEntry* found = entry(typeId);
    return found == nullptr ? nullptr : found->label;
}

const Icon* Site::icon(std::string_view id) const {
    return firstWhere(description_.icons, [&](const Icon& icon) { return icon.id == id; });
}

const User* Site::user(std::string_view accountId) const {
    return lookUp(users_, std::string(accountId));
}

const Group* Site::group(std::string_view name) const {
    return firstWhere(description_.groups, [&](const Group& group) { return group.name == name; });
}

const Status* Site::status(Id id) const {
    return lookUp(statuses_, id);
}

const ReferenceType* Site::referenceType(Id id) const {
    return firstWhere(description_.referenceTypes, [&](const ReferenceType& type) { return type.id == id; });
}

const LinkedItem* Site::linkedItem(AttributeKind kind, Id id) const {
    const auto hasId = [&](const LinkedItem& item) { return item.id == id; };
    switch (kind) {
        case AttributeKind::Project:
            return firstWhere(description_.projects, hasId);
        case AttributeKind::Version:
            return firstWhere(description_.versions, hasId);
        case AttributeKind::Confluence:
            return firstWhere(description_.confluencePages, hasId);
        case AttributeKind::Bitbucket:
            return firstWhere(description_.repositories, hasId);
        default:
            return nullptr;
    }
}

std::vector<const Ticket*> Site::ticketsOf(Id objectId) const {
    const auto found = ticketsByObject_.find(objectId);
    return found == ticketsByObject_.end() ? std::vector<const Ticket*>{} : found->second;
}

std::vector<HistoryEntry> Site::historyOf(const Object& object) const {
    HistoryEntry creation;
    creation.id = object.id;
    creation.objectId = object.id;
    creation.actor = description_.currentUser;
    creation.created = object.created;
    std::vector<HistoryEntry> result = {creation};
    for (const HistoryEntry& change : description_.history) {
        if (change.objectId == object.id) result.push_back(change);
    }
    std::stable_sort(result.begin() + 1, result.end(),
                     [](const HistoryEntry& a, const HistoryEntry& b) { return a.created < b.created; });
    return result;
}

std::string Site::keyOf(const Object& object) const {
    const TypeEntry* found = entry(object.typeId);
    return (found == nullptr ? "?" : found->schema->key) + "-" + std::to_string(object.id);
}

std::string Site::labelOf(const Object& object) const {
    const AttributeDefinition* label = labelAttribute(object.typeId);
    const auto* values = label == nullptr ? nullptr : storedValues(object, label->id);
    return values == nullptr || values->empty() ? std::string() : values->front().text;
}

std::vector<Value> Site::valuesOf(const Object& object, const AttributeDefinition& attribute) const {
    switch (attribute.systemAttribute) {
        case SystemAttribute::Key:
            return {{keyOf(object), 0}};
        case SystemAttribute::Created:
            return {{isoTime(object.created), 0}};
        case SystemAttribute::Updated:
            return {{isoTime(object.updated), 0}};
        case SystemAttribute::None:
            break;
    }
    const auto* values = storedValues(object, attribute.id);
    return values == nullptr ? std::vector<Value>{} : *values;
}

std::vector<InboundReference> Site::inboundReferences(const ObjectSet& objects, Id target) const {
    std::vector<InboundReference> result;
    for (const Id id : objects.all().all()) {
        const auto object = objects.find(id);
        for (const AttributeValues& stored : object->attributes) {
            const AttributeDefinition* definition = attribute(object->typeId, stored.attributeId);
            if (definition == nullptr || definition->kind != AttributeKind::Object) continue;
            const bool refers = std::any_of(stored.values.begin(), stored.values.end(),
                                            [&](const Value& value) { return value.target == target; });
            if (refers) result.push_back({id, stored.attributeId});
        }
    }
    return result;
}

std::size_t Site::countObjects(const ObjectSet& objects, Id typeId) const {
    IdFilter filter;
    filter.typeIds = {typeId};
    return objects.select(filter).size();
}

std::size_t Site::countObjectsOfSchema(const ObjectSet& objects, Id schemaId) const {
    IdFilter filter;
    filter.typeIds.emplace();
    for (const ObjectType& type : description_.types) {
        if (type.schemaId == schemaId) filter.typeIds->push_back(type.id);
    }
    return objects.select(filter).size();
}

}  // namespace assetsodbc::simulator
