#include "installer/command/odbc.h"

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "common/unicode.h"

namespace assetsodbc::installer {
namespace {

static_assert(sizeof(SQLWCHAR) == 2, "unixODBC's wide characters are UTF-16");

constexpr std::size_t kPieceUnits = 4096;

SQLWCHAR* wide(std::u16string& text) {
    return reinterpret_cast<SQLWCHAR*>(text.data());
}

std::string narrow(const SQLWCHAR* text, std::size_t units) {
    return common::utf8Of({reinterpret_cast<const char16_t*>(text), units});
}

std::vector<Diagnostic> diagnosticsOf(SQLSMALLINT type, SQLHANDLE handle) {
    std::vector<Diagnostic> all;
    std::vector<SQLWCHAR> text(kPieceUnits);
    for (SQLSMALLINT i = 1;; ++i) {
        std::array<SQLWCHAR, SQL_SQLSTATE_SIZE + 1> state{};
        SQLINTEGER native = 0;
        SQLSMALLINT units = 0;
        const auto read = [&] {
            return SQLGetDiagRecW(type, handle, i, state.data(), &native, text.data(),
                                  static_cast<SQLSMALLINT>(text.size()), &units);
        };
        SQLRETURN result = read();
        if (result == SQL_SUCCESS_WITH_INFO && units >= static_cast<SQLSMALLINT>(text.size())) {
            text.resize(static_cast<std::size_t>(units) + 1);
            result = read();
        }
        if (!SQL_SUCCEEDED(result)) return all;
        const std::size_t length = std::min<std::size_t>(static_cast<std::size_t>(units), text.size() - 1);
        all.push_back({narrow(state.data(), SQL_SQLSTATE_SIZE), native, narrow(text.data(), length)});
    }
}

[[noreturn]] void throwDiagnostics(SQLSMALLINT type, SQLHANDLE handle) {
    throw OdbcError(diagnosticsOf(type, handle));
}

// Throws what failed, hands on what is to be told.
void check(SQLRETURN result, SQLSMALLINT type, SQLHANDLE handle, const OnWarning& onWarning) {
    if (!SQL_SUCCEEDED(result) && result != SQL_NO_DATA) throwDiagnostics(type, handle);
    if (result == SQL_SUCCESS_WITH_INFO && onWarning)
        for (const Diagnostic& diagnostic : diagnosticsOf(type, handle)) onWarning(diagnostic);
}

ColumnKind kindOf(SQLSMALLINT type) {
    switch (type) {
        case SQL_BIT:
            return ColumnKind::Boolean;
        case SQL_TINYINT:
        case SQL_SMALLINT:
        case SQL_INTEGER:
        case SQL_BIGINT:
        case SQL_REAL:
        case SQL_FLOAT:
        case SQL_DOUBLE:
        case SQL_DECIMAL:
        case SQL_NUMERIC:
            return ColumnKind::Number;
        case SQL_BINARY:
        case SQL_VARBINARY:
        case SQL_LONGVARBINARY:
            return ColumnKind::Binary;
        default:
            return ColumnKind::Text;
    }
}

}  // namespace

std::string lineOf(const Diagnostic& diagnostic) {
    return diagnostic.state + ": " + diagnostic.message;
}

OdbcError::OdbcError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(diagnostics.empty() ? "the driver manager gave no reason" : lineOf(diagnostics.front())),
      diagnostics_(std::move(diagnostics)) {
    if (diagnostics_.empty()) diagnostics_.push_back({"HY000", 0, what()});
}

struct Connection::State {
    SQLHENV environment = SQL_NULL_HENV;
    SQLHDBC handle = SQL_NULL_HDBC;
    bool isConnected = false;
    OnWarning onWarning;

    ~State() {
        if (isConnected) SQLDisconnect(handle);
        if (handle != SQL_NULL_HDBC) SQLFreeHandle(SQL_HANDLE_DBC, handle);
        if (environment != SQL_NULL_HENV) SQLFreeHandle(SQL_HANDLE_ENV, environment);
    }
};

struct Statement::State {
    SQLHSTMT handle = SQL_NULL_HSTMT;
    const OnWarning* onWarning = nullptr;
    std::vector<Column> columns;
    std::array<SQLWCHAR, kPieceUnits> piece{};

    ~State() {
        if (handle != SQL_NULL_HSTMT) SQLFreeHandle(SQL_HANDLE_STMT, handle);
    }
    void check(SQLRETURN result) const { installer::check(result, SQL_HANDLE_STMT, handle, *onWarning); }

    void describe() {
        SQLSMALLINT count = 0;
        check(SQLNumResultCols(handle, &count));
        columns.clear();
        for (SQLSMALLINT i = 1; i <= count; ++i) {
            SQLSMALLINT units = 0, type = 0, digits = 0, nullable = 0;
            SQLULEN size = 0;
            check(SQLDescribeColW(handle, static_cast<SQLUSMALLINT>(i), piece.data(), kPieceUnits, &units, &type, &size,
                                  &digits, &nullable));
            columns.push_back({narrow(piece.data(), static_cast<std::size_t>(units)), kindOf(type)});
        }
    }

    // A value of any length, piece by piece.
    Cell cell(SQLUSMALLINT number) {
        std::u16string text;
        for (;;) {
            SQLLEN length = 0;
            const SQLRETURN result = SQLGetData(handle, number, SQL_C_WCHAR, piece.data(), sizeof(piece), &length);
            if (result == SQL_NO_DATA) break;
            const bool isPart = result == SQL_SUCCESS_WITH_INFO &&
                                (length == SQL_NO_TOTAL || length >= static_cast<SQLLEN>(sizeof(piece)));
            if (!isPart) check(result);
            if (length == SQL_NULL_DATA) return std::nullopt;
            const std::size_t units = isPart ? kPieceUnits - 1 : static_cast<std::size_t>(length) / sizeof(SQLWCHAR);
            text.append(reinterpret_cast<const char16_t*>(piece.data()), units);
            if (!isPart) break;
        }
        return common::utf8Of(text);
    }
};

Connection::Connection(const std::string& connectionString, OnWarning onWarning) : state_(std::make_unique<State>()) {
    State& state = *state_;
    state.onWarning = std::move(onWarning);
    SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &state.environment);
    SQLSetEnvAttr(state.environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    if (!SQL_SUCCEEDED(SQLAllocHandle(SQL_HANDLE_DBC, state.environment, &state.handle)))
        throwDiagnostics(SQL_HANDLE_ENV, state.environment);
    std::u16string text = common::utf16Of(connectionString);
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<SQLSMALLINT>::max()))
        throw OdbcError({{"HY090", 0, "The connection string is longer than ODBC allows (32767 characters)."}});
    const SQLRETURN result = SQLDriverConnectW(state.handle, nullptr, wide(text), static_cast<SQLSMALLINT>(text.size()),
                                               nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
    state.isConnected = SQL_SUCCEEDED(result);
    check(result, SQL_HANDLE_DBC, state.handle, state.onWarning);
}

Connection::~Connection() = default;

Statement Connection::statement() {
    auto state = std::make_unique<Statement::State>();
    state->onWarning = &state_->onWarning;
    check(SQLAllocHandle(SQL_HANDLE_STMT, state_->handle, &state->handle), SQL_HANDLE_DBC, state_->handle,
          state_->onWarning);
    return Statement(std::move(state));
}

Statement::Statement(std::unique_ptr<State> state) : state_(std::move(state)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement::~Statement() = default;

void Statement::limitRows(std::uint64_t limit) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how ODBC passes numbers
    auto* const number = reinterpret_cast<SQLPOINTER>(static_cast<std::uintptr_t>(limit));
    state_->check(SQLSetStmtAttrW(state_->handle, SQL_ATTR_MAX_ROWS, number, 0));
}

void Statement::execute(std::string_view sql) {
    std::u16string text = common::utf16Of(sql);
    state_->check(SQLExecDirectW(state_->handle, wide(text), static_cast<SQLINTEGER>(text.size())));
    state_->describe();
}

const std::vector<Column>& Statement::columns() const {
    return state_->columns;
}

std::int64_t Statement::changedRows() {
    SQLLEN count = 0;
    state_->check(SQLRowCount(state_->handle, &count));
    return count;
}

bool Statement::fetch(std::vector<Cell>& cells) {
    const SQLRETURN result = SQLFetch(state_->handle);
    state_->check(result);
    if (result == SQL_NO_DATA) return false;
    cells.resize(state_->columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = state_->cell(static_cast<SQLUSMALLINT>(i + 1));
    return true;
}

bool Statement::nextResult() {
    const SQLRETURN result = SQLMoreResults(state_->handle);
    state_->check(result);
    if (result == SQL_NO_DATA) return false;
    state_->describe();
    return true;
}

void Statement::cancel() const noexcept {
    SQLCancel(state_->handle);
}

}  // namespace assetsodbc::installer
