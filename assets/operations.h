// The calls of the Assets API that this client makes: how they are named in messages, and the OAuth scope that each
// needs.
#pragma once

#include <string_view>

namespace assetsodbc::assets {

struct Operation {
    std::string_view name;
    std::string_view scope;
};

namespace operations {

inline constexpr Operation kSearchObjects = {"POST /object/aql", "read:cmdb-object:jira"};
inline constexpr Operation kCountObjects = {"POST /object/aql/totalcount", "read:cmdb-object:jira"};
inline constexpr Operation kSearchObjectsByPage = {"GET /aql/objects", "read:cmdb-object:jira"};
inline constexpr Operation kListSchemas = {"GET /objectschema/list", "read:cmdb-schema:jira"};
inline constexpr Operation kSchema = {"GET /objectschema/{id}", "read:cmdb-schema:jira"};
inline constexpr Operation kListTypes = {"GET /objectschema/{id}/objecttypes/flat", "read:cmdb-type:jira"};
inline constexpr Operation kType = {"GET /objecttype/{id}", "read:cmdb-type:jira"};
inline constexpr Operation kTypeAttributes = {"GET /objecttype/{id}/attributes", "read:cmdb-attribute:jira"};
inline constexpr Operation kSchemaAttributes = {"GET /objectschema/{id}/attributes", "read:cmdb-attribute:jira"};
inline constexpr Operation kListIcons = {"GET /icon/global", "read:cmdb-icon:jira"};
inline constexpr Operation kIcon = {"GET /icon/{id}", "read:cmdb-icon:jira"};
inline constexpr Operation kHistory = {"GET /object/{id}/history", "read:cmdb-object:jira"};
inline constexpr Operation kReferrers = {"GET /object/{id}/referenceinfo", "read:cmdb-object:jira"};
inline constexpr Operation kTickets = {"GET /objectconnectedtickets/{id}/tickets", "read:cmdb-object:jira"};
inline constexpr Operation kListStatusTypes = {"GET /config/statustype", "read:cmdb-config:jira"};
inline constexpr Operation kListReferenceTypes = {"GET /config/referencetype", "read:cmdb-config:jira"};
inline constexpr Operation kUsage = {"GET /usage", "read:cmdb-config:jira"};
inline constexpr Operation kFindWorkspace = {"GET /rest/servicedeskapi/assets/workspace", "read:servicedesk-request"};

// All of the above: what sys.scopes tells.
inline constexpr Operation kAll[] = {
    kSearchObjects, kCountObjects,   kSearchObjectsByPage, kListSchemas,        kSchema, kListTypes,
    kType,          kTypeAttributes, kSchemaAttributes,    kListIcons,          kIcon,   kHistory,
    kReferrers,     kTickets,        kListStatusTypes,     kListReferenceTypes, kUsage,  kFindWorkspace,
};

}  // namespace operations

}  // namespace assetsodbc::assets
