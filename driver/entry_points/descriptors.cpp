#include "driver/entry_points/odbc_functions.h"

#include "driver/api/descriptors.h"

using namespace assetsodbc::driver;  // NOLINT: entry points only

extern "C" {

SQLRETURN SQL_API SQLGetDescField(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                  SQLINTEGER capacity, SQLINTEGER* length) {
    return api::getDescField(desc, record, field, value, narrowOut(value, capacity), length);
}
SQLRETURN SQL_API SQLGetDescFieldW(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                   SQLINTEGER capacity, SQLINTEGER* length) {
    return api::getDescField(desc, record, field, value, wideOutOfBytes(desc, value, capacity), length);
}

SQLRETURN SQL_API SQLSetDescField(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                  SQLINTEGER length) {
    return api::setDescField(desc, record, field, value, narrowText(value, length));
}
SQLRETURN SQL_API SQLSetDescFieldW(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                                   SQLINTEGER length) {
    return api::setDescField(desc, record, field, value, wideTextOfBytes(desc, value, length));
}

SQLRETURN SQL_API SQLGetDescRec(SQLHDESC desc, SQLSMALLINT record, SQLCHAR* name, SQLSMALLINT capacity,
                                SQLSMALLINT* nameLength, SQLSMALLINT* type, SQLSMALLINT* subType, SQLLEN* length,
                                SQLSMALLINT* precision, SQLSMALLINT* scale, SQLSMALLINT* nullable) {
    return api::getDescRec(desc, record, TextOut::narrow(name, capacity),
                           {nameLength, type, subType, length, precision, scale, nullable});
}
SQLRETURN SQL_API SQLGetDescRecW(SQLHDESC desc, SQLSMALLINT record, SQLWCHAR* name, SQLSMALLINT capacity,
                                 SQLSMALLINT* nameLength, SQLSMALLINT* type, SQLSMALLINT* subType, SQLLEN* length,
                                 SQLSMALLINT* precision, SQLSMALLINT* scale, SQLSMALLINT* nullable) {
    return api::getDescRec(desc, record, wideOut(desc, name, capacity),
                           {nameLength, type, subType, length, precision, scale, nullable});
}

SQLRETURN SQL_API SQLSetDescRec(SQLHDESC desc, SQLSMALLINT record, SQLSMALLINT type, SQLSMALLINT subType, SQLLEN length,
                                SQLSMALLINT precision, SQLSMALLINT scale, SQLPOINTER data, SQLLEN* octetLength,
                                SQLLEN* indicator) {
    return api::setDescRec(desc, record, {type, subType, length, precision, scale, data, octetLength, indicator});
}

SQLRETURN SQL_API SQLCopyDesc(SQLHDESC source, SQLHDESC target) {
    return api::copyDesc(source, target);
}

}  // extern "C"
