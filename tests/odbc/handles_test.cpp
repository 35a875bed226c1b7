// Handles and the order of calls: nothing crashes on a stale or foreign handle, and calls out of sequence say so.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Handles : public BothFamilies {};

TEST_P(Handles, FetchBeforeExecuteIsOutOfSequence) {
    Statement statement(connection);
    EXPECT_EQ(SQL_ERROR, statement.fetch());
    EXPECT_EQ("HY010", statement.state());
}

TEST_P(Handles, ExecuteWithoutPrepareIsOutOfSequence) {
    Statement statement(connection);
    EXPECT_EQ(SQL_ERROR, statement.executePrepared());
    EXPECT_EQ("HY010", statement.state());
}

TEST_P(Handles, ReadingBeforeTheFirstRowOrAfterTheLastIs24000) {
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT 1")));
    char buffer[8];
    SQLLEN indicator = 0;
    EXPECT_EQ(SQL_ERROR, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
    EXPECT_EQ("24000", statement.state());
    EXPECT_EQ(SQL_SUCCESS, statement.fetch());
    EXPECT_EQ(SQL_NO_DATA, statement.fetch());
    EXPECT_EQ(SQL_NO_DATA, statement.fetch());
}

TEST_P(Handles, ExecutingWithAnOpenCursorIs24000) {
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT 1")));
    EXPECT_EQ(SQL_ERROR, statement.execute("SELECT 2"));
    EXPECT_EQ("24000", statement.state());
    EXPECT_EQ(SQL_SUCCESS, statement.close());
    EXPECT_EQ(SQL_SUCCESS, statement.execute("SELECT 2"));
}

TEST_P(Handles, ClosingWithoutACursorIs24000ForSqlCloseCursorOnly) {
    Statement statement(connection);
    EXPECT_EQ(SQL_SUCCESS, statement.close());
    EXPECT_EQ(SQL_ERROR, SQLCloseCursor(statement.handle()));
    EXPECT_EQ("24000", statement.state());
}

TEST_P(Handles, AForeignPointerIsAnInvalidHandle) {
    long long nothing[64] = {};
    EXPECT_EQ(SQL_INVALID_HANDLE, SQLFetch(nothing));
    EXPECT_EQ(SQL_INVALID_HANDLE, SQLDisconnect(nothing));
}

TEST_P(Handles, SeveralStatementsReadAtOnce) {
    Statement first(connection), second(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(first.execute("SELECT Id FROM Objects")));
    ASSERT_TRUE(SQL_SUCCEEDED(second.execute("SELECT Id FROM Schemas")));
    EXPECT_EQ(SQL_SUCCESS, first.fetch());
    EXPECT_EQ(SQL_SUCCESS, second.fetch());
    EXPECT_FALSE(second.rows().empty());
    EXPECT_FALSE(first.rows().empty());
}

TEST_P(Handles, APreparedStatementRunsAgainWithOtherParameters) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("SELECT ? || '!'"));
    char text[32] = "first";
    SQLLEN length = SQL_NTS;
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 30, 0,
                                            text, sizeof text, &length));
    ASSERT_EQ(SQL_SUCCESS, statement.executePrepared()) << describe(statement.diagnostics());
    EXPECT_EQ("first!", *statement.rows()[0][0]);
    statement.close();
    std::snprintf(text, sizeof text, "zweiter größer");
    ASSERT_EQ(SQL_SUCCESS, statement.executePrepared());
    EXPECT_EQ("zweiter größer!", *statement.rows()[0][0]);
}

TEST_P(Handles, MoreResultsEndsTheResult) {
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT 1")));
    EXPECT_EQ(SQL_NO_DATA, SQLMoreResults(statement.handle()));
    EXPECT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT 1")));
}

TEST_P(Handles, UnknownAttributesAreHY092) {
    Statement statement(connection);
    SQLULEN value = 0;
    EXPECT_EQ(SQL_ERROR, SQLGetStmtAttr(statement.handle(), 1227, &value, 0, nullptr));
    EXPECT_EQ("HY092", statement.state());
    EXPECT_EQ(SQL_ERROR, SQLSetConnectAttr(connection.handle(), 1211, nullptr, 0));
    EXPECT_EQ("HY092", connection.diagnostics().at(0).state);
}

TEST_P(Handles, RowCountOfAQueryIsUnknownNeverZero) {
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT Id FROM Objects")));
    SQLLEN count = 0;
    EXPECT_EQ(SQL_SUCCESS, SQLRowCount(statement.handle(), &count));
    EXPECT_EQ(-1, count);
}

IN_BOTH_FAMILIES(Handles);

}  // namespace
}  // namespace assetsodbc::odbctest
