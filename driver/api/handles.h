// Bodies of the ODBC calls that allocate and free handles.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/wide_unit.h"

namespace assetsodbc::driver::api {

// `unit` is what the SQLWCHAR of a new environment's application is; other handles have their parent's.
SQLRETURN allocHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* result, WideUnit unit = WideUnit::Utf16);
SQLRETURN freeHandle(SQLSMALLINT kind, SQLHANDLE handle);
SQLRETURN freeStatement(SQLHSTMT statement, SQLUSMALLINT option);
SQLRETURN cancel(SQLHSTMT statement);
SQLRETURN cancelHandle(SQLSMALLINT kind, SQLHANDLE handle);

}  // namespace assetsodbc::driver::api
