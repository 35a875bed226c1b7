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
#include "schema/table_names.h"

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
                           [&](const auto& table) { return sameTable(*table, schemaName, name); });
    }

private:
    std::optional<SelectedTables> tables_;
};

using Spec = std::shared_ptr<const TableSpec>;

struct Reference {
    Spec from;
    const ForeignKey* key;
    Spec to;
};

Spec specOf(const SelectedTables& all, const std::string& schemaName, const std::string& name) {
    for (const Spec& table : all) {
        if (sameTable(*table, schemaName, name)) return table;
    }
    return nullptr;
}

std::vector<Reference> references(const CatalogCall& call, const Side& primary, const Side& foreign) {
    const SelectedTables all = call.catalog.specs(call.context);
    std::vector<Reference> found;
    for (const Spec& from : all) {
        if (!foreign.contains(from->schemaName, from->name)) continue;
        for (const ForeignKey& key : from->foreignKeys) {
            if (!primary.contains(key.referencedSchema, key.referencedTable)) continue;
            if (const Spec to = specOf(all, key.referencedSchema, key.referencedTable)) {
                found.push_back({from, &key, to});
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

std::int64_t ruleOf(schema::ReferentialAction action) {
    switch (action) {
        case schema::ReferentialAction::Cascade:
            return SQL_CASCADE;
        case schema::ReferentialAction::Restrict:
            return SQL_RESTRICT;
        case schema::ReferentialAction::SetNull:
            return SQL_SET_NULL;
        case schema::ReferentialAction::SetDefault:
            return SQL_SET_DEFAULT;
        case schema::ReferentialAction::NoAction:
            break;
    }
    return SQL_NO_ACTION;
}

void appendRows(std::vector<RowsResult::Row>& rows, const Reference& reference) {
    const ForeignKey& key = *reference.key;
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
        rows.push_back({catalogCell(), cellOf(reference.to->schemaName), cellOf(reference.to->name),
                        cellOf(key.referencedColumns.at(i)), catalogCell(), cellOf(reference.from->schemaName),
                        cellOf(reference.from->name), cellOf(key.columns[i]), cellOf(static_cast<std::int64_t>(i) + 1),
                        cellOf(ruleOf(key.onUpdate)), cellOf(ruleOf(key.onDelete)), textOrNull(key.name),
                        cellOf(schema::primaryKeyName(*reference.to)), cellOf(SQL_NOT_DEFERRABLE)});
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

struct IndexOfTable {
    std::string name;
    bool unique;
    std::vector<schema::Index::Part> parts;
    std::string filter;
};

// That of the primary key, and the others; in the order of the answer.
std::vector<IndexOfTable> indexesOf(const TableSpec& table) {
    std::vector<IndexOfTable> indexes;
    if (!table.primaryKey.empty()) {
        IndexOfTable& key = indexes.emplace_back(IndexOfTable{schema::primaryKeyName(table), true, {}, {}});
        for (const std::string& column : table.primaryKey) key.parts.push_back({column, false});
    }
    for (const schema::Index& index : table.indexes) {
        indexes.push_back({index.name, index.unique, index.parts, index.filter});
    }
    std::stable_sort(indexes.begin(), indexes.end(), [](const IndexOfTable& a, const IndexOfTable& b) {
        return std::make_tuple(!a.unique, std::string_view(a.name)) <
               std::make_tuple(!b.unique, std::string_view(b.name));
    });
    return indexes;
}

RowsResult::Row indexRow(const TableSpec& table, const IndexOfTable& index, std::size_t position) {
    RowsResult::Row row = tableStatisticsRow(table);
    row[3] = cellOf(index.unique ? SQL_FALSE : SQL_TRUE);
    row[5] = cellOf(index.name);
    row[6] = cellOf(SQL_INDEX_OTHER);
    row[7] = cellOf(static_cast<std::int64_t>(position) + 1);
    row[8] = cellOf(index.parts[position].column);
    row[9] = cellOf(index.parts[position].descending ? "D" : "A");
    row[12] = textOrNull(index.filter);
    return row;
}

}  // namespace

RowsResult primaryKeys(const CatalogCall& call, const Name& catalogName, const Name& schemaName,
                       const Name& tableName) {
    std::vector<RowsResult::Row> rows;
    for (const Spec& table : selectNamed(call, {catalogName, schemaName, tableName})) {
        const TableSpec& spec = *table;
        for (std::size_t i = 0; i < spec.primaryKey.size(); ++i) {
            rows.push_back({catalogCell(), cellOf(spec.schemaName), cellOf(spec.name), cellOf(spec.primaryKey[i]),
                            cellOf(static_cast<std::int64_t>(i) + 1), cellOf(schema::primaryKeyName(spec))});
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

RowsResult statistics(const CatalogCall& call, const TableName& table, bool uniqueOnly) {
    std::vector<RowsResult::Row> rows;
    for (const Spec& spec : selectNamed(call, table)) {
        if (spec->kind == schema::TableKind::View) continue;  // has neither rows of its own nor indexes
        rows.push_back(tableStatisticsRow(*spec));
        for (const IndexOfTable& index : indexesOf(*spec)) {
            if (uniqueOnly && !index.unique) continue;
            for (std::size_t i = 0; i < index.parts.size(); ++i) rows.push_back(indexRow(*spec, index, i));
        }
    }
    return {catalogColumns(CatalogFunction::Statistics, call.odbc2), std::move(rows)};
}

}  // namespace assetsodbc::driver
