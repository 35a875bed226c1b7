// xFilter: a scan plan and SQLite's argument values become a ScanRequest.
#pragma once

#include <cstddef>
#include <optional>

#include "schema/table.h"
#include "sqlengine/scan_plan.h"

struct sqlite3_value;

namespace assetsodbc::sqlengine {

struct ScanArguments {
    sqlite3_value** values;
    std::size_t count;
};

// nullopt when a constraint can be met by no row: its value is NULL or bytes, say, or its list has nothing else.
std::optional<schema::ScanRequest> scanRequest(const schema::TableSpec& spec, const ScanPlan& plan,
                                               ScanArguments arguments);

}  // namespace assetsodbc::sqlengine
