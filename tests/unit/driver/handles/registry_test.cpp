#include "driver/handles/registry.h"

#include <atomic>
#include <thread>

#include "driver/api/handles.h"
#include "driver/handles/environment.h"
#include "tests/unit/driver/fake_session.h"

namespace assetsodbc::driver::test {
namespace {

SQLHANDLE asHandle(std::uintptr_t value) {
    return reinterpret_cast<SQLHANDLE>(value);
}

TEST(Registry, RefusesNullForeignAndInventedHandles) {
    int onTheStack = 0;
    for (SQLHANDLE value : {asHandle(0), asHandle(1), asHandle(~std::uintptr_t{0}), SQLHANDLE{&onTheStack}}) {
        EXPECT_FALSE(Registry::instance().lock(value, HandleKind::Statement));
        EXPECT_EQ(SQL_INVALID_HANDLE, api::freeHandle(SQL_HANDLE_ENV, value));
    }
}

TEST(Registry, RefusesAHandleOfAnotherKind) {
    SQLHANDLE env = SQL_NULL_HANDLE;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env));
    EXPECT_FALSE(Registry::instance().lock(env, HandleKind::Connection));
    EXPECT_EQ(SQL_INVALID_HANDLE, api::freeHandle(SQL_HANDLE_STMT, env));
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_ENV, env));
}

TEST(Registry, RefusesAStaleHandleEvenWhenItsSlotIsUsedAgain) {
    SQLHANDLE first = SQL_NULL_HANDLE;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &first));
    ASSERT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_ENV, first));
    SQLHANDLE second = SQL_NULL_HANDLE;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &second));
    EXPECT_NE(first, second);
    EXPECT_EQ(SQL_INVALID_HANDLE, api::freeHandle(SQL_HANDLE_ENV, first));
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_ENV, second));
}

TEST(Registry, AConnectionNeedsTheOdbcVersionFirst) {
    SQLHANDLE env = SQL_NULL_HANDLE;
    SQLHANDLE dbc = SQL_NULL_HANDLE;
    ASSERT_EQ(SQL_SUCCESS, api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env));
    EXPECT_EQ(SQL_ERROR, api::allocHandle(SQL_HANDLE_DBC, env, &dbc));
    EXPECT_EQ(SQL_NULL_HANDLE, dbc);
    EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_ENV, env));
}

class HandlesOfAConnection : public OpenStatement {};

TEST_F(HandlesOfAConnection, AnOwnerIsNotFreedBeforeWhatItOwns) {
    EXPECT_EQ(SQL_ERROR, api::freeHandle(SQL_HANDLE_ENV, env));
    EXPECT_EQ("HY010", stateOf(SQL_HANDLE_ENV, env));
    EXPECT_EQ(SQL_ERROR, api::freeHandle(SQL_HANDLE_DBC, dbc));
    EXPECT_EQ("HY010", stateOf(SQL_HANDLE_DBC, dbc));
}

TEST_F(HandlesOfAConnection, FreeingAStatementEndsItsDescriptors) {
    const SQLHDESC ard = descriptor(SQL_ATTR_APP_ROW_DESC);
    ASSERT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_STMT, stmt));
    SQLSMALLINT count = 0;
    EXPECT_EQ(SQL_INVALID_HANDLE,
              api::getDescField(ard, 0, SQL_DESC_COUNT, &count, TextOut::narrow(nullptr, 0), nullptr));
    EXPECT_EQ(SQL_INVALID_HANDLE, api::fetch(stmt));
}

TEST_F(HandlesOfAConnection, FreeingWhileOthersCallNeverTouchesFreedMemory) {
    std::atomic<bool> stop{false};
    std::atomic<SQLHSTMT> shared{stmt};
    const auto call = [&] {
        while (!stop) {
            SQLULEN value = 0;
            api::getStmtAttr(shared, SQL_ATTR_MAX_ROWS, &value, nullptr);
            api::cancel(shared);
        }
    };
    std::thread one(call), two(call);
    for (int i = 0; i < 2000; ++i) {
        const SQLHSTMT old = shared;
        shared = newStatement();
        EXPECT_EQ(SQL_SUCCESS, api::freeHandle(SQL_HANDLE_STMT, old));
    }
    stop = true;
    one.join();
    two.join();
}

}  // namespace
}  // namespace assetsodbc::driver::test
