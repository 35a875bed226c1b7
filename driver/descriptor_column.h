// What the implementation row descriptor says of a result column, and so what SQLColAttribute and SQLDescribeCol
// answer. Computed from the column when asked: nothing is copied at prepare. Pure functions.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <string>
#include <variant>

#include "sqlengine/query.h"

namespace assetsodbc::driver {

using ColumnFact = std::variant<SQLLEN, std::string>;

// `field` is a record field SQL_DESC_..., or one of the ODBC 2 fields SQL_COLUMN_LENGTH, _PRECISION, _SCALE, _NULLABLE,
// _NAME. nullopt for any other number.
std::optional<ColumnFact> columnFact(const sqlengine::ResultColumn& column, SQLUSMALLINT field, bool odbc2);

SQLSMALLINT odbcNullability(sqlengine::Nullability nullability);

// The bookmark column (column 0).
const sqlengine::ResultColumn& bookmarkColumn();

// The type that a parameter was declared with, for the facts that follow from it. Sizes of 0 become the type's own.
schema::TypeSpec typeOfSqlCode(SQLSMALLINT sqlType, SQLULEN columnSize, SQLSMALLINT decimalDigits);

}  // namespace assetsodbc::driver
