// How SQLite puts values in order, and rows that come sorted by one column where a table does not sort them.
#pragma once

#include <memory>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

// < 0, 0 or > 0: NULL < numbers < text < bytes; whole and real numbers exactly by value, text and bytes byte by byte.
int compareAsSqlite(const schema::CellView& a, const schema::CellView& b);

// Reads all rows, with the columns in use, when the first is asked for; equal ones stay as they came.
std::unique_ptr<schema::RowStream> sortedRows(std::unique_ptr<schema::RowStream> rows, schema::OrderTerm order,
                                              const std::vector<bool>& columnsUsed);

}  // namespace assetsodbc::sqlengine
