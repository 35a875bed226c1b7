#include "assets/client.h"
#include "schema/tables/site_configuration.h"
#include "schema/tables/snapshot_table.h"

namespace assetsodbc::schema {
namespace {

using assets::SchemaUsage;

CellView readCreated(const SchemaUsage& usage, const CellPlace& place) {
    return timestampCell(usage.created, place,
                         [&] { return "object schema " + std::to_string(usage.objectSchemaId) + " in its usage"; });
}

const RecordColumns<SchemaUsage>& columns() {
    static const RecordColumns<SchemaUsage> kColumns = {
        {{"ObjectSchemaId", bigInt(), false, Push::None, "Id of the object schema."},
         member<&SchemaUsage::objectSchemaId>},
        {{"SchemaName", wvarchar(255), false, Push::None, "Name of the object schema."}, member<&SchemaUsage::name>},
        {{"SchemaCreated", timestamp(), true, Push::None, "When the object schema was created (UTC)."}, readCreated},
        {{"ObjectCount", bigInt(), false, Push::None, "Number of objects that count towards the plan's limit."},
         member<&SchemaUsage::objectCount>},
    };
    return kColumns;
}

}  // namespace

const TableSpec& usageSpec() {
    static const TableSpec spec = {
        "Assets",
        "Usage",
        TableKind::Table,
        "How many objects each schema of the site holds, also schemas that this account does not see; told to "
        "administrators only. Cloud only: Data Center tells no usage.",
        specsOf(columns()),
        {"ObjectSchemaId"},
        {{"FK_Usage_ObjectSchemaId", {"ObjectSchemaId"}, "Assets", "Schemas", {"Id"}}}};
    return spec;
}

std::unique_ptr<Table> makeUsageTable(assets::Client& client) {
    constexpr Cost kCost = {1, 10};
    return std::make_unique<SnapshotTable<SchemaUsage>>(usageSpec(), columns(), kCost, [&client](const auto& context) {
        requireCloud(client, "Usage: the number of objects that count towards the plan",
                     "The objects of each schema are counted in Assets.Schemas (ObjectCount).");
        return client.usage(context);
    });
}

}  // namespace assetsodbc::schema
