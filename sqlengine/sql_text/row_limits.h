// SELECT TOP n, FETCH FIRST n ROWS ONLY and OFFSET n ROWS to SQLite's LIMIT … OFFSET …, in every query level. An arm of
// a UNION that has a TOP becomes a subquery, because SQLite limits only whole compounds.
#pragma once

#include <string_view>

#include "sqlengine/sql_text/pieces.h"

namespace assetsodbc::sqlengine {

// `sql` is the source text, for positions in messages. Throws Error{SyntaxError, Unsupported}.
void rewriteRowLimits(std::string_view sql, PieceList& list);

}  // namespace assetsodbc::sqlengine
