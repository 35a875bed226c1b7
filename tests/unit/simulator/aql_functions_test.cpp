#include "tests/simulator/aql_functions.h"

#include <gtest/gtest.h>

#include "tests/simulator/calendar.h"

namespace assetsodbc::simulator {
namespace {

const EpochMs kNow = timeOf("2024-05-16T22:30:00.000Z");  // a Thursday; Friday already in Berlin

std::string timeIn(std::string_view function, int zoneMinutes) {
    return isoTime(aqlTime(function, kNow, zoneMinutes));
}

TEST(AqlFunctions, FindTheStartOfAUnitInTheCallersZone) {
    EXPECT_EQ(timeIn("now", 120), "2024-05-16T22:30:00.000Z");
    EXPECT_EQ(timeIn("startOfDay", 0), "2024-05-16T00:00:00.000Z");
    EXPECT_EQ(timeIn("startOfDay", 120), "2024-05-16T22:00:00.000Z");
    EXPECT_EQ(timeIn("startOfWeek", 0), "2024-05-13T00:00:00.000Z");
    EXPECT_EQ(timeIn("startOfMonth", 0), "2024-05-01T00:00:00.000Z");
    EXPECT_EQ(timeIn("startOfYear", 0), "2024-01-01T00:00:00.000Z");
}

TEST(AqlFunctions, EndAUnitAtItsLastMillisecond) {
    EXPECT_EQ(timeIn("endOfDay", 0), "2024-05-16T23:59:59.999Z");
    EXPECT_EQ(timeIn("endOfWeek", 0), "2024-05-19T23:59:59.999Z");
    EXPECT_EQ(timeIn("endOfMonth", 0), "2024-05-31T23:59:59.999Z");
    EXPECT_EQ(timeIn("endOfYear", 0), "2024-12-31T23:59:59.999Z");
    EXPECT_EQ(isoTime(aqlTime("endOfMonth", timeOf("2023-12-15"), 0)), "2023-12-31T23:59:59.999Z");
}

TEST(AqlFunctions, AddUpTheirOffset) {
    EXPECT_EQ(parseAqlOffset(""), 0);
    EXPECT_EQ(parseAqlOffset("-6h"), -6 * kMsPerHour);
    EXPECT_EQ(parseAqlOffset("-2h 15m"), -2 * kMsPerHour - 15 * kMsPerMinute);
    EXPECT_EQ(parseAqlOffset("1w2d"), 9 * kMsPerDay);
    EXPECT_EQ(parseAqlOffset("+30m"), 30 * kMsPerMinute);
}

TEST(AqlFunctions, RefuseWhatIsNoOffset) {
    for (const auto* text : {"5", "h", "-", "2y", "1h-", "x", "2 h", "99999999999999999999d"}) {
        EXPECT_FALSE(parseAqlOffset(text).has_value()) << text;
    }
}

TEST(AqlFunctions, AreFoundByNameAndAlias) {
    ASSERT_NE(findAqlFunction("OUTR", false), nullptr);
    EXPECT_EQ(findAqlFunction("OUTR", false)->name, "outboundReferences");
    EXPECT_EQ(findAqlFunction("OUTR", true), nullptr);
    EXPECT_EQ(findAqlFunction("", false), nullptr);
}

}  // namespace
}  // namespace assetsodbc::simulator
