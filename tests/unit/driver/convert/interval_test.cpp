#include "driver/convert/interval.h"

#include <gtest/gtest.h>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {
namespace {

std::string failure(std::string_view text, const IntervalTarget& target) {
    try {
        intervalOfText(text, target);
        return "";
    } catch (const OdbcError& error) {
        return std::string(code(error.state()));
    }
}

IntervalTarget to(SQLSMALLINT cType, SQLINTEGER leading = 9) {
    return {cType, leading, 6};
}

IntervalResult number(std::string_view text, const IntervalTarget& target) {
    return intervalOfNumber(*parseDecimal(text), text, target);
}

// Text that goes in, C type, what the structure says again as text, whether something was lost.
struct Case {
    const char* text;
    SQLSMALLINT cType;
    const char* result;
    bool lost;
};

TEST(Intervals, AreReadFromTheirLiterals) {
    const Case cases[] = {
        {"163-11", SQL_C_INTERVAL_YEAR_TO_MONTH, "163-11", false},
        {" -3-2 ", SQL_C_INTERVAL_YEAR_TO_MONTH, "-3-2", false},
        {"3-2", SQL_C_INTERVAL_MONTH, "38", false},
        {"3-2", SQL_C_INTERVAL_YEAR, "3", true},
        {"3-0", SQL_C_INTERVAL_YEAR, "3", false},
        {"7", SQL_C_INTERVAL_YEAR, "7", false},
        {"163 12:39:59.163", SQL_C_INTERVAL_DAY_TO_SECOND, "163 12:39:59.163", false},
        {"163 12:39:59", SQL_C_INTERVAL_DAY_TO_MINUTE, "163 12:39", true},
        {"163 12", SQL_C_INTERVAL_DAY_TO_HOUR, "163 12", false},
        {"1 02:03", SQL_C_INTERVAL_HOUR_TO_MINUTE, "26:03", false},
        {"5:06", SQL_C_INTERVAL_HOUR_TO_MINUTE, "5:06", false},
        {"5:06.5", SQL_C_INTERVAL_MINUTE_TO_SECOND, "5:06.5", false},
        {"12.123456789", SQL_C_INTERVAL_SECOND, "12.123456", true},
        {"+4", SQL_C_INTERVAL_DAY, "4", false},
        {"-0", SQL_C_INTERVAL_DAY, "0", false},
        {"999999999", SQL_C_INTERVAL_DAY, "999999999", false},
    };
    for (const Case& c : cases) {
        const IntervalResult result = intervalOfText(c.text, to(c.cType));
        EXPECT_EQ(c.result, intervalText(result.value, c.cType, 6)) << c.text;
        EXPECT_EQ(c.lost, result.lostFraction) << c.text;
    }
}

TEST(Intervals, WhatIsNoIntervalIs22018) {
    for (const char* const text : {"", " ", "x", "1-", "1-12", "1 24:00", "1 1:60", "1:2:3:4", "--1", "1-2-3", "1."}) {
        EXPECT_EQ("22018", failure(text, to(text[0] == '1' && text[1] == '-' ? SQLSMALLINT{SQL_C_INTERVAL_YEAR}
                                                                             : SQLSMALLINT{SQL_C_INTERVAL_DAY})))
            << text;
    }
    EXPECT_EQ("22018", failure("1-2", to(SQL_C_INTERVAL_DAY))) << "months are no days";
}

TEST(Intervals, TheLeadingFieldHasThePrecisionOfTheDescriptor) {
    EXPECT_EQ("", failure("99", to(SQL_C_INTERVAL_DAY, 2)));
    EXPECT_EQ("22015", failure("100", to(SQL_C_INTERVAL_DAY, 2)));
    EXPECT_EQ("22015", failure("9999999999", to(SQL_C_INTERVAL_DAY)));
}

TEST(Intervals, NumbersCountTheOnlyField) {
    EXPECT_EQ(7u, number("7", to(SQL_C_INTERVAL_MONTH)).value.intval.year_month.month);
    EXPECT_EQ(SQL_TRUE, number("-7", to(SQL_C_INTERVAL_HOUR)).value.interval_sign);
    EXPECT_TRUE(number("7.5", to(SQL_C_INTERVAL_HOUR)).lostFraction);
    const IntervalResult seconds = number("1.25", to(SQL_C_INTERVAL_SECOND));
    EXPECT_EQ(1u, seconds.value.intval.day_second.second);
    EXPECT_EQ(250000u, seconds.value.intval.day_second.fraction);
    EXPECT_FALSE(seconds.lostFraction);
    EXPECT_THROW(number("1", to(SQL_C_INTERVAL_DAY_TO_HOUR)), OdbcError);
    EXPECT_THROW(number("100", to(SQL_C_INTERVAL_DAY, 2)), OdbcError);
}

TEST(Intervals, AStructureOfAnotherTypeIsNotWritten) {
    SQL_INTERVAL_STRUCT interval{};
    interval.interval_type = SQL_IS_DAY;
    EXPECT_EQ(std::nullopt, intervalText(interval, SQL_C_INTERVAL_MONTH, 6));
}

}  // namespace
}  // namespace assetsodbc::driver
