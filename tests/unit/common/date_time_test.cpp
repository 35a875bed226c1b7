#include "common/date_time.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

struct Reading {
    const char* text;
    const char* expected;  // with nine digits of fraction
};

TEST(DateTime, readsEverySpellingOfATimestamp) {
    const std::vector<Reading> readings{
        {"2021-02-16T20:04:41.527Z", "2021-02-16 20:04:41.527000000"},
        {"2021-02-16T20:04:41Z", "2021-02-16 20:04:41.000000000"},
        {"2026-09-08T09:46:32.609+0300", "2026-09-08 06:46:32.609000000"},
        {"2026-09-08T09:46:32+0300", "2026-09-08 06:46:32.000000000"},
        {"2026-09-08T09:46:32.609+03:00", "2026-09-08 06:46:32.609000000"},
        {"2026-09-08T09:46:32+03", "2026-09-08 06:46:32.000000000"},
        {"2026-09-08T09:46:32-0330", "2026-09-08 13:16:32.000000000"},
        {"2026-09-08T09:46+05:45", "2026-09-08 04:01:00.000000000"},
        {"2026-09-08T09:46Z", "2026-09-08 09:46:00.000000000"},
        {"2026-09-08T09:46:32-00:00", "2026-09-08 09:46:32.000000000"},
        {"2024-01-31 10:00:00", "2024-01-31 10:00:00.000000000"},
        {"2024-01-31 10:00", "2024-01-31 10:00:00.000000000"},
        {"2024-01-31 10:00:00.1", "2024-01-31 10:00:00.100000000"},
        {"2024-01-31 10:00:00.123456789", "2024-01-31 10:00:00.123456789"},
        {"2024-01-31 10:00:00.000000001+01:00", "2024-01-31 09:00:00.000000001"},
        {"2024-01-31", "2024-01-31 00:00:00.000000000"},
        {"  2024-01-31 10:00:00  ", "2024-01-31 10:00:00.000000000"},
        {"0001-01-01 00:00:00", "0001-01-01 00:00:00.000000000"},
        {"9999-12-31 23:59:59.999999999", "9999-12-31 23:59:59.999999999"},
    };
    for (const Reading& reading : readings) {
        const auto timestamp = parseTimestamp(reading.text);
        ASSERT_TRUE(timestamp) << reading.text;
        EXPECT_EQ(format(*timestamp, 9), reading.expected) << reading.text;
    }
}

TEST(DateTime, offsetsCrossDaysMonthsAndYears) {
    const std::vector<Reading> readings{
        {"2024-03-01T00:30:00+01:00", "2024-02-29 23:30:00.000000000"},
        {"2023-03-01T00:30:00+01:00", "2023-02-28 23:30:00.000000000"},
        {"2024-01-01T00:00:00.250+00:30", "2023-12-31 23:30:00.250000000"},
        {"2023-12-31T23:00:00-05:00", "2024-01-01 04:00:00.000000000"},
        {"1969-12-31T23:59:59.001-14:00", "1970-01-01 13:59:59.001000000"},
        {"1970-01-01T00:00:00.5+14:00", "1969-12-31 10:00:00.500000000"},
        {"2000-02-28T23:59:59-00:01", "2000-02-29 00:00:59.000000000"},
    };
    for (const Reading& reading : readings) {
        const auto timestamp = parseTimestamp(reading.text);
        ASSERT_TRUE(timestamp) << reading.text;
        EXPECT_EQ(format(*timestamp, 9), reading.expected) << reading.text;
    }
}

TEST(DateTime, refusesWhatIsNoTimestamp) {
    for (const char* text : {"",
                             " ",
                             "x",
                             "2024",
                             "2024-01",
                             "2024-1-31",
                             "24-01-31",
                             "12024-01-31",
                             "2024-01-31T",
                             "2024-01-31 ,",
                             "2024-01-31x10:00",
                             "2024-01-31  10:00",
                             "2024-01-31T10",
                             "2024-01-31T1:00",
                             "2024-01-31T10:00:",
                             "2024-01-31T10:00:00.",
                             "2024-01-31T10:00:00.1234567890",
                             "2024-01-31T10:00.5",
                             "2024-01-31T10:00:00ZZ",
                             "2024-01-31T10:00:00+",
                             "2024-01-31T10:00:00+1",
                             "2024-01-31T10:00:00+1:00",
                             "2024-01-31T10:00:00+01:",
                             "2024-01-31T10:00:00+15:00",
                             "2024-01-31T10:00:00+01:60",
                             "2024-01-31T10:00:00+01000",
                             "2024-01-31Z",
                             "2024-02-30",
                             "2023-02-29",
                             "1900-02-29",
                             "2024-00-10",
                             "2024-13-10",
                             "2024-04-31",
                             "2024-01-00",
                             "2024-01-32",
                             "0000-01-01",
                             "2024-01-31T24:00:00",
                             "2024-01-31T25:00:00",
                             "2024-01-31T10:60:00",
                             "2024-01-31T10:00:60",
                             "-2024-01-31",
                             "2024/01/31",
                             "2024-01-31T-1:00:00",
                             "2024-01-31T+1:00:00",
                             "\t2024-01-31",
                             "2024-01-3\xD9\xA1"})
        EXPECT_FALSE(parseTimestamp(text)) << text;
}

TEST(DateTime, refusesAnOffsetThatLeavesTheCalendar) {
    EXPECT_FALSE(parseTimestamp("0001-01-01T00:00:00+01:00"));
    EXPECT_FALSE(parseTimestamp("9999-12-31T23:59:59-01:00"));
    EXPECT_TRUE(parseTimestamp("0001-01-01T01:00:00+01:00"));
}

TEST(DateTime, readsDates) {
    EXPECT_EQ(format(parseDate("2024-02-29").value()), "2024-02-29");
    EXPECT_EQ(format(parseDate(" 2000-02-29 ").value()), "2000-02-29");
    for (const char* text : {"", "2023-02-29", "2100-02-29", "2024-01-31 10:00", "2024-01-31T", "20240131", "2024-1-1"})
        EXPECT_FALSE(parseDate(text)) << text;
}

TEST(DateTime, readsTimes) {
    EXPECT_EQ(format(parseTime("10:00").value()), "10:00:00");
    EXPECT_EQ(format(parseTime("23:59:59").value()), "23:59:59");
    EXPECT_EQ(format(parseTime(" 00:00:00.000000001 ").value(), 9), "00:00:00.000000001");
    for (const char* text : {"", "10", "10:0", "24:00", "10:60", "10:00:60", "10:00:00.", "10:00:00Z", "10:00:00+01"})
        EXPECT_FALSE(parseTime(text)) << text;
}

TEST(DateTime, knowsLeapYears) {
    for (const int year : {4, 1600, 2000, 2024, 9996}) EXPECT_TRUE(isValid(Date{year, 2, 29})) << year;
    for (const int year : {1, 1700, 1900, 2023, 2100, 9999}) EXPECT_FALSE(isValid(Date{year, 2, 29})) << year;
}

TEST(DateTime, refusesFieldsOutOfRange) {
    for (const Date& date : {Date{0, 1, 1}, Date{10000, 1, 1}, Date{2024, 0, 1}, Date{2024, 13, 1}, Date{2024, 1, 0},
                             Date{2024, 6, 31}, Date{-1, -1, -1}})
        EXPECT_FALSE(isValid(date)) << date.year << "-" << date.month << "-" << date.day;
    for (const TimeOfDay& time : {TimeOfDay{24, 0, 0, 0}, TimeOfDay{-1, 0, 0, 0}, TimeOfDay{0, 60, 0, 0},
                                  TimeOfDay{0, 0, 60, 0}, TimeOfDay{0, 0, 0, 1'000'000'000}})
        EXPECT_FALSE(isValid(time)) << time.hour << ":" << time.minute << ":" << time.second;
    EXPECT_TRUE(isValid(TimeOfDay{23, 59, 59, 999'999'999}));
}

TEST(DateTime, writesAsManyFractionDigitsAsAsked) {
    const Timestamp timestamp{{2024, 1, 31}, {1, 2, 3, 45'678'901}};
    EXPECT_EQ(format(timestamp), "2024-01-31 01:02:03.045");
    EXPECT_EQ(format(timestamp, 0), "2024-01-31 01:02:03");
    EXPECT_EQ(format(timestamp, 1), "2024-01-31 01:02:03.0");
    EXPECT_EQ(format(timestamp, 9), "2024-01-31 01:02:03.045678901");
    EXPECT_EQ(format(timestamp, 12), "2024-01-31 01:02:03.045678901");
    EXPECT_EQ(format(timestamp.time), "01:02:03");
    EXPECT_EQ(format(Date{7, 1, 2}), "0007-01-02");
}

TEST(DateTime, countsMillisecondsOfKnownMoments) {
    const std::vector<std::pair<std::int64_t, const char*>> moments{
        {0, "1970-01-01 00:00:00.000"},
        {-1, "1969-12-31 23:59:59.999"},
        {951'782'400'000, "2000-02-29 00:00:00.000"},
        {1'613'505'881'527, "2021-02-16 20:04:41.527"},
        {-2'203'891'200'000, "1900-03-01 00:00:00.000"},
        {-62'135'596'800'000, "0001-01-01 00:00:00.000"},
        {253'402'300'799'999, "9999-12-31 23:59:59.999"},
    };
    for (const auto& [milliseconds, text] : moments) {
        EXPECT_EQ(format(timestampOfMilliseconds(milliseconds)), text);
        EXPECT_EQ(millisecondsSinceEpoch(parseTimestamp(text).value()), milliseconds) << text;
    }
}

TEST(DateTime, everyDayGoesThereAndBack) {
    constexpr std::int64_t kDay = 86'400'000;
    Date expected{1, 1, 1};
    for (std::int64_t at = -62'135'596'800'000; at <= 253'402'300'799'999; at += kDay) {
        const Timestamp timestamp = timestampOfMilliseconds(at);
        ASSERT_EQ(format(timestamp.date), format(expected));
        ASSERT_EQ(millisecondsSinceEpoch(timestamp), at);
        expected.day++;
        if (!isValid(expected)) expected = {expected.year, expected.month + 1, 1};
        if (!isValid(expected)) expected = {expected.year + 1, 1, 1};
    }
    EXPECT_EQ(format(expected), "10000-01-01");
}

TEST(DateTime, refusesMillisecondsOutsideTheCalendar) {
    for (const std::int64_t milliseconds :
         {std::int64_t{-62'135'596'800'001}, std::int64_t{253'402'300'800'000}, INT64_MIN, INT64_MAX}) {
        try {
            timestampOfMilliseconds(milliseconds);
            ADD_FAILURE() << milliseconds;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::ValueUnreadable);
        }
    }
}

}  // namespace
}  // namespace assetsodbc::common
