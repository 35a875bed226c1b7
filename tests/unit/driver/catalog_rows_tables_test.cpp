#include <gtest/gtest.h>

#include "driver/catalog_rows_match.h"
#include "driver/diagnostics.h"
#include "tests/unit/driver/catalog_fixture.h"

namespace assetsodbc::driver {
namespace {

const Name kNull = std::nullopt;
const std::vector<std::size_t> kNames = {1, 2, 3};

struct CatalogTables : ::testing::Test, CatalogFixture {
    Lines list(const Name& catalogName, const Name& schemaName, const Name& table, const Name& types) {
        return joined(tables(call, catalogName, schemaName, table, types), kNames);
    }
};

const Lines kAllTables = {"sys|requests|SYSTEM TABLE", "Assets|ObjectTypes|TABLE", "Assets|Object_Values|TABLE",
                          "Assets|Objects|TABLE"};
const Lines kUserTables(kAllTables.begin() + 1, kAllTables.end());

TEST_F(CatalogTables, ListsAllByTypeSchemaAndName) {
    EXPECT_EQ(list(kNull, kNull, kNull, kNull), kAllTables);
    EXPECT_EQ(joined(tables(call, kNull, "sys", kNull, kNull)), Lines{"-|sys|requests|SYSTEM TABLE|-"});
    EXPECT_EQ(joined(tables(call, kNull, kNull, "objects", kNull)), Lines{"-|Assets|Objects|TABLE|All objects."});
}

TEST_F(CatalogTables, HasTheColumnsOfOdbc) {
    EXPECT_EQ(labels(tables(call, kNull, kNull, kNull, kNull)), "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,TABLE_TYPE,REMARKS");
    call.odbc2 = true;
    EXPECT_EQ(labels(tables(call, kNull, kNull, kNull, kNull)),
              "TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,TABLE_TYPE,REMARKS");
}

struct TypeListCase {
    const char* types;
    Lines expected;
};

TEST_F(CatalogTables, ReadsTypeListsAsClientsSendThem) {
    const Lines system = {kAllTables[0]};
    const TypeListCase cases[] = {
        {"", kAllTables},
        {"TABLE", kUserTables},
        {"'TABLE','VIEW'", kUserTables},
        {"VIEW", {}},
        {"VIEW,", {}},
        {"VIEW,TABLE,%,", kAllTables},
        {"table", kUserTables},
        {"TABLE,VIEW,", kUserTables},
        {"TABLE,VIEW,SYSTEM TABLE", kAllTables},
        {" ' TABLE ' ", kUserTables},
        {"'SYSTEM TABLE'", system},
        {"ALIAS , SYNONYM", {}},
        {",", kAllTables},
    };
    for (const TypeListCase& c : cases) EXPECT_EQ(list(kNull, kNull, "%", c.types), c.expected) << c.types;
}

struct CallCase {
    Name catalog, schema, table, types;
    std::size_t rows;
};

TEST_F(CatalogTables, AnswersTheCallsOfRealClients) {
    const CallCase cases[] = {
        {"", "", "", "TABLE,VIEW", 3},   // Power BI: an empty string is anything
        {"%", "", "", "TABLE,VIEW", 3},  // Excel: wants tables, not catalogs
        {"", "", "NOXXTABLE", "", 0},    // DBI's ping
        {kNull, kNull, "NOXXTABLE", kNull, 0},
        {"%", kNull, kNull, kNull, 4},
        {"", "", "%", "TABLE", 3},
        {kNull, kNull, "Object%", "TABLE", 3},
        {kNull, "Assets", "Objects", "VIEW,TABLE,%,", 1},
        {"other", kNull, kNull, kNull, 0},  // there are no catalogs
        {kNull, "other", kNull, kNull, 0},
        {kNull, "ASSETS", "OBJECTS", kNull, 1},
    };
    for (const CallCase& c : cases) {
        EXPECT_EQ(tables(call, c.catalog, c.schema, c.table, c.types).rows().size(), c.rows) << &c - cases;
    }
}

TEST_F(CatalogTables, EnumeratesCatalogsSchemasAndTypes) {
    EXPECT_EQ(joined(tables(call, "%", "", "", "")), Lines{});
    EXPECT_EQ(joined(tables(call, "%", "", "", kNull)), Lines{});
    EXPECT_EQ(joined(tables(call, "", "%", "", "")), (Lines{"-|Assets|-|-|-", "-|sys|-|-|-"}));
    EXPECT_EQ(joined(tables(call, kNull, "%", "", kNull)), (Lines{"-|Assets|-|-|-", "-|sys|-|-|-"}));
    const Lines types = {"-|-|-|LOCAL TEMPORARY|-", "-|-|-|SYSTEM TABLE|-", "-|-|-|TABLE|-", "-|-|-|VIEW|-"};
    EXPECT_EQ(joined(tables(call, "", "", "", "%")), types);
    EXPECT_EQ(joined(tables(call, kNull, kNull, kNull, "%")), types);
    EXPECT_EQ(joined(tables(call, kNull, kNull, "", "%")), types);
    EXPECT_EQ(list(kNull, kNull, "%", "%"), kAllTables);
}

TEST_F(CatalogTables, IdentifiersAreNoPatterns) {
    call.metadataId = true;
    EXPECT_EQ(list(kNull, "assets", "objects  ", kNull), Lines{"Assets|Objects|TABLE"});
    EXPECT_EQ(list(kNull, "assets", "\"Objects\"", kNull), Lines{"Assets|Objects|TABLE"});
    EXPECT_EQ(list(kNull, "assets", "Object%", kNull), Lines{});
    EXPECT_THROW(tables(call, kNull, "assets", kNull, kNull), OdbcError);
    EXPECT_THROW(tables(call, kNull, kNull, "objects", kNull), OdbcError);
}

struct PatternCase {
    const char *name, *pattern;
    bool matches;
};

TEST(CatalogPatterns, MatchAsOdbcSays) {
    const PatternCase cases[] = {
        {"Objects", "%", true},
        {"", "%", true},
        {"", "", true},
        {"Objects", "", false},
        {"Objects", "Obj%", true},
        {"Objects", "%cts", true},
        {"Objects", "%je%", true},
        {"Objects", "O_jects", true},
        {"Objects", "Objects_", false},
        {"Objects", "objects", true},
        {"Objects", "Object", false},
        {"Object_Values", "Object\\_%", true},
        {"ObjectTypes", "Object\\_%", false},
        {"50%", "50\\%", true},
        {"500", "50\\%", false},
        {"a\\b", "a\\\\b", true},
        {"a\\", "a\\", true},
        {"aXbXc", "a%b%c", true},
        {"aXbX", "a%b%c", false},
        {"aab", "%ab", true},
        {"Größe", "Gr__e", true},
        {"Größe", "Gr%e", true},
        {"Größe", "Größe", true},
        {"abcabd", "%ab_", true},
    };
    for (const PatternCase& c : cases) {
        EXPECT_EQ(matchesPattern(c.name, c.pattern), c.matches) << c.name << " like " << c.pattern;
    }
}

TEST_F(CatalogTables, PrivilegesTellThatTablesCanBeRead) {
    EXPECT_EQ(joined(tablePrivileges(call, {kNull, kNull, "Object%"})),
              (Lines{"-|Assets|ObjectTypes|-|PUBLIC|SELECT|NO", "-|Assets|Object_Values|-|PUBLIC|SELECT|NO",
                     "-|Assets|Objects|-|PUBLIC|SELECT|NO"}));
    EXPECT_EQ(joined(columnPrivileges(call, {kNull, kNull, "Object_Values"}, "O%"), {3, 6}),
              (Lines{"ObjectId|SELECT", "Ordinal|SELECT"}));
    EXPECT_THROW(columnPrivileges(call, {}, kNull), OdbcError);
}

TEST_F(CatalogTables, ThereAreNoProcedures) {
    EXPECT_TRUE(procedures(call).rows().empty());
    EXPECT_EQ(procedures(call).columns().size(), 8U);
    EXPECT_TRUE(procedureColumns(call).rows().empty());
    EXPECT_EQ(procedureColumns(call).columns().size(), 19U);
}

TEST_F(CatalogTables, RowsAreReadAsAResult) {
    RowsResult result = tables(call, kNull, "sys", kNull, kNull);
    ASSERT_TRUE(result.next(context));
    EXPECT_TRUE(schema::isNull(result.cell(0)));
    EXPECT_EQ(std::get<std::string_view>(result.cell(2)), "requests");
    EXPECT_FALSE(result.next(context));
    EXPECT_FALSE(result.next(context));
}

TEST(CatalogSizes, FixedTablesFitTheColumnsThatTellOfThem) {
    for (const schema::TableSpec* table : schema::fixedTableSpecs()) {
        EXPECT_LE(table->name.size(), 255U);
        EXPECT_LE(table->remarks.size(), 4000U);
        for (const auto& each : table->columns) {
            EXPECT_LE(each.name.size(), 255U) << table->name;
            EXPECT_LE(each.remarks.size(), 4000U) << table->name << "." << each.name;
        }
    }
}

}  // namespace
}  // namespace assetsodbc::driver
