// Values as the columns of local tables keep them: of the declared type, in its one canonical form, or refused. SQLite
// would keep anything in any column. What goes into a column with a known type passes through the SQL function
//     odbc_stored(value, declaration, place)
// which answers the value to store; `place` ("Table.Column") is for messages. NULL passes.
// https://learn.microsoft.com/sql/odbc/reference/appendixes/converting-data-from-c-to-sql-data-types has the states.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/column.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

class CallState;

inline constexpr std::string_view kStoredFunction = "odbc_stored";
inline constexpr std::string_view kDecimalCollation = "odbc_decimal";

// Also registers the collation by which decimals that are kept as text compare as numbers. The state must outlive the
// connection. Throws Error{Internal}.
void registerStoredValues(sqlite3* db, CallState& call);

// 'x' with quotes doubled.
std::string quotedText(std::string_view text);

// Whether the value is a number literal, alone, that must go into a column of the type as text: as a number SQLite
// would keep 15 digits of it.
bool keepsLiteral(const schema::TypeSpec& type, std::string_view value);

// "odbc_stored(" and what follows the value.
std::string storedCallStart();
std::string storedCallEnd(std::string_view declaration, std::string_view place);

}  // namespace assetsodbc::sqlengine
