#include "driver/tables/type_info.h"

#include <gtest/gtest.h>

#include <string>

#include "driver/convert/c_to_sql.h"
#include "driver/convert/sql_to_c.h"
#include "schema/column.h"

namespace assetsodbc::driver {
namespace {

using schema::SqlType;
using schema::TypeSpec;

constexpr int kTypes = static_cast<int>(SqlType::Guid) + 1;

TEST(TypeInfo, EveryTypeHasExactlyOneRow) {
    for (int i = 0; i < kTypes; ++i) {
        int rows = 0;
        for (const TypeInfo& row : typeInfoRows()) rows += row.type == static_cast<SqlType>(i) ? 1 : 0;
        EXPECT_EQ(rows, 1) << i;
    }
}

TEST(TypeInfo, RowsAreOrderedByCode) {
    const auto& rows = typeInfoRows();
    for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_LT(rows[i - 1].code, rows[i].code) << rows[i].name;
}

TEST(TypeInfo, EveryCodeIsOneThatParametersTake) {
    for (const TypeInfo& row : typeInfoRows()) {
        EXPECT_TRUE(isKnownSqlType(row.code)) << row.name;
        EXPECT_TRUE(isKnownSqlType(row.codeOdbc2)) << row.name;
    }
}

// Clients write CREATE TABLE with these names, and SQLite must understand them as the same type.
TEST(TypeInfo, NamesAreUnderstoodAsDeclarations) {
    for (const TypeInfo& row : typeInfoRows()) {
        if (!row.type) continue;
        const std::string parameters = row.createParams;
        const std::string declaration = std::string(row.name) + (parameters.empty()                ? ""
                                                                 : parameters == "precision,scale" ? "(12,3)"
                                                                                                   : "(12)");
        // Text of any length is wide; it is told as narrow only where the application asks for that.
        const SqlType expected = *row.type == SqlType::LongVarchar ? SqlType::WLongVarchar : *row.type;
        EXPECT_EQ(schema::typeOfDeclaration(declaration).type, expected) << declaration;
    }
}

struct Facts {
    TypeSpec type;
    SQLSMALLINT code, verbose, subcode;
    SQLULEN size;
    int digits;
    SQLLEN octets, display;
    int radix;
    bool isUnsigned;
};

TEST(TypeInfo, FactsOfEveryType) {
    const Facts all[] = {
        {schema::bit(), SQL_BIT, SQL_BIT, 0, 1, 0, 1, 1, 10, true},
        {schema::smallInt(), SQL_SMALLINT, SQL_SMALLINT, 0, 5, 0, 2, 6, 10, false},
        {schema::integer(), SQL_INTEGER, SQL_INTEGER, 0, 10, 0, 4, 11, 10, false},
        {schema::bigInt(), SQL_BIGINT, SQL_BIGINT, 0, 19, 0, 8, 20, 10, false},
        {schema::doublePrecision(), SQL_DOUBLE, SQL_DOUBLE, 0, 15, -1, 8, 24, 10, false},
        {{SqlType::Decimal, 18, 3}, SQL_DECIMAL, SQL_DECIMAL, 0, 18, 3, 20, 20, 10, false},
        {{SqlType::Char, 10, 0}, SQL_CHAR, SQL_CHAR, 0, 10, -1, 40, 10, 0, true},
        {schema::varchar(64), SQL_VARCHAR, SQL_VARCHAR, 0, 64, -1, 256, 64, 0, true},
        {{SqlType::LongVarchar, 100, 0}, SQL_LONGVARCHAR, SQL_LONGVARCHAR, 0, 100, -1, 400, 100, 0, true},
        {schema::wvarchar(255), SQL_WVARCHAR, SQL_WVARCHAR, 0, 255, -1, 510, 255, 0, true},
        {schema::wlongvarchar(), SQL_WLONGVARCHAR, SQL_WLONGVARCHAR, 0, 65536, -1, 131072, 65536, 0, true},
        {schema::date(), SQL_TYPE_DATE, SQL_DATETIME, SQL_CODE_DATE, 10, -1, 6, 10, 0, true},
        {schema::time(), SQL_TYPE_TIME, SQL_DATETIME, SQL_CODE_TIME, 8, 0, 6, 8, 0, true},
        {schema::timestamp(), SQL_TYPE_TIMESTAMP, SQL_DATETIME, SQL_CODE_TIMESTAMP, 23, 3, 16, 23, 0, true},
        {{SqlType::Varbinary, 100, 0}, SQL_VARBINARY, SQL_VARBINARY, 0, 100, -1, 100, 200, 0, true},
        {{SqlType::LongVarbinary, 65536, 0},
         SQL_LONGVARBINARY,
         SQL_LONGVARBINARY,
         0,
         65536,
         -1,
         65536,
         131072,
         0,
         true},
        {{SqlType::Guid, 36, 0}, SQL_GUID, SQL_GUID, 0, 36, -1, 16, 36, 0, true},
    };
    ASSERT_EQ(std::size(all), static_cast<std::size_t>(kTypes));
    for (const Facts& expected : all) {
        const TypeFacts facts = factsOf(expected.type, false);
        const std::string name = facts.typeName;
        EXPECT_EQ(facts.conciseType, expected.code) << name;
        EXPECT_EQ(facts.verboseType, expected.verbose) << name;
        EXPECT_EQ(facts.datetimeSubcode, expected.subcode) << name;
        EXPECT_EQ(facts.columnSize, expected.size) << name;
        EXPECT_EQ(facts.decimalDigits, expected.digits) << name;
        EXPECT_EQ(facts.octetLength, expected.octets) << name;
        EXPECT_EQ(facts.displaySize, expected.display) << name;
        EXPECT_EQ(facts.numPrecRadix, expected.radix) << name;
        EXPECT_EQ(facts.isUnsigned, expected.isUnsigned) << name;
    }
}

TEST(TypeInfo, Odbc2ApplicationsSeeTheirOwnDateCodes) {
    EXPECT_EQ(factsOf(schema::date(), true).conciseType, SQL_DATE);
    EXPECT_EQ(factsOf(schema::time(), true).conciseType, SQL_TIME);
    EXPECT_EQ(factsOf(schema::timestamp(), true).conciseType, SQL_TIMESTAMP);
    EXPECT_EQ(factsOf(schema::bigInt(), true).conciseType, SQL_BIGINT);
}

TEST(TypeInfo, TextIsSearchableByLikeAndComparedByCase) {
    EXPECT_EQ(factsOf(schema::wvarchar(10), false).searchable, SQL_SEARCHABLE);
    EXPECT_TRUE(factsOf(schema::wvarchar(10), false).caseSensitive);
    EXPECT_EQ(factsOf(schema::bigInt(), false).searchable, SQL_PRED_BASIC);
    EXPECT_FALSE(factsOf(schema::bigInt(), false).caseSensitive);
}

}  // namespace
}  // namespace assetsodbc::driver
