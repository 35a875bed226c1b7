// Rows of a scan that meet constraints which neither the table nor SQLite checks.
#pragma once

#include <memory>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

// Whether the cell meets the comparison as SQLite compares (NULL < numbers < text < bytes; text byte by byte).
bool meets(const schema::CellView& cell, schema::Comparison comparison, const std::vector<schema::Value>& values);

// The constraints' columns must be in use.
std::unique_ptr<schema::RowStream> checkedRows(std::unique_ptr<schema::RowStream> rows,
                                               std::vector<schema::Constraint> constraints);

}  // namespace assetsodbc::sqlengine
