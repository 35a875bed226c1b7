// How the columns of local tables are declared: the type names that have a meaning of their own, as against those that
// only SQLite's affinity rules tell of.
#pragma once

#include <optional>
#include <string_view>

#include "schema/column.h"

namespace assetsodbc::schema {

// nullopt for names that nobody knows, for no name, and for DECIMAL and NUMERIC without digits, which hold any number.
std::optional<TypeSpec> namedType(std::string_view declaration);

// Why no column can be declared so: what follows the name of the type in a message. Empty when one can.
std::string_view refusalOf(std::string_view declaration);

// Decimals whose digits neither a double nor an integer holds are kept as text.
bool isKeptAsText(const TypeSpec& type);

}  // namespace assetsodbc::schema
