#include "driver/execution.h"

#include <algorithm>

#include "common/error.h"
#include "driver/cached_rows.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/statement.h"
#include "driver/query_result.h"
#include "driver/rows_ahead.h"
#include "driver/session.h"

namespace assetsodbc::driver {

namespace {

using sqlengine::StatementClass;

bool onlyReads(const sqlengine::Query* query) {
    if (query == nullptr) return false;  // not known yet
    return query->statementClass() == StatementClass::Query || query->statementClass() == StatementClass::Explain;
}

// Whether reading on behind the last row may be warned of something.
bool warnsAtTheEnd(const common::ConnectionConfig& config) {
    return config.onIncomplete == common::OnProblem::Warn || config.conversionErrors == common::OnProblem::Warn;
}

bool endsTheCall(const common::Error& error) {
    return error.kind() == common::ErrorKind::Cancelled || error.kind() == common::ErrorKind::Timeout;
}

// With autocommit each statement would be committed by itself; many parameter sets are one transaction instead, within
// which a set that fails undoes no other. Ends what it began, whatever happens, and nothing that the application began.
class ArrayTransaction {
public:
    ArrayTransaction(Session& session, const common::CallContext& context, bool isWanted)
        : session_(session), context_(context), isOpen_(isWanted) {
        if (isOpen_) session_.setAutocommit(false, context_);
    }
    ~ArrayTransaction() {
        if (!isOpen_) return;
        try {
            session_.rollback(context_);
            session_.setAutocommit(true, context_);
        } catch (...) {
            // The failure that brought us here is the one to tell.
        }
    }
    ArrayTransaction(const ArrayTransaction&) = delete;
    ArrayTransaction& operator=(const ArrayTransaction&) = delete;

    bool isOpen() const noexcept { return isOpen_; }
    void commit() {
        if (!isOpen_) return;
        session_.commit(context_);
        isOpen_ = false;
        session_.setAutocommit(true, context_);
    }

private:
    Session& session_;
    const common::CallContext& context_;
    bool isOpen_;
};

}  // namespace

Execution::Execution(PreparedBatch& batch, Statement& statement, std::vector<ParameterSet> sets)
    : batch_(batch), statement_(statement), sets_(std::move(sets)) {}

void Execution::start(const common::CallContext& context) {
    if (!mustRunNow()) return;
    const bool autocommits = statement_.connection().attributes.autocommit == SQL_AUTOCOMMIT_ON &&
                             !statement_.session().hasOpenTransaction();
    ArrayTransaction transaction(statement_.session(), context, autocommits && sets_.size() > 1);
    try {
        countsTogether() ? runTogether(context) : runOneByOne(context);
        transaction.commit();
    } catch (...) {
        if (transaction.isOpen()) loseSets();
        throw;
    }
}

std::optional<StatementResult> Execution::next(const common::CallContext& context) {
    if (!ready_.empty()) {
        StatementResult result = std::move(ready_.front());
        ready_.pop_front();
        if (result.failure) std::rethrow_exception(result.failure);
        return result;
    }
    if (isAtEnd()) return std::nullopt;
    const bool isFirst = set_ == 0 && inBatch_ == 0;
    const SQLULEN row = sets_[set_].row;
    try {
        StatementResult result = runNext(context, false);
        // The application's arrays are there in SQLExecute only: the sets that run later have no status to be written.
        if (isFirst) setStatus(row, SQL_PARAM_SUCCESS);
        return result;
    } catch (...) {
        if (isFirst) setStatus(row, SQL_PARAM_ERROR);
        skipSet();
        throw;
    }
}

std::exception_ptr Execution::waitingFailure() const {
    const auto at = std::find_if(ready_.begin(), ready_.end(), [](const auto& result) { return bool(result.failure); });
    return at == ready_.end() ? nullptr : at->failure;
}

// Whether anything that is still to run does more than read.
bool Execution::mustRunNow() const {
    if (isAtEnd()) return false;
    const std::size_t first = set_ + 1 == sets_.size() ? inBatch_ : 0;
    for (std::size_t i = first; i < batch_.size(); ++i) {
        if (!onlyReads(batch_.compiled(i))) return true;
    }
    return false;
}

bool Execution::countsTogether() const {
    return sets_.size() > 1 && batch_.size() == 1 && batch_.first().columns().empty() &&
           sqlengine::changesRows(batch_.first().statementClass());
}

void Execution::runTogether(const common::CallContext& context) {
    StatementResult sum;
    sum.kind = batch_.first().statementClass();
    sum.rowCount = 0;
    while (!isAtEnd()) {
        running_ = set_;
        const SQLULEN row = sets_[set_].row;
        const bool hadChanges = statement_.session().inTransaction();
        try {
            sum.rowCount += runNext(context, true).rowCount;
            setStatus(row, SQL_PARAM_SUCCESS);
        } catch (const common::Error& error) {
            setStatus(row, SQL_PARAM_ERROR);
            ++failedSets_;
            rethrowIfLost(hadChanges);
            if (endsTheCall(error)) {
                noteBrokenOff();
                throw;
            }
            addFailure(statement_, error, std::int64_t(row) + 1);
        }
    }
    ready_.push_back(std::move(sum));
}

void Execution::runOneByOne(const common::CallContext& context) {
    while (mustRunNow()) {
        running_ = set_;
        const SQLULEN row = sets_[set_].row;
        const bool startsSet = inBatch_ == 0;
        const bool hadChanges = statement_.session().inTransaction();
        try {
            ready_.push_back(runNext(context, true));
            if (startsSet) setStatus(row, SQL_PARAM_SUCCESS);
        } catch (const common::Error& error) {
            setStatus(row, SQL_PARAM_ERROR);
            rethrowIfLost(hadChanges);
            skipSet();
            if (endsTheCall(error)) {
                noteBrokenOff();
                skipAll();
            } else if (sets_.size() > 1 && batch_.size() == 1) {
                ++failedSets_;
                addFailure(statement_, error, std::int64_t(row) + 1);
                continue;
            }
            if (ready_.empty() && isAtEnd()) throw;  // nothing came of it
            StatementResult failed;
            failed.failure = std::current_exception();
            ready_.push_back(std::move(failed));
        }
    }
}

// In a handler: the local store may have rolled everything back by itself, with what earlier sets did.
void Execution::rethrowIfLost(bool hadChanges) {
    if (!hadChanges || statement_.session().inTransaction()) return;
    noteBrokenOff();
    loseSets();
    throw;
}

StatementResult Execution::runNext(const common::CallContext& context, bool keepsRows) {
    const ParameterSet& set = sets_[set_];
    const std::size_t inBatch = inBatch_;
    sqlengine::Query& query = batch_.query(inBatch, context);
    advance();
    statement_.connection().prepareCursorsFor(query.statementClass(), statement_, context);
    const std::size_t first = batch_.firstParameter(inBatch);
    for (std::size_t i = 0; i < query.parameters().size(); ++i) query.bind(i, set.values[first + i]);
    return run(query, context, keepsRows);
}

StatementResult Execution::run(sqlengine::Query& query, const common::CallContext& context, bool keepsRows) {
    StatementResult result;
    result.kind = query.statementClass();
    query.expectAtMost(statement_.expectedRows());
    auto rows = std::make_unique<QueryResult>(query);
    rows->start(context);
    if (query.columns().empty()) {
        result.rowCount = query.affectedRows().value_or(0);  // what defines tables changes no row
        return result;
    }
    if (keepsRows || !onlyReads(&query)) {
        result.rows = std::make_unique<CachedRows>(*rows, query.columns(), context);
        result.rowCount = query.affectedRows().value_or(-1);
    } else if (warnsAtTheEnd(statement_.session().config())) {
        result.rows = std::make_unique<RowsAhead>(std::move(rows), statement_.expectedRows());
    } else {
        result.rows = std::move(rows);
    }
    return result;
}

void Execution::advance() {
    if (++inBatch_ < batch_.size()) return;
    inBatch_ = 0;
    ++set_;
}

// A statement that failed ends its run of the batch. It has advanced already, or failed to compile.
void Execution::skipSet() {
    if (inBatch_ == 0) return;
    inBatch_ = 0;
    ++set_;
}

void Execution::skipAll() {
    inBatch_ = 0;
    set_ = sets_.size();
}

void Execution::setStatus(SQLULEN row, SQLUSMALLINT status) const {
    if (SQLUSMALLINT* const statuses = statement_.ipd().header().arrayStatus) statuses[row] = status;
}

// The sets behind the one that ran last do not run. All others count as processed, as they were when they were read.
void Execution::noteBrokenOff() const {
    if (SQLULEN* const processed = statement_.ipd().header().rowsProcessed) *processed = sets_[running_].row + 1;
}

// What the sets so far did was rolled back, and the others do not run.
void Execution::loseSets() {
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        setStatus(sets_[i].row, i <= running_ ? SQLUSMALLINT{SQL_PARAM_ERROR} : SQLUSMALLINT{SQL_PARAM_UNUSED});
    }
    ready_.clear();
    skipAll();
}

}  // namespace assetsodbc::driver
