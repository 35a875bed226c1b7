// The transaction of a connection: begun by itself when autocommit is off, and the savepoint around each statement that
// keeps a failed one from leaving half its changes behind.
#pragma once

#include <array>
#include <cstdint>

#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {

class CallState;

class Transaction {
public:
    // Both must outlive it.
    Transaction(sqlite3* db, CallState& call) noexcept : db_(db), call_(call) {}

    // The calls below need a CallScope: another connection may hold the store, and they wait for it.

    // Turning it on commits. Throws as commit() does.
    void setAutocommit(bool on);
    bool autocommit() const noexcept { return autocommit_; }
    // Both do nothing where no transaction is open. A failed commit leaves it open.
    void commit();
    void rollback();
    // Before each statement but those that begin a transaction themselves: opens one when autocommit is off.
    void beginIfNeeded();

    // Whether there are changes that are not committed.
    bool hasChanges() const noexcept;
    bool isOpen() const noexcept { return sqlite3_get_autocommit(db_) == 0; }
    // Counts up with each rollback: the runs of before have ended.
    std::uint64_t rollbacks() const noexcept { return rollbacks_; }

    // Around one statement, may be nested. Without an open transaction SQLite does the same by itself for one statement
    // of its own; `always` is for several. Answers whether endStatement() must follow.
    bool beginStatement(bool always = false);
    // Undoes what was done since, unless it succeeded. A transaction that SQLite ended is found so. Answers SQLite's
    // code: ending the outermost one commits.
    int endStatement(bool succeeded) noexcept;
    // The same, but throws when the end fails.
    void finishStatement();

private:
    enum class Command { Begin, Commit, Rollback, Save, Release, Undo };
    static constexpr std::size_t kCommands = 6;
    int run(Command command) noexcept;
    void require(Command command);

    sqlite3* db_;
    CallState& call_;
    bool autocommit_ = true;
    std::uint64_t rollbacks_ = 0;
    std::array<StatementHandle, kCommands> commands_;  // compiled when first used
};

}  // namespace assetsodbc::sqlengine
