// The texts of the connection's views, for telling the types of their columns. SQL text may not read SQLite's own
// tables; this reads them for the engine.
#pragma once

#include <functional>
#include <string>

struct sqlite3;

namespace assetsodbc::sqlengine {

// Does what it is given while SQLite's own tables may be read.
using WithTrust = std::function<void(const std::function<void()>&)>;

// Once per connection, before viewText is of use. Throws Error{Internal} when SQLite refuses.
void registerViewTexts(sqlite3* db, WithTrust withTrust);

// "CREATE VIEW v AS …"; without a schema the first view of that name as SQLite looks it up. Empty when there is none.
std::string viewText(sqlite3* db, const std::string& schemaName, const std::string& viewName);

}  // namespace assetsodbc::sqlengine
