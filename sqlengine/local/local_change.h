// A Query on a compiled statement that changes tables of the connection's own, their schema, or the transaction. It
// does all of it or nothing, and leaves an open transaction open.
#pragma once

#include "sqlengine/local/statement_guard.h"
#include "sqlengine/sqlite_query.h"

namespace assetsodbc::sqlengine {

// What the words of a transaction statement ask for, beyond SQLite's own doing.
enum class TransactionCommand { None, Begin, Commit, Rollback, Savepoint };  // Savepoint: also RELEASE and ROLLBACK TO

class LocalChange final : public SqliteQuery {
public:
    LocalChange(CompiledStatement compiled, TransactionCommand command, const QueryEnvironment& environment,
                StatementGuard& guard);
    ~LocalChange() override;

    std::optional<std::int64_t> affectedRows() const override { return affectedRows_; }
    bool step(const common::CallContext& context) override;
    void reset() noexcept override;

private:
    bool runTransactionCommand();
    void finish(bool succeeded) noexcept;

    TransactionCommand command_;
    StatementGuard& guard_;
    bool isRunning_ = false;
    bool isSaved_ = false;  // endStatement() must follow
    std::optional<std::int64_t> affectedRows_;
};

}  // namespace assetsodbc::sqlengine
