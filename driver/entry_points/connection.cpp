#include "driver/entry_points/odbc_functions.h"

#include "driver/api/connection.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLConnect(SQLHDBC dbc, SQLCHAR* dsn, SQLSMALLINT dsnLength, SQLCHAR* user, SQLSMALLINT userLength,
                             SQLCHAR* password, SQLSMALLINT passwordLength) {
    return api::connect(dbc, {dsn, dsnLength}, {user, userLength}, {password, passwordLength});
}
SQLRETURN SQL_API SQLConnectW(SQLHDBC dbc, SQLWCHAR* dsn, SQLSMALLINT dsnLength, SQLWCHAR* user, SQLSMALLINT userLength,
                              SQLWCHAR* password, SQLSMALLINT passwordLength) {
    return api::connect(dbc, wideText(dbc, dsn, dsnLength), wideText(dbc, user, userLength),
                        wideText(dbc, password, passwordLength));
}

SQLRETURN SQL_API SQLDriverConnect(SQLHDBC dbc, SQLHWND, SQLCHAR* in, SQLSMALLINT inLength, SQLCHAR* out,
                                   SQLSMALLINT outCapacity, SQLSMALLINT* outLength, SQLUSMALLINT completion) {
    return api::driverConnect(dbc, {in, inLength}, TextOut::narrow(out, outCapacity), outLength, completion);
}
SQLRETURN SQL_API SQLDriverConnectW(SQLHDBC dbc, SQLHWND, SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out,
                                    SQLSMALLINT outCapacity, SQLSMALLINT* outLength, SQLUSMALLINT completion) {
    return api::driverConnect(dbc, wideText(dbc, in, inLength), wideOut(dbc, out, outCapacity), outLength, completion);
}

SQLRETURN SQL_API SQLBrowseConnect(SQLHDBC dbc, SQLCHAR* in, SQLSMALLINT inLength, SQLCHAR* out,
                                   SQLSMALLINT outCapacity, SQLSMALLINT* outLength) {
    return api::browseConnect(dbc, {in, inLength}, TextOut::narrow(out, outCapacity), outLength);
}
SQLRETURN SQL_API SQLBrowseConnectW(SQLHDBC dbc, SQLWCHAR* in, SQLSMALLINT inLength, SQLWCHAR* out,
                                    SQLSMALLINT outCapacity, SQLSMALLINT* outLength) {
    return api::browseConnect(dbc, wideText(dbc, in, inLength), wideOut(dbc, out, outCapacity), outLength);
}

SQLRETURN SQL_API SQLDisconnect(SQLHDBC dbc) {
    return api::disconnect(dbc);
}

SQLRETURN SQL_API SQLEndTran(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) {
    return api::endTran(kind, handle, completion);
}
SQLRETURN SQL_API SQLTransact(SQLHENV env, SQLHDBC dbc, SQLUSMALLINT completion) {
    return api::transact(env, dbc, completion);
}

SQLRETURN SQL_API SQLNativeSql(SQLHDBC dbc, SQLCHAR* sql, SQLINTEGER sqlLength, SQLCHAR* out, SQLINTEGER outCapacity,
                               SQLINTEGER* outLength) {
    return api::nativeSql(dbc, {sql, sqlLength}, TextOut::narrow(out, outCapacity), outLength);
}
SQLRETURN SQL_API SQLNativeSqlW(SQLHDBC dbc, SQLWCHAR* sql, SQLINTEGER sqlLength, SQLWCHAR* out, SQLINTEGER outCapacity,
                                SQLINTEGER* outLength) {
    return api::nativeSql(dbc, wideText(dbc, sql, sqlLength), wideOut(dbc, out, outCapacity), outLength);
}

}  // extern "C"
