#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

template <class Body>
std::optional<ErrorKind> kindThrown(Body body) {
    try {
        body();
    } catch (const common::Error& error) {
        return error.kind();
    }
    return std::nullopt;
}

std::optional<ErrorKind> failureOf(FakeSite& site, std::string_view sql) {
    return kindThrown([&] { site.run(sql); });
}

std::optional<std::int64_t> affected(FakeSite& site, std::string_view sql) {
    const auto query = site.prepare(sql);
    while (query->step(site.context)) {
    }
    return query->affectedRows();
}

TEST(LocalChange, TablesOfTheConnectionStandBesideThoseOfTheSite) {
    FakeSite site;
    site.run("CREATE TABLE Notes (HostId BIGINT PRIMARY KEY, Note NVARCHAR(20))");
    EXPECT_EQ(affected(site, "INSERT INTO Notes SELECT Id, 'n' || Id FROM Hosts WHERE Id <= 3"), 3);
    EXPECT_THAT(site.run("SELECT Name, Note FROM Hosts JOIN Notes ON HostId = Id WHERE Id > 1 ORDER BY Id"),
                ElementsAre("host2|n2", "host3|n3"));
}

TEST(LocalChange, CountsTheRowsThatAStatementChanges) {
    FakeSite site;
    EXPECT_EQ(affected(site, "CREATE TABLE t (a INT, b INT)"), std::nullopt);
    EXPECT_EQ(affected(site, "INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)"), 3);
    EXPECT_EQ(affected(site, "UPDATE t SET b = 0 WHERE a > 1"), 2);
    EXPECT_EQ(affected(site, "UPDATE t SET b = 0 WHERE a > 9"), 0);
    EXPECT_EQ(affected(site, "DELETE FROM t"), 3);
    EXPECT_EQ(affected(site, "SELECT 1"), std::nullopt);
    EXPECT_EQ(affected(site, "DROP TABLE t"), std::nullopt);
}

TEST(LocalChange, RunsOnceUntilItIsResetAndCountsEachRun) {
    FakeSite site;
    site.run("CREATE TABLE t (a INT)");
    const auto insert = site.prepare("INSERT INTO t VALUES (?)");
    EXPECT_EQ(insert->statementClass(), StatementClass::Insert);
    insert->bind(0, std::int64_t{1});
    EXPECT_FALSE(insert->step(site.context));
    EXPECT_FALSE(insert->step(site.context));
    EXPECT_EQ(insert->affectedRows(), 1);
    insert->reset();
    insert->bind(0, std::int64_t{2});
    EXPECT_FALSE(insert->step(site.context));
    EXPECT_THAT(site.run("SELECT a FROM t"), ElementsAre("1", "2"));
}

TEST(LocalChange, ReturningGivesTheChangedRows) {
    FakeSite site;
    site.run("CREATE TABLE t (Id INTEGER PRIMARY KEY, a INT)");
    EXPECT_THAT(site.run("INSERT INTO t (a) VALUES (7), (8) RETURNING Id, a"), ElementsAre("1|7", "2|8"));
    EXPECT_EQ(affected(site, "UPDATE t SET a = a + 1 RETURNING a"), 2);
}

TEST(LocalChange, LeavesNothingOfAStatementThatFailsMidway) {
    FakeSite site;
    site.run("CREATE TABLE t (a INT)");
    const char* fails =
        "INSERT INTO t SELECT CASE Id WHEN 500 THEN abs(-9223372036854775807 - 1) ELSE Id END FROM Hosts";
    EXPECT_EQ(failureOf(site, fails), ErrorKind::NumericOverflow);
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM t"), ElementsAre("0"));
    site.engine->setAutocommit(false, site.context);
    site.run("INSERT INTO t VALUES (1)");
    EXPECT_EQ(failureOf(site, fails), ErrorKind::NumericOverflow);
    EXPECT_TRUE(site.engine->inTransaction());
    EXPECT_THAT(site.run("SELECT a FROM t"), ElementsAre("1"));
    site.engine->commit(site.context);
    EXPECT_THAT(site.run("SELECT a FROM t"), ElementsAre("1"));
}

TEST(LocalChange, LeavesNothingOfAnInsertOrFailEither) {
    FakeSite site;
    site.run("CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(5))");
    site.run("INSERT INTO t VALUES (1, 'x')");
    EXPECT_THROW(site.run("INSERT OR FAIL INTO t VALUES (30, 'a'), (1, 'b')"), common::Error);
    EXPECT_THROW(site.run("UPDATE OR FAIL t SET b = 'toolong'"), common::Error);
    EXPECT_THAT(site.run("SELECT a, b FROM t"), ElementsAre("1|x"));
}

TEST(LocalChange, SetsWhatIsDistinctFromSomething) {
    FakeSite site;
    site.run("CREATE TABLE t (a INT, b INT)");
    site.run("INSERT INTO t VALUES (7, 0)");
    site.run("UPDATE t SET b = a IS NOT DISTINCT FROM 7, a = 8");
    EXPECT_THAT(site.run("SELECT a, b FROM t"), ElementsAre("8|1"));
}

TEST(LocalChange, ReadsTablesWhoseNamesBeginAsThatOfAnInternalOne) {
    FakeSite site;
    site.run("CREATE TABLE dbstats (a INTEGER)");
    site.run("INSERT INTO dbstats VALUES (1)");
    EXPECT_THAT(site.run("SELECT a FROM dbstats"), ElementsAre("1"));
    EXPECT_THROW(site.run("SELECT * FROM dbstat"), common::Error);
}

TEST(LocalChange, DoesNotTouchTheSite) {
    FakeSite site;
    EngineOptions options;
    options.readOnly = false;
    Engine writing(*site.catalog, site.context, options);
    for (const char* sql :
         {"INSERT INTO Hosts (Id) VALUES (1)", "INSERT INTO Assets.Hosts (Id) VALUES (1)", "UPDATE Hosts SET Id = 1",
          "DELETE FROM Hosts", "DROP TABLE Hosts", "ALTER TABLE Hosts ADD x INT", "CREATE TABLE Assets.t (a INT)",
          "CREATE TABLE ITSM.t (a INT)", "CREATE TABLE ITSM.t AS SELECT 1 AS a", "DROP VIEW IF EXISTS ITSM.v",
          "CREATE INDEX Assets.i ON Hosts (Id)", "CREATE VIEW Assets.v AS SELECT 1", "TRUNCATE TABLE ITSM.t",
          "WITH x AS (SELECT 1) DELETE FROM Hosts", "EXPLAIN DELETE FROM Hosts"}) {
        EXPECT_EQ(failureOf(site, sql), ErrorKind::Forbidden) << sql;
        EXPECT_EQ(kindThrown([&] { writing.prepare(sql, site.context); }), ErrorKind::Unsupported) << sql;
    }
    for (const char* sql : {"DELETE FROM sys.tables", "CREATE TABLE INFORMATION_SCHEMA.t (a INT)"})
        EXPECT_EQ(kindThrown([&] { writing.prepare(sql, site.context); }), ErrorKind::Forbidden) << sql;
}

TEST(LocalChange, TablesDoNotHideThoseOfTheSite) {
    FakeSite site;
    for (const char* sql :
         {"CREATE TABLE Hosts (a INT)", "CREATE TABLE hosts (a INT)", "CREATE TEMP TABLE Hosts (a INT)",
          "CREATE TABLE main.Hosts (a INT)", "CREATE VIEW Offices AS SELECT 1"}) {
        EXPECT_EQ(failureOf(site, sql), ErrorKind::TableExists) << sql;
    }
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts"), ElementsAre("1000"));
}

TEST(LocalChange, ClassifiesWhatDefinitionsRunInto) {
    FakeSite site;
    site.run("CREATE TABLE t (a INT UNIQUE, b INT NOT NULL DEFAULT 1, CHECK (b > 0))");
    site.run("CREATE INDEX i ON t (b)");
    site.run("CREATE VIEW v AS SELECT a FROM t");
    EXPECT_EQ(failureOf(site, "CREATE TABLE t (a INT)"), ErrorKind::TableExists);
    EXPECT_EQ(failureOf(site, "CREATE VIEW v AS SELECT 1"), ErrorKind::TableExists);
    EXPECT_EQ(failureOf(site, "CREATE INDEX i ON t (a)"), ErrorKind::IndexExists);
    EXPECT_EQ(failureOf(site, "DROP TABLE nowhere"), ErrorKind::NoSuchTable);
    EXPECT_EQ(failureOf(site, "DROP VIEW nowhere"), ErrorKind::NoSuchTable);
    EXPECT_EQ(failureOf(site, "DROP INDEX nowhere"), ErrorKind::NoSuchIndex);
    EXPECT_EQ(failureOf(site, "ALTER TABLE t ADD COLUMN a INT"), ErrorKind::ColumnExists);
    EXPECT_EQ(failureOf(site, "CREATE TABLE u (a INT, A INT)"), ErrorKind::ColumnExists);
    EXPECT_EQ(failureOf(site, "CREATE INDEX j ON t (missing)"), ErrorKind::NoSuchColumn);
    EXPECT_EQ(failureOf(site, "INSERT INTO t (missing) VALUES (1)"), ErrorKind::NoSuchColumn);
    EXPECT_EQ(failureOf(site, "INSERT INTO nowhere VALUES (1)"), ErrorKind::NoSuchTable);
    EXPECT_EQ(failureOf(site, "DROP TABLE IF EXISTS nowhere"), std::nullopt);
    site.run("INSERT INTO t VALUES (1, 1)");
    for (const char* sql :
         {"INSERT INTO t VALUES (1, 2)", "INSERT INTO t VALUES (2, NULL)", "INSERT INTO t VALUES (2, 0)"}) {
        EXPECT_EQ(failureOf(site, sql), ErrorKind::ConstraintViolation) << sql;
    }
}

TEST(LocalChange, KnowsWhetherAStatementReadsLocalTables) {
    FakeSite site;
    site.run("CREATE TABLE t (a INT)");
    EXPECT_TRUE(site.prepare("SELECT 1 FROM t")->readsLocalTables());
    EXPECT_TRUE(site.prepare("SELECT Id FROM Hosts WHERE Id IN (SELECT a FROM t)")->readsLocalTables());
    EXPECT_FALSE(site.prepare("SELECT Id FROM Hosts")->readsLocalTables());
}

}  // namespace
}  // namespace assetsodbc::sqlengine
