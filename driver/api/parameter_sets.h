// Reads the bound parameters of an execution: every set of a parameter array into values, with the status that ODBC
// wants for each, and a list of those whose data comes later.
#pragma once

#include <vector>

#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

struct ParameterSets {
    std::vector<ParameterSet> sets;         // that run
    std::vector<PendingParameter> pending;  // data at execution
    bool hasFailures = false;
};

// Sets that are ignored (SQL_PARAM_IGNORE) or fail (recorded in the diagnostics, status SQL_PARAM_ERROR) are left out.
// Throws OdbcError when parameters are missing (07002).
ParameterSets readParameterSets(Statement& statement);

}  // namespace assetsodbc::driver::api
