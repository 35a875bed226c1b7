// Every other item of SQLGetInfo against what the driver does. Together with the bits of info_claims.cpp the rows below
// cover every item that is answered, which the last test makes sure of.
#include <algorithm>
#include <cstring>
#include <functional>
#include <set>

#include "info_claims.h"
#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

class Site {
public:
    Site() {
        EXPECT_TRUE(SQL_SUCCEEDED(connection_.driverConnect(dsnConnection()))) << describe(connection_.diagnostics());
    }
    const Connection& connection() const { return connection_; }
    SQLHDBC handle() const { return connection_.handle(); }
    std::string text(SQLUSMALLINT type) const { return connection_.infoText(type); }
    SQLUINTEGER mask(SQLUSMALLINT type) const { return read<SQLUINTEGER>(type); }
    SQLUSMALLINT small(SQLUSMALLINT type) const { return read<SQLUSMALLINT>(type); }

    bool runs(const std::string& sql) const {
        Statement statement(connection_);
        SQLRETURN result = statement.execute(sql);
        SQLSMALLINT columns = 0;
        if (SQL_SUCCEEDED(result)) SQLNumResultCols(statement.handle(), &columns);
        while (columns > 0 && SQL_SUCCEEDED(result)) result = statement.fetch();
        return SQL_SUCCEEDED(result) || result == SQL_NO_DATA;
    }
    std::string cell(const std::string& sql) const {
        const auto rows = query(connection_, sql);
        return rows.empty() ? "(no row)" : rows[0][0].value_or("(null)");
    }

private:
    template <class T>
    T read(SQLUSMALLINT type) const {
        SQLUINTEGER value = 0xFFFFFFFF;  // wider than a 16-bit answer may write
        SQLSMALLINT length = 0;
        EXPECT_EQ(SQL_SUCCESS, SQLGetInfo(handle(), type, &value, sizeof value, &length)) << type;
        EXPECT_EQ(int(sizeof(T)), length) << type;
        T narrow;
        std::memcpy(&narrow, &value, sizeof narrow);
        return narrow;
    }
    Connection connection_;
};

std::string list(const std::string& item, int count, const char* separator = ", ") {
    std::string text = item;
    for (int i = 1; i < count; ++i) text += separator + item;
    return text;
}

// A statement with a cursor of the given type over three rows.
class Cursor {
public:
    Cursor(const Site& site, SQLULEN type, SQLULEN rowset = 1, bool bookmarks = false) : statement_(site.connection()) {
        set(SQL_ATTR_CURSOR_TYPE, type);
        if (bookmarks) set(SQL_ATTR_USE_BOOKMARKS, SQL_UB_VARIABLE);
        set(SQL_ATTR_ROW_ARRAY_SIZE, rowset);
        EXPECT_EQ(SQL_SUCCESS, statement_.execute("SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3"));
    }
    SQLHSTMT handle() const { return statement_.handle(); }
    SQLRETURN set(SQLINTEGER attribute, SQLULEN value) {
        return SQLSetStmtAttr(handle(), attribute, reinterpret_cast<SQLPOINTER>(value), 0);
    }
    SQLRETURN scroll(SQLSMALLINT orientation, SQLLEN offset = 0) {
        return SQLFetchScroll(handle(), orientation, offset);
    }
    // The number of the current row; 0 when there is none.
    int row() {
        SQLINTEGER value = 0;
        SQLLEN length = 0;
        return SQL_SUCCEEDED(SQLGetData(handle(), 1, SQL_C_SLONG, &value, sizeof value, &length)) ? value : 0;
    }
    bool moves(SQLSMALLINT orientation, SQLLEN offset, int expected) {
        return SQL_SUCCEEDED(scroll(orientation, offset)) && row() == expected;
    }

private:
    Statement statement_;
};

bool hasBookmarks(const Site& site, SQLULEN type) {
    Cursor cursor(site, type, 1, true);
    SQLBIGINT bookmark = 0;
    SQLLEN length = 0;
    if (!cursor.moves(SQL_FETCH_NEXT, 0, 1)) return false;
    if (!SQL_SUCCEEDED(SQLGetData(cursor.handle(), 0, SQL_C_VARBOOKMARK, &bookmark, sizeof bookmark, &length))) {
        return false;
    }
    SQLSetStmtAttr(cursor.handle(), SQL_ATTR_FETCH_BOOKMARK_PTR, &bookmark, 0);
    return cursor.moves(SQL_FETCH_LAST, 0, 3) && cursor.moves(SQL_FETCH_BOOKMARK, 1, 2);
}

bool sets(const Site& site, SQLINTEGER attribute, SQLULEN value) {
    Statement statement(site.connection());
    return SQLSetStmtAttr(statement.handle(), attribute, reinterpret_cast<SQLPOINTER>(value), 0) == SQL_SUCCESS;
}

bool positions(const Site& site, SQLULEN type, SQLUSMALLINT operation, SQLUSMALLINT lock = SQL_LOCK_NO_CHANGE) {
    Cursor cursor(site, type, 3);
    return SQL_SUCCEEDED(cursor.scroll(SQL_FETCH_NEXT)) &&
           SQL_SUCCEEDED(SQLSetPos(cursor.handle(), 2, operation, lock));
}

bool fetchesByBookmark(const Site& site, SQLULEN type) {
    Cursor cursor(site, type, 1, true);
    SQLBIGINT bookmark = 0;
    SQLINTEGER value = 0;
    SQLLEN lengths[2] = {};
    SQLBindCol(cursor.handle(), 0, SQL_C_VARBOOKMARK, &bookmark, sizeof bookmark, &lengths[0]);
    SQLBindCol(cursor.handle(), 1, SQL_C_SLONG, &value, sizeof value, &lengths[1]);
    if (!SQL_SUCCEEDED(cursor.scroll(SQL_FETCH_NEXT)) || !SQL_SUCCEEDED(cursor.scroll(SQL_FETCH_NEXT))) return false;
    value = 0;
    return SQL_SUCCEEDED(SQLBulkOperations(cursor.handle(), SQL_FETCH_BY_BOOKMARK)) && value == 2;
}

bool limitsRows(const Site& site, bool isCatalog) {
    Statement statement(site.connection());
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_MAX_ROWS, reinterpret_cast<SQLPOINTER>(2), 0);
    const SQLRETURN result = isCatalog ? SQLGetTypeInfo(statement.handle(), SQL_ALL_TYPES)
                                       : statement.execute("SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3");
    return SQL_SUCCEEDED(result) && statement.rows().size() == 2;
}

// What the bits of the two masks of a cursor type are about; the others are of cursors that change rows.
SQLUINTEGER attributes1(const Site& site, SQLULEN type) {
    SQLUINTEGER bits = 0;
    const auto add = [&](SQLUINTEGER bit, bool holds) { bits |= holds ? bit : 0; };
    add(SQL_CA1_NEXT, Cursor(site, type).moves(SQL_FETCH_NEXT, 0, 1));
    add(SQL_CA1_ABSOLUTE, Cursor(site, type).moves(SQL_FETCH_ABSOLUTE, -1, 3));
    {
        Cursor cursor(site, type);
        add(SQL_CA1_RELATIVE, cursor.moves(SQL_FETCH_NEXT, 0, 1) && cursor.moves(SQL_FETCH_RELATIVE, 2, 3));
    }
    add(SQL_CA1_BOOKMARK, hasBookmarks(site, type));
    add(SQL_CA1_LOCK_NO_CHANGE, positions(site, type, SQL_POSITION, SQL_LOCK_NO_CHANGE));
    add(SQL_CA1_LOCK_EXCLUSIVE, positions(site, type, SQL_POSITION, SQL_LOCK_EXCLUSIVE));
    add(SQL_CA1_LOCK_UNLOCK, positions(site, type, SQL_POSITION, SQL_LOCK_UNLOCK));
    add(SQL_CA1_POS_POSITION, positions(site, type, SQL_POSITION));
    add(SQL_CA1_POS_REFRESH, positions(site, type, SQL_REFRESH));
    add(SQL_CA1_POS_UPDATE, positions(site, type, SQL_UPDATE));
    add(SQL_CA1_POS_DELETE, positions(site, type, SQL_DELETE));
    add(SQL_CA1_BULK_FETCH_BY_BOOKMARK, fetchesByBookmark(site, type));
    return bits;
}

SQLUINTEGER attributes2(const Site& site) {
    SQLUINTEGER bits = 0;
    if (sets(site, SQL_ATTR_CONCURRENCY, SQL_CONCUR_READ_ONLY)) bits |= SQL_CA2_READ_ONLY_CONCURRENCY;
    if (sets(site, SQL_ATTR_CONCURRENCY, SQL_CONCUR_LOCK)) bits |= SQL_CA2_LOCK_CONCURRENCY;
    if (sets(site, SQL_ATTR_CONCURRENCY, SQL_CONCUR_ROWVER)) bits |= SQL_CA2_OPT_ROWVER_CONCURRENCY;
    if (sets(site, SQL_ATTR_CONCURRENCY, SQL_CONCUR_VALUES)) bits |= SQL_CA2_OPT_VALUES_CONCURRENCY;
    if (limitsRows(site, false)) bits |= SQL_CA2_MAX_ROWS_SELECT;
    if (limitsRows(site, true)) bits |= SQL_CA2_MAX_ROWS_CATALOG;
    return bits;
}

// Wide, narrow, catalog: a joined list of the rows that SQLTables gives for a pattern.
std::size_t tablesLike(const Site& site, const char* pattern) {
    Statement statement(site.connection());
    auto* name = reinterpret_cast<SQLCHAR*>(const_cast<char*>(pattern));
    EXPECT_TRUE(SQL_SUCCEEDED(SQLTables(statement.handle(), nullptr, 0, nullptr, 0, name, SQL_NTS, nullptr, 0)));
    return statement.rows().size();
}

bool keepsNames(const Site& site, const std::string& written) {
    Statement statement(site.connection());
    return SQL_SUCCEEDED(statement.execute("SELECT 1 AS " + written)) &&
           statement.column(1).name == (written[0] == '"' ? written.substr(1, written.size() - 2) : written);
}

bool namesCursor(const Site& site, std::size_t length) {
    Statement statement(site.connection());
    const std::string name(length, 'c');
    auto* text = reinterpret_cast<SQLCHAR*>(const_cast<char*>(name.c_str()));
    return SQL_SUCCEEDED(SQLSetCursorName(statement.handle(), text, SQL_NTS));
}

bool describesParameters(const Site& site) {
    Statement statement(site.connection());
    SQLSMALLINT type = 0;
    return SQL_SUCCEEDED(statement.prepare("SELECT Name FROM Assets.Schemas WHERE Id = ?")) &&
           SQL_SUCCEEDED(SQLDescribeParam(statement.handle(), 1, &type, nullptr, nullptr, nullptr)) &&
           type == SQL_BIGINT;
}

// SQLGetData on a rowset of two rows: bound columns, earlier columns, another row.
SQLUINTEGER getDataExtensions(const Site& site) {
    Statement statement(site.connection());
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(2), 0);
    SQLINTEGER bound[2] = {}, value = 0;
    SQLLEN lengths[2] = {}, length = 0;
    SQLBindCol(statement.handle(), 2, SQL_C_SLONG, bound, sizeof bound[0], lengths);
    EXPECT_EQ(SQL_SUCCESS, statement.execute("SELECT 1, 2, 3 UNION ALL SELECT 4, 5, 6"));
    EXPECT_EQ(SQL_SUCCESS, statement.fetch());
    const auto reads = [&](SQLUSMALLINT column, int expected) {
        value = 0;
        const SQLRETURN result = SQLGetData(statement.handle(), column, SQL_C_SLONG, &value, sizeof value, &length);
        return SQL_SUCCEEDED(result) && value == expected;
    };
    SQLUINTEGER bits = 0;
    if (SQL_SUCCEEDED(SQLSetPos(statement.handle(), 2, SQL_POSITION, SQL_LOCK_NO_CHANGE)) && reads(3, 6)) {
        bits |= SQL_GD_BLOCK;
    }
    if (reads(1, 4)) bits |= SQL_GD_ANY_COLUMN | SQL_GD_ANY_ORDER;  // before the bound column, after a later one
    if (reads(2, 5)) bits |= SQL_GD_BOUND;
    return bits;
}

using Check = std::function<void(const Site&)>;
struct Item {
    SQLUSMALLINT type;
    Check check;
};

Check isText(SQLUSMALLINT type, const char* expected) {
    return [=](const Site& site) { EXPECT_EQ(expected, site.text(type)) << type; };
}
Check isMask(SQLUSMALLINT type, SQLUINTEGER expected) {
    return [=](const Site& site) { EXPECT_EQ(expected, site.mask(type)) << type; };
}
Check isSmall(SQLUSMALLINT type, int expected) {
    return [=](const Site& site) { EXPECT_EQ(expected, int(site.small(type))) << type; };
}
// "Y" exactly when it runs.
Check tells(SQLUSMALLINT type, const char* sql) {
    return [=](const Site& site) { EXPECT_EQ(site.runs(sql) ? "Y" : "N", site.text(type)) << sql; };
}
// As many run, one more does not.
Check isMost(SQLUSMALLINT type, std::string (*sql)(int)) {
    return [=](const Site& site) {
        const int most = site.small(type);
        EXPECT_TRUE(site.runs(sql(most))) << type << " " << most;
        EXPECT_FALSE(site.runs(sql(most + 1))) << type << " " << most;
    };
}
// A name of the length works.
Check takesNames(SQLUSMALLINT type, const char* before, const char* after) {
    return [=](const Site& site) {
        const std::string name(site.small(type), 'n');
        EXPECT_EQ(255u, name.size());
        EXPECT_TRUE(site.runs(before + name + after)) << type;
    };
}

std::vector<Item> items() {
    std::vector<Item> all;
    const auto add = [&](SQLUSMALLINT type, Check check) { all.push_back({type, std::move(check)}); };
    const auto text = [&](SQLUSMALLINT type, const char* expected) { add(type, isText(type, expected)); };
    const auto mask = [&](SQLUSMALLINT type, SQLUINTEGER expected) { add(type, isMask(type, expected)); };
    const auto small = [&](SQLUSMALLINT type, int expected) { add(type, isSmall(type, expected)); };

    // Who is there.
    text(SQL_DATA_SOURCE_NAME, "TestSite");
    text(SQL_DBMS_NAME, "Assets");
    text(SQL_DRIVER_NAME, "libassetsodbc.so");
    text(SQL_DRIVER_ODBC_VER, "03.80");
    text(SQL_XOPEN_CLI_YEAR, "1995");
    text(SQL_USER_NAME, "demo@example.com");
    add(SQL_SERVER_NAME, [](const Site& s) { EXPECT_EQ(0u, s.text(SQL_SERVER_NAME).find("http://127.0.0.1:")); });
    add(SQL_DBMS_VER, [](const Site& s) {
        const std::string version = s.cell("SELECT sqlite_version()");
        EXPECT_NE(std::string::npos, s.text(SQL_DBMS_VER).find(version));
    });
    for (const int type : {SQL_DRIVER_VER, SQL_DM_VER, SQL_ODBC_VER}) {
        add(SQLUSMALLINT(type), [=](const Site& s) {
            const std::string version = s.text(SQLUSMALLINT(type));
            ASSERT_GE(version.size(), 5u) << type;
            EXPECT_EQ('.', version[2]) << version;
        });
    }
    add(SQL_DATABASE_NAME, [](const Site& s) {
        EXPECT_EQ("Assets", s.text(SQL_DATABASE_NAME));
        EXPECT_EQ(s.cell("SELECT {fn DATABASE()}"), s.text(SQL_DATABASE_NAME));
    });
    for (const int type : {SQL_DRIVER_HDBC, SQL_DRIVER_HENV, SQL_DRIVER_HLIB}) {
        add(SQLUSMALLINT(type), [=](const Site& s) {
            SQLPOINTER handle = nullptr;
            EXPECT_EQ(SQL_SUCCESS, SQLGetInfo(s.handle(), SQLUSMALLINT(type), &handle, sizeof handle, nullptr));
            EXPECT_NE(nullptr, handle) << type;
        });
    }

    // Names.
    text(SQL_SCHEMA_TERM, "schema");
    text(SQL_TABLE_TERM, "table");
    text(SQL_IDENTIFIER_QUOTE_CHAR, "\"");
    add(SQL_IDENTIFIER_CASE, [](const Site& s) {
        EXPECT_EQ(SQL_IC_MIXED, s.small(SQL_IDENTIFIER_CASE));
        EXPECT_TRUE(s.runs("SELECT iD FROM assets.SCHEMAS") && keepsNames(s, "MixedCase"));
    });
    add(SQL_QUOTED_IDENTIFIER_CASE, [](const Site& s) {
        EXPECT_EQ(SQL_IC_MIXED, s.small(SQL_QUOTED_IDENTIFIER_CASE));
        EXPECT_TRUE(s.runs("SELECT \"iD\" FROM \"assets\".\"SCHEMAS\"") && keepsNames(s, "\"Mixed Case\""));
    });
    add(SQL_SPECIAL_CHARACTERS, [](const Site& s) {
        for (const char c : s.text(SQL_SPECIAL_CHARACTERS)) EXPECT_TRUE(keepsNames(s, std::string("a") + c + "b"));
        for (const char c : std::string("#@!?%&~^")) EXPECT_FALSE(keepsNames(s, std::string("a") + c + "b")) << c;
    });
    add(SQL_SEARCH_PATTERN_ESCAPE, [](const Site& s) {
        EXPECT_EQ("\\", s.text(SQL_SEARCH_PATTERN_ESCAPE));
        EXPECT_EQ(0u, tablesLike(s, "O\\_jects"));
        EXPECT_LE(1u, tablesLike(s, "O_jects"));
    });
    add(SQL_KEYWORDS, [](const Site& s) {
        const std::string words = "," + s.text(SQL_KEYWORDS) + ",";
        EXPECT_NE(std::string::npos, words.find(",LIMIT,"));
        EXPECT_EQ(std::string::npos, words.find(",SELECT,")) << "ODBC's own keywords are not listed";
    });
    add(SQL_MAX_IDENTIFIER_LEN, takesNames(SQL_MAX_IDENTIFIER_LEN, "SELECT 1 AS ", ""));
    add(SQL_MAX_COLUMN_NAME_LEN, takesNames(SQL_MAX_COLUMN_NAME_LEN, "SELECT 1 AS ", ""));
    add(SQL_MAX_TABLE_NAME_LEN, takesNames(SQL_MAX_TABLE_NAME_LEN, "SELECT 1 FROM (SELECT 1) AS ", ""));
    add(SQL_MAX_SCHEMA_NAME_LEN, isSmall(SQL_MAX_SCHEMA_NAME_LEN, 255));
    add(SQL_MAX_CURSOR_NAME_LEN, [](const Site& s) {
        const SQLUSMALLINT most = s.small(SQL_MAX_CURSOR_NAME_LEN);
        EXPECT_TRUE(namesCursor(s, most));
        EXPECT_FALSE(namesCursor(s, most + std::size_t{1}));
    });

    // There are no catalogs and no procedures.
    text(SQL_CATALOG_NAME, "N");
    text(SQL_CATALOG_NAME_SEPARATOR, "");
    text(SQL_CATALOG_TERM, "");
    mask(SQL_CATALOG_USAGE, 0);
    small(SQL_CATALOG_LOCATION, 0);
    small(SQL_MAX_CATALOG_NAME_LEN, 0);
    text(SQL_PROCEDURES, "N");
    text(SQL_PROCEDURE_TERM, "");
    text(SQL_ACCESSIBLE_PROCEDURES, "N");
    text(SQL_ACCESSIBLE_TABLES, "N");
    small(SQL_MAX_PROCEDURE_NAME_LEN, 0);
    small(SQL_MAX_USER_NAME_LEN, 0);
    small(SQL_FILE_USAGE, SQL_FILE_NOT_SUPPORTED);

    // SQL.
    mask(SQL_SQL_CONFORMANCE, SQL_SC_SQL92_FULL);
    small(SQL_ODBC_SQL_CONFORMANCE, SQL_OSC_CORE);
    small(SQL_ODBC_SAG_CLI_CONFORMANCE, SQL_OSCC_COMPLIANT);
    mask(SQL_STANDARD_CLI_CONFORMANCE, SQL_SCC_XOPEN_CLI_VERSION1 | SQL_SCC_ISO92_CLI);
    add(SQL_COLUMN_ALIAS, tells(SQL_COLUMN_ALIAS, "SELECT 1 AS one"));
    add(SQL_OUTER_JOINS, tells(SQL_OUTER_JOINS,
                               "SELECT 1 FROM {oj Assets.Schemas a LEFT OUTER JOIN Assets.Schemas b "
                               "ON a.Id = b.Id}"));
    add(SQL_EXPRESSIONS_IN_ORDERBY, tells(SQL_EXPRESSIONS_IN_ORDERBY, "SELECT Id FROM Assets.Schemas ORDER BY -Id"));
    add(SQL_ORDER_BY_COLUMNS_IN_SELECT, [](const Site& s) {
        const bool takesOthers = s.runs("SELECT Id FROM Assets.Schemas ORDER BY Name");
        EXPECT_EQ(takesOthers ? "N" : "Y", s.text(SQL_ORDER_BY_COLUMNS_IN_SELECT));
    });
    add(SQL_LIKE_ESCAPE_CLAUSE, tells(SQL_LIKE_ESCAPE_CLAUSE, "SELECT 1 WHERE 'a%' LIKE 'a!%' {escape '!'}"));
    add(SQL_GROUP_BY, [](const Site& s) {
        EXPECT_EQ(SQL_GB_NO_RELATION, s.small(SQL_GROUP_BY));
        EXPECT_TRUE(s.runs("SELECT Name FROM Assets.Schemas GROUP BY Status"));
        EXPECT_TRUE(s.runs("SELECT COUNT(*) FROM Assets.Schemas GROUP BY Status, Name"));
    });
    add(SQL_CORRELATION_NAME, [](const Site& s) {
        EXPECT_EQ(SQL_CN_ANY, s.small(SQL_CORRELATION_NAME));
        EXPECT_TRUE(s.runs("SELECT Schemas.Id FROM Assets.Schemas Schemas"));
        EXPECT_TRUE(s.runs("SELECT x.Id FROM Assets.Schemas x"));
    });
    add(SQL_CONCAT_NULL_BEHAVIOR, [](const Site& s) {
        EXPECT_EQ(SQL_CB_NULL, s.small(SQL_CONCAT_NULL_BEHAVIOR));
        EXPECT_EQ("(null)", s.cell("SELECT 'a' || NULL"));
    });
    add(SQL_NULL_COLLATION, [](const Site& s) {
        EXPECT_EQ(SQL_NC_LOW, s.small(SQL_NULL_COLLATION));
        EXPECT_EQ("(null)", s.cell("SELECT x FROM (SELECT 1 AS x UNION ALL SELECT NULL) ORDER BY x"));
        EXPECT_EQ("1", s.cell("SELECT x FROM (SELECT 1 AS x UNION ALL SELECT NULL) ORDER BY x DESC"));
    });
    add(SQL_NON_NULLABLE_COLUMNS, isSmall(SQL_NON_NULLABLE_COLUMNS, SQL_NNC_NON_NULL));
    text(SQL_COLLATION_SEQ, "");
    add(SQL_DESCRIBE_PARAMETER,
        [](const Site& s) { EXPECT_EQ(describesParameters(s) ? "Y" : "N", s.text(SQL_DESCRIBE_PARAMETER)); });
    text(SQL_INTEGRITY, "Y");  // CHECK, DEFAULT and FOREIGN KEY: SQL_CREATE_TABLE's claims run and enforce them
    text(SQL_NEED_LONG_DATA_LEN, "N");

    // Limits.
    add(SQL_MAX_COLUMNS_IN_SELECT, isMost(SQL_MAX_COLUMNS_IN_SELECT, [](int n) { return "SELECT " + list("1", n); }));
    add(SQL_MAX_COLUMNS_IN_ORDER_BY, isMost(SQL_MAX_COLUMNS_IN_ORDER_BY, [](int n) {
            return "SELECT x FROM (SELECT 1 AS x) ORDER BY " + list("x + 1", n);
        }));
    add(SQL_MAX_COLUMNS_IN_GROUP_BY, isMost(SQL_MAX_COLUMNS_IN_GROUP_BY, [](int n) {
            return "SELECT COUNT(*) FROM (SELECT 1 AS x) GROUP BY " + list("x + 1", n);
        }));
    add(SQL_MAX_TABLES_IN_SELECT, isMost(SQL_MAX_TABLES_IN_SELECT, [](int n) {
            return "SELECT 1 FROM " + list("(SELECT 1 UNION SELECT 1)", n);
        }));
    small(SQL_MAX_COLUMNS_IN_TABLE, 2000);
    small(SQL_MAX_COLUMNS_IN_INDEX, 2000);
    mask(SQL_MAX_INDEX_SIZE, 0);
    mask(SQL_MAX_ROW_SIZE, 1'000'000'000);
    text(SQL_MAX_ROW_SIZE_INCLUDES_LONG, "Y");
    mask(SQL_MAX_STATEMENT_LEN, 1'000'000'000);
    mask(SQL_MAX_BINARY_LITERAL_LEN, 1'000'000'000);
    add(SQL_MAX_CHAR_LITERAL_LEN, [](const Site& s) {
        EXPECT_EQ(1'000'000'000u, s.mask(SQL_MAX_CHAR_LITERAL_LEN));
        EXPECT_EQ("3000000", s.cell("SELECT LENGTH('" + std::string(3'000'000, 'x') + "')"));
    });
    small(SQL_MAX_DRIVER_CONNECTIONS, 0);
    small(SQL_ACTIVE_ENVIRONMENTS, 0);
    add(SQL_MAX_CONCURRENT_ACTIVITIES, [](const Site& s) {
        EXPECT_EQ(0, s.small(SQL_MAX_CONCURRENT_ACTIVITIES));
        std::vector<std::unique_ptr<Cursor>> open;
        for (int i = 0; i < 100; ++i) open.push_back(std::make_unique<Cursor>(s, SQL_CURSOR_FORWARD_ONLY));
        for (const auto& cursor : open) EXPECT_TRUE(cursor->moves(SQL_FETCH_NEXT, 0, 1));
    });

    // Cursors.
    add(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1, [](const Site& s) {
        EXPECT_EQ(attributes1(s, SQL_CURSOR_FORWARD_ONLY), s.mask(SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES1));
    });
    add(SQL_STATIC_CURSOR_ATTRIBUTES1,
        [](const Site& s) { EXPECT_EQ(attributes1(s, SQL_CURSOR_STATIC), s.mask(SQL_STATIC_CURSOR_ATTRIBUTES1)); });
    // A keyset cursor becomes a static one, on which all that is told works.
    add(SQL_KEYSET_CURSOR_ATTRIBUTES1, [](const Site& s) {
        EXPECT_EQ(attributes1(s, SQL_CURSOR_KEYSET_DRIVEN), s.mask(SQL_KEYSET_CURSOR_ATTRIBUTES1));
        EXPECT_EQ(s.mask(SQL_STATIC_CURSOR_ATTRIBUTES1), s.mask(SQL_KEYSET_CURSOR_ATTRIBUTES1));
    });
    mask(SQL_DYNAMIC_CURSOR_ATTRIBUTES1, 0);
    mask(SQL_DYNAMIC_CURSOR_ATTRIBUTES2, 0);
    for (const int type : {SQL_FORWARD_ONLY_CURSOR_ATTRIBUTES2, SQL_STATIC_CURSOR_ATTRIBUTES2}) {
        add(SQLUSMALLINT(type), [=](const Site& s) { EXPECT_EQ(attributes2(s), s.mask(SQLUSMALLINT(type))) << type; });
    }
    add(SQL_KEYSET_CURSOR_ATTRIBUTES2, [](const Site& s) {
        constexpr SQLUINTEGER kOwnChanges = SQL_CA2_SENSITIVITY_ADDITIONS | SQL_CA2_SENSITIVITY_DELETIONS;
        EXPECT_EQ(attributes2(s) | kOwnChanges, s.mask(SQL_KEYSET_CURSOR_ATTRIBUTES2));
    });
    mask(SQL_SCROLL_OPTIONS, SQL_SO_FORWARD_ONLY | SQL_SO_STATIC);
    mask(SQL_SCROLL_CONCURRENCY, SQL_SCCO_READ_ONLY);
    mask(SQL_CURSOR_SENSITIVITY, SQL_UNSPECIFIED);
    mask(SQL_STATIC_SENSITIVITY, 0);
    text(SQL_ROW_UPDATES, "N");
    add(SQL_LOCK_TYPES, isMask(SQL_LOCK_TYPES, SQL_LCK_NO_CHANGE));
    add(SQL_POS_OPERATIONS, isMask(SQL_POS_OPERATIONS, SQL_POS_POSITION | SQL_POS_REFRESH));
    add(SQL_BOOKMARK_PERSISTENCE, [](const Site& s) {
        EXPECT_EQ(SQLUINTEGER{SQL_BP_SCROLL}, s.mask(SQL_BOOKMARK_PERSISTENCE));
        EXPECT_TRUE(hasBookmarks(s, SQL_CURSOR_STATIC));
    });
    add(SQL_FETCH_DIRECTION, [](const Site& s) {
        const SQLUINTEGER directions = SQL_FD_FETCH_NEXT | SQL_FD_FETCH_FIRST | SQL_FD_FETCH_LAST | SQL_FD_FETCH_PRIOR |
                                       SQL_FD_FETCH_ABSOLUTE | SQL_FD_FETCH_RELATIVE | SQL_FD_FETCH_BOOKMARK;
        EXPECT_EQ(directions, s.mask(SQL_FETCH_DIRECTION));
        Cursor cursor(s, SQL_CURSOR_STATIC);
        EXPECT_TRUE(cursor.moves(SQL_FETCH_LAST, 0, 3) && cursor.moves(SQL_FETCH_PRIOR, 0, 2) &&
                    cursor.moves(SQL_FETCH_FIRST, 0, 1) && cursor.moves(SQL_FETCH_NEXT, 0, 2) &&
                    cursor.moves(SQL_FETCH_ABSOLUTE, 3, 3) && cursor.moves(SQL_FETCH_RELATIVE, -1, 2));
    });
    add(SQL_GETDATA_EXTENSIONS, [](const Site& s) { EXPECT_EQ(getDataExtensions(s), s.mask(SQL_GETDATA_EXTENSIONS)); });

    // Conformance. Level 1 needs stored procedures, which the site has not.
    small(SQL_ODBC_API_CONFORMANCE, SQL_OAC_LEVEL1);
    mask(SQL_ODBC_INTERFACE_CONFORMANCE, SQL_OIC_CORE);

    mask(SQL_ASYNC_DBC_FUNCTIONS, SQL_ASYNC_DBC_NOT_CAPABLE);
    mask(SQL_ASYNC_NOTIFICATION, SQL_ASYNC_NOTIFICATION_NOT_CAPABLE);
    mask(SQL_DRIVER_AWARE_POOLING_SUPPORTED, SQL_DRIVER_AWARE_POOLING_NOT_CAPABLE);
    mask(SQL_DTC_TRANSITION_COST, 0);
    mask(SQL_MAX_ASYNC_CONCURRENT_STATEMENTS, 0);
    add(SQL_ASYNC_MODE, [](const Site& s) {
        const bool takesAsync = sets(s, SQL_ATTR_ASYNC_ENABLE, SQL_ASYNC_ENABLE_ON);
        EXPECT_EQ(SQLUINTEGER(takesAsync ? SQL_AM_STATEMENT : SQL_AM_NONE), s.mask(SQL_ASYNC_MODE));
    });
    return all;
}

TEST(InfoValues, AreWhatTheDriverDoes) {
    const Site site;
    for (const Item& item : items()) item.check(site);
}

// Without autocommit, until the end of the scope.
class Transaction {
public:
    explicit Transaction(const Site& site) : site_(site) { autocommit(SQL_AUTOCOMMIT_OFF); }
    ~Transaction() {
        end(SQL_ROLLBACK);
        autocommit(SQL_AUTOCOMMIT_ON);
    }
    SQLRETURN end(SQLSMALLINT completion) { return SQLEndTran(SQL_HANDLE_DBC, site_.handle(), completion); }

private:
    void autocommit(SQLULEN value) {
        EXPECT_EQ(SQL_SUCCESS,
                  SQLSetConnectAttr(site_.handle(), SQL_ATTR_AUTOCOMMIT, reinterpret_cast<SQLPOINTER>(value), 0));
    }
    const Site& site_;
};

// Whether a cursor can be read on after the transaction ended.
bool survives(const Site& site, SQLSMALLINT completion) {
    Transaction transaction(site);
    Statement statement(site.connection());
    EXPECT_EQ(SQL_SUCCESS, statement.execute("SELECT 1 UNION ALL SELECT 2"));
    EXPECT_EQ(SQL_SUCCESS, statement.fetch());
    EXPECT_EQ(SQL_SUCCESS, transaction.end(completion));
    return statement.fetch() == SQL_SUCCESS;
}

int resultsOf(Statement& statement) {
    int results = 1;
    while (SQL_SUCCEEDED(SQLMoreResults(statement.handle()))) ++results;
    return results;
}

// Two sets of one parameter.
int resultsOfArray(const Site& site, const char* sql, SQLLEN* rows) {
    Statement statement(site.connection());
    SQLINTEGER values[] = {1, 2};
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_PARAMSET_SIZE, reinterpret_cast<SQLPOINTER>(2), 0);
    SQLBindParameter(statement.handle(), 1, SQL_PARAM_INPUT, SQL_C_SLONG, SQL_INTEGER, 0, 0, values, 0, nullptr);
    EXPECT_EQ(SQL_SUCCESS, statement.execute(sql));
    SQLRowCount(statement.handle(), rows);
    return resultsOf(statement);
}

std::vector<Item> itemsOfChanges() {
    const auto commits = [](const Site& s) {
        EXPECT_EQ(SQL_TC_ALL, s.small(SQL_TXN_CAPABLE));
        {
            Transaction transaction(s);
            EXPECT_TRUE(s.runs("CREATE TABLE undone (a INTEGER)") && s.runs("INSERT INTO undone VALUES (1)"));
        }
        EXPECT_FALSE(s.runs("SELECT * FROM undone"));
    };
    const auto isolates = [](const Site& s) {
        EXPECT_EQ(SQLUINTEGER{SQL_TXN_SERIALIZABLE}, s.mask(SQL_DEFAULT_TXN_ISOLATION));
        EXPECT_EQ(SQLUINTEGER{SQL_TXN_SERIALIZABLE}, s.mask(SQL_TXN_ISOLATION_OPTION));
        SQLUINTEGER level = 0;
        SQLGetConnectAttr(s.handle(), SQL_ATTR_TXN_ISOLATION, &level, 0, nullptr);
        EXPECT_EQ(SQLUINTEGER{SQL_TXN_SERIALIZABLE}, level);
    };
    const auto severalAtOnce = [](const Site& s) {
        EXPECT_EQ("Y", s.text(SQL_MULTIPLE_ACTIVE_TXN));
        const Site other;
        Transaction first(s), second(other);
        EXPECT_TRUE(s.runs("CREATE TABLE mine (a INTEGER)"));
        EXPECT_TRUE(other.runs("CREATE TABLE mine (a INTEGER)"));
    };
    const auto batches = [](const Site& s) {
        EXPECT_EQ("Y", s.text(SQL_MULT_RESULT_SETS));
        EXPECT_EQ(SQLUINTEGER{SQL_BS_SELECT_EXPLICIT | SQL_BS_ROW_COUNT_EXPLICIT}, s.mask(SQL_BATCH_SUPPORT));
        EXPECT_EQ(SQLUINTEGER{SQL_BRC_EXPLICIT}, s.mask(SQL_BATCH_ROW_COUNT));
        Transaction transaction(s);
        Statement statement(s.connection());
        EXPECT_EQ(SQL_SUCCESS, statement.execute("CREATE TABLE batch (a INTEGER); INSERT INTO batch VALUES (1), (2); "
                                                 "SELECT a FROM batch; DELETE FROM batch"));
        SQLLEN rows = -9;
        EXPECT_EQ(SQL_SUCCESS, SQLMoreResults(statement.handle()));
        EXPECT_EQ(SQL_SUCCESS, SQLRowCount(statement.handle(), &rows));
        EXPECT_EQ(2, rows);
        EXPECT_EQ(3, resultsOf(statement));
    };
    const auto arrays = [](const Site& s) {
        EXPECT_EQ(SQLUINTEGER{SQL_PAS_BATCH}, s.mask(SQL_PARAM_ARRAY_SELECTS));
        EXPECT_EQ(SQLUINTEGER{SQL_PARC_NO_BATCH}, s.mask(SQL_PARAM_ARRAY_ROW_COUNTS));
        SQLLEN rows = 0;
        EXPECT_EQ(2, resultsOfArray(s, "SELECT ?", &rows)) << "one result for each set";
        Transaction transaction(s);
        EXPECT_TRUE(s.runs("CREATE TABLE sets (a INTEGER)"));
        EXPECT_EQ(1, resultsOfArray(s, "INSERT INTO sets VALUES (?)", &rows)) << "one count for all sets";
        EXPECT_EQ(2, rows);
    };
    return {
        {SQL_TXN_CAPABLE, commits},
        {SQL_DEFAULT_TXN_ISOLATION, isolates},
        {SQL_TXN_ISOLATION_OPTION, isolates},
        {SQL_MULTIPLE_ACTIVE_TXN, severalAtOnce},
        {SQL_CURSOR_COMMIT_BEHAVIOR,
         [](const Site& s) {
             EXPECT_EQ(survives(s, SQL_COMMIT) ? SQL_CB_PRESERVE : SQL_CB_CLOSE, s.small(SQL_CURSOR_COMMIT_BEHAVIOR));
         }},
        {SQL_CURSOR_ROLLBACK_BEHAVIOR,
         [](const Site& s) {
             const int expected = survives(s, SQL_ROLLBACK) ? SQL_CB_PRESERVE : SQL_CB_CLOSE;
             EXPECT_EQ(expected, s.small(SQL_CURSOR_ROLLBACK_BEHAVIOR));
         }},
        {SQL_DATA_SOURCE_READ_ONLY,
         [](const Site& s) {
             Transaction transaction(s);
             EXPECT_EQ(s.runs("CREATE TABLE writable (a INTEGER)") ? "N" : "Y", s.text(SQL_DATA_SOURCE_READ_ONLY));
         }},
        {SQL_MULT_RESULT_SETS, batches},
        {SQL_BATCH_SUPPORT, batches},
        {SQL_BATCH_ROW_COUNT, batches},
        {SQL_PARAM_ARRAY_SELECTS, arrays},
        {SQL_PARAM_ARRAY_ROW_COUNTS, arrays},
    };
}

TEST(InfoValues, OfChangesAreWhatTheDriverDoes) {
    const Site site;
    for (const Item& item : itemsOfChanges()) item.check(site);
}

TEST(InfoValues, EveryAnsweredItemIsProven) {
    std::set<int> proven;
    for (const Item& item : items()) proven.insert(item.type);
    for (const Item& item : itemsOfChanges()) proven.insert(item.type);
    for (const auto* claims : {&queryClaims(), &definitionClaims()}) {
        for (const Claim& claim : *claims) proven.insert(claim.infoType);
    }
    for (int type = SQL_CONVERT_BIGINT; type <= SQL_CONVERT_LONGVARBINARY; ++type) proven.insert(type);
    for (const int type :
         {SQL_CONVERT_WCHAR, SQL_CONVERT_WVARCHAR, SQL_CONVERT_WLONGVARCHAR, SQL_CONVERT_GUID,
          SQL_CONVERT_INTERVAL_DAY_TIME, SQL_CONVERT_INTERVAL_YEAR_MONTH, 65003, 1028 /* the manager's own */}) {
        proven.insert(type);
    }
    const Site site;
    int answered = 0;
    for (int type = 0; type <= 0xFFFF; ++type) {
        if (type == SQL_DRIVER_HSTMT || type == SQL_DRIVER_HDESC) continue;  // the manager's; the buffer is input
        char buffer[2048] = {};
        SQLSMALLINT length = 0;
        if (!SQL_SUCCEEDED(SQLGetInfo(site.handle(), SQLUSMALLINT(type), buffer, sizeof buffer, &length))) continue;
        ++answered;
        EXPECT_EQ(1u, proven.count(type)) << "SQLGetInfo answers " << type << ", which no test proves";
    }
    EXPECT_LE(168, answered);
}

}  // namespace
}  // namespace assetsodbc::odbctest
