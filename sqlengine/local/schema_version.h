// What SQLite counts up whenever the local tables change their shape, through whichever connection: so that a statement
// that was compiled before is known to describe what is no longer there.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {

class StatementGuard;

class SchemaVersion {
public:
    using Value = std::array<std::int64_t, 2>;  // of main and of temp

    // Both must outlive this.
    SchemaVersion(sqlite3* db, StatementGuard& guard) : db_(db), guard_(guard) {}
    // nullopt when the store cannot be read now. Inside a CallScope: another connection may hold the store.
    std::optional<Value> read() noexcept;

private:
    sqlite3* db_;
    StatementGuard& guard_;
    std::array<StatementHandle, 2> statements_;  // compiled when first used
};

}  // namespace assetsodbc::sqlengine
