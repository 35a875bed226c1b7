// Replaces ODBC escape sequences, and those calls that SQLite's grammar cannot take (LEFT(, EXTRACT(x FROM y),
// CAST(x AS DATE)), by calls that it can. A CAST to a date, time, bit, binary or GUID type is ours because SQLite would
// turn the text into a number.
#pragma once

#include <string_view>
#include <vector>

#include "sqlengine/sql_text/pieces.h"

namespace assetsodbc::sqlengine {

// Fills `pieces` and `tail` of the list with the rewritten statement. Throws Error{SyntaxError, Unsupported}.
void rewriteEscapes(std::string_view sql, const std::vector<Token>& tokens, PieceList& output);

}  // namespace assetsodbc::sqlengine
