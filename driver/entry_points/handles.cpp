#include "driver/entry_points/odbc_functions.h"

#include "driver/api/handles.h"
#include "driver/driver_manager.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLAllocHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* result) {
    if (kind != SQL_HANDLE_ENV) return api::allocHandle(kind, parent, result);
    const auto unit = wideUnitOfCaller(__builtin_return_address(0));
    return api::allocHandle(kind, parent, result, unit);
}

SQLRETURN SQL_API SQLFreeHandle(SQLSMALLINT kind, SQLHANDLE handle) {
    return api::freeHandle(kind, handle);
}

SQLRETURN SQL_API SQLFreeStmt(SQLHSTMT statement, SQLUSMALLINT option) {
    return api::freeStatement(statement, option);
}

SQLRETURN SQL_API SQLCancel(SQLHSTMT statement) {
    return api::cancel(statement);
}

SQLRETURN SQL_API SQLCancelHandle(SQLSMALLINT kind, SQLHANDLE handle) {
    return api::cancelHandle(kind, handle);
}

}  // extern "C"
