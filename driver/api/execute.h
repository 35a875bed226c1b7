// Bodies of the calls that prepare and execute statements and pass their parameters.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN prepare(SQLHSTMT statement, const TextIn& sql);
SQLRETURN execute(SQLHSTMT statement);
SQLRETURN execDirect(SQLHSTMT statement, const TextIn& sql);
SQLRETURN moreResults(SQLHSTMT statement);

struct ParameterBinding {
    SQLSMALLINT direction, cType, sqlType;
    SQLULEN columnSize;
    SQLSMALLINT decimalDigits;
    SQLPOINTER data;
    SQLLEN bufferLength;
    SQLLEN* lengthOrIndicator;
};
SQLRETURN bindParameter(SQLHSTMT statement, SQLUSMALLINT number, const ParameterBinding& binding);
SQLRETURN numParams(SQLHSTMT statement, SQLSMALLINT* count);
SQLRETURN describeParam(SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT* type, SQLULEN* size,
                        SQLSMALLINT* decimalDigits, SQLSMALLINT* nullable);
SQLRETURN paramData(SQLHSTMT statement, SQLPOINTER* token);
SQLRETURN putData(SQLHSTMT statement, SQLPOINTER data, SQLLEN lengthOrIndicator);

}  // namespace assetsodbc::driver::api
