// What SQL_DIAG_DYNAMIC_FUNCTION and SQL_DIAG_DYNAMIC_FUNCTION_CODE call a statement: the table of the reference's page
// on SQLGetDiagField. Immutable.
#pragma once

#include <cstdint>

#include "sqlengine/statement_class.h"

namespace assetsodbc::driver {

struct DynamicFunction {
    const char* name;  // "" with code 0 for what the reference does not name
    std::int32_t code;
};

DynamicFunction dynamicFunctionOf(sqlengine::StatementClass kind);

}  // namespace assetsodbc::driver
