#include "schema/site/name_scope.h"

#include <algorithm>

#include "common/unicode.h"

namespace assetsodbc::schema {

namespace {

// The driver's own schemas, and those that SQLite knows.
const std::vector<std::string_view> kReservedSchemas = {"Assets", "sys", "temp", "main", "INFORMATION_SCHEMA"};

std::string writable(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c == '\0')
            text += "\xEF\xBF\xBD";
        else
            text += c;
    }
    return text;
}

}  // namespace

NameScope::NameScope(const std::vector<std::string_view>& reserved) : taken_{""} {
    for (const std::string_view name : reserved) taken_.insert(common::asciiLower(name));
}

NameScope::NameScope(std::function<bool(const std::string&)> isTaken) : taken_{""}, isTaken_(std::move(isTaken)) {}

std::string NameScope::claim(std::string_view name, std::int64_t id) {
    std::string claimed = writable(name);
    const auto isTaken = [&](const std::string& lower) {
        return (isTaken_ && isTaken_(lower)) || !taken_.insert(lower).second;
    };
    while (isTaken(common::asciiLower(claimed))) claimed += '_' + std::to_string(id);
    return claimed;
}

std::map<std::int64_t, std::string> claimAll(NameScope& scope,
                                             std::vector<std::pair<std::int64_t, std::string>> names) {
    std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::map<std::int64_t, std::string> claimed;
    for (const auto& [id, name] : names)
        if (claimed.count(id) == 0) claimed.emplace(id, scope.claim(name, id));
    return claimed;
}

bool isReservedSchemaName(std::string_view name) {
    return std::any_of(kReservedSchemas.begin(), kReservedSchemas.end(),
                       [&](std::string_view reserved) { return common::equalIgnoringAsciiCase(reserved, name); });
}

std::map<std::int64_t, std::string> sqlSchemaNames(std::vector<std::pair<std::int64_t, std::string>> keys) {
    NameScope scope(kReservedSchemas);
    return claimAll(scope, std::move(keys));
}

}  // namespace assetsodbc::schema
