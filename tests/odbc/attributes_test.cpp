// Every attribute of connections and statements in ODBC 3.8: values that are kept, values that another replaces
// (01S02), values that are refused, and when. One row each; the test walks over the table, through the driver manager.
#include <cstring>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

// What setting a value leads to: "" = it is kept and read back, else the SQLSTATE.
struct Setting {
    SQLULEN value;
    const char* state;
    SQLULEN readBack;  // after 01S02
};

struct AttributeRow {
    SQLINTEGER id;
    const char* name;
    bool isWide;  // read as an SQLULEN, else as an SQLUINTEGER
    SQLULEN initially;
    std::vector<Setting> settings;
};

#define ATTRIBUTE(id) id, #id
constexpr SQLULEN kNonsense = 77777;

std::vector<AttributeRow> statementAttributes() {
    return {
        {ATTRIBUTE(SQL_ATTR_QUERY_TIMEOUT), true, 0, {{30, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_MAX_ROWS), true, 0, {{5, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_MAX_LENGTH), true, 0, {{100, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_NOSCAN), true, SQL_NOSCAN_OFF, {{SQL_NOSCAN_ON, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_CURSOR_TYPE),
         true,
         SQL_CURSOR_FORWARD_ONLY,
         {{SQL_CURSOR_STATIC, "", 0},
          {SQL_CURSOR_KEYSET_DRIVEN, "01S02", SQL_CURSOR_STATIC},
          {SQL_CURSOR_DYNAMIC, "01S02", SQL_CURSOR_STATIC},
          {SQL_CURSOR_FORWARD_ONLY, "", 0},
          {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_CONCURRENCY),
         true,
         SQL_CONCUR_READ_ONLY,
         {{SQL_CONCUR_READ_ONLY, "", 0},
          {SQL_CONCUR_LOCK, "01S02", SQL_CONCUR_READ_ONLY},
          {SQL_CONCUR_ROWVER, "01S02", SQL_CONCUR_READ_ONLY},
          {SQL_CONCUR_VALUES, "01S02", SQL_CONCUR_READ_ONLY},
          {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_CURSOR_SCROLLABLE),
         true,
         SQL_NONSCROLLABLE,
         {{SQL_SCROLLABLE, "", 0}, {SQL_NONSCROLLABLE, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_CURSOR_SENSITIVITY),
         true,
         SQL_UNSPECIFIED,
         {{SQL_INSENSITIVE, "", 0}, {SQL_SENSITIVE, "01S02", SQL_INSENSITIVE}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_KEYSET_SIZE), true, 0, {{10, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_SIMULATE_CURSOR),
         true,
         SQL_SC_NON_UNIQUE,
         {{SQL_SC_UNIQUE, "01S02", SQL_SC_NON_UNIQUE}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_RETRIEVE_DATA), true, SQL_RD_ON, {{SQL_RD_OFF, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_USE_BOOKMARKS), true, SQL_UB_OFF, {{SQL_UB_VARIABLE, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_ENABLE_AUTO_IPD), true, SQL_FALSE, {{SQL_FALSE, "", 0}, {SQL_TRUE, "HYC00", 0}}},
        {ATTRIBUTE(SQL_ATTR_METADATA_ID), true, SQL_FALSE, {{SQL_TRUE, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_ROW_ARRAY_SIZE), true, 1, {{9, "", 0}, {0, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_ROW_BIND_TYPE), true, SQL_BIND_BY_COLUMN, {{64, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_PARAMSET_SIZE), true, 1, {{9, "", 0}, {0, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_PARAM_BIND_TYPE), true, SQL_PARAM_BIND_BY_COLUMN, {{64, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_ROW_STATUS_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_ROWS_FETCHED_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_ROW_OPERATION_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_ROW_BIND_OFFSET_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_PARAM_STATUS_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_PARAMS_PROCESSED_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_PARAM_OPERATION_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_PARAM_BIND_OFFSET_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_FETCH_BOOKMARK_PTR), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
    };
}

std::vector<AttributeRow> connectionAttributes() {
    return {
        {ATTRIBUTE(SQL_ATTR_ACCESS_MODE),
         false,
         SQL_MODE_READ_WRITE,
         {{SQL_MODE_READ_ONLY, "", 0}, {SQL_MODE_READ_WRITE, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_AUTOCOMMIT),
         false,
         SQL_AUTOCOMMIT_ON,
         {{SQL_AUTOCOMMIT_OFF, "", 0}, {SQL_AUTOCOMMIT_ON, "", 0}, {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_CONNECTION_TIMEOUT), false, 0, {{30, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_METADATA_ID), false, SQL_FALSE, {{SQL_TRUE, "", 0}, {SQL_FALSE, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_TXN_ISOLATION),
         false,
         SQL_TXN_SERIALIZABLE,
         {{SQL_TXN_SERIALIZABLE, "", 0},
          {SQL_TXN_READ_COMMITTED, "01S02", SQL_TXN_SERIALIZABLE},
          {kNonsense, "HY024", 0}}},
        {ATTRIBUTE(SQL_ATTR_TRANSLATE_OPTION), false, 0, {{3, "", 0}, {0, "", 0}}},
        {ATTRIBUTE(SQL_ATTR_PACKET_SIZE), false, 0, {{4096, "HY011", 0}}},
        {ATTRIBUTE(SQL_ATTR_LOGIN_TIMEOUT), false, 0, {{5, "HY011", 0}}},
        {ATTRIBUTE(SQL_ATTR_QUIET_MODE), true, 0, {{0x1000, "", 0}, {0, "", 0}}},
    };
}
#undef ATTRIBUTE

// Sets and reads one attribute of either kind of handle.
class Target {
public:
    Target(SQLSMALLINT kind, SQLHANDLE handle) : kind_(kind), handle_(handle) {}

    SQLRETURN set(SQLINTEGER id, SQLULEN value) {
        auto* const pointer = reinterpret_cast<SQLPOINTER>(value);
        return kind_ == SQL_HANDLE_DBC ? SQLSetConnectAttr(handle_, id, pointer, 0)
                                       : SQLSetStmtAttr(handle_, id, pointer, 0);
    }
    SQLRETURN get(SQLINTEGER id, void* value) {
        return kind_ == SQL_HANDLE_DBC ? SQLGetConnectAttr(handle_, id, value, 0, nullptr)
                                       : SQLGetStmtAttr(handle_, id, value, 0, nullptr);
    }
    SQLULEN read(const AttributeRow& row) {
        SQLULEN value = 0;
        EXPECT_EQ(SQL_SUCCESS, get(row.id, &value)) << row.name << " " << state();
        return row.isWide ? value : static_cast<SQLUINTEGER>(value);
    }
    std::string state() {
        const auto records = diagnosticsOf(kind_, handle_, Family::Narrow);
        return records.empty() ? "" : records[0].state;
    }

private:
    SQLSMALLINT kind_;
    SQLHANDLE handle_;
};

void check(Target& target, const AttributeRow& row) {
    SQLULEN expected = row.initially;
    EXPECT_EQ(expected, target.read(row)) << row.name;
    for (const Setting& setting : row.settings) {
        const SQLRETURN result = target.set(row.id, setting.value);
        const std::string state = result == SQL_SUCCESS ? "" : target.state();
        EXPECT_EQ(setting.state, state) << row.name << " = " << setting.value;
        if (result == SQL_SUCCESS) expected = setting.value;
        if (result == SQL_SUCCESS_WITH_INFO) expected = setting.readBack;
        EXPECT_EQ(expected, target.read(row)) << row.name << " after " << setting.value;
    }
}

class Attributes : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))); }
    Connection connection;
};

TEST_F(Attributes, AreKeptSubstitutedOrRefusedAsTheTableSays) {
    for (const AttributeRow& row : statementAttributes()) {
        const Statement statement(connection);
        Target target(SQL_HANDLE_STMT, statement.handle());
        check(target, row);
    }
    for (const AttributeRow& row : connectionAttributes()) {
        Connection other;
        ASSERT_TRUE(SQL_SUCCEEDED(other.driverConnect(cloudConnection())));
        Target target(SQL_HANDLE_DBC, other.handle());
        check(target, row);
    }
}

TEST_F(Attributes, OfOtherDriversAreUnknown) {
    const Statement statement(connection);
    Target ofStatement(SQL_HANDLE_STMT, statement.handle()), ofConnection(SQL_HANDLE_DBC, connection.handle());
    for (const int id : {99999, 1041, 1042, 1211, 1212, 1227, 1228, 1241, 30002}) {
        EXPECT_EQ(SQL_ERROR, ofStatement.set(id, 1)) << id;
        EXPECT_EQ("HY092", ofStatement.state()) << id;
        EXPECT_EQ(SQL_ERROR, ofConnection.set(id, 1)) << id;
        EXPECT_EQ("HY092", ofConnection.state()) << id;
    }
}

TEST_F(Attributes, ThatAreFactsCannotBeSet) {
    const Statement statement(connection);
    Target ofStatement(SQL_HANDLE_STMT, statement.handle()), ofConnection(SQL_HANDLE_DBC, connection.handle());
    EXPECT_EQ(SQL_ERROR, ofStatement.set(SQL_ATTR_ROW_NUMBER, 1));
    EXPECT_EQ("HY092", ofStatement.state());
    for (const int id : {SQL_ATTR_CONNECTION_DEAD, SQL_ATTR_AUTO_IPD}) {
        EXPECT_EQ(SQL_ERROR, ofConnection.set(id, 1)) << id;
        EXPECT_EQ("HY092", ofConnection.state()) << id;
        SQLUINTEGER value = 99;
        EXPECT_EQ(SQL_SUCCESS, ofConnection.get(id, &value)) << id;
        EXPECT_EQ(0u, value) << id;
    }
    for (const int id : {SQL_ATTR_IMP_ROW_DESC, SQL_ATTR_IMP_PARAM_DESC}) {
        SQLHDESC desc = SQL_NULL_HDESC;
        EXPECT_EQ(SQL_SUCCESS, ofStatement.get(id, &desc));
        EXPECT_TRUE(desc != SQL_NULL_HDESC);
        EXPECT_EQ(SQL_ERROR, ofStatement.set(id, reinterpret_cast<SQLULEN>(desc)));
        EXPECT_EQ("HY017", ofStatement.state()) << id;
    }
}

TEST_F(Attributes, WhatTheDriverCannotDoIsRefused) {
    Target target(SQL_HANDLE_DBC, connection.handle());
    for (const int id : {SQL_ATTR_TRANSLATE_LIB, SQL_ATTR_ENLIST_IN_DTC, SQL_ATTR_ASYNC_DBC_FUNCTIONS_ENABLE}) {
        auto* const value = id == SQL_ATTR_TRANSLATE_LIB ? const_cast<char*>("lib") : reinterpret_cast<char*>(1);
        EXPECT_EQ(SQL_ERROR, SQLSetConnectAttr(connection.handle(), id, value, SQL_NTS)) << id;
        EXPECT_EQ("HYC00", target.state()) << id;
    }
}

TEST_F(Attributes, ThatShapeTheCursorComeBeforeIt) {
    Statement statement(connection);
    Target target(SQL_HANDLE_STMT, statement.handle());
    const auto expectRefused = [&](const char* state) {
        for (const int id : {SQL_ATTR_CURSOR_TYPE, SQL_ATTR_CONCURRENCY, SQL_ATTR_USE_BOOKMARKS,
                             SQL_ATTR_SIMULATE_CURSOR, SQL_ATTR_CURSOR_SCROLLABLE, SQL_ATTR_CURSOR_SENSITIVITY}) {
            EXPECT_EQ(SQL_ERROR, target.set(id, 1)) << id;
            EXPECT_EQ(state, target.state()) << id;
        }
    };
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("SELECT 1"));
    expectRefused("HY011");
    ASSERT_EQ(SQL_SUCCESS, statement.executePrepared());
    expectRefused("24000");
}

TEST_F(Attributes, AreAcceptedBeforeConnecting) {
    Connection other;
    Target target(SQL_HANDLE_DBC, other.handle());
    for (const int id : {SQL_ATTR_LOGIN_TIMEOUT, SQL_ATTR_CONNECTION_TIMEOUT, SQL_ATTR_PACKET_SIZE}) {
        EXPECT_EQ(SQL_SUCCESS, target.set(id, 17)) << id;
    }
    ASSERT_TRUE(SQL_SUCCEEDED(other.driverConnect(cloudConnection())));
    for (const int id : {SQL_ATTR_LOGIN_TIMEOUT, SQL_ATTR_CONNECTION_TIMEOUT, SQL_ATTR_PACKET_SIZE}) {
        SQLUINTEGER value = 0;
        EXPECT_EQ(SQL_SUCCESS, target.get(id, &value)) << id;
        EXPECT_EQ(17u, value) << id;
    }
}

TEST_F(Attributes, OfTheEnvironment) {
    SQLINTEGER value = 0;
    const SQLHENV env = connection.environment();
    EXPECT_EQ(SQL_SUCCESS, SQLGetEnvAttr(env, SQL_ATTR_ODBC_VERSION, &value, 0, nullptr));
    EXPECT_EQ(SQL_OV_ODBC3, SQLULEN(value));
    EXPECT_EQ(SQL_SUCCESS, SQLGetEnvAttr(env, SQL_ATTR_OUTPUT_NTS, &value, 0, nullptr));
    EXPECT_EQ(SQL_TRUE, value);
    EXPECT_EQ(SQL_ERROR, SQLSetEnvAttr(env, 99999, nullptr, 0));
    EXPECT_EQ("HY092", diagnosticsOf(SQL_HANDLE_ENV, env, Family::Narrow).at(0).state);
}

}  // namespace
}  // namespace assetsodbc::odbctest
