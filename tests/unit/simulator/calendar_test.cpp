#include "tests/simulator/calendar.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

TEST(Calendar, ConvertsTimesThereAndBack) {
    EXPECT_EQ(epochMs({1970, 1, 1}), 0);
    EXPECT_EQ(isoTime(0), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(isoTime(-1), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(isoTime(1613505881527), "2021-02-16T20:04:41.527Z");
    for (const char* text : {"0001-01-01T00:00:00.000Z", "2024-02-29T23:59:59.999Z", "9999-12-31T12:00:00.001Z"}) {
        EXPECT_EQ(isoTime(timeOf(text)), text);
    }
}

TEST(Calendar, ReadsTheSpellingsOfTheApi) {
    EXPECT_EQ(isoTime(timeOf("2026-09-08T09:46:32.609+0300")), "2026-09-08T06:46:32.609Z");
    EXPECT_EQ(isoTime(timeOf("2026-09-08T09:46:32-05:30")), "2026-09-08T15:16:32.000Z");
    EXPECT_EQ(isoTime(timeOf("2026-09-08 09:46")), "2026-09-08T09:46:00.000Z");
    EXPECT_FALSE(parseTime("2026-09-08")->hasTime);
    EXPECT_TRUE(parseTime("2026-09-08 09:46")->blankBeforeTime);
}

TEST(Calendar, RefusesImpossibleAndUnfinishedDates) {
    for (const char* text : {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-01-32", "24-01-01", "2024-1-1",
                             "2024-01-01T", "2024-01-01T25:00", "2024-01-01T10:60", "2024-01-01T10:00:00.",
                             "2024-01-01x", "0000-01-01", "2024-01-01T10:00Zx"}) {
        EXPECT_FALSE(parseTime(text).has_value()) << text;
    }
    EXPECT_FALSE(parseTimeOfDay("24:00").has_value());
    EXPECT_THROW(timeOf("yesterday"), std::invalid_argument);
}

TEST(Calendar, CountsWeekdaysFromMonday) {
    EXPECT_EQ(dayOfWeek(timeOf("2024-05-13T00:00")), 0);
    EXPECT_EQ(dayOfWeek(timeOf("2024-05-19T23:59")), 6);
    EXPECT_EQ(dayOfWeek(timeOf("1969-12-31")), 2);
}

}  // namespace
}  // namespace assetsodbc::simulator
