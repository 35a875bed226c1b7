// xFilter: a scan plan and SQLite's argument values become a ScanRequest.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "schema/table.h"
#include "sqlengine/scan_plan.h"

struct sqlite3_value;

namespace assetsodbc::sqlengine {

struct ScanArguments {
    sqlite3_value** values;
    std::size_t count;
};

struct PlannedRequest {
    schema::ScanRequest request;
    // Planned constraints that these values keep a table from applying: the request is without them, and SQLite checks
    // them as it checks all. In a counted scan it does not: whoever scans must (row_checks.h).
    std::vector<schema::Constraint> leftOut;
    std::vector<schema::Constraint> lookups;  // the plan's, but for values that only SQLite can compare
    // An order that was promised and is not asked of the table, because more rows are wanted than it sorts.
    std::optional<schema::OrderTerm> toSort;
};

// nullopt when a constraint can be met by no row: its value is NULL, say, or its list has nothing else.
std::optional<PlannedRequest> plannedRequest(const schema::TableSpec& spec, const ScanPlan& plan,
                                             ScanArguments arguments);

}  // namespace assetsodbc::sqlengine
