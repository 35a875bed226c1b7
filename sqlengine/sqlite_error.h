// SQLite's result codes and messages, classified once into common::Error.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/error.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

// The failure of compiling a statement. `place` is where it stands in what the application wrote, " (at character 8)",
// or empty; tableNames() ("Assets.Objects", …), asked where it helps, are what an unknown table may have meant.
common::Error compileError(sqlite3* db, int resultCode, const std::string& place,
                           const std::function<std::vector<std::string>()>& tableNames);
// The failure of running a compiled statement.
common::Error runError(sqlite3* db, int resultCode);
// For calls that cannot fail but by a fault of ours or for want of memory. Throws unless resultCode is SQLITE_OK.
void requireOk(sqlite3* db, int resultCode, std::string_view what);

}  // namespace assetsodbc::sqlengine
