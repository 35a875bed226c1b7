#include "sqlengine/local/local_change.h"

#include <optional>

#include <utility>

#include "common/clock.h"
#include "sqlengine/local/transaction.h"

namespace assetsodbc::sqlengine {

namespace {

// SQLite cannot undo a statement alone that was interrupted, or that ran out of room.
common::Error withLostTransaction(const common::Error& error) {
    return {error.kind(),
            std::string(error.what()) + " The whole transaction was rolled back with the statement; begin it again."};
}

}  // namespace

LocalChange::LocalChange(CompiledStatement compiled, TransactionCommand command, const QueryEnvironment& environment,
                         StatementGuard& guard)
    : SqliteQuery(std::move(compiled), environment), command_(command), guard_(guard) {}

LocalChange::~LocalChange() {
    LocalChange::reset();
}

bool LocalChange::step(const common::CallContext& context) {
    if (hasEnded()) return false;
    context.throwIfStopped(environment().clock.now());
    const CallScope scope(environment().call, context, &memo());
    std::optional<StatementGuard::Scope> trusted;  // SQLite may compile it anew
    if (changesSchema(statementClass())) trusted.emplace(guard_, StatementGuard::Trust::SchemaChange);
    if (command_ != TransactionCommand::None) return runTransactionCommand();
    Transaction& transaction = environment().transaction;
    if (!isRunning_) {
        affectedRows_.reset();
        transaction.beginIfNeeded();
        isSaved_ = transaction.beginStatement();
        isRunning_ = true;
    }
    try {
        if (advance()) return true;
    } catch (const common::Error& error) {
        const bool lostTransaction = isSaved_ && !transaction.isOpen();
        finish(false);
        if (lostTransaction) throw withLostTransaction(error);
        throw;
    } catch (...) {
        finish(false);
        throw;
    }
    if (changesRows(statementClass())) affectedRows_ = sqlite3_changes64(database());
    finish(true);
    return false;
}

void LocalChange::finish(bool succeeded) noexcept {
    if (!isRunning_) return;
    isRunning_ = false;
    if (std::exchange(isSaved_, false)) environment().transaction.endStatement(succeeded);
}

// Without an open transaction COMMIT and ROLLBACK do nothing where autocommit is off, as SQLEndTran does; where it is
// on SQLite says what is wrong.
bool LocalChange::runTransactionCommand() {
    Transaction& transaction = environment().transaction;
    const bool ends = command_ == TransactionCommand::Commit || command_ == TransactionCommand::Rollback;
    if (!ends || (!transaction.isOpen() && transaction.autocommit())) {
        if (command_ == TransactionCommand::Savepoint) transaction.beginIfNeeded();
        return advance();
    }
    if (command_ == TransactionCommand::Commit) transaction.commit();
    if (command_ == TransactionCommand::Rollback) transaction.rollback();
    end();
    return false;
}

// The rows of RETURNING come after all is changed, so that a run that is left before its last row has succeeded.
void LocalChange::reset() noexcept {
    SqliteQuery::reset();
    finish(true);
}

}  // namespace assetsodbc::sqlengine
