// Several statements in one text, through the driver manager.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Batches : public BothFamilies {
protected:
    static SQLLEN rowCount(const Statement& statement) {
        SQLLEN count = -99;
        EXPECT_EQ(SQL_SUCCESS, SQLRowCount(statement.handle(), &count));
        return count;
    }
    static SQLRETURN more(const Statement& statement) { return SQLMoreResults(statement.handle()); }
};

TEST_P(Batches, ResultsComeInOrder) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("CREATE TABLE t (id INTEGER, name VARCHAR(9)); "
                                             "INSERT INTO t VALUES (1,'a;b'), (2,'c'); SELECT name FROM t ORDER BY id; "
                                             "UPDATE t SET name = 'x' WHERE id = 7; SELECT 'last', 2;"))
        << describe(statement.diagnostics());
    EXPECT_EQ(0, statement.columnCount());
    ASSERT_EQ(SQL_SUCCESS, more(statement));
    EXPECT_EQ(2, rowCount(statement));
    ASSERT_EQ(SQL_SUCCESS, more(statement));
    ASSERT_EQ(1, statement.columnCount());
    const auto rows = statement.rows();
    ASSERT_EQ(2u, rows.size());
    EXPECT_EQ("a;b", rows[0][0]);
    ASSERT_EQ(SQL_SUCCESS, more(statement));  // not SQL_NO_DATA, which would say that there is no result
    EXPECT_EQ(0, rowCount(statement));
    ASSERT_EQ(SQL_SUCCESS, more(statement));
    ASSERT_EQ(2, statement.columnCount());
    EXPECT_EQ("last", statement.rows()[0][0]);
    EXPECT_EQ(SQL_NO_DATA, more(statement));
}

TEST_P(Batches, ParametersGoThroughAPreparedBatchEachTime) {
    ASSERT_TRUE(query(connection, "SELECT 1 WHERE 1 = 0").empty());
    {
        Statement create(connection);
        ASSERT_EQ(SQL_SUCCESS, create.execute("CREATE TABLE t (id INTEGER, name VARCHAR(9))"));
    }
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("INSERT INTO t VALUES (?, ?); SELECT name FROM t WHERE id = ?"));
    SQLSMALLINT count = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLNumParams(statement.handle(), &count));
    EXPECT_EQ(3, count);
    SQLINTEGER id = 0;
    SQLCHAR name[4] = "";
    SQLLEN length = SQL_NTS;
    const auto bindId = [&](SQLUSMALLINT number) {
        return SQLBindParameter(statement.handle(), number, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0, &id, 0,
                                nullptr);
    };
    ASSERT_EQ(SQL_SUCCESS, bindId(1));
    ASSERT_EQ(SQL_SUCCESS, bindId(3));
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 9, 0, name,
                                            sizeof name, &length));
    for (id = 1; id <= 3; ++id) {
        name[0] = SQLCHAR('a' + id);
        ASSERT_EQ(SQL_SUCCESS, statement.executePrepared()) << describe(statement.diagnostics());
        EXPECT_EQ(1, rowCount(statement));
        ASSERT_EQ(SQL_SUCCESS, more(statement));
        const auto rows = statement.rows();
        ASSERT_EQ(1u, rows.size());
        EXPECT_EQ(std::string(1, char(name[0])), rows[0][0]);
        EXPECT_EQ(SQL_NO_DATA, more(statement));
    }
}

TEST_P(Batches, WhatChangesDataRunsThoughNobodyAsksForIt) {
    Statement statement(connection);
    ASSERT_EQ(
        SQL_SUCCESS,
        statement.execute("CREATE TABLE t (id INTEGER); SELECT 1; INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)"));
    ASSERT_EQ(SQL_SUCCESS, statement.close());
    EXPECT_EQ("2", query(connection, "SELECT COUNT(*) FROM t")[0][0]);
}

TEST_P(Batches, AFailureInTheMiddleEndsTheBatchAndIsTold) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, statement.execute("CREATE TABLE t (id INTEGER PRIMARY KEY); "
                                                       "INSERT INTO t VALUES (1); INSERT INTO t VALUES (1); "
                                                       "INSERT INTO t VALUES (2)"));
    EXPECT_EQ("01000", statement.state());
    ASSERT_EQ(SQL_SUCCESS, more(statement));
    EXPECT_EQ(1, rowCount(statement));
    EXPECT_EQ(SQL_ERROR, more(statement));
    EXPECT_EQ("23000", statement.state());
    EXPECT_EQ(SQL_NO_DATA, more(statement));
    EXPECT_EQ("1", query(connection, "SELECT COUNT(*) FROM t")[0][0]);
}

TEST_P(Batches, WhatCannotBeCompiledIsRefusedBeforeAnythingRuns) {
    Statement statement(connection);
    EXPECT_EQ(SQL_ERROR, statement.prepare("SELECT 1; SELEC 2"));
    EXPECT_EQ("42000", statement.state());
    EXPECT_EQ(SQL_ERROR, statement.prepare("SELECT 1; SELECT * FROM nowhere"));
    EXPECT_EQ("42S02", statement.state());
}

TEST_P(Batches, SemicolonsAndCommentsAroundAStatementMakeNoBatch) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("; /* first; */ SELECT 1 -- only;\n ; ; "))
        << describe(statement.diagnostics());
    EXPECT_EQ(1u, statement.rows().size());
    EXPECT_EQ(SQL_NO_DATA, more(statement));
}

TEST_P(Batches, QueriesOfTheSiteAndOfLocalTablesMix) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS,
              statement.execute("SELECT COUNT(*) FROM Objects; CREATE TABLE copy AS SELECT Id FROM Objects; "
                                "SELECT COUNT(*) FROM copy"))
        << describe(statement.diagnostics());
    const auto count = statement.rows();
    ASSERT_EQ(SQL_SUCCESS, more(statement));
    ASSERT_EQ(SQL_SUCCESS, more(statement));
    EXPECT_EQ(count, statement.rows());
}

IN_BOTH_FAMILIES(Batches);

}  // namespace
}  // namespace assetsodbc::odbctest
