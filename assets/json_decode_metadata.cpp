// The small answers (schemas, types, attributes, icons, discovery, errors), through a JSON tree: they are short, and a
// tree reads more clearly. Numbers stay text in the tree, so that an id means the same as text and as number.
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>

#include "assets/json_decode.h"
#include "assets/json_text.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using rapidjson::Value;

// Iterative, because the nesting is the sender's choice and the stack is not.
constexpr unsigned kParseFlags = rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;

class Tree {
public:
    Tree(std::string_view body, std::string_view source) : source_(source), size_(body.size()) {
        const std::string_view json = withoutByteOrderMark(body);
        document_.Parse<kParseFlags>(json.data(), json.size());
        if (document_.GetParseError() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) {
            const std::string repaired = withoutLoneSurrogates(json);
            document_.Parse<kParseFlags>(repaired.data(), repaired.size());
        }
    }
    void requireComplete() const {
        if (document_.HasParseError())
            throwBadJson(source_, rapidjson::GetParseError_En(document_.GetParseError()), document_.GetErrorOffset(),
                         size_);
    }
    bool isComplete() const { return !document_.HasParseError(); }
    const Value& root() const { return document_; }
    [[noreturn]] void refuse(std::string_view problem) const { throwBadJson(source_, problem, size_, size_); }

private:
    rapidjson::Document document_;
    std::string source_;
    std::size_t size_;
};

Tree parsed(std::string_view body, std::string_view source) {
    Tree tree(body, source);
    tree.requireComplete();
    return tree;
}

// nullptr for what is missing or null.
const Value* member(const Value& object, const char* name) {
    if (!object.IsObject()) return nullptr;
    const auto found = object.FindMember(name);
    return found == object.MemberEnd() || found->value.IsNull() ? nullptr : &found->value;
}

std::string textOf(const Value& value) {
    if (value.IsBool()) return value.GetBool() ? "true" : "false";
    if (!value.IsString()) return {};
    return common::repairedUtf8({value.GetString(), value.GetStringLength()});
}

std::optional<std::string> optionalText(const Value& object, const char* name) {
    const Value* const value = member(object, name);
    return value == nullptr ? std::nullopt : std::optional(textOf(*value));
}

std::string text(const Value& object, const char* name) {
    return optionalText(object, name).value_or("");
}

std::optional<bool> optionalFlag(const Value& object, const char* name) {
    const Value* const value = member(object, name);
    return value == nullptr ? std::nullopt : booleanOf(textOf(*value));
}

bool flag(const Value& object, const char* name) {
    return optionalFlag(object, name).value_or(false);
}

// Reads numbers of one answer, and refuses text that should be one.
class Numbers {
public:
    explicit Numbers(const Tree& tree) : tree_(tree) {}

    std::optional<std::int64_t> optional(const Value& object, const char* name) const {
        const Value* const value = member(object, name);
        if (value == nullptr) return std::nullopt;
        const std::string digits = textOf(*value);
        if (digits.empty()) return std::nullopt;
        const auto number = integerOf(digits);
        if (!number) tree_.refuse(std::string(name) + " is not a whole number");
        return number;
    }
    std::optional<std::int32_t> optionalSmall(const Value& object, const char* name) const {
        const auto number = optional(object, name);
        if (!number) return std::nullopt;
        if (*number < INT32_MIN || *number > INT32_MAX) tree_.refuse(std::string(name) + " is out of range");
        return static_cast<std::int32_t>(*number);
    }
    std::int64_t required(const Value& object, const char* name) const {
        const auto number = optional(object, name);
        if (!number) tree_.refuse(std::string("an entry has no ") + name);
        return *number;
    }
    std::int64_t orZero(const Value& object, const char* name) const { return optional(object, name).value_or(0); }

private:
    const Tree& tree_;
};

// The entries of a list, whether bare or under one of the names it is known by.
const Value& listIn(const Tree& tree, std::initializer_list<const char*> names) {
    if (tree.root().IsArray()) return tree.root();
    for (const char* name : names) {
        const Value* const list = member(tree.root(), name);
        if (list != nullptr && list->IsArray()) return *list;
    }
    tree.refuse("it holds no list of entries");
}

template <typename Read>
auto readAll(const Value& list, const Read& read) {
    std::vector<decltype(read(list))> entries;
    entries.reserve(list.Size());
    for (const Value& entry : list.GetArray()) entries.push_back(read(entry));
    return entries;
}

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
    attribute.type = numbers.optionalSmall(json, "type").value_or(0);
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
