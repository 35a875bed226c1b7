// The SQL types as ODBC tells them: the one table behind SQLGetTypeInfo and, through factsOf() in convert/sql_to_c.h,
// behind SQLDescribeCol, SQLColumns and the descriptors. Immutable.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <vector>

#include "schema/column.h"

namespace assetsodbc::driver {

struct TypeInfo {
    SQLSMALLINT code;  // concise, ODBC 3
    SQLSMALLINT codeOdbc2;
    const char* name;     // as CREATE TABLE takes it
    SQLULEN largestSize;  // COLUMN_SIZE
    const char* literalPrefix;
    const char* literalSuffix;
    const char* createParams;  // "" = NULL
    bool caseSensitive;
    SQLSMALLINT searchable;
    SQLSMALLINT largestScale;             // -1 = not applicable
    SQLSMALLINT radix;                    // 0 = not a number
    bool isUnsigned;                      // of numbers
    std::optional<schema::SqlType> type;  // whose facts the row tells; empty for types that only parameters have

    SQLSMALLINT verboseCode() const { return isDateOrTime() ? SQL_DATETIME : code; }
    SQLSMALLINT datetimeSubcode() const {
        return isDateOrTime() ? static_cast<SQLSMALLINT>(code - SQL_TYPE_DATE + 1) : 0;
    }

private:
    bool isDateOrTime() const { return code >= SQL_TYPE_DATE && code <= SQL_TYPE_TIMESTAMP; }
};

// By code.
const std::vector<TypeInfo>& typeInfoRows();

}  // namespace assetsodbc::driver
