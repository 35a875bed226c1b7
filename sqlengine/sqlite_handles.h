// Owners of SQLite's C objects.
#pragma once

#include <sqlite3.h>

#include <memory>

namespace assetsodbc::sqlengine {

struct DatabaseCloser {
    void operator()(sqlite3* db) const noexcept { sqlite3_close_v2(db); }
};
struct StatementFinalizer {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
struct SqliteFreer {
    void operator()(void* memory) const noexcept { sqlite3_free(memory); }
};

using DatabaseHandle = std::unique_ptr<sqlite3, DatabaseCloser>;
using StatementHandle = std::unique_ptr<sqlite3_stmt, StatementFinalizer>;
using SqliteText = std::unique_ptr<char, SqliteFreer>;

}  // namespace assetsodbc::sqlengine
