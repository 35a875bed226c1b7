#include "schema/tables/table_operations.h"

namespace assetsodbc::schema {

const std::vector<TableOperations>& tableOperations() {
    using namespace assets::operations;
    // Data Center searches and counts by another call; its tokens have no scopes of this kind.
    static const std::vector<TableOperations> entries = {
        {"Assets.Objects", {kSearchObjects, kSearchObjectsByPage, kCountObjects}},
        {"Assets.Schemas", {kListSchemas, kSchema}},
        {"Assets.ObjectTypes", {kListSchemas, kListTypes, kType, kCountObjects, kSearchObjectsByPage}},
        {"Assets.Attributes", {kListSchemas, kListTypes, kType, kTypeAttributes, kSearchObjectsByPage}},
        {"Assets.Icons", {kListIcons, kIcon}},
        {"Assets.ObjectAttributeValues", {kSearchObjects, kSearchObjectsByPage, kCountObjects}},
        {"Assets.ObjectHistory", {kSearchObjects, kSearchObjectsByPage, kCountObjects, kHistory}},
        {"Assets.ObjectReferences", {kSearchObjects, kSearchObjectsByPage, kCountObjects, kReferrers}},
        {"Assets.ConnectedTickets", {kSearchObjects, kSearchObjectsByPage, kCountObjects, kTickets}},
        {"Assets.StatusTypes", {kListSchemas, kListStatusTypes}},
        {"Assets.ReferenceTypes", {kListSchemas, kListReferenceTypes}},
        {"Assets.Usage", {kUsage}},
        {"object types and the lists of tables",
         {kListSchemas, kListTypes, kType, kTypeAttributes, kSchemaAttributes, kSearchObjects, kSearchObjectsByPage,
          kCountObjects}},
    };
    return entries;
}

}  // namespace assetsodbc::schema
