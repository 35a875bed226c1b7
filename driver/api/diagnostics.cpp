#include "driver/api/diagnostics.h"

#include <algorithm>

#include "driver/api/output.h"
#include "driver/guard.h"
#include "driver/handles/connection.h"
#include "driver/handles/descriptor.h"
#include "driver/handles/environment.h"
#include "driver/handles/statement.h"
#include "driver/session.h"

namespace assetsodbc::driver::api {

namespace {

// Runs the body on a handle of any kind.
template <class Body>
SQLRETURN onHandle(SQLSMALLINT kind, SQLHANDLE handle, const char* function, Body body) {
    const auto run = [&](Handle& any) { return body(any); };
    switch (kind) {
        case SQL_HANDLE_ENV:
            return guard<Environment>(handle, function, run, ClearDiagnostics::No);
        case SQL_HANDLE_DBC:
            return guard<Connection>(handle, function, run, ClearDiagnostics::No);
        case SQL_HANDLE_STMT:
            return guard<Statement>(handle, function, run, ClearDiagnostics::No);
        case SQL_HANDLE_DESC:
            return guard<Descriptor>(handle, function, run, ClearDiagnostics::No);
        default:
            return SQL_INVALID_HANDLE;
    }
}

std::string_view stateText(const Handle& handle, const DiagnosticRecord& record) {
    return handle.isOdbc2() ? codeOdbc2(record.state) : code(record.state);
}

SQLRETURN writeRecord(const Handle& handle, const DiagnosticRecord& record, const TextOut& state,
                      SQLINTEGER* nativeError, const TextOut& message, SQLSMALLINT* messageLength) {
    state.write(stateText(handle, record));
    store(nativeError, record.nativeError);
    const TextOut::Written written = message.write(record.message);
    store(messageLength, written.totalLength);
    return written.truncated ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
}

// "Class origin": ODBC 3.0 for the class that ODBC added, ISO 9075 for those of the standard.
std::string_view classOrigin(SqlState state) {
    return code(state).substr(0, 2) == "IM" ? "ODBC 3.0" : "ISO 9075";
}

// ODBC defined these subclasses itself (SQL_DIAG_SUBCLASS_ORIGIN in the reference); the others are of the standard.
constexpr std::string_view kSubclassesOfOdbc[] = {
    "01S00", "01S01", "01S02", "01S06", "01S07", "07S01", "08S01", "21S01", "21S02", "25S01", "25S02",
    "25S03", "42S01", "42S02", "42S11", "42S12", "42S21", "42S22", "HY095", "HY097", "HY098", "HY099",
    "HY100", "HY101", "HY105", "HY107", "HY109", "HY110", "HY111", "HYT00", "HYT01"};

std::string_view subclassOrigin(SqlState state) {
    const std::string_view text = code(state);
    const bool isOfOdbc =
        std::find(std::begin(kSubclassesOfOdbc), std::end(kSubclassesOfOdbc), text) != std::end(kSubclassesOfOdbc);
    return isOfOdbc || text.substr(0, 2) == "IM" ? "ODBC 3.0" : "ISO 9075";
}

const Connection* connectionOf(Handle& handle) {
    switch (handle.kind()) {
        case HandleKind::Connection:
            return &static_cast<Connection&>(handle);
        case HandleKind::Statement:
            return &static_cast<Statement&>(handle).connection();
        case HandleKind::Descriptor:
            return &static_cast<Descriptor&>(handle).connection();
        case HandleKind::Environment:
            break;
    }
    return nullptr;
}

std::string serverName(Handle& handle) {
    const Connection* const connection = connectionOf(handle);
    const Session* const session = connection == nullptr ? nullptr : connection->openSession();
    return session == nullptr ? std::string() : session->config().dataSourceName;
}

// Writes fields in the C types that the reference names; every address may be null.
struct FieldWriter {
    SQLPOINTER value;
    const TextOut& text;
    SQLSMALLINT* length;

    template <class T, class Number>
    SQLRETURN number(Number n) const {
        writeAs<T>(value, n);
        store(length, sizeof(T));
        return SQL_SUCCESS;
    }
    SQLRETURN string(std::string_view s) const {
        const TextOut::Written written = text.write(s);
        store(length, written.totalLength);
        return written.truncated ? SQL_SUCCESS_WITH_INFO : SQL_SUCCESS;
    }
};

// nullopt: not a header field.
std::optional<SQLRETURN> writeHeaderField(Handle& handle, SQLSMALLINT field, const FieldWriter& to) {
    const Diagnostics& diagnostics = handle.shownDiagnostics();
    const bool isStatement = handle.kind() == HandleKind::Statement;
    switch (field) {
        case SQL_DIAG_NUMBER:
            return to.number<SQLINTEGER>(diagnostics.records().size());
        case SQL_DIAG_RETURNCODE:
            return to.number<SQLRETURN>(diagnostics.returnCode);
        case SQL_DIAG_CURSOR_ROW_COUNT:
            return isStatement ? to.number<SQLLEN>(diagnostics.cursorRowCount) : SQL_ERROR;
        case SQL_DIAG_ROW_COUNT:
            return isStatement ? to.number<SQLLEN>(diagnostics.rowCount) : SQL_ERROR;
        case SQL_DIAG_DYNAMIC_FUNCTION:
            return isStatement ? to.string(diagnostics.dynamicFunction) : SQL_ERROR;
        case SQL_DIAG_DYNAMIC_FUNCTION_CODE:
            return isStatement ? to.number<SQLINTEGER>(diagnostics.dynamicFunctionCode) : SQL_ERROR;
        default:
            return std::nullopt;
    }
}

SQLRETURN writeRecordField(Handle& handle, const DiagnosticRecord& record, SQLSMALLINT field, const FieldWriter& to) {
    switch (field) {
        case SQL_DIAG_SQLSTATE:
            return to.string(stateText(handle, record));
        case SQL_DIAG_NATIVE:
            return to.number<SQLINTEGER>(record.nativeError);
        case SQL_DIAG_MESSAGE_TEXT:
            return to.string(record.message);
        case SQL_DIAG_CLASS_ORIGIN:
            return to.string(classOrigin(record.state));
        case SQL_DIAG_SUBCLASS_ORIGIN:
            return to.string(subclassOrigin(record.state));
        case SQL_DIAG_CONNECTION_NAME: {
            const Connection* const connection = connectionOf(handle);
            return to.string(connection == nullptr ? std::string() : connection->tag());
        }
        case SQL_DIAG_SERVER_NAME:
            return to.string(serverName(handle));
        case SQL_DIAG_ROW_NUMBER:
            return to.number<SQLLEN>(record.rowNumber);
        case SQL_DIAG_COLUMN_NUMBER:
            return to.number<SQLINTEGER>(record.columnNumber);
        default:
            return SQL_ERROR;
    }
}

const DiagnosticRecord* recordAt(Handle& handle, SQLSMALLINT number) {
    const auto& records = handle.shownDiagnostics().records();
    return std::size_t(number) <= records.size() ? &records[std::size_t(number) - 1] : nullptr;
}

}  // namespace

SQLRETURN getDiagRec(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, const TextOut& state,
                     SQLINTEGER* nativeError, const TextOut& message, SQLSMALLINT* messageLength) {
    return onHandle(kind, handle, "SQLGetDiagRec", [&](Handle& any) -> SQLRETURN {
        if (number <= 0) return SQL_ERROR;
        const DiagnosticRecord* const record = recordAt(any, number);
        if (record == nullptr) return SQL_NO_DATA;
        return writeRecord(any, *record, state, nativeError, message, messageLength);
    });
}

// https://learn.microsoft.com/sql/odbc/reference/syntax/sqlgetdiagfield-function
SQLRETURN getDiagField(SQLSMALLINT kind, SQLHANDLE handle, SQLSMALLINT number, SQLSMALLINT field, SQLPOINTER value,
                       const TextOut& text, SQLSMALLINT* length) {
    return onHandle(kind, handle, "SQLGetDiagField", [&](Handle& any) -> SQLRETURN {
        const FieldWriter writer{value, text, length};
        if (const auto written = writeHeaderField(any, field, writer)) return *written;
        if (number <= 0) return SQL_ERROR;
        const DiagnosticRecord* const record = recordAt(any, number);
        if (record == nullptr) return SQL_NO_DATA;
        return writeRecordField(any, *record, field, writer);
    });
}

SQLRETURN error(const ErrorSource& source, const TextOut& state, SQLINTEGER* nativeError, const TextOut& message,
                SQLSMALLINT* messageLength) {
    const auto takeFirst = [&](Handle& handle) -> SQLRETURN {
        const DiagnosticRecord* const record = recordAt(handle, 1);
        if (record == nullptr) {
            state.write("00000");
            return SQL_NO_DATA;
        }
        const SQLRETURN result = writeRecord(handle, *record, state, nativeError, message, messageLength);
        handle.shownDiagnostics().dropFirst();
        return result;
    };
    if (source.statement != SQL_NULL_HSTMT) return onHandle(SQL_HANDLE_STMT, source.statement, "SQLError", takeFirst);
    if (source.connection != SQL_NULL_HDBC) return onHandle(SQL_HANDLE_DBC, source.connection, "SQLError", takeFirst);
    return onHandle(SQL_HANDLE_ENV, source.environment, "SQLError", takeFirst);
}

}  // namespace assetsodbc::driver::api
