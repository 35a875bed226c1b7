// What the files of INFORMATION_SCHEMA share: the columns that name things, and how its tables are declared.
#pragma once

#include "schema/tables/declarations_table.h"

namespace assetsodbc::schema::standard {

inline constexpr TypeSpec kName = wvarchar(255);
inline constexpr TypeSpec kWord = varchar(32);

template <class Row>
CellView noCatalog(const Row&, const CellPlace&) {
    return {};
}
template <class Row>
CellView ofSchema(const Row& row, const CellPlace&) {
    return cellOf(row.table->schemaName);
}
template <class Row>
CellView ofName(const Row& row, const CellPlace&) {
    return cellOf(row.table->name);
}

inline ColumnSpec nameColumn(const char* name, const char* remarks, bool nullable = false) {
    return {name, kName, nullable, Push::None, remarks};
}
// By which the tables that are told of can be chosen.
inline ColumnSpec choiceColumn(const char* name, const char* remarks) {
    return {name, kName, false, Push::Eq | Push::In, remarks};
}
inline ColumnSpec wordColumn(const char* name, const char* remarks) {
    return {name, kWord, false, Push::None, remarks};
}
inline ColumnSpec numberColumn(const char* name, const char* remarks, bool nullable = true) {
    return {name, integer(), nullable, Push::None, remarks};
}

// The three columns that name a thing: TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME.
template <class Row>
void addTableName(RecordColumns<Row>& columns) {
    columns.push_back({nameColumn("TABLE_CATALOG", "NULL: there are no catalogs.", true), noCatalog<Row>});
    columns.push_back({choiceColumn("TABLE_SCHEMA", "SQL schema of the table."), ofSchema<Row>});
    columns.push_back({choiceColumn("TABLE_NAME", "Name of the table."), ofName<Row>});
}
template <class Row>
void addConstraintName(RecordColumns<Row>& columns, CellReader<Row> name) {
    columns.push_back({nameColumn("CONSTRAINT_CATALOG", "NULL: there are no catalogs.", true), noCatalog<Row>});
    columns.push_back({choiceColumn("CONSTRAINT_SCHEMA", "SQL schema of the constraint's table."), ofSchema<Row>});
    columns.push_back({nameColumn("CONSTRAINT_NAME", "Name of the constraint."), name});
}

template <class Row>
CellView wordNo(const Row&, const CellPlace&) {
    return std::string_view("NO");
}
template <class Row>
CellView wordNone(const Row&, const CellPlace&) {
    return std::string_view("NONE");
}

template <class Row>
TableSpec standardSpec(std::string name, std::string remarks, const RecordColumns<Row>& columns,
                       std::vector<std::string> key) {
    return {"INFORMATION_SCHEMA", std::move(name),  TableKind::SystemTable,
            std::move(remarks),   specsOf(columns), std::move(key)};
}

template <class Row>
std::unique_ptr<Table> makeTable(const Catalog& catalog, const TableSpec& spec, const RecordColumns<Row>& columns,
                                 DeclarationPlaces places, typename DeclarationsTable<Row>::AddRows addRows) {
    return std::make_unique<DeclarationsTable<Row>>(catalog, spec, columns, places, addRows);
}

// Primary, foreign and unique keys: TABLE_CONSTRAINTS, KEY_COLUMN_USAGE, REFERENTIAL_CONSTRAINTS.
std::vector<const TableSpec*> keySpecs();
void addKeyTables(const Catalog& catalog, std::vector<std::unique_ptr<Table>>& tables);

}  // namespace assetsodbc::schema::standard
