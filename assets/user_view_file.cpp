#include "assets/user_view_file.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::UserView;
using rapidjson::Value;

[[noreturn]] void refuse(const std::string& file, const std::string& problem) {
    throw Error(ErrorKind::InvalidArgument, "The file \"" + file + "\" (property UserDefinedViews) " + problem);
}

std::string contentOf(const std::string& file) {
    constexpr std::streamsize kMost = std::streamsize{16} << 20;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    const bool isEmpty = in.peek() == std::ifstream::traits_type::eof();
    if (!isEmpty) text << in.rdbuf();
    if (!in.is_open() || in.bad() || !text) refuse(file, "cannot be read. Check the path and its rights.");
    if (static_cast<std::streamsize>(text.tellp()) > kMost) refuse(file, "is larger than 16 MB.");
    return text.str();
}

// Both {"query": "..."}, with the word in any case, and the query alone.
const Value* queryOf(const Value& view) {
    if (view.IsString()) return &view;
    if (!view.IsObject()) return nullptr;
    const auto found = std::find_if(view.MemberBegin(), view.MemberEnd(), [](const auto& member) {
        return common::equalIgnoringAsciiCase(member.name.GetString(), "query");
    });
    return found != view.MemberEnd() && found->value.IsString() ? &found->value : nullptr;
}

std::string textOf(const Value& value) {
    return {value.GetString(), value.GetStringLength()};
}

void requireNewName(const std::string& file, const std::vector<UserView>& views, const std::string& name) {
    if (name.empty()) refuse(file, "holds a view without a name.");
    const bool isKnown = std::any_of(views.begin(), views.end(), [&](const UserView& view) {
        return common::equalIgnoringAsciiCase(view.name, name);
    });
    if (isKnown) refuse(file, "holds two views of the name \"" + name + "\".");
}

}  // namespace

std::vector<UserView> readUserViews(const std::string& file) {
    if (file.empty()) return {};
    constexpr unsigned kFlags = rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag |
                                rapidjson::kParseCommentsFlag | rapidjson::kParseTrailingCommasFlag;
    const std::string text = contentOf(file);
    rapidjson::Document document;
    document.Parse<kFlags>(text.data(), text.size());
    if (document.HasParseError())
        refuse(file, "is no JSON: " + std::string(rapidjson::GetParseError_En(document.GetParseError())) +
                         " (at byte " + std::to_string(document.GetErrorOffset() + 1) + ")");
    if (!document.IsObject())
        refuse(file, "is not a JSON object. Write {\"NameOfView\": {\"query\": \"SELECT ...\"}}.");
    std::vector<UserView> views;
    for (const auto& member : document.GetObject()) {
        const std::string name = textOf(member.name);
        requireNewName(file, views, name);
        const Value* const query = queryOf(member.value);
        if (query == nullptr)
            refuse(file,
                   "has no query for the view \"" + name + "\". Write {\"query\": \"SELECT ...\"} behind its name.");
        views.push_back({name, textOf(*query)});
    }
    return views;
}

}  // namespace assetsodbc::assets
