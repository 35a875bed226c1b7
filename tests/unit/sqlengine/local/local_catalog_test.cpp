#include "schema/local_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::TableKind;
using testing::ElementsAre;

std::optional<schema::TableSpec> described(FakeSite& site, const std::string& name) {
    for (schema::TableSpec& spec : site.engine->localTables().describe()) {
        if (spec.name == name) return std::move(spec);
    }
    return std::nullopt;
}

TEST(LocalCatalog, TellsTablesTemporaryTablesAndViews) {
    FakeSite site;
    site.run("CREATE TABLE t (a INT)");
    site.run("CREATE TEMP TABLE tt (a INT)");
    site.run("CREATE VIEW v AS SELECT a FROM t");
    EXPECT_EQ(described(site, "t")->kind, TableKind::LocalTable);
    EXPECT_EQ(described(site, "tt")->kind, TableKind::LocalTemporary);
    EXPECT_EQ(described(site, "tt")->schemaName, "temp");
    EXPECT_EQ(described(site, "v")->kind, TableKind::View);
    EXPECT_EQ(described(site, "v")->columns.at(0).type, schema::integer());
}

TEST(LocalCatalog, AViewOverTheSiteIsTemporaryAndKeepsItsTypes) {
    FakeSite site;
    site.run("CREATE VIEW busy AS SELECT Id, Name FROM Hosts WHERE Id < 3");
    EXPECT_EQ(described(site, "busy")->schemaName, "temp");
    EXPECT_EQ(described(site, "busy")->columns.at(1).type, schema::wvarchar(255));
    EXPECT_THAT(site.run("SELECT Name FROM busy"), ElementsAre("host1", "host2"));
    site.run("DROP VIEW busy");
    EXPECT_FALSE(described(site, "busy"));
}

TEST(LocalCatalog, TellsKeysDefaultsAndIndexes) {
    FakeSite site;
    site.run("CREATE TABLE parent (Id INTEGER PRIMARY KEY, Code VARCHAR(5) UNIQUE)");
    site.run(
        "CREATE TABLE child (a INT, b VARCHAR(5) DEFAULT 'x', p INTEGER REFERENCES parent ON DELETE CASCADE ON "
        "UPDATE SET NULL, ts TIMESTAMP DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (b, a))");
    site.run("CREATE INDEX part ON child (a DESC, b) WHERE a > 5");
    const auto parent = described(site, "parent");
    EXPECT_TRUE(parent->columns[0].autoIncrement);
    EXPECT_FALSE(parent->columns[0].nullable);
    EXPECT_TRUE(parent->indexes.at(0).unique);
    const auto child = described(site, "child");
    EXPECT_THAT(child->primaryKey, ElementsAre("b", "a"));
    EXPECT_FALSE(child->columns[0].nullable);
    EXPECT_FALSE(child->columns[0].autoIncrement);
    EXPECT_EQ(child->columns[1].defaultValue, "'x'");
    EXPECT_EQ(child->columns[3].defaultValue, "CURRENT_TIMESTAMP");
    const schema::ForeignKey& key = child->foreignKeys.at(0);
    EXPECT_EQ(key.referencedTable, "parent");
    EXPECT_THAT(key.referencedColumns, ElementsAre("Id"));
    EXPECT_EQ(key.onDelete, schema::ReferentialAction::Cascade);
    EXPECT_EQ(key.onUpdate, schema::ReferentialAction::SetNull);
    const schema::Index& index = child->indexes.at(0);
    EXPECT_EQ(index.name, "part");
    EXPECT_FALSE(index.unique);
    EXPECT_EQ(index.filter, "a > 5");
    EXPECT_TRUE(index.parts.at(0).descending);
    EXPECT_EQ(index.parts.at(1).column, "b");
}

TEST(LocalCatalog, TheColumnsOfAKeyAreNotNull) {
    FakeSite site;
    site.run("CREATE TABLE t (a INTEGER, b INTEGER, c INT, PRIMARY KEY (a, b))");
    EXPECT_FALSE(described(site, "t")->columns[0].nullable);
    EXPECT_FALSE(described(site, "t")->columns[1].nullable);
    EXPECT_TRUE(described(site, "t")->columns[2].nullable);
    EXPECT_FALSE(described(site, "t")->columns[0].autoIncrement);
    EXPECT_THROW(site.run("INSERT INTO t (a) VALUES (1)"), common::Error);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
