// The catalog functions over tables of the connection's own: keys with rules, indexes, defaults, privileges, row ids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sql.h>
#include <sqlext.h>

#include "schema/local_tables.h"
#include "tests/unit/driver/catalog_fixture.h"

namespace assetsodbc::driver {
namespace {

class FakeLocalTables : public schema::LocalTables {
public:
    std::vector<schema::TableSpec> describe() const override {
        schema::TableSpec parent;
        parent.schemaName = "main";
        parent.name = "parent";
        parent.kind = schema::TableKind::LocalTable;
        parent.columns = {column("Id", schema::integer(), false), column("Code", schema::varchar(5))};
        parent.columns[1].defaultValue = "'x'";
        parent.primaryKey = {"Id"};
        parent.indexes = {{"by_code", false, {{"Code", true}, {"", false}}, "Code > 'a'"},
                          {"u_code", true, {{"Code"}}, ""}};
        schema::TableSpec child;
        child.schemaName = "temp";
        child.name = "child";
        child.kind = schema::TableKind::LocalTemporary;
        child.columns = {column("P", schema::integer())};
        child.columns[0].defaultValue = std::string(300, '1');
        child.foreignKeys = {{"FK_child_P",
                              {"P"},
                              "main",
                              "parent",
                              {"Id"},
                              schema::ReferentialAction::SetNull,
                              schema::ReferentialAction::Cascade}};
        schema::TableSpec view;
        view.schemaName = "main";
        view.name = "seen";
        view.kind = schema::TableKind::View;
        view.columns = {column("Id", schema::integer())};
        return {parent, child, view};
    }
};

struct CatalogOfLocalTables : ::testing::Test, CatalogFixture {
    CatalogOfLocalTables() { catalog.setLocalTables(&local); }
    FakeLocalTables local;
};

TEST_F(CatalogOfLocalTables, AreListedWithTheirTypes) {
    EXPECT_EQ(joined(tables(call, std::nullopt, std::nullopt, std::nullopt, "LOCAL TEMPORARY,VIEW"), {1, 2, 3}),
              (Lines{"temp|child|LOCAL TEMPORARY", "main|seen|VIEW"}));
    EXPECT_EQ(joined(tables(call, std::nullopt, "main", std::nullopt, "TABLE"), {1, 2, 3}),
              (Lines{"main|parent|TABLE"}));
}

TEST_F(CatalogOfLocalTables, DefaultsAreToldAsSqlText) {
    EXPECT_EQ(joined(columns(call, std::nullopt, std::nullopt, "parent", std::nullopt), {3, 12}),
              (Lines{"Id|-", "Code|'x'"}));
    EXPECT_EQ(joined(columns(call, std::nullopt, std::nullopt, "child", std::nullopt), {3, 12}),
              (Lines{"P|TRUNCATED"}));
}

TEST_F(CatalogOfLocalTables, ForeignKeysHaveTheirRules) {
    const std::string row = "main|parent|Id|temp|child|P|1|" + std::to_string(SQL_SET_NULL) + "|" +
                            std::to_string(SQL_CASCADE) + "|FK_child_P|PK_parent";
    const std::vector<std::size_t> all = {1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12};
    const TableName none, parent{std::nullopt, std::nullopt, "parent"}, child{std::nullopt, std::nullopt, "child"};
    EXPECT_EQ(joined(foreignKeys(call, parent, none), all), Lines{row});
    EXPECT_EQ(joined(foreignKeys(call, none, child), all), Lines{row});
}

TEST_F(CatalogOfLocalTables, StatisticsTellIndexesUniqueOnesFirst) {
    const std::vector<std::size_t> shown = {3, 5, 7, 8, 9, 12};
    const TableName parent{std::nullopt, std::nullopt, "parent"};
    EXPECT_EQ(joined(statistics(call, parent, false), shown),
              (Lines{"-|-|-|-|-|-", "0|PK_parent|1|Id|A|-", "0|u_code|1|Code|A|-", "1|by_code|1|Code|D|Code > 'a'",
                     "1|by_code|2||A|Code > 'a'"}));
    EXPECT_EQ(statistics(call, parent, true).rows().size(), 3U);
    EXPECT_TRUE(statistics(call, {std::nullopt, std::nullopt, "seen"}, false).rows().empty());
}

TEST_F(CatalogOfLocalTables, ARowIsKnownByItsKeyElseByItsNumber) {
    const auto best = [&](const char* table, unsigned short scope) {
        return joined(specialColumns(call, SQL_BEST_ROWID, {std::nullopt, std::nullopt, table}, scope, SQL_NO_NULLS),
                      {0, 1, 7});
    };
    EXPECT_EQ(best("parent", SQL_SCOPE_SESSION), (Lines{"2|Id|1"}));
    EXPECT_EQ(best("child", SQL_SCOPE_TRANSACTION), (Lines{"1|rowid|2"}));
    EXPECT_EQ(best("child", SQL_SCOPE_SESSION), Lines{});
    EXPECT_EQ(best("seen", SQL_SCOPE_CURROW), Lines{});
}

TEST_F(CatalogOfLocalTables, CanBeWrittenTo) {
    EXPECT_EQ(joined(tablePrivileges(call, {std::nullopt, std::nullopt, "parent"}), {5}),
              (Lines{"DELETE", "INSERT", "REFERENCES", "SELECT", "UPDATE"}));
    EXPECT_EQ(joined(columnPrivileges(call, {std::nullopt, std::nullopt, "child"}, std::nullopt), {3, 6}),
              (Lines{"P|INSERT", "P|REFERENCES", "P|SELECT", "P|UPDATE"}));
    EXPECT_EQ(joined(tablePrivileges(call, {std::nullopt, std::nullopt, "seen"}), {5}), (Lines{"SELECT"}));
    EXPECT_EQ(joined(tablePrivileges(call, {std::nullopt, std::nullopt, "Objects"}), {5}), (Lines{"SELECT"}));
}

}  // namespace
}  // namespace assetsodbc::driver
