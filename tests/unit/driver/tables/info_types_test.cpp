#include "driver/tables/info_types.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "driver/diagnostics.h"
#include "driver/tables/info_functions.h"
#include "sqlengine/engine.h"

namespace assetsodbc::driver {
namespace {

InfoContext context() {
    InfoContext context;
    context.dataSourceName = "AssetsDemo";
    context.serverUrl = "https://example.atlassian.net";
    context.userName = "zoe@example.com";
    context.driverVersion = "1.2.34";
    context.dbmsVersion = "10.4.1 Data Center";
    return context;
}

std::string text(SQLUSMALLINT id, const InfoContext& from = context()) {
    return std::get<std::string>(infoValue(id, from));
}
SQLUINTEGER mask(SQLUSMALLINT id) {
    return std::get<SQLUINTEGER>(infoValue(id, context()));
}
SQLUSMALLINT small(SQLUSMALLINT id) {
    return std::get<SQLUSMALLINT>(infoValue(id, context()));
}

// What only the driver manager knows: its handles, its own version.
const std::set<int> kOfTheManager = {SQL_DRIVER_HDBC, SQL_DRIVER_HENV,  SQL_DRIVER_HSTMT,
                                     SQL_DRIVER_HLIB, SQL_DRIVER_HDESC, SQL_DM_VER};

// The numbers that sql.h and sqlext.h give to information types, as ranges.
struct Range {
    int first, last;
};
constexpr Range kDefined[] = {{0, 115}, {116, 173}, {1750, 1750}, {10000, 10005}, {10021, 10025}};

TEST(InfoTypes, EveryDefinedTypeIsAnswered) {
    for (const Range& range : kDefined) {
        for (int id = range.first; id <= range.last; ++id) {
            if (kOfTheManager.count(id) != 0) continue;
            EXPECT_NO_THROW(infoValue(static_cast<SQLUSMALLINT>(id), context())) << id;
        }
    }
}

TEST(InfoTypes, AllOthersAreRefusedAsUnknown) {
    for (const int id : {3, 4, 5, 76, 135, 171, 174, 180, 1000, 1749, 9999, 10006, 10020, 20000, 65000, 65535}) {
        try {
            infoValue(static_cast<SQLUSMALLINT>(id), context());
            FAIL() << id;
        } catch (const OdbcError& error) {
            EXPECT_EQ(error.state(), SqlState::InvalidInformationType) << id;
        }
    }
}

TEST(InfoTypes, RowsAreInOrderAndNamedOnce) {
    std::set<std::string_view> names;
    SQLUSMALLINT last = 0;
    for (const InfoType& type : infoTypes()) {
        EXPECT_TRUE(names.insert(type.name).second) << type.name;
        EXPECT_TRUE(type.id > last || type.id == 0) << type.name;
        last = type.id;
    }
}

struct Kind {
    int id;
    char kind;  // t: text, s: 16 bits, m: 32 bits
};

TEST(InfoTypes, AnswersHaveTheWidthThatOdbcPrescribes) {
    const Kind kinds[] = {
        {SQL_MAX_DRIVER_CONNECTIONS, 's'},
        {SQL_MAX_CONCURRENT_ACTIVITIES, 's'},
        {SQL_CURSOR_COMMIT_BEHAVIOR, 's'},
        {SQL_IDENTIFIER_CASE, 's'},
        {SQL_MAX_COLUMN_NAME_LEN, 's'},
        {SQL_MAX_TABLES_IN_SELECT, 's'},
        {SQL_TXN_CAPABLE, 's'},
        {SQL_GROUP_BY, 's'},
        {SQL_NULL_COLLATION, 's'},
        {SQL_CORRELATION_NAME, 's'},
        {SQL_FILE_USAGE, 's'},
        {SQL_CATALOG_LOCATION, 's'},
        {SQL_ACTIVE_ENVIRONMENTS, 's'},
        {SQL_MAX_IDENTIFIER_LEN, 's'},
        {SQL_ODBC_API_CONFORMANCE, 's'},
        {SQL_CONCAT_NULL_BEHAVIOR, 's'},
        {SQL_SQL_CONFORMANCE, 'm'},
        {SQL_ODBC_INTERFACE_CONFORMANCE, 'm'},
        {SQL_DEFAULT_TXN_ISOLATION, 'm'},
        {SQL_TXN_ISOLATION_OPTION, 'm'},
        {SQL_MAX_STATEMENT_LEN, 'm'},
        {SQL_MAX_INDEX_SIZE, 'm'},
        {SQL_MAX_ROW_SIZE, 'm'},
        {SQL_MAX_CHAR_LITERAL_LEN, 'm'},
        {SQL_CURSOR_SENSITIVITY, 'm'},
        {SQL_PARAM_ARRAY_SELECTS, 'm'},
        {SQL_ASYNC_MODE, 'm'},
        {SQL_SCROLL_OPTIONS, 'm'},
        {SQL_BOOKMARK_PERSISTENCE, 'm'},
        {SQL_DRIVER_NAME, 't'},
        {SQL_OUTER_JOINS, 't'},
        {SQL_XOPEN_CLI_YEAR, 't'},
        {SQL_INTEGRITY, 't'},
        {SQL_SPECIAL_CHARACTERS, 't'},
    };
    for (const Kind& expected : kinds) {
        const InfoValue value = infoValue(static_cast<SQLUSMALLINT>(expected.id), context());
        EXPECT_EQ("tsm"[value.index()], expected.kind) << expected.id;
    }
}

TEST(InfoTypes, TellWhatTheConnectionIs) {
    EXPECT_EQ(text(SQL_DATA_SOURCE_NAME), "AssetsDemo");
    EXPECT_EQ(text(SQL_SERVER_NAME), "https://example.atlassian.net");
    EXPECT_EQ(text(SQL_USER_NAME), "zoe@example.com");
    EXPECT_EQ(text(SQL_DBMS_NAME), "Assets");
    EXPECT_EQ(text(SQL_DRIVER_NAME), "libassetsodbc.so");
    EXPECT_EQ(text(SQL_DRIVER_ODBC_VER), "03.80");
}

TEST(InfoTypes, VersionsHaveTheFormOfOdbc) {
    struct {
        const char *version, *text;
    } const cases[] = {{"", "00.00.0000"},
                       {"Cloud", "00.00.0000 Cloud"},
                       {"10.4.1 Data Center", "10.04.0001 Data Center"},
                       {"v5.12", "05.12.0000 v5.12"},
                       {"1.2.3.4", "01.02.0003 1.2.3.4"}};
    for (const auto& c : cases) {
        InfoContext from = context();
        from.dbmsVersion = c.version;
        EXPECT_EQ(text(SQL_DBMS_VER, from).substr(0, 10), std::string(c.text).substr(0, 10)) << c.version;
    }
    EXPECT_EQ(text(SQL_DBMS_VER), "10.04.0001 10.4.1 Data Center");
    EXPECT_EQ(text(SQL_DRIVER_VER), "01.02.0034");
}

TEST(InfoTypes, FunctionMasksHoldExactlyWhatTheEngineRuns) {
    for (const std::string_view function : sqlengine::odbcScalarFunctions()) {
        EXPECT_TRUE(hasFunctionBit(function)) << function << " runs, but SQLGetInfo does not tell of it";
    }
    EXPECT_NE(mask(SQL_STRING_FUNCTIONS), 0U);
    EXPECT_NE(mask(SQL_NUMERIC_FUNCTIONS), 0U);
    EXPECT_NE(mask(SQL_TIMEDATE_FUNCTIONS), 0U);
    EXPECT_NE(mask(SQL_CONVERT_FUNCTIONS) & SQL_FN_CVT_CAST, 0U);
    const auto& all = sqlengine::odbcScalarFunctions();
    const bool hasSoundex = std::find(all.begin(), all.end(), "SOUNDEX") != all.end();
    EXPECT_EQ((mask(SQL_STRING_FUNCTIONS) & SQL_FN_STR_SOUNDEX) != 0, hasSoundex);
}

TEST(InfoTypes, ConversionsAreToldForSourcesAndTargetsThatExist) {
    EXPECT_NE(mask(SQL_CONVERT_WVARCHAR) & SQL_CVT_INTEGER, 0U);
    EXPECT_NE(mask(SQL_CONVERT_INTEGER) & SQL_CVT_WVARCHAR, 0U);
    EXPECT_EQ(mask(SQL_CONVERT_INTEGER) & SQL_CVT_DATE, 0U);
    EXPECT_NE(mask(SQL_CONVERT_DATE) & SQL_CVT_TIMESTAMP, 0U);
    EXPECT_EQ(mask(SQL_CONVERT_INTERVAL_DAY_TIME), 0U);
    EXPECT_EQ(mask(SQL_CONVERT_VARCHAR) & (SQL_CVT_INTERVAL_DAY_TIME | SQL_CVT_INTERVAL_YEAR_MONTH), 0U);
}

TEST(InfoTypes, ThatCursorsAreReadOnlyIsToldConsistently) {
    EXPECT_EQ(mask(SQL_POSITIONED_STATEMENTS), 0U);
    EXPECT_EQ(mask(SQL_SCROLL_CONCURRENCY), SQLUINTEGER{SQL_SCCO_READ_ONLY});
    constexpr SQLUSMALLINT kCursors[] = {SQL_STATIC_CURSOR_ATTRIBUTES1, SQL_KEYSET_CURSOR_ATTRIBUTES1,
                                         SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1, SQL_DYNAMIC_CURSOR_ATTRIBUTES1};
    for (const SQLUSMALLINT id : kCursors) {
        EXPECT_EQ(mask(id) & (SQL_CA1_POS_UPDATE | SQL_CA1_POS_DELETE | SQL_CA1_BULK_ADD), 0U) << id;
    }
}

TEST(InfoTypes, ThereAreNoCatalogs) {
    EXPECT_EQ(text(SQL_CATALOG_NAME), "N");
    EXPECT_EQ(text(SQL_CATALOG_NAME_SEPARATOR), "");
    EXPECT_EQ(mask(SQL_CATALOG_USAGE), 0U);
    EXPECT_EQ(small(SQL_CATALOG_LOCATION), 0);
    EXPECT_NE(mask(SQL_SCHEMA_USAGE) & SQL_SU_DML_STATEMENTS, 0U);
}

TEST(InfoTypes, ClientsFindTheBookmarksOfScrollableCursors) {
    EXPECT_NE(mask(SQL_STATIC_CURSOR_ATTRIBUTES1) & SQL_CA1_BOOKMARK, 0U);
    EXPECT_NE(mask(SQL_KEYSET_CURSOR_ATTRIBUTES1) & SQL_CA1_BOOKMARK, 0U);
    EXPECT_EQ(mask(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1) & SQL_CA1_BOOKMARK, 0U);
    EXPECT_EQ(mask(SQL_SCROLL_OPTIONS), SQLUINTEGER{SQL_SO_FORWARD_ONLY | SQL_SO_STATIC});
}

TEST(InfoTypes, DerivedTablesAreToldToClientsThatLookAtTheConformance) {
    EXPECT_EQ(mask(SQL_SQL_CONFORMANCE), SQLUINTEGER{SQL_SC_SQL92_FULL});
    EXPECT_EQ(mask(SQL_SQL92_PREDICATES) & SQL_SP_QUANTIFIED_COMPARISON, 0U);
}

}  // namespace
}  // namespace assetsodbc::driver
