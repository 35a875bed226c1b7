// What is asked after a refusal, and what is remembered of it.
#include "schema/refusable_conditions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assetsodbc::schema {
namespace {

const common::Error kRefusal(common::ErrorKind::InvalidQuery, "refused", 400);

class RefusableConditionsTest : public ::testing::Test {
protected:
    // Conditions of an optional fragment "o", another "a" and a list of `values`.
    RefusableConditions made(std::size_t values, bool hasFragments = true) {
        return {[this, values, hasFragments](const PushdownMemory& known) {
                    ObjectConditions conditions;
                    if (hasFragments && !known.isRefused("o")) conditions.optionalFragments = {"o"};
                    if (hasFragments && !known.isRefused("a")) conditions.attributeFragments = {"a"};
                    conditions.longestList = std::min(values, known.longestList());
                    return conditions;
                },
                memory, [this] { ++refusals; }};
    }
    // Weakens until the site takes it.
    template <typename Takes>
    bool askUntil(RefusableConditions& conditions, Takes takes) {
        for (tries = 1; !takes(conditions.current()); ++tries)
            if (!conditions.weaken(kRefusal)) return false;
        conditions.accepted();
        return true;
    }

    PushdownMemory memory;
    int refusals = 0, tries = 0;
};

TEST_F(RefusableConditionsTest, LeavesOutWhatIsOptionalFirst) {
    auto conditions = made(1);
    EXPECT_TRUE(askUntil(conditions, [](const auto& asked) { return asked.optionalFragments.empty(); }));
    EXPECT_EQ(tries, 2);
    EXPECT_TRUE(memory.isRefused("o"));
    EXPECT_FALSE(memory.isRefused("a"));
    EXPECT_EQ(refusals, 1);
}

TEST_F(RefusableConditionsTest, ThenLeavesOutEveryConditionOnAnAttribute) {
    auto conditions = made(1);
    EXPECT_TRUE(askUntil(conditions, [](const auto& asked) { return asked.attributeFragments.empty(); }));
    EXPECT_EQ(tries, 3);
    EXPECT_TRUE(memory.isRefused("a"));
    EXPECT_EQ(refusals, 1);
}

TEST_F(RefusableConditionsTest, LearnsNothingFromAQueryThatIsWrongWithoutThem) {
    auto conditions = made(1);
    EXPECT_FALSE(askUntil(conditions, [](const auto&) { return false; }));
    EXPECT_FALSE(memory.isRefused("o"));
    EXPECT_FALSE(memory.isRefused("a"));
    EXPECT_EQ(refusals, 0);
}

TEST_F(RefusableConditionsTest, HalvesListsAndRemembersWhatWorked) {
    auto conditions = made(200);
    EXPECT_TRUE(askUntil(conditions, [](const auto& asked) { return asked.longestList <= 60; }));
    EXPECT_EQ(conditions.current().longestList, 50U);
    EXPECT_EQ(memory.longestList(), 50U);
    EXPECT_FALSE(memory.isRefused("o"));
    EXPECT_EQ(refusals, 0);
}

TEST_F(RefusableConditionsTest, KeepsListsLongWhereTheyWereNotTheReason) {
    auto conditions = made(200);
    EXPECT_TRUE(askUntil(conditions, [](const auto& asked) { return asked.optionalFragments.empty(); }));
    EXPECT_EQ(memory.longestList(), 200U);
    EXPECT_TRUE(memory.isRefused("o"));
}

TEST_F(RefusableConditionsTest, HalvesListsDownToOneValueWhereNothingElseIsLeft) {
    auto conditions = made(200, false);
    EXPECT_TRUE(askUntil(conditions, [](const auto& asked) { return asked.longestList <= 1; }));
    EXPECT_EQ(memory.longestList(), 1U);
    auto shortLists = made(10);
    EXPECT_EQ(shortLists.current().longestList, 1U);
}

TEST_F(RefusableConditionsTest, BlamesNoFragmentForAListThatWasTooLong) {
    auto conditions = made(20);
    EXPECT_TRUE(askUntil(conditions, [](const auto& asked) { return asked.longestList <= 5; }));
    EXPECT_EQ(memory.longestList(), 5U);
    EXPECT_FALSE(memory.isRefused("o"));
    EXPECT_FALSE(memory.isRefused("a"));
    EXPECT_EQ(refusals, 0);
}

TEST_F(RefusableConditionsTest, TakesOtherErrorsForNoRefusal) {
    auto conditions = made(200);
    EXPECT_FALSE(conditions.weaken(common::Error(common::ErrorKind::ServerError, "down", 500)));
    EXPECT_FALSE(conditions.weaken(common::Error(common::ErrorKind::Timeout, "slow")));
    EXPECT_TRUE(conditions.weaken(common::Error(common::ErrorKind::BadResponse, "long", 414)));
}

}  // namespace
}  // namespace assetsodbc::schema
