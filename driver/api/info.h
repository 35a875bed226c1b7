// Bodies of SQLGetInfo and SQLGetFunctions.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN getInfo(SQLHDBC connection, SQLUSMALLINT infoType, SQLPOINTER value, const TextOut& text,
                  SQLSMALLINT* length);
SQLRETURN getFunctions(SQLHDBC connection, SQLUSMALLINT function, SQLUSMALLINT* supported);

}  // namespace assetsodbc::driver::api
