// The calls of the Assets API: how they are named in messages, the OAuth scope that each needs on Cloud, whether it
// changes anything, and whether this client makes it. Those that it does not make yet are here so that administrators
// can be told what to ask for.
#pragma once

#include <string_view>

#include "assets/scopes.h"

namespace assetsodbc::assets {

enum class Effect { Reads, Writes };
enum class Use { Made, NotMadeYet };

struct Operation {
    std::string_view name;
    const Scope* scope = nullptr;  // one of allScopes(); null for calls that Cloud does not know
    Effect effect = Effect::Reads;
    Use use = Use::Made;
};

namespace operations {

constexpr Operation read(std::string_view name, const Scope& scope) {
    return {name, &scope, Effect::Reads, Use::Made};
}
constexpr Operation laterWrite(std::string_view name, const Scope& scope) {
    return {name, &scope, Effect::Writes, Use::NotMadeYet};
}
constexpr Operation laterRead(std::string_view name, const Scope& scope) {
    return {name, &scope, Effect::Reads, Use::NotMadeYet};
}

inline constexpr Operation kSearchObjects = read("POST /object/aql", scopes::kReadObjects);
inline constexpr Operation kCountObjects = read("POST /object/aql/totalcount", scopes::kReadObjects);
inline constexpr Operation kSearchObjectsByPage = {"GET /aql/objects"};
inline constexpr Operation kHistory = read("GET /object/{id}/history", scopes::kReadObjects);
inline constexpr Operation kReferrers = read("GET /object/{id}/referenceinfo", scopes::kReadObjects);
inline constexpr Operation kTickets = read("GET /objectconnectedtickets/{id}/tickets", scopes::kReadObjects);
inline constexpr Operation kListSchemas = read("GET /objectschema/list", scopes::kReadSchemas);
inline constexpr Operation kSchema = read("GET /objectschema/{id}", scopes::kReadSchemas);
inline constexpr Operation kListTypes = read("GET /objectschema/{id}/objecttypes/flat", scopes::kReadTypes);
inline constexpr Operation kType = read("GET /objecttype/{id}", scopes::kReadTypes);
inline constexpr Operation kTypeAttributes = read("GET /objecttype/{id}/attributes", scopes::kReadAttributes);
inline constexpr Operation kSchemaAttributes = read("GET /objectschema/{id}/attributes", scopes::kReadAttributes);
inline constexpr Operation kListIcons = read("GET /icon/global", scopes::kReadIcons);
inline constexpr Operation kIcon = read("GET /icon/{id}", scopes::kReadIcons);
inline constexpr Operation kListStatusTypes = read("GET /config/statustype", scopes::kReadConfig);
inline constexpr Operation kListReferenceTypes = read("GET /config/referencetype", scopes::kReadConfig);
inline constexpr Operation kUsage = read("GET /usage", scopes::kReadConfig);
inline constexpr Operation kFindWorkspace = read("GET /rest/servicedeskapi/assets/workspace", scopes::kFindWorkspace);

inline constexpr Operation kCreateObject = laterWrite("POST /object/create", scopes::kWriteObjects);
inline constexpr Operation kUpdateObject = laterWrite("PUT /object/{id}", scopes::kWriteObjects);
inline constexpr Operation kDeleteObject = laterWrite("DELETE /object/{id}", scopes::kDeleteObjects);
inline constexpr Operation kCreateSchema = laterWrite("POST /objectschema/create", scopes::kWriteSchemas);
inline constexpr Operation kUpdateSchema = laterWrite("PUT /objectschema/{id}", scopes::kWriteSchemas);
inline constexpr Operation kDeleteSchema = laterWrite("DELETE /objectschema/{id}", scopes::kDeleteSchemas);
inline constexpr Operation kCreateType = laterWrite("POST /objecttype/create", scopes::kWriteTypes);
inline constexpr Operation kUpdateType = laterWrite("PUT /objecttype/{id}", scopes::kWriteTypes);
inline constexpr Operation kMoveType = laterWrite("POST /objecttype/{id}/position", scopes::kWriteTypes);
inline constexpr Operation kDeleteType = laterWrite("DELETE /objecttype/{id}", scopes::kDeleteTypes);
inline constexpr Operation kCreateAttribute =
    laterWrite("POST /objecttypeattribute/{objectTypeId}", scopes::kWriteAttributes);
inline constexpr Operation kUpdateAttribute =
    laterWrite("PUT /objecttypeattribute/{objectTypeId}/{id}", scopes::kWriteAttributes);
inline constexpr Operation kDeleteAttribute = laterWrite("DELETE /objecttypeattribute/{id}", scopes::kDeleteAttributes);
inline constexpr Operation kCreateStatusType = laterWrite("POST /config/statustype", scopes::kWriteConfig);
inline constexpr Operation kUpdateStatusType = laterWrite("PUT /config/statustype/{id}", scopes::kWriteConfig);
inline constexpr Operation kDeleteStatusType = laterWrite("DELETE /config/statustype/{id}", scopes::kDeleteConfig);
inline constexpr Operation kCreateReferenceType = laterWrite("POST /config/referencetype", scopes::kWriteConfig);
inline constexpr Operation kImportSource = laterRead("GET /importsource/{id}", scopes::kImport);
inline constexpr Operation kImportStatus = laterRead("GET /importsource/{id}/configstatus", scopes::kImport);
inline constexpr Operation kStartImport = laterWrite("POST /import/start/{id}", scopes::kImport);
inline constexpr Operation kImportProgress = laterRead("GET /progress/category/imports/{id}", scopes::kImport);

// All of the above.
inline constexpr Operation kAll[] = {kSearchObjects,
                                     kCountObjects,
                                     kSearchObjectsByPage,
                                     kHistory,
                                     kReferrers,
                                     kTickets,
                                     kListSchemas,
                                     kSchema,
                                     kListTypes,
                                     kType,
                                     kTypeAttributes,
                                     kSchemaAttributes,
                                     kListIcons,
                                     kIcon,
                                     kListStatusTypes,
                                     kListReferenceTypes,
                                     kUsage,
                                     kFindWorkspace,
                                     kCreateObject,
                                     kUpdateObject,
                                     kDeleteObject,
                                     kCreateSchema,
                                     kUpdateSchema,
                                     kDeleteSchema,
                                     kCreateType,
                                     kUpdateType,
                                     kMoveType,
                                     kDeleteType,
                                     kCreateAttribute,
                                     kUpdateAttribute,
                                     kDeleteAttribute,
                                     kCreateStatusType,
                                     kUpdateStatusType,
                                     kDeleteStatusType,
                                     kCreateReferenceType,
                                     kImportSource,
                                     kImportStatus,
                                     kStartImport,
                                     kImportProgress};

}  // namespace operations

}  // namespace assetsodbc::assets
