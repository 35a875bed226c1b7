// SQLPrimaryKeys, SQLForeignKeys and SQLStatistics: what tells of keys.
#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "common/unicode.h"
#include "driver/catalog_rows.h"
#include "driver/catalog_rows_cells.h"
#include "driver/catalog_rows_match.h"
#include "driver/diagnostics.h"
#include "driver/tables/catalog_columns.h"

namespace assetsodbc::driver {

namespace {

using schema::ForeignKey;
using schema::TableSpec;

bool isGiven(const Name& name) {
    return name && !name->empty();
}

bool sameTable(const TableSpec& table, const std::string& schemaName, const std::string& name) {
    return common::equalIgnoringAsciiCase(table.schemaName, schemaName) &&
           common::equalIgnoringAsciiCase(table.name, name);
}

// One side of SQLForeignKeys: a table by name, or no restriction.
class Side {
public:
    Side(const CatalogCall& call, const TableName& name) {
        if (!isGiven(name.table)) return;
        tables_ = selectNamed(call, name);
    }
    bool isRestricted() const { return tables_.has_value(); }
    bool contains(const std::string& schemaName, const std::string& name) const {
        if (!tables_) return true;
        return std::any_of(tables_->begin(), tables_->end(),
                           [&](const schema::Table* table) { return sameTable(table->spec(), schemaName, name); });
    }

private:
    std::optional<std::vector<const schema::Table*>> tables_;
};

struct Reference {
    const TableSpec* from;
    const ForeignKey* key;
    const TableSpec* to;
};

const TableSpec* specOf(const std::vector<const schema::Table*>& all, const std::string& schemaName,
                        const std::string& name) {
    for (const schema::Table* table : all) {
        if (sameTable(table->spec(), schemaName, name)) return &table->spec();
    }
    return nullptr;
}

std::vector<Reference> references(const CatalogCall& call, const Side& primary, const Side& foreign) {
    const std::vector<const schema::Table*> all = call.catalog.tables(call.context);
    std::vector<Reference> found;
    for (const schema::Table* table : all) {
        const TableSpec& from = table->spec();
        if (!foreign.contains(from.schemaName, from.name)) continue;
        for (const ForeignKey& key : from.foreignKeys) {
            if (!primary.contains(key.referencedSchema, key.referencedTable)) continue;
            if (const TableSpec* to = specOf(all, key.referencedSchema, key.referencedTable)) {
                found.push_back({&from, &key, to});
            }
        }
    }
    return found;
}

// With a primary key table given, by the tables that refer to it; else by the tables referred to. Keys of one pair of
// tables stay together.
void sortReferences(std::vector<Reference>& found, bool byForeignTable) {
    const auto order = [byForeignTable](const Reference& reference) {
        const TableSpec& table = byForeignTable ? *reference.from : *reference.to;
        return std::tie(table.schemaName, table.name, reference.key->name);
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const Reference& a, const Reference& b) { return order(a) < order(b); });
}

void appendRows(std::vector<RowsResult::Row>& rows, const Reference& reference) {
    const ForeignKey& key = *reference.key;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        rows.push_back({catalogCell(), cellOf(reference.to->schemaName), cellOf(reference.to->name),
                        cellOf(key.referencedColumns.at(i)), catalogCell(), cellOf(reference.from->schemaName),
                        cellOf(reference.from->name), cellOf(key.columns[i]), cellOf(static_cast<std::int64_t>(i) + 1),
                        cellOf(SQL_NO_ACTION), cellOf(SQL_NO_ACTION), textOrNull(key.name),
                        cellOf(primaryKeyName(*reference.to)), cellOf(SQL_NOT_DEFERRABLE)});
    }
}

// How many rows a table has is not known without asking the site.
RowsResult::Row tableStatisticsRow(const TableSpec& table) {
    RowsResult::Row row(13, nullCell());
    row[1] = cellOf(table.schemaName);
    row[2] = cellOf(table.name);
    row[6] = cellOf(SQL_TABLE_STAT);
    return row;
}

RowsResult::Row indexRow(const TableSpec& table, std::size_t position) {
    RowsResult::Row row = tableStatisticsRow(table);
    row[3] = cellOf(SQL_FALSE);
    row[5] = cellOf(primaryKeyName(table));
    row[6] = cellOf(SQL_INDEX_OTHER);
    row[7] = cellOf(static_cast<std::int64_t>(position) + 1);
    row[8] = cellOf(table.primaryKey[position]);
    row[9] = cellOf("A");
    return row;
}

}  // namespace

std::string primaryKeyName(const TableSpec& table) {
    return "PK_" + table.name;
}

RowsResult primaryKeys(const CatalogCall& call, const Name& catalogName, const Name& schemaName,
                       const Name& tableName) {
    std::vector<RowsResult::Row> rows;
    for (const schema::Table* table : selectNamed(call, {catalogName, schemaName, tableName})) {
        const TableSpec& spec = table->spec();
        for (std::size_t i = 0; i < spec.primaryKey.size(); ++i) {
            rows.push_back({catalogCell(), cellOf(spec.schemaName), cellOf(spec.name), cellOf(spec.primaryKey[i]),
                            cellOf(static_cast<std::int64_t>(i) + 1), cellOf(primaryKeyName(spec))});
        }
    }
    return {catalogColumns(CatalogFunction::PrimaryKeys, call.odbc2), std::move(rows)};
}

RowsResult foreignKeys(const CatalogCall& call, const TableName& primary, const TableName& foreign) {
    if (!isGiven(primary.table) && !isGiven(foreign.table)) {
        throw OdbcError(SqlState::InvalidNullPointer,
                        "Neither a primary key table nor a foreign key table is named. Name at least one of them.");
    }
    const Side primarySide(call, primary);
    const Side foreignSide(call, foreign);
    std::vector<Reference> found = references(call, primarySide, foreignSide);
    sortReferences(found, primarySide.isRestricted());
    std::vector<RowsResult::Row> rows;
    for (const Reference& reference : found) appendRows(rows, reference);
    return {catalogColumns(CatalogFunction::ForeignKeys, call.odbc2), std::move(rows)};
}

RowsResult statistics(const CatalogCall& call, const TableName& table, bool) {
    // The only index that is told of is the unique one of the primary key, so asking for unique ones changes nothing.
    std::vector<RowsResult::Row> rows;
    for (const schema::Table* selected : selectNamed(call, table)) {
        const TableSpec& spec = selected->spec();
        rows.push_back(tableStatisticsRow(spec));
        for (std::size_t i = 0; i < spec.primaryKey.size(); ++i) rows.push_back(indexRow(spec, i));
    }
    return {catalogColumns(CatalogFunction::Statistics, call.odbc2), std::move(rows)};
}

}  // namespace assetsodbc::driver
