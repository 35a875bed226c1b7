// The comparison itself: what it lets pass and what it must not.
#include "tests/oracle/results.h"

#include <gtest/gtest.h>

namespace assetsodbc::oracle {
namespace {

Result rows(std::vector<ResultRow> found) {
    return {std::nullopt, std::move(found)};
}

Result failed() {
    return {"refused", {}};
}

const Cell kOne = std::int64_t{1}, kTwo = std::int64_t{2}, kNull = Cell();

TEST(OracleResults, AgreeWhateverTheOrderUnlessItMatters) {
    const Result expected = rows({{kOne}, {kTwo}}), turned = rows({{kTwo}, {kOne}});
    EXPECT_FALSE(difference(expected, expected, turned, {}));
    EXPECT_TRUE(difference(expected, expected, turned, {true, 0, false}));
    EXPECT_TRUE(difference(expected, expected, turned, {false, 1, false}));
}

TEST(OracleResults, TellMissingDoubledAndForeignRows) {
    const Result expected = rows({{kOne}, {kTwo}});
    EXPECT_TRUE(difference(expected, expected, rows({{kOne}}), {}));
    EXPECT_TRUE(difference(expected, expected, rows({{kOne}, {kOne}}), {}));
    EXPECT_TRUE(difference(expected, expected, rows({{kOne}, {kTwo}, {kTwo}}), {}));
    EXPECT_TRUE(difference(expected, expected, rows({{kOne}, {kNull}}), {}));
}

TEST(OracleResults, ALimitMayTakeAnyRowsButNotOthers) {
    const Result all = rows({{kOne}, {kTwo}, {kNull}}), expected = rows({{kOne}});
    EXPECT_FALSE(difference(expected, all, rows({{kTwo}}), {false, 0, true}));
    EXPECT_TRUE(difference(expected, all, rows({{Cell(std::int64_t{3})}}), {false, 0, true}));
    EXPECT_TRUE(difference(expected, all, rows({}), {false, 0, true}));
}

TEST(OracleResults, CompareValuesNotSpellings) {
    const auto same = [](Cell a, Cell b) {
        const Result left = rows({{std::move(a)}}), right = rows({{std::move(b)}});
        return !difference(left, left, right, {});
    };
    EXPECT_TRUE(same(kOne, 1.0));
    EXPECT_TRUE(same(0.0, -0.0));
    EXPECT_FALSE(same(0.1, 0.2));
    EXPECT_FALSE(same(kNull, std::string()));
    EXPECT_FALSE(same(std::string("a"), std::string("A")));
    EXPECT_FALSE(same(std::string("a"), std::string("a ")));
    EXPECT_TRUE(same(std::string("2024-01-31 10:00:00.500"), std::string("2024-01-31 10:00:00.5")));
    EXPECT_FALSE(same(std::string("2024-01-31 10:00:00.500"), std::string("2024-01-31 10:00:00.501")));
}

TEST(OracleResults, AFailureMustBeOneOnBothSides) {
    EXPECT_FALSE(difference(failed(), failed(), failed(), {}));
    EXPECT_TRUE(difference(failed(), failed(), rows({}), {}));
    EXPECT_TRUE(difference(rows({}), rows({}), failed(), {}));
}

}  // namespace
}  // namespace assetsodbc::oracle
