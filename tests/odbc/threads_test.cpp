// Several threads: each with a connection of its own, all on one connection, and SQLCancel from another thread.
#include <atomic>
#include <cstdlib>
#include <thread>
#include <vector>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace {
std::atomic<bool> exitsInTheMiddle{false};
}

// A hook of the leak sanitizer, which can neither stop the threads of a process that exits in the middle of calls nor
// expect them to have given back their memory.
extern "C" __attribute__((visibility("default"))) int
__lsan_is_turned_off() {  // NOLINT(bugprone-reserved-identifier): its name
    return exitsInTheMiddle ? 1 : 0;
}

namespace assetsodbc::odbctest {
namespace {

TEST(Threads, EachWithAConnectionOfItsOwn) {
    std::atomic<int> correct{0};
    std::vector<std::thread> threads;
    site();
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            Connection connection(i % 2 == 0 ? Family::Narrow : Family::Wide);
            if (!SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) return;
            for (int round = 0; round < 3; ++round) {
                const auto rows = query(connection, "SELECT Id, Name FROM Objects");
                const auto count = query(connection, "SELECT COUNT(*) FROM Objects");
                if (rows.size() == std::stoul(*count[0][0])) ++correct;
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(12, correct.load());
}

TEST(Threads, StatementsOfOneConnectionTakeTurns) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) << describe(connection.diagnostics());
    const auto expected = query(connection, "SELECT Id FROM Objects").size();
    std::atomic<int> correct{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 5; ++round)
                if (query(connection, "SELECT Id FROM Objects").size() == expected) ++correct;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(20, correct.load());
}

TEST(Threads, ErrorsStayWithTheirStatement) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < 20; ++round) {
                Statement statement(connection);
                if (i % 2 == 0) {
                    if (statement.execute("SELECT * FROM Nope") != SQL_ERROR || statement.state() != "42S02") ++wrong;
                } else if (!SQL_SUCCEEDED(statement.execute("SELECT 1")) || !statement.state().empty()) {
                    ++wrong;
                }
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(0, wrong.load());
}

TEST(Threads, CancelFromAnotherThreadEndsARunningScan) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    for (int round = 0; round < 10; ++round) {
        Statement statement(connection);
        std::atomic<bool> isRunning{false};
        std::thread canceller([&] {
            while (!isRunning) std::this_thread::yield();
            EXPECT_EQ(SQL_SUCCESS, SQLCancel(statement.handle()));
        });
        // Without an end of its own: only the cancellation ends it, inside a single fetch that never finds its row.
        ASSERT_TRUE(SQL_SUCCEEDED(statement.execute(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i = 1 OR i < 0")));
        ASSERT_EQ(SQL_SUCCESS, statement.fetch());
        isRunning = true;
        const SQLRETURN rc = statement.fetch();
        canceller.join();
        EXPECT_EQ(SQL_ERROR, rc);
        EXPECT_EQ("HY008", statement.state());
    }
    EXPECT_EQ(1u, query(connection, "SELECT 1").size());
}

TEST(Threads, AsynchronousStatementsOfOneConnectionAllEnd) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    const auto expected = query(connection, "SELECT Id FROM Objects").size();
    std::atomic<int> correct{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            Statement statement(connection);
            SQLSetStmtAttr(statement.handle(), SQL_ATTR_ASYNC_ENABLE,
                           reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_ENABLE_ON}), 0);
            for (int round = 0; round < 3; ++round) {
                SQLRETURN rc;
                while ((rc = statement.execute("SELECT Id FROM Objects")) == SQL_STILL_EXECUTING) {
                    statement.state();  // diagnostics can be read meanwhile
                    std::this_thread::yield();
                }
                if (rc == SQL_SUCCESS && statement.rows().size() == expected) ++correct;
                statement.close();
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(12, correct.load());
}

TEST(Threads, AsynchronousRunsAreCancelledFromAnyThread) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    for (int round = 0; round < 10; ++round) {
        Statement statement(connection);
        SQLSetStmtAttr(statement.handle(), SQL_ATTR_ASYNC_ENABLE,
                       reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_ENABLE_ON}), 0);
        const char* const endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0";
        ASSERT_EQ(SQL_STILL_EXECUTING, statement.execute(endless));
        std::thread canceller([&] { EXPECT_EQ(SQL_SUCCESS, SQLCancel(statement.handle())); });
        SQLRETURN rc;
        while ((rc = statement.execute(endless)) == SQL_STILL_EXECUTING) std::this_thread::yield();
        canceller.join();
        EXPECT_EQ(SQL_ERROR, rc);
        EXPECT_EQ("HY008", statement.state());
    }
}

TEST(Threads, EachChangesLocalTablesOfItsOwn) {
    site();
    std::atomic<int> correct{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            Connection connection;
            if (!SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) return;
            Statement statement(connection);
            if (!SQL_SUCCEEDED(statement.execute("CREATE TABLE t (i INTEGER)"))) return;
            for (int row = 0; row < 50; ++row) statement.execute("INSERT INTO t VALUES (" + std::to_string(row) + ")");
            if (query(connection, "SELECT COUNT(*) FROM t")[0][0] == "50") ++correct;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(4, correct.load());
}

// A process of its own that exits while one thread is inside a fetch and another call runs asynchronously.
[[noreturn]] void exitInTheMiddleOfCalls() {
    exitsInTheMiddle = true;
    const char* const endless =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i = 1 OR i < 0";
    auto* const connections = new Connection[2];
    std::atomic<bool> isRunning{false};
    for (int i = 0; i < 2; ++i) connections[i].driverConnect(cloudConnection());
    auto* const asynchronous = new Statement(connections[0]);
    SQLSetStmtAttr(asynchronous->handle(), SQL_ATTR_ASYNC_ENABLE,
                   reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_ENABLE_ON}), 0);
    asynchronous->execute("SELECT COUNT(*) FROM (" + std::string(endless) + ")");
    std::thread([&] {
        auto* const statement = new Statement(connections[1]);
        statement->execute(endless);
        statement->fetch();
        isRunning = true;
        statement->fetch();
    }).detach();
    while (!isRunning) std::this_thread::yield();
    site().stop();
    std::exit(0);
}

TEST(ThreadsDeathTest, AProcessMayExitInTheMiddleOfCalls) {
    ::testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(exitInTheMiddleOfCalls(), ::testing::ExitedWithCode(0), "");
}

TEST(Threads, ClosingWhileAPageIsOnItsWayLeavesNothingBehind) {
    for (int round = 0; round < 5; ++round) {
        Connection connection;
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection("PageSize=20"))));
        std::vector<std::thread> threads;
        for (int i = 0; i < 3; ++i)
            threads.emplace_back([&] {
                Statement statement(connection);
                ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT Id FROM Objects")));
                for (int row = 0; row < 25; ++row) ASSERT_TRUE(SQL_SUCCEEDED(statement.fetch()));
            });
        for (auto& thread : threads) thread.join();
        EXPECT_EQ(SQL_SUCCESS, connection.disconnect());
    }
}

}  // namespace
}  // namespace assetsodbc::odbctest
