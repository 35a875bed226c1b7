// The plan of one scan of a virtual table, made by xBestIndex when a statement is compiled and read by xFilter whenever
// it runs. It travels as text inside SQLite's own plan (idxStr), so it lives and dies with the statement.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

struct ScanPlan {
    std::vector<std::size_t> columnsUsed;              // ascending
    std::vector<schema::ConstraintShape> constraints;  // one argument of xFilter each, in this order
    bool hasLimit = false;                             // then the LIMIT is the next argument,
    bool hasOffset = false;                            // and the OFFSET the one after
};

// "u0,3,7;=0;i6;L;O": columns used, constraints (= or in), LIMIT, OFFSET.
std::string encode(const ScanPlan& plan);
// Throws Error{Internal} for anything that encode() does not write.
ScanPlan decodeScanPlan(std::string_view text);

}  // namespace assetsodbc::sqlengine
