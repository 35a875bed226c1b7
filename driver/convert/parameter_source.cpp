#include "driver/convert/parameter_source.h"

#include "common/unicode.h"
#include "driver/convert/wide_text.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

// TINYINT is signed to some applications and unsigned to others; both ranges are taken.
constexpr SqlTypeRow kSqlTypes[] = {
    {SQL_CHAR, SqlFamily::Text, SQL_C_CHAR, "SQL_CHAR"},
    {SQL_VARCHAR, SqlFamily::Text, SQL_C_CHAR, "SQL_VARCHAR"},
    {SQL_LONGVARCHAR, SqlFamily::Text, SQL_C_CHAR, "SQL_LONGVARCHAR"},
    {SQL_WCHAR, SqlFamily::Text, SQL_C_WCHAR, "SQL_WCHAR"},
    {SQL_WVARCHAR, SqlFamily::Text, SQL_C_WCHAR, "SQL_WVARCHAR"},
    {SQL_WLONGVARCHAR, SqlFamily::Text, SQL_C_WCHAR, "SQL_WLONGVARCHAR"},
    {SQL_TINYINT, SqlFamily::Exact, SQL_C_STINYINT, "SQL_TINYINT", INT8_MIN, UINT8_MAX},
    {SQL_SMALLINT, SqlFamily::Exact, SQL_C_SSHORT, "SQL_SMALLINT", INT16_MIN, INT16_MAX},
    {SQL_INTEGER, SqlFamily::Exact, SQL_C_SLONG, "SQL_INTEGER", INT32_MIN, INT32_MAX},
    {SQL_BIGINT, SqlFamily::Exact, SQL_C_SBIGINT, "SQL_BIGINT", INT64_MIN, INT64_MAX},
    {SQL_DECIMAL, SqlFamily::Decimal, SQL_C_CHAR, "SQL_DECIMAL"},
    {SQL_NUMERIC, SqlFamily::Decimal, SQL_C_CHAR, "SQL_NUMERIC"},
    {SQL_REAL, SqlFamily::Approximate, SQL_C_FLOAT, "SQL_REAL"},
    {SQL_FLOAT, SqlFamily::Approximate, SQL_C_DOUBLE, "SQL_FLOAT"},
    {SQL_DOUBLE, SqlFamily::Approximate, SQL_C_DOUBLE, "SQL_DOUBLE"},
    {SQL_BIT, SqlFamily::Bit, SQL_C_BIT, "SQL_BIT"},
    {SQL_DATE, SqlFamily::Date, SQL_C_DATE, "SQL_DATE"},
    {SQL_TYPE_DATE, SqlFamily::Date, SQL_C_TYPE_DATE, "SQL_TYPE_DATE"},
    {SQL_TIME, SqlFamily::Time, SQL_C_TIME, "SQL_TIME"},
    {SQL_TYPE_TIME, SqlFamily::Time, SQL_C_TYPE_TIME, "SQL_TYPE_TIME"},
    {SQL_TIMESTAMP, SqlFamily::Timestamp, SQL_C_TIMESTAMP, "SQL_TIMESTAMP"},
    {SQL_TYPE_TIMESTAMP, SqlFamily::Timestamp, SQL_C_TYPE_TIMESTAMP, "SQL_TYPE_TIMESTAMP"},
    {SQL_BINARY, SqlFamily::Binary, SQL_C_BINARY, "SQL_BINARY"},
    {SQL_VARBINARY, SqlFamily::Binary, SQL_C_BINARY, "SQL_VARBINARY"},
    {SQL_LONGVARBINARY, SqlFamily::Binary, SQL_C_BINARY, "SQL_LONGVARBINARY"},
    {SQL_GUID, SqlFamily::Guid, SQL_C_GUID, "SQL_GUID"},
    {SQL_INTERVAL_YEAR, SqlFamily::Interval, SQL_C_INTERVAL_YEAR, "SQL_INTERVAL_YEAR"},
    {SQL_INTERVAL_MONTH, SqlFamily::Interval, SQL_C_INTERVAL_MONTH, "SQL_INTERVAL_MONTH"},
    {SQL_INTERVAL_DAY, SqlFamily::Interval, SQL_C_INTERVAL_DAY, "SQL_INTERVAL_DAY"},
    {SQL_INTERVAL_HOUR, SqlFamily::Interval, SQL_C_INTERVAL_HOUR, "SQL_INTERVAL_HOUR"},
    {SQL_INTERVAL_MINUTE, SqlFamily::Interval, SQL_C_INTERVAL_MINUTE, "SQL_INTERVAL_MINUTE"},
    {SQL_INTERVAL_SECOND, SqlFamily::Interval, SQL_C_INTERVAL_SECOND, "SQL_INTERVAL_SECOND"},
    {SQL_INTERVAL_YEAR_TO_MONTH, SqlFamily::Interval, SQL_C_INTERVAL_YEAR_TO_MONTH, "SQL_INTERVAL_YEAR_TO_MONTH"},
    {SQL_INTERVAL_DAY_TO_HOUR, SqlFamily::Interval, SQL_C_INTERVAL_DAY_TO_HOUR, "SQL_INTERVAL_DAY_TO_HOUR"},
    {SQL_INTERVAL_DAY_TO_MINUTE, SqlFamily::Interval, SQL_C_INTERVAL_DAY_TO_MINUTE, "SQL_INTERVAL_DAY_TO_MINUTE"},
    {SQL_INTERVAL_DAY_TO_SECOND, SqlFamily::Interval, SQL_C_INTERVAL_DAY_TO_SECOND, "SQL_INTERVAL_DAY_TO_SECOND"},
    {SQL_INTERVAL_HOUR_TO_MINUTE, SqlFamily::Interval, SQL_C_INTERVAL_HOUR_TO_MINUTE, "SQL_INTERVAL_HOUR_TO_MINUTE"},
    {SQL_INTERVAL_HOUR_TO_SECOND, SqlFamily::Interval, SQL_C_INTERVAL_HOUR_TO_SECOND, "SQL_INTERVAL_HOUR_TO_SECOND"},
    {SQL_INTERVAL_MINUTE_TO_SECOND, SqlFamily::Interval, SQL_C_INTERVAL_MINUTE_TO_SECOND,
     "SQL_INTERVAL_MINUTE_TO_SECOND"},
};

[[noreturn]] void throwLength(const std::string& what) {
    throw OdbcError(SqlState::InvalidStringOrBufferLength, what);
}

[[noreturn]] void throwIllFormed(const char* encoding) {
    throw OdbcError(SqlState::InvalidCharacterValue, std::string("The text of the parameter is not well-formed ") +
                                                         encoding + ". Bind it in that encoding.");
}

}  // namespace

const SqlTypeRow* sqlTypeRow(SQLSMALLINT sqlType) noexcept {
    for (const SqlTypeRow& row : kSqlTypes) {
        if (row.code == sqlType) return &row;
    }
    return nullptr;
}

// Bytes, or SQL_NTS where there is no length.
SQLLEN ParameterSource::givenLength() const {
    const SQLLEN length = from_.octetLength != nullptr ? *from_.octetLength : SQL_NTS;
    if (length < 0 && length != SQL_NTS) {
        throwLength("The parameter's length " + std::to_string(length) +
                    " is negative and neither SQL_NTS nor SQL_NULL_DATA.");
    }
    return length;
}

std::string ParameterSource::text() const {
    return kind_ == CKind::WChar ? wideText() : narrowText();
}

std::string ParameterSource::narrowText() const {
    const std::string_view text = bytes();
    if (!common::isWellFormedUtf8(text)) throwIllFormed("UTF-8");
    return std::string(text);
}

std::string ParameterSource::wideText() const {
    const std::size_t unitSize = sizeOf(from_.wideUnit);
    const SQLLEN length = givenLength();
    if (length > 0 && static_cast<std::size_t>(length) % unitSize != 0) {
        throwLength("The parameter's length of " + std::to_string(length) + " bytes is no multiple of " +
                    std::to_string(unitSize) + ", the bytes of a code unit of SQL_C_WCHAR.");
    }
    const std::size_t units =
        length == SQL_NTS ? wideLength(from_.data, from_.wideUnit) : static_cast<std::size_t>(length) / unitSize;
    auto text = utf8OfWide(from_.data, units, from_.wideUnit);
    if (!text) throwIllFormed(nameOf(from_.wideUnit));
    return *std::move(text);
}

std::string_view ParameterSource::bytes() const {
    const auto* data = static_cast<const char*>(from_.data);
    const SQLLEN length = givenLength();
    return {data, length == SQL_NTS ? std::strlen(data) : static_cast<std::size_t>(length)};
}

}  // namespace assetsodbc::driver
