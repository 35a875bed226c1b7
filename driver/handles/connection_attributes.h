// The connection attributes that are numbers, with ODBC's defaults. Those that the driver has no use for are kept too:
// applications read back what they set.
#pragma once

#include <sql.h>
#include <sqlext.h>

namespace assetsodbc::driver {

struct ConnectionAttributeValues {
    SQLULEN accessMode = SQL_MODE_READ_WRITE;
    SQLULEN autocommit = SQL_AUTOCOMMIT_ON;
    SQLULEN loginTimeout = 0;
    SQLULEN connectionTimeout = 0;
    SQLULEN metadataId = SQL_FALSE;
    SQLULEN ansiApp = SQL_AA_TRUE;
    SQLULEN txnIsolation = SQL_TXN_SERIALIZABLE;
    SQLULEN odbcCursors = SQL_CUR_USE_DRIVER;
    SQLULEN packetSize = 0;
    SQLULEN trace = SQL_OPT_TRACE_OFF;
    SQLULEN translateOption = 0;
    SQLULEN asyncEnable = SQL_ASYNC_ENABLE_OFF;
    SQLULEN asyncFunctions = 0;
    SQLULEN disconnectBehavior = SQL_DB_RETURN_TO_POOL;
};

}  // namespace assetsodbc::driver
