// assets-odbc endpoints: which hosts a firewall must let through.
#include <ostream>

#include "assets/connection_options.h"
#include "assets/http/url.h"
#include "common/config/dsn.h"
#include "common/config/site_address.h"
#include "common/error.h"
#include "installer/command/command.h"
#include "installer/command/connection_source.h"
#include "installer/command/row_writer.h"

namespace assetsodbc::installer {
namespace {

struct Endpoint {
    std::string host, port, protocol, when, purpose;
};

Endpoint endpointOf(const std::string& url, std::string when, std::string purpose) {
    const std::string origin = assets::originOf(url).value_or("");
    return {assets::hostOf(url), origin.substr(origin.rfind(':') + 1), origin.substr(0, origin.find(':')),
            std::move(when), std::move(purpose)};
}

std::vector<Endpoint> usualEndpoints() {
    return {
        {"NAME.atlassian.net", "443", "https", "Cloud, when connecting", "your site: finds cloud id and workspace"},
        {"api.atlassian.com", "443", "https", "Cloud, every query", "the Assets API: all data"},
        {"auth.atlassian.com", "443", "https", "Cloud, AuthScheme=OAuth or OAuthClient",
         "gets and renews access tokens"},
        {"your Data Center site", "443", "https", "Data Center, every query",
         "the Assets API: all data; its own OAuth"},
    };
}

std::vector<Endpoint> endpointsOf(const common::ConnectionConfig& config) {
    const assets::TransportOptions options = assets::transportOptions(config);
    const bool isDataCenter = options.apiUrl.empty();
    std::vector<Endpoint> endpoints;
    if (isDataCenter) {
        endpoints.push_back(endpointOf(config.url, "every query", "the Assets API: all data"));
    } else {
        endpoints.push_back(endpointOf(options.apiUrl, "every query", "the Assets API: all data"));
        if (config.workspaceId.empty() || config.cloudId.empty())
            endpoints.push_back(
                endpointOf(config.url, "when connecting, unless it is remembered", "finds cloud id and workspace"));
    }
    if (assets::usesOAuth(config))
        endpoints.push_back(endpointOf(assets::oauthSettings(config).authUrl, "about once an hour, and to sign in",
                                       "gets and renews access tokens"));
    for (const std::string& origin : options.credentialOrigins)
        if (origin != assets::originOf(config.url) && origin != assets::originOf(config.apiUrl))
            endpoints.push_back(endpointOf(origin, "when a redirection leads there", "AllowedHosts"));
    if (!config.proxyServer.empty())
        endpoints.push_back({common::maskedUrl(config.proxyServer), "", "proxy", "for the above, but ProxyExceptions",
                             "ProxyServer: passes requests on"});
    return endpoints;
}

// Secrets that stand elsewhere are not asked for.
common::ConnectionConfig configOf(const Arguments& arguments) {
    const auto given = common::parseConnectionString(chosenConnection(arguments));
    const common::ConnectionAttribute* const name = common::find(given, "DSN");
    if (name == nullptr) return common::parseConnectionProperties(given).config;
    const auto entries = common::dataSourceAttributes(name->value);
    if (!entries)
        throw common::Error(common::ErrorKind::NotFound, "There is no data source [" + name->value +
                                                             "]. \"assets-odbc dsn list\" shows which there are.");
    return common::parseConnectionProperties(given, *entries).config;
}

bool namesConnection(const Arguments& arguments) {
    return arguments.has("--dsn") || arguments.has("--connect");
}

int run(const Arguments& arguments, Terminal& terminal) {
    std::vector<Endpoint> endpoints;
    if (namesConnection(arguments)) {
        endpoints = endpointsOf(configOf(arguments));
    } else {
        endpoints = usualEndpoints();
    }
    const auto writer = makeRowWriter(arguments.has("--json") ? RowFormat::Json : RowFormat::Table, terminal.out);
    writer->begin({{"host"}, {"port", ColumnKind::Number}, {"protocol"}, {"when"}, {"purpose"}});
    for (const Endpoint& each : endpoints)
        writer->row({each.host, each.port.empty() ? Cell() : Cell(each.port), each.protocol, each.when, each.purpose});
    writer->end();
    return kDone;
}

constexpr std::string_view kDetails =
    R"(All connections go out, none comes in; no other host is ever contacted. Without --dsn it tells what holds for any
data source, with it the hosts of that one; nothing is connected to.
)";

}  // namespace

const CommandSpec& endpointsCommand() {
    static const CommandSpec spec{"endpoints",
                                  "",
                                  "tell which hosts a firewall must let through",
                                  kDetails,
                                  {{"--dsn", "NAME", "for this data source"},
                                   {"--connect", "STRING", "for this connection string"},
                                   {"--json", "", "as a JSON array"}},
                                  0,
                                  0,
                                  run};
    return spec;
}

}  // namespace assetsodbc::installer
