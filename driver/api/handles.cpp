#include "driver/api/handles.h"

#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/descriptor.h"
#include "driver/handles/environment.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver::api {

namespace {

SQLRETURN allocEnvironment(SQLHANDLE* result, WideUnit unit) noexcept {
    try {
        *result = Environment::create(unit).value();
        return SQL_SUCCESS;
    } catch (...) {
        return SQL_ERROR;  // no handle yet that could carry a diagnostic record
    }
}

void freeEnvironment(Environment& environment) {
    if (environment.hasConnections()) {
        throw OdbcError(SqlState::FunctionSequence, "The environment still has connections; free them first.");
    }
    Environment::destroy(environment);
}

void freeConnection(Connection& connection) {
    if (connection.isOpen()) {
        throw OdbcError(SqlState::FunctionSequence, "The connection is still open; call SQLDisconnect first.");
    }
    connection.environment().destroyConnection(connection);
}

void freeDescriptor(Descriptor& descriptor) {
    if (!descriptor.isExplicit()) {
        throw OdbcError(SqlState::InvalidUseOfAutoDescriptor,
                        "The descriptor belongs to its statement and is freed with it.");
    }
    descriptor.connection().destroyDescriptor(descriptor);
}

void requireRoomForHandle(const SQLHANDLE* result) {
    if (result == nullptr) throw OdbcError(SqlState::InvalidNullPointer, "There is no place for the new handle.");
}

}  // namespace

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlallochandle-function
SQLRETURN allocHandle(SQLSMALLINT kind, SQLHANDLE parent, SQLHANDLE* result, WideUnit unit) {
    constexpr const char* kName = "SQLAllocHandle";
    if (result != nullptr) *result = SQL_NULL_HANDLE;
    switch (kind) {
        case SQL_HANDLE_ENV:
            return result == nullptr ? SQL_ERROR : allocEnvironment(result, unit);
        case SQL_HANDLE_DBC:
            return guard<Environment>(parent, kName, [&](Environment& environment) {
                requireRoomForHandle(result);
                if (environment.odbcVersion == 0) {
                    throw OdbcError(SqlState::FunctionSequence, "Set SQL_ATTR_ODBC_VERSION on the environment first.");
                }
                *result = environment.createConnection().value();
            });
        case SQL_HANDLE_STMT:
            return guard<Connection>(parent, kName, [&](Connection& connection) {
                requireRoomForHandle(result);
                *result = connection.createStatement().value();
            });
        case SQL_HANDLE_DESC:
            return guard<Connection>(parent, kName, [&](Connection& connection) {
                requireRoomForHandle(result);
                *result = connection.createDescriptor().value();
            });
        default:
            return SQL_ERROR;
    }
}

SQLRETURN freeHandle(SQLSMALLINT kind, SQLHANDLE handle) {
    constexpr const char* kName = "SQLFreeHandle";
    switch (kind) {
        case SQL_HANDLE_ENV:
            return guard<Environment>(handle, kName, freeEnvironment);
        case SQL_HANDLE_DBC:
            return guard<Connection>(handle, kName, freeConnection);
        case SQL_HANDLE_STMT:
            return guard<Statement>(handle, kName, [](Statement& statement) {
                statement.require(StatementCall::Bind);
                if (!statement.registration().retire()) {
                    throw OdbcError(SqlState::FunctionSequence,
                                    "A function is still executing asynchronously on the statement.");
                }
                statement.connection().destroyStatement(statement);
            });
        case SQL_HANDLE_DESC:
            return guard<Descriptor>(handle, kName, freeDescriptor);
        default:
            return SQL_INVALID_HANDLE;
    }
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlfreestmt-function
SQLRETURN freeStatement(SQLHSTMT handle, SQLUSMALLINT option) {
    if (option == SQL_DROP) return freeHandle(SQL_HANDLE_STMT, handle);
    return guard<Statement>(handle, "SQLFreeStmt", [&](Statement& statement) {
        statement.require(StatementCall::Bind);
        switch (option) {
            case SQL_CLOSE:
                statement.closeCursor();
                break;
            case SQL_UNBIND:
                statement.ard().setCount(0);  // the bookmark stays bound, says the reference
                break;
            case SQL_RESET_PARAMS:
                statement.apd().setCount(0);
                statement.ipd().setCount(0);
                break;
            default:
                throw OdbcError(SqlState::InvalidAttributeIdentifier,
                                "SQLFreeStmt has no option " + std::to_string(option) + ".");
        }
    });
}

// Cancels what runs in another thread without waiting for it. When nothing runs, the only thing to cancel is an
// execution that waits for data; then the lock is free.
SQLRETURN cancel(SQLHSTMT handle) {
    const CancelOutcome outcome = Registry::instance().cancel(handle, HandleKind::Statement);
    if (outcome == CancelOutcome::NoSuchHandle) return SQL_INVALID_HANDLE;
    if (outcome == CancelOutcome::Signalled) return SQL_SUCCESS;
    return guard<Statement>(handle, "SQLCancel", [](Statement& statement) {
        if (needsData(statement.state())) statement.cancelDataAtExecution();
    });
}

SQLRETURN cancelHandle(SQLSMALLINT kind, SQLHANDLE handle) {
    if (kind == SQL_HANDLE_STMT) return cancel(handle);
    if (kind != SQL_HANDLE_DBC) return SQL_INVALID_HANDLE;
    const CancelOutcome outcome = Registry::instance().cancel(handle, HandleKind::Connection);
    return outcome == CancelOutcome::NoSuchHandle ? SQL_INVALID_HANDLE : SQL_SUCCESS;
}

}  // namespace assetsodbc::driver::api
