// Application parameters into SQL values: the "C to SQL" matrix of the ODBC appendix.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <optional>

#include "driver/wide_unit.h"
#include "schema/value.h"

namespace assetsodbc::driver {

struct CSource {
    SQLSMALLINT cType = SQL_C_DEFAULT;
    SQLSMALLINT sqlType = SQL_VARCHAR;  // as given to SQLBindParameter
    SQLULEN columnSize = 0;
    SQLSMALLINT decimalDigits = 0;
    const void* data = nullptr;
    SQLLEN bufferLength = 0;
    const SQLLEN* octetLength = nullptr;   // bytes or SQL_NTS; null = terminated text or fixed length
    const SQLLEN* indicator = nullptr;     // SQL_NULL_DATA
    WideUnit wideUnit = WideUnit::Utf16;   // of SQL_C_WCHAR
    std::optional<std::size_t> collected;  // bytes at `data`, when they came piece by piece; else the C type tells
};

// The value, in the canonical forms of schema/value.h for `sqlType`. Throws OdbcError 07006, 22001, 22003, 22007,
// 22008, 22018, HY003, HY004, HY090 … Text and bytes keep their full length, whatever
// the columnSize.
schema::Value cToSql(const CSource& source);

// The C type that SQL_C_DEFAULT means for a parameter of a SQL type. Throws OdbcError HY004.
SQLSMALLINT defaultParameterCType(SQLSMALLINT sqlType);

// Whether the SQL type exists (HY004), and whether SQLBindParameter may pair a C type with it (07006). isConvertible
// throws HY003, HY004 and HYC00 for types that do not exist or are not supported.
bool isKnownSqlType(SQLSMALLINT sqlType);
bool isConvertible(SQLSMALLINT cType, SQLSMALLINT sqlType);

}  // namespace assetsodbc::driver
