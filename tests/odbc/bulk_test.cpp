// Bookmarks of scrollable cursors, through the driver manager.
#include <cstring>
#include <vector>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Bookmarks : public BothFamilies {
protected:
    static SQLRETURN set(const Statement& statement, SQLINTEGER attribute, SQLULEN value) {
        return SQLSetStmtAttr(statement.handle(), attribute, reinterpret_cast<SQLPOINTER>(value), 0);
    }
};

TEST_P(Bookmarks, RowsOfASiteAreFetchedAgainByTheirBookmarksWithoutARequest) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, set(statement, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    ASSERT_EQ(SQL_SUCCESS, set(statement, SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE));
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT Id, Name FROM Objects ORDER BY Id"));
    unsigned char bookmark[8] = {};
    SQLBIGINT id = 0;
    SQLLEN lengths[2] = {};
    ASSERT_EQ(SQL_SUCCESS,
              SQLBindCol(statement.handle(), 0, SQL_C_VARBOOKMARK, bookmark, sizeof bookmark, &lengths[0]));
    ASSERT_EQ(SQL_SUCCESS, SQLBindCol(statement.handle(), 1, SQL_C_SBIGINT, &id, 0, &lengths[1]));
    std::vector<std::pair<SQLBIGINT, std::vector<unsigned char>>> rows;
    while (SQLFetchScroll(statement.handle(), SQL_FETCH_NEXT, 0) == SQL_SUCCESS)
        rows.push_back({id, {bookmark, bookmark + sizeof bookmark}});
    ASSERT_LT(10u, rows.size());
    for (std::size_t i = rows.size(); i-- > 0;) {
        std::memcpy(bookmark, rows[i].second.data(), sizeof bookmark);
        ASSERT_EQ(SQL_SUCCESS, SQLBulkOperations(statement.handle(), SQL_FETCH_BY_BOOKMARK))
            << describe(statement.diagnostics());
        EXPECT_EQ(rows[i].first, id);
    }
    // The same by SQLFetchScroll, which moves the cursor.
    ASSERT_EQ(SQL_SUCCESS, SQLSetStmtAttr(statement.handle(), SQL_ATTR_FETCH_BOOKMARK_PTR, rows[3].second.data(), 0));
    ASSERT_EQ(SQL_SUCCESS, SQLFetchScroll(statement.handle(), SQL_FETCH_BOOKMARK, 2));
    EXPECT_EQ(rows[5].first, id);
    SQLULEN number = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLGetStmtAttr(statement.handle(), SQL_ATTR_ROW_NUMBER, &number, 0, nullptr));
    EXPECT_EQ(6u, number);
}

TEST_P(Bookmarks, CursorsChangeNothing) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, set(statement, SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT 1"));
    ASSERT_EQ(SQL_SUCCESS, SQLFetchScroll(statement.handle(), SQL_FETCH_FIRST, 0));
    EXPECT_EQ(SQL_ERROR, SQLBulkOperations(statement.handle(), SQL_ADD));
    EXPECT_EQ("HY092", statement.state());
    EXPECT_EQ(SQL_ERROR, SQLSetPos(statement.handle(), 1, SQL_DELETE, SQL_LOCK_NO_CHANGE));
    EXPECT_EQ("HY092", statement.state());
}

IN_BOTH_FAMILIES(Bookmarks);

}  // namespace
}  // namespace assetsodbc::odbctest
