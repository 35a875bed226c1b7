#include "driver/handles/statement.h"

#include "driver/handles/connection.h"
#include "driver/session.h"
#include "driver/tables/dynamic_functions.h"

namespace assetsodbc::driver {

Statement::Statement(Connection& connection)
    : Handle(kKind, &connection),
      attributes(connection.statementDefaults),
      connection_(connection),
      number_(nextHandleNumber(kKind)),
      ownArd_(connection, DescriptorRole::AppRow, SQL_DESC_ALLOC_AUTO),
      ownApd_(connection, DescriptorRole::AppParameter, SQL_DESC_ALLOC_AUTO),
      ird_(connection, DescriptorRole::ImpRow, SQL_DESC_ALLOC_AUTO),
      ipd_(connection, DescriptorRole::ImpParameter, SQL_DESC_ALLOC_AUTO) {
    if (connection.attributes.metadataId == SQL_TRUE) attributes.metadataId = SQL_TRUE;
    if (connection.attributes.asyncEnable == SQL_ASYNC_ENABLE_ON) attributes.asyncEnable = SQL_ASYNC_ENABLE_ON;
    followAsyncEnable();
    ird_.followBookmarks(attributes.useBookmarks);
}

// Only at the end of the process can a call still run: SQLFreeHandle and SQLDisconnect refuse.
Statement::~Statement() {
    cancelGate().endAsync();
}

Session& Statement::session() {
    return connection_.session();
}

void Statement::setBatch(std::unique_ptr<PreparedBatch> batch, bool isPrepared) {
    dropBatch();
    batch_ = std::move(batch);
    isPrepared_ = isPrepared;
    ird_.showColumns(&batch_->first().columns());
    setState(stateWithoutCursor());
}

void Statement::forgetResult() {
    cursor_.reset();
    getData.isActive = false;
    rowCount_ = -1;
}

void Statement::dropBatch() {
    forgetResult();
    execution_.reset();
    dataAtExecution_.reset();
    ird_.showColumns(nullptr);
    batch_.reset();
    isPrepared_ = false;
    setState(StatementState::Allocated);
}

void Statement::execute(std::vector<ParameterSet> sets, const common::CallContext& context) {
    dataAtExecution_.reset();
    forgetResult();
    execution_.reset();
    batch_->refresh(context);
    ird_.showColumns(&batch_->first().columns());
    setState(stateWithoutCursor());  // what it stays when the execution fails
    execution_ = std::make_unique<Execution>(*batch_, *this, std::move(sets));
    execution_->start(context);
    if (!execution_->allSetsFailed()) nextResult(context);
}

bool Statement::nextResult(const common::CallContext& context) {
    forgetResult();
    setState(stateWithoutCursor());
    if (batch_ != nullptr) ird_.showColumns(&batch_->first().columns());
    auto result = execution_ == nullptr ? std::nullopt : execution_->next(context);
    if (!result) {
        closeCursor();
        return false;
    }
    noteResult(*result);
    if (result->rows == nullptr) {
        ird_.showColumns(nullptr);
        setState(StatementState::ExecutedWithoutResult);
        return true;
    }
    RowLimits limits;
    limits.connection = connectionRowLimit();
    openCursor(std::move(result->rows), limits);
    return true;
}

void Statement::noteResult(const StatementResult& result) {
    rowCount_ = result.rowCount;
    resultKind_ = result.kind;
    const DynamicFunction function = dynamicFunctionOf(result.kind);
    diagnostics().dynamicFunction = function.name;
    diagnostics().dynamicFunctionCode = function.code;
    diagnostics().rowCount = rowCount_;
}

void Statement::keepRows(const common::CallContext& context) {
    cursor_->keepRest(context);
}

void Statement::openResult(std::unique_ptr<ResultSet> result) {
    dropBatch();
    rowCount_ = result->rowCount().value_or(-1);
    diagnostics().rowCount = rowCount_;
    diagnostics().cursorRowCount = rowCount_;
    openCursor(std::move(result), RowLimits{});
}

void Statement::openCursor(std::unique_ptr<ResultSet> result, RowLimits limits) {
    if (attributes.maxRows != 0) limits.statement = attributes.maxRows;
    const bool isScrollable = attributes.cursorType != SQL_CURSOR_FORWARD_ONLY;
    cursor_ = std::make_unique<RowsetCursor>(std::move(result), isScrollable, limits);
    ird_.showColumns(&cursor_->columns());
    currentRow = 0;
    setState(StatementState::CursorOpen);
}

std::optional<std::uint64_t> Statement::connectionRowLimit() const {
    const Session* const session = connection_.openSession();
    if (session == nullptr || session->config().maxRows < 0) return std::nullopt;
    return static_cast<std::uint64_t>(session->config().maxRows);
}

std::optional<std::uint64_t> Statement::expectedRows() const {
    std::optional<std::uint64_t> ofConnection = connectionRowLimit();
    if (ofConnection) ++*ofConnection;  // whether there are more is told, too
    if (attributes.maxRows == 0) return ofConnection;
    return ofConnection ? std::min<std::uint64_t>(*ofConnection, attributes.maxRows) : attributes.maxRows;
}

void Statement::closeCursor() {
    if (batch_ == nullptr || !isPrepared_) {
        dropBatch();
        return;
    }
    execution_.reset();
    forgetResult();
    ird_.showColumns(&batch_->first().columns());
    setState(stateWithoutCursor());
}

StatementState Statement::stateWithoutCursor() const {
    if (batch_ == nullptr || !isPrepared_) return StatementState::Allocated;
    return batch_->first().columns().empty() ? StatementState::PreparedWithoutResult : StatementState::Prepared;
}

void Statement::setState(StatementState state) noexcept {
    state_ = state;
    cancelGate().setAwaitsData(needsData(state));
}

void Statement::startDataAtExecution(std::unique_ptr<DataAtExecution> pending) {
    dataAtExecution_ = std::move(pending);
    setState(StatementState::NeedData);
}

void Statement::cancelDataAtExecution() {
    dataAtExecution_.reset();
    setState(stateWithoutCursor());
}

void Statement::forgetDescriptor(const Descriptor& descriptor) {
    if (ard_ == &descriptor) ard_ = &ownArd_;
    if (apd_ == &descriptor) apd_ = &ownApd_;
}

const std::string& Statement::cursorName() {
    if (!givenCursorName.empty()) return givenCursorName;
    if (defaultCursorName_.empty()) defaultCursorName_ = "SQL_CUR" + std::to_string(number_);
    return defaultCursorName_;
}

std::string Statement::tag() const {
    return connection_.tag() + "/stmt" + std::to_string(number_);
}

const common::Log& Statement::log() const {
    return connection_.log();
}

void Statement::noteFailure(common::ErrorKind kind) {
    if (kind == common::ErrorKind::Unreachable) connection_.noteUnreachable();
}

SQLULEN Statement::connectionTimeLimit() const {
    const SQLULEN ofConnection = connection_.attributes.connectionTimeout;
    const bool isShorter = attributes.queryTimeout == 0 || ofConnection < attributes.queryTimeout;
    return isShorter ? ofConnection : 0;
}

SQLULEN Statement::timeLimit() const {
    const SQLULEN ofConnection = connectionTimeLimit();
    return ofConnection != 0 ? ofConnection : attributes.queryTimeout;
}

bool Statement::isOdbc2() const {
    return connection_.isOdbc2();
}

}  // namespace assetsodbc::driver
