// LocalStore in the connection string: who sees the tables, and what happens when two connections write.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class LocalStore : public ::testing::Test {
protected:
    LocalStore() { path_ = ::testing::TempDir() + "assets-odbc-store-" + std::to_string(::getpid()) + ".db"; }
    ~LocalStore() override {
        for (const char* suffix : {"", "-wal", "-shm"}) std::remove((path_ + suffix).c_str());
    }
    void open(Connection& connection, const std::string& store) {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection("LocalStore=" + store))))
            << describe(connection.diagnostics());
    }
    void run(const Connection& connection, const std::string& sql) {
        Statement statement(connection);
        EXPECT_TRUE(SQL_SUCCEEDED(statement.execute(sql))) << sql << ": " << describe(statement.diagnostics());
    }
    std::string path_;
};

TEST_F(LocalStore, SharedIsSeenByTheOtherConnectionsOfTheProcess) {
    Connection a, b, own;
    open(a, "shared");
    open(b, "SHARED");
    open(own, "private");
    run(a, "CREATE TABLE seen (a INT)");
    run(a, "INSERT INTO seen VALUES (1)");
    EXPECT_EQ(query(b, "SELECT a FROM seen"), (std::vector<Row>{{"1"}}));
    Statement statement(own);
    statement.execute("SELECT a FROM seen");
    EXPECT_EQ(statement.state(), "42S02");
}

TEST_F(LocalStore, AFileOutlivesItsConnections) {
    {
        Connection first;
        open(first, path_);
        run(first, "CREATE TABLE kept (p DECIMAL(20,2))");
        run(first, "INSERT INTO kept VALUES ('123456789012345678.5')");
    }
    Connection second;
    open(second, path_);
    EXPECT_EQ(query(second, "SELECT p FROM kept"), (std::vector<Row>{{"123456789012345678.50"}}));
}

TEST_F(LocalStore, AWriterWhoseDataChangedIsToldToStartAgain) {
    Connection a, b;
    open(a, path_);
    open(b, path_);
    run(a, "CREATE TABLE t (x INT)");
    run(a, "INSERT INTO t VALUES (1)");
    SQLSetConnectAttr(a.handle(), SQL_ATTR_AUTOCOMMIT, SQLPOINTER(SQL_AUTOCOMMIT_OFF), 0);
    EXPECT_EQ(query(a, "SELECT x FROM t"), (std::vector<Row>{{"1"}}));
    run(b, "UPDATE t SET x = x + 1");
    Statement late(a);
    EXPECT_EQ(late.execute("UPDATE t SET x = x + 1"), SQL_ERROR);
    EXPECT_EQ(late.state(), "40001");
    EXPECT_EQ(SQLEndTran(SQL_HANDLE_DBC, a.handle(), SQL_ROLLBACK), SQL_SUCCESS);
    run(a, "UPDATE t SET x = x + 1");
    EXPECT_EQ(SQLEndTran(SQL_HANDLE_DBC, a.handle(), SQL_COMMIT), SQL_SUCCESS);
    EXPECT_EQ(query(b, "SELECT x FROM t"), (std::vector<Row>{{"3"}}));
}

TEST_F(LocalStore, AnImpossibleFileIsNamedWhileConnecting) {
    Connection connection;
    EXPECT_EQ(connection.driverConnect(cloudConnection("LocalStore=/nowhere/at/all.db")), SQL_ERROR);
    EXPECT_NE(describe(connection.diagnostics()).find("/nowhere/at/all.db"), std::string::npos);
}

}  // namespace
}  // namespace assetsodbc::odbctest
