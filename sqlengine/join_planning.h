// xBestIndex, the part of joins: SQLite builds no index on a virtual table, and would read all of an inner table again
// for each outer row. So = with a column that the site cannot compare is taken nevertheless: the rows are read once and
// found by the value from then on (join_site.h).
#pragma once

#include "schema/table.h"
#include "sqlengine/scan_plan.h"

struct sqlite3_index_info;

namespace assetsodbc::sqlengine {

// Takes the usable equalities that are not among the arguments yet, behind all others. SQLite checks them again.
void planLookups(const schema::TableSpec& spec, ScanPlan& plan, sqlite3_index_info& info);
// Tells SQLite what a plan with lookups costs: less than reading all the rows each time, and as a rule more than asking
// the site by a key, so that an equality that the site can answer is preferred.
void tellLookupCost(const schema::TableSpec& spec, const ScanPlan& plan, sqlite3_index_info& info);

}  // namespace assetsodbc::sqlengine
