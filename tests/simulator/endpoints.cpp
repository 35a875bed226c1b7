#include "tests/simulator/endpoints.h"

namespace assetsodbc::simulator {
namespace {

constexpr std::string_view kObject = "read:cmdb-object:jira";
constexpr std::string_view kSchema = "read:cmdb-schema:jira";
constexpr std::string_view kType = "read:cmdb-type:jira";
constexpr std::string_view kAttribute = "read:cmdb-attribute:jira";
constexpr std::string_view kConfig = "read:cmdb-config:jira";
constexpr std::string_view kIcon = "read:cmdb-icon:jira";

using By = ServedBy;

// Paths with a fixed word come before those with a variable part in its place.
constexpr Endpoint kEndpoints[] = {
    {"POST", "object/aql", By::Cloud, kObject, searchByAql, 1000},
    {"POST", "object/aql/totalcount", By::Cloud, kObject, countByAql, 500},
    {"GET", "aql/objects", By::Both, kObject, listByAql, 500},
    {"GET", "iql/objects", By::Both, kObject, listByIql, 500},
    {"POST", "object/navlist/aql", By::Both, kObject, navigateByAql, 500},
    {"GET", "object/{}", By::Both, kObject, getObject, 2000},
    {"GET", "object/{}/attributes", By::Both, kObject, getObjectAttributes},
    {"GET", "object/{}/history", By::Both, kObject, getObjectHistory},
    {"GET", "object/{}/referenceinfo", By::Both, kObject, getReferenceInfo},
    {"GET", "objectconnectedtickets/{}/tickets", By::Both, kObject, getConnectedTickets, 2000},
    {"GET", "objectschema/list", By::Both, kSchema, listSchemas},
    {"GET", "objectschema/{}", By::Both, kSchema, getSchema},
    {"GET", "objectschema/{}/attributes", By::Both, kAttribute, getSchemaAttributes},
    {"GET", "objectschema/{}/objecttypes", By::Both, kType, getSchemaTypes},
    {"GET", "objectschema/{}/objecttypes/flat", By::Both, kType, getSchemaTypesFlat},
    {"GET", "objecttype/{}", By::Both, kType, getType},
    {"GET", "objecttype/{}/attributes", By::Both, kAttribute, getTypeAttributes, 2000},
    {"GET", "objecttype/{}/icon.png", By::Both, kIcon, getTypeIconImage},
    {"GET", "config/statustype", By::Both, kConfig, listStatuses},
    {"GET", "config/statustype/{}", By::Both, kConfig, getStatus},
    {"GET", "config/referencetype", By::Cloud, kConfig, listReferenceTypes},
    {"GET", "global/config", By::Cloud, kConfig, getGlobalConfig},
    {"GET", "usage", By::Cloud, kConfig, getUsage},
    {"GET", "icon/global", By::Both, kIcon, listGlobalIcons},
    {"GET", "icon/objectschema/{}", By::DataCenter, kIcon, listSchemaIcons},
    {"GET", "icon/{}", By::Both, kIcon, getIcon},
    {"GET", "icon/{}/icon.png", By::Both, kIcon, getIconImage},
};

bool isLegacySearch(const Endpoint& endpoint) {
    return endpoint.answer == listByAql || endpoint.answer == listByIql || endpoint.answer == navigateByAql;
}

// Whether this deployment, reached this way, has the endpoint at all.
bool isServed(const Endpoint& endpoint, const Address& address, bool cloudLegacySearch) {
    if (address.isCloud()) {
        return endpoint.servedBy != By::DataCenter && (cloudLegacySearch || !isLegacySearch(endpoint));
    }
    if (endpoint.servedBy == By::Cloud) return false;
    if (endpoint.answer == listByAql) return address.style == UrlStyle::DataCenter;
    if (endpoint.answer == listByIql) return address.style == UrlStyle::Insight;
    return true;
}

std::optional<std::vector<std::string>> matchPath(std::string_view pattern, const std::vector<std::string>& segments) {
    const auto wanted = splitPath(pattern);
    if (wanted.size() != segments.size()) return std::nullopt;
    std::vector<std::string> arguments;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] == "{}") {
            arguments.push_back(segments[i]);
        } else if (wanted[i] != segments[i]) {
            return std::nullopt;
        }
    }
    return arguments;
}

}  // namespace

std::optional<EndpointMatch> findEndpoint(std::string_view method, const Address& address, bool cloudLegacySearch) {
    if (method == "HEAD") method = "GET";
    for (const Endpoint& endpoint : kEndpoints) {
        if (endpoint.method != method || !isServed(endpoint, address, cloudLegacySearch)) continue;
        if (auto arguments = matchPath(endpoint.path, address.segments)) {
            return EndpointMatch{&endpoint, std::move(*arguments)};
        }
    }
    return std::nullopt;
}

}  // namespace assetsodbc::simulator
