// Bodies of the calls that move the cursor and read rows.
#pragma once

#include <sql.h>
#include <sqlext.h>

namespace assetsodbc::driver::api {

SQLRETURN bindCol(SQLHSTMT statement, SQLUSMALLINT column, SQLSMALLINT cType, SQLPOINTER data, SQLLEN bufferLength,
                  SQLLEN* lengthOrIndicator);
SQLRETURN fetch(SQLHSTMT statement);
SQLRETURN fetchScroll(SQLHSTMT statement, SQLSMALLINT orientation, SQLLEN offset);
// ODBC 2: its own rowset size (SQL_ROWSET_SIZE) and status array.
SQLRETURN extendedFetch(SQLHSTMT statement, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rowCount,
                        SQLUSMALLINT* rowStatus);
SQLRETURN getData(SQLHSTMT statement, SQLUSMALLINT column, SQLSMALLINT cType, SQLPOINTER data, SQLLEN bufferLength,
                  SQLLEN* lengthOrIndicator);

}  // namespace assetsodbc::driver::api
