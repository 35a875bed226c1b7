// A statement: what is prepared, the cursor over its result, its descriptors and attributes. It keeps the pieces
// consistent (state, cursor, row descriptor); the ODBC calls themselves are in api/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/convert/sql_to_c.h"
#include "driver/execution.h"
#include "driver/handles/data_at_execution.h"
#include "driver/handles/descriptor.h"
#include "driver/handles/statement_attributes.h"
#include "driver/handles/statement_state.h"
#include "driver/prepared_batch.h"
#include "driver/rowset_bindings.h"
#include "driver/rowset_cursor.h"

namespace assetsodbc::driver {

class Connection;
class Session;

// How far SQLGetData has read one column. ODBC keeps one such position: another column, row or C type starts afresh.
struct GetDataPosition {
    std::size_t row = 0;
    SQLUSMALLINT column = 0;
    SQLSMALLINT cType = 0;
    bool isActive = false;
    GetDataProgress progress;
};

class Statement : public Handle {
public:
    static constexpr HandleKind kKind = HandleKind::Statement;

    explicit Statement(Connection& connection);
    ~Statement() override;

    Connection& connection() noexcept { return connection_; }
    Session& session();

    StatementState state() const noexcept { return state_; }
    void require(StatementCall call) const { requireAllowed(call, state_); }

    // What SQLPrepare or SQLExecDirect compiled; nullptr when there is nothing.
    const PreparedBatch* batch() const noexcept { return batch_.get(); }
    // Replaces batch and result. An unprepared statement cannot be executed again.
    void setBatch(std::unique_ptr<PreparedBatch> batch, bool isPrepared);
    // Closes what is open and forgets the batch, as before a new one or a catalog function.
    void dropBatch();
    // Requires a batch: runs it for each set and goes to the first result.
    void execute(std::vector<ParameterSet> sets, const common::CallContext& context);
    // Goes to the next result; false when there is none, and the cursor is closed.
    bool nextResult(const common::CallContext& context);
    // The execution whose results are not all asked for yet; nullptr when there is none.
    const Execution* execution() const noexcept { return execution_.get(); }
    bool hasMoreResults() const noexcept { return execution_ != nullptr; }
    // Of the current result: rows changed, or of a catalog function's answer; -1 = not known.
    std::int64_t rowCount() const noexcept { return rowCount_; }
    // Whether the current result is of an INSERT, UPDATE or DELETE that found no row.
    bool changedNothing() const noexcept {
        return state_ == StatementState::ExecutedWithoutResult && sqlengine::changesRows(resultKind_) && rowCount_ == 0;
    }
    // Ends the run of the query behind an open cursor without ending the cursor: the rows that are left are kept.
    void keepRows(const common::CallContext& context);
    // The query that an open cursor is in the middle of; nullptr when there is none.
    const sqlengine::Query* runningQuery() const { return cursor_ == nullptr ? nullptr : cursor_->runningQuery(); }
    // Opens a cursor over a result that is no query: the catalog functions.
    void openResult(std::unique_ptr<ResultSet> result);
    void closeCursor();
    RowsetCursor* cursor() noexcept { return cursor_.get(); }
    // The columns that the row descriptor shows; nullptr when there are none.
    const Descriptor::Columns* columns() const noexcept { return ird_.columns(); }

    void startDataAtExecution(std::unique_ptr<DataAtExecution> pending);
    DataAtExecution* dataAtExecution() noexcept { return dataAtExecution_.get(); }
    void setState(StatementState state) noexcept;
    // Gives up data-at-execution: back to prepared.
    void cancelDataAtExecution();

    Descriptor& ard() noexcept { return *ard_; }
    Descriptor& apd() noexcept { return *apd_; }
    Descriptor& ird() noexcept { return ird_; }
    Descriptor& ipd() noexcept { return ipd_; }
    const Descriptor& ownArd() const noexcept { return ownArd_; }
    const Descriptor& ownApd() const noexcept { return ownApd_; }
    // nullptr = the statement's own.
    void useRowDescriptor(Descriptor* descriptor) { ard_ = descriptor == nullptr ? &ownArd_ : descriptor; }
    void useParameterDescriptor(Descriptor* descriptor) { apd_ = descriptor == nullptr ? &ownApd_ : descriptor; }
    void forgetDescriptor(const Descriptor& descriptor);

    // To be called when attributes.asyncEnable changed.
    void followAsyncEnable() const { registration().setAsyncWanted(attributes.asyncEnable == SQL_ASYNC_ENABLE_ON); }
    bool usesBookmarks() const noexcept { return attributes.useBookmarks != SQL_UB_OFF; }
    const std::string& cursorName();

    std::uint64_t number() const noexcept { return number_; }
    std::string tag() const override;
    const common::Log& log() const override;
    bool isOdbc2() const override;
    void noteFailure(common::ErrorKind kind) override;
    SQLULEN connectionTimeLimit() const override;
    // Seconds until a call times out: the shorter of the statement's and the connection's limit; 0 = none.
    SQLULEN timeLimit() const;

    StatementAttributes attributes;
    RowsetBindings bindings;
    GetDataPosition getData;
    std::size_t currentRow = 0;  // in the rowset: where SQLGetData reads and SQLSetPos stands
    std::string givenCursorName;

    // How many rows of a result are read at most.
    std::optional<std::uint64_t> expectedRows() const;

private:
    std::optional<std::uint64_t> connectionRowLimit() const;
    void openCursor(std::unique_ptr<ResultSet> result, RowLimits limits);
    void forgetResult();
    void noteResult(const StatementResult& result);
    StatementState stateWithoutCursor() const;

    Connection& connection_;
    std::uint64_t number_;
    StatementState state_ = StatementState::Allocated;
    Descriptor ownArd_, ownApd_, ird_, ipd_;
    Descriptor* ard_ = &ownArd_;
    Descriptor* apd_ = &ownApd_;
    std::unique_ptr<PreparedBatch> batch_;
    bool isPrepared_ = false;
    std::unique_ptr<Execution> execution_;  // it and the cursor borrow queries of the batch
    std::unique_ptr<DataAtExecution> dataAtExecution_;
    std::unique_ptr<RowsetCursor> cursor_;
    std::int64_t rowCount_ = -1;
    sqlengine::StatementClass resultKind_ = sqlengine::StatementClass::Query;
    std::string defaultCursorName_;
};

}  // namespace assetsodbc::driver
