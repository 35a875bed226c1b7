#include "schema/tables/system_tables.h"

#include "schema/table_names.h"
#include "schema/tables/declarations_table.h"

namespace assetsodbc::schema {
namespace {

constexpr Push kName = Push::Eq | Push::In;

struct TableRow {
    TableSpecPointer table;
};
struct ColumnRow {
    TableSpecPointer table;
    const ColumnSpec* column = nullptr;
    std::int64_t position = 0;  // from 1
};
struct PrimaryKeyRow {
    TableSpecPointer table;
    std::string column;
    std::int64_t position = 0;
};
struct ForeignKeyRow {
    TableSpecPointer table;
    const ForeignKey* key = nullptr;
    std::size_t at = 0;
};

template <class Row>
CellView tableSchema(const Row& row, const CellPlace&) {
    return cellOf(row.table->schemaName);
}
template <class Row>
CellView tableName(const Row& row, const CellPlace&) {
    return cellOf(row.table->name);
}

const RecordColumns<TableRow>& tableColumns() {
    static const RecordColumns<TableRow> kColumns = {
        {{"table_schema", wvarchar(255), false, kName, "SQL schema of the table."}, tableSchema<TableRow>},
        {{"table_name", wvarchar(255), false, kName, "Name of the table."}, tableName<TableRow>},
        {{"table_type", varchar(32), false, Push::None, "TABLE, SYSTEM TABLE, LOCAL TEMPORARY or VIEW."},
         [](const TableRow& row, const CellPlace&) -> CellView { return tableTypeName(row.table->kind); }},
        {{"remarks", wlongvarchar(), true, Push::None, "What the table holds."},
         [](const TableRow& row, const CellPlace&) { return cellOf(row.table->remarks); }},
    };
    return kColumns;
}

// The name without SQLite's affinity word.
CellView dataType(const ColumnRow& row, const CellPlace& place) {
    place.scratch = typeNameOf(row.column->type);
    return std::string_view(place.scratch);
}

const RecordColumns<ColumnRow>& columnColumns() {
    static const RecordColumns<ColumnRow> kColumns = {
        {{"table_schema", wvarchar(255), false, kName, "SQL schema of the table."}, tableSchema<ColumnRow>},
        {{"table_name", wvarchar(255), false, kName, "Name of the table."}, tableName<ColumnRow>},
        {{"column_name", wvarchar(255), false, Push::None, "Name of the column."},
         [](const ColumnRow& row, const CellPlace&) { return cellOf(row.column->name); }},
        {{"ordinal_position", integer(), false, Push::None, "Position of the column, from 1."},
         member<&ColumnRow::position>},
        {{"data_type", varchar(64), false, Push::None, "SQL type, such as NVARCHAR(255)."}, dataType},
        {{"column_size", integer(), false, Push::None, "Characters of a text, digits of a number."},
         [](const ColumnRow& row, const CellPlace&) { return cellOf(row.column->type.size); }},
        {{"decimal_digits", integer(), false, Push::None, "Digits after the point."},
         [](const ColumnRow& row, const CellPlace&) { return cellOf(std::int32_t{row.column->type.scale}); }},
        {{"is_nullable", bit(), false, Push::None, "Whether the column may be NULL."},
         [](const ColumnRow& row, const CellPlace&) { return cellOf(row.column->nullable); }},
        {{"remarks", wlongvarchar(), true, Push::None, "What the column holds."},
         [](const ColumnRow& row, const CellPlace&) { return cellOf(row.column->remarks); }},
    };
    return kColumns;
}

const RecordColumns<PrimaryKeyRow>& primaryKeyColumns() {
    static const RecordColumns<PrimaryKeyRow> kColumns = {
        {{"table_schema", wvarchar(255), false, kName, "SQL schema of the table."}, tableSchema<PrimaryKeyRow>},
        {{"table_name", wvarchar(255), false, kName, "Name of the table."}, tableName<PrimaryKeyRow>},
        {{"column_name", wvarchar(255), false, Push::None, "Name of a column of the primary key."},
         member<&PrimaryKeyRow::column>},
        {{"key_position", integer(), false, Push::None, "Position in the key, from 1."},
         member<&PrimaryKeyRow::position>},
    };
    return kColumns;
}

template <std::string ForeignKey::*Member>
CellView ofKey(const ForeignKeyRow& row, const CellPlace&) {
    return cellOf(row.key->*Member);
}

const RecordColumns<ForeignKeyRow>& foreignKeyColumns() {
    static const RecordColumns<ForeignKeyRow> kColumns = {
        {{"constraint_name", wvarchar(255), false, Push::None, "Name of the foreign key."}, ofKey<&ForeignKey::name>},
        {{"key_position", integer(), false, Push::None, "Position in the key, from 1."},
         [](const ForeignKeyRow& row, const CellPlace&) { return cellOf(static_cast<std::int64_t>(row.at + 1)); }},
        {{"table_schema", wvarchar(255), false, kName, "SQL schema of the table."}, tableSchema<ForeignKeyRow>},
        {{"table_name", wvarchar(255), false, kName, "Name of the table."}, tableName<ForeignKeyRow>},
        {{"column_name", wvarchar(255), false, Push::None, "Name of the referencing column."},
         [](const ForeignKeyRow& row, const CellPlace&) { return cellOf(row.key->columns[row.at]); }},
        {{"referenced_schema", wvarchar(255), false, Push::None, "SQL schema of the referenced table."},
         ofKey<&ForeignKey::referencedSchema>},
        {{"referenced_table", wvarchar(255), false, Push::None, "Name of the referenced table."},
         ofKey<&ForeignKey::referencedTable>},
        {{"referenced_column", wvarchar(255), false, Push::None, "Name of the referenced column."},
         [](const ForeignKeyRow& row, const CellPlace&) { return cellOf(row.key->referencedColumns[row.at]); }},
    };
    return kColumns;
}

void addTableRows(const TableSpecPointer& table, std::vector<TableRow>& rows) {
    rows.push_back({table});
}

void addColumnRows(const TableSpecPointer& table, std::vector<ColumnRow>& rows) {
    std::int64_t position = 0;
    for (const auto& column : table->columns) {
        if (!column.hidden) rows.push_back({table, &column, ++position});
    }
}

void addPrimaryKeyRows(const TableSpecPointer& table, std::vector<PrimaryKeyRow>& rows) {
    std::int64_t position = 0;
    for (const auto& column : table->primaryKey) rows.push_back({table, column, ++position});
}

void addForeignKeyRows(const TableSpecPointer& table, std::vector<ForeignKeyRow>& rows) {
    for (const auto& key : table->foreignKeys) {
        for (std::size_t i = 0; i < key.columns.size(); ++i) rows.push_back({table, &key, i});
    }
}

TableSpec systemSpec(std::string name, std::string remarks, std::vector<ColumnSpec> columns,
                     std::vector<std::string> key) {
    return {"sys", std::move(name), TableKind::SystemTable, std::move(remarks), std::move(columns), std::move(key), {}};
}

const TableSpec& tablesSpec() {
    static const TableSpec spec =
        systemSpec("tables", "All tables.", specsOf(tableColumns()), {"table_schema", "table_name"});
    return spec;
}
const TableSpec& columnsSpec() {
    static const TableSpec spec = systemSpec("columns", "Columns of all tables.", specsOf(columnColumns()),
                                             {"table_schema", "table_name", "column_name"});
    return spec;
}
const TableSpec& primaryKeysSpec() {
    static const TableSpec spec =
        systemSpec("primary_keys", "Columns of all primary keys.", specsOf(primaryKeyColumns()),
                   {"table_schema", "table_name", "column_name"});
    return spec;
}
const TableSpec& foreignKeysSpec() {
    static const TableSpec spec =
        systemSpec("foreign_keys", "Columns of all foreign keys.", specsOf(foreignKeyColumns()),
                   {"table_schema", "table_name", "constraint_name", "key_position"});
    return spec;
}

}  // namespace

const std::vector<const TableSpec*>& systemTableSpecs() {
    static const std::vector<const TableSpec*> specs = {&tablesSpec(), &columnsSpec(), &primaryKeysSpec(),
                                                        &foreignKeysSpec()};
    return specs;
}

std::vector<std::unique_ptr<Table>> makeSystemTables(const Catalog& catalog) {
    constexpr DeclarationPlaces kNames = {0, 1, false};
    constexpr DeclarationPlaces kDetails = {0, 1, true};
    constexpr DeclarationPlaces kForeignKeys = {2, 3, true};
    std::vector<std::unique_ptr<Table>> tables;
    tables.push_back(
        std::make_unique<DeclarationsTable<TableRow>>(catalog, tablesSpec(), tableColumns(), kNames, addTableRows));
    tables.push_back(std::make_unique<DeclarationsTable<ColumnRow>>(catalog, columnsSpec(), columnColumns(), kDetails,
                                                                    addColumnRows));
    tables.push_back(std::make_unique<DeclarationsTable<PrimaryKeyRow>>(catalog, primaryKeysSpec(), primaryKeyColumns(),
                                                                        kDetails, addPrimaryKeyRows));
    tables.push_back(std::make_unique<DeclarationsTable<ForeignKeyRow>>(catalog, foreignKeysSpec(), foreignKeyColumns(),
                                                                        kForeignKeys, addForeignKeyRows));
    return tables;
}

}  // namespace assetsodbc::schema
