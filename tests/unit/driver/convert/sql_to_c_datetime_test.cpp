#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "common/date_time.h"
#include "tests/unit/driver/convert/bound_buffer.h"

namespace assetsodbc::driver {
namespace {

// ---- dates and times ------------------------------------------------------------------------------------------------

TEST(SqlToC, TimestampsSplitIntoTheirFields) {
    const CellView cell = std::string_view("2024-02-29 23:59:58.123");
    const auto full = converted<SQL_TIMESTAMP_STRUCT>(cell, schema::timestamp(), SQL_C_TYPE_TIMESTAMP);
    EXPECT_EQ(full.year, 2024);
    EXPECT_EQ(full.month, 2);
    EXPECT_EQ(full.day, 29);
    EXPECT_EQ(full.hour, 23);
    EXPECT_EQ(full.minute, 59);
    EXPECT_EQ(full.second, 58);
    EXPECT_EQ(full.fraction, 123000000U);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(cell, schema::timestamp(), SQL_C_TYPE_DATE, kLost).day, 29);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(cell, schema::timestamp(), SQL_C_TYPE_TIME, kLost).second, 58);
    const CellView midnight = std::string_view("2024-02-29 00:00:00.000");
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(midnight, schema::timestamp(), SQL_C_TYPE_DATE).day, 29);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(midnight, schema::timestamp(), SQL_C_TYPE_TIME).hour, 0);
}

TEST(SqlToC, DatesAndTimesBecomeTimestamps) {
    const auto day =
        converted<SQL_TIMESTAMP_STRUCT>(std::string_view("2024-01-31"), schema::date(), SQL_C_TYPE_TIMESTAMP);
    EXPECT_EQ(day.day, 31);
    EXPECT_EQ(day.hour + day.minute + day.second, 0);
    const auto time =
        converted<SQL_TIMESTAMP_STRUCT>(std::string_view("10:11:12"), schema::time(), SQL_C_TYPE_TIMESTAMP);
    EXPECT_EQ(time.minute, 11);
    EXPECT_TRUE(common::isValid(common::Date{time.year, time.month, time.day})) << "the current date";
    EXPECT_GE(time.year, 2024);
}

TEST(SqlToC, TextBecomesDatesAndTimes) {
    const TypeSpec text = schema::wvarchar(40);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(std::string_view(" 2024-01-31 "), text, SQL_C_TYPE_DATE).day, 31);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(std::string_view("2024-01-31 00:00:00"), text, SQL_C_TYPE_DATE).day, 31);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(std::string_view("2024-01-31 10:00:00"), text, SQL_C_TYPE_DATE, kLost).day,
              31);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(std::string_view("10:11:12.5"), text, SQL_C_TYPE_TIME, kLost).second, 12);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(std::string_view("2024-01-31T10:11:12Z"), text, SQL_C_TYPE_TIME).second, 12);
    EXPECT_EQ(
        converted<SQL_TIMESTAMP_STRUCT>(std::string_view("2024-01-31T10:11:12.123456789Z"), text, SQL_C_TYPE_TIMESTAMP)
            .fraction,
        123456789U);
}

TEST(SqlToC, BadDatesAreRefusedNeverMoved) {
    struct {
        const char* text;
        SQLSMALLINT cType;
        SqlState state;
    } const cases[] = {
        {"hello", SQL_C_TYPE_DATE, SqlState::InvalidCharacterValue},
        {"", SQL_C_TYPE_TIMESTAMP, SqlState::InvalidCharacterValue},
        {"20240131", SQL_C_TYPE_DATE, SqlState::InvalidCharacterValue},
        {"2024-02-30", SQL_C_TYPE_DATE, SqlState::InvalidDatetimeFormat},
        {"2023-02-29 10:00:00", SQL_C_TYPE_TIMESTAMP, SqlState::InvalidDatetimeFormat},
        {"25:00:00", SQL_C_TYPE_TIME, SqlState::InvalidDatetimeFormat},
        {"2024-13-01", SQL_C_TYPE_TIMESTAMP, SqlState::InvalidDatetimeFormat},
        {"10:00:00", SQL_C_TYPE_DATE, SqlState::InvalidCharacterValue},
        {"2024-01-31", SQL_C_TYPE_TIME, SqlState::InvalidCharacterValue},
    };
    for (const auto& c : cases) {
        Bound bound;
        EXPECT_EQ(failure(std::string_view(c.text), schema::wvarchar(40), bound.target(c.cType)), c.state) << c.text;
    }
    Bound bound;
    EXPECT_EQ(failure(std::string_view("2024-02-30"), schema::date(), bound.target(SQL_C_TYPE_DATE)),
              SqlState::InvalidDatetimeFormat);
}

TEST(SqlToC, DatesAreShownInTheFormOfTheirDeclaration) {
    const TypeSpec seconds{SqlType::Timestamp, 19, 0};
    const TypeSpec micros{SqlType::Timestamp, 26, 6};
    EXPECT_EQ(asText(std::string_view("2024-01-31T10:00:00Z"), schema::timestamp()), "2024-01-31 10:00:00.000");
    EXPECT_EQ(asText(std::string_view("2024-01-31"), schema::timestamp()), "2024-01-31 00:00:00.000");
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00.000"), seconds), "2024-01-31 10:00:00");
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00.5"), seconds), "2024-01-31 10:00:00.5") << "nothing is lost";
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00.123"), micros), "2024-01-31 10:00:00.123000");
    EXPECT_EQ(asText(std::string_view("2024-01-31 00:00:00"), schema::date()), "2024-01-31");
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00"), schema::date()), "2024-01-31 10:00:00");
    EXPECT_EQ(asText(std::string_view("10:00"), schema::time()), "10:00:00");
    EXPECT_EQ(asText(std::string_view("someday"), schema::date()), "someday") << "text loses nothing as text";
}

// ---- bytes and GUIDs
// --------------------------------------------------------------------------------------------------

TEST(SqlToC, GuidFieldsAreInHostOrder) {
    const auto guid = converted<SQLGUID>(std::string_view(kGuidText), kGuid, SQL_C_GUID);
    EXPECT_EQ(guid.Data1, 0x0f8fad5bU);
    EXPECT_EQ(guid.Data2, 0xd9cb);
    EXPECT_EQ(guid.Data3, 0x469f);
    EXPECT_EQ(guid.Data4[0], 0xa1);
    EXPECT_EQ(guid.Data4[7], 0x0e);
    EXPECT_EQ(asText(std::string_view(kGuidText), kGuid), kGuidText);
    for (const char* bad :
         {"0f8fad5b", "0f8fad5b-d9cb-469f-a165-70867728950g", "0f8fad5b+d9cb-469f-a165-70867728950e"}) {
        Bound bound;
        EXPECT_EQ(failure(std::string_view(bad), schema::varchar(40), bound.target(SQL_C_GUID)),
                  SqlState::InvalidCharacterValue);
    }
}

TEST(SqlToC, FixedValuesAsBytesAreWholeOrRefused) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::int64_t{258}, schema::integer(), bound.target(SQL_C_BINARY, 4), progress), Conversion::Done);
    EXPECT_EQ(bound.length, 4);
    EXPECT_EQ(bound.as<std::int32_t>(), 258);
    EXPECT_EQ(failure(std::int64_t{258}, schema::integer(), bound.target(SQL_C_BINARY, 3)),
              SqlState::NumericOutOfRange);
    EXPECT_EQ(failure(std::string_view("2024-01-31"), schema::date(), bound.target(SQL_C_BINARY, 5)),
              SqlState::NumericOutOfRange);
}

TEST(SqlToC, TextAsBytesIsUtf8WithoutTerminator) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::string_view("Zoë"), schema::wvarchar(9), bound.target(SQL_C_BINARY, 4), progress),
              Conversion::Done);
    EXPECT_EQ(bound.length, 4);
    EXPECT_EQ(std::memcmp(bound.buffer.data(), "Zo\xC3\xAB#", 5), 0);
}

}  // namespace
}  // namespace assetsodbc::driver
