// What becomes of statements that would change the site: refused before anything is sent, with and without ReadOnly,
// while the connection's own tables take them.
#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

constexpr const char* kChanges[] = {
    "INSERT INTO Assets.Objects (Name) VALUES ('x')",
    "INSERT INTO Objects (Name) VALUES ('x')",
    "UPDATE Icons SET Name = 'x' WHERE Id = '1'",
    "DELETE FROM Schemas",
    "DROP TABLE Objects",
    "ALTER TABLE Assets.Objects ADD COLUMN x INT",
    "CREATE TABLE Assets.x (a INT)",
    "CREATE INDEX Assets.i ON Objects (Name)",
    "INSERT INTO ITSM.Laptops (Name) VALUES ('x')",
    "INSERT INTO ITSM.Laptops (Name) SELECT Key FROM HR.People",
    "UPDATE ITSM.Laptops SET Name = ? WHERE Key = ?",
    "DELETE FROM ITSM.Laptops WHERE Name IN (SELECT Key FROM HR.People)",
    "TRUNCATE TABLE ITSM.Laptops",
    "DROP TABLE IF EXISTS ITSM.Laptops",
    "ALTER TABLE ITSM.Laptops RENAME TO x",
    "CREATE TABLE ITSM.x AS SELECT Key FROM HR.People",
    "CREATE VIEW ITSM.v AS SELECT Key FROM HR.People",
};

class ReadOnly : public BothFamilies {
protected:
    void SetUp() override {}
    void connect(const std::string& more) {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection(more + ";MetadataTTL=3600"))))
            << describe(connection.diagnostics());
    }
    std::vector<Diagnostic> refusalOf(const std::string& sql) {
        Statement statement(connection);
        EXPECT_EQ(SQL_ERROR, statement.execute(sql)) << sql;
        auto records = statement.diagnostics();
        return records.empty() ? std::vector<Diagnostic>{{}} : records;
    }
};
IN_BOTH_FAMILIES(ReadOnly);

TEST_P(ReadOnly, RefusesEveryChangeOfTheSiteBeforeAnythingIsSent) {
    connect("ReadOnly=true");
    site().requestLog().clear();
    for (const char* sql : kChanges) {
        const auto records = refusalOf(sql);
        EXPECT_EQ("42000", records[0].state) << sql << ": " << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find("ReadOnly=true")) << sql << ": " << describe(records);
    }
    EXPECT_EQ(0u, site().requestLog().size());
}

TEST_P(ReadOnly, IsTheDefault) {
    connect("");
    EXPECT_EQ("42000", refusalOf("DELETE FROM Objects")[0].state);
}

TEST_P(ReadOnly, OffDoesNotMakeTheSiteWritableYet) {
    connect("ReadOnly=false");
    site().requestLog().clear();
    for (const char* sql : kChanges) {
        const auto records = refusalOf(sql);
        EXPECT_EQ("HYC00", records[0].state) << sql << ": " << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find("not supported yet")) << sql << ": " << describe(records);
    }
    EXPECT_EQ(0u, site().requestLog().size());
}

TEST_P(ReadOnly, TypesNamedWithoutTheirSchemaAreTheSites) {
    connect("");
    query(connection, "SELECT Name FROM ITSM.Laptops WHERE Key = 'x'");
    site().requestLog().clear();
    for (const char* sql : {"DELETE FROM Laptops", "UPDATE laptops SET Name = 'x'", "DROP TABLE Laptops",
                            "ALTER TABLE Laptops ADD COLUMN x INT"}) {
        EXPECT_EQ("42000", refusalOf(sql)[0].state) << sql;
    }
    EXPECT_EQ(0u, site().requestLog().size());
}

TEST_P(ReadOnly, LeavesTablesOfTheConnectionsOwnWritable) {
    connect("ReadOnly=true");
    EXPECT_EQ("N", connection.infoText(SQL_DATA_SOURCE_READ_ONLY));
    for (const char* sql :
         {"CREATE TABLE notes (a INT, b NVARCHAR(20))", "INSERT INTO notes VALUES (1, 'x'), (2, 'y')",
          "INSERT INTO main.notes SELECT 3, Name FROM Schemas LIMIT 1", "UPDATE notes SET a = 4 WHERE a = 1",
          "DELETE FROM notes WHERE a = 2", "ALTER TABLE notes ADD COLUMN c INT", "CREATE TEMP TABLE other (a INT)",
          "DROP TABLE other", "DROP TABLE IF EXISTS nowhere"}) {
        Statement statement(connection);
        EXPECT_TRUE(SQL_SUCCEEDED(statement.execute(sql))) << sql << ": " << describe(statement.diagnostics());
    }
    EXPECT_EQ(2u, query(connection, "SELECT a FROM notes").size());
    EXPECT_EQ("42S02", refusalOf("INSERT INTO nowhere VALUES (1)")[0].state);
    EXPECT_EQ("42S02", refusalOf("DROP TABLE nowhere")[0].state);
}

TEST_P(ReadOnly, IsNotToBlameForTablesThatDescribeTheConnection) {
    connect("ReadOnly=false");
    const auto records = refusalOf("DELETE FROM sys.scopes");
    EXPECT_EQ("42000", records[0].state) << describe(records);
    EXPECT_EQ(std::string::npos, records[0].message.find("ReadOnly")) << describe(records);
}

}  // namespace
}  // namespace assetsodbc::odbctest
