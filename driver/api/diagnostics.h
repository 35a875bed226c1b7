// Bodies of SQLGetDiagRec, SQLGetDiagField and SQLError of ODBC 2. They leave the diagnostics as they are.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN getDiagRec(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, const TextOut& state,
                     SQLINTEGER* nativeError, const TextOut& message, SQLSMALLINT* messageLength);
SQLRETURN getDiagField(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                       const TextOut& text, SQLSMALLINT* length);

// The most special of the handles that are given; each record is returned once.
struct ErrorSource {
    SQLHENV environment;
    SQLHDBC connection;
    SQLHSTMT statement;
};
SQLRETURN error(const ErrorSource& source, const TextOut& state, SQLINTEGER* nativeError, const TextOut& message,
                SQLSMALLINT* messageLength);

}  // namespace assetsodbc::driver::api
