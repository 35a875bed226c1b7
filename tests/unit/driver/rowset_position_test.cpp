#include "driver/rowset_position.h"

#include <gtest/gtest.h>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {
namespace {

constexpr RowsetState kBefore{RowsetPlace::BeforeStart, 0, 1};
constexpr RowsetState kAfter{RowsetPlace::AfterEnd, 0, 1};
constexpr std::int64_t kRows = 10;

RowsetState onRow(std::int64_t first, std::int64_t size = 3) {
    return {RowsetPlace::OnRows, first, size};
}

struct Case {
    RowsetState from;
    RowsetMove move;
    RowsetPlace place;
    std::int64_t firstRow = 0;
    bool cut = false;
};

// The tables of "Positioning the cursor" under SQLFetchScroll, row by row, for 10 rows.
const Case kCases[] = {
    {kBefore, {SQL_FETCH_NEXT, 0, 3}, RowsetPlace::OnRows, 1},
    {onRow(4), {SQL_FETCH_NEXT, 0, 5}, RowsetPlace::OnRows, 7},
    {kAfter, {SQL_FETCH_NEXT, 0, 3}, RowsetPlace::AfterEnd},
    {kBefore, {SQL_FETCH_PRIOR, 0, 3}, RowsetPlace::BeforeStart},
    {onRow(1), {SQL_FETCH_PRIOR, 0, 3}, RowsetPlace::BeforeStart},
    {onRow(3), {SQL_FETCH_PRIOR, 0, 3}, RowsetPlace::OnRows, 1, true},
    {onRow(8), {SQL_FETCH_PRIOR, 0, 3}, RowsetPlace::OnRows, 5},
    {kAfter, {SQL_FETCH_PRIOR, 0, 3}, RowsetPlace::OnRows, 8},
    {kAfter, {SQL_FETCH_PRIOR, 0, 20}, RowsetPlace::OnRows, 1, true},
    {kBefore, {SQL_FETCH_RELATIVE, 2, 3}, RowsetPlace::OnRows, 2},
    {kBefore, {SQL_FETCH_RELATIVE, -1, 3}, RowsetPlace::BeforeStart},
    {onRow(1), {SQL_FETCH_RELATIVE, -1, 3}, RowsetPlace::BeforeStart},
    {onRow(2), {SQL_FETCH_RELATIVE, -3, 3}, RowsetPlace::OnRows, 1, true},
    {onRow(2), {SQL_FETCH_RELATIVE, -4, 3}, RowsetPlace::BeforeStart},
    {onRow(4), {SQL_FETCH_RELATIVE, 0, 3}, RowsetPlace::OnRows, 4},
    {kAfter, {SQL_FETCH_RELATIVE, -2, 3}, RowsetPlace::OnRows, 9},
    {kAfter, {SQL_FETCH_RELATIVE, 1, 3}, RowsetPlace::AfterEnd},
    {onRow(4), {SQL_FETCH_ABSOLUTE, -10, 3}, RowsetPlace::OnRows, 1},
    {onRow(4), {SQL_FETCH_ABSOLUTE, -11, 3}, RowsetPlace::BeforeStart},
    {onRow(4), {SQL_FETCH_ABSOLUTE, -11, 20}, RowsetPlace::OnRows, 1, true},
    {onRow(4), {SQL_FETCH_ABSOLUTE, 0, 3}, RowsetPlace::BeforeStart},
    {onRow(4), {SQL_FETCH_ABSOLUTE, 6, 3}, RowsetPlace::OnRows, 6},
    {onRow(4), {SQL_FETCH_FIRST, 0, 3}, RowsetPlace::OnRows, 1},
    {onRow(4), {SQL_FETCH_LAST, 0, 3}, RowsetPlace::OnRows, 8},
    {onRow(4), {SQL_FETCH_LAST, 0, 20}, RowsetPlace::OnRows, 1},
};

TEST(RowsetPosition, FollowsTheTablesOfTheReference) {
    for (const Case& c : kCases) {
        SCOPED_TRACE("orientation " + std::to_string(c.move.orientation) + " offset " + std::to_string(c.move.offset) +
                     " from " + std::to_string(c.from.firstRow) + " size " + std::to_string(c.move.size));
        const RowsetTarget target = targetOf(c.from, c.move, kRows);
        EXPECT_EQ(c.place, target.place);
        EXPECT_EQ(c.cut, target.cutAtStart);
        if (c.place == RowsetPlace::OnRows) {
            EXPECT_EQ(c.firstRow, target.firstRow);
        }
    }
}

TEST(RowsetPosition, RefusesAnUnknownDirection) {
    EXPECT_THROW(targetOf(kBefore, {99, 0, 1}, kRows), OdbcError);
}

TEST(RowsetPosition, GoingForwardNeedsNoRowCount) {
    EXPECT_FALSE(needsRowCount(kBefore, {SQL_FETCH_NEXT, 0, 1}));
    EXPECT_FALSE(needsRowCount(onRow(2), {SQL_FETCH_ABSOLUTE, 5, 1}));
    EXPECT_TRUE(needsRowCount(onRow(2), {SQL_FETCH_LAST, 0, 1}));
}

}  // namespace
}  // namespace assetsodbc::driver
