#include "driver/tables/type_info.h"

#include <array>

#include "driver/convert/sql_to_c.h"

namespace assetsodbc::driver {

namespace {

using schema::SqlType;

constexpr SQLULEN kLong = schema::kLongTextSize;
constexpr SQLULEN kText = 65535;
// Digits that SQLite keeps in any case: of a double.
constexpr SQLULEN kDigits = 15;
constexpr SQLSMALLINT kNone = -1;
constexpr auto kNoType = std::nullopt;

// Literals of dates and times are ODBC escapes, because the text inside is then brought into the form in which the
// columns are compared.
const std::vector<TypeInfo> kRows = {
    {SQL_GUID, SQL_GUID, "GUID", 36, "'", "'", "", false, SQL_PRED_BASIC, kNone, 0, false, SqlType::Guid},
    {SQL_WLONGVARCHAR, SQL_WLONGVARCHAR, "NLONGVARCHAR", kLong, "'", "'", "", true, SQL_SEARCHABLE, kNone, 0, false,
     SqlType::WLongVarchar},
    {SQL_WVARCHAR, SQL_WVARCHAR, "NVARCHAR", kText, "'", "'", "max length", true, SQL_SEARCHABLE, kNone, 0, false,
     SqlType::WVarchar},
    {SQL_WCHAR, SQL_WCHAR, "NCHAR", kText, "'", "'", "length", true, SQL_SEARCHABLE, kNone, 0, false, kNoType},
    {SQL_BIT, SQL_BIT, "BIT", 1, "", "", "", false, SQL_PRED_BASIC, 0, 10, true, SqlType::Bit},
    {SQL_TINYINT, SQL_TINYINT, "TINYINT", 3, "", "", "", false, SQL_PRED_BASIC, 0, 10, false, kNoType},
    {SQL_BIGINT, SQL_BIGINT, "BIGINT", 19, "", "", "", false, SQL_PRED_BASIC, 0, 10, false, SqlType::BigInt},
    {SQL_LONGVARBINARY, SQL_LONGVARBINARY, "BLOB", kLong, "X'", "'", "", false, SQL_PRED_BASIC, kNone, 0, false,
     SqlType::LongVarbinary},
    {SQL_VARBINARY, SQL_VARBINARY, "VARBINARY", kText, "X'", "'", "max length", false, SQL_PRED_BASIC, kNone, 0, false,
     SqlType::Varbinary},
    {SQL_BINARY, SQL_BINARY, "BINARY", kText, "X'", "'", "length", false, SQL_PRED_BASIC, kNone, 0, false, kNoType},
    {SQL_LONGVARCHAR, SQL_LONGVARCHAR, "TEXT", kLong, "'", "'", "", true, SQL_SEARCHABLE, kNone, 0, false,
     SqlType::LongVarchar},
    {SQL_CHAR, SQL_CHAR, "CHAR", kText, "'", "'", "length", true, SQL_SEARCHABLE, kNone, 0, false, SqlType::Char},
    {SQL_NUMERIC, SQL_NUMERIC, "NUMERIC", kDigits, "", "", "precision,scale", false, SQL_PRED_BASIC, kDigits, 10, false,
     kNoType},
    {SQL_DECIMAL, SQL_DECIMAL, "DECIMAL", kDigits, "", "", "precision,scale", false, SQL_PRED_BASIC, kDigits, 10, false,
     SqlType::Decimal},
    {SQL_INTEGER, SQL_INTEGER, "INTEGER", 10, "", "", "", false, SQL_PRED_BASIC, 0, 10, false, SqlType::Integer},
    {SQL_SMALLINT, SQL_SMALLINT, "SMALLINT", 5, "", "", "", false, SQL_PRED_BASIC, 0, 10, false, SqlType::SmallInt},
    {SQL_FLOAT, SQL_FLOAT, "FLOAT", kDigits, "", "", "", false, SQL_PRED_BASIC, kNone, 10, false, kNoType},
    {SQL_REAL, SQL_REAL, "REAL", 7, "", "", "", false, SQL_PRED_BASIC, kNone, 10, false, kNoType},
    {SQL_DOUBLE, SQL_DOUBLE, "DOUBLE", kDigits, "", "", "", false, SQL_PRED_BASIC, kNone, 10, false, SqlType::Double},
    {SQL_VARCHAR, SQL_VARCHAR, "VARCHAR", kText, "'", "'", "max length", true, SQL_SEARCHABLE, kNone, 0, false,
     SqlType::Varchar},
    {SQL_TYPE_DATE, SQL_DATE, "DATE", 10, "{d '", "'}", "", false, SQL_PRED_BASIC, kNone, 0, false, SqlType::Date},
    {SQL_TYPE_TIME, SQL_TIME, "TIME", 8, "{t '", "'}", "", false, SQL_PRED_BASIC, 0, 0, false, SqlType::Time},
    {SQL_TYPE_TIMESTAMP, SQL_TIMESTAMP, "TIMESTAMP", 29, "{ts '", "'}", "", false, SQL_PRED_BASIC, 9, 0, false,
     SqlType::Timestamp},
};

const TypeInfo& rowOf(SqlType type) {
    for (const TypeInfo& row : kRows) {
        if (row.type == type) return row;
    }
    return kRows.front();  // not reached: each type has a row, which a test checks
}

// A character takes up to four bytes of UTF-8, or one or two code units of UTF-16; W columns count code units.
constexpr SQLLEN kNarrowBytes = 4;
constexpr SQLLEN kWideBytes = 2;

struct Lengths {
    SQLLEN octets, display;
};
Lengths lengthsOf(const schema::TypeSpec& type) {
    const auto size = static_cast<SQLLEN>(type.size);
    switch (type.type) {
        case SqlType::Bit:
            return {1, 1};
        case SqlType::SmallInt:
            return {2, 6};
        case SqlType::Integer:
            return {4, 11};
        case SqlType::BigInt:
            return {8, 20};
        case SqlType::Double:
            return {8, 24};
        case SqlType::Decimal:
            return {size + 2, size + 2};
        case SqlType::Char:
        case SqlType::Varchar:
        case SqlType::LongVarchar:
            return {size * kNarrowBytes, size};
        case SqlType::WVarchar:
        case SqlType::WLongVarchar:
            return {size * kWideBytes, size};
        case SqlType::Date:
            return {sizeof(SQL_DATE_STRUCT), size};
        case SqlType::Time:
            return {sizeof(SQL_TIME_STRUCT), size};
        case SqlType::Timestamp:
            return {sizeof(SQL_TIMESTAMP_STRUCT), size};
        case SqlType::Varbinary:
        case SqlType::LongVarbinary:
            return {size, size * 2};
        case SqlType::Guid:
            return {sizeof(SQLGUID), size};
    }
    return {size, size};
}

SQLSMALLINT decimalDigitsOf(const schema::TypeSpec& type, const TypeInfo& row) {
    const bool declared =
        type.type == SqlType::Decimal || type.type == SqlType::Time || type.type == SqlType::Timestamp;
    return declared ? type.scale : row.largestScale;
}

}  // namespace

const std::vector<TypeInfo>& typeInfoRows() {
    return kRows;
}

TypeFacts factsOf(const schema::TypeSpec& type, bool odbc2) {
    const TypeInfo& row = rowOf(type.type);
    const Lengths lengths = lengthsOf(type);
    TypeFacts facts{};
    facts.conciseType = odbc2 ? row.codeOdbc2 : row.code;
    facts.verboseType = row.verboseCode();
    facts.datetimeSubcode = row.datetimeSubcode();
    facts.columnSize = type.size;
    facts.decimalDigits = decimalDigitsOf(type, row);
    facts.octetLength = lengths.octets;
    facts.displaySize = lengths.display;
    facts.numPrecRadix = row.radix;
    facts.isUnsigned = row.radix == 0 || row.isUnsigned;
    facts.caseSensitive = row.caseSensitive;
    facts.searchable = row.searchable;
    facts.typeName = row.name;
    facts.literalPrefix = row.literalPrefix;
    facts.literalSuffix = row.literalSuffix;
    return facts;
}

}  // namespace assetsodbc::driver
