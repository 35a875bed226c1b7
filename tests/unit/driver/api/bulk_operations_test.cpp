// SQLBulkOperations by bookmark, and what a bookmark may be.
#include "tests/unit/driver/fake_session.h"

#include <cstring>

namespace assetsodbc::driver::test {
namespace {

class Bulk : public OpenStatement {
protected:
    void SetUp() override {
        OpenStatement::SetUp();
        ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
        ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE));
        ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ROW_ARRAY_SIZE, 3));
        ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_STATUS_PTR, statuses));
        ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROWS_FETCHED_PTR, &fetched));
        ASSERT_EQ(SQL_SUCCESS,
                  api::bindCol(stmt, 0, SQL_C_VARBOOKMARK, bookmarks, sizeof bookmarks[0], bookmarkLengths));
        ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 1, SQL_C_SBIGINT, ids, 0, idLengths));
        ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    }
    void expectIds(std::int64_t first, std::int64_t second, std::int64_t third) {
        EXPECT_EQ(first, ids[0]);
        EXPECT_EQ(second, ids[1]);
        EXPECT_EQ(third, ids[2]);
    }
    unsigned char bookmarks[3][8] = {};
    SQLLEN bookmarkLengths[3] = {};
    SQLBIGINT ids[3] = {};
    SQLLEN idLengths[3] = {};
    SQLUSMALLINT statuses[3] = {99, 99, 99};
    SQLULEN fetched = 0;
};

TEST_F(Bulk, FetchesTheRowsOfTheBookmarksInTheirOrder) {
    unsigned char kept[3][8];
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_ABSOLUTE, 7));
    std::memcpy(kept[2], bookmarks[0], 8);  // 7
    std::memcpy(kept[0], bookmarks[2], 8);  // 9
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_FIRST, 0));
    std::memcpy(kept[1], bookmarks[1], 8);  // 2
    std::memcpy(bookmarks, kept, sizeof kept);
    ASSERT_EQ(SQL_SUCCESS, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
    expectIds(9, 2, 7);
    EXPECT_EQ(3u, fetched);
    EXPECT_EQ(0, std::memcmp(bookmarks, kept, sizeof kept));
    // The cursor has not moved.
    ASSERT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_NEXT, 0));
    expectIds(4, 5, 6);
}

TEST_F(Bulk, ABookmarkOfNoRowIsAnErrorOfItsRowAlone) {
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    const std::int64_t far = 4711;
    std::memcpy(bookmarks[1], &far, 8);
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
    EXPECT_EQ("01S01", state(1));  // of no row, so it comes first
    EXPECT_EQ("HY111", state(2));
    EXPECT_EQ(SQL_ROW_SUCCESS, statuses[0]);
    EXPECT_EQ(SQL_ROW_ERROR, statuses[1]);
    EXPECT_EQ(SQL_ROW_SUCCESS, statuses[2]);
    EXPECT_EQ(2u, fetched);
    std::memset(bookmarks, 0, sizeof bookmarks);
    EXPECT_EQ(SQL_ERROR, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
}

TEST_F(Bulk, ColumnsToBeIgnoredStayAsTheyAre) {
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ids[1] = -5;
    idLengths[1] = SQL_COLUMN_IGNORE;
    ASSERT_EQ(SQL_SUCCESS, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
    expectIds(1, -5, 3);
}

TEST_F(Bulk, CursorsAreReadOnly) {
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    for (const int operation : {SQL_ADD, SQL_UPDATE_BY_BOOKMARK, SQL_DELETE_BY_BOOKMARK, 99}) {
        EXPECT_EQ(SQL_ERROR, api::bulkOperations(stmt, SQLSMALLINT(operation))) << operation;
        EXPECT_EQ("HY092", state()) << operation;
    }
    for (const int operation : {SQL_UPDATE, SQL_DELETE, SQL_ADD, 17}) {
        EXPECT_EQ(SQL_ERROR, api::setPos(stmt, 1, SQLUSMALLINT(operation), SQL_LOCK_NO_CHANGE));
        EXPECT_EQ("HY092", state());
    }
}

TEST_F(Bulk, WithoutBookmarksOrWithoutACursorItIsRefused) {
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 0, SQL_C_VARBOOKMARK, nullptr, 0, nullptr));
    EXPECT_EQ(SQL_ERROR, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
    EXPECT_EQ("HY092", state());
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    EXPECT_EQ(SQL_ERROR, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
    EXPECT_EQ("HY010", state());
}

TEST_F(Bulk, FixedBookmarksAreNumbers) {
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_ON));
    SQLUBIGINT numbers[3] = {10, 1, 5};
    ASSERT_EQ(SQL_SUCCESS, api::bindCol(stmt, 0, SQL_C_UBIGINT, numbers, 0, bookmarkLengths));
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::bulkOperations(stmt, SQL_FETCH_BY_BOOKMARK));
    expectIds(10, 1, 5);
}

TEST_F(Bulk, FetchingByABookmarkOfNoRowIsHy111) {
    std::int64_t bookmark = 11;
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_FETCH_BOOKMARK_PTR, &bookmark));
    EXPECT_EQ(SQL_ERROR, api::fetchScroll(stmt, SQL_FETCH_BOOKMARK, 0));
    EXPECT_EQ("HY111", state());
    bookmark = 10;
    EXPECT_EQ(SQL_SUCCESS, api::fetchScroll(stmt, SQL_FETCH_BOOKMARK, -2));
    expectIds(8, 9, 10);
    EXPECT_EQ(SQL_NO_DATA, api::fetchScroll(stmt, SQL_FETCH_BOOKMARK, 1));
    EXPECT_EQ(SQL_NO_DATA, api::fetchScroll(stmt, SQL_FETCH_BOOKMARK, -10));
}

TEST_F(Bulk, RefreshingAllRowsLeavesOutThoseToBeIgnored) {
    SQLUSMALLINT operations[3] = {SQL_ROW_PROCEED, SQL_ROW_IGNORE, SQL_ROW_PROCEED};
    ASSERT_EQ(SQL_SUCCESS, setPointer(SQL_ATTR_ROW_OPERATION_PTR, operations));
    ASSERT_EQ(SQL_SUCCESS, api::fetch(stmt));
    ids[0] = ids[1] = ids[2] = -1;
    ASSERT_EQ(SQL_SUCCESS, api::setPos(stmt, 0, SQL_REFRESH, SQL_LOCK_NO_CHANGE));
    expectIds(1, -1, 3);
}

}  // namespace
}  // namespace assetsodbc::driver::test
