// Bodies of the calls that get and set attributes of environments, connections and statements.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN setEnvAttr(SQLHENV environment, SQLINTEGER attribute, SQLPOINTER value);
SQLRETURN getEnvAttr(SQLHENV environment, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length);

// `value` is the number or address itself, `text` the same argument as text.
SQLRETURN setConnectAttr(SQLHDBC connection, SQLINTEGER attribute, SQLPOINTER value, const TextIn& text);
SQLRETURN getConnectAttr(SQLHDBC connection, SQLINTEGER attribute, SQLPOINTER value, const TextOut& text,
                         SQLINTEGER* length);

SQLRETURN setStmtAttr(SQLHSTMT statement, SQLINTEGER attribute, SQLPOINTER value);
SQLRETURN getStmtAttr(SQLHSTMT statement, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER* length);

// ODBC 2: SQLParamOptions and SQLSetScrollOptions.
SQLRETURN paramOptions(SQLHSTMT statement, SQLULEN count, SQLULEN* current);
SQLRETURN setScrollOptions(SQLHSTMT statement, SQLUSMALLINT concurrency, SQLLEN keyset, SQLUSMALLINT rowset);

}  // namespace assetsodbc::driver::api
