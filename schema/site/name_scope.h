// Names that must differ in one scope, as SQL compares them: ignoring ASCII case. Things claim their names in the order
// of their ids, so that the result does not depend on the order in which the site tells of them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assetsodbc::schema {

class NameScope {
public:
    // Names that nothing may claim. The empty name is always one of them.
    explicit NameScope(const std::vector<std::string_view>& reserved = {});
    // `isTaken` is asked for names in lower case.
    explicit NameScope(std::function<bool(const std::string&)> isTaken);

    // The name, with as many suffixes "_<id>" as make it free. Spelled as given, but that NUL, which SQL text cannot
    // hold, becomes U+FFFD.
    std::string claim(std::string_view name, std::int64_t id);

private:
    std::set<std::string> taken_;  // in lower case
    std::function<bool(const std::string&)> isTaken_;
};

// The name of each id, claimed in the order of ids. Of several entries with one id the first counts.
std::map<std::int64_t, std::string> claimAll(NameScope& scope, std::vector<std::pair<std::int64_t, std::string>> names);

// A schema name that no object schema can have.
bool isReservedSchemaName(std::string_view name);
// SQL schema names of object schemas, from (id, key).
std::map<std::int64_t, std::string> sqlSchemaNames(std::vector<std::pair<std::int64_t, std::string>> keys);

}  // namespace assetsodbc::schema
