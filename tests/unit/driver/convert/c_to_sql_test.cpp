#include "driver/convert/c_to_sql.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {
namespace {

using schema::Value;

template <class T>
CSource source(SQLSMALLINT cType, SQLSMALLINT sqlType, const T& value) {
    CSource from;
    from.cType = cType;
    from.sqlType = sqlType;
    from.data = &value;
    return from;
}

CSource textSource(SQLSMALLINT sqlType, const char* text) {
    CSource from;
    from.cType = SQL_C_CHAR;
    from.sqlType = sqlType;
    from.data = text;
    return from;
}

std::optional<SqlState> failure(const CSource& from) {
    try {
        cToSql(from);
        return std::nullopt;
    } catch (const OdbcError& error) {
        return error.state();
    }
}

Value text(const char* value) {
    return std::string(value);
}
Value integer(std::int64_t value) {
    return value;
}

TEST(CToSql, ReadsTextByLengthAndTerminator) {
    CSource from = textSource(SQL_VARCHAR, "Zoë and more");
    EXPECT_EQ(cToSql(from), text("Zoë and more"));
    SQLLEN length = 4;
    from.octetLength = &length;
    EXPECT_EQ(cToSql(from), text("Zoë"));
    length = SQL_NTS;
    EXPECT_EQ(cToSql(from), text("Zoë and more"));
    length = 0;
    EXPECT_EQ(cToSql(from), text(""));
    length = -7;
    EXPECT_EQ(failure(from), SqlState::InvalidStringOrBufferLength);
}

TEST(CToSql, ReadsWideTextByItsLengthInBytes) {
    const SQLWCHAR wide[] = {'a', 0xD83D, 0xDE00, 'b', 0};
    CSource from = source(SQL_C_WCHAR, SQL_WVARCHAR, wide);
    EXPECT_EQ(cToSql(from), text("a😀b"));
    SQLLEN length = 6;
    from.octetLength = &length;
    EXPECT_EQ(cToSql(from), text("a😀"));
    length = 5;
    EXPECT_EQ(failure(from), SqlState::InvalidStringOrBufferLength);
    length = 4;
    EXPECT_EQ(failure(from), SqlState::InvalidCharacterValue) << "half a surrogate pair";
}

TEST(CToSql, RefusesIllFormedText) {
    EXPECT_EQ(failure(textSource(SQL_VARCHAR, "Zo\xEB")), SqlState::InvalidCharacterValue);
}

TEST(CToSql, NullIsNullForEveryPair) {
    const SQLLEN null = SQL_NULL_DATA;
    CSource from;
    from.cType = SQL_C_DEFAULT;
    from.sqlType = SQL_VARCHAR;
    from.indicator = &null;
    from.octetLength = &null;
    EXPECT_TRUE(schema::isNull(cToSql(from)));
    from.indicator = nullptr;
    EXPECT_EQ(failure(from), SqlState::InvalidNullPointer);
}

TEST(CToSql, TextIsNeverCutToTheColumnSize) {
    CSource from = textSource(SQL_VARCHAR, "Zoë");
    from.columnSize = 3;
    EXPECT_EQ(cToSql(from), text("Zoë"));
    from.columnSize = 2;
    EXPECT_EQ(failure(from), std::nullopt) << "the size that was bound is no limit";
    from.columnSize = 0;
    EXPECT_EQ(cToSql(from), text("Zoë"));
}

TEST(CToSql, DefaultCTypeFollowsTheSqlType) {
    const std::int32_t number = 42;
    EXPECT_EQ(cToSql(source(SQL_C_DEFAULT, SQL_INTEGER, number)), integer(42));
    CSource from = textSource(SQL_VARCHAR, "x");
    from.cType = SQL_C_DEFAULT;
    EXPECT_EQ(cToSql(from), text("x"));
    const SQL_DATE_STRUCT day{2024, 1, 31};
    EXPECT_EQ(cToSql(source(SQL_C_DEFAULT, SQL_TYPE_DATE, day)), text("2024-01-31"));
}

TEST(CToSql, EveryIntegerTypeKeepsItsWholeRange) {
    EXPECT_EQ(cToSql(source(SQL_C_STINYINT, SQL_BIGINT, std::int8_t{-128})), integer(-128));
    EXPECT_EQ(cToSql(source(SQL_C_TINYINT, SQL_BIGINT, std::int8_t{-1})), integer(-1));
    EXPECT_EQ(cToSql(source(SQL_C_UTINYINT, SQL_BIGINT, std::uint8_t{255})), integer(255));
    EXPECT_EQ(cToSql(source(SQL_C_SSHORT, SQL_BIGINT, std::int16_t{-32768})), integer(-32768));
    EXPECT_EQ(cToSql(source(SQL_C_USHORT, SQL_BIGINT, std::uint16_t{65535})), integer(65535));
    EXPECT_EQ(cToSql(source(SQL_C_LONG, SQL_BIGINT, std::int32_t{-5})), integer(-5));
    EXPECT_EQ(cToSql(source(SQL_C_ULONG, SQL_BIGINT, std::uint32_t{4294967295U})), integer(4294967295));
    EXPECT_EQ(cToSql(source(SQL_C_SBIGINT, SQL_BIGINT, std::numeric_limits<std::int64_t>::min())),
              integer(std::numeric_limits<std::int64_t>::min()));
    EXPECT_EQ(failure(source(SQL_C_UBIGINT, SQL_BIGINT, std::uint64_t{9223372036854775808ULL})),
              SqlState::NumericOutOfRange);
    EXPECT_EQ(cToSql(source(SQL_C_UBIGINT, SQL_VARCHAR, std::numeric_limits<std::uint64_t>::max())),
              text("18446744073709551615"));
}

struct NumberCase {
    const char* text;
    SQLSMALLINT sqlType;
    std::optional<Value> value;
    SqlState state = SqlState::GeneralError;
};

TEST(CToSql, TextBecomesNumbers) {
    const NumberCase cases[] = {
        {" 42 ", SQL_INTEGER, integer(42)},
        {"42.0", SQL_INTEGER, integer(42)},
        {"42.5", SQL_INTEGER, {}, SqlState::StringRightTruncation},
        {"2147483648", SQL_INTEGER, {}, SqlState::StringRightTruncation},
        {"-2147483648", SQL_INTEGER, integer(-2147483648LL)},
        {"32768", SQL_SMALLINT, {}, SqlState::StringRightTruncation},
        {"255", SQL_TINYINT, integer(255)},
        {"256", SQL_TINYINT, {}, SqlState::StringRightTruncation},
        {"9223372036854775807", SQL_BIGINT, integer(9223372036854775807LL)},
        {"abc", SQL_INTEGER, {}, SqlState::InvalidCharacterValue},
        {"", SQL_DOUBLE, {}, SqlState::InvalidCharacterValue},
        {"1e400", SQL_DOUBLE, {}, SqlState::StringRightTruncation},
        {"0.1", SQL_DOUBLE, Value(0.1)},
        {"12", SQL_REAL, Value(12.0)},
        {"1", SQL_BIT, integer(1)},
        {"0", SQL_BIT, integer(0)},
        {"2", SQL_BIT, {}, SqlState::NumericOutOfRange},
        {"0.5", SQL_BIT, {}, SqlState::StringRightTruncation},
        {"yes", SQL_BIT, {}, SqlState::InvalidCharacterValue},
        {"12", SQL_DECIMAL, integer(12)},
        {"12.000", SQL_NUMERIC, integer(12)},
        {"12.5", SQL_DECIMAL, Value(12.5)},
        {"1e-2", SQL_DECIMAL, Value(0.01)},
        {"0.1234567890123456789", SQL_DECIMAL, text("0.1234567890123456789")},
        {"99999999999999999999", SQL_DECIMAL, text("99999999999999999999")},
    };
    for (const NumberCase& c : cases) {
        const CSource from = textSource(c.sqlType, c.text);
        const std::string what = std::string(c.text) + " to " + std::to_string(c.sqlType);
        if (c.value) {
            EXPECT_EQ(cToSql(from), *c.value) << what;
        } else {
            EXPECT_EQ(failure(from), c.state) << what;
        }
    }
}

TEST(CToSql, NumbersLoseTheirFractionButNotTheirSize) {
    EXPECT_EQ(cToSql(source(SQL_C_DOUBLE, SQL_INTEGER, 2.75)), integer(2));
    EXPECT_EQ(failure(source(SQL_C_DOUBLE, SQL_INTEGER, 3e9)), SqlState::NumericOutOfRange);
    EXPECT_EQ(failure(source(SQL_C_DOUBLE, SQL_BIGINT, HUGE_VAL)), SqlState::NumericOutOfRange);
    EXPECT_EQ(cToSql(source(SQL_C_FLOAT, SQL_DOUBLE, 0.5F)), Value(0.5));
    EXPECT_EQ(cToSql(source(SQL_C_DOUBLE, SQL_VARCHAR, 12.5)), text("12.5"));
    EXPECT_EQ(cToSql(source(SQL_C_BIT, SQL_BIT, SQLCHAR{1})), integer(1));
    EXPECT_EQ(failure(source(SQL_C_BIT, SQL_BIT, SQLCHAR{2})), SqlState::NumericOutOfRange);
}

TEST(CToSql, NumericStructsAreExact) {
    SQL_NUMERIC_STRUCT number{};
    number.precision = 10;
    number.scale = 2;
    number.sign = 0;
    number.val[0] = 0xD2;
    number.val[1] = 0x04;  // 1234
    EXPECT_EQ(cToSql(source(SQL_C_NUMERIC, SQL_VARCHAR, number)), text("-12.34"));
    EXPECT_EQ(cToSql(source(SQL_C_NUMERIC, SQL_DECIMAL, number)), Value(-12.34));
    number.scale = -2;
    EXPECT_EQ(cToSql(source(SQL_C_NUMERIC, SQL_BIGINT, number)), integer(-123400));
    number.scale = 0;
    std::memset(number.val, 0xFF, sizeof number.val);
    number.sign = 1;
    EXPECT_EQ(cToSql(source(SQL_C_NUMERIC, SQL_DECIMAL, number)), text("340282366920938463463374607431768211455"));
    number.scale = 39;
    EXPECT_EQ(cToSql(source(SQL_C_NUMERIC, SQL_VARCHAR, number)), text("0.340282366920938463463374607431768211455"));
}

TEST(CToSql, DatesTakeTheirCanonicalForm) {
    const SQL_DATE_STRUCT day{2024, 2, 29};
    const SQL_TIME_STRUCT time{10, 5, 0};
    const SQL_TIMESTAMP_STRUCT moment{2024, 2, 29, 10, 5, 0, 120000000};
    const SQL_TIMESTAMP_STRUCT midnight{2024, 2, 29, 0, 0, 0, 0};
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_DATE, SQL_TYPE_DATE, day)), text("2024-02-29"));
    EXPECT_EQ(cToSql(source(SQL_C_DATE, SQL_DATE, day)), text("2024-02-29"));
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_DATE, SQL_TYPE_TIMESTAMP, day)), text("2024-02-29 00:00:00.000"));
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_TIME, SQL_TYPE_TIME, time)), text("10:05:00"));
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, moment)), text("2024-02-29 10:05:00.120"));
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_DATE, midnight)), text("2024-02-29"));
    EXPECT_EQ(failure(source(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_DATE, moment)), SqlState::DatetimeOverflow);
    EXPECT_EQ(failure(source(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIME, moment)), SqlState::DatetimeOverflow);
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_DATE, SQL_VARCHAR, day)), text("2024-02-29"));
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_TIMESTAMP, SQL_WVARCHAR, moment)), text("2024-02-29 10:05:00.120"));
}

TEST(CToSql, FractionsFinerThanMillisecondsAreKept) {
    const SQL_TIMESTAMP_STRUCT moment{2024, 2, 29, 10, 5, 0, 123456000};
    EXPECT_EQ(cToSql(source(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, moment)), text("2024-02-29 10:05:00.123456"));
}

TEST(CToSql, ATimeAsTimestampIsToday) {
    const Value value = cToSql(textSource(SQL_TYPE_TIMESTAMP, "10:00:00"));
    EXPECT_EQ(std::get<std::string>(value).substr(10), " 10:00:00.000");
    EXPECT_EQ(std::get<std::string>(value).substr(0, 2), "20");
}

TEST(CToSql, TextBecomesDates) {
    EXPECT_EQ(cToSql(textSource(SQL_TYPE_DATE, "2024-01-31")), text("2024-01-31"));
    EXPECT_EQ(cToSql(textSource(SQL_TYPE_DATE, "2024-01-31 00:00:00")), text("2024-01-31"));
    EXPECT_EQ(cToSql(textSource(SQL_TYPE_TIMESTAMP, "2024-01-31T10:00:00+02:00")), text("2024-01-31 08:00:00.000"));
    EXPECT_EQ(cToSql(textSource(SQL_TYPE_TIME, "10:00")), text("10:00:00"));
    EXPECT_EQ(failure(textSource(SQL_TYPE_DATE, "2024-01-31 10:00:00")), SqlState::DatetimeOverflow);
    EXPECT_EQ(failure(textSource(SQL_TYPE_DATE, "31.01.2024")), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(textSource(SQL_TYPE_DATE, "2024-02-30")), SqlState::InvalidDatetimeFormat);
    EXPECT_EQ(failure(textSource(SQL_TYPE_DATE, "10:00:00")), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(textSource(SQL_TYPE_TIME, "2024-01-31")), SqlState::InvalidCharacterValue);
}

TEST(CToSql, ImpossibleDatesAreRefused) {
    EXPECT_EQ(failure(source(SQL_C_TYPE_DATE, SQL_TYPE_DATE, SQL_DATE_STRUCT{2023, 2, 29})),
              SqlState::InvalidDatetimeFormat);
    EXPECT_EQ(failure(source(SQL_C_TYPE_TIME, SQL_TYPE_TIME, SQL_TIME_STRUCT{24, 0, 0})),
              SqlState::InvalidDatetimeFormat);
    EXPECT_EQ(failure(source(SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, SQL_TIMESTAMP_STRUCT{0, 1, 1, 0, 0, 0, 0})),
              SqlState::InvalidDatetimeFormat);
}

TEST(CToSql, GuidsAreLowerCaseText) {
    SQLGUID guid{0x0f8fad5b, 0xd9cb, 0x469f, {0xa1, 0x65, 0x70, 0x86, 0x77, 0x28, 0x95, 0x0e}};
    const Value expected = text("0f8fad5b-d9cb-469f-a165-70867728950e");
    EXPECT_EQ(cToSql(source(SQL_C_GUID, SQL_GUID, guid)), expected);
    EXPECT_EQ(cToSql(source(SQL_C_GUID, SQL_VARCHAR, guid)), expected);
    EXPECT_EQ(cToSql(textSource(SQL_GUID, "{0F8FAD5B-D9CB-469F-A165-70867728950E}")), expected);
    EXPECT_EQ(failure(textSource(SQL_GUID, "0f8fad5b")), SqlState::InvalidCharacterValue);
}

TEST(CToSql, BytesFromBytesAndHexadecimalText) {
    const char bytes[] = {1, 0, 2};
    SQLLEN length = 3;
    CSource from = source(SQL_C_BINARY, SQL_VARBINARY, bytes);
    from.octetLength = &length;
    EXPECT_EQ(cToSql(from), Value(schema::Bytes{std::string(bytes, 3)}));
    from.columnSize = 2;
    EXPECT_EQ(failure(from), std::nullopt) << "the size that was bound is no limit";
    EXPECT_EQ(cToSql(textSource(SQL_VARBINARY, "01aBfF")), Value(schema::Bytes{"\x01\xAB\xFF"}));
    EXPECT_EQ(failure(textSource(SQL_VARBINARY, "01a")), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(textSource(SQL_VARBINARY, "0x01")), SqlState::InvalidCharacterValue);
}

TEST(CToSql, BytesStandForTheDefaultCType) {
    const std::int32_t number = 258;
    SQLLEN length = 4;
    CSource from = source(SQL_C_BINARY, SQL_INTEGER, number);
    from.octetLength = &length;
    EXPECT_EQ(cToSql(from), integer(258));
    length = 3;
    EXPECT_EQ(failure(from), SqlState::NumericOutOfRange);
    CSource asText = textSource(SQL_VARCHAR, "Zoë");
    asText.cType = SQL_C_BINARY;
    EXPECT_EQ(cToSql(asText), text("Zoë"));
    asText.sqlType = SQL_WVARCHAR;
    EXPECT_EQ(cToSql(asText), text("Zoë"));
}

TEST(CToSql, PairsThatTheAppendixDoesNotKnowAreRefused) {
    struct {
        SQLSMALLINT cType, sqlType;
    } const cases[] = {{SQL_C_TYPE_DATE, SQL_INTEGER},   {SQL_C_SLONG, SQL_TYPE_DATE}, {SQL_C_TYPE_TIME, SQL_TYPE_DATE},
                       {SQL_C_GUID, SQL_DOUBLE},         {SQL_C_SLONG, SQL_GUID},      {SQL_C_TYPE_DATE, SQL_BIT},
                       {SQL_C_INTERVAL_DAY, SQL_DOUBLE}, {SQL_C_SLONG, SQL_VARBINARY}};
    for (const auto& c : cases) {
        EXPECT_EQ(failure(source(c.cType, c.sqlType, 0.0)), SqlState::RestrictedDataType)
            << c.cType << " " << c.sqlType;
        EXPECT_FALSE(isConvertible(c.cType, c.sqlType));
    }
    EXPECT_TRUE(isConvertible(SQL_C_TYPE_DATE, SQL_TYPE_TIMESTAMP));
    EXPECT_TRUE(isConvertible(SQL_C_DEFAULT, SQL_GUID));
}

TEST(CToSql, UnknownTypesAreRefused) {
    EXPECT_EQ(failure(source(-99, SQL_VARCHAR, 0)), SqlState::InvalidApplicationBufferType);
    EXPECT_EQ(failure(source(SQL_C_CHAR, 77, 0)), SqlState::InvalidSqlDataType);
    EXPECT_EQ(failure(source(SQL_C_CHAR, SQL_INTERVAL_DAY, 0)), SqlState::OptionalFeatureNotImplemented);
    EXPECT_TRUE(isKnownSqlType(SQL_INTERVAL_DAY));
    EXPECT_TRUE(isKnownSqlType(SQL_TYPE_TIMESTAMP));
    EXPECT_FALSE(isKnownSqlType(SQL_C_SBIGINT));
}

TEST(CToSql, FewerCollectedBytesThanTheTypeHasAreRefused) {
    const std::int64_t number = 1234567890123;
    CSource from = source(SQL_C_DEFAULT, SQL_BIGINT, number);
    from.collected = sizeof number;
    EXPECT_EQ(cToSql(from), integer(number));
    from.collected = 4;
    EXPECT_EQ(failure(from), SqlState::InvalidStringOrBufferLength);
}

}  // namespace
}  // namespace assetsodbc::driver
