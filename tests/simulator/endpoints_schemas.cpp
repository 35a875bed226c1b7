// Schemas, object types and attribute definitions.
#include <algorithm>

#include "tests/simulator/endpoints.h"

namespace assetsodbc::simulator {
namespace {

template <typename Items, typename Write>
Reply bareArray(const Items& items, Write write) {
    std::string body;
    JsonWriter json(body);
    json.beginArray();
    for (const auto& item : items) write(json, item);
    json.endArray();
    return Reply::json(std::move(body));
}

std::vector<const Schema*> visibleSchemas(const Call& call) {
    std::vector<const Schema*> visible;
    for (const Schema& schema : call.site().description().schemas) {
        if (call.maySee(schema.id)) visible.push_back(&schema);
    }
    return visible;
}

std::vector<const ObjectType*> typesOf(const Call& call, Id schemaId) {
    std::vector<const ObjectType*> types;
    for (const ObjectType& type : call.site().description().types) {
        if (type.schemaId == schemaId) types.push_back(&type);
    }
    return types;
}

Counts countsOf(const Call& call, const Schema& schema) {
    return {call.site().countObjectsOfSchema(*call.objects, schema.id), typesOf(call, schema.id).size()};
}

bool contains(const std::string& text, const std::string& part) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return part.empty() || std::search(text.begin(), text.end(), part.begin(), part.end(),
                                       [&](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

// The document's default of `query` is two quotation marks, so they count as empty.
std::string queryText(const Call& call) {
    const auto text = call.text("query");
    return text == "\"\"" ? std::string() : text;
}

bool isWanted(const Call& call, const AttributeDefinition& definition, const std::string& query) {
    if (call.flag("onlyValueEditable", false) && !definition.editable) return false;
    if (call.flag("excludeParentAttributes", false) && definition.isInherited()) return false;
    return contains(definition.name, query);
}

// Whether some object has a value of this attribute.
bool valuesExist(const Call& call, const AttributeDefinition& definition) {
    IdFilter filter;
    filter.typeIds = {definition.typeId};
    const auto ids = call.objects->select(filter);
    static constexpr std::size_t kMostLookedAt = 1000;
    for (const Id id : ids.slice(0, kMostLookedAt)) {
        if (!call.site().valuesOf(*call.objects->find(id), definition).empty()) return true;
    }
    return false;
}

std::vector<const AttributeDefinition*> attributesOf(const Call& call, const ObjectType& type) {
    const auto query = queryText(call);
    const auto typeIds =
        call.flag("includeChildren", false) ? call.site().withDescendants(type.id) : std::vector<Id>{type.id};
    std::vector<const AttributeDefinition*> found;
    for (const Id typeId : typeIds) {
        for (const auto* definition : call.site().attributesOf(typeId)) {
            if (isWanted(call, *definition, query)) found.push_back(definition);
        }
    }
    if (call.flag("orderByName", false)) {
        std::stable_sort(found.begin(), found.end(), [](auto* a, auto* b) { return a->name < b->name; });
    }
    if (call.flag("orderByRequired", false)) {
        std::stable_sort(found.begin(), found.end(),
                         [](auto* a, auto* b) { return a->minimumCardinality > b->minimumCardinality; });
    }
    return found;
}

void writeSchemaPage(JsonWriter& json, const Call& call, const std::vector<const Schema*>& all) {
    const auto total = static_cast<long>(all.size());
    const long size = std::clamp(call.number("maxResults", 25), 1L, 1L * call.options().paging.largestPage);
    const long start = std::clamp(call.number("startAt", 0), 0L, total);
    const long shorter = call.options().paging.shorterPages;
    const long end = std::min(total, start + (shorter > 0 ? std::min(size, shorter) : size));
    const bool counted = call.flag("includeCounts", false);
    json.beginObject().member("startAt", start).member("maxResults", size).member("total", total);
    json.key("values").beginArray();
    for (long i = start; i < end; ++i) {
        const Schema& schema = *all[static_cast<std::size_t>(i)];
        call.shape.schema(json, schema, counted ? countsOf(call, schema) : Counts{}, true);
    }
    json.endArray().member("isLast", end >= total).endObject();
}

std::size_t countIf(bool wanted, const Call& call, const ObjectType& type) {
    return wanted ? call.site().countObjects(*call.objects, type.id) : 0;
}

}  // namespace

Reply listSchemas(const Call& call) {
    const auto all = visibleSchemas(call);
    std::string body;
    JsonWriter json(body);
    if (call.isCloud()) {
        writeSchemaPage(json, call, all);
    } else {
        json.beginObject().key("objectschemas").beginArray();
        for (const auto* schema : all) {
            if (contains(schema->name, queryText(call)))
                call.shape.schema(json, *schema, countsOf(call, *schema), true);
        }
        json.endArray().endObject();
    }
    return Reply::json(std::move(body));
}

Reply getSchema(const Call& call) {
    const Schema* schema = call.schema(call.arguments[0]);
    if (schema == nullptr) return notFound(call, "object schema");
    std::string body;
    JsonWriter json(body);
    call.shape.schema(json, *schema, countsOf(call, *schema), false);
    return Reply::json(std::move(body));
}

Reply getSchemaAttributes(const Call& call) {
    const Schema* schema = call.schema(call.arguments[0]);
    if (schema == nullptr) return notFound(call, "object schema");
    if (!call.mayReadMetadata()) return Reply::json("[]");
    DefinitionForm form;
    form.objectType = call.flag("extended", false) && call.options().shape.extendedCarriesObjectType;
    form.identifyKind = !call.options().shape.definitionsOmitType;
    const auto query = queryText(call);
    std::vector<const AttributeDefinition*> wanted;
    for (const auto* type : typesOf(call, schema->id)) {
        for (const auto* definition : call.site().attributesOf(type->id)) {
            if (isWanted(call, *definition, query)) wanted.push_back(definition);
        }
    }
    return bareArray(wanted,
                     [&](JsonWriter& json, auto* definition) { call.shape.definition(json, *definition, form); });
}

Reply getSchemaTypes(const Call& call) {
    const Schema* schema = call.schema(call.arguments[0]);
    if (schema == nullptr) return notFound(call, "object schema");
    if (!call.mayReadMetadata()) return Reply::json("[]");
    auto types = typesOf(call, schema->id);
    if (call.flag("excludeAbstract", false)) {
        types.erase(std::remove_if(types.begin(), types.end(), [](auto* type) { return type->abstractType; }),
                    types.end());
    }
    auto reply = bareArray(types, [&](JsonWriter& json, auto* type) { call.shape.objectType(json, *type, 0); });
    if (call.isCloud() && call.options().typeList == TypeListForm::Entries) {
        reply.body = R"({"entries":)" + reply.body + "}";
    }
    return reply;
}

Reply getSchemaTypesFlat(const Call& call) {
    const Schema* schema = call.schema(call.arguments[0]);
    if (schema == nullptr) return notFound(call, "object schema");
    const bool counted = call.flag("includeObjectCounts", false);
    return bareArray(typesOf(call, schema->id), [&](JsonWriter& json, auto* type) {
        call.shape.objectType(json, *type, countIf(counted, call, *type));
    });
}

Reply getType(const Call& call) {
    const ObjectType* type = call.type(call.arguments[0]);
    if (type == nullptr) return notFound(call, "object type");
    std::string body;
    JsonWriter json(body);
    call.shape.objectType(json, *type, countIf(true, call, *type));
    return Reply::json(std::move(body));
}

Reply getTypeAttributes(const Call& call) {
    const ObjectType* type = call.type(call.arguments[0]);
    if (type == nullptr) return notFound(call, "object type");
    if (!call.mayReadMetadata()) return Reply::json("[]");
    const bool withExists = !call.isCloud() || call.flag("includeValuesExist", false);
    DefinitionForm form;
    form.objectType = call.isCloud() && call.options().shape.definitionsCarryObjectType;
    return bareArray(attributesOf(call, *type), [&](JsonWriter& json, auto* definition) {
        if (withExists) form.exists = valuesExist(call, *definition);
        call.shape.definition(json, *definition, form);
    });
}

}  // namespace assetsodbc::simulator
