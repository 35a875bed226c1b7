#include "schema/tables/information_schema.h"

#include <algorithm>

#include "schema/table_names.h"
#include "schema/tables/declarations_table.h"

namespace assetsodbc::schema {
namespace {

constexpr TypeSpec kName = wvarchar(255);
constexpr TypeSpec kWord = varchar(32);

struct SchemaRow {
    TableSpecPointer table;
};
struct TableRow {
    TableSpecPointer table;
};
struct ColumnRow {
    TableSpecPointer table;
    const ColumnSpec* column = nullptr;
    std::int64_t position = 0;  // from 1
};
struct ConstraintRow {
    TableSpecPointer table;
    std::string name;
    std::string_view type;
};
struct KeyColumnRow {
    TableSpecPointer table;
    std::string constraint;
    std::string column;
    std::int64_t position = 0;
};
struct ReferenceRow {
    TableSpecPointer table;
    const ForeignKey* key = nullptr;
};

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

ColumnSpec nameColumn(const char* name, const char* remarks, bool nullable = false) {
    return {name, kName, nullable, Push::None, remarks};
}
ColumnSpec wordColumn(const char* name, const char* remarks) {
    return {name, kWord, false, Push::None, remarks};
}
ColumnSpec numberColumn(const char* name, const char* remarks, bool nullable = true) {
    return {name, integer(), nullable, Push::None, remarks};
}

// The three columns that name a thing: TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME.
template <class Row>
void addTableName(RecordColumns<Row>& columns) {
    columns.push_back({nameColumn("TABLE_CATALOG", "NULL: there are no catalogs.", true), noCatalog<Row>});
    columns.push_back({nameColumn("TABLE_SCHEMA", "SQL schema of the table."), ofSchema<Row>});
    columns.push_back({nameColumn("TABLE_NAME", "Name of the table."), ofName<Row>});
}
template <class Row>
void addConstraintName(RecordColumns<Row>& columns, CellReader<Row> name) {
    columns.push_back({nameColumn("CONSTRAINT_CATALOG", "NULL: there are no catalogs.", true), noCatalog<Row>});
    columns.push_back({nameColumn("CONSTRAINT_SCHEMA", "SQL schema of the constraint's table."), ofSchema<Row>});
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

const RecordColumns<SchemaRow>& schemataColumns() {
    static const RecordColumns<SchemaRow> kColumns = {
        {nameColumn("CATALOG_NAME", "NULL: there are no catalogs.", true), noCatalog<SchemaRow>},
        {nameColumn("SCHEMA_NAME", "Name of the SQL schema."), ofSchema<SchemaRow>},
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

const RecordColumns<ConstraintRow>& constraintsColumns() {
    static const RecordColumns<ConstraintRow> kColumns = [] {
        RecordColumns<ConstraintRow> columns;
        addConstraintName<ConstraintRow>(columns, member<&ConstraintRow::name>);
        addTableName(columns);
        columns.push_back({wordColumn("CONSTRAINT_TYPE", "PRIMARY KEY, FOREIGN KEY or UNIQUE."),
                           [](const ConstraintRow& row, const CellPlace&) -> CellView { return row.type; }});
        columns.push_back({wordColumn("IS_DEFERRABLE", "NO."), wordNo<ConstraintRow>});
        columns.push_back({wordColumn("INITIALLY_DEFERRED", "NO."), wordNo<ConstraintRow>});
        return columns;
    }();
    return kColumns;
}

const RecordColumns<KeyColumnRow>& keyColumns() {
    static const RecordColumns<KeyColumnRow> kColumns = [] {
        RecordColumns<KeyColumnRow> columns;
        addConstraintName<KeyColumnRow>(columns, member<&KeyColumnRow::constraint>);
        addTableName(columns);
        columns.push_back({nameColumn("COLUMN_NAME", "Name of the column."), member<&KeyColumnRow::column>});
        columns.push_back(
            {numberColumn("ORDINAL_POSITION", "Position in the key, from 1.", false), member<&KeyColumnRow::position>});
        return columns;
    }();
    return kColumns;
}

const RecordColumns<ReferenceRow>& referencesColumns() {
    static const RecordColumns<ReferenceRow> kColumns = [] {
        RecordColumns<ReferenceRow> columns;
        addConstraintName<ReferenceRow>(
            columns, [](const ReferenceRow& row, const CellPlace&) { return cellOf(row.key->name); });
        const RecordColumns<ReferenceRow> more = {
            {nameColumn("UNIQUE_CONSTRAINT_CATALOG", "NULL: there are no catalogs.", true), noCatalog<ReferenceRow>},
            {nameColumn("UNIQUE_CONSTRAINT_SCHEMA", "SQL schema of the key that is referred to."),
             [](const ReferenceRow& row, const CellPlace&) { return cellOf(row.key->referencedSchema); }},
            {nameColumn("UNIQUE_CONSTRAINT_NAME", "Name of the key that is referred to."),
             [](const ReferenceRow& row, const CellPlace& place) -> CellView {
                 TableSpec referenced;
                 referenced.name = row.key->referencedTable;
                 place.scratch = primaryKeyName(referenced);
                 return std::string_view(place.scratch);
             }},
            {wordColumn("MATCH_OPTION", "NONE."), wordNone<ReferenceRow>},
            {wordColumn("UPDATE_RULE", "What happens when the key changes, such as CASCADE."),
             [](const ReferenceRow& row, const CellPlace&) -> CellView { return ruleName(row.key->onUpdate); }},
            {wordColumn("DELETE_RULE", "What happens when the row goes, such as CASCADE."),
             [](const ReferenceRow& row, const CellPlace&) -> CellView { return ruleName(row.key->onDelete); }},
        };
        columns.insert(columns.end(), more.begin(), more.end());
        return columns;
    }();
    return kColumns;
}

// Tables come in the order of their schemas.
void addSchemas(const TableSpecPointer& table, std::vector<SchemaRow>& rows) {
    if (rows.empty() || rows.back().table->schemaName != table->schemaName) rows.push_back({table});
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

// A unique index over columns of all rows is a constraint; over expressions or some of the rows it is not.
bool isConstraint(const Index& index) {
    return index.unique && index.filter.empty() &&
           std::none_of(index.parts.begin(), index.parts.end(), [](const auto& part) { return part.column.empty(); });
}

void addConstraints(const TableSpecPointer& table, std::vector<ConstraintRow>& rows) {
    if (!table->primaryKey.empty()) rows.push_back({table, primaryKeyName(*table), "PRIMARY KEY"});
    for (const ForeignKey& key : table->foreignKeys) rows.push_back({table, key.name, "FOREIGN KEY"});
    for (const Index& index : table->indexes) {
        if (isConstraint(index)) rows.push_back({table, index.name, "UNIQUE"});
    }
}

void addKeyColumns(const TableSpecPointer& table, std::vector<KeyColumnRow>& rows) {
    const auto add = [&](const std::string& constraint, const std::vector<std::string>& columns) {
        std::int64_t position = 0;
        for (const std::string& column : columns) rows.push_back({table, constraint, column, ++position});
    };
    if (!table->primaryKey.empty()) add(primaryKeyName(*table), table->primaryKey);
    for (const ForeignKey& key : table->foreignKeys) add(key.name, key.columns);
    for (const Index& index : table->indexes) {
        if (!isConstraint(index)) continue;
        std::vector<std::string> columns;
        for (const auto& part : index.parts) columns.push_back(part.column);
        add(index.name, columns);
    }
}

void addReferences(const TableSpecPointer& table, std::vector<ReferenceRow>& rows) {
    for (const ForeignKey& key : table->foreignKeys) rows.push_back({table, &key});
}

template <class Row>
TableSpec standardSpec(std::string name, std::string remarks, const RecordColumns<Row>& columns,
                       std::vector<std::string> key) {
    return {"INFORMATION_SCHEMA", std::move(name),  TableKind::SystemTable,
            std::move(remarks),   specsOf(columns), std::move(key)};
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
const TableSpec& constraintsSpec() {
    static const TableSpec spec = standardSpec("TABLE_CONSTRAINTS", "Primary, foreign and unique keys.",
                                               constraintsColumns(), {"TABLE_SCHEMA", "TABLE_NAME", "CONSTRAINT_NAME"});
    return spec;
}
const TableSpec& keyColumnsSpec() {
    static const TableSpec spec =
        standardSpec("KEY_COLUMN_USAGE", "Columns of primary, foreign and unique keys.", keyColumns(),
                     {"TABLE_SCHEMA", "TABLE_NAME", "CONSTRAINT_NAME", "ORDINAL_POSITION"});
    return spec;
}
const TableSpec& referencesSpec() {
    static const TableSpec spec = standardSpec("REFERENTIAL_CONSTRAINTS", "What foreign keys refer to.",
                                               referencesColumns(), {"CONSTRAINT_SCHEMA", "CONSTRAINT_NAME"});
    return spec;
}

template <class Row>
std::unique_ptr<Table> makeTable(const Catalog& catalog, const TableSpec& spec, const RecordColumns<Row>& columns,
                                 typename DeclarationsTable<Row>::AddRows addRows) {
    return std::make_unique<DeclarationsTable<Row>>(catalog, spec, columns, addRows);
}

}  // namespace

const std::vector<const TableSpec*>& informationSchemaSpecs() {
    static const std::vector<const TableSpec*> specs = {&schemataSpec(),  &tablesSpec(),      &columnsSpec(),
                                                        &viewsSpec(),     &constraintsSpec(), &keyColumnsSpec(),
                                                        &referencesSpec()};
    return specs;
}

std::vector<std::unique_ptr<Table>> makeInformationSchema(const Catalog& catalog) {
    std::vector<std::unique_ptr<Table>> tables;
    tables.push_back(makeTable(catalog, schemataSpec(), schemataColumns(), addSchemas));
    tables.push_back(makeTable(catalog, tablesSpec(), tablesColumns(), addTables));
    tables.push_back(makeTable(catalog, columnsSpec(), columnsColumns(), addColumns));
    tables.push_back(makeTable(catalog, viewsSpec(), viewsColumns(), addViews));
    tables.push_back(makeTable(catalog, constraintsSpec(), constraintsColumns(), addConstraints));
    tables.push_back(makeTable(catalog, keyColumnsSpec(), keyColumns(), addKeyColumns));
    tables.push_back(makeTable(catalog, referencesSpec(), referencesColumns(), addReferences));
    return tables;
}

}  // namespace assetsodbc::schema
