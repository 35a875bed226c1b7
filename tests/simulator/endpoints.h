// The API's read endpoints. kEndpoints says which path is answered by which function on which deployment, and which
// scope a token needs for it; the functions are in the endpoints_*.cpp files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/call.h"

namespace assetsodbc::simulator {

enum class ServedBy { Both, Cloud, DataCenter };

struct Endpoint {
    std::string_view method;
    std::string_view path;  // "{}" stands for one variable part
    ServedBy servedBy;
    std::string_view scope;
    Reply (*answer)(const Call&);
    int perMinute = 0;  // calls per key on Cloud that the API's description allows; 0: it names no figure
};

struct EndpointMatch {
    const Endpoint* endpoint = nullptr;
    std::vector<std::string> arguments;
};

// The endpoint for a method and an address, if there is one.
std::optional<EndpointMatch> findEndpoint(std::string_view method, const Address& address, bool cloudLegacySearch);

// endpoints_objects.cpp
Reply getObject(const Call& call);
Reply getObjectAttributes(const Call& call);
Reply getObjectHistory(const Call& call);
Reply getReferenceInfo(const Call& call);
Reply getConnectedTickets(const Call& call);

// endpoints_search.cpp
Reply searchByAql(const Call& call);
Reply countByAql(const Call& call);
Reply listByAql(const Call& call);      // GET /aql/objects
Reply listByIql(const Call& call);      // GET /iql/objects
Reply navigateByAql(const Call& call);  // POST /object/navlist/aql

// endpoints_schemas.cpp
Reply listSchemas(const Call& call);
Reply getSchema(const Call& call);
Reply getSchemaAttributes(const Call& call);
Reply getSchemaTypes(const Call& call);
Reply getSchemaTypesFlat(const Call& call);
Reply getType(const Call& call);
Reply getTypeAttributes(const Call& call);

// endpoints_config.cpp
Reply listStatuses(const Call& call);
Reply getStatus(const Call& call);
Reply listReferenceTypes(const Call& call);
Reply getGlobalConfig(const Call& call);
Reply getUsage(const Call& call);
Reply listGlobalIcons(const Call& call);
Reply listSchemaIcons(const Call& call);
Reply getIcon(const Call& call);
Reply getIconImage(const Call& call);
Reply getTypeIconImage(const Call& call);

}  // namespace assetsodbc::simulator
