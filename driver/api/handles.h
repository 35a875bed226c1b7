// Bodies of the ODBC calls that allocate and free handles.
#pragma once

#include <sql.h>
#include <sqlext.h>

namespace assetsodbc::driver::api {

SQLRETURN allocHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* result);
SQLRETURN freeHandle(SQLSMALLINT kind, SQLHANDLE handle);
SQLRETURN freeStatement(SQLHSTMT statement, SQLUSMALLINT option);
SQLRETURN cancel(SQLHSTMT statement);
SQLRETURN cancelHandle(SQLSMALLINT kind, SQLHANDLE handle);

}  // namespace assetsodbc::driver::api
