#include "driver/rowset_cursor.h"

#include <gtest/gtest.h>

#include <new>

#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::driver {
namespace {

// Numbers from 1, of which one cannot be copied the first time that it is tried.
class Numbers : public ResultSet {
public:
    Numbers(std::int64_t rows, std::int64_t failing) : rows_(rows), failing_(failing), columns_(1) {}
    const std::vector<sqlengine::ResultColumn>& columns() const override { return columns_; }
    bool next(const common::CallContext&) override { return ++row_ <= rows_; }
    schema::CellView cell(std::size_t) const override {
        if (row_ == failing_) {
            failing_ = 0;
            throw std::bad_alloc();
        }
        return row_;
    }

private:
    std::int64_t rows_, row_ = 0;
    mutable std::int64_t failing_;
    std::vector<sqlengine::ResultColumn> columns_;
};

class BrokenCursor : public ::testing::Test {
protected:
    static RowsetCursor over(std::int64_t failing, bool isScrollable) {
        return {std::make_unique<Numbers>(10, failing), isScrollable, RowLimits{}};
    }
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 0};
};

TEST_F(BrokenCursor, NoRowIsLeftOutOfAScrollableOne) {
    RowsetCursor cursor = over(5, true);
    for (std::int64_t row = 1; row < 5; ++row) {
        ASSERT_EQ(1u, cursor.move({SQL_FETCH_NEXT, 0, 1}, context));
        EXPECT_EQ(row, std::get<std::int64_t>(cursor.cell(0, 0)));
    }
    EXPECT_THROW(cursor.move({SQL_FETCH_NEXT, 0, 1}, context), std::bad_alloc);
    EXPECT_THROW(cursor.move({SQL_FETCH_NEXT, 0, 1}, context), common::Error);
    EXPECT_THROW(cursor.move({SQL_FETCH_LAST, 0, 1}, context), common::Error);
    EXPECT_THROW(cursor.hasRow(6, context), common::Error);
    ASSERT_EQ(1u, cursor.move({SQL_FETCH_ABSOLUTE, 2, 1}, context));  // what is kept can be shown
    EXPECT_EQ(2, std::get<std::int64_t>(cursor.cell(0, 0)));
}

TEST_F(BrokenCursor, NoRowIsLeftOutOfAForwardOnlyOne) {
    RowsetCursor cursor = over(5, false);
    ASSERT_EQ(3u, cursor.move({SQL_FETCH_NEXT, 0, 3}, context));
    EXPECT_THROW(cursor.move({SQL_FETCH_NEXT, 0, 3}, context), std::bad_alloc);
    for (int i = 0; i < 2; ++i) EXPECT_THROW(cursor.move({SQL_FETCH_NEXT, 0, 3}, context), common::Error);
    EXPECT_FALSE(cursor.isOnRows());
}

TEST_F(BrokenCursor, NoRowIsLeftOutWhenKeepingTheRestFailed) {
    RowsetCursor cursor = over(5, false);
    ASSERT_EQ(1u, cursor.move({SQL_FETCH_NEXT, 0, 1}, context));
    EXPECT_THROW(cursor.keepRest(context), std::bad_alloc);
    EXPECT_EQ(1, std::get<std::int64_t>(cursor.cell(0, 0)));
    EXPECT_THROW(cursor.move({SQL_FETCH_NEXT, 0, 1}, context), common::Error);
}

}  // namespace
}  // namespace assetsodbc::driver
