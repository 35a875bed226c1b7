#include <charconv>
#include <cstdlib>

#include "assets/client.h"
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

EndpointRow everyRequest(const std::string& url) {
    EndpointRow row = rowOf(url);
    row.always = true;
    row.usedWhen = "For every query.";
    row.purpose = "The Assets REST API: all data and metadata.";
    return row;
}

// Only to learn the ids that the address of the API is made of.
EndpointRow discovery(const std::string& siteUrl) {
    EndpointRow row = rowOf(siteUrl);
    row.usedWhen =
        "When connecting, unless it is remembered (MetadataTTL). Never when both WorkspaceId and CloudId are set.";
    row.purpose = "To find the ids of the site and of its Assets workspace.";
    return row;
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

// "[scheme://][user:password@]host[:port][/]"
EndpointRow proxy(const std::string& address, const char* source) {
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
    const bool hasExceptions = !(environmentVariable("no_proxy") + environmentVariable("NO_PROXY")).empty();
    row.always = !hasExceptions;
    row.usedWhen = hasExceptions ? "For every request to a host that no_proxy does not except." : "For every request.";
    row.purpose = std::string("The proxy of ") + source + ", which passes requests on.";
    return row;
}

std::vector<EndpointRow> endpointsOf(const Endpoint& endpoint, const common::ConnectionConfig* config) {
    std::vector<EndpointRow> rows;
    if (endpoint.deployment == assets::Deployment::DataCenter) {
        rows.push_back(everyRequest(endpoint.siteUrl));
    } else {
        rows.push_back(everyRequest(config == nullptr ? endpoint.baseUrl : config->apiUrl));
        const bool knowsIds = config != nullptr && !config->workspaceId.empty() && !config->cloudId.empty();
        if (!knowsIds) rows.push_back(discovery(endpoint.siteUrl));
    }
    if (config != nullptr && !config->proxyServer.empty())
        rows.push_back(proxy(config->proxyServer, "ProxyServer"));
    else if (const std::string address = proxyOfEnvironment(endpoint.baseUrl); !address.empty())
        rows.push_back(proxy(address, "the environment"));
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
                                   {"host", "purpose"},
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
