#include "driver/tables/info_types.h"

#include <algorithm>
#include <cctype>
#include <cstdio>

#include "driver/diagnostics.h"
#include "driver/tables/info_functions.h"
#include "sqlengine/engine.h"

namespace assetsodbc::driver {

namespace {

// ---- cursors ------------------------------------------------------------------------------------------------------

constexpr SQLUINTEGER kForwardOnly1 =
    SQL_CA1_NEXT | SQL_CA1_LOCK_NO_CHANGE | SQL_CA1_POS_POSITION | SQL_CA1_POS_REFRESH;
constexpr SQLUINTEGER kForwardOnly2 =
    SQL_CA2_READ_ONLY_CONCURRENCY | SQL_CA2_MAX_ROWS_SELECT | SQL_CA2_MAX_ROWS_CATALOG;
constexpr SQLUINTEGER kStatic1 =
    kForwardOnly1 | SQL_CA1_ABSOLUTE | SQL_CA1_RELATIVE | SQL_CA1_BOOKMARK | SQL_CA1_BULK_FETCH_BY_BOOKMARK;
constexpr SQLUINTEGER kStatic2 = kForwardOnly2;
// An application that asks for a keyset cursor gets a static one (01S02), and everything told here works on it. It must
// be told: LibreOffice looks here before it uses bookmarks, and without them fetches every row by a statement of its
// own. Sensitivity is to the cursor's own changes, of which a read-only cursor has none.
constexpr SQLUINTEGER kKeyset1 = kStatic1;
constexpr SQLUINTEGER kKeyset2 = kStatic2 | SQL_CA2_SENSITIVITY_ADDITIONS | SQL_CA2_SENSITIVITY_DELETIONS;
constexpr SQLUINTEGER kFetchDirections = SQL_FD_FETCH_NEXT | SQL_FD_FETCH_FIRST | SQL_FD_FETCH_LAST |
                                         SQL_FD_FETCH_PRIOR | SQL_FD_FETCH_ABSOLUTE | SQL_FD_FETCH_RELATIVE |
                                         SQL_FD_FETCH_BOOKMARK;

// ---- SQL ----------------------------------------------------------------------------------------------------------

// One bit, although SQLite lacks parts of SQL-92 (MATCH, OVERLAPS, UNIQUE): clients take anything less
// as "no derived tables, no outer joins, no CASE", all of which work. What is missing is told by the masks below.
constexpr SQLUINTEGER kSqlConformance = SQL_SC_SQL92_FULL;
constexpr SQLUINTEGER kPredicates =
    SQL_SP_EXISTS | SQL_SP_ISNOTNULL | SQL_SP_ISNULL | SQL_SP_LIKE | SQL_SP_IN | SQL_SP_BETWEEN | SQL_SP_COMPARISON;
constexpr SQLUINTEGER kValueExpressions = SQL_SVE_CASE | SQL_SVE_CAST | SQL_SVE_COALESCE | SQL_SVE_NULLIF;
constexpr SQLUINTEGER kRowValues = SQL_SRVC_VALUE_EXPRESSION | SQL_SRVC_NULL | SQL_SRVC_ROW_SUBQUERY;
constexpr SQLUINTEGER kSubqueries = SQL_SQ_COMPARISON | SQL_SQ_EXISTS | SQL_SQ_IN | SQL_SQ_CORRELATED_SUBQUERIES;
constexpr SQLUINTEGER kAggregates =
    SQL_AF_AVG | SQL_AF_COUNT | SQL_AF_MAX | SQL_AF_MIN | SQL_AF_SUM | SQL_AF_DISTINCT | SQL_AF_ALL;
constexpr SQLUINTEGER kSql92Numeric =
    SQL_SNVF_BIT_LENGTH | SQL_SNVF_CHAR_LENGTH | SQL_SNVF_CHARACTER_LENGTH | SQL_SNVF_EXTRACT | SQL_SNVF_POSITION;
constexpr SQLUINTEGER kSql92String = SQL_SSF_LOWER | SQL_SSF_UPPER | SQL_SSF_SUBSTRING | SQL_SSF_TRIM_BOTH |
                                     SQL_SSF_TRIM_LEADING | SQL_SSF_TRIM_TRAILING;
constexpr SQLUINTEGER kInfoSchemaViews = SQL_ISV_COLUMNS | SQL_ISV_KEY_COLUMN_USAGE | SQL_ISV_REFERENTIAL_CONSTRAINTS |
                                         SQL_ISV_SCHEMATA | SQL_ISV_TABLE_CONSTRAINTS | SQL_ISV_TABLES | SQL_ISV_VIEWS;
// Of local tables, as SQLite makes them.
constexpr SQLUINTEGER kCreateTable =
    SQL_CT_CREATE_TABLE | SQL_CT_COMMIT_PRESERVE | SQL_CT_GLOBAL_TEMPORARY | SQL_CT_LOCAL_TEMPORARY |
    SQL_CT_CONSTRAINT_INITIALLY_DEFERRED | SQL_CT_CONSTRAINT_INITIALLY_IMMEDIATE | SQL_CT_CONSTRAINT_DEFERRABLE |
    SQL_CT_CONSTRAINT_NON_DEFERRABLE | SQL_CT_COLUMN_CONSTRAINT | SQL_CT_COLUMN_DEFAULT | SQL_CT_COLUMN_COLLATION |
    SQL_CT_TABLE_CONSTRAINT | SQL_CT_CONSTRAINT_NAME_DEFINITION;
constexpr SQLUINTEGER kAlterTable = SQL_AT_ADD_COLUMN | SQL_AT_DROP_COLUMN | SQL_AT_ADD_COLUMN_SINGLE |
                                    SQL_AT_ADD_COLUMN_DEFAULT | SQL_AT_ADD_COLUMN_COLLATION;
constexpr SQLUINTEGER kSql92DateTime = SQL_SDF_CURRENT_DATE | SQL_SDF_CURRENT_TIME | SQL_SDF_CURRENT_TIMESTAMP;

// Words that SQLite takes for itself and that ODBC does not list anyway.
constexpr const char* kKeywords =
    "ABORT,ATTACH,AUTOINCREMENT,CONFLICT,DATABASE,DETACH,EXPLAIN,FAIL,GLOB,IF,IGNORE,INDEXED,ISNULL,LIMIT,MATERIALIZED,"
    "NOTHING,NOTNULL,OFFSET,PLAN,PRAGMA,QUERY,RAISE,RECURSIVE,REGEXP,REINDEX,RELEASE,RENAME,REPLACE,RETURNING,"
    "SAVEPOINT,"
    "TEMP,TRIGGER,VACUUM,VIRTUAL,WINDOW,WITHOUT";

constexpr SQLUSMALLINT kLongestName = 255;
constexpr SQLUSMALLINT kLongestCursorName = 128;
// SQLite's own limits: tables in one join, columns of a table, result, index, GROUP BY or ORDER BY, and bytes of a
// statement, a value or a row.
constexpr SQLUSMALLINT kTablesInJoin = 64;
constexpr SQLUSMALLINT kMostColumns = 2000;
constexpr SQLUINTEGER kMostBytes = 1'000'000'000;

// RIGHT and FULL joins came with SQLite 3.39.
bool hasAllOuterJoins() {
    int major = 0, minor = 0;
    std::sscanf(sqlengine::sqliteVersion().c_str(), "%d.%d", &major, &minor);
    return major > 3 || (major == 3 && minor >= 39);
}

SQLUINTEGER outerJoins(const InfoContext&) {
    constexpr SQLUINTEGER kAlways =
        SQL_OJ_LEFT | SQL_OJ_NESTED | SQL_OJ_NOT_ORDERED | SQL_OJ_INNER | SQL_OJ_ALL_COMPARISON_OPS;
    return hasAllOuterJoins() ? kAlways | SQL_OJ_RIGHT | SQL_OJ_FULL : kAlways;
}

SQLUINTEGER joinOperators(const InfoContext&) {
    constexpr SQLUINTEGER kAlways = SQL_SRJO_CROSS_JOIN | SQL_SRJO_EXCEPT_JOIN | SQL_SRJO_INNER_JOIN |
                                    SQL_SRJO_INTERSECT_JOIN | SQL_SRJO_LEFT_OUTER_JOIN | SQL_SRJO_NATURAL_JOIN;
    return hasAllOuterJoins() ? kAlways | SQL_SRJO_RIGHT_OUTER_JOIN | SQL_SRJO_FULL_OUTER_JOIN : kAlways;
}

// ---- versions -----------------------------------------------------------------------------------------------------

// "##.##.####" of the first three numbers in a text.
std::string odbcVersionText(std::string_view text) {
    unsigned parts[3] = {0, 0, 0};
    std::size_t part = 0;
    for (std::size_t at = 0; at < text.size() && part < 3; ++at) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (std::isdigit(c) != 0) {
            parts[part] = std::min(parts[part] * 10 + (c - '0'), 9999U);
        } else if (at > 0 && std::isdigit(static_cast<unsigned char>(text[at - 1])) != 0) {
            if (c != '.') break;
            ++part;
        }
    }
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%02u.%02u.%04u", std::min(parts[0], 99U), std::min(parts[1], 99U), parts[2]);
    return buffer;
}

std::string driverVersion(const InfoContext& context) {
    return odbcVersionText(context.driverVersion);
}

// Starts in the form that ODBC prescribes; the version in its own words follows.
std::string dbmsVersion(const InfoContext& context) {
    const std::string number = odbcVersionText(context.dbmsVersion);
    return context.dbmsVersion.empty() ? number : number + " " + context.dbmsVersion;
}

std::string dataSourceName(const InfoContext& context) {
    return context.dataSourceName;
}
std::string serverUrl(const InfoContext& context) {
    return context.serverUrl;
}
std::string userName(const InfoContext& context) {
    return context.userName;
}

// ---- the table ----------------------------------------------------------------------------------------------------

using TextOf = std::string (*)(const InfoContext&);
using MaskOf = SQLUINTEGER (*)(const InfoContext&);
struct FunctionMask {};  // of the row's own information type
using Answer = std::variant<const char*, SQLUSMALLINT, SQLUINTEGER, TextOf, MaskOf, FunctionMask>;

struct Row {
    InfoType type;
    Answer answer;
};

constexpr Answer small(int value) {
    return static_cast<SQLUSMALLINT>(value);
}
constexpr Answer mask(SQLUINTEGER value) {
    return value;
}
constexpr Answer text(const char* value) {
    return value;
}
constexpr Answer kFunctionMask = FunctionMask{};

#define INFO(id) \
    { static_cast<SQLUSMALLINT>(id), #id }

// clang-format off
const std::vector<Row> kRows = {
    {INFO(SQL_MAX_DRIVER_CONNECTIONS), small(0)},
    {INFO(SQL_MAX_CONCURRENT_ACTIVITIES), small(0)},
    {INFO(SQL_DATA_SOURCE_NAME), dataSourceName},
    {INFO(SQL_DRIVER_NAME), text("libassetsodbc.so")},
    {INFO(SQL_DRIVER_VER), driverVersion},
    {INFO(SQL_FETCH_DIRECTION), mask(kFetchDirections)},
    {INFO(SQL_ODBC_API_CONFORMANCE), small(SQL_OAC_LEVEL1)},
    {INFO(SQL_ODBC_VER), text("03.80.0000")},
    {INFO(SQL_ROW_UPDATES), text("N")},
    {INFO(SQL_ODBC_SAG_CLI_CONFORMANCE), small(SQL_OSCC_COMPLIANT)},
    {INFO(SQL_SERVER_NAME), serverUrl},
    {INFO(SQL_SEARCH_PATTERN_ESCAPE), text("\\")},
    {INFO(SQL_ODBC_SQL_CONFORMANCE), small(SQL_OSC_CORE)},
    {INFO(SQL_DATABASE_NAME), text("Assets")},
    {INFO(SQL_DBMS_NAME), text("Assets")},
    {INFO(SQL_DBMS_VER), dbmsVersion},
    {INFO(SQL_ACCESSIBLE_TABLES), text("N")},  // the site decides when it is asked
    {INFO(SQL_ACCESSIBLE_PROCEDURES), text("N")},
    {INFO(SQL_PROCEDURES), text("N")},
    {INFO(SQL_CONCAT_NULL_BEHAVIOR), small(SQL_CB_NULL)},
    {INFO(SQL_CURSOR_COMMIT_BEHAVIOR), small(SQL_CB_PRESERVE)},
    {INFO(SQL_CURSOR_ROLLBACK_BEHAVIOR), small(SQL_CB_CLOSE)},
    {INFO(SQL_DATA_SOURCE_READ_ONLY), text("N")},
    {INFO(SQL_DEFAULT_TXN_ISOLATION), mask(SQL_TXN_SERIALIZABLE)},
    {INFO(SQL_EXPRESSIONS_IN_ORDERBY), text("Y")},
    {INFO(SQL_IDENTIFIER_CASE), small(SQL_IC_MIXED)},
    {INFO(SQL_IDENTIFIER_QUOTE_CHAR), text("\"")},
    {INFO(SQL_MAX_COLUMN_NAME_LEN), small(kLongestName)},
    {INFO(SQL_MAX_CURSOR_NAME_LEN), small(kLongestCursorName)},
    {INFO(SQL_MAX_SCHEMA_NAME_LEN), small(kLongestName)},
    {INFO(SQL_MAX_PROCEDURE_NAME_LEN), small(0)},
    {INFO(SQL_MAX_CATALOG_NAME_LEN), small(0)},
    {INFO(SQL_MAX_TABLE_NAME_LEN), small(kLongestName)},
    {INFO(SQL_MULT_RESULT_SETS), text("Y")},
    {INFO(SQL_MULTIPLE_ACTIVE_TXN), text("Y")},
    {INFO(SQL_OUTER_JOINS), text("Y")},
    {INFO(SQL_SCHEMA_TERM), text("schema")},
    {INFO(SQL_PROCEDURE_TERM), text("")},
    {INFO(SQL_CATALOG_NAME_SEPARATOR), text("")},
    {INFO(SQL_CATALOG_TERM), text("")},
    {INFO(SQL_SCROLL_CONCURRENCY), mask(SQL_SCCO_READ_ONLY)},
    {INFO(SQL_SCROLL_OPTIONS), mask(SQL_SO_FORWARD_ONLY | SQL_SO_STATIC)},
    {INFO(SQL_TABLE_TERM), text("table")},
    {INFO(SQL_TXN_CAPABLE), small(SQL_TC_ALL)},
    {INFO(SQL_USER_NAME), userName},
    {INFO(SQL_CONVERT_FUNCTIONS), kFunctionMask},
    {INFO(SQL_NUMERIC_FUNCTIONS), kFunctionMask},
    {INFO(SQL_STRING_FUNCTIONS), kFunctionMask},
    {INFO(SQL_SYSTEM_FUNCTIONS), kFunctionMask},
    {INFO(SQL_TIMEDATE_FUNCTIONS), kFunctionMask},
    {INFO(SQL_CONVERT_BIGINT), kFunctionMask},
    {INFO(SQL_CONVERT_BINARY), kFunctionMask},
    {INFO(SQL_CONVERT_BIT), kFunctionMask},
    {INFO(SQL_CONVERT_CHAR), kFunctionMask},
    {INFO(SQL_CONVERT_DATE), kFunctionMask},
    {INFO(SQL_CONVERT_DECIMAL), kFunctionMask},
    {INFO(SQL_CONVERT_DOUBLE), kFunctionMask},
    {INFO(SQL_CONVERT_FLOAT), kFunctionMask},
    {INFO(SQL_CONVERT_INTEGER), kFunctionMask},
    {INFO(SQL_CONVERT_LONGVARCHAR), kFunctionMask},
    {INFO(SQL_CONVERT_NUMERIC), kFunctionMask},
    {INFO(SQL_CONVERT_REAL), kFunctionMask},
    {INFO(SQL_CONVERT_SMALLINT), kFunctionMask},
    {INFO(SQL_CONVERT_TIME), kFunctionMask},
    {INFO(SQL_CONVERT_TIMESTAMP), kFunctionMask},
    {INFO(SQL_CONVERT_TINYINT), kFunctionMask},
    {INFO(SQL_CONVERT_VARBINARY), kFunctionMask},
    {INFO(SQL_CONVERT_VARCHAR), kFunctionMask},
    {INFO(SQL_CONVERT_LONGVARBINARY), kFunctionMask},
    {INFO(SQL_TXN_ISOLATION_OPTION), mask(SQL_TXN_SERIALIZABLE)},
    {INFO(SQL_INTEGRITY), text("Y")},
    {INFO(SQL_CORRELATION_NAME), small(SQL_CN_ANY)},
    {INFO(SQL_NON_NULLABLE_COLUMNS), small(SQL_NNC_NON_NULL)},
    {INFO(SQL_DRIVER_ODBC_VER), text("03.80")},
    {INFO(SQL_LOCK_TYPES), mask(SQL_LCK_NO_CHANGE)},
    {INFO(SQL_POS_OPERATIONS), mask(SQL_POS_POSITION | SQL_POS_REFRESH)},
    {INFO(SQL_POSITIONED_STATEMENTS), mask(0)},
    {INFO(SQL_GETDATA_EXTENSIONS), mask(SQL_GD_ANY_COLUMN | SQL_GD_ANY_ORDER | SQL_GD_BLOCK | SQL_GD_BOUND)},
    {INFO(SQL_BOOKMARK_PERSISTENCE), mask(SQL_BP_SCROLL)},
    {INFO(SQL_STATIC_SENSITIVITY), mask(0)},
    {INFO(SQL_FILE_USAGE), small(SQL_FILE_NOT_SUPPORTED)},
    {INFO(SQL_NULL_COLLATION), small(SQL_NC_LOW)},
    {INFO(SQL_ALTER_TABLE), mask(kAlterTable)},
    {INFO(SQL_COLUMN_ALIAS), text("Y")},
    {INFO(SQL_GROUP_BY), small(SQL_GB_NO_RELATION)},
    {INFO(SQL_KEYWORDS), text(kKeywords)},
    {INFO(SQL_ORDER_BY_COLUMNS_IN_SELECT), text("N")},
    {INFO(SQL_SCHEMA_USAGE), mask(SQL_SU_DML_STATEMENTS | SQL_SU_TABLE_DEFINITION | SQL_SU_INDEX_DEFINITION)},
    {INFO(SQL_CATALOG_USAGE), mask(0)},
    {INFO(SQL_QUOTED_IDENTIFIER_CASE), small(SQL_IC_MIXED)},
    {INFO(SQL_SPECIAL_CHARACTERS), text("$")},
    {INFO(SQL_SUBQUERIES), mask(kSubqueries)},
    {INFO(SQL_UNION), mask(SQL_U_UNION | SQL_U_UNION_ALL)},
    {INFO(SQL_MAX_COLUMNS_IN_GROUP_BY), small(kMostColumns)},
    {INFO(SQL_MAX_COLUMNS_IN_INDEX), small(kMostColumns)},
    {INFO(SQL_MAX_COLUMNS_IN_ORDER_BY), small(kMostColumns)},
    {INFO(SQL_MAX_COLUMNS_IN_SELECT), small(kMostColumns)},
    {INFO(SQL_MAX_COLUMNS_IN_TABLE), small(kMostColumns)},
    {INFO(SQL_MAX_INDEX_SIZE), mask(0)},
    {INFO(SQL_MAX_ROW_SIZE_INCLUDES_LONG), text("Y")},
    {INFO(SQL_MAX_ROW_SIZE), mask(kMostBytes)},
    {INFO(SQL_MAX_STATEMENT_LEN), mask(kMostBytes)},
    {INFO(SQL_MAX_TABLES_IN_SELECT), small(kTablesInJoin)},
    {INFO(SQL_MAX_USER_NAME_LEN), small(0)},
    {INFO(SQL_MAX_CHAR_LITERAL_LEN), mask(kMostBytes)},
    {INFO(SQL_TIMEDATE_ADD_INTERVALS), kFunctionMask},
    {INFO(SQL_TIMEDATE_DIFF_INTERVALS), kFunctionMask},
    {INFO(SQL_NEED_LONG_DATA_LEN), text("N")},
    {INFO(SQL_MAX_BINARY_LITERAL_LEN), mask(kMostBytes)},
    {INFO(SQL_LIKE_ESCAPE_CLAUSE), text("Y")},
    {INFO(SQL_CATALOG_LOCATION), small(0)},
    {INFO(SQL_OJ_CAPABILITIES), outerJoins},
    {INFO(SQL_ACTIVE_ENVIRONMENTS), small(0)},
    {INFO(SQL_ALTER_DOMAIN), mask(0)},
    {INFO(SQL_SQL_CONFORMANCE), mask(kSqlConformance)},
    {INFO(SQL_DATETIME_LITERALS), mask(SQL_DL_SQL92_DATE | SQL_DL_SQL92_TIME | SQL_DL_SQL92_TIMESTAMP)},
    {INFO(SQL_BATCH_ROW_COUNT), mask(SQL_BRC_EXPLICIT)},
    {INFO(SQL_BATCH_SUPPORT), mask(SQL_BS_SELECT_EXPLICIT | SQL_BS_ROW_COUNT_EXPLICIT)},
    {INFO(SQL_CONVERT_WCHAR), kFunctionMask},
    {INFO(SQL_CONVERT_INTERVAL_DAY_TIME), kFunctionMask},
    {INFO(SQL_CONVERT_INTERVAL_YEAR_MONTH), kFunctionMask},
    {INFO(SQL_CONVERT_WLONGVARCHAR), kFunctionMask},
    {INFO(SQL_CONVERT_WVARCHAR), kFunctionMask},
    {INFO(SQL_CREATE_ASSERTION), mask(0)},
    {INFO(SQL_CREATE_CHARACTER_SET), mask(0)},
    {INFO(SQL_CREATE_COLLATION), mask(0)},
    {INFO(SQL_CREATE_DOMAIN), mask(0)},
    {INFO(SQL_CREATE_SCHEMA), mask(0)},
    {INFO(SQL_CREATE_TABLE), mask(kCreateTable)},
    {INFO(SQL_CREATE_TRANSLATION), mask(0)},
    {INFO(SQL_CREATE_VIEW), mask(SQL_CV_CREATE_VIEW)},
    {INFO(SQL_DROP_ASSERTION), mask(0)},
    {INFO(SQL_DROP_CHARACTER_SET), mask(0)},
    {INFO(SQL_DROP_COLLATION), mask(0)},
    {INFO(SQL_DROP_DOMAIN), mask(0)},
    {INFO(SQL_DROP_SCHEMA), mask(0)},
    {INFO(SQL_DROP_TABLE), mask(SQL_DT_DROP_TABLE)},
    {INFO(SQL_DROP_TRANSLATION), mask(0)},
    {INFO(SQL_DROP_VIEW), mask(SQL_DV_DROP_VIEW)},
    {INFO(SQL_DYNAMIC_CURSOR_ATTRIBUTES1), mask(0)},
    {INFO(SQL_DYNAMIC_CURSOR_ATTRIBUTES2), mask(0)},
    {INFO(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1), mask(kForwardOnly1)},
    {INFO(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2), mask(kForwardOnly2)},
    {INFO(SQL_INDEX_KEYWORDS), mask(SQL_IK_ALL)},
    {INFO(SQL_INFO_SCHEMA_VIEWS), mask(kInfoSchemaViews)},
    {INFO(SQL_KEYSET_CURSOR_ATTRIBUTES1), mask(kKeyset1)},
    {INFO(SQL_KEYSET_CURSOR_ATTRIBUTES2), mask(kKeyset2)},
    {INFO(SQL_ODBC_INTERFACE_CONFORMANCE), mask(SQL_OIC_CORE)},  // the levels above need transactions
    {INFO(SQL_PARAM_ARRAY_ROW_COUNTS), mask(SQL_PARC_NO_BATCH)},
    {INFO(SQL_PARAM_ARRAY_SELECTS), mask(SQL_PAS_BATCH)},
    {INFO(SQL_SQL92_DATETIME_FUNCTIONS), mask(kSql92DateTime)},
    {INFO(SQL_SQL92_FOREIGN_KEY_DELETE_RULE), mask(SQL_SFKD_CASCADE | SQL_SFKD_NO_ACTION | SQL_SFKD_SET_DEFAULT | SQL_SFKD_SET_NULL)},
    {INFO(SQL_SQL92_FOREIGN_KEY_UPDATE_RULE), mask(SQL_SFKU_CASCADE | SQL_SFKU_NO_ACTION | SQL_SFKU_SET_DEFAULT | SQL_SFKU_SET_NULL)},
    {INFO(SQL_SQL92_GRANT), mask(0)},
    {INFO(SQL_SQL92_NUMERIC_VALUE_FUNCTIONS), mask(kSql92Numeric)},
    {INFO(SQL_SQL92_PREDICATES), mask(kPredicates)},
    {INFO(SQL_SQL92_RELATIONAL_JOIN_OPERATORS), joinOperators},
    {INFO(SQL_SQL92_REVOKE), mask(0)},
    {INFO(SQL_SQL92_ROW_VALUE_CONSTRUCTOR), mask(kRowValues)},
    {INFO(SQL_SQL92_STRING_FUNCTIONS), mask(kSql92String)},
    {INFO(SQL_SQL92_VALUE_EXPRESSIONS), mask(kValueExpressions)},
    {INFO(SQL_STANDARD_CLI_CONFORMANCE), mask(SQL_SCC_XOPEN_CLI_VERSION1 | SQL_SCC_ISO92_CLI)},
    {INFO(SQL_STATIC_CURSOR_ATTRIBUTES1), mask(kStatic1)},
    {INFO(SQL_STATIC_CURSOR_ATTRIBUTES2), mask(kStatic2)},
    {INFO(SQL_AGGREGATE_FUNCTIONS), mask(kAggregates)},
    {INFO(SQL_DDL_INDEX), mask(SQL_DI_CREATE_INDEX | SQL_DI_DROP_INDEX)},
    {INFO(SQL_INSERT_STATEMENT), mask(SQL_IS_INSERT_LITERALS | SQL_IS_INSERT_SEARCHED)},
    {INFO(SQL_CONVERT_GUID), kFunctionMask},
    {INFO(SQL_DTC_TRANSITION_COST), mask(0)},
    {INFO(SQL_XOPEN_CLI_YEAR), text("1995")},
    {INFO(SQL_CURSOR_SENSITIVITY), mask(SQL_UNSPECIFIED)},
    {INFO(SQL_DESCRIBE_PARAMETER), text("Y")},
    {INFO(SQL_CATALOG_NAME), text("N")},
    {INFO(SQL_COLLATION_SEQ), text("")},
    {INFO(SQL_MAX_IDENTIFIER_LEN), small(kLongestName)},
    {INFO(SQL_ASYNC_MODE), mask(SQL_AM_STATEMENT)},
    {INFO(SQL_MAX_ASYNC_CONCURRENT_STATEMENTS), mask(0)},
    {INFO(SQL_ASYNC_DBC_FUNCTIONS), mask(SQL_ASYNC_DBC_NOT_CAPABLE)},
    {INFO(SQL_DRIVER_AWARE_POOLING_SUPPORTED), mask(SQL_DRIVER_AWARE_POOLING_NOT_CAPABLE)},
    {INFO(SQL_ASYNC_NOTIFICATION), mask(SQL_ASYNC_NOTIFICATION_NOT_CAPABLE)},
    // The number that SQL_OJ_CAPABILITIES had before ODBC 3.
    {{65003, "SQL_OJ_CAPABILITIES (ODBC 2.01)"}, outerJoins},
};
// clang-format on

#undef INFO

struct ToValue {
    const Row& row;
    const InfoContext& context;
    InfoValue operator()(const char* value) const { return std::string(value); }
    InfoValue operator()(SQLUSMALLINT value) const { return value; }
    InfoValue operator()(SQLUINTEGER value) const { return value; }
    InfoValue operator()(TextOf value) const { return value(context); }
    InfoValue operator()(MaskOf value) const { return value(context); }
    InfoValue operator()(FunctionMask) const { return functionMask(row.type.id); }
};

}  // namespace

InfoValue infoValue(SQLUSMALLINT infoType, const InfoContext& context) {
    for (const Row& row : kRows) {
        if (row.type.id == infoType) return std::visit(ToValue{row, context}, row.answer);
    }
    throw OdbcError(SqlState::InvalidInformationType, "The information type " + std::to_string(infoType) +
                                                          " is not one of ODBC 3.8 that a driver answers.");
}

const std::vector<InfoType>& infoTypes() {
    static const std::vector<InfoType> types = [] {
        std::vector<InfoType> all;
        for (const Row& row : kRows) all.push_back(row.type);
        return all;
    }();
    return types;
}

}  // namespace assetsodbc::driver
