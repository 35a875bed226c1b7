// Scans that a count answers: SELECT COUNT(*) FROM t WHERE …, EXISTS (SELECT 1 FROM t WHERE …) and the like read no
// column of the rows, so that it is enough to know how many there are.
//
// SQLite does not tell xBestIndex what is read of the rows besides the conditions. So the planner only notes that a
// scan could be counted if SQLite were not to check its conditions; then the program that the statement compiles to
// under that assumption is looked at, and where it reads no column of the scan, the statement is compiled so. SQLite,
// when it compiles a statement again by itself, finds no hints and scans as usual.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "schema/table.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

struct PlanningHints;

// Sets hints.counted for the statement, of which hints.countable was noted; inside the PlanningScope of the hints.
// Scans that run for every row of another are left alone, unless all of the table is counted: a join asks for many of
// them together. Whether any scan is to be counted.
bool chooseCounted(sqlite3* db, std::string_view sql, PlanningHints& hints);

// So many rows of which nothing can be read.
std::unique_ptr<schema::RowStream> phantomRows(std::uint64_t count);

}  // namespace assetsodbc::sqlengine
