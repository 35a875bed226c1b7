// Bodies of SQLSetPos and SQLBulkOperations.
#pragma once

#include <sql.h>
#include <sqlext.h>

namespace assetsodbc::driver::api {

SQLRETURN setPos(SQLHSTMT statement, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lockType);
SQLRETURN bulkOperations(SQLHSTMT statement, SQLSMALLINT operation);

}  // namespace assetsodbc::driver::api
