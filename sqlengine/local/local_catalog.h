// The tables and views of schemas "main" and "temp" as the catalog tells them, read from SQLite's own description.
#pragma once

#include "schema/local_tables.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

class CallState;
class StatementGuard;

class LocalCatalog final : public schema::LocalTables {
public:
    // All must outlive it.
    LocalCatalog(sqlite3* db, StatementGuard& guard, CallState& call) noexcept : db_(db), guard_(guard), call_(call) {}

    // Throws Error{SerializationFailure} when another connection holds the store for too long.
    std::vector<schema::TableSpec> describe() const override;

private:
    sqlite3* db_;
    StatementGuard& guard_;
    CallState& call_;
};

}  // namespace assetsodbc::sqlengine
