// Values by which rows are found, compared as SQL's = compares them: whole and real numbers by value, text byte by
// byte. NULL and bytes find nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

bool findsNothing(const schema::CellView& cell);
// Equal for cells that are equal.
std::uint64_t hashOf(const schema::CellView& cell);
bool areEqual(const schema::CellView& a, const schema::CellView& b);

// A value of some column as it is compared with another column: what a scan of that other column would be asked for.
// nullopt where it finds nothing there, or where only SQLite knows how it compares.
std::optional<schema::Value> keyFor(const schema::ColumnSpec& column, const schema::CellView& value);

// Texts that tell values, constraints and whole requests apart; self-delimiting, so that no two lists read alike.
std::string textOf(const schema::Value& value);
std::string textOf(const std::vector<schema::Constraint>& constraints);

}  // namespace assetsodbc::sqlengine
