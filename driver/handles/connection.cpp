#include "driver/handles/connection.h"

#include "driver/handles/descriptor.h"
#include "driver/handles/environment.h"
#include "driver/handles/owned.h"
#include "driver/handles/statement.h"
#include "driver/session.h"

namespace assetsodbc::driver {

Connection::Connection(Environment& environment)
    : Handle(kKind, nullptr, environment.wideUnit()),
      environment_(environment),
      tag_("dbc" + std::to_string(nextHandleNumber(kKind))) {}

Connection::~Connection() {
    close();
}

Session& Connection::session() {
    if (session_ == nullptr) throw OdbcError(SqlState::ConnectionNotOpen, "The connection is not open.");
    return *session_;
}

void Connection::open(std::unique_ptr<Session> session) {
    session_ = std::move(session);
    isBrowsing = false;
    browsed.clear();
    answeredBeforeFailure_.reset();
}

void Connection::close() {
    statements_.clear();
    descriptors_.clear();
    session_.reset();
}

void Connection::noteUnreachable() {
    if (session_ != nullptr) answeredBeforeFailure_ = session_->lastAnsweredRequest();
}

bool Connection::isDead() const {
    return session_ == nullptr || answeredBeforeFailure_ == session_->lastAnsweredRequest();
}

Statement& Connection::createStatement() {
    session();
    statements_.push_back(std::make_unique<Statement>(*this));
    return *statements_.back();
}

void Connection::destroyStatement(Statement& statement) {
    takeOwned(statements_, statement);
}

namespace {

using sqlengine::StatementClass;

// Which open cursors a statement must not find running.
enum class InTheWay { None, OnLocalTables, All };

InTheWay inTheWayOf(StatementClass kind) {
    switch (kind) {
        case StatementClass::Insert:
        case StatementClass::Update:
        case StatementClass::Delete:
        case StatementClass::Transaction:
            return InTheWay::OnLocalTables;
        case StatementClass::DropTable:
        case StatementClass::DropView:
        case StatementClass::DropIndex:
        case StatementClass::DropTrigger:
        case StatementClass::AlterTable:
        case StatementClass::Other:
            return InTheWay::All;  // SQLite drops nothing while anything is read
        default:
            return InTheWay::None;
    }
}

}  // namespace

void Connection::prepareCursorsFor(StatementClass kind, const Statement& runner, const common::CallContext& context) {
    const InTheWay which = inTheWayOf(kind);
    if (which == InTheWay::None) return;
    for (const auto& statement : statements_) {
        const sqlengine::Query* const query = statement.get() == &runner ? nullptr : statement->runningQuery();
        if (query == nullptr || (which == InTheWay::OnLocalTables && !query->readsLocalTables())) continue;
        statement->keepRows(context);
    }
}

void Connection::closeCursors() {
    for (const auto& statement : statements_) {
        if (hasCursor(statement->state())) statement->closeCursor();
    }
}

void Connection::endTransaction(bool commits, const common::CallContext& context) {
    if (commits) return session().commit(context);
    closeCursors();
    session().rollback(context);
}

Descriptor& Connection::createDescriptor() {
    session();
    descriptors_.push_back(std::make_unique<Descriptor>(*this, DescriptorRole::AppRow, SQL_DESC_ALLOC_USER));
    return *descriptors_.back();
}

void Connection::destroyDescriptor(Descriptor& descriptor) {
    for (const auto& statement : statements_) statement->forgetDescriptor(descriptor);
    takeOwned(descriptors_, descriptor);
}

const common::Log& Connection::log() const {
    static const common::Log off;
    return session_ == nullptr ? off : session_->log();
}

bool Connection::isOdbc2() const {
    return environment_.isOdbc2();
}

}  // namespace assetsodbc::driver
