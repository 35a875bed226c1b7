// The result columns of the catalog functions and of SQLGetTypeInfo, in the order and with the names that ODBC
// prescribes.
#pragma once

#include <vector>

#include "sqlengine/query.h"

namespace assetsodbc::driver {

enum class CatalogFunction {
    Tables,
    Columns,
    PrimaryKeys,
    ForeignKeys,
    Statistics,
    SpecialColumns,
    TablePrivileges,
    ColumnPrivileges,
    Procedures,
    ProcedureColumns,
    TypeInfo,
};

std::vector<sqlengine::ResultColumn> catalogColumns(CatalogFunction function, bool odbc2);

}  // namespace assetsodbc::driver
