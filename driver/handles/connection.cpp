#include "driver/handles/connection.h"

#include "driver/handles/descriptor.h"
#include "driver/handles/environment.h"
#include "driver/handles/owned.h"
#include "driver/handles/statement.h"
#include "driver/session.h"

namespace assetsodbc::driver {

Connection::Connection(Environment& environment)
    : Handle(kKind, nullptr), environment_(environment), tag_("dbc" + std::to_string(nextHandleNumber(kKind))) {}

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
