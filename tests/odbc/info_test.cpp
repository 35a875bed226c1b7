// SQLGetInfo and SQLGetFunctions through the manager.
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Info : public BothFamilies {
protected:
    SQLUINTEGER number(SQLUSMALLINT type) {
        SQLUINTEGER value = 0;
        EXPECT_TRUE(SQL_SUCCEEDED(SQLGetInfo(connection.handle(), type, &value, sizeof value, nullptr))) << type;
        return value;
    }
};

TEST_P(Info, NamesTheDriverAndTheSite) {
    EXPECT_EQ("Assets", connection.infoText(SQL_DBMS_NAME));
    EXPECT_EQ("libassetsodbc.so", connection.infoText(SQL_DRIVER_NAME));
    EXPECT_EQ("03.80", connection.infoText(SQL_DRIVER_ODBC_VER));
    const std::string version = query(connection, "SELECT sqlite_version()")[0][0].value();
    const std::string shown = connection.infoText(SQL_DBMS_VER);
    EXPECT_EQ(0u, shown.find("03.")) << shown;  // of the SQLite that answers
    EXPECT_NE(std::string::npos, shown.find(version)) << shown;
    EXPECT_EQ("\"", connection.infoText(SQL_IDENTIFIER_QUOTE_CHAR));
    EXPECT_EQ("N", connection.infoText(SQL_CATALOG_NAME));
    EXPECT_EQ("N", connection.infoText(SQL_DATA_SOURCE_READ_ONLY));  // local tables are written to
}

TEST_P(Info, EveryClaimedScalarFunctionRuns) {
    struct Claim {
        SQLUSMALLINT type;
        SQLUINTEGER bit;
        const char* call;
    };
    const Claim claims[] = {
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_ASCII, "ASCII('a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_BIT_LENGTH, "BIT_LENGTH('a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_CHAR, "CHAR(65)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_CHAR_LENGTH, "CHAR_LENGTH('a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_CHARACTER_LENGTH, "CHARACTER_LENGTH('a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_CONCAT, "CONCAT('a', 'b')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_DIFFERENCE, "DIFFERENCE('a', 'b')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_INSERT, "INSERT('abc', 1, 1, 'x')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_LCASE, "LCASE('A')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_LEFT, "LEFT('abc', 2)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_LENGTH, "LENGTH('abc')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_LOCATE, "LOCATE('b', 'abc')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_LOCATE_2, "LOCATE('b', 'abcb', 3)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_LTRIM, "LTRIM(' a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_OCTET_LENGTH, "OCTET_LENGTH('a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_POSITION, "POSITION('b' IN 'abc')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_REPEAT, "REPEAT('a', 3)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_REPLACE, "REPLACE('abc', 'b', 'x')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_RIGHT, "RIGHT('abc', 2)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_RTRIM, "RTRIM('a ')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_SOUNDEX, "SOUNDEX('a')"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_SPACE, "SPACE(3)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_SUBSTRING, "SUBSTRING('abc', 2, 1)"},
        {SQL_STRING_FUNCTIONS, SQL_FN_STR_UCASE, "UCASE('a')"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ABS, "ABS(-1)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ATAN2, "ATAN2(1, 2)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_CEILING, "CEILING(1.2)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_COT, "COT(1)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_DEGREES, "DEGREES(1)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_LOG, "LOG(2)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_MOD, "MOD(5, 3)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_PI, "PI()"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_POWER, "POWER(2, 3)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_RAND, "RAND()"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_ROUND, "ROUND(1.25, 1)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_SIGN, "SIGN(-2)"},
        {SQL_NUMERIC_FUNCTIONS, SQL_FN_NUM_TRUNCATE, "TRUNCATE(1.29, 1)"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_CURDATE, "CURDATE()"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_DAYNAME, "DAYNAME({d '2024-01-31'})"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_DAYOFWEEK, "DAYOFWEEK({d '2024-01-31'})"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_EXTRACT, "EXTRACT(YEAR FROM {d '2024-01-31'})"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_NOW, "NOW()"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_QUARTER, "QUARTER({d '2024-01-31'})"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_TIMESTAMPADD, "TIMESTAMPADD(SQL_TSI_DAY, 1, {d '2024-01-31'})"},
        {SQL_TIMEDATE_FUNCTIONS, SQL_FN_TD_TIMESTAMPDIFF,
         "TIMESTAMPDIFF(SQL_TSI_DAY, {d '2024-01-30'}, {d '2024-01-31'})"},
        {SQL_SYSTEM_FUNCTIONS, SQL_FN_SYS_IFNULL, "IFNULL(NULL, 'x')"},
        {SQL_SYSTEM_FUNCTIONS, SQL_FN_SYS_USERNAME, "USER()"},
        {SQL_SYSTEM_FUNCTIONS, SQL_FN_SYS_DBNAME, "DATABASE()"},
    };
    for (const auto& claim : claims) {
        if ((number(claim.type) & claim.bit) == 0) continue;
        const auto rows = query(connection, std::string("SELECT {fn ") + claim.call + "}");
        EXPECT_EQ(1u, rows.size()) << claim.call;
    }
    EXPECT_NE(0u, number(SQL_STRING_FUNCTIONS) & SQL_FN_STR_UCASE);
    EXPECT_NE(0u, number(SQL_TIMEDATE_FUNCTIONS) & SQL_FN_TD_YEAR);
}

TEST_P(Info, UnknownTypesAreHY096) {
    char buffer[64];
    EXPECT_EQ(SQL_ERROR, SQLGetInfo(connection.handle(), 9999, buffer, sizeof buffer, nullptr));
    EXPECT_EQ("HY096", connection.diagnostics().at(0).state);
}

TEST_P(Info, ShortBuffersAre01004WithTheFullLength) {
    SQLWCHAR buffer[4] = {};
    SQLSMALLINT length = 0;
    const bool isWide = GetParam() == Family::Wide;
    const auto getInfo = isWide ? SQLGetInfoW : SQLGetInfo;
    const auto unit = static_cast<SQLSMALLINT>(isWide ? sizeof(SQLWCHAR) : 1);
    EXPECT_EQ(SQL_SUCCESS_WITH_INFO,
              getInfo(connection.handle(), SQL_DBMS_NAME, buffer, static_cast<SQLSMALLINT>(4 * unit), &length));
    EXPECT_EQ("01004", connection.diagnostics().at(0).state);
    EXPECT_EQ(6 * unit, length);
    EXPECT_EQ("Ass", isWide ? toUtf8({buffer, buffer + 3}) : std::string(reinterpret_cast<char*>(buffer)));
}

TEST_P(Info, FunctionsThatWorkAreClaimed) {
    SQLUSMALLINT all[SQL_API_ODBC3_ALL_FUNCTIONS_SIZE] = {};
    ASSERT_EQ(SQL_SUCCESS, SQLGetFunctions(connection.handle(), SQL_API_ODBC3_ALL_FUNCTIONS, all));
    for (const int function : {SQL_API_SQLFETCH, SQL_API_SQLGETDATA, SQL_API_SQLTABLES, SQL_API_SQLFOREIGNKEYS,
                               SQL_API_SQLDESCRIBEPARAM, SQL_API_SQLCANCEL, SQL_API_SQLFETCHSCROLL})
        EXPECT_TRUE(SQL_FUNC_EXISTS(all, function)) << function;
}

TEST_P(Info, NativeSqlReplacesEscapes) {
    SQLCHAR out[256] = {};
    SQLINTEGER length = 0;
    auto* sql = reinterpret_cast<SQLCHAR*>(const_cast<char*>("SELECT {fn UCASE('a')}, {d '2024-01-31'}"));
    ASSERT_EQ(SQL_SUCCESS, SQLNativeSql(connection.handle(), sql, SQL_NTS, out, sizeof out, &length));
    EXPECT_EQ(std::string::npos, std::string(reinterpret_cast<char*>(out)).find('{'));
}

IN_BOTH_FAMILIES(Info);

}  // namespace
}  // namespace assetsodbc::odbctest
