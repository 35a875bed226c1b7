// What an application gets for SQL that cannot run: the right SQLSTATE, a message that names the cause, and a
// connection that goes on working.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class SqlErrors : public BothFamilies {
protected:
    void expectRefused(const std::string& sql, const std::string& state, const std::string& mentions) {
        Statement statement(connection);
        EXPECT_EQ(SQL_ERROR, statement.prepare(sql)) << sql;
        const auto records = statement.diagnostics();
        ASSERT_FALSE(records.empty()) << sql;
        EXPECT_EQ(state, records[0].state) << sql << "\n" << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find(mentions)) << sql << "\n" << describe(records);
        EXPECT_EQ(0u, records[0].message.find("[Assets ODBC]")) << describe(records);
        EXPECT_EQ(1u, query(connection, "SELECT 1").size());
    }
};

TEST_P(SqlErrors, SyntaxErrorIs42000AndNamesThePlace) {
    expectRefused("SELEC 1", "42000", "SELEC");
    expectRefused("SELECT * FROM", "42000", "");
    expectRefused("SELECT Name FROM Objects WHERE Name = 'open", "42000", "");
    expectRefused("   -- only a comment", "42000", "");
}

TEST_P(SqlErrors, UnknownTableIs42S02) {
    expectRefused("SELECT * FROM NoSuchTable", "42S02", "NoSuchTable");
    expectRefused("SELECT f_table_name, f_geometry_column FROM geometry_columns", "42S02", "geometry_columns");
    expectRefused("SELECT * FROM Nowhere.Objects", "42S02", "Nowhere");
}

TEST_P(SqlErrors, UnknownColumnIs42S22) {
    expectRefused("SELECT NoSuchColumn FROM Objects", "42S22", "NoSuchColumn");
    expectRefused("SELECT o.Nope FROM Objects o", "42S22", "Nope");
}

TEST_P(SqlErrors, StatementsThatWriteToTheSiteOrReachOutsideAreRefusedByName) {
    for (const char* sql :
         {"INSERT INTO Schemas (Name) VALUES ('x')", "UPDATE Objects SET Name = 'x'", "DELETE FROM Objects",
          "DROP TABLE Objects", "PRAGMA table_info(Objects)", "ATTACH ':memory:' AS x", "VACUUM"}) {
        Statement statement(connection);
        EXPECT_EQ(SQL_ERROR, statement.execute(sql)) << sql;
        EXPECT_TRUE(statement.state() == "HYC00" || statement.state() == "42000") << sql << " " << statement.state();
        EXPECT_EQ(1u, query(connection, "SELECT 1").size());
    }
}

TEST_P(SqlErrors, TrailingSemicolonAndCommentsAreFine) {
    EXPECT_EQ("success", *query(connection, "SELECT 'success' AS TestQuery; -- done\n")[0][0]);
    EXPECT_EQ("1", *query(connection, "/* first */ SELECT 1 ;;")[0][0]);
}

TEST_P(SqlErrors, MissingParameterIs07002) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("SELECT Name FROM Objects WHERE Id = ?"));
    EXPECT_EQ(SQL_ERROR, statement.executePrepared());
    EXPECT_EQ("07002", statement.state());
}

IN_BOTH_FAMILIES(SqlErrors);

}  // namespace
}  // namespace assetsodbc::odbctest
