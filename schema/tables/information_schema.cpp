#include "schema/tables/information_schema.h"

#include <algorithm>

#include "schema/table_names.h"
#include "schema/tables/information_schema_parts.h"
#include "schema/tables/snapshot_table.h"

namespace assetsodbc::schema {
namespace {

using namespace standard;

struct SchemaRow {
    std::string name;
};
struct TableRow {
    TableSpecPointer table;
};
struct ColumnRow {
    TableSpecPointer table;
    const ColumnSpec* column = nullptr;
    std::int64_t position = 0;  // from 1
};
const RecordColumns<SchemaRow>& schemataColumns() {
    static const RecordColumns<SchemaRow> kColumns = {
        {nameColumn("CATALOG_NAME", "NULL: there are no catalogs.", true), noCatalog<SchemaRow>},
        {nameColumn("SCHEMA_NAME", "Name of the SQL schema."), member<&SchemaRow::name>},
        {nameColumn("SCHEMA_OWNER", "NULL: schemas have no owners.", true), noCatalog<SchemaRow>},
    };
    return kColumns;
}

// The standard knows no system tables: what cannot be written to is a view.
std::string_view standardType(TableKind kind) {
    switch (kind) {
        case TableKind::Table:
        case TableKind::LocalTable:
            return "BASE TABLE";
        case TableKind::LocalTemporary:
            return "LOCAL TEMPORARY";
        case TableKind::SystemTable:
        case TableKind::View:
            break;
    }
    return "VIEW";
}

const RecordColumns<TableRow>& tablesColumns() {
    static const RecordColumns<TableRow> kColumns = [] {
        RecordColumns<TableRow> columns;
        addTableName(columns);
        columns.push_back(
            {wordColumn("TABLE_TYPE", "BASE TABLE, VIEW or LOCAL TEMPORARY."),
             [](const TableRow& row, const CellPlace&) -> CellView { return standardType(row.table->kind); }});
        return columns;
    }();
    return kColumns;
}

const RecordColumns<TableRow>& viewsColumns() {
    static const RecordColumns<TableRow> kColumns = [] {
        RecordColumns<TableRow> columns;
        addTableName(columns);
        columns.push_back({{"VIEW_DEFINITION", wlongvarchar(), true, Push::None, "NULL: the text is not told."},
                           noCatalog<TableRow>});
        columns.push_back({wordColumn("CHECK_OPTION", "NONE."), wordNone<TableRow>});
        columns.push_back({wordColumn("IS_UPDATABLE", "NO."), wordNo<TableRow>});
        return columns;
    }();
    return kColumns;
}

bool isText(SqlType type) {
    return type == SqlType::Char || type == SqlType::Varchar || type == SqlType::WVarchar ||
           type == SqlType::WLongVarchar;
}
bool isBinary(SqlType type) {
    return type == SqlType::Varbinary || type == SqlType::LongVarbinary;
}
bool isExact(SqlType type) {
    return type == SqlType::SmallInt || type == SqlType::Integer || type == SqlType::BigInt || type == SqlType::Decimal;
}
bool hasTime(SqlType type) {
    return type == SqlType::Time || type == SqlType::Timestamp;
}

CellView numberWhere(bool applies, std::int64_t number) {
    return applies ? CellView(number) : CellView();
}

// The name without its parameters.
CellView dataType(const ColumnRow& row, const CellPlace& place) {
    place.scratch = typeNameOf(row.column->type);
    place.scratch.erase(std::min(place.scratch.find('('), place.scratch.size()));
    return std::string_view(place.scratch);
}

CellView characterLength(const ColumnRow& row, const CellPlace&) {
    const TypeSpec& type = row.column->type;
    return numberWhere(isText(type.type) || isBinary(type.type), type.size);
}

CellView octetLength(const ColumnRow& row, const CellPlace&) {
    constexpr std::int64_t kLongestCharacter = 4;  // of UTF-8
    const TypeSpec& type = row.column->type;
    if (isBinary(type.type)) return std::int64_t{type.size};
    return numberWhere(isText(type.type), type.size * kLongestCharacter);
}

CellView numericPrecision(const ColumnRow& row, const CellPlace&) {
    const TypeSpec& type = row.column->type;
    return numberWhere(isExact(type.type) || type.type == SqlType::Double, type.size);
}

CellView numericRadix(const ColumnRow& row, const CellPlace&) {
    const SqlType type = row.column->type.type;
    return numberWhere(isExact(type) || type == SqlType::Double, 10);
}

CellView numericScale(const ColumnRow& row, const CellPlace&) {
    return numberWhere(isExact(row.column->type.type), row.column->type.scale);
}

CellView datetimePrecision(const ColumnRow& row, const CellPlace&) {
    return numberWhere(hasTime(row.column->type.type), row.column->type.scale);
}

CellView defaultValue(const ColumnRow& row, const CellPlace&) {
    return row.column->defaultValue.empty() ? CellView() : cellOf(row.column->defaultValue);
}

const RecordColumns<ColumnRow>& columnsColumns() {
    static const RecordColumns<ColumnRow> kColumns = [] {
        RecordColumns<ColumnRow> columns;
        addTableName(columns);
        const RecordColumns<ColumnRow> more = {
            {nameColumn("COLUMN_NAME", "Name of the column."),
             [](const ColumnRow& row, const CellPlace&) { return cellOf(row.column->name); }},
            {numberColumn("ORDINAL_POSITION", "Position of the column, from 1.", false), member<&ColumnRow::position>},
            {{"COLUMN_DEFAULT", wlongvarchar(), true, Push::None, "Default, as SQL text."}, defaultValue},
            {wordColumn("IS_NULLABLE", "YES or NO."),
             [](const ColumnRow& row, const CellPlace&) -> CellView {
                 return std::string_view(row.column->nullable ? "YES" : "NO");
             }},
            {wordColumn("DATA_TYPE", "SQL type without its parameters, such as NVARCHAR."), dataType},
            {numberColumn("CHARACTER_MAXIMUM_LENGTH", "Most characters of a text, bytes of a binary value."),
             characterLength},
            {numberColumn("CHARACTER_OCTET_LENGTH", "Most bytes of a text or binary value."), octetLength},
            {numberColumn("NUMERIC_PRECISION", "Digits of a number."), numericPrecision},
            {numberColumn("NUMERIC_PRECISION_RADIX", "10 for numbers."), numericRadix},
            {numberColumn("NUMERIC_SCALE", "Digits after the point of an exact number."), numericScale},
            {numberColumn("DATETIME_PRECISION", "Digits of the fraction of a second."), datetimePrecision},
        };
        columns.insert(columns.end(), more.begin(), more.end());
        return columns;
    }();
    return kColumns;
}

void addTables(const TableSpecPointer& table, std::vector<TableRow>& rows) {
    rows.push_back({table});
}

void addViews(const TableSpecPointer& table, std::vector<TableRow>& rows) {
    if (standardType(table->kind) == "VIEW") rows.push_back({table});
}

void addColumns(const TableSpecPointer& table, std::vector<ColumnRow>& rows) {
    std::int64_t position = 0;
    for (const ColumnSpec& column : table->columns) {
        if (!column.hidden) rows.push_back({table, &column, ++position});
    }
}

const TableSpec& schemataSpec() {
    static const TableSpec spec = standardSpec("SCHEMATA", "All SQL schemas.", schemataColumns(), {"SCHEMA_NAME"});
    return spec;
}
const TableSpec& tablesSpec() {
    static const TableSpec spec =
        standardSpec("TABLES", "All tables and views.", tablesColumns(), {"TABLE_SCHEMA", "TABLE_NAME"});
    return spec;
}
const TableSpec& columnsSpec() {
    static const TableSpec spec = standardSpec("COLUMNS", "Columns of all tables and views.", columnsColumns(),
                                               {"TABLE_SCHEMA", "TABLE_NAME", "ORDINAL_POSITION"});
    return spec;
}
const TableSpec& viewsSpec() {
    static const TableSpec spec = standardSpec("VIEWS", "All views.", viewsColumns(), {"TABLE_SCHEMA", "TABLE_NAME"});
    return spec;
}
std::unique_ptr<Table> makeSchemata(const Catalog& catalog) {
    constexpr Cost kCost = {1, 10};
    return std::make_unique<SnapshotTable<SchemaRow>>(schemataSpec(), schemataColumns(), kCost,
                                                      [&catalog](const auto& context) {
                                                          std::vector<SchemaRow> rows;
                                                          for (std::string& name : catalog.schemaNames(context))
                                                              rows.push_back({std::move(name)});
                                                          return rows;
                                                      });
}

}  // namespace

const std::vector<const TableSpec*>& informationSchemaSpecs() {
    static const std::vector<const TableSpec*> specs = [] {
        std::vector<const TableSpec*> all = {&schemataSpec(), &tablesSpec(), &columnsSpec(), &viewsSpec()};
        for (const TableSpec* spec : keySpecs()) all.push_back(spec);
        return all;
    }();
    return specs;
}

std::vector<std::unique_ptr<Table>> makeInformationSchema(const Catalog& catalog) {
    constexpr DeclarationPlaces kNames = {1, 2, false};
    constexpr DeclarationPlaces kColumns = {1, 2, true};
    std::vector<std::unique_ptr<Table>> tables;
    tables.push_back(makeSchemata(catalog));
    tables.push_back(makeTable(catalog, tablesSpec(), tablesColumns(), kNames, addTables));
    tables.push_back(makeTable(catalog, columnsSpec(), columnsColumns(), kColumns, addColumns));
    tables.push_back(makeTable(catalog, viewsSpec(), viewsColumns(), kNames, addViews));
    addKeyTables(catalog, tables);
    return tables;
}

}  // namespace assetsodbc::schema
