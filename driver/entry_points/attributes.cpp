#include "driver/entry_points/odbc_functions.h"

#include "driver/api/attributes.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLSetEnvAttr(SQLHENV env, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) {
    return api::setEnvAttr(env, attribute, value);
}
SQLRETURN SQL_API SQLGetEnvAttr(SQLHENV env, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER, SQLINTEGER* length) {
    return api::getEnvAttr(env, attribute, value, length);
}

SQLRETURN SQL_API SQLSetConnectAttr(SQLHDBC dbc, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
    return api::setConnectAttr(dbc, attribute, value, narrowText(value, length));
}
SQLRETURN SQL_API SQLSetConnectAttrW(SQLHDBC dbc, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER length) {
    return api::setConnectAttr(dbc, attribute, value, wideTextOfBytes(dbc, value, length));
}
SQLRETURN SQL_API SQLGetConnectAttr(SQLHDBC dbc, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                                    SQLINTEGER* length) {
    return api::getConnectAttr(dbc, attribute, value, narrowOut(value, capacity), length);
}
SQLRETURN SQL_API SQLGetConnectAttrW(SQLHDBC dbc, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER capacity,
                                     SQLINTEGER* length) {
    return api::getConnectAttr(dbc, attribute, value, wideOutOfBytes(dbc, value, capacity), length);
}

SQLRETURN SQL_API SQLSetConnectOption(SQLHDBC dbc, SQLUSMALLINT option, SQLULEN value) {
    SQLPOINTER const pointer = reinterpret_cast<SQLPOINTER>(value);
    return api::setConnectAttr(dbc, option, pointer, narrowText(pointer, SQL_NTS));
}
SQLRETURN SQL_API SQLSetConnectOptionW(SQLHDBC dbc, SQLUSMALLINT option, SQLULEN value) {
    SQLPOINTER const pointer = reinterpret_cast<SQLPOINTER>(value);
    return api::setConnectAttr(dbc, option, pointer, wideTextOfBytes(dbc, pointer, SQL_NTS));
}
SQLRETURN SQL_API SQLGetConnectOption(SQLHDBC dbc, SQLUSMALLINT option, SQLPOINTER value) {
    return api::getConnectAttr(dbc, option, value, narrowOut(value, SQL_MAX_OPTION_STRING_LENGTH), nullptr);
}
SQLRETURN SQL_API SQLGetConnectOptionW(SQLHDBC dbc, SQLUSMALLINT option, SQLPOINTER value) {
    return api::getConnectAttr(dbc, option, value, wideOutOfBytes(dbc, value, SQL_MAX_OPTION_STRING_LENGTH), nullptr);
}

SQLRETURN SQL_API SQLSetStmtAttr(SQLHSTMT stmt, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) {
    return api::setStmtAttr(stmt, attribute, value);
}
SQLRETURN SQL_API SQLSetStmtAttrW(SQLHSTMT stmt, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER) {
    return api::setStmtAttr(stmt, attribute, value);
}
SQLRETURN SQL_API SQLGetStmtAttr(SQLHSTMT stmt, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER,
                                 SQLINTEGER* length) {
    return api::getStmtAttr(stmt, attribute, value, length);
}
SQLRETURN SQL_API SQLGetStmtAttrW(SQLHSTMT stmt, SQLINTEGER attribute, SQLPOINTER value, SQLINTEGER,
                                  SQLINTEGER* length) {
    return api::getStmtAttr(stmt, attribute, value, length);
}

SQLRETURN SQL_API SQLSetStmtOption(SQLHSTMT stmt, SQLUSMALLINT option, SQLULEN value) {
    return api::setStmtAttr(stmt, option, reinterpret_cast<SQLPOINTER>(value));
}
SQLRETURN SQL_API SQLGetStmtOption(SQLHSTMT stmt, SQLUSMALLINT option, SQLPOINTER value) {
    return api::getStmtAttr(stmt, option, value, nullptr);
}
SQLRETURN SQL_API SQLParamOptions(SQLHSTMT stmt, SQLULEN count, SQLULEN* current) {
    return api::paramOptions(stmt, count, current);
}
SQLRETURN SQL_API SQLSetScrollOptions(SQLHSTMT stmt, SQLUSMALLINT concurrency, SQLLEN keyset, SQLUSMALLINT rowset) {
    return api::setScrollOptions(stmt, concurrency, keyset, rowset);
}

}  // extern "C"
