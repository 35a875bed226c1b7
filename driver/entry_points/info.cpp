#include "driver/entry_points/odbc_functions.h"

#include "driver/api/info.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLGetInfo(SQLHDBC dbc, SQLUSMALLINT infoType, SQLPOINTER value, SQLSMALLINT capacity,
                             SQLSMALLINT* length) {
    return api::getInfo(dbc, infoType, value, narrowOut(value, capacity), length);
}
SQLRETURN SQL_API SQLGetInfoW(SQLHDBC dbc, SQLUSMALLINT infoType, SQLPOINTER value, SQLSMALLINT capacity,
                              SQLSMALLINT* length) {
    return api::getInfo(dbc, infoType, value, wideOutOfBytes(dbc, value, capacity), length);
}

SQLRETURN SQL_API SQLGetFunctions(SQLHDBC dbc, SQLUSMALLINT function, SQLUSMALLINT* supported) {
    return api::getFunctions(dbc, function, supported);
}

}  // extern "C"
