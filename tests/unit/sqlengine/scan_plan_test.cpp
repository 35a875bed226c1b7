#include "sqlengine/scan_plan.h"

#include <gtest/gtest.h>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;

TEST(ScanPlan, ComesBackFromTextAsItWas) {
    ScanPlan plan;
    plan.columnsUsed = {0, 3, 62, 63, 140};
    plan.constraints = {{0, Comparison::Eq}, {63, Comparison::In}, {0, Comparison::In}};
    plan.hasLimit = true;
    plan.hasOffset = true;
    const ScanPlan read = decodeScanPlan(encode(plan));
    EXPECT_EQ(read.columnsUsed, plan.columnsUsed);
    ASSERT_EQ(read.constraints.size(), 3U);
    EXPECT_EQ(read.constraints[1].column, 63U);
    EXPECT_EQ(read.constraints[1].comparison, Comparison::In);
    EXPECT_EQ(read.constraints[2].column, 0U);
    EXPECT_TRUE(read.hasLimit);
    EXPECT_TRUE(read.hasOffset);
}

TEST(ScanPlan, MayBeEmpty) {
    const ScanPlan read = decodeScanPlan(encode({}));
    EXPECT_TRUE(read.columnsUsed.empty());
    EXPECT_TRUE(read.constraints.empty());
    EXPECT_FALSE(read.hasLimit);
    EXPECT_FALSE(read.hasOffset);
}

TEST(ScanPlan, RefusesTextThatIsNoPlan) {
    for (const char* text : {"", "u0;", "u0;=", "u0;x1", "u0,", "u0;=1x", "ua"}) {
        EXPECT_THROW(decodeScanPlan(text), common::Error) << text;
    }
}

}  // namespace
}  // namespace assetsodbc::sqlengine
