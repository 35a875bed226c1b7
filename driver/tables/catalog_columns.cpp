#include "driver/tables/catalog_columns.h"

#include <utility>

namespace assetsodbc::driver {

namespace {

using schema::TypeSpec;

// Names are wide, because some clients decode narrow text by their locale. The sizes bound what the catalog may hold.
constexpr TypeSpec kName = schema::wvarchar(255);
constexpr TypeSpec kText = schema::wvarchar(254);
constexpr TypeSpec kRemarks = schema::wvarchar(4000);
constexpr TypeSpec kLetter{schema::SqlType::Char, 1, 0};
constexpr TypeSpec kSmall = schema::smallInt();
constexpr TypeSpec kInteger = schema::integer();

constexpr bool kNullable = true;
constexpr bool kNotNull = false;

struct CatalogColumn {
    const char* name;
    const char* nameOdbc2;
    TypeSpec type;
    bool nullable;
};
using Columns = std::vector<CatalogColumn>;

const Columns kTables = {
    {"TABLE_CAT", "TABLE_QUALIFIER", kName, kNullable}, {"TABLE_SCHEM", "TABLE_OWNER", kName, kNullable},
    {"TABLE_NAME", "TABLE_NAME", kName, kNullable},     {"TABLE_TYPE", "TABLE_TYPE", kName, kNullable},
    {"REMARKS", "REMARKS", kRemarks, kNullable},
};

const Columns kColumns = {
    {"TABLE_CAT", "TABLE_QUALIFIER", kName, kNullable},
    {"TABLE_SCHEM", "TABLE_OWNER", kName, kNullable},
    {"TABLE_NAME", "TABLE_NAME", kName, kNotNull},
    {"COLUMN_NAME", "COLUMN_NAME", kName, kNotNull},
    {"DATA_TYPE", "DATA_TYPE", kSmall, kNotNull},
    {"TYPE_NAME", "TYPE_NAME", kName, kNotNull},
    {"COLUMN_SIZE", "PRECISION", kInteger, kNullable},
    {"BUFFER_LENGTH", "LENGTH", kInteger, kNullable},
    {"DECIMAL_DIGITS", "SCALE", kSmall, kNullable},
    {"NUM_PREC_RADIX", "RADIX", kSmall, kNullable},
    {"NULLABLE", "NULLABLE", kSmall, kNotNull},
    {"REMARKS", "REMARKS", kRemarks, kNullable},
    {"COLUMN_DEF", "COLUMN_DEF", kText, kNullable},
    {"SQL_DATA_TYPE", "SQL_DATA_TYPE", kSmall, kNotNull},
    {"SQL_DATETIME_SUB", "SQL_DATETIME_SUB", kSmall, kNullable},
    {"CHAR_OCTET_LENGTH", "CHAR_OCTET_LENGTH", kInteger, kNullable},
    {"ORDINAL_POSITION", "ORDINAL_POSITION", kInteger, kNotNull},
    {"IS_NULLABLE", "IS_NULLABLE", kText, kNullable},
};

const Columns kPrimaryKeys = {
    {"TABLE_CAT", "TABLE_QUALIFIER", kName, kNullable}, {"TABLE_SCHEM", "TABLE_OWNER", kName, kNullable},
    {"TABLE_NAME", "TABLE_NAME", kName, kNotNull},      {"COLUMN_NAME", "COLUMN_NAME", kName, kNotNull},
    {"KEY_SEQ", "KEY_SEQ", kSmall, kNotNull},           {"PK_NAME", "PK_NAME", kName, kNullable},
};

const Columns kForeignKeys = {
    {"PKTABLE_CAT", "PKTABLE_QUALIFIER", kName, kNullable},
    {"PKTABLE_SCHEM", "PKTABLE_OWNER", kName, kNullable},
    {"PKTABLE_NAME", "PKTABLE_NAME", kName, kNotNull},
    {"PKCOLUMN_NAME", "PKCOLUMN_NAME", kName, kNotNull},
    {"FKTABLE_CAT", "FKTABLE_QUALIFIER", kName, kNullable},
    {"FKTABLE_SCHEM", "FKTABLE_OWNER", kName, kNullable},
    {"FKTABLE_NAME", "FKTABLE_NAME", kName, kNotNull},
    {"FKCOLUMN_NAME", "FKCOLUMN_NAME", kName, kNotNull},
    {"KEY_SEQ", "KEY_SEQ", kSmall, kNotNull},
    {"UPDATE_RULE", "UPDATE_RULE", kSmall, kNullable},
    {"DELETE_RULE", "DELETE_RULE", kSmall, kNullable},
    {"FK_NAME", "FK_NAME", kName, kNullable},
    {"PK_NAME", "PK_NAME", kName, kNullable},
    {"DEFERRABILITY", "DEFERRABILITY", kSmall, kNullable},
};

const Columns kStatistics = {
    {"TABLE_CAT", "TABLE_QUALIFIER", kName, kNullable},
    {"TABLE_SCHEM", "TABLE_OWNER", kName, kNullable},
    {"TABLE_NAME", "TABLE_NAME", kName, kNotNull},
    {"NON_UNIQUE", "NON_UNIQUE", kSmall, kNullable},
    {"INDEX_QUALIFIER", "INDEX_QUALIFIER", kName, kNullable},
    {"INDEX_NAME", "INDEX_NAME", kName, kNullable},
    {"TYPE", "TYPE", kSmall, kNotNull},
    {"ORDINAL_POSITION", "SEQ_IN_INDEX", kSmall, kNullable},
    {"COLUMN_NAME", "COLUMN_NAME", kName, kNullable},
    {"ASC_OR_DESC", "COLLATION", kLetter, kNullable},
    {"CARDINALITY", "CARDINALITY", kInteger, kNullable},
    {"PAGES", "PAGES", kInteger, kNullable},
    {"FILTER_CONDITION", "FILTER_CONDITION", kText, kNullable},
};

const Columns kSpecialColumns = {
    {"SCOPE", "SCOPE", kSmall, kNullable},
    {"COLUMN_NAME", "COLUMN_NAME", kName, kNotNull},
    {"DATA_TYPE", "DATA_TYPE", kSmall, kNotNull},
    {"TYPE_NAME", "TYPE_NAME", kName, kNotNull},
    {"COLUMN_SIZE", "PRECISION", kInteger, kNullable},
    {"BUFFER_LENGTH", "LENGTH", kInteger, kNullable},
    {"DECIMAL_DIGITS", "SCALE", kSmall, kNullable},
    {"PSEUDO_COLUMN", "PSEUDO_COLUMN", kSmall, kNullable},
};

const Columns kTablePrivileges = {
    {"TABLE_CAT", "TABLE_QUALIFIER", kName, kNullable},
    {"TABLE_SCHEM", "TABLE_OWNER", kName, kNullable},
    {"TABLE_NAME", "TABLE_NAME", kName, kNotNull},
    {"GRANTOR", "GRANTOR", kName, kNullable},
    {"GRANTEE", "GRANTEE", kName, kNotNull},
    {"PRIVILEGE", "PRIVILEGE", kName, kNotNull},
    {"IS_GRANTABLE", "IS_GRANTABLE", kText, kNullable},
};

const Columns kColumnPrivileges = {
    {"TABLE_CAT", "TABLE_QUALIFIER", kName, kNullable}, {"TABLE_SCHEM", "TABLE_OWNER", kName, kNullable},
    {"TABLE_NAME", "TABLE_NAME", kName, kNotNull},      {"COLUMN_NAME", "COLUMN_NAME", kName, kNotNull},
    {"GRANTOR", "GRANTOR", kName, kNullable},           {"GRANTEE", "GRANTEE", kName, kNotNull},
    {"PRIVILEGE", "PRIVILEGE", kName, kNotNull},        {"IS_GRANTABLE", "IS_GRANTABLE", kText, kNullable},
};

const Columns kProcedures = {
    {"PROCEDURE_CAT", "PROCEDURE_QUALIFIER", kName, kNullable},
    {"PROCEDURE_SCHEM", "PROCEDURE_OWNER", kName, kNullable},
    {"PROCEDURE_NAME", "PROCEDURE_NAME", kName, kNotNull},
    {"NUM_INPUT_PARAMS", "NUM_INPUT_PARAMS", kInteger, kNullable},
    {"NUM_OUTPUT_PARAMS", "NUM_OUTPUT_PARAMS", kInteger, kNullable},
    {"NUM_RESULT_SETS", "NUM_RESULT_SETS", kInteger, kNullable},
    {"REMARKS", "REMARKS", kRemarks, kNullable},
    {"PROCEDURE_TYPE", "PROCEDURE_TYPE", kSmall, kNullable},
};

const Columns kProcedureColumns = {
    {"PROCEDURE_CAT", "PROCEDURE_QUALIFIER", kName, kNullable},
    {"PROCEDURE_SCHEM", "PROCEDURE_OWNER", kName, kNullable},
    {"PROCEDURE_NAME", "PROCEDURE_NAME", kName, kNotNull},
    {"COLUMN_NAME", "COLUMN_NAME", kName, kNotNull},
    {"COLUMN_TYPE", "COLUMN_TYPE", kSmall, kNotNull},
    {"DATA_TYPE", "DATA_TYPE", kSmall, kNotNull},
    {"TYPE_NAME", "TYPE_NAME", kName, kNotNull},
    {"COLUMN_SIZE", "PRECISION", kInteger, kNullable},
    {"BUFFER_LENGTH", "LENGTH", kInteger, kNullable},
    {"DECIMAL_DIGITS", "SCALE", kSmall, kNullable},
    {"NUM_PREC_RADIX", "RADIX", kSmall, kNullable},
    {"NULLABLE", "NULLABLE", kSmall, kNotNull},
    {"REMARKS", "REMARKS", kRemarks, kNullable},
    {"COLUMN_DEF", "COLUMN_DEF", kText, kNullable},
    {"SQL_DATA_TYPE", "SQL_DATA_TYPE", kSmall, kNotNull},
    {"SQL_DATETIME_SUB", "SQL_DATETIME_SUB", kSmall, kNullable},
    {"CHAR_OCTET_LENGTH", "CHAR_OCTET_LENGTH", kInteger, kNullable},
    {"ORDINAL_POSITION", "ORDINAL_POSITION", kInteger, kNotNull},
    {"IS_NULLABLE", "IS_NULLABLE", kText, kNullable},
};

const Columns kTypeInfo = {
    {"TYPE_NAME", "TYPE_NAME", kName, kNotNull},
    {"DATA_TYPE", "DATA_TYPE", kSmall, kNotNull},
    {"COLUMN_SIZE", "PRECISION", kInteger, kNullable},
    {"LITERAL_PREFIX", "LITERAL_PREFIX", kName, kNullable},
    {"LITERAL_SUFFIX", "LITERAL_SUFFIX", kName, kNullable},
    {"CREATE_PARAMS", "CREATE_PARAMS", kName, kNullable},
    {"NULLABLE", "NULLABLE", kSmall, kNotNull},
    {"CASE_SENSITIVE", "CASE_SENSITIVE", kSmall, kNotNull},
    {"SEARCHABLE", "SEARCHABLE", kSmall, kNotNull},
    {"UNSIGNED_ATTRIBUTE", "UNSIGNED_ATTRIBUTE", kSmall, kNullable},
    {"FIXED_PREC_SCALE", "MONEY", kSmall, kNotNull},
    {"AUTO_UNIQUE_VALUE", "AUTO_INCREMENT", kSmall, kNullable},
    {"LOCAL_TYPE_NAME", "LOCAL_TYPE_NAME", kName, kNullable},
    {"MINIMUM_SCALE", "MINIMUM_SCALE", kSmall, kNullable},
    {"MAXIMUM_SCALE", "MAXIMUM_SCALE", kSmall, kNullable},
    {"SQL_DATA_TYPE", "SQL_DATA_TYPE", kSmall, kNotNull},
    {"SQL_DATETIME_SUB", "SQL_DATETIME_SUB", kSmall, kNullable},
    {"NUM_PREC_RADIX", "NUM_PREC_RADIX", kInteger, kNullable},
    {"INTERVAL_PRECISION", "INTERVAL_PRECISION", kSmall, kNullable},
};

const Columns& dataOf(CatalogFunction function) {
    switch (function) {
        case CatalogFunction::Tables:
            return kTables;
        case CatalogFunction::Columns:
            return kColumns;
        case CatalogFunction::PrimaryKeys:
            return kPrimaryKeys;
        case CatalogFunction::ForeignKeys:
            return kForeignKeys;
        case CatalogFunction::Statistics:
            return kStatistics;
        case CatalogFunction::SpecialColumns:
            return kSpecialColumns;
        case CatalogFunction::TablePrivileges:
            return kTablePrivileges;
        case CatalogFunction::ColumnPrivileges:
            return kColumnPrivileges;
        case CatalogFunction::Procedures:
            return kProcedures;
        case CatalogFunction::ProcedureColumns:
            return kProcedureColumns;
        case CatalogFunction::TypeInfo:
            return kTypeInfo;
    }
    return kTypeInfo;
}

}  // namespace

std::vector<sqlengine::ResultColumn> catalogColumns(CatalogFunction function, bool odbc2) {
    std::vector<sqlengine::ResultColumn> columns;
    for (const CatalogColumn& data : dataOf(function)) {
        sqlengine::ResultColumn column;
        column.label = odbc2 ? data.nameOdbc2 : data.name;
        column.type = data.type;
        column.nullability = data.nullable ? sqlengine::Nullability::Yes : sqlengine::Nullability::No;
        columns.push_back(std::move(column));
    }
    return columns;
}

}  // namespace assetsodbc::driver
