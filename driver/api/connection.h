// Bodies of the calls that open and close connections, and of the few others that a connection has.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN connect(SQLHDBC connection, const TextIn& dataSource, const TextIn& user, const TextIn& password);
SQLRETURN driverConnect(SQLHDBC connection, const TextIn& connectionString, const TextOut& completed,
                        SQLSMALLINT* completedLength, SQLUSMALLINT completion);
SQLRETURN browseConnect(SQLHDBC connection, const TextIn& connectionString, const TextOut& result,
                        SQLSMALLINT* resultLength);
SQLRETURN disconnect(SQLHDBC connection);
SQLRETURN endTran(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion);
// ODBC 2: the connection's transaction, or with a null connection those of the environment.
SQLRETURN transact(SQLHENV environment, SQLHDBC connection, SQLUSMALLINT completion);
SQLRETURN nativeSql(SQLHDBC connection, const TextIn& sql, const TextOut& result, SQLINTEGER* resultLength);

}  // namespace assetsodbc::driver::api
