#include "assets/json_tree.h"

#include <rapidjson/error/en.h>

#include "assets/json_text.h"
#include "common/unicode.h"

namespace assetsodbc::assets::json {

namespace {

// Iterative, because the nesting is the sender's choice and the stack is not.
constexpr unsigned kParseFlags = rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseIterativeFlag;

}  // namespace

Tree::Tree(std::string_view body, std::string_view source) : source_(source), size_(body.size()) {
    const std::string_view json = withoutByteOrderMark(body);
    document_.Parse<kParseFlags>(json.data(), json.size());
    if (document_.GetParseError() == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) {
        const std::string repaired = withoutLoneSurrogates(json);
        document_.Parse<kParseFlags>(repaired.data(), repaired.size());
    }
}

void Tree::requireComplete() const {
    if (document_.HasParseError())
        throwBadJson(source_, rapidjson::GetParseError_En(document_.GetParseError()), document_.GetErrorOffset(),
                     size_);
}

void Tree::refuse(std::string_view problem) const {
    throwBadJson(source_, problem, size_, size_);
}

Tree parsed(std::string_view body, std::string_view source) {
    Tree tree(body, source);
    tree.requireComplete();
    return tree;
}

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

std::optional<std::int64_t> Numbers::optional(const Value& object, const char* name) const {
    const Value* const value = member(object, name);
    if (value == nullptr) return std::nullopt;
    const std::string digits = textOf(*value);
    if (digits.empty()) return std::nullopt;
    const auto number = integerOf(digits);
    if (!number) tree_.refuse(std::string(name) + " is not a whole number");
    return number;
}

std::optional<std::int32_t> Numbers::optionalSmall(const Value& object, const char* name) const {
    const auto number = optional(object, name);
    if (!number) return std::nullopt;
    if (*number < INT32_MIN || *number > INT32_MAX) tree_.refuse(std::string(name) + " is out of range");
    return static_cast<std::int32_t>(*number);
}

std::int64_t Numbers::required(const Value& object, const char* name) const {
    const auto number = optional(object, name);
    if (!number) tree_.refuse(std::string("an entry has no ") + name);
    return *number;
}

const Value& listIn(const Tree& tree, std::initializer_list<const char*> names) {
    if (tree.root().IsArray()) return tree.root();
    for (const char* name : names) {
        const Value* const list = member(tree.root(), name);
        if (list != nullptr && list->IsArray()) return *list;
    }
    tree.refuse("it holds no list of entries");
}

}  // namespace assetsodbc::assets::json
