// Random calls that make and free handles, connect, end transactions and read diagnostics.
#include "driver/api/handles.h"
#include "tests/odbc/random_calls/caller.h"

namespace assetsodbc::randomcalls {

namespace {

constexpr SQLSMALLINT kKinds[] = {SQL_HANDLE_ENV, SQL_HANDLE_DBC, SQL_HANDLE_STMT, SQL_HANDLE_DESC};

// Also kinds that do not exist.
SQLSMALLINT kindOfHandle(Caller& c) {
    return c.choices.oneIn(30) ? static_cast<SQLSMALLINT>(c.choices.between(-2, 8)) : c.choices.of(kKinds);
}

bool exists(SQLSMALLINT kind) {
    return kind >= SQL_HANDLE_ENV && kind <= SQL_HANDLE_DESC;
}

void allocEnvironment(Caller& c) {
    if (c.choices.oneIn(3)) {
        SQLHANDLE made = SQL_NULL_HANDLE;
        using driver::WideUnit;
        const WideUnit unit = c.choices.oneIn(2) ? WideUnit::Utf16 : WideUnit::Utf32;
        if (driver::api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &made, unit) == SQL_SUCCESS) {
            c.succeeded("SQLAllocHandle");
            c.adopt(SQL_HANDLE_ENV, made, SQL_NULL_HANDLE);
        }
        return;
    }
    SQLHANDLE* const place = c.result<SQLHANDLE>();
    const SQLRETURN result = SQLAllocHandle(SQL_HANDLE_ENV, c.handle(SQL_HANDLE_ENV), place);
    if (result == SQL_SUCCESS) c.adopt(SQL_HANDLE_ENV, *place, SQL_NULL_HANDLE);
}

void allocHandle(Caller& c) {
    SQLSMALLINT kind = kindOfHandle(c);
    if (kind == SQL_HANDLE_ENV) return allocEnvironment(c);
    const SQLSMALLINT parentKind = kind == SQL_HANDLE_DBC ? SQL_HANDLE_ENV : SQL_HANDLE_DBC;
    SQLHANDLE const parent = c.handle(parentKind);
    SQLHANDLE* const place = c.result<SQLHANDLE>();
    const SQLRETURN result = SQLAllocHandle(kind, parent, place);
    if (!exists(kind)) return;
    c.answered("SQLAllocHandle", parentKind, parent, result);
    if (SQL_SUCCEEDED(result)) c.adopt(kind, *place, parent);
}

void freeHandle(Caller& c) {
    const SQLSMALLINT kind = kindOfHandle(c);
    SQLHANDLE const handle = c.handle(exists(kind) ? kind : SQLSMALLINT{SQL_HANDLE_STMT});
    const SQLRETURN result = SQLFreeHandle(kind, handle);
    if (result == SQL_SUCCESS) {
        c.succeeded("SQLFreeHandle");
        c.forget(handle);
    } else if (exists(kind)) {
        c.answered("SQLFreeHandle", kind, handle, result);
    }
}

void freeStmt(Caller& c) {
    constexpr SQLUSMALLINT kOptions[] = {SQL_CLOSE, SQL_CLOSE, SQL_CLOSE, SQL_UNBIND, SQL_RESET_PARAMS, SQL_DROP, 77};
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    const SQLUSMALLINT option = c.choices.of(kOptions);
    const SQLRETURN result = SQLFreeStmt(handle, option);
    if (option == SQL_DROP && result == SQL_SUCCESS) return c.forget(handle);
    c.answered("SQLFreeStmt", SQL_HANDLE_STMT, handle, result);
}

void cancel(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_STMT);
    c.answered("SQLCancel", SQL_HANDLE_STMT, handle, SQLCancel(handle));
}

void cancelHandle(Caller& c) {
    const SQLSMALLINT kind = c.choices.oneIn(3) ? SQL_HANDLE_DBC : SQL_HANDLE_STMT;
    SQLHANDLE const handle = c.handle(kind);
    c.answered("SQLCancelHandle", kind, handle, SQLCancelHandle(kind, handle));
}

void driverConnect(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    const SQLSMALLINT capacity = c.capacity();
    const auto completion = static_cast<SQLUSMALLINT>(c.choices.below(5));
    if (c.choices.oneIn(2)) {
        const auto in = c.narrowText(c.texts.connections);
        const auto out = static_cast<SQLCHAR*>(c.bufferOf(capacity));
        c.answered("SQLDriverConnect", SQL_HANDLE_DBC, handle,
                   SQLDriverConnect(handle, nullptr, in.narrow(), in.as<SQLSMALLINT>(), out, capacity,
                                    c.result<SQLSMALLINT>(), completion));
        return;
    }
    const auto in = c.wideText(handle, c.texts.connections);
    const auto out = static_cast<SQLWCHAR*>(c.bufferOf(capacity, 4));
    c.answered("SQLDriverConnectW", SQL_HANDLE_DBC, handle,
               SQLDriverConnectW(handle, nullptr, in.wide(), in.as<SQLSMALLINT>(), out, capacity,
                                 c.result<SQLSMALLINT>(), completion));
}

void browseConnect(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    const SQLSMALLINT capacity = c.capacity();
    if (c.choices.oneIn(2)) {
        const auto in = c.narrowText(c.texts.connections);
        const auto out = static_cast<SQLCHAR*>(c.bufferOf(capacity));
        c.answered("SQLBrowseConnect", SQL_HANDLE_DBC, handle,
                   SQLBrowseConnect(handle, in.narrow(), in.as<SQLSMALLINT>(), out, capacity, c.result<SQLSMALLINT>()));
        return;
    }
    const auto in = c.wideText(handle, c.texts.connections);
    const auto out = static_cast<SQLWCHAR*>(c.bufferOf(capacity, 4));
    c.answered("SQLBrowseConnectW", SQL_HANDLE_DBC, handle,
               SQLBrowseConnectW(handle, in.wide(), in.as<SQLSMALLINT>(), out, capacity, c.result<SQLSMALLINT>()));
}

void connect(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    if (c.choices.oneIn(2)) {
        const auto dsn = c.narrowText(c.texts.names), user = c.narrowText(c.texts.names),
                   password = c.narrowText(c.texts.names);
        c.answered("SQLConnect", SQL_HANDLE_DBC, handle,
                   SQLConnect(handle, dsn.narrow(), dsn.as<SQLSMALLINT>(), user.narrow(), user.as<SQLSMALLINT>(),
                              password.narrow(), password.as<SQLSMALLINT>()));
        return;
    }
    const auto dsn = c.wideText(handle, c.texts.names), user = c.wideText(handle, c.texts.names),
               password = c.wideText(handle, c.texts.names);
    c.answered("SQLConnectW", SQL_HANDLE_DBC, handle,
               SQLConnectW(handle, dsn.wide(), dsn.as<SQLSMALLINT>(), user.wide(), user.as<SQLSMALLINT>(),
                           password.wide(), password.as<SQLSMALLINT>()));
}

void disconnect(Caller& c) {
    SQLHANDLE const handle = c.handle(SQL_HANDLE_DBC);
    const SQLRETURN result = SQLDisconnect(handle);
    if (SQL_SUCCEEDED(result) && c.isLiving(SQL_HANDLE_DBC, handle)) c.forgetOwnedBy(handle);
    c.answered("SQLDisconnect", SQL_HANDLE_DBC, handle, result);
}

void endTran(Caller& c) {
    const SQLSMALLINT kind = c.choices.oneIn(3) ? SQL_HANDLE_ENV : SQL_HANDLE_DBC;
    SQLHANDLE const handle = c.handle(kind);
    c.answered("SQLEndTran", kind, handle, SQLEndTran(kind, handle, static_cast<SQLSMALLINT>(c.choices.below(4))));
}

void transact(Caller& c) {
    const bool ofEnvironment = c.choices.oneIn(3);
    const SQLSMALLINT kind = ofEnvironment ? SQL_HANDLE_ENV : SQL_HANDLE_DBC;
    SQLHANDLE const handle = c.living(kind);
    if (handle == SQL_NULL_HANDLE) return;
    const auto completion = static_cast<SQLUSMALLINT>(c.choices.below(4));
    c.answered("SQLTransact", kind, handle,
               ofEnvironment ? SQLTransact(handle, SQL_NULL_HDBC, completion)
                             : SQLTransact(SQL_NULL_HENV, handle, completion));
}

void getDiagRec(Caller& c) {
    const SQLSMALLINT kind = c.choices.of(kKinds);
    SQLHANDLE const handle = c.handle(kind);
    const auto record = static_cast<SQLSMALLINT>(c.choices.between(-1, 4));
    const SQLSMALLINT capacity = c.capacity();
    if (c.choices.oneIn(2)) {
        c.answered("SQLGetDiagRec", kind, handle,
                   SQLGetDiagRec(kind, handle, record, static_cast<SQLCHAR*>(c.bufferOf(6)), c.result<SQLINTEGER>(),
                                 static_cast<SQLCHAR*>(c.bufferOf(capacity)), capacity, c.result<SQLSMALLINT>()));
        return;
    }
    c.answered("SQLGetDiagRecW", kind, handle,
               SQLGetDiagRecW(kind, handle, record, static_cast<SQLWCHAR*>(c.bufferOf(6, 4)), c.result<SQLINTEGER>(),
                              static_cast<SQLWCHAR*>(c.bufferOf(capacity, 4)), capacity, c.result<SQLSMALLINT>()));
}

void getDiagField(Caller& c) {
    const SQLSMALLINT kind = c.choices.of(kKinds);
    SQLHANDLE const handle = c.handle(kind);
    const auto record = static_cast<SQLSMALLINT>(c.choices.between(-1, 4));
    const auto field =
        static_cast<SQLSMALLINT>(c.choices.oneIn(3) ? c.choices.between(SQL_DIAG_ROW_NUMBER, SQL_DIAG_COLUMN_NUMBER)
                                                    : c.choices.between(-2, 14));
    const SQLSMALLINT capacity = c.capacity();
    SQLPOINTER const value = c.bufferOf(capacity, 1, 8);
    SQLSMALLINT* const length = c.result<SQLSMALLINT>();
    const bool wide = c.choices.oneIn(2);
    c.answered("SQLGetDiagField", kind, handle,
               wide ? SQLGetDiagFieldW(kind, handle, record, field, value, capacity, length)
                    : SQLGetDiagField(kind, handle, record, field, value, capacity, length));
}

void error(Caller& c) {
    const SQLSMALLINT kind = static_cast<SQLSMALLINT>(c.choices.between(SQL_HANDLE_ENV, SQL_HANDLE_STMT));
    SQLHANDLE const handle = c.living(kind);
    if (handle == SQL_NULL_HANDLE) return;
    SQLHANDLE const env = kind == SQL_HANDLE_ENV ? handle : SQL_NULL_HANDLE;
    SQLHANDLE const dbc = kind == SQL_HANDLE_DBC ? handle : SQL_NULL_HANDLE;
    SQLHANDLE const stmt = kind == SQL_HANDLE_STMT ? handle : SQL_NULL_HANDLE;
    const SQLSMALLINT capacity = c.capacity();
    if (c.choices.oneIn(2)) {
        c.answered("SQLError", kind, handle,
                   SQLError(env, dbc, stmt, static_cast<SQLCHAR*>(c.bufferOf(6)), c.result<SQLINTEGER>(),
                            static_cast<SQLCHAR*>(c.bufferOf(capacity)), capacity, c.result<SQLSMALLINT>()));
        return;
    }
    c.answered("SQLErrorW", kind, handle,
               SQLErrorW(env, dbc, stmt, static_cast<SQLWCHAR*>(c.bufferOf(6, 4)), c.result<SQLINTEGER>(),
                         static_cast<SQLWCHAR*>(c.bufferOf(capacity, 4)), capacity, c.result<SQLSMALLINT>()));
}

}  // namespace

const std::vector<Call>& handleCalls() {
    static const std::vector<Call> calls = {
        {"SQLAllocHandle", kHandles, 4, allocHandle},
        {"SQLFreeHandle", kHandles, 2, freeHandle},
        {"SQLFreeStmt", kExecution, 4, freeStmt},
        {"SQLCancel", kExecution, 2, cancel},
        {"SQLCancelHandle", kExecution, 1, cancelHandle},
        {"SQLDriverConnect", kConnections, 2, driverConnect},
        {"SQLBrowseConnect", kConnections, 1, browseConnect},
        {"SQLConnect", kConnections, 1, connect},
        {"SQLDisconnect", kConnections, 1, disconnect},
        {"SQLEndTran", kConnections, 1, endTran},
        {"SQLTransact", kConnections, 1, transact},
        {"SQLGetDiagRec", kDiagnostics, 3, getDiagRec},
        {"SQLGetDiagField", kDiagnostics, 4, getDiagField},
        {"SQLError", kDiagnostics, 2, error},
    };
    return calls;
}

}  // namespace assetsodbc::randomcalls
