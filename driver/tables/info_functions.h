// The function masks of SQLGetInfo, derived from the scalar functions that the engine accepts, so that no function is
// claimed that does not run, and none that runs is left out.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <string_view>

namespace assetsodbc::driver {

// SQL_STRING_FUNCTIONS, SQL_NUMERIC_FUNCTIONS, SQL_TIMEDATE_FUNCTIONS, SQL_SYSTEM_FUNCTIONS, SQL_CONVERT_FUNCTIONS,
// SQL_TIMEDATE_ADD_INTERVALS, SQL_TIMEDATE_DIFF_INTERVALS and SQL_CONVERT_...; 0 for any other information type.
SQLUINTEGER functionMask(SQLUSMALLINT infoType);

// Whether a scalar function is in one of the masks: every one of ODBC must be.
bool hasFunctionBit(std::string_view function);

}  // namespace assetsodbc::driver
