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

TEST(ScanPlan, KeepsEveryComparisonAndFlag) {
    ScanPlan plan;
    plan.constraints = {{1, Comparison::Less},           {2, Comparison::LessOrEqual}, {3, Comparison::Greater},
                        {4, Comparison::GreaterOrEqual}, {5, Comparison::Like},        {6, Comparison::IsNull},
                        {7, Comparison::IsNotNull},      {8, Comparison::Eq},          {9, Comparison::Eq}};
    plan.nullSafe = {false, false, false, false, false, false, false, true};
    plan.notNull = 3;
    plan.order = schema::OrderTerm{11, true};
    plan.oneRow = plan.counted = plan.plainArguments = true;
    const ScanPlan read = decodeScanPlan(encode(plan) + std::string(kDescribed) + "AQL; for people");
    ASSERT_EQ(read.constraints.size(), plan.constraints.size());
    for (std::size_t i = 0; i < read.constraints.size(); ++i) {
        EXPECT_EQ(read.constraints[i].column, plan.constraints[i].column);
        EXPECT_EQ(read.constraints[i].comparison, plan.constraints[i].comparison);
        EXPECT_EQ(read.isNullSafe(i), i == 7);
    }
    EXPECT_EQ(read.notNull, 3U);
    ASSERT_TRUE(read.order);
    EXPECT_EQ(*read.order, *plan.order);
    EXPECT_TRUE(read.oneRow && read.counted && read.plainArguments);
    plan.order->descending = false;
    EXPECT_FALSE(decodeScanPlan(encode(plan)).order->descending);
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
