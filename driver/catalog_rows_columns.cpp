// SQLColumns, SQLSpecialColumns and SQLGetTypeInfo: what tells of types.
#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "driver/catalog_rows.h"
#include "driver/catalog_rows_cells.h"
#include "driver/catalog_rows_match.h"
#include "driver/convert/c_to_sql.h"
#include "driver/diagnostics.h"
#include "driver/tables/catalog_columns.h"
#include "driver/tables/type_info.h"
#include "schema/table_names.h"

namespace assetsodbc::driver {

namespace {

using schema::ColumnSpec;
using schema::SqlType;
using schema::TableSpec;
using schema::Value;

constexpr std::size_t kDataType = 1;  // of a row of SQLGetTypeInfo

bool hasOctetLength(SqlType type) {
    switch (type) {
        case SqlType::Char:
        case SqlType::Varchar:
        case SqlType::LongVarchar:
        case SqlType::WVarchar:
        case SqlType::WLongVarchar:
        case SqlType::Varbinary:
        case SqlType::LongVarbinary:
            return true;
        default:
            return false;
    }
}

Value numberOrNull(std::int64_t number, bool applicable) {
    return applicable ? cellOf(number) : nullCell();
}

// SQL text; what is longer than the column of the answer is told of as the reference says.
Value defaultCell(const ColumnSpec& column) {
    constexpr std::size_t kLongest = 254;
    if (column.defaultValue.size() > kLongest) return cellOf("TRUNCATED");
    return textOrNull(column.defaultValue);
}

RowsResult::Row columnRow(const TableSpec& table, const ColumnSpec& column, std::int64_t position, bool odbc2) {
    const TypeFacts facts = factsOf(column.type, odbc2);
    return {catalogCell(),
            cellOf(table.schemaName),
            cellOf(table.name),
            cellOf(column.name),
            cellOf(facts.conciseType),
            cellOf(facts.typeName),
            cellOf(static_cast<std::int64_t>(facts.columnSize)),
            cellOf(facts.octetLength),
            decimalDigitsCell(column.type, facts),
            numberOrNull(facts.numPrecRadix, facts.numPrecRadix != 0),
            cellOf(column.nullable ? SQL_NULLABLE : SQL_NO_NULLS),
            textOrNull(column.remarks),
            defaultCell(column),
            cellOf(facts.verboseType),
            numberOrNull(facts.datetimeSubcode, facts.datetimeSubcode != 0),
            numberOrNull(facts.octetLength, hasOctetLength(column.type.type)),
            cellOf(position),
            cellOf(column.nullable ? "YES" : "NO")};
}

RowsResult::Row specialRow(const ColumnSpec& column, bool odbc2, std::int64_t scope = SQL_SCOPE_SESSION,
                           std::int64_t pseudo = SQL_PC_NOT_PSEUDO) {
    const TypeFacts facts = factsOf(column.type, odbc2);
    return {cellOf(scope),
            cellOf(column.name),
            cellOf(facts.conciseType),
            cellOf(facts.typeName),
            cellOf(static_cast<std::int64_t>(facts.columnSize)),
            cellOf(facts.octetLength),
            decimalDigitsCell(column.type, facts),
            cellOf(pseudo)};
}

void requireSpecialArguments(unsigned short identifierType, unsigned short scope, unsigned short nullable) {
    const auto refuse = [](SqlState state, const char* argument, unsigned short value) {
        throw OdbcError(state,
                        std::string(argument) + " is " + std::to_string(value) + ", which ODBC does not define.");
    };
    if (identifierType != SQL_BEST_ROWID && identifierType != SQL_ROWVER) {
        refuse(SqlState::ColumnTypeOutOfRange, "IdentifierType", identifierType);
    }
    if (scope > SQL_SCOPE_SESSION) refuse(SqlState::ScopeOutOfRange, "Scope", scope);
    if (nullable > SQL_NULLABLE) refuse(SqlState::NullableTypeOutOfRange, "Nullable", nullable);
}

// The columns of the primary key, unless one may be NULL and the caller cannot take that.
std::vector<const ColumnSpec*> keyColumns(const TableSpec& table, bool nullsAllowed) {
    std::vector<const ColumnSpec*> columns;
    for (const std::string& name : table.primaryKey) {
        const auto index = table.columnIndex(name);
        if (!index || (table.columns[*index].nullable && !nullsAllowed)) return {};
        columns.push_back(&table.columns[*index]);
    }
    return columns;
}

// Names without a schema mean schemas in the order temp, main, the site's.
bool resolvesBefore(const std::shared_ptr<const TableSpec>& a, const std::shared_ptr<const TableSpec>& b) {
    const auto rank = [](const TableSpec& table) {
        if (table.schemaName == "temp") return 0;
        return table.schemaName == "main" ? 1 : 2;
    };
    return rank(*a) < rank(*b);
}

// The number that SQLite gives each row of a table without a key: it stays while the transaction lasts.
std::optional<ColumnSpec> rowIdOf(const TableSpec& table) {
    if (!schema::isWritable(table.kind) || !table.primaryKey.empty()) return std::nullopt;
    for (const char* name : {"rowid", "_rowid_", "oid"}) {
        if (!table.columnIndex(name)) return ColumnSpec{name, schema::bigInt(), false, schema::Push::None, ""};
    }
    return std::nullopt;
}

RowsResult::Row typeRow(const TypeInfo& type, bool odbc2) {
    const bool isNumber = type.radix != 0;
    const bool hasScale = type.largestScale >= 0;
    return {cellOf(type.name),
            cellOf(odbc2 ? type.codeOdbc2 : type.code),
            cellOf(static_cast<std::int64_t>(type.largestSize)),
            textOrNull(type.literalPrefix),
            textOrNull(type.literalSuffix),
            textOrNull(type.createParams),
            cellOf(SQL_NULLABLE),
            cellOf(type.caseSensitive ? SQL_TRUE : SQL_FALSE),
            cellOf(type.searchable),
            numberOrNull(type.isUnsigned ? SQL_TRUE : SQL_FALSE, isNumber),
            cellOf(SQL_FALSE),
            numberOrNull(SQL_FALSE, isNumber),
            cellOf(type.name),
            numberOrNull(0, hasScale),
            numberOrNull(type.largestScale, hasScale),
            cellOf(type.verboseCode()),
            numberOrNull(type.datetimeSubcode(), type.datetimeSubcode() != 0),
            numberOrNull(type.radix, isNumber),
            nullCell()};
}

}  // namespace

Value decimalDigitsCell(const schema::TypeSpec& type, const TypeFacts& facts) {
    // The reference leaves it NULL for a double, which some clients read as "no decimals" and round every value.
    constexpr std::int64_t kDoubleDigits = 6;
    if (type.type == SqlType::Double) return cellOf(kDoubleDigits);
    return numberOrNull(facts.decimalDigits, facts.decimalDigits >= 0);
}

RowsResult columns(const CatalogCall& call, const Name& catalogName, const Name& schemaName, const Name& tableName,
                   const Name& columnName) {
    const TableFilter filter{catalogName, NameFilter(schemaName, ArgumentKind::Pattern, call.metadataId, "SchemaName"),
                             NameFilter(tableName, ArgumentKind::Pattern, call.metadataId, "TableName")};
    const NameFilter columnFilter(columnName, ArgumentKind::Pattern, call.metadataId, "ColumnName");
    std::vector<RowsResult::Row> rows;
    for (const auto& table : selectTables(call, filter)) {
        std::int64_t position = 0;
        for (const ColumnSpec& column : table->columns) {
            if (column.hidden) continue;
            ++position;
            if (columnFilter.matches(column.name)) rows.push_back(columnRow(*table, column, position, call.odbc2));
        }
    }
    return {catalogColumns(CatalogFunction::Columns, call.odbc2), std::move(rows)};
}

RowsResult specialColumns(const CatalogCall& call, unsigned short identifierType, const TableName& table,
                          unsigned short scope, unsigned short nullable) {
    requireSpecialArguments(identifierType, scope, nullable);
    std::vector<RowsResult::Row> rows;
    const SelectedTables selected = selectNamed(call, table);
    // An unqualified name is the first table of that name, as in SQL; rows of two keys would make no key.
    if (identifierType == SQL_BEST_ROWID && !selected.empty()) {
        const TableSpec& spec = **std::min_element(selected.begin(), selected.end(), resolvesBefore);
        for (const ColumnSpec* column : keyColumns(spec, nullable == SQL_NULLABLE)) {
            rows.push_back(specialRow(*column, call.odbc2));
        }
        if (rows.empty() && scope <= SQL_SCOPE_TRANSACTION) {
            if (const auto rowId = rowIdOf(spec)) {
                rows.push_back(specialRow(*rowId, call.odbc2, SQL_SCOPE_TRANSACTION, SQL_PC_PSEUDO));
            }
        }
    }
    return {catalogColumns(CatalogFunction::SpecialColumns, call.odbc2), std::move(rows)};
}

RowsResult typeInfo(short dataType, bool odbc2) {
    if (dataType != SQL_ALL_TYPES && !isKnownSqlType(dataType)) {
        throw OdbcError(SqlState::InvalidSqlDataType,
                        "The SQL type " + std::to_string(dataType) + " is not one that ODBC defines.");
    }
    std::vector<RowsResult::Row> rows;
    for (const TypeInfo& type : typeInfoRows()) {
        const bool wanted = dataType == SQL_ALL_TYPES || dataType == type.code || dataType == type.codeOdbc2;
        if (wanted) rows.push_back(typeRow(type, odbc2));
    }
    const auto code = [](const auto& row) { return std::get<std::int64_t>(row.at(kDataType)); };
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return code(a) < code(b); });
    return {catalogColumns(CatalogFunction::TypeInfo, odbc2), std::move(rows)};
}

}  // namespace assetsodbc::driver
