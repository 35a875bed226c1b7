#include "driver/presentation.h"

#include <gtest/gtest.h>

#include "common/config/connection_config.h"
#include "sqlengine/query.h"

namespace assetsodbc::driver {
namespace {

using schema::SqlType;
using schema::TypeSpec;

TypeSpec told(const common::ConnectionConfig& config, const TypeSpec& type) {
    return presentationOf(config).typeOf(type);
}

TEST(Presentation, byDefaultNothingChanges) {
    const Presentation presentation = presentationOf({});
    EXPECT_FALSE(presentation.changesTypes());
    EXPECT_FALSE(presentation.changesTables());
    const auto table = std::make_shared<const schema::TableSpec>();
    EXPECT_EQ(presentation.tableOf(table), table);
    EXPECT_TRUE(presentation.shows(*table));
}

TEST(Presentation, wideTextBecomesNarrow) {
    common::ConnectionConfig config;
    config.mapToWVarchar = false;
    EXPECT_EQ(told(config, schema::wvarchar(7)), schema::varchar(7));
    EXPECT_EQ(told(config, schema::wlongvarchar()), (TypeSpec{SqlType::LongVarchar, schema::kLongTextSize, 0}));
    EXPECT_EQ(told(config, schema::varchar(7)), schema::varchar(7));
    EXPECT_EQ(told(config, schema::bigInt()), schema::bigInt());
}

TEST(Presentation, longTextBeginsWhereItIsAskedTo) {
    common::ConnectionConfig config;
    config.mapToLongVarchar = 10;
    EXPECT_EQ(told(config, schema::wvarchar(10)), schema::wvarchar(10));
    EXPECT_EQ(told(config, schema::wvarchar(11)), (TypeSpec{SqlType::WLongVarchar, 11, 0}));
    EXPECT_EQ(told(config, schema::varchar(11)), (TypeSpec{SqlType::LongVarchar, 11, 0}));
    EXPECT_EQ(told(config, schema::timestamp()), schema::timestamp());
    config.mapToLongVarchar = 0;
    EXPECT_EQ(told(config, schema::wvarchar(1)).type, SqlType::WLongVarchar);
}

TEST(Presentation, sizesHaveALimit) {
    common::ConnectionConfig config;
    config.maximumColumnSize = 100;
    EXPECT_EQ(told(config, schema::wlongvarchar()), (TypeSpec{SqlType::WLongVarchar, 100, 0}));
    EXPECT_EQ(told(config, schema::wvarchar(50)), schema::wvarchar(50));
    EXPECT_EQ(told(config, schema::timestamp()), schema::timestamp());
}

schema::TableSpec laptops() {
    schema::TableSpec table;
    table.schemaName = "ITSM";
    table.name = "Büro Laptops";
    schema::ColumnSpec key, name;
    key.name = "Key";
    key.type = schema::wlongvarchar();
    key.nullable = false;
    name.name = "Name";
    name.type = schema::wvarchar(300);
    table.columns = {key, name};
    table.primaryKey = {"Key"};
    table.foreignKeys = {{"fk", {"Name"}, "HR", "People", {"Id"}}};
    schema::Index byName;
    byName.name = "byName";
    byName.parts = {{"Name"}};
    table.indexes = {byName};
    return table;
}

TEST(Presentation, namesAreRaisedWhereverTheyStand) {
    common::ConnectionConfig config;
    config.upperCaseIdentifiers = true;
    const auto table = presentationOf(config).tableOf(std::make_shared<schema::TableSpec>(laptops()));
    EXPECT_EQ(table->schemaName, "ITSM");
    EXPECT_EQ(table->name, "BüRO LAPTOPS");  // other letters are not compared without their case
    EXPECT_EQ(table->columns[1].name, "NAME");
    EXPECT_EQ(table->primaryKey, std::vector<std::string>{"KEY"});
    EXPECT_EQ(table->foreignKeys[0].columns, std::vector<std::string>{"NAME"});
    EXPECT_EQ(table->foreignKeys[0].referencedTable, "PEOPLE");
    EXPECT_EQ(table->foreignKeys[0].referencedColumns, std::vector<std::string>{"ID"});
    EXPECT_EQ(table->indexes[0].parts[0].column, "NAME");
}

TEST(Presentation, keysHaveALimitOfTheirOwn) {
    common::ConnectionConfig config;
    config.limitKeySize = 255;
    config.enableForeignKeyDetection = false;
    const auto table = presentationOf(config).tableOf(std::make_shared<schema::TableSpec>(laptops()));
    EXPECT_EQ(table->columns[0].type, schema::wvarchar(255));
    EXPECT_EQ(table->columns[1].type, schema::wvarchar(300));
    EXPECT_TRUE(table->foreignKeys.empty());
}

TEST(Presentation, listsShowWhatTheyName) {
    common::ConnectionConfig config;
    config.browsableSchemas = "ITSM,temp";
    config.tables = "[Büro Laptops]";
    config.views = "Mine";
    const Presentation presentation = presentationOf(config);
    schema::TableSpec table = laptops();
    EXPECT_TRUE(presentation.shows(table));
    table.name = "Servers";
    EXPECT_FALSE(presentation.shows(table));
    table.kind = schema::TableKind::SystemTable;
    EXPECT_TRUE(presentation.shows(table));
    table.schemaName = "sys";
    EXPECT_FALSE(presentation.shows(table));
    table.schemaName = "temp";
    table.kind = schema::TableKind::View;
    EXPECT_FALSE(presentation.shows(table));
    table.name = "MINE";
    EXPECT_TRUE(presentation.shows(table));
}

}  // namespace
}  // namespace assetsodbc::driver
