// Bodies of the calls that describe a result, and of cursor names.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN numResultCols(SQLHSTMT statement, SQLSMALLINT* count);
SQLRETURN rowCount(SQLHSTMT statement, SQLLEN* count);

struct ColumnDescription {
    SQLSMALLINT *nameLength, *type;
    SQLULEN* size;
    SQLSMALLINT *decimalDigits, *nullable;
};
SQLRETURN describeCol(SQLHSTMT statement, SQLUSMALLINT column, const TextOut& name, const ColumnDescription& result);
SQLRETURN colAttribute(SQLHSTMT statement, SQLUSMALLINT column, SQLUSMALLINT field, const TextOut& text,
                       SQLSMALLINT* length, SQLLEN* number);

SQLRETURN closeCursor(SQLHSTMT statement);
SQLRETURN getCursorName(SQLHSTMT statement, const TextOut& name, SQLSMALLINT* length);
SQLRETURN setCursorName(SQLHSTMT statement, const TextIn& name);

}  // namespace assetsodbc::driver::api
