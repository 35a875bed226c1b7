// Features of the reference's conformance levels that no other test here is about, and that each feature of the list in
// tests/docs/conformance_features.cpp names a test that exists.
#include <cstring>
#include <set>

#include "test_site.h"
#include "tests/docs/conformance_features.h"

namespace assetsodbc::odbctest {
namespace {

SQLCHAR* text(const char* value) {
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(value));
}

class Conformance : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))); }
    SQLHDESC descriptor(const Statement& statement, SQLINTEGER attribute) {
        SQLHDESC desc = SQL_NULL_HDESC;
        EXPECT_EQ(SQL_SUCCESS, SQLGetStmtAttr(statement.handle(), attribute, &desc, 0, nullptr));
        return desc;
    }
    Connection connection;
};

TEST_F(Conformance, EveryFeatureNamesATestThatExists) {
    std::set<std::string> names;
    const auto& all = *::testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const auto& suite = *all.GetTestSuite(i);
        std::string name = suite.name();
        name = name.substr(name.find('/') == std::string::npos ? 0 : name.find('/') + 1);  // "Odbc/Buffers"
        for (int k = 0; k < suite.total_test_count(); ++k) {
            const std::string test = suite.GetTestInfo(k)->name();
            names.insert(name + "." + test.substr(0, test.find('/')));
        }
    }
    for (const docs::Feature& feature : docs::conformanceFeatures()) {
        EXPECT_EQ(1u, names.count(feature.test)) << feature.number << " " << feature.test;
    }
}

TEST_F(Conformance, EveryKindOfHandleIsAllocatedAndFreed) {
    SQLHANDLE env = SQL_NULL_HANDLE, dbc = SQL_NULL_HANDLE, stmt = SQL_NULL_HANDLE, desc = SQL_NULL_HANDLE;
    ASSERT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env));
    ASSERT_EQ(SQL_SUCCESS, SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3_80), 0));
    ASSERT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc));
    EXPECT_EQ(SQL_ERROR, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt)) << "not before connecting";
    ASSERT_TRUE(SQL_SUCCEEDED(SQLConnect(dbc, text("TestSite"), SQL_NTS, nullptr, 0, nullptr, 0)));
    ASSERT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt));
    ASSERT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_DESC, dbc, &desc));
    EXPECT_EQ(SQL_SUCCESS, SQLFreeHandle(SQL_HANDLE_DESC, desc));
    EXPECT_EQ(SQL_SUCCESS, SQLFreeHandle(SQL_HANDLE_STMT, stmt));
    EXPECT_EQ(SQL_SUCCESS, SQLDisconnect(dbc));
    EXPECT_EQ(SQL_SUCCESS, SQLFreeHandle(SQL_HANDLE_DBC, dbc));
    EXPECT_EQ(SQL_SUCCESS, SQLFreeHandle(SQL_HANDLE_ENV, env));
}

TEST_F(Conformance, EveryFormOfSqlFreeStmt) {
    SQLHSTMT stmt = SQL_NULL_HSTMT;
    ASSERT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &stmt));
    SQLINTEGER value = 7;
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS,
              SQLBindParameter(stmt, 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, &value, 0, nullptr));
    SQLINTEGER result = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLBindCol(stmt, 1, SQL_C_SLONG, &result, 0, &length));
    ASSERT_EQ(SQL_SUCCESS, SQLExecDirect(stmt, text("SELECT ?"), SQL_NTS));
    ASSERT_EQ(SQL_SUCCESS, SQLFetch(stmt));
    EXPECT_EQ(7, result);
    EXPECT_EQ(SQL_SUCCESS, SQLFreeStmt(stmt, SQL_CLOSE));
    EXPECT_EQ(SQL_SUCCESS, SQLFreeStmt(stmt, SQL_CLOSE)) << "without a cursor it does nothing";
    EXPECT_EQ(SQL_SUCCESS, SQLFreeStmt(stmt, SQL_UNBIND));
    result = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLExecDirect(stmt, text("SELECT ?"), SQL_NTS));
    ASSERT_EQ(SQL_SUCCESS, SQLFetch(stmt));
    EXPECT_EQ(0, result);
    SQLFreeStmt(stmt, SQL_CLOSE);
    EXPECT_EQ(SQL_SUCCESS, SQLFreeStmt(stmt, SQL_RESET_PARAMS));
    EXPECT_EQ(SQL_ERROR, SQLExecDirect(stmt, text("SELECT ?"), SQL_NTS)) << "its parameter is gone";
    EXPECT_EQ(SQL_SUCCESS, SQLFreeStmt(stmt, SQL_DROP));
}

TEST_F(Conformance, CursorsHaveNames) {
    Statement first(connection), second(connection);
    SQLCHAR name[64] = "";
    SQLSMALLINT length = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLGetCursorName(first.handle(), name, sizeof name, &length));
    EXPECT_EQ(0, std::strncmp("SQL_CUR", reinterpret_cast<char*>(name), 7));
    ASSERT_EQ(SQL_SUCCESS, SQLSetCursorName(first.handle(), text("mine"), SQL_NTS));
    ASSERT_EQ(SQL_SUCCESS, SQLGetCursorName(first.handle(), name, sizeof name, &length));
    EXPECT_STREQ("mine", reinterpret_cast<char*>(name));
    EXPECT_EQ(SQL_ERROR, SQLSetCursorName(second.handle(), text("Mine"), SQL_NTS));
    EXPECT_EQ("3C000", second.state());
    EXPECT_EQ(SQL_ERROR, SQLSetCursorName(second.handle(), text("SQL_CURx"), SQL_NTS));
    EXPECT_EQ("34000", second.state());
}

// Every field of a column, as text.
std::vector<std::string> attributesOf(const Statement& statement, SQLUSMALLINT column) {
    std::vector<std::string> all;
    for (const int field : {SQL_DESC_AUTO_UNIQUE_VALUE,
                            SQL_DESC_BASE_COLUMN_NAME,
                            SQL_DESC_BASE_TABLE_NAME,
                            SQL_DESC_CASE_SENSITIVE,
                            SQL_DESC_CATALOG_NAME,
                            SQL_DESC_CONCISE_TYPE,
                            SQL_DESC_COUNT,
                            SQL_DESC_DISPLAY_SIZE,
                            SQL_DESC_FIXED_PREC_SCALE,
                            SQL_DESC_LABEL,
                            SQL_DESC_LENGTH,
                            SQL_DESC_LITERAL_PREFIX,
                            SQL_DESC_LITERAL_SUFFIX,
                            SQL_DESC_LOCAL_TYPE_NAME,
                            SQL_DESC_NAME,
                            SQL_DESC_NULLABLE,
                            SQL_DESC_NUM_PREC_RADIX,
                            SQL_DESC_OCTET_LENGTH,
                            SQL_DESC_PRECISION,
                            SQL_DESC_SCALE,
                            SQL_DESC_SCHEMA_NAME,
                            SQL_DESC_SEARCHABLE,
                            SQL_DESC_TABLE_NAME,
                            SQL_DESC_TYPE,
                            SQL_DESC_TYPE_NAME,
                            SQL_DESC_UNNAMED,
                            SQL_DESC_UNSIGNED,
                            SQL_DESC_UPDATABLE,
                            SQL_COLUMN_LENGTH,
                            SQL_COLUMN_PRECISION,
                            SQL_COLUMN_SCALE,
                            SQL_COLUMN_NAME,
                            SQL_COLUMN_NULLABLE}) {
        SQLCHAR value[256] = "";
        SQLLEN number = 0;
        const SQLRETURN result = SQLColAttribute(statement.handle(), column, static_cast<SQLUSMALLINT>(field), value,
                                                 sizeof value, nullptr, &number);
        EXPECT_EQ(SQL_SUCCESS, result) << field << describe(statement.diagnostics());
        all.push_back(std::to_string(field) + "=" + reinterpret_cast<char*>(value) + std::to_string(number));
    }
    return all;
}

TEST_F(Conformance, AllAttributesOfColumnsAreTheSameBeforeAndAfterExecution) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("SELECT Id, Name AS Called, Created, Id + 1, UPPER(Name) AS Loud, "
                                             "CAST(Id AS DOUBLE), NULL, COUNT(*) FROM Assets.Schemas GROUP BY Id"));
    const SQLSMALLINT count = statement.columnCount();
    ASSERT_EQ(8, count);
    std::vector<std::vector<std::string>> before;
    for (SQLSMALLINT i = 1; i <= count; ++i) before.push_back(attributesOf(statement, SQLUSMALLINT(i)));
    ASSERT_EQ(SQL_SUCCESS, statement.executePrepared());
    for (SQLSMALLINT i = 1; i <= count; ++i) {
        EXPECT_EQ(before[std::size_t(i) - 1], attributesOf(statement, SQLUSMALLINT(i))) << i;
    }
    ASSERT_EQ(SQL_SUCCESS, statement.fetch());
    EXPECT_EQ(before[0], attributesOf(statement, 1));
}

TEST_F(Conformance, ColumnsTellWhatTheyAre) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("SELECT Id AS Number, Id + 1, CAST(Id AS DOUBLE) FROM Assets.Schemas"));
    const auto number = [&](SQLUSMALLINT column, SQLUSMALLINT field) {
        SQLLEN value = -99;
        EXPECT_EQ(SQL_SUCCESS, SQLColAttribute(statement.handle(), column, field, nullptr, 0, nullptr, &value));
        return value;
    };
    const auto name = [&](SQLUSMALLINT column, SQLUSMALLINT field) {
        SQLCHAR value[100] = "";
        EXPECT_EQ(SQL_SUCCESS,
                  SQLColAttribute(statement.handle(), column, field, value, sizeof value, nullptr, nullptr));
        return std::string(reinterpret_cast<char*>(value));
    };
    EXPECT_EQ("Number", name(1, SQL_DESC_LABEL));
    EXPECT_EQ("Number", name(1, SQL_DESC_NAME)) << "the alias, where there is one";
    EXPECT_EQ("Id", name(1, SQL_DESC_BASE_COLUMN_NAME));
    EXPECT_EQ("Schemas", name(1, SQL_DESC_BASE_TABLE_NAME));
    EXPECT_EQ("Assets", name(1, SQL_DESC_SCHEMA_NAME));
    EXPECT_EQ("BIGINT", name(1, SQL_DESC_TYPE_NAME));
    EXPECT_EQ("", name(2, SQL_DESC_BASE_COLUMN_NAME)) << "an expression has none";
    EXPECT_EQ("", name(2, SQL_DESC_BASE_TABLE_NAME));
    EXPECT_EQ(SQL_FALSE, number(1, SQL_DESC_UNSIGNED));
    EXPECT_EQ(19, number(1, SQL_DESC_PRECISION));
    EXPECT_EQ(10, number(1, SQL_DESC_NUM_PREC_RADIX));
    EXPECT_EQ(20, number(1, SQL_DESC_DISPLAY_SIZE));
    EXPECT_EQ(8, number(1, SQL_DESC_OCTET_LENGTH));
    EXPECT_EQ(SQL_FALSE, number(1, SQL_DESC_CASE_SENSITIVE));
    EXPECT_EQ(SQL_NO_NULLS, number(1, SQL_DESC_NULLABLE));
    EXPECT_EQ(SQL_ATTR_READONLY, number(1, SQL_DESC_UPDATABLE));
    EXPECT_EQ(SQL_PRED_BASIC, number(1, SQL_DESC_SEARCHABLE));
    EXPECT_EQ(2, number(3, SQL_DESC_NUM_PREC_RADIX)) << "approximate numbers count bits";
    EXPECT_EQ(53, number(3, SQL_DESC_PRECISION));
    EXPECT_EQ(15, number(3, SQL_COLUMN_PRECISION)) << "and digits in ODBC 2";
}

TEST_F(Conformance, DescriptorsBindThroughTheManager) {
    Statement statement(connection), other(connection);
    const SQLHDESC ard = descriptor(statement, SQL_ATTR_APP_ROW_DESC);
    SQLBIGINT value = 0;
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLSetDescRec(ard, 1, SQL_C_SBIGINT, 0, 8, 0, 0, &value, &length, &length));
    const SQLHDESC copy = descriptor(other, SQL_ATTR_APP_ROW_DESC);
    ASSERT_EQ(SQL_SUCCESS, SQLCopyDesc(ard, copy));
    SQLSMALLINT count = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLGetDescField(copy, 0, SQL_DESC_COUNT, &count, 0, nullptr));
    EXPECT_EQ(1, count);
    for (const Statement* one : {&statement, &other}) {
        value = 0;
        ASSERT_EQ(SQL_SUCCESS, SQLExecDirect(one->handle(), text("SELECT 42"), SQL_NTS));
        ASSERT_EQ(SQL_SUCCESS, SQLFetch(one->handle()));
        EXPECT_EQ(42, value);
    }
    const SQLHDESC ird = descriptor(other, SQL_ATTR_IMP_ROW_DESC);
    EXPECT_EQ(SQL_ERROR, SQLSetDescField(ird, 1, SQL_DESC_TYPE, reinterpret_cast<SQLPOINTER>(SQL_C_CHAR), 0));
    EXPECT_EQ("HY016", diagnosticsOf(SQL_HANDLE_DESC, ird, Family::Narrow).at(0).state);
}

TEST_F(Conformance, AnExactNumberComesWithThePrecisionOfItsDescriptor) {
    Statement statement(connection);
    const SQLHDESC ard = descriptor(statement, SQL_ATTR_APP_ROW_DESC);
    SQL_NUMERIC_STRUCT value{};
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLSetDescRec(ard, 1, SQL_C_NUMERIC, 0, sizeof value, 10, 3, &value, &length, &length));
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT '12.3456'"));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, statement.fetch());
    EXPECT_EQ("01S07", statement.state());
    EXPECT_EQ(3, value.scale);
    EXPECT_EQ(12345, value.val[0] + 256 * value.val[1]);
}

TEST_F(Conformance, DiagnosticsTellTheirFields) {
    Statement statement(connection);
    EXPECT_EQ(SQL_ERROR, statement.execute("SELECT * FROM NoSuchTable"));
    const auto field = [&](SQLSMALLINT id) {
        SQLCHAR value[300] = "";
        EXPECT_EQ(SQL_SUCCESS,
                  SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), 1, id, value, sizeof value, nullptr));
        return std::string(reinterpret_cast<char*>(value));
    };
    EXPECT_EQ("42S02", field(SQL_DIAG_SQLSTATE));
    EXPECT_EQ("ISO 9075", field(SQL_DIAG_CLASS_ORIGIN));
    EXPECT_EQ("ODBC 3.0", field(SQL_DIAG_SUBCLASS_ORIGIN));
    EXPECT_NE("", field(SQL_DIAG_CONNECTION_NAME));
    SQLINTEGER number = 0;
    EXPECT_EQ(SQL_SUCCESS,
              SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), 0, SQL_DIAG_NUMBER, &number, 0, nullptr));
    EXPECT_EQ(1, number);
    EXPECT_EQ(SQL_NO_DATA,
              SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), 2, SQL_DIAG_NATIVE, &number, 0, nullptr));
}

TEST_F(Conformance, TheBestRowIdentifierIsThePrimaryKey) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, SQLSpecialColumns(statement.handle(), SQL_BEST_ROWID, nullptr, 0, text("Assets"), SQL_NTS,
                                             text("Schemas"), SQL_NTS, SQL_SCOPE_SESSION, SQL_NULLABLE));
    const auto rows = statement.rows();
    ASSERT_EQ(1u, rows.size());
    EXPECT_EQ("Id", rows[0][1]);
    ASSERT_EQ(SQL_SUCCESS, statement.close());
    ASSERT_EQ(SQL_SUCCESS, SQLSpecialColumns(statement.handle(), SQL_ROWVER, nullptr, 0, text("Assets"), SQL_NTS,
                                             text("Schemas"), SQL_NTS, SQL_SCOPE_SESSION, SQL_NULLABLE));
    EXPECT_EQ(0u, statement.rows().size());
}

TEST_F(Conformance, TablesAreNamedWithTheirSchema) {
    EXPECT_EQ(query(connection, "SELECT COUNT(*) FROM Schemas"),
              query(connection, "SELECT COUNT(*) FROM Assets.Schemas"));
    EXPECT_FALSE(query(connection, "SELECT Assets.Schemas.Id FROM Assets.Schemas").empty());
}

TEST_F(Conformance, ThereAreNoProcedures) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, SQLProcedures(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0));
    EXPECT_EQ(8, statement.columnCount());
    EXPECT_TRUE(statement.rows().empty());
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLProcedureColumns(statement.handle(), nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0));
    EXPECT_EQ(19, statement.columnCount());
    EXPECT_TRUE(statement.rows().empty());
    statement.close();
    EXPECT_EQ(SQL_ERROR, statement.execute("{call anything}"));
    SQLINTEGER value = 0;
    EXPECT_EQ(SQL_ERROR, SQLBindParameter(statement.handle(), 1, SQL_PARAM_OUTPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0,
                                          &value, 0, nullptr));
    EXPECT_EQ("HYC00", statement.state());
}

TEST_F(Conformance, BrowsingAsksForWhatIsMissing) {
    Connection other;
    SQLCHAR answer[1024] = "";
    SQLSMALLINT length = 0;
    ASSERT_EQ(SQL_NEED_DATA,
              SQLBrowseConnect(other.handle(), text("Driver={Assets}"), SQL_NTS, answer, sizeof answer, &length));
    EXPECT_NE(nullptr, std::strstr(reinterpret_cast<char*>(answer), "URL"));
    EXPECT_NE(nullptr, std::strstr(reinterpret_cast<char*>(answer), "PWD"));
    std::string rest = cloudConnection();
    rest = rest.substr(rest.find("URL="));
    const SQLRETURN result =
        SQLBrowseConnect(other.handle(), text(rest.c_str()), SQL_NTS, answer, sizeof answer, &length);
    EXPECT_TRUE(SQL_SUCCEEDED(result)) << describe(other.diagnostics());
    EXPECT_EQ(SQL_SUCCESS, SQLDisconnect(other.handle()));
}

TEST_F(Conformance, BookmarksAreDescribedAndFetched) {
    Statement statement(connection);
    const auto set = [&](SQLINTEGER attribute, SQLULEN value) {
        EXPECT_EQ(SQL_SUCCESS, SQLSetStmtAttr(statement.handle(), attribute, reinterpret_cast<SQLPOINTER>(value), 0));
    };
    set(SQL_ATTR_CURSOR_TYPE, SQL_CURSOR_STATIC);
    set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3"));
    SQLLEN type = 0, size = 0;
    EXPECT_EQ(SQL_SUCCESS, SQLColAttribute(statement.handle(), 0, SQL_DESC_OCTET_LENGTH, nullptr, 0, nullptr, &size));
    EXPECT_EQ(SQL_SUCCESS, SQLColAttribute(statement.handle(), 0, SQL_DESC_TYPE, nullptr, 0, nullptr, &type));
    EXPECT_TRUE(type == SQL_BINARY || type == SQL_VARBINARY) << type;
    std::vector<char> bookmark(static_cast<std::size_t>(size));
    SQLLEN length = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLFetchScroll(statement.handle(), SQL_FETCH_ABSOLUTE, 2));
    ASSERT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 0, SQL_C_VARBOOKMARK, bookmark.data(), size, &length));
    EXPECT_EQ(size, length);
    ASSERT_EQ(SQL_SUCCESS, SQLFetchScroll(statement.handle(), SQL_FETCH_LAST, 0));
    ASSERT_EQ(SQL_SUCCESS, SQLSetStmtAttr(statement.handle(), SQL_ATTR_FETCH_BOOKMARK_PTR, bookmark.data(), 0));
    ASSERT_EQ(SQL_SUCCESS, SQLFetchScroll(statement.handle(), SQL_FETCH_BOOKMARK, 0));
    EXPECT_EQ("2", statement.text(1));
}

TEST_F(Conformance, PrivilegesAndForeignKeysAreTold) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS,
              SQLTablePrivileges(statement.handle(), nullptr, 0, text("Assets"), SQL_NTS, text("Schemas"), SQL_NTS));
    const auto privileges = statement.rows();
    ASSERT_FALSE(privileges.empty());
    EXPECT_EQ("SELECT", privileges[0][5]);
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLColumnPrivileges(statement.handle(), nullptr, 0, text("Assets"), SQL_NTS, text("Schemas"),
                                               SQL_NTS, text("Id"), SQL_NTS));
    EXPECT_EQ(1u, statement.rows().size());
    statement.close();
    ASSERT_EQ(SQL_SUCCESS, SQLForeignKeys(statement.handle(), nullptr, 0, text("Assets"), SQL_NTS, text("Schemas"),
                                          SQL_NTS, nullptr, 0, nullptr, 0, nullptr, 0));
    EXPECT_FALSE(statement.rows().empty());
}

TEST_F(Conformance, CursorsChangeNoRows) {
    Statement statement(connection);
    for (const SQLULEN wanted : {SQLULEN{SQL_CONCUR_LOCK}, SQLULEN{SQL_CONCUR_ROWVER}, SQLULEN{SQL_CONCUR_VALUES}}) {
        EXPECT_EQ(SQL_SUCCESS_WITH_INFO,
                  SQLSetStmtAttr(statement.handle(), SQL_ATTR_CONCURRENCY, reinterpret_cast<SQLPOINTER>(wanted), 0));
        EXPECT_EQ("01S02", statement.state());
    }
    ASSERT_EQ(SQL_SUCCESS, statement.execute("SELECT 1"));
    ASSERT_EQ(SQL_SUCCESS, statement.fetch());
    for (const SQLUSMALLINT operation : {SQLUSMALLINT{SQL_UPDATE}, SQLUSMALLINT{SQL_DELETE}}) {
        EXPECT_EQ(SQL_ERROR, SQLSetPos(statement.handle(), 1, operation, SQL_LOCK_NO_CHANGE));
        EXPECT_EQ("HY092", statement.state());
    }
    EXPECT_EQ(SQL_ERROR, SQLSetPos(statement.handle(), 1, SQL_POSITION, SQL_LOCK_EXCLUSIVE));
    EXPECT_EQ("HYC00", statement.state());
}

}  // namespace
}  // namespace assetsodbc::odbctest
