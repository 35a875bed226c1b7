#include <gtest/gtest.h>

#include "driver/diagnostics.h"
#include "tests/unit/driver/catalog_fixture.h"

namespace assetsodbc::driver {
namespace {

const Name kNull = std::nullopt;
const std::vector<std::size_t> kReference = {2, 3, 6, 7, 8, 11};

struct CatalogKeys : ::testing::Test, CatalogFixture {
    TableName named(const char* table) { return {kNull, kNull, table}; }
};

TEST_F(CatalogKeys, PrimaryKeysComeInKeyOrder) {
    EXPECT_EQ(joined(primaryKeys(call, kNull, kNull, "Object_Values")),
              (Lines{"-|Assets|Object_Values|ObjectId|1|PK_Object_Values",
                     "-|Assets|Object_Values|Ordinal|2|PK_Object_Values"}));
    EXPECT_EQ(joined(primaryKeys(call, "", "", "objects"), {3}), Lines{"Id"}) << "empty names are no restriction";
    EXPECT_TRUE(primaryKeys(call, kNull, "sys", "requests").rows().empty());
    EXPECT_TRUE(primaryKeys(call, kNull, "sys", "Objects").rows().empty());
    EXPECT_TRUE(primaryKeys(call, kNull, kNull, "Obj%").rows().empty()) << "not a pattern";
    EXPECT_TRUE(primaryKeys(call, "other", kNull, "Objects").rows().empty());
    EXPECT_EQ(labels(primaryKeys(call, kNull, kNull, "Objects")),
              "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,KEY_SEQ,PK_NAME");
}

TEST_F(CatalogKeys, ATableNameIsNeeded) {
    EXPECT_THROW(primaryKeys(call, kNull, kNull, kNull), OdbcError);
    EXPECT_THROW(statistics(call, {}, true), OdbcError);
    EXPECT_THROW(foreignKeys(call, {}, {}), OdbcError);
    EXPECT_THROW(foreignKeys(call, {"", "", ""}, {}), OdbcError);
}

TEST_F(CatalogKeys, ReferencesToATableAreOrderedByTheReferringTables) {
    EXPECT_EQ(joined(foreignKeys(call, named("ObjectTypes"), {}), kReference),
              (Lines{"ObjectTypes|Id|ObjectTypes|ParentId|1|FK_ObjectTypes_Parent",
                     "ObjectTypes|Id|Objects|ObjectTypeId|1|FK_Objects_ObjectTypes"}));
}

TEST_F(CatalogKeys, ReferencesOfATable) {
    EXPECT_EQ(joined(foreignKeys(call, {}, named("Object_Values"))),
              Lines{"-|Assets|Objects|Id|-|Assets|Object_Values|ObjectId|1|3|3|FK_Values_Objects|PK_Objects|7"});
    EXPECT_TRUE(foreignKeys(call, {}, named("requests")).rows().empty());
}

TEST_F(CatalogKeys, ReferencesFromOneTableToAnother) {
    EXPECT_EQ(joined(foreignKeys(call, {"", "", "ObjectTypes"}, {"", "", "Objects"}), kReference),
              Lines{"ObjectTypes|Id|Objects|ObjectTypeId|1|FK_Objects_ObjectTypes"});
    EXPECT_TRUE(foreignKeys(call, named("Objects"), named("ObjectTypes")).rows().empty());
    EXPECT_TRUE(foreignKeys(call, named("no_such"), named("Objects")).rows().empty());
}

TEST_F(CatalogKeys, ForeignKeysHasTheColumnsOfOdbc) {
    EXPECT_EQ(labels(foreignKeys(call, named("Objects"), {})),
              "PKTABLE_CAT,PKTABLE_SCHEM,PKTABLE_NAME,PKCOLUMN_NAME,FKTABLE_CAT,FKTABLE_SCHEM,FKTABLE_NAME,"
              "FKCOLUMN_NAME,KEY_SEQ,UPDATE_RULE,DELETE_RULE,FK_NAME,PK_NAME,DEFERRABILITY");
}

TEST_F(CatalogKeys, StatisticsTellTheUniqueIndexOfThePrimaryKey) {
    EXPECT_EQ(joined(statistics(call, named("Object_Values"), true)),
              (Lines{"-|Assets|Object_Values|-|-|-|0|-|-|-|-|-|-",
                     "-|Assets|Object_Values|0|-|PK_Object_Values|3|1|ObjectId|A|-|-|-",
                     "-|Assets|Object_Values|0|-|PK_Object_Values|3|2|Ordinal|A|-|-|-"}));
    EXPECT_EQ(statistics(call, named("Object_Values"), false).rows().size(), 3U);
    EXPECT_EQ(statistics(call, named("requests"), false).rows().size(), 1U);
    EXPECT_EQ(labels(statistics(call, named("Objects"), false)),
              "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,NON_UNIQUE,INDEX_QUALIFIER,INDEX_NAME,TYPE,ORDINAL_POSITION,"
              "COLUMN_NAME,ASC_OR_DESC,CARDINALITY,PAGES,FILTER_CONDITION");
    call.odbc2 = true;
    EXPECT_EQ(labels(statistics(call, named("Objects"), false)),
              "TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,NON_UNIQUE,INDEX_QUALIFIER,INDEX_NAME,TYPE,SEQ_IN_INDEX,"
              "COLUMN_NAME,COLLATION,CARDINALITY,PAGES,FILTER_CONDITION");
}

TEST_F(CatalogKeys, IdentifiersLoseTheirTrailingBlanks) {
    call.metadataId = true;
    EXPECT_EQ(primaryKeys(call, kNull, "ASSETS ", "OBJECTS ").rows().size(), 1U);
    EXPECT_THROW(primaryKeys(call, kNull, kNull, "Objects"), OdbcError);
}

}  // namespace
}  // namespace assetsodbc::driver
