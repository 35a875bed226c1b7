// The statement attributes that are not descriptor fields, with ODBC's defaults.
#pragma once

#include <sql.h>
#include <sqlext.h>

namespace assetsodbc::driver {

struct StatementAttributes {
    SQLULEN queryTimeout = 0;
    SQLULEN maxRows = 0;
    SQLULEN noScan = SQL_NOSCAN_OFF;
    SQLULEN maxLength = 0;
    SQLULEN asyncEnable = SQL_ASYNC_ENABLE_OFF;
    SQLULEN cursorType = SQL_CURSOR_FORWARD_ONLY;
    SQLULEN concurrency = SQL_CONCUR_READ_ONLY;
    SQLULEN keysetSize = 0;
    SQLULEN rowsetSize = 1;  // of SQLExtendedFetch only
    SQLULEN simulateCursor = SQL_SC_NON_UNIQUE;
    SQLULEN retrieveData = SQL_RD_ON;
    SQLULEN useBookmarks = SQL_UB_OFF;
    SQLULEN enableAutoIpd = SQL_FALSE;
    SQLULEN metadataId = SQL_FALSE;
    SQLULEN cursorScrollable = SQL_NONSCROLLABLE;
    SQLULEN cursorSensitivity = SQL_UNSPECIFIED;
    SQLPOINTER fetchBookmark = nullptr;
};

}  // namespace assetsodbc::driver
