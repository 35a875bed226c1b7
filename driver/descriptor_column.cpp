#include "driver/descriptor_column.h"

#include <algorithm>
#include <array>

#include "driver/convert/sql_to_c.h"
#include "driver/descriptor_record.h"

namespace assetsodbc::driver {

namespace {

using schema::SqlType;
using sqlengine::ResultColumn;

constexpr std::uint32_t kBookmarkSize = 8;

struct Source {
    const ResultColumn& column;
    const TypeFacts& facts;
};

constexpr SQLLEN kDoubleBits = 53;

bool isNumber(const TypeFacts& facts) {
    return facts.numPrecRadix != 0;
}

// SQL_DESC_PRECISION: digits of exact numbers, bits of approximate ones, fraction digits of times; the length for
// everything else, as ODBC 2 had it.
SQLLEN precisionOf(const Source& s) {
    if (s.facts.verboseType == SQL_DATETIME) return std::max<SQLSMALLINT>(0, s.facts.decimalDigits);
    if (numPrecRadixOf(s.facts.conciseType) == 2) return kDoubleBits;
    return static_cast<SQLLEN>(s.facts.columnSize);
}

SQLLEN scaleOf(const Source& s) {
    return std::max<SQLSMALLINT>(0, s.facts.decimalDigits);
}

SQLLEN radixOf(const Source& s) {
    return isNumber(s.facts) ? numPrecRadixOf(s.facts.conciseType) : 0;
}

SQLLEN caseSensitive(const Source& s) {
    return s.facts.caseSensitive ? SQL_TRUE : SQL_FALSE;
}

// Fields with a number, one row each.
struct NumberField {
    SQLUSMALLINT field;
    SQLLEN (*read)(const Source&);
};

const std::array kNumbers = {
    NumberField{SQL_DESC_AUTO_UNIQUE_VALUE, [](const Source&) -> SQLLEN { return SQL_FALSE; }},
    NumberField{SQL_DESC_CASE_SENSITIVE, caseSensitive},
    NumberField{SQL_DESC_CONCISE_TYPE, [](const Source& s) -> SQLLEN { return s.facts.conciseType; }},
    NumberField{SQL_DESC_TYPE, [](const Source& s) -> SQLLEN { return s.facts.verboseType; }},
    NumberField{SQL_DESC_DATETIME_INTERVAL_CODE, [](const Source& s) -> SQLLEN { return s.facts.datetimeSubcode; }},
    NumberField{SQL_DESC_DATETIME_INTERVAL_PRECISION, [](const Source&) -> SQLLEN { return 0; }},
    NumberField{SQL_DESC_DISPLAY_SIZE, [](const Source& s) -> SQLLEN { return s.facts.displaySize; }},
    NumberField{SQL_DESC_FIXED_PREC_SCALE, [](const Source&) -> SQLLEN { return SQL_FALSE; }},
    NumberField{SQL_DESC_LENGTH, [](const Source& s) { return static_cast<SQLLEN>(s.facts.columnSize); }},
    NumberField{SQL_COLUMN_LENGTH, [](const Source& s) -> SQLLEN { return s.facts.octetLength; }},
    NumberField{SQL_DESC_OCTET_LENGTH, [](const Source& s) -> SQLLEN { return s.facts.octetLength; }},
    NumberField{SQL_DESC_NULLABLE, [](const Source& s) -> SQLLEN { return odbcNullability(s.column.nullability); }},
    NumberField{SQL_COLUMN_NULLABLE, [](const Source& s) -> SQLLEN { return odbcNullability(s.column.nullability); }},
    NumberField{SQL_DESC_NUM_PREC_RADIX, radixOf},
    NumberField{SQL_DESC_PRECISION, precisionOf},
    NumberField{SQL_COLUMN_PRECISION, [](const Source& s) { return static_cast<SQLLEN>(s.facts.columnSize); }},
    NumberField{SQL_DESC_SCALE, scaleOf},
    NumberField{SQL_COLUMN_SCALE, scaleOf},
    NumberField{SQL_DESC_ROWVER, [](const Source&) -> SQLLEN { return SQL_FALSE; }},
    NumberField{SQL_DESC_SEARCHABLE, [](const Source& s) -> SQLLEN { return s.facts.searchable; }},
    NumberField{SQL_DESC_UNNAMED,
                [](const Source& s) -> SQLLEN { return s.column.label.empty() ? SQL_UNNAMED : SQL_NAMED; }},
    // Numbers that have no sign count as unsigned, and so does what is no number (the reference).
    NumberField{
        SQL_DESC_UNSIGNED,
        [](const Source& s) -> SQLLEN { return s.facts.isUnsigned || !isNumber(s.facts) ? SQL_TRUE : SQL_FALSE; }},
    NumberField{SQL_DESC_UPDATABLE, [](const Source&) -> SQLLEN { return SQL_ATTR_READONLY; }},
};

struct TextField {
    SQLUSMALLINT field;
    std::string (*read)(const Source&);
};

const std::array kTexts = {
    TextField{SQL_DESC_BASE_COLUMN_NAME, [](const Source& s) { return s.column.baseColumn; }},
    TextField{SQL_DESC_BASE_TABLE_NAME, [](const Source& s) { return s.column.baseTable; }},
    TextField{SQL_DESC_CATALOG_NAME, [](const Source&) { return std::string(); }},
    TextField{SQL_DESC_LABEL, [](const Source& s) { return s.column.label; }},
    TextField{SQL_DESC_NAME, [](const Source& s) { return s.column.label; }},
    TextField{SQL_COLUMN_NAME, [](const Source& s) { return s.column.label; }},
    TextField{SQL_DESC_LITERAL_PREFIX, [](const Source& s) { return std::string(s.facts.literalPrefix); }},
    TextField{SQL_DESC_LITERAL_SUFFIX, [](const Source& s) { return std::string(s.facts.literalSuffix); }},
    TextField{SQL_DESC_LOCAL_TYPE_NAME, [](const Source& s) { return std::string(s.facts.typeName); }},
    TextField{SQL_DESC_SCHEMA_NAME, [](const Source& s) { return s.column.baseSchema; }},
    TextField{SQL_DESC_TABLE_NAME, [](const Source& s) { return s.column.baseTable; }},
    TextField{SQL_DESC_TYPE_NAME, [](const Source& s) { return std::string(s.facts.typeName); }},
};

struct CodeType {
    SQLSMALLINT code;
    SqlType type;
    std::uint32_t size;
};

constexpr std::array kCodeTypes = {
    CodeType{SQL_BIT, SqlType::Bit, 1},
    CodeType{SQL_TINYINT, SqlType::SmallInt, 5},
    CodeType{SQL_SMALLINT, SqlType::SmallInt, 5},
    CodeType{SQL_INTEGER, SqlType::Integer, 10},
    CodeType{SQL_BIGINT, SqlType::BigInt, 19},
    CodeType{SQL_REAL, SqlType::Double, 15},
    CodeType{SQL_FLOAT, SqlType::Double, 15},
    CodeType{SQL_DOUBLE, SqlType::Double, 15},
    CodeType{SQL_DECIMAL, SqlType::Decimal, 38},
    CodeType{SQL_NUMERIC, SqlType::Decimal, 38},
    CodeType{SQL_CHAR, SqlType::Char, 255},
    CodeType{SQL_VARCHAR, SqlType::Varchar, 255},
    CodeType{SQL_LONGVARCHAR, SqlType::WLongVarchar, schema::kLongTextSize},
    CodeType{SQL_WCHAR, SqlType::WVarchar, 255},
    CodeType{SQL_WVARCHAR, SqlType::WVarchar, 255},
    CodeType{SQL_WLONGVARCHAR, SqlType::WLongVarchar, schema::kLongTextSize},
    CodeType{SQL_TYPE_DATE, SqlType::Date, 10},
    CodeType{SQL_TYPE_TIME, SqlType::Time, 8},
    CodeType{SQL_TYPE_TIMESTAMP, SqlType::Timestamp, 23},
    CodeType{SQL_BINARY, SqlType::Varbinary, 255},
    CodeType{SQL_VARBINARY, SqlType::Varbinary, 255},
    CodeType{SQL_LONGVARBINARY, SqlType::LongVarbinary, schema::kLongTextSize},
    CodeType{SQL_GUID, SqlType::Guid, 36},
};

bool hasOwnSize(SqlType type) {
    return type == SqlType::Decimal || type == SqlType::Char || type == SqlType::Varchar || type == SqlType::WVarchar ||
           type == SqlType::LongVarchar || type == SqlType::WLongVarchar || type == SqlType::Varbinary || type == SqlType::LongVarbinary;
}

}  // namespace

std::optional<ColumnFact> columnFact(const ResultColumn& column, SQLUSMALLINT field, bool odbc2) {
    const TypeFacts facts = factsOf(column.type, odbc2);
    const Source source{column, facts};
    const auto isField = [&](const auto& row) { return row.field == field; };
    if (const auto at = std::find_if(kNumbers.begin(), kNumbers.end(), isField); at != kNumbers.end()) {
        return at->read(source);
    }
    if (const auto at = std::find_if(kTexts.begin(), kTexts.end(), isField); at != kTexts.end())
        return at->read(source);
    return std::nullopt;
}

SQLSMALLINT odbcNullability(sqlengine::Nullability nullability) {
    switch (nullability) {
        case sqlengine::Nullability::No:
            return SQL_NO_NULLS;
        case sqlengine::Nullability::Yes:
            return SQL_NULLABLE;
        case sqlengine::Nullability::Unknown:
            return SQL_NULLABLE_UNKNOWN;
    }
    return SQL_NULLABLE_UNKNOWN;
}

const ResultColumn& bookmarkColumn() {
    static const ResultColumn column{"", {SqlType::Varbinary, kBookmarkSize, 0}, sqlengine::Nullability::No, "", "",
                                     ""};
    return column;
}

schema::TypeSpec typeOfSqlCode(SQLSMALLINT sqlType, SQLULEN columnSize, SQLSMALLINT decimalDigits) {
    const auto at =
        std::find_if(kCodeTypes.begin(), kCodeTypes.end(), [&](const CodeType& row) { return row.code == sqlType; });
    if (at == kCodeTypes.end()) return schema::wvarchar(255);
    if (at->type == SqlType::Timestamp) return schema::timestamp();
    const bool keepsSize = hasOwnSize(at->type) && columnSize != 0;
    return {at->type, keepsSize ? static_cast<std::uint32_t>(columnSize) : at->size,
            at->type == SqlType::Decimal ? decimalDigits : std::int16_t{0}};
}

}  // namespace assetsodbc::driver
