// Bodies of the descriptor calls.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include "driver/text.h"

namespace assetsodbc::driver::api {

SQLRETURN getDescField(SQLHDESC descriptor, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                       const TextOut& text, SQLINTEGER* length);
SQLRETURN setDescField(SQLHDESC descriptor, SQLSMALLINT record, SQLSMALLINT field, SQLPOINTER value,
                       const TextIn& text);

struct DescRecord {
    SQLSMALLINT *nameLength, *type, *subType;
    SQLLEN* length;
    SQLSMALLINT *precision, *scale, *nullable;
};
SQLRETURN getDescRec(SQLHDESC descriptor, SQLSMALLINT record, const TextOut& name, const DescRecord& result);

struct DescBinding {
    SQLSMALLINT type, subType;
    SQLLEN length;
    SQLSMALLINT precision, scale;
    SQLPOINTER data;
    SQLLEN *octetLength, *indicator;
};
SQLRETURN setDescRec(SQLHDESC descriptor, SQLSMALLINT record, const DescBinding& binding);
SQLRETURN copyDesc(SQLHDESC source, SQLHDESC target);

}  // namespace assetsodbc::driver::api
