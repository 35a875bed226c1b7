#include "common/config/connection_properties.h"
#include "schema/tables/connection_tables.h"
#include "schema/tables/snapshot_table.h"

namespace assetsodbc::schema {
namespace {

using common::PropertySpec;

struct PropertyRow {
    const PropertySpec* property;
    std::string value;  // as people may see it
};

CellView textOrNull(std::string_view text) {
    return text.empty() ? CellView() : CellView(text);
}

const RecordColumns<PropertyRow>& columns() {
    static const RecordColumns<PropertyRow> kColumns = {
        {{"name", varchar(64), false, Push::None, "Name of the connection property."},
         [](const PropertyRow& row, const CellPlace&) -> CellView { return row.property->name; }},
        {{"value", wlongvarchar(), true, Push::None, "Value in force; a secret shows as *****; NULL when not set."},
         [](const PropertyRow& row, const CellPlace&) { return textOrNull(row.value); }},
        {{"default", wlongvarchar(), true, Push::None, "Value when it is not set; NULL when there is none."},
         [](const PropertyRow& row, const CellPlace&) { return textOrNull(row.property->fallback); }},
        {{"category", varchar(64), false, Push::None, "What it is about."},
         [](const PropertyRow& row, const CellPlace&) -> CellView { return common::title(row.property->category); }},
        {{"description", wlongvarchar(), false, Push::None, "What it does, and what it may hold."},
         [](const PropertyRow& row, const CellPlace& place) -> CellView {
             place.scratch = std::string(row.property->help) + " Allowed: " + allowedValues(*row.property) + ".";
             return std::string_view(place.scratch);
         }},
    };
    return kColumns;
}

}  // namespace

const TableSpec& connectionPropsSpec() {
    static const TableSpec spec = {"sys",
                                   "connection_props",
                                   TableKind::SystemTable,
                                   "The properties of this connection. Secrets are masked.",
                                   specsOf(columns()),
                                   {"name"},
                                   {}};
    return spec;
}

std::unique_ptr<Table> makeConnectionPropsTable(const common::ConnectionConfig* config) {
    constexpr Cost kCost = {0, 30};
    return std::make_unique<SnapshotTable<PropertyRow>>(connectionPropsSpec(), columns(), kCost, [config](const auto&) {
        std::vector<PropertyRow> rows;
        if (config == nullptr) return rows;
        for (const PropertySpec& property : common::connectionProperties())
            rows.push_back({&property, common::displayedValue(property, *config)});
        return rows;
    });
}

std::vector<std::unique_ptr<Table>> makeConnectionTables(const assets::Client& client,
                                                         const common::ConnectionConfig* config) {
    std::vector<std::unique_ptr<Table>> tables;
    tables.push_back(makeConnectionPropsTable(config));
    tables.push_back(makeScopesTable(client, config));
    tables.push_back(makeEndpointsTable(client, config));
    return tables;
}

}  // namespace assetsodbc::schema
