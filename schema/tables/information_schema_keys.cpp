// The tables of INFORMATION_SCHEMA that tell of keys.
#include <algorithm>

#include "schema/table_names.h"
#include "schema/tables/information_schema_parts.h"

namespace assetsodbc::schema::standard {
namespace {

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

}  // namespace

std::vector<const TableSpec*> keySpecs() {
    return {&constraintsSpec(), &keyColumnsSpec(), &referencesSpec()};
}

void addKeyTables(const Catalog& catalog, std::vector<std::unique_ptr<Table>>& tables) {
    // Constraints stand in the schema of their table.
    constexpr DeclarationPlaces kConstraints = {4, 5, true, 1};
    constexpr DeclarationPlaces kReferences = {1, std::nullopt, true};
    tables.push_back(makeTable(catalog, constraintsSpec(), constraintsColumns(), kConstraints, addConstraints));
    tables.push_back(makeTable(catalog, keyColumnsSpec(), keyColumns(), kConstraints, addKeyColumns));
    tables.push_back(makeTable(catalog, referencesSpec(), referencesColumns(), kReferences, addReferences));
}

}  // namespace assetsodbc::schema::standard
