#include <gtest/gtest.h>
#include <sql.h>
#include <sqlext.h>

#include <set>

#include "driver/diagnostics.h"
#include "driver/tables/type_info.h"
#include "tests/unit/driver/catalog_fixture.h"

namespace assetsodbc::driver {
namespace {

const Name kNull = std::nullopt;

struct CatalogColumns : ::testing::Test, CatalogFixture {};

TEST_F(CatalogColumns, TellsEveryVisibleColumn) {
    // catalog, schema, table, column, type, type name, size, length, digits, radix, nullable, remarks, default, verbose
    // type, datetime subcode, octet length, position, is nullable
    EXPECT_EQ(joined(columns(call, kNull, kNull, "Objects", kNull)),
              (Lines{"-|Assets|Objects|Id|-5|BIGINT|19|8|0|10|0|-|-|-5|-|-|1|NO",
                     "-|Assets|Objects|Name|-9|NVARCHAR|255|510|-|-|1|The label.|-|-9|-|510|2|YES",
                     "-|Assets|Objects|Weight|8|DOUBLE|15|8|6|10|1|-|-|8|-|-|3|YES",
                     "-|Assets|Objects|Price|3|DECIMAL|10|12|2|10|1|-|-|3|-|-|4|YES",
                     "-|Assets|Objects|Created|93|TIMESTAMP|23|16|3|-|1|-|-|9|3|-|5|YES",
                     "-|Assets|Objects|Bought|91|DATE|10|6|-|-|1|-|-|9|1|-|6|YES",
                     "-|Assets|Objects|ObjectTypeId|-5|BIGINT|19|8|0|10|1|-|-|-5|-|-|7|YES"}));
}

TEST_F(CatalogColumns, HasTheColumnsOfOdbc) {
    EXPECT_EQ(labels(columns(call, kNull, kNull, kNull, kNull)),
              "TABLE_CAT,TABLE_SCHEM,TABLE_NAME,COLUMN_NAME,DATA_TYPE,TYPE_NAME,COLUMN_SIZE,BUFFER_LENGTH,"
              "DECIMAL_DIGITS,NUM_PREC_RADIX,NULLABLE,REMARKS,COLUMN_DEF,SQL_DATA_TYPE,SQL_DATETIME_SUB,"
              "CHAR_OCTET_LENGTH,ORDINAL_POSITION,IS_NULLABLE");
    call.odbc2 = true;
    EXPECT_EQ(labels(columns(call, kNull, kNull, kNull, kNull)),
              "TABLE_QUALIFIER,TABLE_OWNER,TABLE_NAME,COLUMN_NAME,DATA_TYPE,TYPE_NAME,PRECISION,LENGTH,SCALE,RADIX,"
              "NULLABLE,REMARKS,COLUMN_DEF,SQL_DATA_TYPE,SQL_DATETIME_SUB,CHAR_OCTET_LENGTH,ORDINAL_POSITION,"
              "IS_NULLABLE");
}

TEST_F(CatalogColumns, Odbc2ApplicationsSeeTheirDateCodes) {
    call.odbc2 = true;
    EXPECT_EQ(joined(columns(call, kNull, kNull, "Objects", "Created"), {4}), Lines{"11"});
    EXPECT_EQ(joined(columns(call, kNull, kNull, "Objects", "Bought"), {4}), Lines{"9"});
}

TEST_F(CatalogColumns, SelectsByPatternsInOrderOfTablesAndPositions) {
    EXPECT_EQ(joined(columns(call, kNull, kNull, kNull, "%Id"), {2, 3, 16}),
              (Lines{"ObjectTypes|Id|1", "ObjectTypes|ParentId|2", "Object_Values|ObjectId|1", "Objects|Id|1",
                     "Objects|ObjectTypeId|7"}));
    EXPECT_EQ(joined(columns(call, "", "", "Objects", "name"), {3}), Lines{"Name"});
    EXPECT_EQ(joined(columns(call, kNull, "sys", "%", "%"), {3}), Lines{"Number"});
    EXPECT_TRUE(columns(call, kNull, kNull, "no_such_table", kNull).rows().empty());
    EXPECT_TRUE(columns(call, kNull, kNull, "Objects", "AQL").rows().empty()) << "hidden";
}

TEST_F(CatalogColumns, BestRowIdIsThePrimaryKey) {
    EXPECT_EQ(joined(specialColumns(call, SQL_BEST_ROWID, {kNull, kNull, "Objects"}, SQL_SCOPE_CURROW, SQL_NULLABLE)),
              Lines{"2|Id|-5|BIGINT|19|8|0|1"});
    EXPECT_EQ(
        joined(specialColumns(call, SQL_BEST_ROWID, {"", "", "object_values"}, SQL_SCOPE_SESSION, SQL_NO_NULLS), {1}),
        (Lines{"ObjectId", "Ordinal"}));
    const TableName requests{kNull, "sys", "requests"};
    EXPECT_TRUE(specialColumns(call, SQL_BEST_ROWID, requests, SQL_SCOPE_CURROW, SQL_NULLABLE).rows().empty());
    const TableName objects{kNull, kNull, "Objects"};
    EXPECT_TRUE(specialColumns(call, SQL_ROWVER, objects, SQL_SCOPE_CURROW, SQL_NULLABLE).rows().empty());
    EXPECT_EQ(labels(specialColumns(call, SQL_ROWVER, objects, 0, 1)),
              "SCOPE,COLUMN_NAME,DATA_TYPE,TYPE_NAME,COLUMN_SIZE,BUFFER_LENGTH,DECIMAL_DIGITS,PSEUDO_COLUMN");
}

TEST_F(CatalogColumns, SpecialColumnsRefusesWhatOdbcDoesNotDefine) {
    const TableName objects{kNull, kNull, "Objects"};
    const auto stateOf = [&](const TableName& table, unsigned short type, unsigned short scope,
                             unsigned short nullable) {
        try {
            specialColumns(call, type, table, scope, nullable);
        } catch (const OdbcError& error) {
            return error.state();
        }
        return SqlState::GeneralError;
    };
    EXPECT_EQ(stateOf(objects, 3, 0, 0), SqlState::ColumnTypeOutOfRange);
    EXPECT_EQ(stateOf(objects, SQL_BEST_ROWID, 3, 0), SqlState::ScopeOutOfRange);
    EXPECT_EQ(stateOf(objects, SQL_BEST_ROWID, 0, 2), SqlState::NullableTypeOutOfRange);
    EXPECT_EQ(stateOf({}, SQL_BEST_ROWID, 0, 0), SqlState::InvalidNullPointer);
}

TEST(CatalogTypes, ListsEveryTypeInTheOrderOfItsCode) {
    for (const bool odbc2 : {false, true}) {
        const RowsResult result = typeInfo(SQL_ALL_TYPES, odbc2);
        EXPECT_EQ(result.rows().size(), typeInfoRows().size());
        std::int64_t last = -1000;
        for (const auto& row : result.rows()) {
            EXPECT_GT(std::get<std::int64_t>(row[1]), last) << joined(row);
            last = std::get<std::int64_t>(row[1]);
        }
    }
}

TEST(CatalogTypes, HasTheColumnsOfOdbc) {
    EXPECT_EQ(labels(typeInfo(SQL_ALL_TYPES, false)),
              "TYPE_NAME,DATA_TYPE,COLUMN_SIZE,LITERAL_PREFIX,LITERAL_SUFFIX,CREATE_PARAMS,NULLABLE,CASE_SENSITIVE,"
              "SEARCHABLE,UNSIGNED_ATTRIBUTE,FIXED_PREC_SCALE,AUTO_UNIQUE_VALUE,LOCAL_TYPE_NAME,MINIMUM_SCALE,"
              "MAXIMUM_SCALE,SQL_DATA_TYPE,SQL_DATETIME_SUB,NUM_PREC_RADIX,INTERVAL_PRECISION");
    EXPECT_EQ(labels(typeInfo(SQL_ALL_TYPES, true)),
              "TYPE_NAME,DATA_TYPE,PRECISION,LITERAL_PREFIX,LITERAL_SUFFIX,CREATE_PARAMS,NULLABLE,CASE_SENSITIVE,"
              "SEARCHABLE,UNSIGNED_ATTRIBUTE,MONEY,AUTO_INCREMENT,LOCAL_TYPE_NAME,MINIMUM_SCALE,MAXIMUM_SCALE,"
              "SQL_DATA_TYPE,SQL_DATETIME_SUB,NUM_PREC_RADIX,INTERVAL_PRECISION");
}

TEST(CatalogTypes, TellsOneType) {
    EXPECT_EQ(joined(typeInfo(SQL_WVARCHAR, false)),
              Lines{"NVARCHAR|-9|65535|'|'|max length|1|1|3|-|0|-|NVARCHAR|-|-|-9|-|-|-"});
    EXPECT_EQ(joined(typeInfo(SQL_BIGINT, false)), Lines{"BIGINT|-5|19|-|-|-|1|0|2|0|0|0|BIGINT|0|0|-5|-|10|-"});
    const std::string timestamp = "|29|{ts '|'}|-|1|0|2|-|0|-|TIMESTAMP|0|9|9|3|-|-";
    EXPECT_EQ(joined(typeInfo(SQL_TYPE_TIMESTAMP, false)), Lines{"TIMESTAMP|93" + timestamp});
    EXPECT_EQ(joined(typeInfo(SQL_TIMESTAMP, true)), Lines{"TIMESTAMP|11" + timestamp});
    EXPECT_EQ(joined(typeInfo(SQL_TYPE_TIMESTAMP, true)), Lines{"TIMESTAMP|11" + timestamp});
}

TEST(CatalogTypes, PowerQueryFindsTheTypesItCannotDoWithout) {
    for (const int code : {SQL_CHAR, SQL_VARCHAR, SQL_WCHAR, SQL_WVARCHAR, SQL_LONGVARCHAR, SQL_DECIMAL, SQL_NUMERIC,
                           SQL_TINYINT, SQL_REAL, SQL_FLOAT, SQL_BINARY, SQL_VARBINARY, SQL_BIT, SQL_GUID}) {
        EXPECT_EQ(typeInfo(static_cast<short>(code), false).rows().size(), 1U) << code;
    }
}

TEST(CatalogTypes, TypesWithoutSupportAreEmptyAndUnknownOnesAreRefused) {
    EXPECT_TRUE(typeInfo(SQL_INTERVAL_DAY, false).rows().empty());
    for (const short code : {short{77}, short{-200}, short{-25}}) {
        try {
            typeInfo(code, false);
            FAIL() << code;
        } catch (const OdbcError& error) {
            EXPECT_EQ(error.state(), SqlState::InvalidSqlDataType);
        }
    }
}

}  // namespace
}  // namespace assetsodbc::driver
