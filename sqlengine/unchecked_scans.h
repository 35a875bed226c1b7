// Scans of whose rows nothing need be read: SELECT COUNT(*) FROM t WHERE …, EXISTS (SELECT 1 FROM t WHERE …) and the
// like want to know how many there are, SELECT MAX(x) FROM t WHERE … the first of an order.
//
// SQLite does not tell xBestIndex what is read of the rows besides the conditions it tells of. So the planner only
// notes that a scan could go without its conditions being checked again; then the program that the statement compiles
// to under that assumption is looked at, and where it reads nothing else of the scan, the statement is compiled so.
// SQLite, when it compiles a statement again by itself, finds no hints and scans as usual.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "schema/table.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

struct PlanningHints;

// Sets hints.unchecked for the statement, of which hints.candidates were noted; inside the PlanningScope of the hints.
// Left alone are scans that run for every row of another, unless all of a table is counted (a join asks for many of
// them together), and those that read what the statement reads elsewhere, too. Whether there are any.
bool chooseUnchecked(sqlite3* db, std::string_view sql, PlanningHints& hints);

// So many rows that meet the constraints, of which nothing can be read but that a cell is not NULL.
std::unique_ptr<schema::RowStream> phantomRows(std::uint64_t count, const std::vector<schema::Constraint>& constraints);
// The first row alone: SQLite itself would stop there for MAX, but not for MIN.
std::unique_ptr<schema::RowStream> firstRow(std::unique_ptr<schema::RowStream> rows);

}  // namespace assetsodbc::sqlengine
