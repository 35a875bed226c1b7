// What SQLDescribeCol and SQLColAttribute tell: known after SQLPrepare, true for base columns and for expressions, and
// the same after execution.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class ResultTypes : public BothFamilies {
protected:
    void expectType(const std::string& expression, SQLSMALLINT type) {
        Statement statement(connection);
        const std::string sql = "SELECT " + expression + " AS x FROM Objects";
        ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare(sql))) << sql << describe(statement.diagnostics());
        const auto prepared = statement.column(1);
        EXPECT_EQ(type, prepared.type) << sql;
        EXPECT_EQ("x", prepared.name);
        EXPECT_GT(prepared.size, 0u) << sql;
        ASSERT_TRUE(SQL_SUCCEEDED(statement.executePrepared())) << sql << describe(statement.diagnostics());
        EXPECT_EQ(type, statement.column(1).type) << sql;
        EXPECT_EQ(prepared.size, statement.column(1).size) << sql;
    }
    SQLLEN number(Statement& statement, SQLUSMALLINT field) {
        SQLLEN value = -99;
        EXPECT_EQ(SQL_SUCCESS, SQLColAttribute(statement.handle(), 1, field, nullptr, 0, nullptr, &value));
        return value;
    }
    std::string string(Statement& statement, SQLUSMALLINT field) {
        SQLCHAR text[128] = {};
        SQLSMALLINT length = 0;
        EXPECT_EQ(SQL_SUCCESS, SQLColAttribute(statement.handle(), 1, field, text, sizeof text, &length, nullptr));
        return reinterpret_cast<char*>(text);
    }
};

TEST_P(ResultTypes, BaseColumnsHaveTheirDeclaredTypes) {
    expectType("Id", SQL_BIGINT);
    expectType("Name", SQL_WVARCHAR);
    expectType("Created", SQL_TYPE_TIMESTAMP);
    expectType("HasAvatar", SQL_BIT);
    expectType("ObjectAttributes", SQL_WLONGVARCHAR);
}

TEST_P(ResultTypes, ExpressionsAreInferred) {
    expectType("COUNT(*)", SQL_BIGINT);
    expectType("COUNT( * )", SQL_BIGINT);
    expectType("MAX(Created)", SQL_TYPE_TIMESTAMP);
    expectType("MIN(Id)", SQL_BIGINT);
    expectType("SUM(Id)", SQL_BIGINT);
    expectType("AVG(Id)", SQL_DOUBLE);
    expectType("Id + 1", SQL_BIGINT);
    expectType("Id * 1.5", SQL_DOUBLE);
    expectType("Name || '!'", SQL_WVARCHAR);
    expectType("CAST(Id AS VARCHAR(20))", SQL_WVARCHAR);
    expectType("CASE WHEN Id > 1 THEN Name ELSE NULL END", SQL_WVARCHAR);
    expectType("COALESCE(Created, {ts '2024-01-01 00:00:00'})", SQL_TYPE_TIMESTAMP);
    expectType("(SELECT MAX(Id) FROM Schemas)", SQL_BIGINT);
    expectType("{fn UCASE(Name)}", SQL_WVARCHAR);
    expectType("{fn YEAR(Created)}", SQL_INTEGER);
}

TEST_P(ResultTypes, TypesPassThroughSubqueriesAndUnions) {
    expectType("(SELECT s.d FROM (SELECT Created AS d FROM Schemas LIMIT 1) s)", SQL_TYPE_TIMESTAMP);
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare("SELECT Id FROM Objects UNION ALL SELECT Id FROM Schemas")));
    EXPECT_EQ(SQL_BIGINT, statement.column(1).type);
}

TEST_P(ResultTypes, AttributesTellTheOrigin) {
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare("SELECT o.Created AS born FROM Objects o")));
    EXPECT_EQ("born", string(statement, SQL_DESC_LABEL));
    EXPECT_EQ("Created", string(statement, SQL_DESC_BASE_COLUMN_NAME));
    EXPECT_EQ("Objects", string(statement, SQL_DESC_BASE_TABLE_NAME));
    EXPECT_EQ("Assets", string(statement, SQL_DESC_SCHEMA_NAME));
    EXPECT_EQ(SQL_DATETIME, number(statement, SQL_DESC_TYPE));
    EXPECT_EQ(SQL_TYPE_TIMESTAMP, number(statement, SQL_DESC_CONCISE_TYPE));
    EXPECT_EQ(23, number(statement, SQL_DESC_DISPLAY_SIZE));
    EXPECT_EQ(SQL_ATTR_READONLY, number(statement, SQL_DESC_UPDATABLE));
    EXPECT_EQ(SQL_TRUE, number(statement, SQL_DESC_UNSIGNED));
    EXPECT_EQ(SQL_FALSE, number(statement, SQL_DESC_AUTO_UNIQUE_VALUE));
}

TEST_P(ResultTypes, ParametersTakeTheTypeOfTheirColumn) {
    Statement statement(connection);
    ASSERT_EQ(SQL_SUCCESS, statement.prepare("SELECT 1 FROM Objects WHERE Id = ? AND Name LIKE ? AND Created > ?"));
    SQLSMALLINT count = 0;
    ASSERT_EQ(SQL_SUCCESS, SQLNumParams(statement.handle(), &count));
    EXPECT_EQ(3, count);
    const SQLSMALLINT expected[] = {SQL_BIGINT, SQL_WVARCHAR, SQL_TYPE_TIMESTAMP};
    for (SQLUSMALLINT at = 1; at <= 3; ++at) {
        SQLSMALLINT type = 0, digits = 0, nullable = 0;
        SQLULEN size = 0;
        ASSERT_EQ(SQL_SUCCESS, SQLDescribeParam(statement.handle(), at, &type, &size, &digits, &nullable));
        EXPECT_EQ(expected[at - 1], type) << at;
    }
}

TEST_P(ResultTypes, ADescriptionCostsNoDataRequest) {
    const auto before = query(connection, "SELECT COUNT(*) FROM sys.requests")[0][0];
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.prepare("SELECT Name, COUNT(*) FROM Objects GROUP BY Name")));
    EXPECT_EQ(2, statement.columnCount());
    EXPECT_EQ(SQL_BIGINT, statement.column(2).type);
    EXPECT_EQ(before, query(connection, "SELECT COUNT(*) FROM sys.requests")[0][0]);
}

IN_BOTH_FAMILIES(ResultTypes);

}  // namespace
}  // namespace assetsodbc::odbctest
