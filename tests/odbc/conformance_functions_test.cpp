// Every function that the driver exports, called through the driver manager in each of its forms, in a situation where
// the reference lets it succeed. The list is the driver's own table, so that none can be left out.
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <functional>
#include <map>

#include "driver/tables/functions.h"
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

SQLCHAR* narrow(const char* text) {
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text));
}

// Wide text that lives as long as the call.
class Wide {
public:
    explicit Wide(const char* text) : text_(toUtf16(text)) {}
    operator SQLWCHAR*() { return reinterpret_cast<SQLWCHAR*>(text_.data()); }

private:
    std::u16string text_;
};

// What the calls write to.
struct Buffers {
    SQLCHAR text[1024] = {};
    SQLWCHAR wide[1024] = {};
    SQLSMALLINT small = 0, small2 = 0, small3 = 0;
    SQLUSMALLINT usmall = 0, statuses[10] = {};
    SQLINTEGER number = 0;
    SQLLEN length = 0;
    SQLULEN size = 0;
    SQLPOINTER pointer = nullptr;
};

constexpr const char* kQuery = "SELECT 1 AS n UNION ALL SELECT 2";
constexpr const char* kTable = "Schemas";

class ConformanceFunctions : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.connect("TestSite", nullptr, nullptr)));
        fresh();
    }
    void TearDown() override { SQLFreeHandle(SQL_HANDLE_STMT, stmt); }
    void fresh() {
        if (stmt != SQL_NULL_HSTMT) SQLFreeHandle(SQL_HANDLE_STMT, stmt);
        ASSERT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &stmt));
    }
    SQLRETURN executed(SQLULEN cursor = SQL_CURSOR_FORWARD_ONLY) {
        SQLSetStmtAttr(stmt, SQL_ATTR_CURSOR_TYPE, reinterpret_cast<SQLPOINTER>(cursor), 0);
        return SQLExecDirect(stmt, narrow(kQuery), SQL_NTS);
    }
    void fetched(SQLULEN cursor = SQL_CURSOR_FORWARD_ONLY) {
        executed(cursor);
        SQLFetch(stmt);
    }
    // An execution that waits for its parameter.
    void waiting() {
        static SQLLEN atExecution = SQL_DATA_AT_EXEC;
        SQLPrepare(stmt, narrow("SELECT ?"), SQL_NTS);
        SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0, &b, 0, &atExecution);
        SQLExecute(stmt);
    }
    SQLHDESC ard() {
        SQLGetStmtAttr(stmt, SQL_ATTR_APP_ROW_DESC, &b.pointer, 0, nullptr);
        return b.pointer;
    }
    SQLRETURN onNewConnection(const std::function<SQLRETURN(SQLHDBC)>& call) {
        Connection other;
        const SQLRETURN result = call(other.handle());
        SQLDisconnect(other.handle());
        return result;
    }

    Connection connection;
    SQLHSTMT stmt = SQL_NULL_HSTMT;
    Buffers b;

    using Call = std::function<SQLRETURN()>;
    void addHandles(std::map<std::string, Call>& all);
    void addConnections(std::map<std::string, Call>& all);
    void addStatements(std::map<std::string, Call>& all);
    void addResults(std::map<std::string, Call>& all);
    void addCatalog(std::map<std::string, Call>& all);
    void addDescriptors(std::map<std::string, Call>& all);
};

void ConformanceFunctions::addHandles(std::map<std::string, Call>& all) {
    const SQLHDBC dbc = connection.handle();
    all["SQLAllocHandle"] = [=] {
        SQLHANDLE handle = SQL_NULL_HANDLE;
        const SQLRETURN result = SQLAllocHandle(SQL_HANDLE_STMT, dbc, &handle);
        SQLFreeHandle(SQL_HANDLE_STMT, handle);
        return result;
    };
    all["SQLFreeHandle"] = [=] {
        SQLHANDLE handle = SQL_NULL_HANDLE;
        SQLAllocHandle(SQL_HANDLE_DESC, dbc, &handle);
        return SQLFreeHandle(SQL_HANDLE_DESC, handle);
    };
    all["SQLFreeStmt"] = [=] { return SQLFreeStmt(stmt, SQL_UNBIND); };
    all["SQLCancel"] = [=] { return SQLCancel(stmt); };
    all["SQLCancelHandle"] = [=] { return SQLCancelHandle(SQL_HANDLE_STMT, stmt); };
    all["SQLGetEnvAttr"] = [=] {
        return SQLGetEnvAttr(connection.environment(), SQL_ATTR_ODBC_VERSION, &b.number, 0, nullptr);
    };
    all["SQLSetEnvAttr"] = [=] {
        return SQLSetEnvAttr(connection.environment(), SQL_ATTR_OUTPUT_NTS, reinterpret_cast<SQLPOINTER>(1), 0);
    };
    all["SQLEndTran"] = [=] { return SQLEndTran(SQL_HANDLE_DBC, dbc, SQL_COMMIT); };
    all["SQLTransact"] = [=] { return SQLTransact(connection.environment(), dbc, SQL_COMMIT); };
    const auto failed = [=] { SQLSetStmtAttr(stmt, 99999, nullptr, 0); };
    all["SQLError"] = [=] {
        failed();
        return SQLError(connection.environment(), dbc, stmt, b.text, &b.number, b.text, 1024, &b.small);
    };
    all["SQLErrorW"] = [=] {
        failed();
        return SQLErrorW(connection.environment(), dbc, stmt, b.wide, &b.number, b.wide, 1024, &b.small);
    };
    all["SQLGetDiagRec"] = [=] {
        failed();
        return SQLGetDiagRec(SQL_HANDLE_STMT, stmt, 1, b.text, &b.number, b.text + 10, 1000, &b.small);
    };
    all["SQLGetDiagRecW"] = [=] {
        failed();
        return SQLGetDiagRecW(SQL_HANDLE_STMT, stmt, 1, b.wide, &b.number, b.wide + 10, 1000, &b.small);
    };
    all["SQLGetDiagField"] = [=] {
        failed();
        return SQLGetDiagField(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_SQLSTATE, b.text, 1024, &b.small);
    };
    all["SQLGetDiagFieldW"] = [=] {
        failed();
        return SQLGetDiagFieldW(SQL_HANDLE_STMT, stmt, 1, SQL_DIAG_SQLSTATE, b.wide, 1024, &b.small);
    };
}

void ConformanceFunctions::addConnections(std::map<std::string, Call>& all) {
    const SQLHDBC dbc = connection.handle();
    all["SQLConnect"] = [=] {
        return onNewConnection(
            [](SQLHDBC c) { return SQLConnect(c, narrow("TestSite"), SQL_NTS, nullptr, 0, nullptr, 0); });
    };
    all["SQLConnectW"] = [=] {
        return onNewConnection(
            [](SQLHDBC c) { return SQLConnectW(c, Wide("TestSite"), SQL_NTS, nullptr, 0, nullptr, 0); });
    };
    all["SQLDriverConnect"] = [=] {
        return onNewConnection([=](SQLHDBC c) {
            return SQLDriverConnect(c, nullptr, narrow("DSN=TestSite"), SQL_NTS, b.text, 1024, &b.small,
                                    SQL_DRIVER_NOPROMPT);
        });
    };
    all["SQLDriverConnectW"] = [=] {
        return onNewConnection([=](SQLHDBC c) {
            return SQLDriverConnectW(c, nullptr, Wide("DSN=TestSite"), SQL_NTS, b.wide, 1024, &b.small,
                                     SQL_DRIVER_NOPROMPT);
        });
    };
    all["SQLBrowseConnect"] = [=] {
        return onNewConnection(
            [=](SQLHDBC c) { return SQLBrowseConnect(c, narrow("DSN=TestSite"), SQL_NTS, b.text, 1024, &b.small); });
    };
    all["SQLBrowseConnectW"] = [=] {
        return onNewConnection(
            [=](SQLHDBC c) { return SQLBrowseConnectW(c, Wide("DSN=TestSite"), SQL_NTS, b.wide, 1024, &b.small); });
    };
    all["SQLDisconnect"] = [=] {
        Connection other;
        other.connect("TestSite", nullptr, nullptr);
        return SQLDisconnect(other.handle());
    };
    all["SQLGetConnectAttr"] = [=] { return SQLGetConnectAttr(dbc, SQL_ATTR_AUTOCOMMIT, &b.number, 0, nullptr); };
    all["SQLGetConnectAttrW"] = [=] {
        return SQLGetConnectAttrW(dbc, SQL_ATTR_CURRENT_CATALOG, b.wide, sizeof b.wide, &b.number);
    };
    all["SQLSetConnectAttr"] = [=] { return SQLSetConnectAttr(dbc, SQL_ATTR_CONNECTION_TIMEOUT, nullptr, 0); };
    all["SQLSetConnectAttrW"] = [=] { return SQLSetConnectAttrW(dbc, SQL_ATTR_CONNECTION_TIMEOUT, nullptr, 0); };
    all["SQLGetConnectOption"] = [=] { return SQLGetConnectOption(dbc, SQL_ATTR_ACCESS_MODE, &b.number); };
    all["SQLGetConnectOptionW"] = [=] { return SQLGetConnectOptionW(dbc, SQL_ATTR_ACCESS_MODE, &b.number); };
    all["SQLSetConnectOption"] = [=] { return SQLSetConnectOption(dbc, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_WRITE); };
    all["SQLSetConnectOptionW"] = [=] { return SQLSetConnectOptionW(dbc, SQL_ATTR_ACCESS_MODE, SQL_MODE_READ_WRITE); };
    all["SQLGetFunctions"] = [=] { return SQLGetFunctions(dbc, SQL_API_SQLFETCH, &b.usmall); };
    all["SQLGetInfo"] = [=] { return SQLGetInfo(dbc, SQL_DBMS_NAME, b.text, 1024, &b.small); };
    all["SQLGetInfoW"] = [=] { return SQLGetInfoW(dbc, SQL_DBMS_NAME, b.wide, 1024, &b.small); };
    all["SQLNativeSql"] = [=] { return SQLNativeSql(dbc, narrow(kQuery), SQL_NTS, b.text, 1024, &b.number); };
    all["SQLNativeSqlW"] = [=] { return SQLNativeSqlW(dbc, Wide(kQuery), SQL_NTS, b.wide, 1024, &b.number); };
}

void ConformanceFunctions::addStatements(std::map<std::string, Call>& all) {
    all["SQLPrepare"] = [=] { return SQLPrepare(stmt, narrow(kQuery), SQL_NTS); };
    all["SQLPrepareW"] = [=] { return SQLPrepareW(stmt, Wide(kQuery), SQL_NTS); };
    all["SQLExecDirect"] = [=] { return SQLExecDirect(stmt, narrow(kQuery), SQL_NTS); };
    all["SQLExecDirectW"] = [=] { return SQLExecDirectW(stmt, Wide(kQuery), SQL_NTS); };
    all["SQLExecute"] = [=] {
        SQLPrepare(stmt, narrow(kQuery), SQL_NTS);
        return SQLExecute(stmt);
    };
    all["SQLBindParameter"] = [=] {
        return SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 10, 0, b.text, 10, &b.length);
    };
    all["SQLBindParam"] = [=] { return SQLBindParam(stmt, 1, SQL_C_CHAR, SQL_VARCHAR, 10, 0, b.text, &b.length); };
    all["SQLSetParam"] = [=] { return SQLSetParam(stmt, 1, SQL_C_CHAR, SQL_VARCHAR, 10, 0, b.text, &b.length); };
    all["SQLParamOptions"] = [=] { return SQLParamOptions(stmt, 1, &b.size); };
    all["SQLNumParams"] = [=] {
        SQLPrepare(stmt, narrow("SELECT ?"), SQL_NTS);
        return SQLNumParams(stmt, &b.small);
    };
    all["SQLDescribeParam"] = [=] {
        SQLPrepare(stmt, narrow("SELECT ?"), SQL_NTS);
        return SQLDescribeParam(stmt, 1, &b.small, &b.size, &b.small2, &b.small3);
    };
    all["SQLParamData"] = [=] {
        waiting();
        SQLPOINTER token = nullptr;
        EXPECT_EQ(SQL_NEED_DATA, SQLParamData(stmt, &token));
        SQLPutData(stmt, b.text, 0);
        return SQLParamData(stmt, &token);
    };
    all["SQLPutData"] = [=] {
        waiting();
        SQLPOINTER token = nullptr;
        SQLParamData(stmt, &token);
        const SQLRETURN result = SQLPutData(stmt, b.text, 0);
        SQLCancel(stmt);
        return result;
    };
    all["SQLGetCursorName"] = [=] { return SQLGetCursorName(stmt, b.text, 1024, &b.small); };
    all["SQLGetCursorNameW"] = [=] { return SQLGetCursorNameW(stmt, b.wide, 1024, &b.small); };
    all["SQLSetCursorName"] = [=] { return SQLSetCursorName(stmt, narrow("mine"), SQL_NTS); };
    all["SQLSetCursorNameW"] = [=] { return SQLSetCursorNameW(stmt, Wide("mine too"), SQL_NTS); };
    all["SQLGetStmtAttr"] = [=] { return SQLGetStmtAttr(stmt, SQL_ATTR_MAX_ROWS, &b.size, 0, nullptr); };
    all["SQLGetStmtAttrW"] = [=] { return SQLGetStmtAttrW(stmt, SQL_ATTR_MAX_ROWS, &b.size, 0, nullptr); };
    all["SQLSetStmtAttr"] = [=] { return SQLSetStmtAttr(stmt, SQL_ATTR_MAX_ROWS, nullptr, 0); };
    all["SQLSetStmtAttrW"] = [=] { return SQLSetStmtAttrW(stmt, SQL_ATTR_MAX_ROWS, nullptr, 0); };
    all["SQLGetStmtOption"] = [=] { return SQLGetStmtOption(stmt, SQL_ATTR_MAX_ROWS, &b.size); };
    all["SQLSetStmtOption"] = [=] { return SQLSetStmtOption(stmt, SQL_ATTR_MAX_ROWS, 0); };
    all["SQLSetScrollOptions"] = [=] { return SQLSetScrollOptions(stmt, SQL_CONCUR_READ_ONLY, SQL_SCROLL_STATIC, 1); };
}

void ConformanceFunctions::addResults(std::map<std::string, Call>& all) {
    all["SQLBindCol"] = [=] { return SQLBindCol(stmt, 1, SQL_C_CHAR, b.text, 1024, &b.length); };
    all["SQLFetch"] = [=] { return executed() == SQL_SUCCESS ? SQLFetch(stmt) : SQL_ERROR; };
    all["SQLFetchScroll"] = [=] {
        return executed(SQL_CURSOR_STATIC) == SQL_SUCCESS ? SQLFetchScroll(stmt, SQL_FETCH_LAST, 0) : SQL_ERROR;
    };
    all["SQLExtendedFetch"] = [=] {
        executed();
        return SQLExtendedFetch(stmt, SQL_FETCH_NEXT, 0, &b.size, b.statuses);
    };
    all["SQLGetData"] = [=] {
        fetched();
        return SQLGetData(stmt, 1, SQL_C_CHAR, b.text, 1024, &b.length);
    };
    all["SQLSetPos"] = [=] {
        fetched(SQL_CURSOR_STATIC);
        return SQLSetPos(stmt, 1, SQL_POSITION, SQL_LOCK_NO_CHANGE);
    };
    all["SQLBulkOperations"] = [=] {
        SQLSetStmtAttr(stmt, SQL_ATTR_USE_BOOKMARKS, reinterpret_cast<SQLPOINTER>(SQL_UB_VARIABLE), 0);
        static SQLBIGINT bookmark = 0;
        SQLBindCol(stmt, 0, SQL_C_VARBOOKMARK, &bookmark, sizeof bookmark, &b.length);
        fetched(SQL_CURSOR_STATIC);
        return SQLBulkOperations(stmt, SQL_FETCH_BY_BOOKMARK);
    };
    all["SQLCloseCursor"] = [=] {
        executed();
        return SQLCloseCursor(stmt);
    };
    all["SQLMoreResults"] = [=] {
        SQLExecDirect(stmt, narrow("SELECT 1; SELECT 2"), SQL_NTS);
        return SQLMoreResults(stmt);
    };
    all["SQLRowCount"] = [=] {
        executed();
        return SQLRowCount(stmt, &b.length);
    };
    all["SQLNumResultCols"] = [=] {
        executed();
        return SQLNumResultCols(stmt, &b.small);
    };
    all["SQLDescribeCol"] = [=] {
        executed();
        return SQLDescribeCol(stmt, 1, b.text, 1024, &b.small, &b.small2, &b.size, &b.small3, &b.small3);
    };
    all["SQLDescribeColW"] = [=] {
        executed();
        return SQLDescribeColW(stmt, 1, b.wide, 1024, &b.small, &b.small2, &b.size, &b.small3, &b.small3);
    };
    all["SQLColAttribute"] = [=] {
        executed();
        return SQLColAttribute(stmt, 1, SQL_DESC_LABEL, b.text, 1024, &b.small, &b.length);
    };
    all["SQLColAttributeW"] = [=] {
        executed();
        return SQLColAttributeW(stmt, 1, SQL_DESC_LABEL, b.wide, 1024, &b.small, &b.length);
    };
    all["SQLColAttributes"] = [=] {
        executed();
        return SQLColAttributes(stmt, 1, SQL_COLUMN_LABEL, b.text, 1024, &b.small, &b.length);
    };
    all["SQLColAttributesW"] = [=] {
        executed();
        return SQLColAttributesW(stmt, 1, SQL_COLUMN_LABEL, b.wide, 1024, &b.small, &b.length);
    };
}

void ConformanceFunctions::addCatalog(std::map<std::string, Call>& all) {
    const auto n = [] { return narrow(kTable); };
    all["SQLTables"] = [=] { return SQLTables(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS, nullptr, 0); };
    all["SQLTablesW"] = [=] { return SQLTablesW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS, nullptr, 0); };
    all["SQLColumns"] = [=] { return SQLColumns(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS, nullptr, 0); };
    all["SQLColumnsW"] = [=] { return SQLColumnsW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS, nullptr, 0); };
    all["SQLPrimaryKeys"] = [=] { return SQLPrimaryKeys(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS); };
    all["SQLPrimaryKeysW"] = [=] { return SQLPrimaryKeysW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS); };
    all["SQLForeignKeys"] = [=] {
        return SQLForeignKeys(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS, nullptr, 0, nullptr, 0, nullptr, 0);
    };
    all["SQLForeignKeysW"] = [=] {
        return SQLForeignKeysW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS, nullptr, 0, nullptr, 0, nullptr, 0);
    };
    all["SQLStatistics"] = [=] {
        return SQLStatistics(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS, SQL_INDEX_ALL, SQL_QUICK);
    };
    all["SQLStatisticsW"] = [=] {
        return SQLStatisticsW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS, SQL_INDEX_ALL, SQL_QUICK);
    };
    all["SQLSpecialColumns"] = [=] {
        return SQLSpecialColumns(stmt, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, n(), SQL_NTS, SQL_SCOPE_SESSION,
                                 SQL_NULLABLE);
    };
    all["SQLSpecialColumnsW"] = [=] {
        return SQLSpecialColumnsW(stmt, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS,
                                  SQL_SCOPE_SESSION, SQL_NULLABLE);
    };
    all["SQLTablePrivileges"] = [=] { return SQLTablePrivileges(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS); };
    all["SQLTablePrivilegesW"] = [=] {
        return SQLTablePrivilegesW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS);
    };
    all["SQLColumnPrivileges"] = [=] {
        return SQLColumnPrivileges(stmt, nullptr, 0, nullptr, 0, n(), SQL_NTS, nullptr, 0);
    };
    all["SQLColumnPrivilegesW"] = [=] {
        return SQLColumnPrivilegesW(stmt, nullptr, 0, nullptr, 0, Wide(kTable), SQL_NTS, nullptr, 0);
    };
    all["SQLProcedures"] = [=] { return SQLProcedures(stmt, nullptr, 0, nullptr, 0, nullptr, 0); };
    all["SQLProceduresW"] = [=] { return SQLProceduresW(stmt, nullptr, 0, nullptr, 0, nullptr, 0); };
    all["SQLProcedureColumns"] = [=] {
        return SQLProcedureColumns(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
    };
    all["SQLProcedureColumnsW"] = [=] {
        return SQLProcedureColumnsW(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
    };
    all["SQLGetTypeInfo"] = [=] { return SQLGetTypeInfo(stmt, SQL_ALL_TYPES); };
    all["SQLGetTypeInfoW"] = [=] { return SQLGetTypeInfoW(stmt, SQL_INTEGER); };
}

void ConformanceFunctions::addDescriptors(std::map<std::string, Call>& all) {
    all["SQLGetDescField"] = [=] { return SQLGetDescField(ard(), 0, SQL_DESC_ARRAY_SIZE, &b.size, 0, nullptr); };
    all["SQLGetDescFieldW"] = [=] { return SQLGetDescFieldW(ard(), 0, SQL_DESC_ARRAY_SIZE, &b.size, 0, nullptr); };
    all["SQLSetDescField"] = [=] {
        return SQLSetDescField(ard(), 0, SQL_DESC_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(1), 0);
    };
    all["SQLSetDescFieldW"] = [=] {
        return SQLSetDescFieldW(ard(), 0, SQL_DESC_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(1), 0);
    };
    const auto bound = [=] { SQLBindCol(stmt, 1, SQL_C_CHAR, b.text, 1024, &b.length); };
    all["SQLGetDescRec"] = [=] {
        bound();
        return SQLGetDescRec(ard(), 1, b.text, 1024, &b.small, &b.small2, &b.small2, &b.length, &b.small3, &b.small3,
                             &b.small3);
    };
    all["SQLGetDescRecW"] = [=] {
        bound();
        return SQLGetDescRecW(ard(), 1, b.wide, 1024, &b.small, &b.small2, &b.small2, &b.length, &b.small3, &b.small3,
                              &b.small3);
    };
    all["SQLSetDescRec"] = [=] {
        return SQLSetDescRec(ard(), 1, SQL_C_CHAR, 0, 1024, 0, 0, b.text, &b.length, &b.length);
    };
    all["SQLCopyDesc"] = [=] {
        SQLHSTMT other = SQL_NULL_HSTMT;
        SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &other);
        SQLHDESC target = SQL_NULL_HDESC;
        SQLGetStmtAttr(other, SQL_ATTR_APP_ROW_DESC, &target, 0, nullptr);
        const SQLRETURN result = SQLCopyDesc(ard(), target);
        SQLFreeHandle(SQL_HANDLE_STMT, other);
        return result;
    };
}

TEST_F(ConformanceFunctions, EachSucceedsThroughTheManagerInEveryForm) {
    std::map<std::string, Call> all;
    addHandles(all);
    addConnections(all);
    addStatements(all);
    addResults(all);
    addCatalog(all);
    addDescriptors(all);
    std::size_t called = 0;
    for (const driver::Function& function : driver::exportedFunctions()) {
        for (const char* const suffix : {"", "W"}) {
            if (*suffix != 0 && !function.hasWide) continue;
            const std::string name = std::string(function.name) + suffix;
            ASSERT_EQ(1u, all.count(name)) << name << " is exported, but not called here";
            fresh();
            const SQLRETURN result = all[name]();
            const bool succeeds = SQL_SUCCEEDED(result);
            EXPECT_EQ(function.isListed, succeeds)
                << name << " = " << result << " " << describe(diagnosticsOf(SQL_HANDLE_STMT, stmt, Family::Narrow))
                << describe(connection.diagnostics());
            ++called;
        }
    }
    EXPECT_EQ(all.size(), called) << "something is called that is not exported";
}

TEST_F(ConformanceFunctions, SqlGetFunctionsTellsExactlyThoseThatWork) {
    for (const driver::Function& function : driver::exportedFunctions()) {
        // The manager answers by itself for what it maps, and may be older than the functions of ODBC 3.8.
        if (function.level == driver::FunctionLevel::Odbc2) continue;
        if (function.level == driver::FunctionLevel::Optional) continue;
        SQLUSMALLINT supported = 99;
        ASSERT_EQ(SQL_SUCCESS, SQLGetFunctions(connection.handle(), function.id, &supported)) << function.name;
        EXPECT_EQ(function.isListed ? SQL_TRUE : SQL_FALSE, supported) << function.name;
    }
}

}  // namespace
}  // namespace assetsodbc::odbctest
