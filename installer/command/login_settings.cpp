#include "installer/command/login_settings.h"

#include <optional>
#include <string>

#include "common/config/connection_string.h"
#include "common/config/dsn.h"
#include "installer/command/connection_source.h"
#include "installer/command/secret_input.h"
#include "installer/dsn_entries.h"

namespace assetsodbc::installer {
namespace {

using common::ConnectionAttributes;

void add(ConnectionAttributes& attributes, const char* property, const std::optional<std::string>& value) {
    if (value) attributes.push_back({property, *value});
}

// What the options say counts before the data source.
ConnectionAttributes overrides(const Arguments& arguments, Terminal& terminal) {
    ConnectionAttributes attributes{{"AuthScheme", "OAuth"}};
    add(attributes, "URL", arguments.value("--url"));
    add(attributes, "OAuthClientId", arguments.value("--client-id"));
    if (const auto from = arguments.value("--client-secret-from"))
        attributes.push_back(
            {"OAuthClientSecret", storableSecret(readSecret("OAuthClientSecret", *from, terminal).reveal())});
    return attributes;
}

}  // namespace

std::vector<OptionSpec> signInOptions() {
    return {dsnOption(),
            connectOption(),
            {"--url", "ADDRESS", "the site, where there is no data source for it"},
            {"--client-id", "ID", "the OAuth app (OAuthClientId)"},
            {"--client-secret-from", "FROM",
             "where to read its secret: env:NAME, file:PATH, cmd:COMMAND, or - for the standard input"}};
}

std::string otherScheme(const Arguments& arguments) {
    if (arguments.has("--url") && !arguments.has("--dsn") && !arguments.has("--connect")) return {};
    const ConnectionAttributes given = common::parseConnectionString(chosenConnection(arguments));
    const common::ConnectionAttribute* const name = common::find(given, "DSN");
    const auto ofDataSource = name == nullptr ? std::nullopt : common::dataSourceAttributes(name->value);
    const common::ConnectionConfig config =
        common::readConnectionProperties(given, ofDataSource.value_or(ConnectionAttributes{})).config;
    if (config.authScheme == common::AuthScheme::OAuth) return {};
    return common::displayedValue(*common::findProperty("AuthScheme"), config);
}

common::ConnectionConfig signInConfig(const Arguments& arguments, Terminal& terminal) {
    const bool namesSite = arguments.has("--url") && !arguments.has("--dsn") && !arguments.has("--connect");
    ConnectionAttributes given;
    if (!namesSite) given = common::parseConnectionString(chosenConnection(arguments));
    ConnectionAttributes attributes = overrides(arguments, terminal);
    attributes.insert(attributes.end(), given.begin(), given.end());
    return common::resolveConnection(attributes).config;
}

}  // namespace assetsodbc::installer
