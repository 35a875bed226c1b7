// Constraints on key columns: which one a scan goes by, and which keys its values can be.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::schema {

// A way into a table: by the values of one column, at so many requests and rows for one value.
struct KeyPath {
    std::size_t column;
    double requests;
    double rows;
    bool unique;
};

// What a whole scan costs.
struct FullScan {
    double requests;
    double rows;
};

// Takes the first path for which a constraint is offered, else the full scan. Nothing is promised to be exact.
ScanEstimate estimateByFirstKey(const std::vector<ConstraintShape>& offered, const std::vector<KeyPath>& paths,
                                FullScan fullScan);

// The constraint on a column; nullptr when there is none.
const Constraint* constraintOn(const ScanRequest& request, std::size_t column);

// The ids among the values, ascending, each once. An id is a whole number from 1 on; other values equal none.
std::vector<std::int64_t> idsOf(const Constraint& constraint);
// The texts among the values, ascending, each once.
std::vector<std::string> textsOf(const Constraint& constraint);

}  // namespace assetsodbc::schema
