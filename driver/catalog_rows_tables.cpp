// SQLTables with its special enumerations, and the privileges.
#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "common/unicode.h"
#include "driver/catalog_rows.h"
#include "driver/catalog_rows_cells.h"
#include "driver/catalog_rows_match.h"
#include "driver/tables/catalog_columns.h"
#include "schema/table_names.h"

namespace assetsodbc::driver {

namespace {

using schema::TableKind;
using schema::TableSpec;

constexpr std::string_view kAll = "%";

bool isGiven(const Name& name) {
    return name && !name->empty();
}
bool isEmptyText(const Name& name) {
    return name && name->empty();
}

std::string_view stripped(std::string_view text) {
    constexpr std::string_view kAround = " \t'\"";
    const auto first = text.find_first_not_of(kAround);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

// A list as clients send it: "TABLE,VIEW", "'TABLE','VIEW'", "VIEW,TABLE,%,". Nothing in it means no restriction.
class TypeList {
public:
    explicit TypeList(const Name& list) {
        if (!list) return;
        std::string_view rest = *list;
        while (!rest.empty()) {
            const auto comma = std::min(rest.find(','), rest.size());
            if (const std::string_view type = stripped(rest.substr(0, comma)); !type.empty()) types_.emplace_back(type);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    bool contains(std::string_view type) const {
        const auto wanted = [&](const std::string& listed) {
            return listed == kAll || common::equalIgnoringAsciiCase(listed, type);
        };
        return types_.empty() || std::any_of(types_.begin(), types_.end(), wanted);
    }

private:
    std::vector<std::string> types_;
};

RowsResult tablesResult(const CatalogCall& call, std::vector<RowsResult::Row> rows) {
    return {catalogColumns(CatalogFunction::Tables, call.odbc2), std::move(rows)};
}

RowsResult schemaList(const CatalogCall& call) {
    std::vector<RowsResult::Row> rows;
    for (const std::string& name : call.catalog.schemaNames(call.context)) {
        if (!call.presentation.showsSchema(name)) continue;
        rows.push_back({nullCell(), cellOf(call.presentation.nameOf(name)), nullCell(), nullCell(), nullCell()});
    }
    return tablesResult(call, std::move(rows));
}

RowsResult typeList(const CatalogCall& call) {
    std::vector<RowsResult::Row> rows;
    for (const TableKind kind :
         {TableKind::LocalTemporary, TableKind::SystemTable, TableKind::Table, TableKind::View}) {
        rows.push_back({nullCell(), nullCell(), nullCell(), cellOf(schema::tableTypeName(kind)), nullCell()});
    }
    return tablesResult(call, std::move(rows));
}

enum class Enumeration { None, Catalogs, Schemas, Types };

// The three special forms. Some clients send '%' as catalog with a list of types and want tables, so a list of types
// rules the enumeration of catalogs out; others send null pointers where the reference says empty strings to list the
// types.
Enumeration enumerationOf(const Name& catalog, const Name& schemaName, const Name& table, const Name& types) {
    if (catalog == kAll && isEmptyText(schemaName) && isEmptyText(table) && !isGiven(types))
        return Enumeration::Catalogs;
    // DBD::ODBC sends null for an empty catalog where there are no catalogs.
    if (schemaName == kAll && !isGiven(catalog) && isEmptyText(table)) return Enumeration::Schemas;
    if (types == kAll && !isGiven(catalog) && !isGiven(schemaName) && !isGiven(table)) return Enumeration::Types;
    return Enumeration::None;
}

RowsResult tableList(const CatalogCall& call, const TableFilter& filter, const Name& tableTypes) {
    const TypeList types(tableTypes);
    SelectedTables selected = selectTables(call, filter, TableDetail::Names);
    std::stable_sort(selected.begin(), selected.end(), [](const auto& a, const auto& b) {
        return schema::tableTypeName(a->kind) < schema::tableTypeName(b->kind);
    });
    std::vector<RowsResult::Row> rows;
    for (const auto& table : selected) {
        const TableSpec& spec = *table;
        if (!types.contains(schema::tableTypeName(spec.kind))) continue;
        rows.push_back({catalogCell(), cellOf(spec.schemaName), cellOf(spec.name),
                        cellOf(schema::tableTypeName(spec.kind)), textOrNull(spec.remarks)});
    }
    return tablesResult(call, std::move(rows));
}

// Who may read a table is decided by the site; a table that is listed may be asked for.
constexpr std::string_view kGrantee = "PUBLIC";
constexpr std::string_view kDelete = "DELETE";

// In alphabetical order, as the answers are.
std::vector<std::string_view> privilegesOn(TableKind kind) {
    if (schema::isWritable(kind)) return {kDelete, "INSERT", "REFERENCES", "SELECT", "UPDATE"};
    return {"SELECT"};
}

}  // namespace

RowsResult tables(const CatalogCall& call, const Name& catalogName, const Name& schemaName, const Name& tableName,
                  const Name& tableTypes) {
    if (!call.metadataId) {
        switch (enumerationOf(catalogName, schemaName, tableName, tableTypes)) {
            case Enumeration::Catalogs:
                return tablesResult(call, {});
            case Enumeration::Schemas:
                return schemaList(call);
            case Enumeration::Types:
                return typeList(call);
            case Enumeration::None:
                break;
        }
    }
    const TableFilter filter{catalogName, NameFilter(schemaName, ArgumentKind::Pattern, call.metadataId, "SchemaName"),
                             NameFilter(tableName, ArgumentKind::Pattern, call.metadataId, "TableName")};
    return tableList(call, filter, tableTypes);
}

RowsResult tablePrivileges(const CatalogCall& call, const TableName& table) {
    const TableFilter filter{table.catalog,
                             NameFilter(table.schema, ArgumentKind::Pattern, call.metadataId, "SchemaName"),
                             NameFilter(table.table, ArgumentKind::Pattern, call.metadataId, "TableName")};
    std::vector<RowsResult::Row> rows;
    for (const auto& spec : selectTables(call, filter, TableDetail::Names)) {
        for (const std::string_view privilege : privilegesOn(spec->kind)) {
            rows.push_back({catalogCell(), cellOf(spec->schemaName), cellOf(spec->name), nullCell(), cellOf(kGrantee),
                            cellOf(privilege), cellOf("NO")});
        }
    }
    return {catalogColumns(CatalogFunction::TablePrivileges, call.odbc2), std::move(rows)};
}

RowsResult columnPrivileges(const CatalogCall& call, const TableName& table, const Name& column) {
    const NameFilter columns(column, ArgumentKind::Pattern, call.metadataId, "ColumnName");
    std::vector<RowsResult::Row> rows;
    for (const auto& spec : selectNamed(call, table)) {
        std::vector<std::string> names;
        for (const schema::ColumnSpec& each : spec->columns) {
            if (!each.hidden && columns.matches(each.name)) names.push_back(each.name);
        }
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            for (const std::string_view privilege : privilegesOn(spec->kind)) {
                if (privilege == kDelete) continue;  // of whole rows
                rows.push_back({catalogCell(), cellOf(spec->schemaName), cellOf(spec->name), cellOf(name), nullCell(),
                                cellOf(kGrantee), cellOf(privilege), cellOf("NO")});
            }
        }
    }
    return {catalogColumns(CatalogFunction::ColumnPrivileges, call.odbc2), std::move(rows)};
}

RowsResult procedures(const CatalogCall& call) {
    return {catalogColumns(CatalogFunction::Procedures, call.odbc2), {}};
}

RowsResult procedureColumns(const CatalogCall& call) {
    return {catalogColumns(CatalogFunction::ProcedureColumns, call.odbc2), {}};
}

}  // namespace assetsodbc::driver
