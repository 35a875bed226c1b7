// Values into application buffers through the manager: pieces, truncation, NULL, conversions that would lose something.
#include <cstring>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Buffers : public BothFamilies {
protected:
    // Executes and moves to the first row.
    void open(Statement& statement, const std::string& sql) {
        ASSERT_TRUE(SQL_SUCCEEDED(statement.execute(sql))) << describe(statement.diagnostics());
        ASSERT_TRUE(SQL_SUCCEEDED(statement.fetch())) << describe(statement.diagnostics());
    }
    void expectState(const std::string& sql, SQLSMALLINT cType, SQLRETURN rc, const std::string& state) {
        Statement statement(connection);
        open(statement, sql);
        char buffer[64] = {};
        SQLLEN indicator = 0;
        EXPECT_EQ(rc, SQLGetData(statement.handle(), 1, cType, buffer, sizeof buffer, &indicator)) << sql;
        EXPECT_EQ(state, statement.state()) << sql;
    }
};

constexpr const char* kUnicode = "SELECT 'Zoë 日本 😀😀 q¬ =' AS t";
constexpr const char* kUnicodeText = "Zoë 日本 😀😀 q¬ =";

TEST_P(Buffers, TextArrivesWholeWhateverThePieceSize) {
    for (std::size_t piece = 6; piece < 40; ++piece) {
        Statement statement(connection);
        open(statement, kUnicode);
        EXPECT_EQ(kUnicodeText, statement.text(1, piece)) << piece;
    }
}

TEST_P(Buffers, CutTextIs01004WithTheFullLength) {
    Statement statement(connection);
    open(statement, "SELECT 'abcdefghij'");
    char buffer[5];
    SQLLEN indicator = 0;
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
    EXPECT_EQ("01004", statement.state());
    EXPECT_EQ(10, indicator);
    EXPECT_STREQ("abcd", buffer);
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
    EXPECT_EQ(6, indicator);
    EXPECT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
    EXPECT_EQ(2, indicator);
    EXPECT_STREQ("ij", buffer);
    EXPECT_EQ(SQL_NO_DATA, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
}

TEST_P(Buffers, BoundColumnTooSmallIs01004WithTheFullLength) {
    Statement statement(connection);
    char buffer[4] = {};
    SQLLEN indicator = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLBindCol(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT 'abcdefghij'")));
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO, statement.fetch());
    EXPECT_EQ("01004", statement.state());
    EXPECT_EQ(10, indicator);
    EXPECT_STREQ("abc", buffer);
}

TEST_P(Buffers, NullWithoutIndicatorIs22002) {
    Statement statement(connection);
    open(statement, "SELECT NULL");
    char buffer[8];
    EXPECT_EQ(SQL_ERROR, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, nullptr));
    EXPECT_EQ("22002", statement.state());
    SQLLEN indicator = 0;
    EXPECT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 1, SQL_C_CHAR, buffer, sizeof buffer, &indicator));
    EXPECT_EQ(SQL_NULL_DATA, indicator);
}

TEST_P(Buffers, ConversionsThatLoseDataAreRefused) {
    expectState("SELECT CAST(70000 AS BIGINT)", SQL_C_SSHORT, SQL_ERROR, "22003");
    expectState("SELECT 9223372036854775807", SQL_C_SLONG, SQL_ERROR, "22003");
    expectState("SELECT -1", SQL_C_ULONG, SQL_ERROR, "22003");
    expectState("SELECT 'twelve'", SQL_C_SLONG, SQL_ERROR, "22018");
    expectState("SELECT 'someday'", SQL_C_TYPE_DATE, SQL_ERROR, "22018");
    expectState("SELECT '2024-02-30'", SQL_C_TYPE_DATE, SQL_ERROR, "22007");
    expectState("SELECT CAST(2 AS BIGINT)", SQL_C_BIT, SQL_ERROR, "22003");
    expectState("SELECT 1.5", SQL_C_SLONG, SQL_SUCCESS_WITH_INFO, "01S07");
}

TEST_P(Buffers, UnconvertibleTypesAre07006AndUnknownOnesHY003) {
    expectState("SELECT CAST(5 AS BIGINT)", SQL_C_TYPE_DATE, SQL_ERROR, "07006");
    expectState("SELECT 5", 12345, SQL_ERROR, "HY003");
}

TEST_P(Buffers, ColumnsMayBeReadInAnyOrderAndAgain) {
    Statement statement(connection);
    open(statement, "SELECT 'one', 'two', 'three'");
    EXPECT_EQ("three", statement.text(3));
    EXPECT_EQ("one", statement.text(1));
    EXPECT_EQ("two", statement.text(2));
    char buffer[8];
    EXPECT_EQ(SQL_ERROR, SQLGetData(statement.handle(), 4, SQL_C_CHAR, buffer, sizeof buffer, nullptr));
    EXPECT_EQ("07009", statement.state());
}

TEST_P(Buffers, TypedValuesArriveTyped) {
    Statement statement(connection);
    open(statement, "SELECT 42, 1.25, {ts '2024-01-31 10:11:12.5'}, {d '2024-02-29'}");
    SQLINTEGER number = 0;
    SQLDOUBLE real = 0;
    SQL_TIMESTAMP_STRUCT stamp = {};
    SQL_DATE_STRUCT date = {};
    SQLLEN indicator = 0;
    EXPECT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 1, SQL_C_SLONG, &number, 0, &indicator));
    EXPECT_EQ(42, number);
    EXPECT_EQ(4, indicator);
    EXPECT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 2, SQL_C_DOUBLE, &real, 0, &indicator));
    EXPECT_EQ(1.25, real);
    EXPECT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 3, SQL_C_TYPE_TIMESTAMP, &stamp, 0, &indicator));
    EXPECT_EQ(2024, stamp.year);
    EXPECT_EQ(12, stamp.second);
    EXPECT_EQ(500000000u, stamp.fraction);
    EXPECT_EQ(SQL_SUCCESS, SQLGetData(statement.handle(), 4, SQL_C_TYPE_DATE, &date, 0, &indicator));
    EXPECT_EQ(29, date.day);
}

TEST_P(Buffers, RowsFillArraysInBothBindings) {
    constexpr const char* kSeven =
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 7) SELECT i, 'row ' || i FROM n";
    struct Bound {
        SQLINTEGER number;
        SQLLEN numberLength;
        char text[16];
        SQLLEN textLength;
    } rows[3] = {};
    Statement statement(connection);
    SQLULEN fetched = 0;
    SQLUSMALLINT status[3] = {};
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(3), 0);
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROW_BIND_TYPE, reinterpret_cast<SQLPOINTER>(sizeof(Bound)), 0);
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0);
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROW_STATUS_PTR, status, 0);
    SQLBindCol(statement.handle(), 1, SQL_C_SLONG, &rows[0].number, 0, &rows[0].numberLength);
    SQLBindCol(statement.handle(), 2, SQL_C_CHAR, rows[0].text, sizeof rows[0].text, &rows[0].textLength);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute(kSeven)));
    int next = 1;
    while (SQL_SUCCEEDED(statement.fetch())) {
        for (SQLULEN at = 0; at < fetched; ++at, ++next) {
            EXPECT_EQ(SQL_ROW_SUCCESS, status[at]);
            EXPECT_EQ(next, rows[at].number);
            EXPECT_EQ("row " + std::to_string(next), rows[at].text);
        }
    }
    EXPECT_EQ(8, next);
    EXPECT_EQ(SQL_ROW_NOROW, status[1]);
}

IN_BOTH_FAMILIES(Buffers);

}  // namespace
}  // namespace assetsodbc::odbctest
