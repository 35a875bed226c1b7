// The words that catalog functions and system tables use for tables and their keys.
#pragma once

#include <string>
#include <string_view>

#include "schema/table.h"

namespace assetsodbc::schema {

// ODBC's TABLE_TYPE: "TABLE", "SYSTEM TABLE", "LOCAL TEMPORARY", "VIEW".
std::string_view tableTypeName(TableKind kind);
// Whether rows can be inserted, updated and deleted.
bool isWritable(TableKind kind);
std::string primaryKeyName(const TableSpec& table);
// "CASCADE", "NO ACTION", …
std::string_view ruleName(ReferentialAction action);

}  // namespace assetsodbc::schema
