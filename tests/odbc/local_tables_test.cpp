// Tables of the connection's own through the driver manager: rows, catalog functions, INFORMATION_SCHEMA.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class LocalTables : public BothFamilies {
protected:
    void run(const std::string& sql) {
        Statement statement(connection);
        const SQLRETURN rc = statement.execute(sql);
        EXPECT_TRUE(SQL_SUCCEEDED(rc) || rc == SQL_NO_DATA) << sql << ": " << describe(statement.diagnostics());
    }
    std::string stateOf(const std::string& sql) {
        Statement statement(connection);
        statement.execute(sql);
        return statement.state();
    }
};

TEST_P(LocalTables, AreJoinedWithTheSites) {
    run("CREATE TABLE Notes (Id BIGINT PRIMARY KEY, Note NVARCHAR(20), Price DECIMAL(10,3))");
    run("INSERT INTO Notes SELECT Id, 'n' || Id, 5.6 FROM Objects ORDER BY Id LIMIT 3");
    const auto rows =
        query(connection, "SELECT o.Id, Note, Price FROM Objects o JOIN Notes n ON n.Id = o.Id ORDER BY 1");
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(*rows[0][1], "n" + *rows[0][0]);
    EXPECT_EQ(*rows[0][2], "5.600");
}

TEST_P(LocalTables, RefuseWhatTheirColumnsDoNotHold) {
    run("CREATE TABLE t (n VARCHAR(3), i INTEGER, d DATE, p DECIMAL(5,2) NOT NULL)");
    EXPECT_EQ(stateOf("INSERT INTO t VALUES ('abcd', 1, NULL, 1)"), "22001");
    EXPECT_EQ(stateOf("INSERT INTO t VALUES ('a', 3000000000, NULL, 1)"), "22003");
    EXPECT_EQ(stateOf("INSERT INTO t VALUES ('a', 'x', NULL, 1)"), "22018");
    EXPECT_EQ(stateOf("INSERT INTO t VALUES ('a', 1, 'soon', 1)"), "22007");
    EXPECT_EQ(stateOf("INSERT INTO t VALUES ('a', 1, '2024-01-31 10:00:00', 1)"), "22008");
    EXPECT_EQ(stateOf("INSERT INTO t VALUES ('a', 1, '2024-01-31', NULL)"), "23000");
    EXPECT_EQ(query(connection, "SELECT * FROM t").size(), 0U);
}

TEST_P(LocalTables, DefinitionsFailWithTheStatesOfOdbc) {
    run("CREATE TABLE t (a INT)");
    run("CREATE INDEX i ON t (a)");
    EXPECT_EQ(stateOf("CREATE TABLE t (a INT)"), "42S01");
    EXPECT_EQ(stateOf("CREATE TABLE Objects (a INT)"), "42S01");
    EXPECT_EQ(stateOf("DROP TABLE nowhere"), "42S02");
    EXPECT_EQ(stateOf("CREATE INDEX i ON t (a)"), "42S11");
    EXPECT_EQ(stateOf("DROP INDEX nowhere"), "42S12");
    EXPECT_EQ(stateOf("ALTER TABLE t ADD a INT"), "42S21");
    EXPECT_EQ(stateOf("INSERT INTO t (b) VALUES (1)"), "42S22");
    EXPECT_EQ(stateOf("DELETE FROM Objects"), "42000");
    EXPECT_EQ(stateOf("DROP TABLE Objects"), "42000");
}

TEST_P(LocalTables, InformationSchemaTellsThem) {
    run("CREATE TABLE parent (Id INTEGER PRIMARY KEY, Name NVARCHAR(7) NOT NULL UNIQUE)");
    run("CREATE TABLE child (P INTEGER DEFAULT 5 REFERENCES parent ON DELETE CASCADE, D DECIMAL(9,2))");
    run("CREATE VIEW seen AS SELECT Name FROM parent");
    const auto ofMain = [&](const std::string& columns, const std::string& table) {
        std::vector<std::string> lines;
        for (const Row& row : query(connection, "SELECT " + columns + " FROM INFORMATION_SCHEMA." + table +
                                                    " WHERE TABLE_SCHEMA = 'main' ORDER BY 1, 2, 3")) {
            std::string line;
            for (const Cell& cell : row) line += (line.empty() ? "" : "|") + cell.value_or("-");
            lines.push_back(line);
        }
        return lines;
    };
    using Lines = std::vector<std::string>;
    EXPECT_EQ(ofMain("TABLE_CATALOG, TABLE_NAME, TABLE_TYPE", "TABLES"),
              (Lines{"-|child|BASE TABLE", "-|parent|BASE TABLE", "-|seen|VIEW"}));
    EXPECT_EQ(
        ofMain("TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, DATA_TYPE, "
               "CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE",
               "COLUMNS"),
        (Lines{"child|1|P|5|YES|INTEGER|-|10|0", "child|2|D|-|YES|DECIMAL|-|9|2", "parent|1|Id|-|NO|INTEGER|-|10|0",
               "parent|2|Name|-|NO|NVARCHAR|7|-|-", "seen|1|Name|-|NO|NVARCHAR|7|-|-"}));
    EXPECT_EQ(ofMain("TABLE_NAME, CHECK_OPTION, IS_UPDATABLE", "VIEWS"), (Lines{"seen|NONE|NO"}));
    EXPECT_EQ(ofMain("TABLE_NAME, CONSTRAINT_TYPE, CONSTRAINT_NAME", "TABLE_CONSTRAINTS"),
              (Lines{"child|FOREIGN KEY|FK_child_P", "parent|PRIMARY KEY|PK_parent",
                     "parent|UNIQUE|sqlite_autoindex_parent_1"}));
    EXPECT_EQ(ofMain("TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION", "KEY_COLUMN_USAGE"),
              (Lines{"child|P|1", "parent|Id|1", "parent|Name|1"}));
    EXPECT_EQ(query(connection,
                    "SELECT UNIQUE_CONSTRAINT_NAME, DELETE_RULE, UPDATE_RULE FROM "
                    "INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = 'main'"),
              (std::vector<Row>{{"PK_parent", "CASCADE", "NO ACTION"}}));
    EXPECT_EQ(
        query(connection, "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = 'main'").size(), 1U);
}

TEST_P(LocalTables, TheTreeOfSqlPadIsAnswered) {
    const auto rows = query(connection, R"(
      SELECT c.table_schema, c.table_name, c.column_name, c.data_type
      FROM INFORMATION_SCHEMA.columns c
      WHERE c.table_schema NOT IN ('INFORMATION_SCHEMA', 'information_schema', 'sys')
      ORDER BY c.table_schema, c.table_name, c.ordinal_position)");
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(*rows[0][0], "Assets");
    EXPECT_EQ(*rows[0][1], "Attributes");
}

TEST_P(LocalTables, SysTellsThemToo) {
    run("CREATE TEMP TABLE t (a INT PRIMARY KEY)");
    EXPECT_EQ(query(connection, "SELECT table_type FROM sys.tables WHERE table_schema = 'temp'"),
              (std::vector<Row>{{"LOCAL TEMPORARY"}}));
    EXPECT_EQ(query(connection, "SELECT column_name, is_nullable FROM sys.columns WHERE table_schema = 'temp'"),
              (std::vector<Row>{{"a", "0"}}));
}

TEST_P(LocalTables, APreparedStatementFollowsItsTable) {
    run("CREATE TABLE changing (a INTEGER, b INTEGER)");
    run("INSERT INTO changing VALUES (1, 2)");
    Statement prepared(connection);
    ASSERT_EQ(SQL_SUCCESS, prepared.prepare("SELECT * FROM changing"));
    ASSERT_EQ(SQL_SUCCESS, prepared.executePrepared());
    EXPECT_EQ((std::vector<Row>{{"1", "2"}}), prepared.rows());
    prepared.close();

    run("ALTER TABLE changing DROP COLUMN a");
    ASSERT_EQ(SQL_SUCCESS, prepared.executePrepared()) << describe(prepared.diagnostics());
    ASSERT_EQ(1, prepared.columnCount());
    EXPECT_EQ("b", prepared.column(1).name);
    EXPECT_EQ((std::vector<Row>{{"2"}}), prepared.rows());
    prepared.close();

    run("ALTER TABLE changing ADD COLUMN z VARCHAR(9) DEFAULT 'zz'");
    ASSERT_EQ(SQL_SUCCESS, prepared.executePrepared()) << describe(prepared.diagnostics());
    ASSERT_EQ(2, prepared.columnCount());
    EXPECT_EQ("z", prepared.column(2).name);
    EXPECT_EQ((std::vector<Row>{{"2", "zz"}}), prepared.rows());
    prepared.close();

    run("DROP TABLE changing");
    EXPECT_EQ(SQL_ERROR, prepared.executePrepared());
    EXPECT_EQ("42S02", prepared.state());
}

TEST_P(LocalTables, ABatchThatMakesItsTableRunsAgain) {
    Statement batch(connection);
    for (const char* const columns : {"x INTEGER, y INTEGER", "y INTEGER"}) {
        run("DROP TABLE IF EXISTS made");
        run(std::string("CREATE TABLE made (") + columns + ")");
        run("INSERT INTO made (y) VALUES (7)");
        if (std::string(columns) == "y INTEGER") {
            ASSERT_EQ(SQL_SUCCESS, batch.executePrepared()) << describe(batch.diagnostics());
        } else {
            ASSERT_EQ(SQL_SUCCESS, batch.prepare("SELECT 1; SELECT * FROM made"));
            ASSERT_EQ(SQL_SUCCESS, batch.executePrepared()) << describe(batch.diagnostics());
        }
        ASSERT_EQ(SQL_SUCCESS, SQLMoreResults(batch.handle())) << describe(batch.diagnostics());
        EXPECT_EQ(std::string(columns) == "y INTEGER" ? 1 : 2, batch.columnCount());
        const std::vector<Row> rows = batch.rows();
        ASSERT_EQ(1u, rows.size());
        EXPECT_EQ("7", rows[0].back());
        batch.close();
    }
}

TEST_P(LocalTables, ChangingRowsReadsNoTableOfSqlitesOwn) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.execute("CREATE TABLE copies (x VARCHAR(5000))"));
    for (const char* sql : {"INSERT INTO copies SELECT sql FROM sqlite_schema",
                            "UPDATE copies SET x = (SELECT MAX(sql) FROM sqlite_schema)",
                            "DELETE FROM copies WHERE x IN (SELECT name FROM sqlite_schema)"}) {
        EXPECT_EQ(SQL_ERROR, statement.execute(sql)) << sql;
        EXPECT_EQ("HYC00", statement.state()) << sql;
    }
}

IN_BOTH_FAMILIES(LocalTables);

}  // namespace
}  // namespace assetsodbc::odbctest
