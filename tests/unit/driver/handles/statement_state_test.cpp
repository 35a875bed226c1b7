#include "driver/handles/statement_state.h"

#include "driver/api/catalog.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

class StatementStates : public OpenStatement {
protected:
    SQLSMALLINT columns = -1;
    SQLBIGINT value = 0;
    SQLLEN length = 0;
};

TEST_F(StatementStates, NothingButPreparingWorksOnAFreshStatement) {
    EXPECT_EQ(SQL_ERROR, api::execute(stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, api::numResultCols(stmt, &columns));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, api::getData(stmt, 1, SQL_C_SBIGINT, &value, 0, &length));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, api::closeCursor(stmt));
    EXPECT_EQ("24000", state());
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
}

TEST_F(StatementStates, APreparedStatementIsDescribedBeforeItRuns) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::numResultCols(stmt, &columns));
    EXPECT_EQ(2, columns);
    EXPECT_EQ(0, recorder.steps);
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("HY010", state());
}

TEST_F(StatementStates, AnOpenCursorMustBeClosedBeforeTheNextExecution) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ(SQL_ERROR, api::execute(stmt));
    EXPECT_EQ("24000", state());
    EXPECT_EQ(SQL_ERROR, execDirect("numbers"));
    EXPECT_EQ("24000", state());
    EXPECT_EQ(SQL_ERROR, api::getTypeInfo(stmt, SQL_ALL_TYPES));
    EXPECT_EQ("24000", state());
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::fetch(stmt));
    EXPECT_EQ(1, id());
}

TEST_F(StatementStates, ADirectExecutionLeavesNothingToExecuteAgain) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    EXPECT_EQ(SQL_ERROR, api::execute(stmt));
    EXPECT_EQ("HY010", state());
}

TEST_F(StatementStates, SqlFreeStmtCloseIsNoErrorWithoutACursor) {
    EXPECT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_CLOSE));
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_CLOSE));
    EXPECT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ(SQL_SUCCESS, api::freeStatement(stmt, SQL_CLOSE));
    EXPECT_EQ(SQL_SUCCESS, api::execute(stmt));
}

TEST_F(StatementStates, FetchAndExtendedFetchDoNotMixOnOneCursor) {
    SQLULEN rows = 0;
    SQLUSMALLINT status = 0;
    ASSERT_EQ(SQL_SUCCESS, execDirect("numbers"));
    ASSERT_EQ(SQL_SUCCESS, api::extendedFetch(stmt, SQL_FETCH_NEXT, 0, &rows, &status));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(1, id());
}

TEST_F(StatementStates, CursorAttributesAreFixedOncePreparedOrOpen) {
    ASSERT_EQ(SQL_SUCCESS, prepare("numbers"));
    EXPECT_EQ(SQL_ERROR, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    EXPECT_EQ("HY011", state());
    ASSERT_EQ(SQL_SUCCESS, api::execute(stmt));
    EXPECT_EQ(SQL_ERROR, set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC));
    EXPECT_EQ("24000", state());
}

TEST_F(StatementStates, MoreResultsAfterACatalogFunctionForgetsItsColumns) {
    ASSERT_EQ(SQL_SUCCESS, api::getTypeInfo(stmt, SQL_ALL_TYPES));
    EXPECT_EQ(SQL_NO_DATA, api::moreResults(stmt));
    EXPECT_EQ(SQL_ERROR, api::numResultCols(stmt, &columns));
    EXPECT_EQ("HY010", state());
    const SQLHDESC ird = descriptor(SQL_ATTR_IMP_ROW_DESC);
    SQLSMALLINT count = 99;
    EXPECT_EQ(SQL_ERROR, api::getDescField(ird, 0, SQL_DESC_COUNT, &count, TextOut::narrow(nullptr, 0), nullptr));
    EXPECT_EQ("HY007", stateOf(SQL_HANDLE_DESC, ird));
}

TEST_F(StatementStates, SqlGetDataNeedsARow) {
    ASSERT_EQ(SQL_SUCCESS, execDirect("none"));
    EXPECT_EQ(SQL_ERROR, api::getData(stmt, 1, SQL_C_SBIGINT, &value, 0, &length));
    EXPECT_EQ("24000", state());
    EXPECT_EQ(SQL_NO_DATA, api::fetch(stmt));
    EXPECT_EQ(SQL_ERROR, api::getData(stmt, 1, SQL_C_SBIGINT, &value, 0, &length));
    EXPECT_EQ("24000", state());
}

TEST_F(StatementStates, AFailedPreparationLeavesTheStatementUsable) {
    EXPECT_EQ(SQL_ERROR, prepare("nonsense"));
    EXPECT_EQ("42000", state());
    EXPECT_EQ(SQL_SUCCESS, execDirect("numbers"));
}

}  // namespace
}  // namespace assetsodbc::driver::test
