#include "assets/client.h"
#include "schema/tables/schema_owned_table.h"
#include "schema/tables/site_configuration.h"

namespace assetsodbc::schema {
namespace {

using assets::StatusType;

const RecordColumns<StatusType>& columns() {
    static const RecordColumns<StatusType> kColumns = {
        {{"Id", bigInt(), false, Push::None, "Id of the status."}, member<&StatusType::id>},
        {{"Name", wvarchar(255), false, Push::None, "Name of the status."}, member<&StatusType::name>},
        {{"Description", wlongvarchar(), true, Push::None, "Description of the status."},
         member<&StatusType::description>},
        {{"Category", integer(), true, Push::None, "0 inactive, 1 active, 2 pending."}, member<&StatusType::category>},
        {{"ObjectSchemaId", bigInt(), true, Push::Eq | Push::In | Push::Null,
          "Id of the schema that has the status; NULL for a status of all schemas."},
         member<&StatusType::objectSchemaId>},
    };
    return kColumns;
}

std::vector<StatusType> list(assets::Client& client, std::optional<std::int64_t> schemaId,
                             const common::CallContext& context) {
    return client.statusTypes(schemaId, context);
}

}  // namespace

const TableSpec& statusTypesSpec() {
    static const TableSpec spec = {
        "Assets",
        "StatusTypes",
        TableKind::Table,
        "Statuses that objects may have: those of all schemas, and those of one. Asked for schema by schema.",
        specsOf(columns()),
        {"Id"},
        {{"FK_StatusTypes_ObjectSchemaId", {"ObjectSchemaId"}, "Assets", "Schemas", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeStatusTypesTable(assets::Client& client) {
    return std::make_unique<SchemaOwnedTable<StatusType>>(client, statusTypesSpec(), columns(), list);
}

}  // namespace assetsodbc::schema
