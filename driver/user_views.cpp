#include "driver/user_views.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <memory>

#include "common/config/connection_config.h"
#include "common/error.h"
#include "common/unicode.h"
#include "sqlengine/engine.h"

namespace assetsodbc::driver {

namespace {

using common::Error;
using common::ErrorKind;
using rapidjson::Value;

[[noreturn]] void refuse(const std::string& file, const std::string& problem) {
    throw Error(ErrorKind::InvalidArgument, "The file \"" + file + "\" (property UserDefinedViews) " + problem);
}

std::string contentOf(const std::string& file) {
    constexpr std::streamsize kMost = std::streamsize{16} << 20;
    std::ifstream in(file, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    if (!in) refuse(file, "cannot be read. Check the path and its rights.");
    if (static_cast<std::streamsize>(text.size()) > kMost) refuse(file, "is larger than 16 MB.");
    return text;
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

std::string quoted(const std::string& name) {
    std::string text = "\"";
    for (const char c : name) text.append(c == '"' ? 2 : 1, c);
    return text + '"';
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

std::vector<UserView> userViews(const common::ConnectionConfig& config) {
    std::vector<UserView> views;
    if (!config.userDefinedViews.empty()) views = readUserViews(config.userDefinedViews);
    if (config.includeDualTable) views.push_back({"DUAL", "SELECT 'X' AS DUMMY"});
    return views;
}

void createUserViews(sqlengine::Engine& engine, const std::vector<UserView>& views,
                     const common::CallContext& context) {
    for (const UserView& view : views) {
        try {
            const auto creation =
                engine.prepare("CREATE TEMP VIEW " + quoted(view.name) + " AS " + view.query, context);
            if (creation->statementClass() != sqlengine::StatementClass::CreateView)
                throw Error(ErrorKind::InvalidArgument, "It is not one query.");
            creation->step(context);
            // A view that nobody could read would be a riddle at the first query.
            engine.prepare("SELECT * FROM temp." + quoted(view.name), context);
        } catch (const Error& error) {
            const bool isOfView = error.kind() == ErrorKind::SyntaxError || error.kind() == ErrorKind::NoSuchTable ||
                                  error.kind() == ErrorKind::NoSuchColumn || error.kind() == ErrorKind::AmbiguousName ||
                                  error.kind() == ErrorKind::Unsupported ||
                                  error.kind() == ErrorKind::InvalidArgument || error.kind() == ErrorKind::TableExists;
            if (!isOfView) throw;
            throw Error(ErrorKind::InvalidArgument,
                        "The view \"" + view.name +
                            "\" (properties UserDefinedViews and IncludeDualTable) cannot be made: " + error.what());
        }
    }
}

}  // namespace assetsodbc::driver
