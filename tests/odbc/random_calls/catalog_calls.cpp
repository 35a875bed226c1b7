// Random calls of the catalog functions, and of those that tell of the driver.
#include "tests/odbc/random_calls/caller.h"

namespace assetsodbc::randomcalls {

namespace {

using Text = Caller::TextArgument;

// Up to six names for one call, in the narrow or the wide family.
struct Names {
    Text n[6];
    bool wide;
    Names(Caller& c, SQLHANDLE handle) : wide(c.choices.oneIn(2)) {
        for (Text& name : n) name = wide ? c.wideText(handle, c.texts.names) : c.narrowText(c.texts.names);
    }
    SQLCHAR* a(int i) const { return n[i].narrow(); }
    SQLWCHAR* w(int i) const { return n[i].wide(); }
    SQLSMALLINT l(int i) const { return n[i].as<SQLSMALLINT>(); }
};

SQLUSMALLINT small(Caller& c) {
    return static_cast<SQLUSMALLINT>(c.choices.below(5));
}

// A catalog function whose arguments are all of these names.
#define ARGUMENTS_2(f) f(0), n.l(0), f(1), n.l(1)
#define ARGUMENTS_3(f) ARGUMENTS_2(f), f(2), n.l(2)
#define ARGUMENTS_4(f) ARGUMENTS_3(f), f(3), n.l(3)
#define ARGUMENTS_6(f) ARGUMENTS_4(f), f(4), n.l(4), f(5), n.l(5)
#define NAMES_CALL(name, function, arguments)                                                    \
    void name(Caller& c) {                                                                       \
        SQLHSTMT const stmt = c.handle(SQL_HANDLE_STMT);                                         \
        const Names n(c, stmt);                                                                  \
        c.answered(#function, SQL_HANDLE_STMT, stmt,                                             \
                   n.wide ? function##W(stmt, arguments(n.w)) : function(stmt, arguments(n.a))); \
    }
NAMES_CALL(tables, SQLTables, ARGUMENTS_4)
NAMES_CALL(columns, SQLColumns, ARGUMENTS_4)
NAMES_CALL(primaryKeys, SQLPrimaryKeys, ARGUMENTS_3)
NAMES_CALL(foreignKeys, SQLForeignKeys, ARGUMENTS_6)
NAMES_CALL(tablePrivileges, SQLTablePrivileges, ARGUMENTS_3)
NAMES_CALL(columnPrivileges, SQLColumnPrivileges, ARGUMENTS_4)
NAMES_CALL(procedures, SQLProcedures, ARGUMENTS_3)
NAMES_CALL(procedureColumns, SQLProcedureColumns, ARGUMENTS_4)

void statistics(Caller& c) {
    SQLHSTMT const stmt = c.handle(SQL_HANDLE_STMT);
    const Names n(c, stmt);
    const SQLUSMALLINT unique = small(c), accuracy = small(c);
    c.answered("SQLStatistics", SQL_HANDLE_STMT, stmt,
               n.wide ? SQLStatisticsW(stmt, ARGUMENTS_3(n.w), unique, accuracy)
                      : SQLStatistics(stmt, ARGUMENTS_3(n.a), unique, accuracy));
}

void specialColumns(Caller& c) {
    SQLHSTMT const stmt = c.handle(SQL_HANDLE_STMT);
    const Names n(c, stmt);
    const SQLUSMALLINT kind = small(c), scope = small(c), nullable = small(c);
    c.answered("SQLSpecialColumns", SQL_HANDLE_STMT, stmt,
               n.wide ? SQLSpecialColumnsW(stmt, kind, ARGUMENTS_3(n.w), scope, nullable)
                      : SQLSpecialColumns(stmt, kind, ARGUMENTS_3(n.a), scope, nullable));
}
#undef NAMES_CALL
#undef ARGUMENTS_6
#undef ARGUMENTS_4
#undef ARGUMENTS_3
#undef ARGUMENTS_2

void getTypeInfo(Caller& c) {
    SQLHSTMT const stmt = c.handle(SQL_HANDLE_STMT);
    const SQLSMALLINT type = c.choices.oneIn(2) ? SQLSMALLINT{SQL_ALL_TYPES} : c.sqlType();
    c.answered("SQLGetTypeInfo", SQL_HANDLE_STMT, stmt,
               c.choices.oneIn(2) ? SQLGetTypeInfo(stmt, type) : SQLGetTypeInfoW(stmt, type));
}

void getInfo(Caller& c) {
    SQLHDBC const dbc = c.handle(SQL_HANDLE_DBC);
    const auto type =
        static_cast<SQLUSMALLINT>(c.choices.oneIn(3) ? c.choices.between(10000, 10030) : c.choices.between(0, 180));
    const SQLSMALLINT capacity = c.capacity();
    SQLPOINTER const value = c.bufferOf(capacity, 1, 8);
    SQLSMALLINT* const length = c.result<SQLSMALLINT>();
    c.answered("SQLGetInfo", SQL_HANDLE_DBC, dbc,
               c.choices.oneIn(2) ? SQLGetInfo(dbc, type, value, capacity, length)
                                  : SQLGetInfoW(dbc, type, value, capacity, length));
}

void getFunctions(Caller& c) {
    SQLHDBC const dbc = c.handle(SQL_HANDLE_DBC);
    const auto function =
        static_cast<SQLUSMALLINT>(c.choices.oneIn(4) ? SQL_API_ODBC3_ALL_FUNCTIONS : c.choices.between(0, 1100));
    auto* const supported =
        static_cast<SQLUSMALLINT*>(c.bufferOf(SQL_API_ODBC3_ALL_FUNCTIONS_SIZE, sizeof(SQLUSMALLINT)));
    c.answered("SQLGetFunctions", SQL_HANDLE_DBC, dbc, SQLGetFunctions(dbc, function, supported));
}

void nativeSql(Caller& c) {
    SQLHDBC const dbc = c.handle(SQL_HANDLE_DBC);
    const SQLSMALLINT capacity = c.capacity();
    SQLPOINTER const out = c.bufferOf(capacity, 4);
    SQLINTEGER* const length = c.result<SQLINTEGER>();
    if (c.choices.oneIn(2)) {
        const auto sql = c.narrowText(c.texts.statements);
        c.answered("SQLNativeSql", SQL_HANDLE_DBC, dbc,
                   SQLNativeSql(dbc, sql.narrow(), sql.as<SQLINTEGER>(), static_cast<SQLCHAR*>(out), capacity, length));
        return;
    }
    const auto sql = c.wideText(dbc, c.texts.statements);
    c.answered("SQLNativeSqlW", SQL_HANDLE_DBC, dbc,
               SQLNativeSqlW(dbc, sql.wide(), sql.as<SQLINTEGER>(), static_cast<SQLWCHAR*>(out), capacity, length));
}

}  // namespace

const std::vector<Call>& catalogCalls() {
    static const std::vector<Call> calls = {
        {"SQLTables", kCatalogs, 3, tables},
        {"SQLColumns", kCatalogs, 3, columns},
        {"SQLPrimaryKeys", kCatalogs, 1, primaryKeys},
        {"SQLForeignKeys", kCatalogs, 1, foreignKeys},
        {"SQLTablePrivileges", kCatalogs, 1, tablePrivileges},
        {"SQLColumnPrivileges", kCatalogs, 1, columnPrivileges},
        {"SQLProcedures", kCatalogs, 1, procedures},
        {"SQLProcedureColumns", kCatalogs, 1, procedureColumns},
        {"SQLStatistics", kCatalogs, 1, statistics},
        {"SQLSpecialColumns", kCatalogs, 1, specialColumns},
        {"SQLGetTypeInfo", kCatalogs, 2, getTypeInfo},
        {"SQLGetInfo", kInformation, 4, getInfo},
        {"SQLGetFunctions", kInformation, 1, getFunctions},
        {"SQLNativeSql", kInformation, 2, nativeSql},
    };
    return calls;
}

}  // namespace assetsodbc::randomcalls
