// The small answers (schemas, types, attributes, icons, discovery, errors), through a JSON tree.
#include <algorithm>
#include <set>

#include "assets/json_decode.h"
#include "assets/json_tree.h"

namespace assetsodbc::assets {

namespace {

using namespace json;

Icon iconOf(const Value& json) {
    return {text(json, "id"), text(json, "name"), text(json, "url16"), text(json, "url48")};
}

ObjectSchema schemaOf(const Value& json, const Numbers& numbers) {
    ObjectSchema schema;
    schema.id = numbers.required(json, "id");
    schema.workspaceId = text(json, "workspaceId");
    schema.globalId = text(json, "globalId");
    schema.name = text(json, "name");
    schema.objectSchemaKey = text(json, "objectSchemaKey");
    schema.status = text(json, "status");
    schema.description = optionalText(json, "description");
    schema.created = text(json, "created");
    schema.updated = text(json, "updated");
    schema.objectCount = numbers.orZero(json, "objectCount");
    schema.objectTypeCount = numbers.orZero(json, "objectTypeCount");
    schema.canManage = optionalFlag(json, "canManage");
    return schema;
}

ObjectType typeOf(const Value& json, const Numbers& numbers) {
    ObjectType type;
    type.id = numbers.required(json, "id");
    type.workspaceId = text(json, "workspaceId");
    type.globalId = text(json, "globalId");
    type.name = text(json, "name");
    type.description = optionalText(json, "description");
    if (const Value* const icon = member(json, "icon")) type.icon = iconOf(*icon);
    type.position = numbers.optionalSmall(json, "position").value_or(0);
    type.created = text(json, "created");
    type.updated = text(json, "updated");
    type.objectCount = numbers.orZero(json, "objectCount");
    type.parentObjectTypeId = numbers.optional(json, "parentObjectTypeId");
    type.type = numbers.optionalSmall(json, "type");
    type.objectSchemaId = numbers.orZero(json, "objectSchemaId");
    type.inherited = flag(json, "inherited");
    type.abstractObjectType = flag(json, "abstractObjectType");
    type.parentObjectTypeInherited = flag(json, "parentObjectTypeInherited");
    return type;
}

void readReferences(const Value& json, const Numbers& numbers, AttributeDefinition& attribute) {
    if (const Value* const kind = member(json, "referenceType")) {
        attribute.referenceTypeId = numbers.optional(*kind, "id");
        attribute.referenceTypeName = text(*kind, "name");
    }
    attribute.referenceObjectTypeId = numbers.optional(json, "referenceObjectTypeId");
    if (const Value* const type = member(json, "referenceObjectType")) {
        attribute.referenceObjectTypeName = text(*type, "name");
        if (!attribute.referenceObjectTypeId) attribute.referenceObjectTypeId = numbers.optional(*type, "id");
        attribute.referenceObjectSchemaId = numbers.optional(*type, "objectSchemaId");
    }
    if (const Value* const owner = member(json, "objectType")) {
        attribute.objectTypeId = numbers.optional(*owner, "id");
        attribute.objectSchemaId = numbers.optional(*owner, "objectSchemaId");
    }
    if (const Value* const kind = member(json, "defaultType")) {
        attribute.defaultTypeId = numbers.optionalSmall(*kind, "id");
        attribute.defaultTypeName = text(*kind, "name");
    }
}

// Answers that leave the kind out still show two kinds by what only these have.
void readKind(const Value& json, const Numbers& numbers, AttributeDefinition& attribute) {
    constexpr std::int32_t kDefault = 0, kObjectReference = 1;
    const auto told = numbers.optionalSmall(json, "type");
    const bool isReference = attribute.referenceObjectTypeId || attribute.referenceTypeId;
    attribute.type = told.value_or(isReference && !attribute.defaultTypeId ? kObjectReference : kDefault);
    attribute.isTypeTold = told || isReference || attribute.defaultTypeId;
}

void readFlags(const Value& json, AttributeDefinition& attribute) {
    struct Flag {
        const char* name;
        bool AttributeDefinition::*member;
    };
    constexpr Flag kFlags[] = {
        {"label", &AttributeDefinition::label},
        {"editable", &AttributeDefinition::editable},
        {"system", &AttributeDefinition::system},
        {"sortable", &AttributeDefinition::sortable},
        {"summable", &AttributeDefinition::summable},
        {"indexed", &AttributeDefinition::indexed},
        {"removable", &AttributeDefinition::removable},
        {"hidden", &AttributeDefinition::hidden},
        {"includeChildObjectTypes", &AttributeDefinition::includeChildObjectTypes},
        {"uniqueAttribute", &AttributeDefinition::uniqueAttribute},
    };
    for (const Flag& each : kFlags) attribute.*each.member = flag(json, each.name);
}

AttributeDefinition attributeOf(const Value& json, const Numbers& numbers) {
    AttributeDefinition attribute;
    attribute.id = numbers.required(json, "id");
    attribute.workspaceId = text(json, "workspaceId");
    attribute.globalId = text(json, "globalId");
    attribute.name = text(json, "name");
    attribute.description = optionalText(json, "description");
    attribute.typeValue = optionalText(json, "typeValue");
    attribute.additionalValue = optionalText(json, "additionalValue");
    attribute.minimumCardinality = numbers.optionalSmall(json, "minimumCardinality");
    attribute.maximumCardinality = numbers.optionalSmall(json, "maximumCardinality");
    attribute.suffix = optionalText(json, "suffix");
    attribute.regexValidation = optionalText(json, "regexValidation");
    attribute.options = optionalText(json, "options");
    attribute.qlQuery = optionalText(json, "qlQuery");
    if (!attribute.qlQuery) attribute.qlQuery = optionalText(json, "iql");
    attribute.position = numbers.optionalSmall(json, "position").value_or(0);
    if (const Value* const multi = member(json, "typeValueMulti"); multi != nullptr && multi->IsArray())
        attribute.typeValueMulti = readAll(*multi, textOf);
    readReferences(json, numbers, attribute);
    readKind(json, numbers, attribute);
    readFlags(json, attribute);
    return attribute;
}

// All texts below `json`, in their order.
void collectTexts(const Value& json, std::vector<std::string>& texts) {
    if (json.IsString() && json.GetStringLength() > 0) texts.push_back(textOf(json));
    if (json.IsArray())
        for (const Value& entry : json.GetArray())
            if (entry.IsString()) collectTexts(entry, texts);
    if (json.IsObject())
        for (const auto& [name, value] : json.GetObject())
            if (value.IsString()) collectTexts(value, texts);
}

}  // namespace

SchemaPage decodeObjectSchemas(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    SchemaPage page;
    page.schemas = readAll(listIn(tree, {"values", "objectschemas", "objectSchemas", "entries"}),
                           [&](const Value& json) { return schemaOf(json, numbers); });
    page.isLast = optionalFlag(tree.root(), "isLast");
    if (!page.isLast) page.isLast = optionalFlag(tree.root(), "last");
    if (tree.root().IsObject())
        if (const auto total = numbers.optional(tree.root(), "total"))
            page.total = static_cast<std::uint64_t>(std::max<std::int64_t>(*total, 0));
    return page;
}

ObjectSchema decodeObjectSchema(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    return schemaOf(tree.root(), Numbers(tree));
}

std::vector<ObjectType> decodeObjectTypes(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"entries", "values"}), [&](const Value& json) { return typeOf(json, numbers); });
}

ObjectType decodeObjectType(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    return typeOf(tree.root(), Numbers(tree));
}

std::vector<AttributeDefinition> decodeAttributes(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    return readAll(listIn(tree, {"values", "entries"}), [&](const Value& json) { return attributeOf(json, numbers); });
}

SchemaAttributes decodeSchemaAttributes(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    SchemaAttributes decoded;
    std::set<std::int64_t> typeIds;
    for (const Value& json : listIn(tree, {"values", "entries"}).GetArray()) {
        decoded.attributes.push_back(attributeOf(json, numbers));
        const auto typeId = decoded.attributes.back().objectTypeId;
        if (typeId && typeIds.insert(*typeId).second)
            decoded.objectTypes.push_back(typeOf(*member(json, "objectType"), numbers));
    }
    return decoded;
}

std::vector<AttributeDefinition> decodeAttributesOfSearch(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const Numbers numbers(tree);
    const Value* const list = member(tree.root(), "objectTypeAttributes");
    if (list == nullptr || !list->IsArray()) return {};
    return readAll(*list, [&](const Value& json) { return attributeOf(json, numbers); });
}

std::vector<Icon> decodeIcons(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    return readAll(listIn(tree, {"values", "entries", "icons"}), iconOf);
}

Icon decodeIcon(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    Icon icon = iconOf(tree.root());
    if (icon.id.empty()) tree.refuse("the icon has no id");
    return icon;
}

std::uint64_t decodeTotalCount(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    const std::int64_t count = Numbers(tree).required(tree.root(), "totalCount");
    if (count < 0) tree.refuse("totalCount is negative");
    return static_cast<std::uint64_t>(count);
}

std::vector<AccessibleSite> decodeAccessibleSites(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    return readAll(listIn(tree, {"values"}), [&](const Value& json) {
        AccessibleSite site{text(json, "id"), text(json, "url"), text(json, "name")};
        if (site.id.empty()) tree.refuse("a site has no id");
        return site;
    });
}

std::vector<std::string> decodeWorkspaceIds(std::string_view body, std::string_view source) {
    const Tree tree = parsed(body, source);
    return readAll(listIn(tree, {"values"}), [&](const Value& json) {
        std::string id = text(json, "workspaceId");
        if (id.empty()) tree.refuse("a workspace has no workspaceId");
        return id;
    });
}

std::optional<std::string> decodeCloudId(std::string_view body) {
    const Tree tree(body, "");
    if (!tree.isComplete()) return std::nullopt;
    const std::string id = text(tree.root(), "cloudId");
    return id.empty() ? std::nullopt : std::optional(id);
}

std::vector<std::string> decodeErrorMessages(std::string_view body) {
    const Tree tree(body, "");
    std::vector<std::string> messages;
    if (!tree.isComplete()) return messages;
    for (const char* name : {"errorMessages", "errors", "message", "errorMessage", "error_description"})
        if (const Value* const found = member(tree.root(), name)) collectTexts(*found, messages);
    return messages;
}

}  // namespace assetsodbc::assets
