// The tables that a statement names, with where they stand: private to the resolution of names (site_tables.h).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::sqlengine {

// A table in FROM, or one that a statement changes; never a subquery, a table-valued function or the name of a common
// table expression.
struct NamedSource {
    std::vector<std::string> name;   // as written, without quotes: table, or schema and table
    std::string alias;               // empty when there is none
    std::size_t begin = 0, end = 0;  // of the name in the text, in bytes
    std::size_t core = 0;            // the same for all tables of one FROM
    bool isChanged = false;          // what INSERT, UPDATE or DELETE changes
};

// In the order of the text. Understands queries, what changes rows, CREATE VIEW … AS, CREATE TABLE … AS and EXPLAIN
// before any of them; of other statements, and of those that are no SQL, there are none.
std::vector<NamedSource> namedSources(std::string_view sql);

}  // namespace assetsodbc::sqlengine
