// xBestIndex: offers a table the constraints that SQLite has, and tells SQLite what a scan with them would cost. Makes
// no request and keeps no state: the plan goes into info.idxStr.
#pragma once

#include "schema/table.h"

struct sqlite3_index_info;

namespace assetsodbc::sqlengine {

// Answers SQLITE_OK, or SQLITE_CONSTRAINT where this plan would leave an input column without its value. Throws
// Error{Unsupported} for comparisons of an input column that cannot be answered.
int planScan(const schema::Table& table, bool pushdown, sqlite3_index_info& info);

}  // namespace assetsodbc::sqlengine
