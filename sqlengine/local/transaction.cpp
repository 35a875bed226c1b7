#include "sqlengine/local/transaction.h"

#include "sqlengine/call_scope.h"
#include "sqlengine/sqlite_error.h"

namespace assetsodbc::sqlengine {
namespace {

// In the order of Transaction::Command. Readers do not hinder each other: the lock to write is taken by the first
// statement that writes.
constexpr std::array kTexts = {
    "BEGIN DEFERRED",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT \"odbc statement\"",
    "RELEASE \"odbc statement\"",
    "ROLLBACK TO \"odbc statement\"",
};

}  // namespace

int Transaction::run(Command command) noexcept {
    StatementHandle& statement = commands_[static_cast<std::size_t>(command)];
    if (!statement) {
        sqlite3_stmt* compiled = nullptr;
        const char* text = kTexts[static_cast<std::size_t>(command)];
        const int code = sqlite3_prepare_v3(db_, text, -1, SQLITE_PREPARE_PERSISTENT, &compiled, nullptr);
        statement.reset(compiled);
        if (code != SQLITE_OK) return code;
    }
    sqlite3_step(statement.get());
    return sqlite3_reset(statement.get());
}

void Transaction::require(Command command) {
    const int code = run(command);
    if (code == SQLITE_OK) return;
    const common::Error error = runError(db_, code);
    call_.rethrowFailure();
    throw error;
}

void Transaction::setAutocommit(bool on) {
    if (on) commit();
    autocommit_ = on;
}

void Transaction::commit() {
    if (isOpen()) require(Command::Commit);
}

void Transaction::rollback() {
    if (!isOpen()) return;
    ++rollbacks_;
    // Runs that are under way would go on with what is no longer there, or fail with a code of SQLite's.
    for (sqlite3_stmt* each = sqlite3_next_stmt(db_, nullptr); each != nullptr; each = sqlite3_next_stmt(db_, each)) {
        if (sqlite3_stmt_busy(each) != 0) sqlite3_reset(each);
    }
    require(Command::Rollback);
}

void Transaction::beginIfNeeded() {
    if (!autocommit_ && !isOpen()) require(Command::Begin);
}

bool Transaction::hasChanges() const noexcept {
    return isOpen() && sqlite3_txn_state(db_, nullptr) == SQLITE_TXN_WRITE;
}

bool Transaction::beginStatement(bool always) {
    if (!always && !isOpen()) return false;
    require(Command::Save);
    return true;
}

int Transaction::endStatement(bool succeeded) noexcept {
    if (!isOpen()) return SQLITE_OK;  // SQLite rolled all of it back
    if (!succeeded) run(Command::Undo);
    return run(Command::Release);
}

void Transaction::finishStatement() {
    const int code = endStatement(true);
    if (code == SQLITE_OK) return;
    const common::Error error = runError(db_, code);
    endStatement(false);
    call_.rethrowFailure();
    throw error;
}

}  // namespace assetsodbc::sqlengine
