// Replaces ODBC escape sequences, and the spellings of ANSI SQL and Transact-SQL that SQLite's grammar cannot take, by
// calls and words that it can: LEFT(, EXTRACT(x FROM y), CAST(x AS DATE), DATE '2024-01-31', = ANY (SELECT …). Calls
// that SQLite can parse are left to the functions of that name. docs/sql.md lists every spelling.
#pragma once

#include <string_view>
#include <vector>

#include "sqlengine/sql_text/pieces.h"
#include "sqlengine/sql_text/select_items.h"

namespace assetsodbc::sqlengine {

// Fills `pieces` and `tail` of the list with the rewritten statement. Throws Error{SyntaxError, Unsupported}.
void rewriteEscapes(std::string_view sql, const std::vector<Token>& tokens, PieceList& output, SelectLabels labels);

}  // namespace assetsodbc::sqlengine
