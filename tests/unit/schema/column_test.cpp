#include "schema/column.h"

#include <gtest/gtest.h>

#include "schema/declared_type.h"

namespace assetsodbc::schema {
namespace {

constexpr TypeSpec kAllTypes[] = {bit(),
                                  smallInt(),
                                  integer(),
                                  bigInt(),
                                  doublePrecision(),
                                  {SqlType::Decimal, 18, 4},
                                  {SqlType::Char, 12, 0},
                                  varchar(64),
                                  wvarchar(255),
                                  wvarchar(2048),
                                  wlongvarchar(),
                                  date(),
                                  time(),
                                  timestamp(),
                                  {SqlType::Timestamp, 19, 0},
                                  {SqlType::Timestamp, 26, 6},
                                  {SqlType::Varbinary, 16, 0},
                                  {SqlType::LongVarbinary, kLongTextSize, 0},
                                  {SqlType::Guid, 36, 0}};

TEST(ColumnDeclaration, EveryTypeComesBackFromItsDeclaration) {
    for (const TypeSpec& type : kAllTypes)
        EXPECT_EQ(typeOfDeclaration(declarationOf(type)), type) << declarationOf(type);
}

TEST(ColumnDeclaration, EveryTypeComesBackFromItsName) {
    for (const TypeSpec& type : kAllTypes) EXPECT_EQ(typeOfDeclaration(typeNameOf(type)), type) << typeNameOf(type);
}

TEST(ColumnDeclaration, SpellsWhatUsersSee) {
    EXPECT_EQ(declarationOf(bigInt()), "BIGINT");
    EXPECT_EQ(declarationOf(wvarchar(255)), "NVARCHAR(255)");
    EXPECT_EQ(declarationOf(timestamp()), "TEXT TIMESTAMP(3)");
    EXPECT_EQ(typeNameOf(timestamp()), "TIMESTAMP(3)");
    EXPECT_EQ(typeNameOf({SqlType::Decimal, 10, 2}), "DECIMAL(10,2)");
}

TEST(ColumnDeclaration, ReadsTheUsualSpellingsOfLocalTables) {
    const struct {
        const char* text;
        TypeSpec type;
    } kCases[] = {{"int", integer()},
                  {"varchar(max)", wlongvarchar()},
                  {"TEXT DECIMAL(30,5)", {SqlType::Decimal, 30, 5}},
                  {"Integer", integer()},
                  {"TINYINT", smallInt()},
                  {"boolean", bit()},
                  {"varchar ( 20 )", varchar(20)},
                  {"CHARACTER VARYING(30)", varchar(30)},
                  {"nchar(5)", wvarchar(5)},
                  {"TEXT", wlongvarchar()},
                  {"clob", wlongvarchar()},
                  {"", wlongvarchar()},
                  {"real", doublePrecision()},
                  {"double  precision", doublePrecision()},
                  {"float", doublePrecision()},
                  {"NUM", doublePrecision()},
                  {"numeric", doublePrecision()},
                  {"numeric(10, 2)", {SqlType::Decimal, 10, 2}},
                  {"datetime", timestamp()},
                  {"timestamp(0)", {SqlType::Timestamp, 19, 0}},
                  {"date", date()},
                  {"blob", {SqlType::LongVarbinary, kLongTextSize, 0}},
                  {"unsigned big int", bigInt()},
                  {"weird", wlongvarchar()},
                  {"XML", wlongvarchar()},
                  {"POINT", wlongvarchar()},
                  {"INT UNSIGNED", bigInt()},
                  {"money", {SqlType::Decimal, 19, 4}},
                  {"sysname", wvarchar(128)},
                  {"smalldatetime", timestamp()},
                  {"timestamp with time zone", timestamp()},
                  {"varchar(99999999999999)", varchar(255)}};
    for (const auto& known : kCases) EXPECT_EQ(typeOfDeclaration(known.text), known.type) << known.text;
}

TEST(ColumnDeclaration, KeepsDecimalsAsTextWhereNoNumberHoldsTheirDigits) {
    EXPECT_EQ(declarationOf({SqlType::Decimal, 15, 3}), "DECIMAL(15,3)");
    EXPECT_EQ(declarationOf({SqlType::Decimal, 16, 3}), "TEXT DECIMAL(16,3)");
    EXPECT_EQ(declarationOf({SqlType::Decimal, 18, 0}), "DECIMAL(18,0)");
    EXPECT_EQ(declarationOf({SqlType::Decimal, 19, 0}), "TEXT DECIMAL(19,0)");
}

TEST(ColumnDeclaration, RefusesParametersThatNoColumnCanKeep) {
    for (const char* text :
         {"VARCHAR(-5)", "VARCHAR(0)", "VARCHAR(5000000000)", "CHAR(99999999999999999999)", "CHAR(2,3)",
          "DECIMAL(5,-2)", "DECIMAL(5,10)", "DECIMAL(0,0)", "DECIMAL(50,2)", "TIMESTAMP(12)", "VARBINARY(x)"})
        EXPECT_NE(refusalOf(text), "") << text;
    for (const char* text : {"VARCHAR(1)", "varchar ( 20 )", "VARCHAR(MAX)", "VARCHAR", "DECIMAL(38)",
                             "DECIMAL( 5 , 5 )", "TIMESTAMP(0)", "TIMESTAMP(9)", "INT(11)", "weird(-1)", "MONEY"})
        EXPECT_EQ(refusalOf(text), "") << text;
}

TEST(ColumnDeclaration, KnowsWhichNamesAreTypesOfTheirOwn) {
    EXPECT_EQ(namedType("varchar(7)"), varchar(7));
    for (const char* text : {"", "TEXT", "weird", "DECIMAL", "numeric"})
        EXPECT_EQ(namedType(text), std::nullopt) << text;
}

}  // namespace
}  // namespace assetsodbc::schema
