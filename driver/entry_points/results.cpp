#include "driver/entry_points/odbc_functions.h"

#include "driver/api/fetch.h"
#include "driver/api/results.h"
#include "driver/api/set_pos.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLNumResultCols(SQLHSTMT stmt, SQLSMALLINT* count) {
    return api::numResultCols(stmt, count);
}

SQLRETURN SQL_API SQLRowCount(SQLHSTMT stmt, SQLLEN* count) {
    return api::rowCount(stmt, count);
}

SQLRETURN SQL_API SQLDescribeCol(SQLHSTMT stmt, SQLUSMALLINT column, SQLCHAR* name, SQLSMALLINT nameCapacity,
                                 SQLSMALLINT* nameLength, SQLSMALLINT* type, SQLULEN* size, SQLSMALLINT* decimalDigits,
                                 SQLSMALLINT* nullable) {
    return api::describeCol(stmt, column, TextOut::narrow(name, nameCapacity),
                            {nameLength, type, size, decimalDigits, nullable});
}
SQLRETURN SQL_API SQLDescribeColW(SQLHSTMT stmt, SQLUSMALLINT column, SQLWCHAR* name, SQLSMALLINT nameCapacity,
                                  SQLSMALLINT* nameLength, SQLSMALLINT* type, SQLULEN* size, SQLSMALLINT* decimalDigits,
                                  SQLSMALLINT* nullable) {
    return api::describeCol(stmt, column, wideOut(stmt, name, nameCapacity),
                            {nameLength, type, size, decimalDigits, nullable});
}

SQLRETURN SQL_API SQLColAttribute(SQLHSTMT stmt, SQLUSMALLINT column, SQLUSMALLINT field, SQLPOINTER text,
                                  SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* number) {
    return api::colAttribute(stmt, column, field, narrowOut(text, capacity), length, number);
}
SQLRETURN SQL_API SQLColAttributeW(SQLHSTMT stmt, SQLUSMALLINT column, SQLUSMALLINT field, SQLPOINTER text,
                                   SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* number) {
    return api::colAttribute(stmt, column, field, wideOutOfBytes(stmt, text, capacity), length, number);
}
SQLRETURN SQL_API SQLColAttributes(SQLHSTMT stmt, SQLUSMALLINT column, SQLUSMALLINT field, SQLPOINTER text,
                                   SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* number) {
    return api::colAttribute(stmt, column, field, narrowOut(text, capacity), length, number);
}
SQLRETURN SQL_API SQLColAttributesW(SQLHSTMT stmt, SQLUSMALLINT column, SQLUSMALLINT field, SQLPOINTER text,
                                    SQLSMALLINT capacity, SQLSMALLINT* length, SQLLEN* number) {
    return api::colAttribute(stmt, column, field, wideOutOfBytes(stmt, text, capacity), length, number);
}

SQLRETURN SQL_API SQLBindCol(SQLHSTMT stmt, SQLUSMALLINT column, SQLSMALLINT cType, SQLPOINTER data,
                             SQLLEN bufferLength, SQLLEN* lengthOrIndicator) {
    return api::bindCol(stmt, column, cType, data, bufferLength, lengthOrIndicator);
}

SQLRETURN SQL_API SQLFetch(SQLHSTMT stmt) {
    return api::fetch(stmt);
}

SQLRETURN SQL_API SQLFetchScroll(SQLHSTMT stmt, SQLSMALLINT orientation, SQLLEN offset) {
    return api::fetchScroll(stmt, orientation, offset);
}

SQLRETURN SQL_API SQLExtendedFetch(SQLHSTMT stmt, SQLUSMALLINT orientation, SQLLEN offset, SQLULEN* rowCount,
                                   SQLUSMALLINT* rowStatus) {
    return api::extendedFetch(stmt, orientation, offset, rowCount, rowStatus);
}

SQLRETURN SQL_API SQLGetData(SQLHSTMT stmt, SQLUSMALLINT column, SQLSMALLINT cType, SQLPOINTER data,
                             SQLLEN bufferLength, SQLLEN* lengthOrIndicator) {
    return api::getData(stmt, column, cType, data, bufferLength, lengthOrIndicator);
}

SQLRETURN SQL_API SQLSetPos(SQLHSTMT stmt, SQLSETPOSIROW row, SQLUSMALLINT operation, SQLUSMALLINT lockType) {
    return api::setPos(stmt, row, operation, lockType);
}

SQLRETURN SQL_API SQLBulkOperations(SQLHSTMT stmt, SQLSMALLINT operation) {
    return api::bulkOperations(stmt, operation);
}

SQLRETURN SQL_API SQLCloseCursor(SQLHSTMT stmt) {
    return api::closeCursor(stmt);
}

SQLRETURN SQL_API SQLGetCursorName(SQLHSTMT stmt, SQLCHAR* name, SQLSMALLINT capacity, SQLSMALLINT* length) {
    return api::getCursorName(stmt, TextOut::narrow(name, capacity), length);
}
SQLRETURN SQL_API SQLGetCursorNameW(SQLHSTMT stmt, SQLWCHAR* name, SQLSMALLINT capacity, SQLSMALLINT* length) {
    return api::getCursorName(stmt, wideOut(stmt, name, capacity), length);
}
SQLRETURN SQL_API SQLSetCursorName(SQLHSTMT stmt, SQLCHAR* name, SQLSMALLINT length) {
    return api::setCursorName(stmt, {name, length});
}
SQLRETURN SQL_API SQLSetCursorNameW(SQLHSTMT stmt, SQLWCHAR* name, SQLSMALLINT length) {
    return api::setCursorName(stmt, wideText(stmt, name, length));
}

}  // extern "C"
