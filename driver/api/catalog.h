// Bodies of the catalog functions and SQLGetTypeInfo: each makes a result set of the statement.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

struct TableArguments {
    TextIn catalog, schema, table;
};

SQLRETURN tables(SQLHSTMT statement, const TableArguments& table, const TextIn& types);
SQLRETURN columns(SQLHSTMT statement, const TableArguments& table, const TextIn& column);
SQLRETURN primaryKeys(SQLHSTMT statement, const TableArguments& table);
SQLRETURN foreignKeys(SQLHSTMT statement, const TableArguments& primary, const TableArguments& foreign);
SQLRETURN statistics(SQLHSTMT statement, const TableArguments& table, SQLUSMALLINT unique, SQLUSMALLINT accuracy);
SQLRETURN specialColumns(SQLHSTMT statement, SQLUSMALLINT kind, const TableArguments& table, SQLUSMALLINT scope,
                         SQLUSMALLINT nullable);
SQLRETURN tablePrivileges(SQLHSTMT statement, const TableArguments& table);
SQLRETURN columnPrivileges(SQLHSTMT statement, const TableArguments& table, const TextIn& column);
SQLRETURN procedures(SQLHSTMT statement);
SQLRETURN procedureColumns(SQLHSTMT statement);
SQLRETURN getTypeInfo(SQLHSTMT statement, SQLSMALLINT type);

}  // namespace assetsodbc::driver::api
