// xBestIndex: offers a table the constraints that SQLite has, and tells SQLite what a scan with them would cost. Makes
// no request and keeps no state: the plan goes into info.idxStr.
//
// SQLite checks every row again, counts and skips by itself, so that an answer of the site that is too wide costs rows,
// not truth. What goes further is said only where nothing can be lost by it:
// - A LIMIT is told to a table whose every constraint is taken, if not exactly then as an equality, which few rows fail
//   afterwards; OFFSET is added to it. It is an expectation: the rest comes when more is asked for.
// - An order is asked of a table under a LIMIT, for one column, with exact constraints only; SQLite does not sort then.
// - A scan of which no column is read is a count, MIN and MAX are the first row of an order (unchecked_scans.h).
#pragma once

#include "schema/table.h"

struct sqlite3_index_info;

namespace assetsodbc::sqlengine {

struct PlanningHints;

// Answers SQLITE_OK, or SQLITE_CONSTRAINT where this plan would leave an input column without its value. Throws
// Error{Unsupported} for comparisons of an input column that cannot be answered. No hints: null.
int planScan(const schema::Table& table, bool pushdown, PlanningHints* hints, sqlite3_index_info& info);

}  // namespace assetsodbc::sqlengine
