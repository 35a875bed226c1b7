// Cancelling from another thread, wherever the call is: in a slow page, in a pause before a retry, behind another call.
#include <chrono>
#include <thread>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;

class Cancelling : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) << describe(connection.diagnostics());
    }
    void TearDown() override { site().faults().clear(); }

    // Runs the statement while another thread cancels it as soon as the site has played the fault.
    template <class Cancel>
    void expectCancelled(FaultAction action, Cancel cancel) {
        Statement statement(connection);
        const auto started = std::chrono::steady_clock::now();
        std::thread canceller([&] {
            while (site().faults().played(action) == 0) std::this_thread::yield();
            EXPECT_EQ(SQL_SUCCESS, cancel(statement.handle()));
        });
        SQLRETURN rc = statement.execute("SELECT Id FROM Objects");
        while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
        canceller.join();
        EXPECT_EQ(SQL_ERROR, rc);
        EXPECT_EQ("HY008", statement.state());
        EXPECT_LT(std::chrono::steady_clock::now() - started, kWait / 2);
        site().faults().clear();
        statement.close();
        EXPECT_EQ(SQL_SUCCESS, statement.execute("SELECT 1"));
    }
    static constexpr std::chrono::seconds kWait{20};
    Connection connection;
};

TEST_F(Cancelling, APauseBeforeARetryEndsAtOnce) {
    auto rule = FaultRule::of(FaultAction::Status, "/object/aql?");
    rule.status = 429;
    rule.retryAfter = "20";
    site().faults().add(rule);
    expectCancelled(FaultAction::Status, [](SQLHSTMT statement) { return SQLCancel(statement); });
}

TEST_F(Cancelling, ASlowPageEndsAtOnce) {
    auto rule = FaultRule::of(FaultAction::Trickle, "/object/aql?");
    rule.chunkBytes = 1;
    rule.delay = std::chrono::milliseconds(100);
    site().faults().add(rule);
    expectCancelled(FaultAction::Trickle, [](SQLHSTMT statement) { return SQLCancel(statement); });
}

TEST_F(Cancelling, TheHandleCanBeNamedByItsKind) {
    auto rule = FaultRule::of(FaultAction::Delay, "/object/aql?");
    rule.delay = kWait;
    site().faults().add(rule);
    expectCancelled(FaultAction::Delay, [](SQLHSTMT statement) {
        const SQLRETURN rc = SQLCancelHandle(SQL_HANDLE_STMT, statement);
        // Managers without the function have the older one.
        return rc == SQL_SUCCESS ? rc : SQLCancel(statement);
    });
}

TEST_F(Cancelling, WithoutACallItDoesNothing) {
    Statement statement(connection);
    EXPECT_EQ(SQL_SUCCESS, SQLCancel(statement.handle()));
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT 1"));
    EXPECT_EQ(SQL_SUCCESS, statement.fetch());
}

TEST_F(Cancelling, AnotherStatementGoesOn) {
    Statement other(connection);
    ASSERT_EQ(SQL_SUCCESS, other.execute("SELECT Id FROM Objects"));
    ASSERT_EQ(SQL_SUCCESS, other.fetch());
    auto rule = FaultRule::of(FaultAction::Status, "/object/aql?");
    rule.status = 503;
    rule.retryAfter = "20";
    site().faults().add(rule);
    expectCancelled(FaultAction::Status, [](SQLHSTMT statement) { return SQLCancel(statement); });
    EXPECT_FALSE(other.rows().empty());
}

}  // namespace
}  // namespace assetsodbc::odbctest
