#include "driver/api/connection.h"

#include <algorithm>

#include "common/config/dsn.h"
#include "driver/api/browse.h"
#include "driver/api/output.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/environment.h"
#include "driver/handles/statement.h"
#include "driver/session.h"
#include "sqlengine/engine.h"

#include <utility>
#include <vector>

namespace assetsodbc::driver::api {

namespace {

void requireClosed(const Connection& connection) {
    if (connection.isOpen()) throw OdbcError(SqlState::ConnectionInUse, "The connection is open already.");
}

// No statement may wait for data or run asynchronously.
void requireIdle(const Connection& connection) {
    for (const auto& statement : connection.statements()) {
        statement->require(StatementCall::Bind);
        if (!Registry::instance().asyncFlags(statement->value()).isUnderWay) continue;
        throw OdbcError(SqlState::FunctionSequence,
                        "A function is still executing asynchronously on a statement of the connection.");
    }
}

// Before they are freed: from now on nobody finds the statements. Throws, with all of them as before, when an
// asynchronous call began meanwhile, as that needs no lock of the connection.
void retireStatements(const Connection& connection) {
    const auto& all = connection.statements();
    const auto busy =
        std::find_if(all.begin(), all.end(), [](const auto& statement) { return !statement->registration().retire(); });
    if (busy == all.end()) return;
    std::for_each(all.begin(), busy, [](const auto& statement) { statement->registration().restore(); });
    requireIdle(connection);
}

// What the driver manager's wide text is was detected when it called first, and does not change.
void requireEncoding(Connection& connection, common::DriverManagerEncoding asked) {
    using Encoding = common::DriverManagerEncoding;
    const Encoding detected = connection.wideUnit() == WideUnit::Utf16 ? Encoding::Utf16 : Encoding::Utf32;
    if (asked == Encoding::Detected || asked == detected) return;
    connection.diagnostics().add(SqlState::OptionValueChanged,
                                 "The connection property \"DriverManagerEncoding\" is not used: this driver manager "
                                 "was found to use " +
                                     std::string(nameOf(connection.wideUnit())) + ".");
}

enum class Prompting { Never, Allowed };

void open(Connection& connection, const common::ConnectionAttributes& given, Prompting prompting) {
    common::ParsedConnection parsed = common::resolveConnection(given);
    parsed.config.mayPrompt = prompting == Prompting::Allowed;
    for (const std::string& warning : parsed.warnings) {
        connection.diagnostics().add(SqlState::InvalidConnectionStringAttribute, warning);
    }
    for (const std::string& substitution : parsed.substitutions) {
        connection.diagnostics().add(SqlState::OptionValueChanged, substitution);
    }
    requireEncoding(connection, parsed.config.driverManagerEncoding);
    const Interruptible call(connection, connection.attributes.loginTimeout, 0);
    auto session = openSession(std::move(parsed.config), call.context());
    // Set before connecting.
    if (connection.attributes.autocommit == SQL_AUTOCOMMIT_OFF) session->setAutocommit(false, call.context());
    connection.open(std::move(session));
}

std::string textOf(const TextIn& text) {
    return text.isNull() ? std::string() : text.utf8();
}

common::ConnectionAttributes parsed(const TextIn& connectionString) {
    return common::parseConnectionString(textOf(connectionString));
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlconnect-function
// An empty user or password is one that was not given: clients pass '' for "take what the data source has".
SQLRETURN connect(SQLHDBC handle, const TextIn& dataSource, const TextIn& user, const TextIn& password) {
    return guard<Connection>(handle, "SQLConnect", [&](Connection& connection) {
        requireClosed(connection);
        common::ConnectionAttributes given;
        const std::string name = textOf(dataSource);
        given.push_back({"DSN", name.empty() ? "DEFAULT" : name});
        if (const std::string text = textOf(user); !text.empty()) given.push_back({"UID", text});
        if (const std::string text = textOf(password); !text.empty()) given.push_back({"PWD", text});
        open(connection, given, Prompting::Never);
    });
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqldriverconnect-function
// There are no dialogs for what is missing: every completion uses what was given and fails when that is not enough. But
// for signing in with OAuth a browser may be opened unless the application forbids to prompt.
SQLRETURN driverConnect(SQLHDBC handle, const TextIn& connectionString, const TextOut& completed,
                        SQLSMALLINT* completedLength, SQLUSMALLINT completion) {
    return guard<Connection>(handle, "SQLDriverConnect", [&](Connection& connection) {
        requireClosed(connection);
        if (completion > SQL_DRIVER_COMPLETE_REQUIRED) {
            throw OdbcError(SqlState::InvalidDriverCompletion,
                            std::to_string(completion) + " is not a kind of driver completion.");
        }
        const common::ConnectionAttributes given = parsed(connectionString);
        open(connection, given, completion == SQL_DRIVER_NOPROMPT ? Prompting::Never : Prompting::Allowed);
        writeText(connection.diagnostics(), completed, common::completedConnectionString(given), completedLength);
    });
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlbrowseconnect-function
SQLRETURN browseConnect(SQLHDBC handle, const TextIn& connectionString, const TextOut& result,
                        SQLSMALLINT* resultLength) {
    return guard<Connection>(handle, "SQLBrowseConnect", [&](Connection& connection) -> SQLRETURN {
        requireClosed(connection);
        // A failure ends the browsing and forgets what was gathered.
        common::ConnectionAttributes given = std::exchange(connection.browsed, {});
        connection.isBrowsing = false;
        for (auto& attribute : parsed(connectionString)) given.push_back(std::move(attribute));
        const std::string missing = missingAttributes(given);
        if (!missing.empty()) {
            connection.browsed = std::move(given);
            connection.isBrowsing = true;
            writeText(connection.diagnostics(), result, missing, resultLength);
            return SQL_NEED_DATA;
        }
        open(connection, given, Prompting::Never);
        writeText(connection.diagnostics(), result, common::completedConnectionString(given), resultLength);
        return SQL_SUCCESS;
    });
}

SQLRETURN disconnect(SQLHDBC handle) {
    return guard<Connection>(handle, "SQLDisconnect", [](Connection& connection) {
        if (connection.isBrowsing) {
            connection.isBrowsing = false;
            connection.browsed.clear();
            return;
        }
        connection.session();
        requireIdle(connection);
        if (connection.session().inTransaction()) {
            throw OdbcError(SqlState::InvalidTransactionState,
                            "A transaction has changes that were neither committed nor rolled back. Call SQLEndTran "
                            "first.");
        }
        retireStatements(connection);
        connection.close();
    });
}

namespace {

void requireCompletion(SQLLEN completion) {
    if (completion == SQL_COMMIT || completion == SQL_ROLLBACK) return;
    throw OdbcError(SqlState::InvalidTransactionOperation,
                    std::to_string(completion) + " is neither commit nor rollback.");
}

enum class IfClosed { Fail, Succeed };

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlendtran-function
SQLRETURN endTranOfConnection(SQLHDBC handle, SQLSMALLINT completion, IfClosed ifClosed) {
    return guard<Connection>(handle, "SQLEndTran", [&](Connection& connection) {
        if (ifClosed == IfClosed::Succeed && !connection.isOpen()) return;
        connection.session();
        requireCompletion(completion);
        requireIdle(connection);
        const Interruptible call(connection, connection.attributes.connectionTimeout, 0);
        connection.endTransaction(completion == SQL_COMMIT, call.context());
    });
}

// Each connection ends its transaction under its own lock. What failed on one is told on that connection.
SQLRETURN endTransOfEnvironment(SQLHENV handle, SQLSMALLINT completion) {
    std::vector<SQLHDBC> connections;
    const SQLRETURN found = guard<Environment>(handle, "SQLEndTran", [&](Environment& environment) {
        requireCompletion(completion);
        connections = environment.connectionHandles();
    });
    if (!SQL_SUCCEEDED(found)) return found;
    std::size_t failed = 0;
    for (SQLHDBC connection : connections) {
        if (endTranOfConnection(connection, completion, IfClosed::Succeed) == SQL_ERROR) ++failed;
    }
    if (failed == 0) return SQL_SUCCESS;
    return guard<Environment>(handle, "SQLEndTran", [&](Environment&) {
        throw OdbcError(SqlState::TransactionStateUnknown,
                        std::to_string(failed) + " of " + std::to_string(connections.size()) +
                            " connections could not end their transaction; see the diagnostics of each.");
    });
}

}  // namespace

SQLRETURN endTran(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT completion) {
    if (kind == SQL_HANDLE_ENV) return endTransOfEnvironment(handle, completion);
    if (kind != SQL_HANDLE_DBC) return SQL_INVALID_HANDLE;
    return endTranOfConnection(handle, completion, IfClosed::Fail);
}

SQLRETURN transact(SQLHENV environment, SQLHDBC connection, SQLUSMALLINT completion) {
    const auto type = static_cast<SQLSMALLINT>(completion);
    if (connection != SQL_NULL_HDBC) return endTran(SQL_HANDLE_DBC, connection, type);
    return endTran(SQL_HANDLE_ENV, environment, type);
}

SQLRETURN nativeSql(SQLHDBC handle, const TextIn& sql, const TextOut& result, SQLINTEGER* resultLength) {
    return guard<Connection>(handle, "SQLNativeSql", [&](Connection& connection) {
        connection.session();
        if (sql.isNull()) throw OdbcError(SqlState::InvalidNullPointer, "There is no SQL text.");
        writeText(connection.diagnostics(), result,
                  sqlengine::Engine::nativeSql(sql.utf8(SqlState::SyntaxErrorOrAccess)), resultLength);
    });
}

}  // namespace assetsodbc::driver::api
