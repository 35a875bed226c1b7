#include "driver/api/browse.h"

#include <algorithm>

#include "common/config/connection_properties.h"
#include "common/config/dsn.h"
#include "common/config/sign_in.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver::api {

namespace {

using common::ConnectionAttribute;
using common::ConnectionAttributes;
using common::SignInNeed;

bool isGiven(const ConnectionAttributes& attributes, std::string_view property) {
    const auto* const wanted = common::findProperty(property);
    return std::any_of(attributes.begin(), attributes.end(), [&](const ConnectionAttribute& attribute) {
        return !attribute.value.empty() && common::findProperty(attribute.keyword) == wanted;
    });
}

// Forms know user and password by the names that ODBC gives them.
std::string_view keywordOf(std::string_view property) {
    if (property == "User") return "UID";
    if (property == "APIToken" || property == "Password") return "PWD";
    return property;
}

std::string question(std::string_view property, std::string_view label) {
    return std::string(keywordOf(property)).append(":").append(label).append("=?");
}

// Optional, as the asterisk says: without an answer it is told by what is set.
std::string choiceOfSchemes() {
    std::string names;
    for (const auto& method : common::signInMethods()) names.append(names.empty() ? "" : ",").append(method.name);
    return "*AuthScheme:Authentication={" + names + "}";
}

ConnectionAttributes ofDataSource(const ConnectionAttributes& given) {
    const auto* const name = common::find(given, "DSN");
    if (name == nullptr) return {};
    if (auto attributes = common::dataSourceAttributes(name->value)) return *attributes;
    throw OdbcError(SqlState::UnableToConnect, "There is no data source \"" + name->value + "\" in odbc.ini.");
}

}  // namespace

std::string missingAttributes(const ConnectionAttributes& given) {
    const ConnectionAttributes stored = ofDataSource(given);
    const common::ConnectionConfig config = common::readConnectionProperties(given, stored).config;
    std::string result;
    const auto ask = [&](const std::string& text) { result.append(result.empty() ? "" : ";").append(text); };
    if (config.url.empty()) ask(question("URL", "Address of the site"));
    for (const SignInNeed& need : common::missingNeeds(config)) ask(question(need.property, need.label));
    if (!result.empty() && !isGiven(given, "AuthScheme") && !isGiven(stored, "AuthScheme")) ask(choiceOfSchemes());
    return result;
}

}  // namespace assetsodbc::driver::api
