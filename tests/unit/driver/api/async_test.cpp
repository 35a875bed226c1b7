// SQL_ATTR_ASYNC_ENABLE: calls that go on while the application polls. The fake query stands still until it is let go.
#include "driver/api/catalog.h"
#include "driver/api/connection.h"
#include "tests/unit/driver/fake_session.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace assetsodbc::driver::test {
namespace {

// Holds whoever passes until it is opened.
class Barrier {
public:
    void pass() {
        std::unique_lock lock(mutex_);
        isReached_ = true;
        changed_.notify_all();
        changed_.wait(lock, [this] { return isOpen_; });
    }
    void open() {
        const std::lock_guard lock(mutex_);
        isOpen_ = true;
        changed_.notify_all();
    }
    void awaitReached() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return isReached_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool isOpen_ = false, isReached_ = false;
};

class Asynchronous : public OpenStatement {
protected:
    void SetUp() override {
        OpenStatement::SetUp();
        scripts["slow"] = scripts["numbers"];
        scripts["slow"].atStep = [this] { barrier.pass(); };
        ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_ON));
    }
    void TearDown() override {
        barrier.open();
        OpenStatement::TearDown();
    }
    template <class Call>
    SQLRETURN untilDone(Call call) {
        SQLRETURN rc;
        while ((rc = call()) == SQL_STILL_EXECUTING) std::this_thread::yield();
        return rc;
    }
    Barrier barrier;
};

TEST_F(Asynchronous, TheAttributeIsKeptAndComesFromTheConnection) {
    EXPECT_EQ(SQLULEN{SQL_ASYNC_ENABLE_ON}, get(SQL_ATTR_ASYNC_ENABLE));
    ASSERT_EQ(SQL_SUCCESS, api::setConnectAttr(dbc, SQL_ATTR_ASYNC_ENABLE,
                                               reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_ENABLE_ON}), {}));
    stmt = newStatement();
    EXPECT_EQ(SQLULEN{SQL_ASYNC_ENABLE_ON}, get(SQL_ATTR_ASYNC_ENABLE));
    EXPECT_EQ(SQL_ERROR, api::setConnectAttr(dbc, SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE,
                                             reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_DBC_ENABLE_ON}), {}));
    EXPECT_EQ("HYC00", stateOf(SQL_HANDLE_DBC, dbc));
}

TEST_F(Asynchronous, TheCallIsPolledUntilItEnds) {
    {
        const std::string gone = "slow";  // the text need not outlive the call that starts
        ASSERT_EQ(SQL_STILL_EXECUTING, execDirect(gone));
    }
    EXPECT_EQ(SQL_STILL_EXECUTING, api::execDirect(stmt, {}));  // the arguments do not count now
    EXPECT_EQ("", state());
    barrier.open();
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return api::execDirect(stmt, {}); }));
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return api::fetch(stmt); }));
    EXPECT_EQ(1, id());
}

TEST_F(Asynchronous, OtherFunctionsAreRefusedMeanwhileAndSayWhy) {
    ASSERT_EQ(SQL_STILL_EXECUTING, execDirect("slow"));
    SQLSMALLINT count = 0;
    EXPECT_EQ(SQL_ERROR, api::numResultCols(stmt, &count));
    EXPECT_EQ("HY010", state());
    EXPECT_NE(std::string::npos, messageOf(SQL_HANDLE_STMT, stmt).find("still executing"));
    EXPECT_EQ(SQL_ERROR, api::fetch(stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, api::freeHandle(SQL_HANDLE_STMT, stmt));
    EXPECT_EQ("HY010", state());
    EXPECT_EQ(SQL_ERROR, set(SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_OFF));
    barrier.open();
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return execDirect("slow"); }));
    EXPECT_EQ("", state());  // the result's own diagnostics
    EXPECT_EQ(SQL_SUCCESS, api::numResultCols(stmt, &count));
    EXPECT_EQ(2, count);
}

TEST_F(Asynchronous, CancellingEndsTheCallWithHy008) {
    scripts["slow"].atStep = [this] {
        barrier.pass();  // and only then looks for the cancellation
    };
    ASSERT_EQ(SQL_SUCCESS, untilDone([&] { return prepare("slow"); }));
    ASSERT_EQ(SQL_STILL_EXECUTING, api::execute(stmt));
    barrier.awaitReached();
    EXPECT_EQ(SQL_SUCCESS, api::cancel(stmt));
    EXPECT_EQ(SQL_STILL_EXECUTING, api::execute(stmt));
    barrier.open();
    EXPECT_EQ(SQL_ERROR, untilDone([&] { return api::execute(stmt); }));
    EXPECT_EQ("HY008", state());
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return api::execute(stmt); }));  // still prepared
}

TEST_F(Asynchronous, ACancellationBeforeTheWorkerGetsGoingCounts) {
    // Another statement of the connection holds the lock, so that the worker has to wait for it.
    const SQLHSTMT waiting = stmt;
    stmt = newStatement();
    ASSERT_EQ(SQL_SUCCESS, set(SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_ON));
    ASSERT_EQ(SQL_STILL_EXECUTING, execDirect("slow"));
    barrier.awaitReached();
    const SQLHSTMT running = stmt;
    stmt = waiting;
    ASSERT_EQ(SQL_STILL_EXECUTING, execDirect("numbers"));
    EXPECT_EQ(SQL_SUCCESS, api::cancelHandle(SQL_HANDLE_STMT, waiting));
    barrier.open();
    EXPECT_EQ(SQL_ERROR, untilDone([&] { return execDirect("numbers"); }));
    EXPECT_EQ("HY008", state());
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return api::execDirect(running, {}); }));
}

TEST_F(Asynchronous, FailuresComeWithTheLastPoll) {
    ASSERT_EQ(SQL_ERROR, untilDone([&] { return execDirect("nonsense"); }));
    EXPECT_EQ("42000", state());
}

TEST_F(Asynchronous, TheConnectionWaitsForNobodyWhoIsNotDone) {
    ASSERT_EQ(SQL_STILL_EXECUTING, execDirect("slow"));
    barrier.open();
    EXPECT_EQ(SQL_ERROR, api::endTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
    EXPECT_EQ("HY010", stateOf(SQL_HANDLE_DBC, dbc));
    EXPECT_EQ(SQL_ERROR, api::disconnect(dbc));
    EXPECT_EQ("HY010", stateOf(SQL_HANDLE_DBC, dbc));
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return execDirect("slow"); }));
    EXPECT_EQ(SQL_SUCCESS, api::endTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT));
}

TEST_F(Asynchronous, CatalogFunctionsAndParametersInPiecesGoTheSameWay) {
    EXPECT_EQ(SQL_SUCCESS, untilDone([&] { return api::getTypeInfo(stmt, SQL_VARCHAR); }));
    EXPECT_EQ(SQL_SUCCESS, api::closeCursor(stmt));
    SQLLEN length = SQL_DATA_AT_EXEC;
    SQLCHAR token = 0, text[] = "abc";
    ASSERT_EQ(SQL_SUCCESS,
              api::bindParameter(stmt, 1, {SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 255, 0, &token, 0, &length}));
    ASSERT_EQ(SQL_NEED_DATA, untilDone([&] { return execDirect("one ?"); }));
    SQLPOINTER wanted = nullptr;
    ASSERT_EQ(SQL_NEED_DATA, untilDone([&] { return api::paramData(stmt, &wanted); }));
    ASSERT_EQ(SQL_SUCCESS, api::putData(stmt, text, 3));
    ASSERT_EQ(SQL_SUCCESS, untilDone([&] { return api::paramData(stmt, &wanted); }));
    EXPECT_EQ("abc", std::get<std::string>(recorder.executions.back().at(0)));
}

TEST_F(Asynchronous, FreeingRacesWithStartsAndNobodyHangs) {
    scripts["quick"] = scripts["numbers"];
    const TextIn quickSql(reinterpret_cast<const SQLCHAR*>("quick"), SQL_NTS);
    for (int round = 0; round < 50; ++round) {
        SQLHSTMT raced = newStatement();
        ASSERT_EQ(SQL_SUCCESS, api::setStmtAttr(raced, SQL_ATTR_ASYNC_ENABLE,
                                                reinterpret_cast<SQLPOINTER>(SQLULEN{SQL_ASYNC_ENABLE_ON})));
        std::thread starter([&] {
            SQLRETURN rc = SQL_SUCCESS;
            for (int call = 0; call < 20 && rc != SQL_INVALID_HANDLE; ++call) {
                rc = untilDone([&] { return api::execDirect(raced, quickSql); });
                if (rc == SQL_SUCCESS) api::freeStatement(raced, SQL_CLOSE);
            }
        });
        while (api::freeHandle(SQL_HANDLE_STMT, raced) == SQL_ERROR) std::this_thread::yield();  // HY010: it runs
        starter.join();
    }
}

}  // namespace
}  // namespace assetsodbc::driver::test
