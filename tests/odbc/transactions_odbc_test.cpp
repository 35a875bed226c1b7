// Transactions over local tables, through the driver manager.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Transactions : public BothFamilies {
protected:
    void SetUp() override {
        BothFamilies::SetUp();
        run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    }
    void run(const std::string& sql) {
        Statement statement(connection);
        const SQLRETURN rc = statement.execute(sql);
        ASSERT_TRUE(SQL_SUCCEEDED(rc) || rc == SQL_NO_DATA) << sql << "\n" << describe(statement.diagnostics());
    }
    void autocommit(bool on) {
        const SQLULEN value = on ? SQL_AUTOCOMMIT_ON : SQL_AUTOCOMMIT_OFF;
        ASSERT_EQ(SQL_SUCCESS, SQLSetConnectAttr(connection.handle(), SQL_ATTR_AUTOCOMMIT,
                                                 reinterpret_cast<SQLPOINTER>(value), SQL_IS_UINTEGER))
            << describe(connection.diagnostics());
    }
    void end(SQLSMALLINT how) {
        ASSERT_EQ(SQL_SUCCESS, SQLEndTran(SQL_HANDLE_DBC, connection.handle(), how))
            << describe(connection.diagnostics());
    }
    std::string count() { return *query(connection, "SELECT COUNT(*) FROM t").at(0).at(0); }
};

TEST_P(Transactions, RollingBackUndoesAndCommittingKeeps) {
    autocommit(false);
    run("INSERT INTO t VALUES (1)");
    EXPECT_EQ("1", count());
    end(SQL_ROLLBACK);
    EXPECT_EQ("0", count());
    run("INSERT INTO t VALUES (1)");
    end(SQL_COMMIT);
    end(SQL_ROLLBACK);
    EXPECT_EQ("1", count());
}

TEST_P(Transactions, TurningAutocommitOnCommits) {
    autocommit(false);
    run("INSERT INTO t VALUES (1)");
    autocommit(true);
    end(SQL_ROLLBACK);
    EXPECT_EQ("1", count());
}

TEST_P(Transactions, TheEnvironmentEndsAllTransactions) {
    autocommit(false);
    run("INSERT INTO t VALUES (1)");
    ASSERT_EQ(SQL_SUCCESS, SQLEndTran(SQL_HANDLE_ENV, connection.environment(), SQL_ROLLBACK));
    EXPECT_EQ("0", count());
}

TEST_P(Transactions, UncommittedChangesKeepTheConnectionOpen) {
    autocommit(false);
    run("INSERT INTO t VALUES (1)");
    EXPECT_EQ(SQL_ERROR, SQLDisconnect(connection.handle()));
    EXPECT_EQ("25000", connection.diagnostics().at(0).state);
    end(SQL_ROLLBACK);
}

TEST_P(Transactions, AReaderThatNeverCommitsCanDisconnect) {
    autocommit(false);
    EXPECT_EQ("0", count());
    EXPECT_FALSE(query(connection, "SELECT Id FROM Objects").empty());
    EXPECT_EQ(SQL_SUCCESS, connection.disconnect());
}

TEST_P(Transactions, CommittingKeepsCursorsRollingBackClosesThemAndKeepsPreparedStatements) {
    run("INSERT INTO t VALUES (1), (2), (3)");
    autocommit(false);
    Statement reader(connection);
    ASSERT_EQ(SQL_SUCCESS, reader.prepare("SELECT id FROM t ORDER BY id"));
    ASSERT_EQ(SQL_SUCCESS, reader.executePrepared());
    ASSERT_EQ(SQL_SUCCESS, reader.fetch());
    run("INSERT INTO t VALUES (4)");
    end(SQL_COMMIT);
    ASSERT_EQ(SQL_SUCCESS, reader.fetch());
    EXPECT_EQ("2", reader.text(1));
    end(SQL_ROLLBACK);
    EXPECT_EQ(SQL_ERROR, reader.fetch());
    ASSERT_EQ(SQL_SUCCESS, reader.executePrepared());
    EXPECT_EQ(4u, reader.rows().size());
}

TEST_P(Transactions, AFailedStatementOrFetchLeavesTheTransactionOpen) {
    autocommit(false);
    run("INSERT INTO t VALUES (1)");
    Statement statement(connection);
    EXPECT_EQ(SQL_ERROR, statement.execute("INSERT INTO t VALUES (1)"));
    EXPECT_EQ("23000", statement.state());
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT 'no number'"));
    SQLINTEGER number = 0;
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLBindCol(statement.handle(), 1, SQL_C_SLONG, &number, 0, &length));
    EXPECT_EQ(SQL_ERROR, statement.fetch());
    run("INSERT INTO t VALUES (2)");
    end(SQL_COMMIT);
    EXPECT_EQ("2", count());
}

TEST_P(Transactions, AnArrayIsPartOfTheOpenTransaction) {
    autocommit(false);
    SQLINTEGER ids[3] = {1, 2, 1};
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS,
              SQLSetStmtAttr(statement.handle(), SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(SQLULEN{3}), 0));
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                            ids, 0, nullptr));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, statement.execute("INSERT INTO t VALUES (?)"));
    EXPECT_EQ("2", count());
    end(SQL_ROLLBACK);
    EXPECT_EQ("0", count());
}

TEST_P(Transactions, TheSiteCanBeReadAfterADefinitionWasRolledBack) {
    const std::string objects = "SELECT COUNT(*) FROM Objects";
    const auto expected = query(connection, objects);
    autocommit(false);
    run("CREATE TABLE rolled_back (id INTEGER)");
    end(SQL_ROLLBACK);
    EXPECT_EQ(expected, query(connection, objects));
    run("SAVEPOINT s");
    run("DROP TABLE t");
    run("ROLLBACK TO s");
    EXPECT_EQ(expected, query(connection, objects));
    autocommit(true);
    Statement statement(connection);
    ASSERT_EQ(SQL_ERROR, statement.execute("CREATE TABLE bad AS SELECT CAST(Name AS INTEGER) AS x FROM Objects"));
    EXPECT_EQ(expected, query(connection, objects));
    EXPECT_EQ("1", *query(connection, "SELECT COUNT(*) FROM json_each('[7]')").at(0).at(0));
}

TEST_P(Transactions, AutocommitCanBeSetBeforeConnecting) {
    Connection other(GetParam());
    ASSERT_EQ(SQL_SUCCESS, SQLSetConnectAttr(other.handle(), SQL_ATTR_AUTOCOMMIT,
                                             reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_AUTOCOMMIT_OFF}), 0));
    ASSERT_TRUE(SQL_SUCCEEDED(other.driverConnect(cloudConnection())));
    Statement statement(other);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("CREATE TABLE gone (id INTEGER)"));
    ASSERT_EQ(SQL_SUCCESS, SQLEndTran(SQL_HANDLE_DBC, other.handle(), SQL_ROLLBACK));
    EXPECT_EQ(SQL_ERROR, statement.execute("SELECT * FROM gone"));
    EXPECT_EQ("42S02", statement.state());
}

TEST_P(Transactions, WhatIsNeitherCommitNorRollbackIsRefused) {
    EXPECT_EQ(SQL_ERROR, SQLEndTran(SQL_HANDLE_DBC, connection.handle(), 7));
    EXPECT_EQ("HY012", connection.diagnostics().at(0).state);
}

IN_BOTH_FAMILIES(Transactions);

}  // namespace
}  // namespace assetsodbc::odbctest
