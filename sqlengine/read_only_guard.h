// The authorizer of the engine's connection: statements read tables and call functions, and nothing else, whatever
// their text looks like. SQLite's own tables (sqlite_schema, dbstat, pragma functions) are closed.
#pragma once

struct sqlite3;

namespace assetsodbc::sqlengine {

void installReadOnlyGuard(sqlite3* db);

}  // namespace assetsodbc::sqlengine
