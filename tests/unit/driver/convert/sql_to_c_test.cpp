#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>

#include "driver/convert/c_type.h"
#include "tests/unit/driver/convert/bound_buffer.h"

namespace assetsodbc::driver {
namespace {

// ---- the matrix ---------------------------------------------------------------------------------------------------

struct Sample {
    TypeSpec type;
    CellView cell;
    const char* allowed;  // one character per kind of kKinds
};

constexpr std::array<SQLSMALLINT, 20> kKinds = {
    SQL_C_CHAR,      SQL_C_WCHAR,     SQL_C_BINARY,         SQL_C_BIT,    SQL_C_STINYINT,
    SQL_C_UTINYINT,  SQL_C_SSHORT,    SQL_C_USHORT,         SQL_C_SLONG,  SQL_C_ULONG,
    SQL_C_SBIGINT,   SQL_C_UBIGINT,   SQL_C_FLOAT,          SQL_C_DOUBLE, SQL_C_NUMERIC,
    SQL_C_TYPE_DATE, SQL_C_TYPE_TIME, SQL_C_TYPE_TIMESTAMP, SQL_C_GUID,   SQL_C_INTERVAL_DAY};

// Every declared type against every C type: y converts, r is refused as 07006. Order of columns as in kKinds.
const Sample kMatrix[] = {
    //                                       ch w bi bt i8 u8 16 u  32 u  64 u  fl db nu da ti ts gu iv
    {schema::bit(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrrr"},
    {schema::smallInt(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrry"},
    {schema::integer(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrry"},
    {schema::bigInt(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrry"},
    {schema::doublePrecision(), 1.0, "yyyyyyyyyyyyyyyrrrrr"},
    {kDecimal, std::string_view("1.000"), "yyyyyyyyyyyyyyyrrrry"},
    {kChar, std::string_view("1"),
     "yyyyyyyyyyyyyyy...."
     "y"},
    {schema::varchar(10), std::string_view("1"), "yyyyyyyyyyyyyyy....y"},
    {schema::wvarchar(10), std::string_view("1"), "yyyyyyyyyyyyyyy....y"},
    {schema::wlongvarchar(), std::string_view("1"), "yyyyyyyyyyyyyyy....y"},
    {schema::wvarchar(10), std::string_view("2024-01-31"), "yyy............y.y.."},
    {schema::wvarchar(10), std::string_view("10:00:00"), "yyy.............yy.y"},
    {schema::wvarchar(40), std::string_view(kGuidText), "yyy...............y."},
    {schema::date(), std::string_view("2024-01-31"), "yyyrrrrrrrrrrrryryrr"},
    {schema::time(), std::string_view("10:00:00"), "yyyrrrrrrrrrrrrryyrr"},
    {schema::timestamp(), std::string_view("2024-01-31 00:00:00.000"), "yyyrrrrrrrrrrrryyyrr"},
    {kVarbinary, schema::Blob{"\x01"}, "yyyrrrrrrrrrrrrrrrrr"},
    {kLongVarbinary, schema::Blob{"\x01"}, "yyyrrrrrrrrrrrrrrrrr"},
    {kGuid, std::string_view(kGuidText), "yyyrrrrrrrrrrrrrrryr"},
};

TEST(SqlToC, EveryTypeConvertsToTheCTypesOfTheAppendixAndNoOthers) {
    for (const Sample& sample : kMatrix) {
        ASSERT_EQ(std::strlen(sample.allowed), kKinds.size());
        for (std::size_t i = 0; i < kKinds.size(); ++i) {
            Bound bound;
            const auto state = failure(sample.cell, sample.type, bound.target(kKinds[i]));
            const std::string what = std::string("type ") + std::to_string(static_cast<int>(sample.type.type)) +
                                     " to " + nameOfKind(kindOfCType(kKinds[i]));
            switch (sample.allowed[i]) {
                case 'y':
                    EXPECT_FALSE(state) << what;
                    break;
                case 'r':
                    EXPECT_EQ(state, SqlState::RestrictedDataType) << what;
                    break;
                default:
                    EXPECT_EQ(state, SqlState::InvalidCharacterValue) << what;
                    break;
            }
        }
    }
}

TEST(SqlToC, Odbc2CodesMeanTheSameTypes) {
    const CellView one = std::int64_t{1};
    EXPECT_EQ(converted<std::int32_t>(one, schema::bigInt(), SQL_C_LONG), 1);
    EXPECT_EQ(converted<std::int16_t>(one, schema::bigInt(), SQL_C_SHORT), 1);
    EXPECT_EQ(converted<std::int8_t>(one, schema::bigInt(), SQL_C_TINYINT), 1);
    const CellView day = std::string_view("2024-01-31");
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(day, schema::date(), SQL_C_DATE).day, 31);
    EXPECT_EQ(converted<SQL_TIMESTAMP_STRUCT>(day, schema::date(), SQL_C_TIMESTAMP).month, 1);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(std::string_view("10:11:12"), schema::time(), SQL_C_TIME).second, 12);
}

TEST(SqlToC, DefaultCTypeFollowsTheSqlType) {
    struct {
        TypeSpec type;
        SQLSMALLINT odbc3, odbc2;
    } const cases[] = {
        {schema::bit(), SQL_C_BIT, SQL_C_BIT},
        {schema::smallInt(), SQL_C_SSHORT, SQL_C_SHORT},
        {schema::integer(), SQL_C_SLONG, SQL_C_LONG},
        {schema::bigInt(), SQL_C_SBIGINT, SQL_C_SBIGINT},
        {schema::doublePrecision(), SQL_C_DOUBLE, SQL_C_DOUBLE},
        {kDecimal, SQL_C_CHAR, SQL_C_CHAR},
        {schema::varchar(1), SQL_C_CHAR, SQL_C_CHAR},
        {schema::wvarchar(1), SQL_C_WCHAR, SQL_C_WCHAR},
        {schema::date(), SQL_C_TYPE_DATE, SQL_C_DATE},
        {schema::time(), SQL_C_TYPE_TIME, SQL_C_TIME},
        {schema::timestamp(), SQL_C_TYPE_TIMESTAMP, SQL_C_TIMESTAMP},
        {kVarbinary, SQL_C_BINARY, SQL_C_BINARY},
        {kGuid, SQL_C_GUID, SQL_C_GUID},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(defaultCType(c.type, false), c.odbc3);
        EXPECT_EQ(defaultCType(c.type, true), c.odbc2);
    }
    EXPECT_EQ(converted<std::int32_t>(std::int64_t{7}, schema::integer(), SQL_C_DEFAULT), 7);
}

TEST(SqlToC, UnknownCTypesAreRefused) {
    for (const int code : {-100, -29, 0, 14, 98, 114, 30000}) {
        Bound bound;
        EXPECT_FALSE(isKnownCType(static_cast<SQLSMALLINT>(code))) << code;
        EXPECT_EQ(failure(std::int64_t{1}, schema::bigInt(), bound.target(static_cast<SQLSMALLINT>(code))),
                  SqlState::InvalidApplicationBufferType)
            << code;
    }
    EXPECT_TRUE(isKnownCType(SQL_C_DEFAULT));
}

// ---- values of another storage class
// ------------------------------------------------------------------------------------

TEST(SqlToC, ValuesOfAnotherStorageClassAreReadExactlyOrRefused) {
    Bound bound;
    EXPECT_EQ(converted<std::int32_t>(std::string_view("17"), schema::bigInt(), SQL_C_SLONG), 17);
    EXPECT_EQ(asText(std::string_view("n/a"), schema::bigInt()), "n/a") << "text loses nothing as text";
    EXPECT_EQ(failure(schema::Blob{"x"}, schema::bigInt(), bound.target(SQL_C_SLONG)), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(std::int64_t{5}, schema::date(), bound.target(SQL_C_TYPE_DATE)), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(std::int64_t{5}, kGuid, bound.target(SQL_C_GUID)), SqlState::InvalidCharacterValue);
    EXPECT_EQ(asText(std::int64_t{5}, schema::varchar(9)), "5");
    EXPECT_EQ(asText(schema::Blob{"\x01"}, schema::varchar(9)), "01");
}

// ---- NULL, pointers, lengths
// --------------------------------------------------------------------------------------------

TEST(SqlToC, NullGoesToTheIndicator) {
    SQLLEN length = 5, indicator = 5;
    Bound bound;
    CTarget target = bound.target(SQL_C_SLONG);
    target.octetLength = &length;
    target.indicator = &indicator;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::monostate{}, schema::bigInt(), target, progress), Conversion::Done);
    EXPECT_EQ(indicator, SQL_NULL_DATA);
    EXPECT_EQ(bound.buffer[0], '#');
    EXPECT_EQ(sqlToC(std::monostate{}, schema::bigInt(), target, progress), Conversion::NoMoreData);
    target.indicator = nullptr;
    EXPECT_EQ(failure(std::monostate{}, schema::bigInt(), target), SqlState::IndicatorRequired);
}

TEST(SqlToC, ASeparateIndicatorIsResetForAValue) {
    SQLLEN length = 5, indicator = SQL_NULL_DATA;
    Bound bound;
    CTarget target = bound.target(SQL_C_SLONG);
    target.octetLength = &length;
    target.indicator = &indicator;
    GetDataProgress progress;
    sqlToC(std::int64_t{1}, schema::bigInt(), target, progress);
    EXPECT_EQ(indicator, 0);
    EXPECT_EQ(length, 4);
}

TEST(SqlToC, ANullBufferTellsOnlyTheLength) {
    for (const SQLSMALLINT cType : kTextTypes) {
        Bound bound;
        CTarget target = bound.target(cType, 0);
        target.buffer = nullptr;
        GetDataProgress progress;
        EXPECT_EQ(sqlToC(std::string_view("hello"), schema::varchar(9), target, progress), Conversion::Done);
        EXPECT_EQ(bound.length, cType == SQL_C_WCHAR ? 10 : 5);
    }
}

TEST(SqlToC, PointersMayAllBeMissing) {
    CTarget target;
    target.cType = SQL_C_SLONG;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::int64_t{1}, schema::bigInt(), target, progress), Conversion::Done);
}

TEST(SqlToC, NegativeBufferLengthsAreRefusedForTextOnly) {
    Bound bound;
    EXPECT_EQ(failure(std::string_view("x"), schema::varchar(9), bound.target(SQL_C_CHAR, -1)),
              SqlState::InvalidStringOrBufferLength);
    EXPECT_EQ(converted<std::int32_t>(std::int64_t{1}, schema::bigInt(), SQL_C_SLONG), 1);
}

}  // namespace
}  // namespace assetsodbc::driver
