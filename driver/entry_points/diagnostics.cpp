#include "driver/entry_points/odbc_functions.h"

#include "driver/api/diagnostics.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLGetDiagRec(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLCHAR* state,
                                SQLINTEGER* nativeError, SQLCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
    return api::getDiagRec(kind, handle, record, TextOut::narrow(state, kSqlStateCapacity), nativeError,
                           TextOut::narrow(message, capacity), length);
}
SQLRETURN SQL_API SQLGetDiagRecW(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLWCHAR* state,
                                 SQLINTEGER* nativeError, SQLWCHAR* message, SQLSMALLINT capacity,
                                 SQLSMALLINT* length) {
    return api::getDiagRec(kind, handle, record, wideOut(handle, state, kSqlStateCapacity), nativeError,
                           wideOut(handle, message, capacity), length);
}

SQLRETURN SQL_API SQLGetDiagField(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLSMALLINT field,
                                  SQLPOINTER value, SQLSMALLINT capacity, SQLSMALLINT* length) {
    return api::getDiagField(kind, handle, record, field, value, narrowOut(value, capacity), length);
}
SQLRETURN SQL_API SQLGetDiagFieldW(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLSMALLINT field,
                                   SQLPOINTER value, SQLSMALLINT capacity, SQLSMALLINT* length) {
    return api::getDiagField(kind, handle, record, field, value, wideOutOfBytes(handle, value, capacity), length);
}

SQLRETURN SQL_API SQLError(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt, SQLCHAR* state, SQLINTEGER* nativeError,
                           SQLCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
    return api::error({env, dbc, stmt}, TextOut::narrow(state, kSqlStateCapacity), nativeError,
                      TextOut::narrow(message, capacity), length);
}
SQLRETURN SQL_API SQLErrorW(SQLHENV env, SQLHDBC dbc, SQLHSTMT stmt, SQLWCHAR* state, SQLINTEGER* nativeError,
                            SQLWCHAR* message, SQLSMALLINT capacity, SQLSMALLINT* length) {
    SQLHANDLE const any = stmt != SQL_NULL_HSTMT ? stmt : dbc != SQL_NULL_HDBC ? dbc : env;
    return api::error({env, dbc, stmt}, wideOut(any, state, kSqlStateCapacity), nativeError,
                      wideOut(any, message, capacity), length);
}

}  // extern "C"
