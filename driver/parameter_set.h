// The values of one execution of a statement, or of a batch, in the order of the markers.
#pragma once

#include <sql.h>

#include <vector>

#include "schema/value.h"

namespace assetsodbc::driver {

struct ParameterSet {
    std::vector<schema::Value> values;
    SQLULEN row = 0;  // of the application's parameter array, from 0
};

}  // namespace assetsodbc::driver
