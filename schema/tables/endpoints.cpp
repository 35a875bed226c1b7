#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "assets/client.h"
#include "assets/connection_options.h"
#include "assets/discovery.h"
#include "assets/http/url.h"
#include "common/config/connection_config.h"
#include "common/config/site_address.h"
#include "schema/tables/connection_tables.h"
#include "schema/tables/snapshot_table.h"

namespace assetsodbc::schema {
namespace {

using assets::Endpoint;

struct EndpointRow {
    std::string host;
    std::optional<std::int32_t> port;
    std::string url;
    bool always = false;
    std::string usedWhen, purpose;
    std::string paths;  // separated by ", "; empty of proxies
};

const RecordColumns<EndpointRow>& columns() {
    using E = EndpointRow;
    static const RecordColumns<E> kColumns = {
        {{"host", wvarchar(255), false, Push::None, "Name of the host."}, member<&E::host>},
        {{"port", integer(), true, Push::None, "Its port; NULL when a proxy is named without one."}, member<&E::port>},
        {{"url", wvarchar(2048), false, Push::None, "Its address as configured, without passwords."}, member<&E::url>},
        {{"always", bit(), false, Push::None, "Whether no query works without it."}, member<&E::always>},
        {{"used_when", wvarchar(255), false, Push::None, "When it is contacted."}, member<&E::usedWhen>},
        {{"purpose", wvarchar(255), false, Push::None, "What for."}, member<&E::purpose>},
        {{"paths", wlongvarchar(), true, Push::None, "What is asked there; * stands for more; NULL of proxies."},
         [](const E& row, const CellPlace&) { return row.paths.empty() ? CellView() : cellOf(row.paths); }},
    };
    return kColumns;
}

std::optional<std::int32_t> numberOf(std::string_view digits) {
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() ? std::optional(number) : std::nullopt;
}

EndpointRow rowOf(const std::string& url) {
    EndpointRow row;
    row.url = common::maskedUrl(url);
    row.host = assets::hostOf(url);
    const std::string origin = assets::originOf(url).value_or("");
    row.port = numberOf(origin.substr(origin.rfind(':') + 1));
    return row;
}

EndpointRow rowOf(const std::string& url, const char* usedWhen, const char* purpose, std::string paths) {
    EndpointRow row = rowOf(url);
    row.usedWhen = usedWhen;
    row.purpose = purpose;
    row.paths = std::move(paths);
    return row;
}

// "https://host/a/b" has the path "/a/b".
std::string pathOf(const std::string& url) {
    const auto scheme = url.find("://");
    const auto slash = url.find('/', scheme == std::string::npos ? 0 : scheme + 3);
    return slash == std::string::npos ? "" : url.substr(slash);
}

EndpointRow api(const std::string& url, std::string paths) {
    EndpointRow row = rowOf(url, "For every query.", "The Assets REST API: all data and metadata.", std::move(paths));
    row.always = true;
    return row;
}

EndpointRow cloudApi(const Endpoint& endpoint, const common::ConnectionConfig* config) {
    std::string paths = pathOf(endpoint.baseUrl) + "/*";
    if (!endpoint.alternateBaseUrl.empty()) paths += ", " + pathOf(endpoint.alternateBaseUrl) + "/*";
    return api(config == nullptr ? endpoint.baseUrl : config->apiUrl, std::move(paths));
}

constexpr const char* kWhenDiscovering =
    "When connecting, unless it is remembered (MetadataTTL). Never when both WorkspaceId and CloudId are set.";
constexpr const char* kDiscovery = "To find the ids of the site and of its Assets workspace.";

// Only to learn the ids that the address of the API is made of. Bearer tokens are good at the API's host alone.
void addDiscovery(std::vector<EndpointRow>& rows, const Endpoint& endpoint, const common::ConnectionConfig* config) {
    const std::string workspace = "/rest/servicedeskapi/assets/workspace";
    const auto scheme = config == nullptr ? common::AuthScheme::ApiToken : config->authScheme;
    if (config == nullptr || scheme == common::AuthScheme::ApiToken) {
        rows.push_back(rowOf(endpoint.siteUrl, kWhenDiscovering, kDiscovery, "/_edge/tenant_info, " + workspace));
        if (config == nullptr) return;
        rows.push_back(rowOf(config->apiUrl, kWhenDiscovering, kDiscovery, "/ex/jira/{cloudId}" + workspace));
        return;
    }
    rows.push_back(rowOf(endpoint.siteUrl, kWhenDiscovering, kDiscovery, "/_edge/tenant_info"));
    rows.push_back(rowOf(config->apiUrl, kWhenDiscovering, kDiscovery,
                         "/oauth/token/accessible-resources, /ex/jira/{cloudId}" + workspace));
}

// Where tokens of OAuth come from. The first page is opened by a browser, not by the driver.
EndpointRow authorizationServer(const Endpoint& endpoint, const common::ConnectionConfig& config) {
    const bool isCloud = endpoint.deployment == assets::Deployment::Cloud;
    const std::string base = isCloud ? "/" : "/rest/oauth2/latest/";
    const std::string token = isCloud ? "/oauth/token" : base + "token";
    const bool usesBrowser = config.authScheme == common::AuthScheme::OAuth;
    return rowOf(
        isCloud ? config.authUrl : endpoint.siteUrl, "When signing in, and to renew the access, about once an hour.",
        usesBrowser ? "To sign in with OAuth; authorize is opened by the user's browser." : "To sign in with OAuth.",
        usesBrowser ? base + "authorize, " + token : token);
}

std::string environmentVariable(const char* name) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody here sets any
    return value == nullptr ? std::string() : std::string(value);
}

// As libcurl chooses it.
std::string proxyOfEnvironment(std::string_view url) {
    const bool isSecure = url.substr(0, 6) == "https:";
    const char* const names[] = {isSecure ? "https_proxy" : "http_proxy", isSecure ? "HTTPS_PROXY" : "", "all_proxy",
                                 "ALL_PROXY"};
    for (const char* name : names)
        if (std::string proxy = environmentVariable(name); !proxy.empty()) return proxy;
    return {};
}

bool hasExceptions(const common::ConnectionConfig* config) {
    return !(environmentVariable("no_proxy") + environmentVariable("NO_PROXY")).empty() ||
           (config != nullptr && !config->proxyExceptions.empty());
}

// "[scheme://][user:password@]host[:port][/]"
EndpointRow proxy(const std::string& address, const char* source, const common::ConnectionConfig* config) {
    EndpointRow row;
    row.url = common::maskedUrl(address);
    std::string_view host = address;
    if (const auto scheme = host.find("://"); scheme != std::string_view::npos) host.remove_prefix(scheme + 3);
    if (const auto user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
    host = host.substr(0, host.find('/'));
    const auto colon = host.rfind(':');
    if (colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos) {
        row.port = numberOf(host.substr(colon + 1));
        host = host.substr(0, colon);
    }
    row.host = host;
    row.always = !hasExceptions(config);
    row.usedWhen = row.always ? "For every request."
                              : "For every request to a host that neither ProxyExceptions nor no_proxy excepts.";
    row.purpose = std::string("The proxy of ") + source + ", which passes requests on.";
    return row;
}

void addProxy(std::vector<EndpointRow>& rows, const Endpoint& endpoint, const common::ConnectionConfig* config) {
    if (config != nullptr && !config->proxyServer.empty()) {
        rows.push_back(proxy(config->proxyServer, "ProxyServer", config));
        if (config->proxyPort != 0) rows.back().port = config->proxyPort;
        return;
    }
    if (config != nullptr && !config->proxyAutoDetect) return;
    const std::string address = proxyOfEnvironment(endpoint.baseUrl);
    if (!address.empty()) rows.push_back(proxy(address, "the environment", config));
}

// What AllowedHosts adds: every origin that the transport lets pass, but for the site's own, the API's (which a Data
// Center site that was found out to be one has no use for) and those named already.
void addAllowedHosts(std::vector<EndpointRow>& rows, const common::ConnectionConfig& config) {
    const assets::TransportOptions options = assets::transportOptions(config);
    const auto isTold = [&](const std::string& origin) {
        return origin == assets::originOf(config.url) || origin == assets::originOf(config.apiUrl) ||
               std::any_of(rows.begin(), rows.end(),
                           [&](const EndpointRow& row) { return assets::originOf(row.url) == origin; });
    };
    for (const auto& origins : {options.credentialOrigins, options.allowedOrigins}) {
        for (const std::string& origin : origins) {
            if (isTold(origin)) continue;
            rows.push_back(rowOf(origin, "Where the site redirects to it.",
                                 "A host that the connection property AllowedHosts names; it gets the credentials.",
                                 "/*"));
        }
    }
}

std::vector<EndpointRow> endpointsOf(const Endpoint& endpoint, const common::ConnectionConfig* config) {
    std::vector<EndpointRow> rows;
    if (endpoint.deployment == assets::Deployment::DataCenter) {
        rows.push_back(api(endpoint.siteUrl, pathOf(endpoint.siteUrl) + "/rest/assets/1.0/*, " +
                                                 pathOf(endpoint.siteUrl) + "/rest/insight/1.0/*"));
    } else {
        rows.push_back(cloudApi(endpoint, config));
        const bool knowsIds = config != nullptr && !config->workspaceId.empty() && !config->cloudId.empty();
        if (!knowsIds) addDiscovery(rows, endpoint, config);
    }
    if (config != nullptr && assets::usesOAuth(*config)) rows.push_back(authorizationServer(endpoint, *config));
    if (config != nullptr) addAllowedHosts(rows, *config);
    addProxy(rows, endpoint, config);
    return rows;
}

}  // namespace

const TableSpec& endpointsSpec() {
    static const TableSpec spec = {"sys",
                                   "endpoints",
                                   TableKind::SystemTable,
                                   "Every host that the driver contacts for this connection: what a firewall must let "
                                   "through. Redirections to other hosts are not followed.",
                                   specsOf(columns()),
                                   {"url", "purpose"},
                                   {}};
    return spec;
}

std::unique_ptr<Table> makeEndpointsTable(const assets::Client& client, const common::ConnectionConfig* config) {
    constexpr Cost kCost = {0, 3};
    return std::make_unique<SnapshotTable<EndpointRow>>(
        endpointsSpec(), columns(), kCost,
        [&client, config](const auto&) { return endpointsOf(client.endpoint(), config); });
}

}  // namespace assetsodbc::schema
