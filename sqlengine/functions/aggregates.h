// Standard deviation and variance, by every name that is in use: STDDEV, STDDEV_SAMP, STDEV, STDDEV_POP, STDEVP, VAR,
// VARIANCE, VAR_SAMP, VAR_POP, VARP. They skip NULLs, and are NULL of too few values. Also as window functions.
#pragma once

#include <string_view>

struct sqlite3;

namespace assetsodbc::sqlengine {

// Throws Error{Internal} when SQLite refuses one.
void registerAggregates(sqlite3* db);

// Ignores ASCII case.
bool isStatisticalAggregate(std::string_view name);

}  // namespace assetsodbc::sqlengine
