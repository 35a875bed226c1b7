// Reads a query, or an INSERT, UPDATE, DELETE or CREATE VIEW, in SQLite's grammar into a syntax tree. A statement that
// changes rows becomes a query over its table: what it sets are Assignments among the conditions, and the columns are
// those of RETURNING. It is only ever given text that SQLite has accepted, so it
// reads leniently, and where it does not understand it says so by an empty result rather than by a message.
#pragma once

#include <memory>
#include <string_view>

#include "sqlengine/sql_text/syntax_tree.h"

namespace assetsodbc::sqlengine {

// nullptr when the text is no statement that the parser understands, or is nested too deeply for it.
std::unique_ptr<QueryTree> parseQuery(std::string_view sql);

}  // namespace assetsodbc::sqlengine
