// SELECT MIN(column) or MAX(column) FROM table [WHERE …]: one row of the site answers it, where the site sorts by the
// column. SQLite stops such a query at the first row of an order, but asks for that order as it asks for those of
// GROUP BY and DISTINCT, and of MIN not at all; the text of the statement tells it apart.
#pragma once

#include <optional>
#include <string_view>

#include "sqlengine/planning_hints.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

// nullopt for every other statement. `sql` is what SQLite compiles, or would accept.
std::optional<ExtremeValue> extremeValueOf(sqlite3* db, std::string_view sql);

}  // namespace assetsodbc::sqlengine
