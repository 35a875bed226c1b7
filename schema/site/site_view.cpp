#include "schema/site/site_view.h"

#include <algorithm>
#include <utility>

#include "assets/client.h"
#include "assets/metadata_cache.h"
#include "common/error.h"
#include "common/unicode.h"
#include "schema/site/name_scope.h"

namespace assetsodbc::schema {

namespace {

using assets::AttributeDefinition;
using assets::ObjectSchema;
using assets::ObjectType;

// What the site answers; nullopt when it knows no such thing (any more).
template <typename Ask>
auto unlessNotFound(Ask ask) -> std::optional<decltype(ask())> {
    try {
        return ask();
    } catch (const common::Error& error) {
        if (error.kind() != common::ErrorKind::NotFound) throw;
        return std::nullopt;
    }
}

bool tellsKinds(const AttributeList& attributes) {
    return std::all_of(attributes.begin(), attributes.end(), [](const auto& each) { return each.isTypeTold; });
}

bool hasNamed(const AttributeList& attributes, const std::string& name) {
    return std::any_of(attributes.begin(), attributes.end(), [&](const auto& each) { return each.name == name; });
}

// The attributes that ancestors hand down and that are not among the type's own: some sites tell inherited ones with
// the type that defines them, and only there.
AttributeList missingInherited(const SqlTypes& types, const ObjectType& type,
                               const std::map<std::int64_t, AttributeList>& byType) {
    const auto own = byType.find(type.id);
    AttributeList missing;
    std::set<std::int64_t> seen = {type.id};
    for (const ObjectType* each = &type; each->parentObjectTypeId && seen.insert(*each->parentObjectTypeId).second;) {
        const auto parent = types.byId.find(*each->parentObjectTypeId);
        if (parent == types.byId.end()) break;
        if (!parent->second->inherited && !each->parentObjectTypeInherited) break;
        each = parent->second;
        const auto inherited = byType.find(each->id);
        if (inherited == byType.end()) continue;
        for (const auto& attribute : inherited->second) {
            const bool isThere = own != byType.end() && hasNamed(own->second, attribute.name);
            if (!isThere && !hasNamed(missing, attribute.name)) missing.push_back(attribute);
        }
    }
    return missing;
}

void sortByPosition(AttributeList& attributes) {
    std::stable_sort(attributes.begin(), attributes.end(), [](const auto& a, const auto& b) {
        return std::pair(a.position, a.id) < std::pair(b.position, b.id);
    });
}

}  // namespace

bool SiteView::mayAsk() {
    if (context_ == nullptr) isLacking_ = true;
    return context_ != nullptr;
}

std::shared_ptr<const SqlSchemas> SiteView::namedSchemas(std::shared_ptr<const std::vector<ObjectSchema>> list) {
    if (memory_.schemas != nullptr && memory_.schemas->list == list) return memory_.schemas;
    auto named = std::make_shared<SqlSchemas>();
    std::vector<std::pair<std::int64_t, std::string>> keys;
    for (const ObjectSchema& schema : *list) keys.emplace_back(schema.id, schema.objectSchemaKey);
    named->names = sqlSchemaNames(std::move(keys));
    for (const auto& [id, name] : named->names) named->byName.emplace(common::asciiLower(name), id);
    named->list = std::move(list);
    memory_.schemas = named;
    return named;
}

std::shared_ptr<const SqlTypes> SiteView::namedTypes(std::int64_t objectSchemaId,
                                                     std::shared_ptr<const std::vector<ObjectType>> list) {
    auto& known = memory_.types[objectSchemaId];
    if (known != nullptr && known->list == list) return known;
    auto named = std::make_shared<SqlTypes>();
    std::vector<std::pair<std::int64_t, std::string>> names;
    for (const ObjectType& type : *list) {
        names.emplace_back(type.id, type.name);
        named->byId.emplace(type.id, &type);
    }
    NameScope scope;
    named->names = claimAll(scope, std::move(names));
    for (const auto& [id, name] : named->names) named->byName.emplace(common::asciiLower(name), named->byId.at(id));
    named->list = std::move(list);
    known = named;
    return named;
}

const SqlSchemas* SiteView::schemas() {
    if (schemas_.what != nullptr) return schemas_.what.get();
    auto kept = distrusts_ ? nullptr : memory_.cache.objectSchemas();
    if (kept != nullptr) {
        usesKept_ = true;
        schemas_ = {namedSchemas(std::move(kept)), false};
    } else if (mayAsk()) {
        schemas_ = {namedSchemas(memory_.cache.setObjectSchemas(memory_.client.objectSchemas(*context_))), true};
    }
    return schemas_.what.get();
}

const SqlTypes* SiteView::types(std::int64_t objectSchemaId) {
    const auto seen = types_.find(objectSchemaId);
    if (seen != types_.end()) return seen->second.what.get();
    auto kept = distrusts_ ? nullptr : memory_.cache.objectTypes(objectSchemaId);
    if (kept != nullptr) {
        usesKept_ = true;
        return (types_[objectSchemaId] = {namedTypes(objectSchemaId, std::move(kept)), false}).what.get();
    }
    if (!mayAsk()) return nullptr;
    auto told = unlessNotFound([&] { return memory_.client.objectTypes(objectSchemaId, *context_); });
    if (!told) {
        memory_.cache.forgetObjectTypes(objectSchemaId);
        memory_.cache.forgetObjectSchemas();
        types_[objectSchemaId] = {nullptr, true};
        return nullptr;
    }
    auto list = memory_.cache.setObjectTypes(objectSchemaId, std::move(*told));
    return (types_[objectSchemaId] = {namedTypes(objectSchemaId, std::move(list)), true}).what.get();
}

std::shared_ptr<const AttributeList> SiteView::attributes(std::int64_t objectTypeId) {
    const auto seen = attributes_.find(objectTypeId);
    if (seen != attributes_.end()) return seen->second.what;
    auto kept = distrusts_ ? nullptr : memory_.cache.attributes(objectTypeId);
    if (kept != nullptr) {
        usesKept_ = true;
        return (attributes_[objectTypeId] = {std::move(kept), false}).what;
    }
    if (!mayAsk()) return nullptr;
    auto told = unlessNotFound([&] { return memory_.client.attributesOfType(objectTypeId, *context_); });
    memory_.outlines.erase(objectTypeId);
    if (!told) {
        memory_.cache.forgetAttributes(objectTypeId);
        attributes_[objectTypeId] = {nullptr, true};
        return nullptr;
    }
    return (attributes_[objectTypeId] = {memory_.cache.setAttributes(objectTypeId, std::move(*told)), true}).what;
}

std::shared_ptr<const AttributeList> SiteView::visibleAttributes(std::int64_t objectTypeId) {
    try {
        return attributes(objectTypeId);
    } catch (const common::Error& error) {
        if (error.kind() != common::ErrorKind::Forbidden) throw;
    }
    hidden_.insert(objectTypeId);
    return (attributes_[objectTypeId] = {std::make_shared<const AttributeList>(), true}).what;
}

bool SiteView::knowsTypes(std::int64_t objectSchemaId) const {
    return types_.count(objectSchemaId) != 0 || (!distrusts_ && memory_.cache.objectTypes(objectSchemaId) != nullptr);
}

bool SiteView::knowsAttributes(std::int64_t objectTypeId) {
    return attributes_.count(objectTypeId) != 0 || (!distrusts_ && memory_.cache.attributes(objectTypeId) != nullptr);
}

const AttributeList* SiteView::outline(std::int64_t objectTypeId) {
    if (knowsAttributes(objectTypeId)) return attributes(objectTypeId).get();
    const auto known = memory_.outlines.find(objectTypeId);
    return known == memory_.outlines.end() ? nullptr : &known->second;
}

bool SiteView::isWhollyKnown(std::int64_t objectSchemaId) {
    if (!knowsTypes(objectSchemaId)) return false;
    const SqlTypes* const known = types(objectSchemaId);
    return known == nullptr || std::all_of(known->list->begin(), known->list->end(), [&](const ObjectType& type) {
               return knowsAttributes(type.id) || (!distrusts_ && memory_.outlines.count(type.id) != 0);
           });
}

void SiteView::prepareAttributes(std::int64_t objectSchemaId, const std::vector<std::int64_t>& objectTypeIds) {
    const auto missing = std::count_if(objectTypeIds.begin(), objectTypeIds.end(),
                                       [&](std::int64_t id) { return !knowsAttributes(id); });
    if (missing > 1) prepareSchema(objectSchemaId);
}

void SiteView::prepareSchema(std::int64_t objectSchemaId) {
    if (prepared_.count(objectSchemaId) != 0 || isWhollyKnown(objectSchemaId)) return;
    prepared_.insert(objectSchemaId);
    if (memory_.tellsNoTypesWithAttributes || !mayAsk()) {
        types(objectSchemaId);
        return;
    }
    auto told = unlessNotFound([&]() -> decltype(memory_.client.attributesOfSchema(objectSchemaId, *context_)) {
        try {
            return memory_.client.attributesOfSchema(objectSchemaId, *context_);
        } catch (const common::Error& error) {  // type by type more may be told
            if (error.kind() != common::ErrorKind::Forbidden) throw;
            return {};
        }
    });
    if (!told) {
        types(objectSchemaId);
        return;
    }
    std::map<std::int64_t, AttributeList> byType;
    for (AttributeDefinition& attribute : told->attributes)
        if (attribute.objectTypeId) byType[*attribute.objectTypeId].push_back(std::move(attribute));
    takeTypes(objectSchemaId, std::move(told->objectTypes));
    const SqlTypes* const known = types(objectSchemaId);
    if (known == nullptr) return;
    if (byType.empty() && !known->list->empty()) memory_.tellsNoTypesWithAttributes = true;
    takeAttributes(*known, std::move(byType));
}

// The types that came with the attributes are all of them when there are as many as the schema is said to have; a type
// without attributes would be missing.
void SiteView::takeTypes(std::int64_t objectSchemaId, std::vector<ObjectType> embedded) {
    if (knowsTypes(objectSchemaId)) {
        const SqlTypes* const known = types(objectSchemaId);
        const bool knowsAll = known != nullptr && std::all_of(embedded.begin(), embedded.end(), [&](const auto& type) {
                                  return known->byId.count(type.id) != 0;
                              });
        if (knowsAll) return;
        types_.erase(objectSchemaId);
        memory_.cache.forgetObjectTypes(objectSchemaId);
    }
    const SqlSchemas* const all = schemas();
    const auto isThis = [&](const ObjectSchema& schema) { return schema.id == objectSchemaId; };
    const auto schema = std::find_if(all->list->begin(), all->list->end(), isThis);
    if (schema == all->list->end() || embedded.empty()) return;
    if (schema->objectTypeCount != static_cast<std::int64_t>(embedded.size())) return;
    auto list = memory_.cache.setObjectTypes(objectSchemaId, std::move(embedded));
    types_[objectSchemaId] = {namedTypes(objectSchemaId, std::move(list)), true};
}

void SiteView::takeAttributes(const SqlTypes& types, std::map<std::int64_t, AttributeList> byType) {
    std::map<std::int64_t, AttributeList> missing;
    for (const auto& [id, type] : types.byId) missing[id] = missingInherited(types, *type, byType);
    for (auto& [id, type] : types.byId) {
        const auto told = byType.find(id);
        if (told == byType.end() && missing[id].empty()) continue;
        const bool isWhole = told != byType.end() && missing[id].empty() && tellsKinds(told->second);
        AttributeList attributes = told == byType.end() ? AttributeList() : std::move(told->second);
        for (AttributeDefinition& inherited : missing[id]) attributes.push_back(std::move(inherited));
        for (AttributeDefinition& attribute : attributes) attribute.objectTypeId = id;
        sortByPosition(attributes);
        if (isWhole) {
            memory_.outlines.erase(id);
            attributes_[id] = {memory_.cache.setAttributes(id, std::move(attributes)), true};
        } else if (attributes_.count(id) == 0) {
            memory_.outlines[id] = std::move(attributes);
        }
    }
}

std::optional<std::int64_t> SiteView::schemaOf(std::int64_t objectTypeId, std::optional<std::int64_t> likelySchemaId) {
    const auto found = schemaOfType_.find(objectTypeId);
    if (found != schemaOfType_.end()) return found->second;
    return schemaOfType_[objectTypeId] = findSchemaOf(objectTypeId, likelySchemaId);
}

std::optional<std::int64_t> SiteView::findSchemaOf(std::int64_t objectTypeId,
                                                   std::optional<std::int64_t> likelySchemaId) {
    const SqlSchemas* const all = schemas();
    if (all == nullptr) return std::nullopt;
    const auto has = [&](std::int64_t schemaId) {
        const SqlTypes* const known = all->names.count(schemaId) != 0 ? types(schemaId) : nullptr;
        return known != nullptr && known->byId.count(objectTypeId) != 0;
    };
    if (likelySchemaId && has(*likelySchemaId)) return likelySchemaId;
    for (const auto& [schemaId, name] : all->names)
        if (knowsTypes(schemaId) && has(schemaId)) return schemaId;
    if (!mayAsk()) return std::nullopt;
    const auto type = memory_.client.objectType(objectTypeId, *context_);
    return type && has(type->objectSchemaId) ? std::optional(type->objectSchemaId) : std::nullopt;
}

void SiteView::reloadTypes(std::int64_t objectSchemaId) {
    const auto seen = types_.find(objectSchemaId);
    if (!mayAsk() || (seen != types_.end() && seen->second.isFresh)) return;
    types_.erase(objectSchemaId);
    memory_.cache.forgetObjectTypes(objectSchemaId);
}

bool SiteView::distrust() {
    if (distrusts_ || !usesKept_) return false;
    distrusts_ = true;
    prepared_.clear();
    schemaOfType_.clear();
    if (!schemas_.isFresh) schemas_ = {};
    const auto dropKept = [](auto& entries) {
        for (auto each = entries.begin(); each != entries.end();)
            each = each->second.isFresh ? std::next(each) : entries.erase(each);
    };
    dropKept(types_);
    dropKept(attributes_);
    return true;
}

}  // namespace assetsodbc::schema
