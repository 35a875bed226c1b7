#include "sqlengine/sql_text/type_names.h"

#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr TypeParameters kLength = TypeParameters::Length;
constexpr TypeParameters kDecimal = TypeParameters::Decimal;
constexpr TypeParameters kPrecision = TypeParameters::Precision;

// clang-format off
constexpr CastType kTypes[] = {
    // text; that without a length is never cut
    {"CHAR", "odbc_to_text", kLength}, {"CHARACTER", "odbc_to_text", kLength},
    {"VARCHAR", "odbc_to_text", kLength}, {"CHAR VARYING", "odbc_to_text", kLength},
    {"CHARACTER VARYING", "odbc_to_text", kLength}, {"VARCHAR2", "odbc_to_text", kLength},
    {"NCHAR", "odbc_to_text", kLength}, {"NVARCHAR", "odbc_to_text", kLength},
    {"NATIONAL CHAR", "odbc_to_text", kLength}, {"NATIONAL CHARACTER", "odbc_to_text", kLength},
    {"NATIONAL CHAR VARYING", "odbc_to_text", kLength}, {"NATIONAL CHARACTER VARYING", "odbc_to_text", kLength},
    {"NVARCHAR2", "odbc_to_text", kLength}, {"WCHAR", "odbc_to_text", kLength}, {"WVARCHAR", "odbc_to_text", kLength},
    {"LONGVARCHAR", "odbc_to_text"}, {"LONG VARCHAR", "odbc_to_text"}, {"WLONGVARCHAR", "odbc_to_text"},
    {"NLONGVARCHAR", "odbc_to_text"}, {"STRING", "odbc_to_text"}, {"SYSNAME", "odbc_to_text"},
    {"TEXT", ""}, {"NTEXT", ""}, {"CLOB", ""}, {"NCLOB", ""},
    // numbers
    {"BIT", "odbc_to_bit"}, {"BOOLEAN", "odbc_to_bit"}, {"BOOL", "odbc_to_bit"},
    {"TINYINT", "odbc_to_tinyint"}, {"SMALLINT", "odbc_to_smallint"}, {"INT2", "odbc_to_smallint"},
    {"INTEGER", "odbc_to_integer"}, {"INT", "odbc_to_integer"}, {"INT4", "odbc_to_integer"},
    {"MEDIUMINT", "odbc_to_integer"},
    {"BIGINT", "odbc_to_bigint"}, {"INT8", "odbc_to_bigint"}, {"SIGNED", "odbc_to_bigint"},
    {"SIGNED INTEGER", "odbc_to_bigint"},
    {"REAL", "odbc_to_double"}, {"FLOAT", "odbc_to_double"}, {"DOUBLE", "odbc_to_double"},
    {"DOUBLE PRECISION", "odbc_to_double"}, {"FLOAT4", "odbc_to_double"}, {"FLOAT8", "odbc_to_double"},
    {"DECIMAL", "odbc_to_decimal", kDecimal}, {"DEC", "odbc_to_decimal", kDecimal},
    {"NUMERIC", "odbc_to_decimal", kDecimal}, {"NUMBER", "odbc_to_decimal", kDecimal},
    {"MONEY", "odbc_to_money"}, {"SMALLMONEY", "odbc_to_money"},
    // dates and times; all are UTC
    {"DATE", "odbc_to_date"}, {"TYPE_DATE", "odbc_to_date"},
    {"TIME", "odbc_to_time"}, {"TYPE_TIME", "odbc_to_time"}, {"TIME WITHOUT TIME ZONE", "odbc_to_time"},
    {"TIMESTAMP", "odbc_to_timestamp", kPrecision}, {"TYPE_TIMESTAMP", "odbc_to_timestamp", kPrecision},
    {"TIMESTAMP WITHOUT TIME ZONE", "odbc_to_timestamp", kPrecision},
    {"TIMESTAMP WITH TIME ZONE", "odbc_to_timestamp", kPrecision},
    {"DATETIME", "odbc_to_timestamp"}, {"SMALLDATETIME", "odbc_to_timestamp"},
    {"DATETIME2", "odbc_to_timestamp", kPrecision}, {"DATETIMEOFFSET", "odbc_to_timestamp", kPrecision},
    // bytes
    {"BINARY", "odbc_to_binary", kLength}, {"VARBINARY", "odbc_to_binary", kLength},
    {"BINARY VARYING", "odbc_to_binary", kLength}, {"LONGVARBINARY", "odbc_to_binary"},
    {"LONG VARBINARY", "odbc_to_binary"}, {"IMAGE", "odbc_to_binary"}, {"BYTEA", "odbc_to_binary"}, {"BLOB", ""},
    // identifiers
    {"GUID", "odbc_to_guid"}, {"UUID", "odbc_to_guid"}, {"UNIQUEIDENTIFIER", "odbc_to_guid"},
};
// clang-format on

constexpr std::string_view kOdbcPrefix = "SQL_";

}  // namespace

const CastType* findCastType(std::string_view words) {
    const bool odbc = words.size() > kOdbcPrefix.size() &&
                      common::equalIgnoringAsciiCase(words.substr(0, kOdbcPrefix.size()), kOdbcPrefix);
    if (odbc) words.remove_prefix(kOdbcPrefix.size());
    for (const CastType& type : kTypes) {
        if (common::equalIgnoringAsciiCase(type.words, words)) return &type;
    }
    return nullptr;
}

}  // namespace assetsodbc::sqlengine
