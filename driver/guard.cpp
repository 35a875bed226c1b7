#include "driver/guard.h"

#include <new>

#include "common/clock.h"
#include "common/error.h"
#include "common/log.h"
#include "driver/handles/async_call.h"
#include "driver/handles/statement.h"

namespace assetsodbc::driver {

namespace {

// A request has a time limit of its own, too, so that not every time-out is one of the call.
bool isConnectionTimeout(const Handle& handle, const common::Error& error) {
    return error.kind() == common::ErrorKind::Timeout && handle.connectionTimeLimit() != 0 && handle.deadline &&
           common::realClock().now() >= *handle.deadline;
}

}  // namespace

void addFailure(Handle& handle, const common::Error& error, std::int64_t rowNumber) {
    if (isConnectionTimeout(handle, error)) {
        handle.diagnostics().add(SqlState::ConnectionTimeoutExpired,
                                 "The connection's time limit of " + std::to_string(handle.connectionTimeLimit()) +
                                     " s (SQL_ATTR_CONNECTION_TIMEOUT) passed before the site had answered. Raise it, "
                                     "or narrow the query.",
                                 0, rowNumber);
        return;
    }
    handle.diagnostics().add(sqlStateOf(error.kind(), handle.isConnecting()), error.what(), error.httpStatus(),
                             rowNumber);
    handle.noteFailure(error.kind());
}

namespace {

SQLRETURN runBody(Handle& handle, detail::RawBody call, void* body) {
    try {
        return call(body, handle);
    } catch (const OdbcError& error) {
        handle.diagnostics().add(error.state(), error.what(), error.nativeError());
    } catch (const common::Error& error) {
        addFailure(handle, error);
    } catch (const std::bad_alloc&) {
        handle.diagnostics().add(SqlState::MemoryAllocation, "The driver ran out of memory.");
    } catch (const std::exception& error) {
        handle.diagnostics().add(SqlState::GeneralError,
                                 std::string("Unexpected failure in the driver: ") + error.what());
    }
    return SQL_ERROR;
}

std::string_view nameOf(SQLRETURN result) {
    switch (result) {
        case SQL_SUCCESS:
            return "SQL_SUCCESS";
        case SQL_SUCCESS_WITH_INFO:
            return "SQL_SUCCESS_WITH_INFO";
        case SQL_NO_DATA:
            return "SQL_NO_DATA";
        case SQL_NEED_DATA:
            return "SQL_NEED_DATA";
        case SQL_INVALID_HANDLE:
            return "SQL_INVALID_HANDLE";
        default:
            return "SQL_ERROR";
    }
}

void trace(const Handle& handle, const char* function, SQLRETURN result) {
    const common::Log& log = handle.log();
    if (result == SQL_ERROR && log.wants(common::LogLevel::Error)) {
        for (const DiagnosticRecord& record : handle.diagnostics().records()) {
            log.write(common::LogLevel::Error, handle.tag(),
                      std::string(function) + ": " + std::string(code(record.state)) + " " + record.message);
        }
    }
    if (!log.wants(common::LogLevel::Trace)) return;
    log.write(common::LogLevel::Trace, handle.tag(), std::string(function) + " = " + std::string(nameOf(result)));
}

}  // namespace

namespace {

constexpr const char* kStillExecuting =
    "A function is still executing asynchronously on the statement. Call it again until it ends, or SQLCancel.";

// A call on a statement while another one runs asynchronously on it: only its diagnostics can be read. nullopt when
// that one has ended meanwhile.
std::optional<SQLRETURN> runBesideAsync(SQLHANDLE value, HandleKind kind, ClearDiagnostics clear, detail::RawBody call,
                                        void* body) {
    std::optional<SQLRETURN> result;
    Registry::instance().withGate(value, kind, [&](Handle& handle, CancelGate& gate) {
        if (!gate.hasAsync() || !gate.async().isUnderWay()) return;
        Diagnostics& diagnostics = gate.async().diagnostics();
        if (clear == ClearDiagnostics::Yes) {
            diagnostics.clear();
            diagnostics.add(SqlState::FunctionSequence, kStillExecuting);
            diagnostics.returnCode = SQL_ERROR;
            result = SQL_ERROR;
            return;
        }
        handle.showDiagnostics(&diagnostics);
        try {
            result = call(body, handle);
        } catch (...) {
            result = SQL_ERROR;
        }
        handle.showDiagnostics(nullptr);
    });
    return result;
}

}  // namespace

namespace detail {

std::optional<SQLRETURN> pollAsync(SQLHSTMT value, const char* function) noexcept {
    std::optional<SQLRETURN> result;
    try {
        Registry::instance().withGate(value, HandleKind::Statement, [&](Handle&, CancelGate& gate) {
            if (gate.hasAsync() && gate.async().isOf(function)) result = gate.async().poll();
        });
    } catch (...) {
        return SQL_ERROR;
    }
    return result;
}

SQLRETURN startAsync(SQLHSTMT value, const char* function, std::function<SQLRETURN()> run) noexcept {
    try {
        SQLRETURN result = SQL_INVALID_HANDLE;
        Registry::instance().withGate(value, HandleKind::Statement, [&](Handle&, CancelGate& gate) {
            AsyncCall& async = gate.async();
            if (async.isUnderWay()) {  // another thread was faster
                async.diagnostics().clear();
                async.diagnostics().add(SqlState::FunctionSequence, kStillExecuting);
                result = SQL_ERROR;
                return;
            }
            async.start(function, std::move(run));
            result = async.poll();
        });
        return result;
    } catch (const std::exception& error) {
        const std::string message = error.what();
        return guard<Statement>(value, function, [&](Statement&) {
            throw OdbcError(SqlState::MemoryAllocation, "The call could not be started in a thread: " + message);
        });
    }
}

SQLRETURN runGuarded(SQLHANDLE value, HandleKind kind, const char* function, ClearDiagnostics clear, RawBody call,
                     void* body) noexcept {
    try {
        if (kind == HandleKind::Statement && Registry::instance().asyncFlags(value).isUnderWay &&
            !AsyncCall::isWorker()) {
            if (const auto result = runBesideAsync(value, kind, clear, call, body)) return *result;
        }
        Registry::Access access = Registry::instance().lock(value, kind);
        if (!access) return SQL_INVALID_HANDLE;
        Handle& handle = access.handle();
        if (clear == ClearDiagnostics::Yes) handle.diagnostics().clear();
        SQLRETURN result = runBody(handle, call, body);
        if (!access.isAlive()) return result;  // the body freed the handle
        if (clear == ClearDiagnostics::No) return result;
        if (result == SQL_SUCCESS && handle.diagnostics().hasWarnings()) result = SQL_SUCCESS_WITH_INFO;
        handle.diagnostics().returnCode = result;
        trace(handle, function, result);
        return result;
    } catch (...) {
        // Only memory for a diagnostic record or a log line can have been missing.
        return SQL_ERROR;
    }
}

}  // namespace detail

namespace {

common::CallContext contextOf(Handle& handle, SQLULEN timeoutSeconds, std::uint64_t statementNumber) {
    common::CallContext context{handle.cancelGate().token(), std::nullopt, statementNumber};
    // A century is "no limit" too, and does not overflow the clock.
    constexpr SQLULEN kLongest = SQLULEN{100} * 365 * 24 * 3600;
    if (timeoutSeconds != 0 && timeoutSeconds < kLongest) {
        context.deadline = common::realClock().now() + std::chrono::seconds(timeoutSeconds);
    }
    return context;
}

}  // namespace

Interruptible::Interruptible(Handle& handle, SQLULEN timeoutSeconds, std::uint64_t statementNumber)
    : handle_(handle), run_(handle.cancelGate()), context_(contextOf(handle, timeoutSeconds, statementNumber)) {
    handle.deadline = context_.deadline;
    context_.warnings = &warnings_;
}

Interruptible::~Interruptible() {
    try {
        for (const common::Warning& warning : warnings_.take()) {
            const bool isOfRow = warning.kind == common::ErrorKind::ValueUnreadable;
            handle_.diagnostics().add(isOfRow ? SqlState::ErrorInRow : SqlState::GeneralWarning, warning.message, 0,
                                      isOfRow && warning.row > 0 ? warning.row : -1);
        }
    } catch (...) {
        // No memory for a record. What the call was asked for is there all the same.
    }
}

}  // namespace assetsodbc::driver
