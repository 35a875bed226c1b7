#include "tests/odbc/random_calls/caller.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <set>

#include "common/unicode.h"
#include "driver/api/handles.h"
#include "driver/handles/registry.h"
#include "driver/sqlstate.h"

namespace assetsodbc::randomcalls {

namespace {

using driver::Registry;
using driver::WideUnit;

constexpr SQLSMALLINT kCTypes[] = {
    SQL_C_CHAR,
    SQL_C_CHAR,
    SQL_C_WCHAR,
    SQL_C_WCHAR,
    SQL_C_BINARY,
    SQL_C_DEFAULT,
    SQL_C_BIT,
    SQL_C_STINYINT,
    SQL_C_UTINYINT,
    SQL_C_TINYINT,
    SQL_C_SSHORT,
    SQL_C_USHORT,
    SQL_C_SHORT,
    SQL_C_SLONG,
    SQL_C_ULONG,
    SQL_C_LONG,
    SQL_C_SBIGINT,
    SQL_C_UBIGINT,
    SQL_C_FLOAT,
    SQL_C_DOUBLE,
    SQL_C_NUMERIC,
    SQL_C_DATE,
    SQL_C_TIME,
    SQL_C_TIMESTAMP,
    SQL_C_TYPE_DATE,
    SQL_C_TYPE_TIME,
    SQL_C_TYPE_TIMESTAMP,
    SQL_C_GUID,
    SQL_C_VARBOOKMARK,
    SQL_ARD_TYPE,
    SQL_C_INTERVAL_DAY,
    SQL_C_INTERVAL_YEAR_TO_MONTH,
};
constexpr SQLSMALLINT kSqlTypes[] = {
    SQL_CHAR,          SQL_VARCHAR,   SQL_LONGVARCHAR,  SQL_WCHAR,          SQL_WVARCHAR, SQL_WLONGVARCHAR,
    SQL_BIT,           SQL_TINYINT,   SQL_SMALLINT,     SQL_INTEGER,        SQL_BIGINT,   SQL_REAL,
    SQL_FLOAT,         SQL_DOUBLE,    SQL_DECIMAL,      SQL_NUMERIC,        SQL_DATE,     SQL_TIME,
    SQL_TIMESTAMP,     SQL_TYPE_DATE, SQL_TYPE_TIME,    SQL_TYPE_TIMESTAMP, SQL_BINARY,   SQL_VARBINARY,
    SQL_LONGVARBINARY, SQL_GUID,      SQL_INTERVAL_DAY, SQL_UNKNOWN_TYPE,
};

std::string utf16Bytes(const std::string& utf8) {
    const std::u16string units = common::utf16Of(utf8);
    return {reinterpret_cast<const char*>(units.data()), units.size() * sizeof(char16_t)};
}

std::string utf32Bytes(const std::string& utf8) {
    const std::u16string units = common::utf16Of(utf8);
    std::u32string points;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const char32_t unit = units[i];
        const bool isPair = unit >= 0xD800 && unit <= 0xDBFF && i + 1 < units.size();
        points += isPair ? 0x10000 + ((unit - 0xD800) << 10) + (char32_t(units[++i]) - 0xDC00) : unit;
    }
    return {reinterpret_cast<const char*>(points.data()), points.size() * sizeof(char32_t)};
}

std::set<std::string> knownStates() {
    std::set<std::string> states;
    for (int i = 0; i <= static_cast<int>(driver::SqlState::DriverDoesNotSupport); ++i) {
        states.insert(std::string(driver::code(static_cast<driver::SqlState>(i))));
        states.insert(std::string(driver::codeOdbc2(static_cast<driver::SqlState>(i))));
    }
    return states;
}

std::string hex(SQLHANDLE handle) {
    char text[32];
    std::snprintf(text, sizeof text, "%p", handle);
    return text;
}

bool isDefined(SQLRETURN result) {
    constexpr SQLRETURN kDefined[] = {SQL_SUCCESS, SQL_SUCCESS_WITH_INFO, SQL_NO_DATA,        SQL_NEED_DATA,
                                      SQL_ERROR,   SQL_INVALID_HANDLE,    SQL_STILL_EXECUTING};
    return std::find(std::begin(kDefined), std::end(kDefined), result) != std::end(kDefined);
}

// The functions that read diagnostics leave them as they are, and so do those that may interrupt another call.
bool leavesDiagnostics(std::string_view function) {
    return function.substr(0, 10) != "SQLGetDiag" && function.substr(0, 8) != "SQLError" &&
           function.substr(0, 9) != "SQLCancel";
}

// Ends what keeps a statement from being freed: waiting for data, which SQLCancel ends, and a call that goes on by
// itself, which ends when the same function is called again. Which one that was is not known here.
void finish(SQLHSTMT stmt) {
    SQLCHAR none[] = "";
    SQLLEN length = 0;
    char value[16] = "";
    for (int rounds = 0; rounds < 10000; ++rounds) {
        SQLCancel(stmt);
        SQLExecDirect(stmt, none, SQL_NTS);
        SQLPrepare(stmt, none, SQL_NTS);
        SQLExecute(stmt);
        SQLParamData(stmt, nullptr);
        SQLPutData(stmt, none, 0);
        SQLMoreResults(stmt);
        SQLFetch(stmt);
        SQLFetchScroll(stmt, SQL_FETCH_NEXT, 0);
        SQLExtendedFetch(stmt, SQL_FETCH_NEXT, 0, nullptr, nullptr);
        SQLSetPos(stmt, 0, SQL_POSITION, SQL_LOCK_NO_CHANGE);
        SQLBulkOperations(stmt, SQL_ADD);
        SQLGetData(stmt, 1, SQL_C_CHAR, value, sizeof value, &length);
        SQLTables(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLColumns(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLPrimaryKeys(stmt, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLForeignKeys(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLStatistics(stmt, nullptr, 0, nullptr, 0, nullptr, 0, SQL_INDEX_ALL, SQL_QUICK);
        SQLSpecialColumns(stmt, SQL_BEST_ROWID, nullptr, 0, nullptr, 0, nullptr, 0, SQL_SCOPE_SESSION, SQL_NULLABLE);
        SQLTablePrivileges(stmt, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLColumnPrivileges(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLProcedures(stmt, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLProcedureColumns(stmt, nullptr, 0, nullptr, 0, nullptr, 0, nullptr, 0);
        SQLGetTypeInfo(stmt, SQL_ALL_TYPES);
        SQLNumResultCols(stmt, nullptr);
        SQLNumParams(stmt, nullptr);
        SQLDescribeParam(stmt, 1, nullptr, nullptr, nullptr, nullptr);
        SQLDescribeCol(stmt, 1, nullptr, 0, nullptr, nullptr, nullptr, nullptr, nullptr);
        SQLColAttribute(stmt, 1, SQL_DESC_COUNT, nullptr, 0, nullptr, nullptr);
        SQLCancel(stmt);
        const SQLRETURN freed = SQLFreeHandle(SQL_HANDLE_STMT, stmt);
        if (freed == SQL_SUCCESS || freed == SQL_INVALID_HANDLE) return;
    }
}

}  // namespace

Caller::Caller(Choices& source, const Texts& pool, Complaint complain)
    : choices(source), texts(pool), complain_(std::move(complain)) {}

Caller::~Caller() {
    const std::vector<Owned> all = living_;
    for (const Owned& connection : all) {
        if (connection.kind != SQL_HANDLE_DBC) continue;
        for (const Owned& child : all) {
            if (child.kind == SQL_HANDLE_STMT && child.parent == connection.handle) finish(child.handle);
        }
        SQLEndTran(SQL_HANDLE_DBC, connection.handle, SQL_ROLLBACK);
        SQLDisconnect(connection.handle);
        if (SQLFreeHandle(SQL_HANDLE_DBC, connection.handle) != SQL_SUCCESS)
            complain_("a connection cannot be freed at the end");
    }
    for (const Owned& environment : all) {
        if (environment.kind != SQL_HANDLE_ENV) continue;
        if (SQLFreeHandle(SQL_HANDLE_ENV, environment.handle) != SQL_SUCCESS)
            complain_("an environment cannot be freed at the end");
    }
}

void Caller::adopt(SQLSMALLINT kind, SQLHANDLE handle, SQLHANDLE parent) {
    if (!isLiving(kind, handle)) living_.push_back({kind, handle, parent});
}

void Caller::connectLegally(driver::WideUnit unit, const std::string& connectionString) {
    SQLHANDLE env = SQL_NULL_HANDLE, dbc = SQL_NULL_HANDLE;
    driver::api::allocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &env, unit);
    adopt(SQL_HANDLE_ENV, env, SQL_NULL_HANDLE);
    const SQLULEN version = choices.oneIn(3) ? SQL_OV_ODBC2 : SQL_OV_ODBC3;
    SQLSetEnvAttr(env, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(version), 0);
    if (SQLAllocHandle(SQL_HANDLE_DBC, env, &dbc) != SQL_SUCCESS) return complain_("no connection handle");
    adopt(SQL_HANDLE_DBC, dbc, env);
    std::string text = connectionString;
    auto* const sql = reinterpret_cast<SQLCHAR*>(text.data());
    if (!SQL_SUCCEEDED(SQLDriverConnect(dbc, nullptr, sql, SQL_NTS, nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT))) {
        return complain_("no connection");
    }
    for (int i = 0; i < 3; ++i) {
        SQLHANDLE stmt = SQL_NULL_HANDLE;
        if (SQLAllocHandle(SQL_HANDLE_STMT, dbc, &stmt) == SQL_SUCCESS) adopt(SQL_HANDLE_STMT, stmt, dbc);
    }
}

void Caller::call(unsigned groups) {
    if (goesOn_) std::move(buffers_.begin(), buffers_.end(), std::back_inserter(kept_));
    goesOn_ = false;
    buffers_.clear();
    const std::vector<Call>& calls = allCalls();
    std::uint64_t total = 0;
    for (const Call& call : calls) total += (call.group & groups) != 0 ? call.weight : 0;
    std::uint64_t at = choices.below(total);
    for (const Call& call : calls) {
        const std::uint64_t weight = (call.group & groups) != 0 ? call.weight : 0;
        if (at < weight) {
            ++counts_[call.name].calls;
            call.make(*this);
            return;
        }
        at -= weight;
    }
}

SQLHANDLE Caller::living(SQLSMALLINT kind) {
    std::vector<SQLHANDLE> fitting;
    for (const Owned& owned : living_) {
        if (owned.kind == kind) fitting.push_back(owned.handle);
    }
    return fitting.empty() ? SQL_NULL_HANDLE : fitting[choices.below(fitting.size())];
}

SQLHANDLE Caller::handle(SQLSMALLINT kind) {
    const std::uint64_t way = choices.below(60);
    if (way >= 6) return living(kind);
    if (way == 0) return SQL_NULL_HANDLE;
    if (way == 1 && !freed_.empty()) return freed_[choices.below(freed_.size())];
    if (way == 2) return reinterpret_cast<SQLHANDLE>(std::uintptr_t(choices.below(~std::uint64_t{0})));
    if (way == 3) return memory.data(choices);
    // Not the lower bits: those make a neighbour of it, which may be a descriptor that we were never told of.
    const SQLHANDLE other = living_.empty() ? SQL_NULL_HANDLE : living_[choices.below(living_.size())].handle;
    if (way == 4) return other;
    return reinterpret_cast<SQLHANDLE>(reinterpret_cast<std::uintptr_t>(other) ^ std::uintptr_t{1}
                                                                                     << (20 + choices.below(44)));
}

bool Caller::isLiving(SQLSMALLINT kind, SQLHANDLE handle) const {
    return std::any_of(living_.begin(), living_.end(),
                       [&](const Owned& owned) { return owned.kind == kind && owned.handle == handle; });
}

void Caller::forgetOwnedBy(SQLHANDLE parent) {
    std::vector<SQLHANDLE> children;
    for (const Owned& owned : living_) {
        if (owned.parent == parent) children.push_back(owned.handle);
    }
    for (const SQLHANDLE child : children) forget(child);
}

void Caller::forget(SQLHANDLE handle) {
    forgetOwnedBy(handle);
    living_.erase(
        std::remove_if(living_.begin(), living_.end(), [&](const Owned& owned) { return owned.handle == handle; }),
        living_.end());
    freed_.push_back(handle);
    if (freed_.size() > 100) freed_.erase(freed_.begin());
}

SQLPOINTER Caller::buffer(std::size_t length) {
    buffers_.emplace_back(std::max<std::size_t>(length, 1));
    return buffers_.back().data();
}

SQLSMALLINT Caller::capacity() {
    constexpr SQLSMALLINT kCapacities[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 64, 256, 1000, 4096, -1, SQL_NTS, -32768};
    return choices.of(kCapacities);
}

SQLPOINTER Caller::bufferOf(SQLLEN capacity, std::size_t unit, std::size_t least) {
    if (choices.oneIn(10)) return nullptr;
    return buffer(std::max(least, capacity > 0 ? std::size_t(capacity) * unit : 0));
}

std::string Caller::mutated(std::string text) {
    // Another address would be looked up.
    if (text.empty() || text.find("URL=http") != text.npos || !choices.oneIn(24)) return text;
    const std::size_t at = choices.below(text.size());
    switch (choices.below(3)) {
        case 0:
            text[at] = static_cast<char>(choices.below(256));
            break;
        case 1:
            text.erase(at);
            break;
        default:
            text.insert(at, 1, static_cast<char>(choices.below(256)));
            break;
    }
    return text;
}

Caller::TextArgument Caller::narrowText(const std::vector<std::string>& pool) {
    if (choices.oneIn(40)) return {nullptr, choices.oneIn(2) ? SQLLEN{SQL_NTS} : SQLLEN{0}};
    std::string text = mutated(pool[choices.below(pool.size())]);
    // A length that is wrong, in a type of 16 bits too.
    if (choices.oneIn(60)) return {buffer(0), -SQLLEN(choices.below(30000)) - 4};
    const bool isTerminated = choices.oneIn(2);
    if (isTerminated) text += '\0';
    SQLPOINTER const bytes = buffer(text.size());
    std::memcpy(bytes, text.data(), text.size());
    return {bytes, isTerminated ? SQLLEN{SQL_NTS} : SQLLEN(text.size())};
}

Caller::TextArgument Caller::wideText(SQLHANDLE handle, const std::vector<std::string>& pool, bool inBytes) {
    const TextArgument narrow = narrowText(pool);
    if (narrow.text == nullptr || (narrow.length < 0 && narrow.length != SQL_NTS)) return narrow;
    const bool isTerminated = narrow.length == SQL_NTS;
    const std::string text = isTerminated ? std::string(static_cast<char*>(narrow.text))
                                          : std::string(static_cast<char*>(narrow.text), std::size_t(narrow.length));
    const bool isUtf16 = Registry::wideUnitOf(handle) == WideUnit::Utf16;
    const std::size_t unit = isUtf16 ? 2 : 4;
    std::string bytes = isUtf16 ? utf16Bytes(text) : utf32Bytes(text);
    if (bytes.size() > unit && choices.oneIn(40)) bytes.erase(choices.below(bytes.size() / unit) * unit, unit);
    if (bytes.size() > unit && choices.oneIn(40)) bytes[choices.below(bytes.size())] = '\xD8';
    if (isTerminated) bytes.append(unit, '\0');
    SQLPOINTER const copy = buffer(bytes.size());
    std::memcpy(copy, bytes.data(), bytes.size());
    if (isTerminated) return {copy, SQL_NTS};
    return {copy, SQLLEN(inBytes ? bytes.size() : bytes.size() / unit)};
}

SQLSMALLINT Caller::cType() {
    return choices.oneIn(25) ? static_cast<SQLSMALLINT>(choices.below(65536)) : choices.of(kCTypes);
}

SQLSMALLINT Caller::sqlType() {
    return choices.oneIn(25) ? static_cast<SQLSMALLINT>(choices.below(65536)) : choices.of(kSqlTypes);
}

SQLULEN Caller::smallNumber() {
    return choices.oneIn(20) ? SQLULEN(choices.below(~std::uint64_t{0})) : SQLULEN(choices.below(30));
}

// Both families of a function count as one.
void Caller::succeeded(std::string_view function) {
    if (function.back() == 'W') function.remove_suffix(1);
    ++counts_[std::string(function)].successes;
}

SQLRETURN Caller::answered(std::string_view function, SQLSMALLINT kind, SQLHANDLE handle, SQLRETURN result) {
    const std::string what = std::string(function) + " on " + hex(handle) + " = " + std::to_string(result);
    if (SQL_SUCCEEDED(result) || result == SQL_NEED_DATA) succeeded(function);
    goesOn_ |= result == SQL_STILL_EXECUTING;
    if (!isDefined(result)) complain_(what + ", which is no return code");
    const bool lives = isLiving(kind, handle);
    if (lives && result == SQL_INVALID_HANDLE) complain_(what + " on a valid handle");
    if (!lives && result != SQL_INVALID_HANDLE) complain_(what + " on an invalid handle");
    if (lives && leavesDiagnostics(function)) checkDiagnostics(function, kind, handle, result);
    return result;
}

void Caller::checkDiagnostics(std::string_view function, SQLSMALLINT kind, SQLHANDLE handle, SQLRETURN result) {
    static const std::set<std::string> known = knownStates();
    SQLCHAR state[SQL_SQLSTATE_SIZE + 1] = "";
    SQLCHAR message[64] = "";
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    const SQLRETURN read = SQLGetDiagRec(kind, handle, 1, state, &native, message, sizeof message, &length);
    const std::string text(reinterpret_cast<char*>(state));
    const std::string what = std::string(function) + " = " + std::to_string(result) + " with SQLSTATE '" + text + "'";
    const bool isError = result == SQL_ERROR || result == SQL_SUCCESS_WITH_INFO;
    if (isError && !SQL_SUCCEEDED(read)) complain_(what + ": no diagnostic record");
    if (!SQL_SUCCEEDED(read)) return;
    if (known.count(text) == 0) complain_(what + ": an unknown state");
    if (length == 0) complain_(what + ": no message");
    if (result == SQL_SUCCESS) complain_(what + ": success leaves a record: " + reinterpret_cast<char*>(message));
    if (result == SQL_ERROR && text.substr(0, 2) == "01") complain_(what + ": a warning is no error");
}

const std::vector<Call>& allCalls() {
    static const std::vector<Call> all = [] {
        std::vector<Call> calls;
        for (const auto* group :
             {&handleCalls(), &attributeCalls(), &statementCalls(), &catalogCalls(), &legalCalls()}) {
            calls.insert(calls.end(), group->begin(), group->end());
        }
        return calls;
    }();
    return all;
}

}  // namespace assetsodbc::randomcalls
