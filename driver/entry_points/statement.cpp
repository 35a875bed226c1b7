#include "driver/entry_points/odbc_functions.h"

#include "driver/api/execute.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLPrepare(SQLHSTMT stmt, SQLCHAR* sql, SQLINTEGER length) {
    return api::prepare(stmt, {sql, length});
}
SQLRETURN SQL_API SQLPrepareW(SQLHSTMT stmt, SQLWCHAR* sql, SQLINTEGER length) {
    return api::prepare(stmt, wideText(stmt, sql, length));
}

SQLRETURN SQL_API SQLExecute(SQLHSTMT stmt) {
    return api::execute(stmt);
}

SQLRETURN SQL_API SQLExecDirect(SQLHSTMT stmt, SQLCHAR* sql, SQLINTEGER length) {
    return api::execDirect(stmt, {sql, length});
}
SQLRETURN SQL_API SQLExecDirectW(SQLHSTMT stmt, SQLWCHAR* sql, SQLINTEGER length) {
    return api::execDirect(stmt, wideText(stmt, sql, length));
}

SQLRETURN SQL_API SQLMoreResults(SQLHSTMT stmt) {
    return api::moreResults(stmt);
}

SQLRETURN SQL_API SQLBindParameter(SQLHSTMT stmt, SQLUSMALLINT number, SQLSMALLINT direction, SQLSMALLINT cType,
                                   SQLSMALLINT sqlType, SQLULEN columnSize, SQLSMALLINT decimalDigits, SQLPOINTER data,
                                   SQLLEN bufferLength, SQLLEN* lengthOrIndicator) {
    return api::bindParameter(
        stmt, number, {direction, cType, sqlType, columnSize, decimalDigits, data, bufferLength, lengthOrIndicator});
}
SQLRETURN SQL_API SQLBindParam(SQLHSTMT stmt, SQLUSMALLINT number, SQLSMALLINT cType, SQLSMALLINT sqlType,
                               SQLULEN columnSize, SQLSMALLINT decimalDigits, SQLPOINTER data,
                               SQLLEN* lengthOrIndicator) {
    return api::bindParameter(stmt, number,
                              {SQL_PARAM_INPUT, cType, sqlType, columnSize, decimalDigits, data, 0, lengthOrIndicator});
}
SQLRETURN SQL_API SQLSetParam(SQLHSTMT stmt, SQLUSMALLINT number, SQLSMALLINT cType, SQLSMALLINT sqlType,
                              SQLULEN columnSize, SQLSMALLINT decimalDigits, SQLPOINTER data,
                              SQLLEN* lengthOrIndicator) {
    return api::bindParameter(stmt, number,
                              {SQL_PARAM_INPUT, cType, sqlType, columnSize, decimalDigits, data, 0, lengthOrIndicator});
}

SQLRETURN SQL_API SQLNumParams(SQLHSTMT stmt, SQLSMALLINT* count) {
    return api::numParams(stmt, count);
}

SQLRETURN SQL_API SQLDescribeParam(SQLHSTMT stmt, SQLUSMALLINT number, SQLSMALLINT* type, SQLULEN* size,
                                   SQLSMALLINT* decimalDigits, SQLSMALLINT* nullable) {
    return api::describeParam(stmt, number, type, size, decimalDigits, nullable);
}

SQLRETURN SQL_API SQLParamData(SQLHSTMT stmt, SQLPOINTER* token) {
    return api::paramData(stmt, token);
}

SQLRETURN SQL_API SQLPutData(SQLHSTMT stmt, SQLPOINTER data, SQLLEN lengthOrIndicator) {
    return api::putData(stmt, data, lengthOrIndicator);
}

}  // extern "C"
