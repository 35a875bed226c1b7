// The small answers of the API as JSON trees: they are short, and a tree reads more clearly than a stream. Numbers stay
// text in the tree, so that an id means the same as text and as number. Included by decoders only.
#pragma once

#include <rapidjson/document.h>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::assets::json {

using rapidjson::Value;

class Tree {
public:
    // `source` names the answer in messages.
    Tree(std::string_view body, std::string_view source);
    void requireComplete() const;
    bool isComplete() const { return !document_.HasParseError(); }
    const Value& root() const { return document_; }
    // Throws Error{BadResponse}.
    [[noreturn]] void refuse(std::string_view problem) const;

private:
    rapidjson::Document document_;
    std::string source_;
    std::size_t size_;
};

// Throws Error{BadResponse} for what is no JSON.
Tree parsed(std::string_view body, std::string_view source);

// nullptr for what is missing or null.
const Value* member(const Value& object, const char* name);
std::string textOf(const Value& value);
std::optional<std::string> optionalText(const Value& object, const char* name);
// Empty when missing.
std::string text(const Value& object, const char* name);
std::optional<bool> optionalFlag(const Value& object, const char* name);
// False when missing.
bool flag(const Value& object, const char* name);

// Reads numbers of one answer, and refuses text that should be one.
class Numbers {
public:
    // The tree must outlive the object.
    explicit Numbers(const Tree& tree) : tree_(tree) {}

    std::optional<std::int64_t> optional(const Value& object, const char* name) const;
    std::optional<std::int32_t> optionalSmall(const Value& object, const char* name) const;
    std::int64_t required(const Value& object, const char* name) const;
    std::int64_t orZero(const Value& object, const char* name) const { return optional(object, name).value_or(0); }

private:
    const Tree& tree_;
};

// The entries of a list, whether bare or under one of the names it is known by.
const Value& listIn(const Tree& tree, std::initializer_list<const char*> names);

template <typename Read>
auto readAll(const Value& list, const Read& read) {
    std::vector<decltype(read(list))> entries;
    entries.reserve(list.Size());
    for (const Value& entry : list.GetArray()) entries.push_back(read(entry));
    return entries;
}

}  // namespace assetsodbc::assets::json
