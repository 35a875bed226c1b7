// The run of a prepared batch, once for each parameter set: a row of results, through which SQLMoreResults goes.
// What changes data runs at once, in SQLExecute, so that nothing of it depends on whether the application asks for more
// results; the rows of queries before it are kept until they are asked for. Queries behind it run when their turn
// comes. Many sets of one INSERT, UPDATE or DELETE have one result, with the sum of their row counts.
#pragma once

#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <optional>
#include <vector>

#include "driver/parameter_set.h"
#include "driver/prepared_batch.h"
#include "driver/result_set.h"

namespace assetsodbc::driver {

class Statement;

struct StatementResult {
    std::unique_ptr<ResultSet> rows;  // nullptr: the statement has none
    std::int64_t rowCount = -1;       // -1 = not known, or the statement counts none
    sqlengine::StatementClass kind = sqlengine::StatementClass::Query;
    std::exception_ptr failure;  // instead of all that
};

class Execution {
public:
    // The batch and the statement, whose parameter status array and diagnostics are written, must outlive this.
    Execution(PreparedBatch& batch, Statement& statement, std::vector<ParameterSet> sets);

    // Runs what must run at once. Throws common::Error when nothing at all came of it; a failure of a later statement
    // is a result of its own, and a failed set of many is in the diagnostics.
    void start(const common::CallContext& context);

    // The next result, running its statement if that was not done yet; nullopt when there is none. Throws what failed.
    std::optional<StatementResult> next(const common::CallContext& context);
    // Of the results that are ready and not asked for yet: the first failure; nullptr when there is none.
    std::exception_ptr waitingFailure() const;

    // Many sets of one statement that changes data: all of them failed, as the diagnostics say.
    bool allSetsFailed() const noexcept { return failedSets_ == sets_.size(); }
    bool isBatch() const noexcept { return batch_.size() > 1; }

private:
    bool isAtEnd() const noexcept { return set_ == sets_.size(); }
    bool mustRunNow() const;
    bool countsTogether() const;
    void runTogether(const common::CallContext& context);
    void runOneByOne(const common::CallContext& context);
    StatementResult runNext(const common::CallContext& context, bool keepsRows);
    StatementResult run(sqlengine::Query& query, const common::CallContext& context, bool keepsRows);
    void bind(sqlengine::Query& query, const ParameterSet& set) const;
    void advance();
    void skipSet();
    void skipAll();
    void setStatus(SQLULEN row, SQLUSMALLINT status) const;
    void noteBrokenOff() const;
    void rethrowIfLost(bool hadChanges);
    void loseSets();

    PreparedBatch& batch_;
    Statement& statement_;
    std::vector<ParameterSet> sets_;
    std::size_t set_ = 0, inBatch_ = 0;  // what runs next
    std::size_t running_ = 0;            // the set that ran last
    std::size_t failedSets_ = 0;         // of many sets of one statement
    std::deque<StatementResult> ready_;
};

}  // namespace assetsodbc::driver
