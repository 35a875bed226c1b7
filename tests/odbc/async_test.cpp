// Asynchronous execution, through the driver manager, against a site that answers late.
#include <thread>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

class Async : public BothFamilies {
protected:
    static void enable(const Statement& statement) {
        ASSERT_EQ(SQL_SUCCESS, SQLSetStmtAttr(statement.handle(), SQL_ATTR_ASYNC_ENABLE,
                                              reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_ENABLE_ON}), 0));
    }
    template <class Call>
    static SQLRETURN untilDone(Call call, int* polls = nullptr) {
        SQLRETURN rc;
        while ((rc = call()) == SQL_STILL_EXECUTING) {
            if (polls != nullptr) ++*polls;
            std::this_thread::yield();
        }
        return rc;
    }
};

TEST_P(Async, TheModeIsToldAndTheAttributeIsKept) {
    SQLUINTEGER mode = 99;
    ASSERT_EQ(SQL_SUCCESS, SQLGetInfo(connection.handle(), SQL_ASYNC_MODE, &mode, sizeof mode, nullptr));
    EXPECT_EQ(SQLUINTEGER{SQL_AM_STATEMENT}, mode);
    Statement statement(connection);
    enable(statement);
    SQLULEN kept = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLGetStmtAttr(statement.handle(), SQL_ATTR_ASYNC_ENABLE, &kept, 0, nullptr));
    EXPECT_EQ(SQLULEN{SQL_ASYNC_ENABLE_ON}, kept);
}

TEST_P(Async, AScanIsPolledUntilItsRowsComeAndHasAllOfThem) {
    const std::size_t expected = query(connection, "SELECT Id FROM Objects").size();
    auto late = simulator::FaultRule::of(simulator::FaultAction::Delay, "/object/aql");
    late.delay = std::chrono::milliseconds(200);
    site().faults().add(late);
    Statement statement(connection);
    enable(statement);
    int polls = 0;
    ASSERT_EQ(SQL_SUCCESS, untilDone([&] { return statement.execute("SELECT Id FROM Objects"); }, &polls));
    std::size_t rows = 0;
    while (untilDone([&] { return statement.fetch(); }, &polls) == SQL_SUCCESS) ++rows;
    site().faults().clear();
    EXPECT_EQ(expected, rows);
    EXPECT_GT(polls, 0) << "the first page cannot be there at once";
    EXPECT_EQ(SQL_SUCCESS, statement.close());  // which the manager would refuse if it took SQLFetch for unfinished
}

TEST_P(Async, ARunWithoutAnEndIsCancelled) {
    Statement statement(connection);
    enable(statement);
    const auto execute = [&] {
        return statement.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0");
    };
    ASSERT_EQ(SQL_STILL_EXECUTING, execute());
    SQLSMALLINT count = 0;
    EXPECT_EQ(SQL_ERROR, SQLNumResultCols(statement.handle(), &count));
    EXPECT_EQ("HY010", statement.state());
    ASSERT_EQ(SQL_SUCCESS, SQLCancel(statement.handle()));
    EXPECT_EQ(SQL_ERROR, untilDone(execute));
    EXPECT_EQ("HY008", statement.state());
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return statement.execute("SELECT 1"); }));
}

TEST_P(Async, TheQueryTimeoutHoldsToo) {
    Statement statement(connection);
    enable(statement);
    ASSERT_EQ(SQL_SUCCESS,
              SQLSetStmtAttr(statement.handle(), SQL_ATTR_QUERY_TIMEOUT, reinterpret_cast<SQLPOINTER>(SQLULEN{1}), 0));
    EXPECT_EQ(SQL_ERROR, untilDone([&] {
                  return statement.execute(
                      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0");
              }));
    EXPECT_EQ("HYT00", statement.state());
}

TEST_P(Async, CatalogFunctionsAndChangesGoTheSameWay) {
    Statement statement(connection);
    enable(statement);
    ASSERT_EQ(SQL_SUCCESS,
              untilDone([&] { return SQLTables(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0); }));
    ASSERT_EQ(SQL_SUCCESS, untilDone([&] { return statement.fetch(); }));
    ASSERT_EQ(SQL_SUCCESS, statement.close());
    ASSERT_EQ(SQL_SUCCESS, untilDone([&] { return statement.execute("CREATE TABLE t (i INTEGER)"); }));
    ASSERT_EQ(SQL_SUCCESS, untilDone([&] { return statement.execute("INSERT INTO t VALUES (1), (2)"); }));
    SQLLEN count = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLRowCount(statement.handle(), &count));
    EXPECT_EQ(2, count);
}

IN_BOTH_FAMILIES(Async);

}  // namespace
}  // namespace assetsodbc::odbctest
