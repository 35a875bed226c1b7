#include "driver/handles/statement.h"

#include "driver/handles/connection.h"
#include "driver/query_result.h"
#include "driver/session.h"

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
    ird_.followBookmarks(attributes.useBookmarks);
}

Statement::~Statement() = default;

Session& Statement::session() {
    return connection_.session();
}

void Statement::setQuery(std::unique_ptr<sqlengine::Query> query, bool isPrepared) {
    dropQuery();
    query_ = std::move(query);
    isPrepared_ = isPrepared;
    ird_.showColumns(&query_->columns());
    setState(stateWithoutCursor());
}

void Statement::dropQuery() {
    cursor_.reset();
    executions_.clear();
    dataAtExecution_.reset();
    ird_.showColumns(nullptr);
    query_.reset();
    isPrepared_ = false;
    getData.isActive = false;
    setState(StatementState::Allocated);
}

void Statement::execute(std::deque<ParameterValues> executions, const common::CallContext& context) {
    dataAtExecution_.reset();
    setState(stateWithoutCursor());  // what it stays when the execution fails
    executions_ = std::move(executions);
    executeNext(context);
}

bool Statement::executeNext(const common::CallContext& context) {
    if (executions_.empty()) {
        closeCursor();
        return false;
    }
    cursor_.reset();
    getData.isActive = false;
    setState(stateWithoutCursor());
    const ParameterValues values = std::move(executions_.front());
    executions_.pop_front();
    for (std::size_t i = 0; i < values.size(); ++i) query_->bind(i, values[i]);
    auto result = std::make_unique<QueryResult>(*query_);
    result->start(context);
    if (query_->columns().empty()) {
        setState(StatementState::ExecutedWithoutResult);
        return true;
    }
    RowLimits limits;
    limits.connection = connectionRowLimit();
    openCursor(std::move(result), limits);
    return true;
}

void Statement::openResult(std::unique_ptr<ResultSet> result) {
    dropQuery();
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

void Statement::closeCursor() {
    if (query_ == nullptr || !isPrepared_) {
        dropQuery();
        return;
    }
    executions_.clear();
    cursor_.reset();
    getData.isActive = false;
    ird_.showColumns(&query_->columns());
    setState(stateWithoutCursor());
}

StatementState Statement::stateWithoutCursor() const {
    if (query_ == nullptr || !isPrepared_) return StatementState::Allocated;
    return query_->columns().empty() ? StatementState::PreparedWithoutResult : StatementState::Prepared;
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
