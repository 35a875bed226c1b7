// Statements that change local tables, through the driver manager: row counts, return codes, parameter arrays.
#include <array>
#include <cstring>
#include <vector>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Executing : public BothFamilies {
protected:
    void SetUp() override {
        BothFamilies::SetUp();
        run("CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL)");
    }
    void run(const std::string& sql) {
        Statement statement(connection);
        ASSERT_TRUE(SQL_SUCCEEDED(statement.execute(sql))) << sql << "\n" << describe(statement.diagnostics());
    }
    static SQLLEN rowCount(const Statement& statement) {
        SQLLEN count = -99;
        EXPECT_EQ(SQL_SUCCESS, SQLRowCount(statement.handle(), &count));
        return count;
    }
    static SQLRETURN set(const Statement& statement, SQLINTEGER attribute, SQLULEN value) {
        return SQLSetStmtAttr(statement.handle(), attribute, reinterpret_cast<SQLPOINTER>(value), 0);
    }
    std::string cell(const std::string& sql) { return *query(connection, sql).at(0).at(0); }
};

TEST_P(Executing, RowCountsAreExact) {
    Statement statement(connection);
    EXPECT_EQ(SQL_SUCCESS, statement.execute("INSERT INTO t VALUES (1,'a'), (2,'b'), (3,'c')"));
    EXPECT_EQ(3, rowCount(statement));
    EXPECT_EQ(0, statement.columnCount());
    EXPECT_EQ(SQL_SUCCESS, statement.execute("UPDATE t SET name = name || '!' WHERE id > 1"));
    EXPECT_EQ(2, rowCount(statement));
    EXPECT_EQ(SQL_NO_DATA, statement.execute("UPDATE t SET name = 'x' WHERE id > 99"));
    EXPECT_EQ(0, rowCount(statement));
    EXPECT_EQ(SQL_NO_DATA, statement.execute("DELETE FROM t WHERE id > 99"));
    EXPECT_EQ(SQL_SUCCESS, statement.execute("DELETE FROM t"));
    EXPECT_EQ(3, rowCount(statement));
    EXPECT_EQ(SQL_SUCCESS, statement.execute("CREATE TABLE u (x INTEGER)"));
    EXPECT_EQ(0, rowCount(statement));
    EXPECT_EQ(SQL_SUCCESS, statement.execute("SELECT * FROM t"));
    EXPECT_EQ(-1, rowCount(statement));
}

TEST_P(Executing, TheDynamicFunctionIsNamed) {
    struct Case {
        const char *sql, *name;
        SQLINTEGER code;
    };
    const Case cases[] = {
        {"INSERT INTO t VALUES (1,'a')", "INSERT", SQL_DIAG_INSERT},
        {"UPDATE t SET name = 'b'", "UPDATE WHERE", SQL_DIAG_UPDATE_WHERE},
        {"DELETE FROM t", "DELETE WHERE", SQL_DIAG_DELETE_WHERE},
        {"CREATE TABLE v (x INTEGER)", "CREATE TABLE", SQL_DIAG_CREATE_TABLE},
        {"CREATE INDEX vx ON v (x)", "CREATE INDEX", SQL_DIAG_CREATE_INDEX},
        {"CREATE VIEW w AS SELECT x FROM v", "CREATE VIEW", SQL_DIAG_CREATE_VIEW},
        {"DROP VIEW w", "DROP VIEW", SQL_DIAG_DROP_VIEW},
        {"DROP INDEX vx", "DROP INDEX", SQL_DIAG_DROP_INDEX},
        {"ALTER TABLE v ADD COLUMN y INTEGER", "ALTER TABLE", SQL_DIAG_ALTER_TABLE},
        {"DROP TABLE v", "DROP TABLE", SQL_DIAG_DROP_TABLE},
        {"SELECT 1", "SELECT CURSOR", SQL_DIAG_SELECT_CURSOR},
    };
    for (const Case& at : cases) {
        Statement statement(connection);
        ASSERT_TRUE(SQL_SUCCEEDED(statement.execute(at.sql))) << at.sql << describe(statement.diagnostics());
        SQLINTEGER code = 0;
        SQLCHAR name[40] = "";
        SQLSMALLINT length = 0;
        EXPECT_TRUE(SQL_SUCCEEDED(SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), 0,
                                                  SQL_DIAG_DYNAMIC_FUNCTION_CODE, &code, SQL_IS_INTEGER, nullptr)));
        EXPECT_EQ(at.code, code) << at.sql;
        EXPECT_TRUE(SQL_SUCCEEDED(SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), 0, SQL_DIAG_DYNAMIC_FUNCTION,
                                                  name, sizeof name, &length)));
        EXPECT_STREQ(at.name, reinterpret_cast<char*>(name)) << at.sql;
    }
}

TEST_P(Executing, ReturnedRowsComeWithTheirCount) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("INSERT INTO t VALUES (1,'a'), (2,'b') RETURNING id, upper(name)"));
    EXPECT_EQ(2, rowCount(statement));
    const auto rows = statement.rows();
    ASSERT_EQ(2u, rows.size());
    EXPECT_EQ("B", rows[1][1]);
    EXPECT_EQ("2", cell("SELECT COUNT(*) FROM t"));
}

// Column-wise arrays of `kSets` rows.
struct Columns {
    static constexpr std::size_t kSets = 5;
    std::array<SQLINTEGER, kSets> ids{1, 2, 3, 4, 5};
    std::array<SQLLEN, kSets> idLengths{};
    SQLCHAR names[kSets][8] = {"one", "two", "three", "four", "five"};
    std::array<SQLLEN, kSets> nameLengths{SQL_NTS, SQL_NTS, SQL_NTS, SQL_NTS, SQL_NTS};
    std::array<SQLUSMALLINT, kSets> statuses{99, 99, 99, 99, 99};
    std::array<SQLUSMALLINT, kSets> operations{};
    SQLULEN processed = 0;

    void bind(const Statement& statement) {
        const auto set = [&](SQLINTEGER attribute, SQLPOINTER value) {
            ASSERT_EQ(SQL_SUCCESS, SQLSetStmtAttr(statement.handle(), attribute, value, 0));
        };
        set(SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(kSets));
        set(SQL_ATTR_PARAM_STATUS_PTR, statuses.data());
        set(SQL_ATTR_PARAM_OPERATION_PTR, operations.data());
        set(SQL_ATTR_PARAMS_PROCESSED_PTR, &processed);
        ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                                ids.data(), 0, idLengths.data()));
        ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0,
                                                names, sizeof names[0], nameLengths.data()));
    }
};

TEST_P(Executing, AnArrayInsertsAllSets) {
    Columns columns;
    Statement statement(connection);
    columns.bind(statement);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("INSERT INTO t VALUES (?, ?)")) << describe(statement.diagnostics());
    EXPECT_EQ(5, rowCount(statement));
    EXPECT_EQ(5u, columns.processed);
    for (const SQLUSMALLINT status : columns.statuses) EXPECT_EQ(SQL_PARAM_SUCCESS, status);
    EXPECT_EQ("five", cell("SELECT name FROM t WHERE id = 5"));
}

TEST_P(Executing, SetsThatViolateAConstraintAreMarkedAndTheOthersStay) {
    run("INSERT INTO t VALUES (3, 'there')");
    Columns columns;
    columns.operations[0] = SQL_PARAM_IGNORE;
    columns.nameLengths[3] = SQL_NULL_DATA;
    Statement statement(connection);
    columns.bind(statement);
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, statement.execute("INSERT INTO t VALUES (?, ?)"));
    EXPECT_EQ(5u, columns.processed);
    const std::array<SQLUSMALLINT, 5> expected{SQL_PARAM_UNUSED, SQL_PARAM_SUCCESS, SQL_PARAM_ERROR, SQL_PARAM_ERROR,
                                               SQL_PARAM_SUCCESS};
    EXPECT_EQ(expected, columns.statuses);
    const auto records = statement.diagnostics();
    ASSERT_EQ(2u, records.size()) << describe(records);
    for (SQLSMALLINT i = 1; i <= 2; ++i) {
        EXPECT_EQ("23000", records[std::size_t(i) - 1].state);
        SQLLEN row = 0;
        EXPECT_EQ(SQL_SUCCESS, SQLGetDiagField(SQL_HANDLE_STMT, statement.handle(), i, SQL_DIAG_ROW_NUMBER, &row,
                                               SQL_IS_INTEGER, nullptr));
        EXPECT_EQ(i + 2, row);
    }
    EXPECT_EQ(2, rowCount(statement));
    EXPECT_EQ("2,3,5", cell("SELECT group_concat(id) FROM (SELECT id FROM t ORDER BY id)"));
}

TEST_P(Executing, RowWiseArraysAreReadAtTheirOffset) {
    struct Row {
        SQLINTEGER id;
        SQLLEN idLength;
        SQLCHAR name[8];
        SQLLEN nameLength;
    };
    std::vector<Row> rows;
    for (SQLINTEGER i = 0; i < 6; ++i) rows.push_back({i + 1, 0, {SQLCHAR('a' + i), 0}, SQL_NTS});
    SQLULEN offset = 2 * sizeof(Row);  // the last four of the six
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, set(statement, SQL_ATTR_PARAM_BIND_TYPE, sizeof(Row)));
    ASSERT_EQ(SQL_SUCCESS, set(statement, SQL_ATTR_PARAMSET_SIZE, 4));
    ASSERT_EQ(SQL_SUCCESS, SQLSetStmtAttr(statement.handle(), SQL_ATTR_PARAM_BIND_OFFSET_PTR, &offset, 0));
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                            &rows[0].id, 0, &rows[0].idLength));
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 2, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_VARCHAR, 20, 0,
                                            rows[0].name, sizeof rows[0].name, &rows[0].nameLength));
    ASSERT_EQ(SQL_SUCCESS, statement.execute("INSERT INTO t VALUES (?, ?)"));
    EXPECT_EQ("3c 4d 5e 6f", cell("SELECT group_concat(id || name, ' ') FROM (SELECT * FROM t ORDER BY id)"));
}

TEST_P(Executing, ALongArrayIsOneTransaction) {
    constexpr std::size_t kSets = 10000;
    std::vector<SQLINTEGER> ids(kSets);
    for (std::size_t i = 0; i < kSets; ++i) ids[i] = SQLINTEGER(i);
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, set(statement, SQL_ATTR_PARAMSET_SIZE, kSets));
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 10, 0,
                                            ids.data(), 0, nullptr));
    ASSERT_EQ(SQL_SUCCESS, statement.execute("INSERT INTO t VALUES (?, 'x')")) << describe(statement.diagnostics());
    EXPECT_EQ(SQLLEN{kSets}, rowCount(statement));
    EXPECT_EQ("10000", cell("SELECT COUNT(*) FROM t"));
}

TEST_P(Executing, ATableIsDroppedUnderAnOpenCursorWhichKeepsItsRows) {
    run("INSERT INTO t VALUES (1,'a'), (2,'b'), (3,'c')");
    Statement reader(connection);
    ASSERT_EQ(SQL_SUCCESS, reader.execute("SELECT id, name FROM t ORDER BY id"));
    ASSERT_EQ(SQL_SUCCESS, reader.fetch());
    run("DROP TABLE t");
    EXPECT_EQ("a", reader.text(2));
    ASSERT_EQ(SQL_SUCCESS, reader.fetch());
    EXPECT_EQ("b", reader.text(2));
    EXPECT_EQ(1u, reader.rows().size());
}

TEST_P(Executing, AnOpenCursorDoesNotSeeRowsInsertedMeanwhile) {
    run("INSERT INTO t VALUES (1,'a'), (2,'b')");
    Statement reader(connection);
    ASSERT_EQ(SQL_SUCCESS, reader.execute("SELECT id FROM t"));
    int rows = 0;
    while (reader.fetch() == SQL_SUCCESS) {
        ASSERT_LE(++rows, 2) << "the cursor runs after its own insertions";
        run("INSERT INTO t VALUES (" + std::to_string(100 + rows) + ", 'new')");
    }
    EXPECT_EQ(2, rows);
}

TEST_P(Executing, ATextInPiecesArrivesWhole) {
    Statement statement(connection);
    SQLLEN length = SQL_LEN_DATA_AT_EXEC(0);
    SQLCHAR token = 0;
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("INSERT INTO t VALUES (1, ?)"));
    ASSERT_EQ(SQL_SUCCESS, SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_CHAR, SQL_LONGVARCHAR, 0, 0,
                                            &token, 0, &length));
    ASSERT_EQ(SQL_NEED_DATA, statement.executePrepared());
    SQLPOINTER wanted = nullptr;
    ASSERT_EQ(SQL_NEED_DATA, SQLParamData(statement.handle(), &wanted));
    EXPECT_EQ(&token, wanted);
    SQLCHAR piece[] = "piece ";
    for (int i = 0; i < 3; ++i) ASSERT_EQ(SQL_SUCCESS, SQLPutData(statement.handle(), piece, 6));
    ASSERT_EQ(SQL_SUCCESS, SQLParamData(statement.handle(), &wanted)) << describe(statement.diagnostics());
    EXPECT_EQ(1, rowCount(statement));
    EXPECT_EQ("piece piece piece ", cell("SELECT name FROM t"));
}

IN_BOTH_FAMILIES(Executing);

TEST(ExecutingAsOdbc2, ChangingNoRowIsSuccess) {
    Connection connection(Family::Narrow, SQL_OV_ODBC2);
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("CREATE TABLE t (id INTEGER)"));
    EXPECT_EQ(SQL_SUCCESS, statement.execute("DELETE FROM t"));
}

}  // namespace
}  // namespace assetsodbc::odbctest
