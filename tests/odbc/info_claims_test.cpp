// Each bit that SQLGetInfo sets is something that runs, and what runs is told: clients decide from the bits what they
// send. The bits and their SQL are in info_claims.cpp.
#include "info_claims.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

SQLUINTEGER maskOf(const Connection& connection, SQLUSMALLINT type) {
    SQLUINTEGER value = 0;
    SQLSMALLINT length = 0;
    EXPECT_EQ(SQL_SUCCESS, SQLGetInfo(connection.handle(), type, &value, sizeof value, &length)) << type;
    EXPECT_EQ(4, length) << type;
    return value;
}

// "" when all statements ran and their rows could be read, else the first diagnostic.
std::string failureOf(const Connection& connection, const std::string& statements) {
    std::istringstream lines(statements);
    for (std::string sql; std::getline(lines, sql);) {
        Statement statement(connection);
        SQLRETURN result = statement.execute(sql);
        SQLSMALLINT columns = 0;
        if (SQL_SUCCEEDED(result)) SQLNumResultCols(statement.handle(), &columns);
        while (columns > 0 && SQL_SUCCEEDED(result)) result = statement.fetch();
        if (SQL_SUCCEEDED(result) || result == SQL_NO_DATA) continue;
        return sql + ": " + describe(statement.diagnostics());
    }
    return "";
}

void compare(const Connection& connection, const Claim& claim) {
    const bool isClaimed = (maskOf(connection, claim.infoType) & claim.bit) != 0;
    const std::string failure = failureOf(connection, claim.sql);
    EXPECT_EQ(isClaimed, failure.empty())
        << claim.name << (isClaimed ? " is claimed, but " : " is not claimed, but ran ")
        << (isClaimed ? failure : claim.sql);
}

TEST(InfoClaims, OfQueriesAreWhatRuns) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    for (const Claim& claim : queryClaims()) compare(connection, claim);
}

TEST(InfoClaims, OfDefinitionsAreWhatRuns) {
    for (const Claim& claim : definitionClaims()) {
        Connection connection;  // its local tables are its own
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
        compare(connection, claim);
    }
}

TEST(InfoClaims, NoBitIsSetThatNoStatementProves) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    std::map<SQLUSMALLINT, SQLUINTEGER> proven;
    for (const auto* claims : {&queryClaims(), &definitionClaims()}) {
        for (const Claim& claim : *claims) proven[claim.infoType] |= claim.bit;
    }
    for (const auto& [type, bits] : proven) EXPECT_EQ(0u, maskOf(connection, type) & ~bits) << type;
}

// ---- CONVERT ------------------------------------------------------------------------------------------------------

struct ConvertType {
    SQLUSMALLINT infoType;  // of conversions from it
    SQLUINTEGER bit;        // of conversions to it
    const char* name;       // in {fn CONVERT}
    const char* value;      // an expression of the type
    const char* text;       // text that can be converted to it
};

const ConvertType kConvertTypes[] = {
    {SQL_CONVERT_BIT, SQL_CVT_BIT, "SQL_BIT", "{fn CONVERT(1, SQL_BIT)}", "1"},
    {SQL_CONVERT_TINYINT, SQL_CVT_TINYINT, "SQL_TINYINT", "{fn CONVERT(1, SQL_TINYINT)}", "1"},
    {SQL_CONVERT_SMALLINT, SQL_CVT_SMALLINT, "SQL_SMALLINT", "{fn CONVERT(1, SQL_SMALLINT)}", "1"},
    {SQL_CONVERT_INTEGER, SQL_CVT_INTEGER, "SQL_INTEGER", "1", "1"},
    {SQL_CONVERT_BIGINT, SQL_CVT_BIGINT, "SQL_BIGINT", "{fn CONVERT(1, SQL_BIGINT)}", "1"},
    {SQL_CONVERT_REAL, SQL_CVT_REAL, "SQL_REAL", "{fn CONVERT(1, SQL_REAL)}", "1"},
    {SQL_CONVERT_FLOAT, SQL_CVT_FLOAT, "SQL_FLOAT", "{fn CONVERT(1, SQL_FLOAT)}", "1"},
    {SQL_CONVERT_DOUBLE, SQL_CVT_DOUBLE, "SQL_DOUBLE", "1.0", "1"},
    {SQL_CONVERT_DECIMAL, SQL_CVT_DECIMAL, "SQL_DECIMAL", "{fn CONVERT(1, SQL_DECIMAL)}", "1"},
    {SQL_CONVERT_NUMERIC, SQL_CVT_NUMERIC, "SQL_NUMERIC", "{fn CONVERT(1, SQL_NUMERIC)}", "1"},
    {SQL_CONVERT_CHAR, SQL_CVT_CHAR, "SQL_CHAR", nullptr, "a"},
    {SQL_CONVERT_VARCHAR, SQL_CVT_VARCHAR, "SQL_VARCHAR", nullptr, "a"},
    {SQL_CONVERT_LONGVARCHAR, SQL_CVT_LONGVARCHAR, "SQL_LONGVARCHAR", nullptr, "a"},
    {SQL_CONVERT_WCHAR, SQL_CVT_WCHAR, "SQL_WCHAR", nullptr, "a"},
    {SQL_CONVERT_WVARCHAR, SQL_CVT_WVARCHAR, "SQL_WVARCHAR", nullptr, "a"},
    {SQL_CONVERT_WLONGVARCHAR, SQL_CVT_WLONGVARCHAR, "SQL_WLONGVARCHAR", nullptr, "a"},
    {SQL_CONVERT_BINARY, SQL_CVT_BINARY, "SQL_BINARY", "{fn CONVERT(X'31', SQL_BINARY)}", "a"},
    {SQL_CONVERT_VARBINARY, SQL_CVT_VARBINARY, "SQL_VARBINARY", "X'31'", "a"},
    {SQL_CONVERT_LONGVARBINARY, SQL_CVT_LONGVARBINARY, "SQL_LONGVARBINARY", "X'31'", "a"},
    {SQL_CONVERT_DATE, SQL_CVT_DATE, "SQL_DATE", "{d '2024-01-31'}", "2024-01-31"},
    {SQL_CONVERT_TIME, SQL_CVT_TIME, "SQL_TIME", "{t '10:20:30'}", "10:20:30"},
    {SQL_CONVERT_TIMESTAMP, SQL_CVT_TIMESTAMP, "SQL_TIMESTAMP", "{ts '2024-01-31 10:20:30'}", "2024-01-31 10:20:30"},
    {SQL_CONVERT_GUID, SQL_CVT_GUID, "SQL_GUID", "{fn CONVERT('0f8fad5b-d9cb-469f-a165-70867728950e', SQL_GUID)}",
     "0f8fad5b-d9cb-469f-a165-70867728950e"},
};

TEST(InfoClaims, EveryClaimedConversionConverts) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection())));
    SQLUINTEGER all = 0;
    for (const ConvertType& type : kConvertTypes) all |= type.bit;
    for (const ConvertType& from : kConvertTypes) {
        const SQLUINTEGER claimed = maskOf(connection, from.infoType);
        EXPECT_EQ(0u, claimed & ~all) << from.name;
        EXPECT_NE(0u, claimed & from.bit) << from.name << " converts to itself";
        for (const ConvertType& to : kConvertTypes) {
            if ((claimed & to.bit) == 0) continue;
            const std::string text = std::string("{fn CONVERT('") + to.text + "', " + from.name + ")}";
            const std::string value = from.value == nullptr ? text : from.value;
            const std::string sql = "SELECT {fn CONVERT(" + value + ", " + to.name + ")}";
            EXPECT_EQ("", failureOf(connection, sql));
        }
    }
    EXPECT_EQ(0u, maskOf(connection, SQL_CONVERT_INTERVAL_DAY_TIME));
    EXPECT_EQ(0u, maskOf(connection, SQL_CONVERT_INTERVAL_YEAR_MONTH));
}

}  // namespace
}  // namespace assetsodbc::odbctest
