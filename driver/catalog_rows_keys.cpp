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

const Name kAnyCatalog;

bool isGiven(const Name& name) {
    return name && !name->empty();
}

using Spec = std::shared_ptr<const TableSpec>;

struct Reference {
    Spec from;
    const ForeignKey* key;
    Spec to;
};

bool isLocal(const TableSpec& table) {
    return table.kind == schema::TableKind::LocalTable || table.kind == schema::TableKind::LocalTemporary ||
           table.kind == schema::TableKind::View;
}

// The tables that may have a foreign key to one of these: to local ones, local ones; to the site's any of the site's,
// and that is known only when the definitions of all of them are.
SelectedTables possibleReferrers(const CatalogCall& call, const SelectedTables& referenced) {
    if (referenced.empty()) return {};
    const bool areAllLocal =
        std::all_of(referenced.begin(), referenced.end(), [](const Spec& table) { return isLocal(*table); });
    if (!areAllLocal) return selectTables(call, {kAnyCatalog, NameFilter(), NameFilter()});
    schema::TableFilter filter;
    filter.schema.test = [](std::string_view name) {
        return common::equalIgnoringAsciiCase(name, "main") || common::equalIgnoringAsciiCase(name, "temp");
    };
    SelectedTables selected = call.catalog.specs(filter, call.context);
    for (Spec& table : selected) table = call.presentation.tableOf(table);
    return selected;
}

// Looks tables up by exact names, each once.
class ReferencedTables {
public:
    // Only those of `among`, unless it is nullptr.
    ReferencedTables(const CatalogCall& call, const SelectedTables* among) : call_(call), among_(among) {}

    // nullptr when there is no such table.
    Spec find(const std::string& schemaName, const std::string& name) {
        const auto isIt = [&](const Spec& table) {
            return common::equalIgnoringAsciiCase(table->schemaName, schemaName) &&
                   common::equalIgnoringAsciiCase(table->name, name);
        };
        const SelectedTables& known = among_ != nullptr ? *among_ : found_;
        const auto at = std::find_if(known.begin(), known.end(), isIt);
        if (at != known.end()) return *at;
        if (among_ != nullptr) return nullptr;
        auto tables = call_.catalog.specs({{schemaName, {}}, {name, {}}, false}, call_.context);
        if (tables.empty()) return nullptr;
        found_.push_back(call_.presentation.tableOf(tables.front()));
        return found_.back();
    }

private:
    const CatalogCall& call_;
    const SelectedTables* among_;
    SelectedTables found_;
};

std::vector<Reference> references(const CatalogCall& call, const TableName& primary, const TableName& foreign) {
    std::optional<SelectedTables> primaryTables;
    if (isGiven(primary.table)) primaryTables = selectNamed(call, primary, TableDetail::Names);
    const SelectedTables referring =
        isGiven(foreign.table) ? selectNamed(call, foreign) : possibleReferrers(call, *primaryTables);
    ReferencedTables referenced(call, primaryTables ? &*primaryTables : nullptr);
    std::vector<Reference> found;
    for (const Spec& from : referring) {
        for (const ForeignKey& key : from->foreignKeys) {
            if (Spec to = referenced.find(key.referencedSchema, key.referencedTable))
                found.push_back({from, &key, std::move(to)});
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
    std::vector<Reference> found;
    if (call.presentation.tellsForeignKeys) found = references(call, primary, foreign);
    sortReferences(found, isGiven(primary.table));
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
