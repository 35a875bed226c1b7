// A connection: its attributes, its session while it is open, its statements and the descriptors that the application
// allocated. All of them share this handle's lock.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/config/connection_string.h"
#include "driver/handles/connection_attributes.h"
#include "driver/handles/handle.h"
#include "driver/handles/statement_attributes.h"
#include "sqlengine/statement_class.h"

namespace assetsodbc::driver {

class Environment;
class Session;
class Statement;
class Descriptor;

class Connection : public Handle {
public:
    static constexpr HandleKind kKind = HandleKind::Connection;

    explicit Connection(Environment& environment);
    ~Connection() override;

    Environment& environment() noexcept { return environment_; }

    // The open session; throws OdbcError 08003 when there is none.
    Session& session();
    const Session* openSession() const noexcept { return session_.get(); }
    bool isOpen() const noexcept { return session_ != nullptr; }
    void open(std::unique_ptr<Session> session);
    // Frees statements and descriptors, then the session.
    void close();

    Statement& createStatement();
    void destroyStatement(Statement& statement);
    const std::vector<std::unique_ptr<Statement>>& statements() const { return statements_; }
    // Before a statement of this kind runs: open cursors that it would disturb, or that would be in its way, read their
    // rows to the end and keep them. Throws common::Error when such a cursor cannot be read.
    void prepareCursorsFor(sqlengine::StatementClass kind, const Statement& runner, const common::CallContext& context);
    // Closes all cursors; prepared statements stay.
    void closeCursors();
    // Both require an open connection; a rollback closes all cursors first.
    void endTransaction(bool commits, const common::CallContext& context);
    Descriptor& createDescriptor();
    // Statements that used it go back to their own descriptors.
    void destroyDescriptor(Descriptor& descriptor);

    std::string tag() const override { return tag_; }
    const common::Log& log() const override;
    bool isOdbc2() const override;
    bool isConnecting() const override { return !isOpen(); }

    // The site could not be reached.
    void noteUnreachable();
    // For SQL_ATTR_CONNECTION_DEAD: closed, or no request was answered since the site could not be reached.
    bool isDead() const;

    ConnectionAttributeValues attributes;
    SQLPOINTER quietMode = nullptr;         // the window for dialogs, which this driver never shows
    StatementAttributes statementDefaults;  // what new statements start with (SQLSetConnectOption of ODBC 2)
    common::ConnectionAttributes browsed;   // what SQLBrowseConnect has gathered
    bool isBrowsing = false;

private:
    Environment& environment_;
    std::string tag_;
    std::unique_ptr<Session> session_;
    std::optional<std::uint64_t> answeredBeforeFailure_;
    std::vector<std::unique_ptr<Descriptor>> descriptors_;  // explicit ones; outlive the statements
    std::vector<std::unique_ptr<Statement>> statements_;
};

}  // namespace assetsodbc::driver
