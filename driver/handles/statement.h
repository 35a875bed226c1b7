// A statement: what is prepared, the cursor over its result, its descriptors and attributes. It keeps the pieces
// consistent (state, cursor, row descriptor); the ODBC calls themselves are in api/.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "driver/convert/sql_to_c.h"
#include "driver/handles/data_at_execution.h"
#include "driver/handles/descriptor.h"
#include "driver/handles/statement_attributes.h"
#include "driver/handles/statement_state.h"
#include "driver/rowset_bindings.h"
#include "driver/rowset_cursor.h"

namespace assetsodbc::driver {

class Connection;
class Session;

// The values of one execution, in marker order.
using ParameterValues = std::vector<schema::Value>;

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

    // The query that SQLPrepare or SQLExecDirect compiled; nullptr when there is none.
    sqlengine::Query* query() const noexcept { return query_.get(); }
    // Replaces query and result. An unprepared statement cannot be executed again.
    void setQuery(std::unique_ptr<sqlengine::Query> query, bool isPrepared);
    // Closes what is open and forgets the query, as before a new one or a catalog function.
    void dropQuery();
    // Requires a query: runs the next of `executions`, which stay queued for SQLMoreResults.
    void execute(std::deque<ParameterValues> executions, const common::CallContext& context);
    // Starts the next queued execution; false when none is left, and the cursor is closed.
    bool executeNext(const common::CallContext& context);
    bool hasQueuedExecutions() const noexcept { return !executions_.empty(); }
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

private:
    std::optional<std::uint64_t> connectionRowLimit() const;
    void openCursor(std::unique_ptr<ResultSet> result, RowLimits limits);
    StatementState stateWithoutCursor() const;

    Connection& connection_;
    std::uint64_t number_;
    StatementState state_ = StatementState::Allocated;
    Descriptor ownArd_, ownApd_, ird_, ipd_;
    Descriptor* ard_ = &ownArd_;
    Descriptor* apd_ = &ownApd_;
    std::unique_ptr<sqlengine::Query> query_;
    bool isPrepared_ = false;
    std::deque<ParameterValues> executions_;
    std::unique_ptr<DataAtExecution> dataAtExecution_;
    std::unique_ptr<RowsetCursor> cursor_;  // after the query that it borrows
    std::string defaultCursorName_;
};

}  // namespace assetsodbc::driver
