#include "odbc_client.h"

#include <gtest/gtest.h>
#include <sqlucode.h>

#include <algorithm>
#include <codecvt>
#include <cstdlib>
#include <fstream>
#include <locale>

namespace assetsodbc::odbctest {

namespace {

// The standard library's converter, so that the tests share no conversion with the driver.
using Converter = std::wstring_convert<std::codecvt_utf8_utf16<char16_t>, char16_t>;

SQLCHAR* narrow(const std::string& text) {
    return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text.data()));
}
SQLWCHAR* wide(std::u16string& text) {
    return reinterpret_cast<SQLWCHAR*>(text.data());
}
std::string fromWide(const SQLWCHAR* text, std::size_t length) {
    return toUtf8(std::u16string(text, text + length));
}

Diagnostic wideRecord(SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT number, SQLRETURN& rc) {
    SQLWCHAR state[6] = {}, message[4096] = {};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    rc = SQLGetDiagRecW(type, handle, number, state, &native, message, 4096, &length);
    return {fromWide(state, 5), native, fromWide(message, static_cast<std::size_t>(std::clamp<int>(length, 0, 4095)))};
}

Diagnostic narrowRecord(SQLSMALLINT type, SQLHANDLE handle, SQLSMALLINT number, SQLRETURN& rc) {
    SQLCHAR state[6] = {}, message[4096] = {};
    SQLINTEGER native = 0;
    SQLSMALLINT length = 0;
    rc = SQLGetDiagRec(type, handle, number, state, &native, message, 4096, &length);
    return {reinterpret_cast<char*>(state), native, reinterpret_cast<char*>(message)};
}

// Where a whole run is searched for secrets at its end, everything that the driver says is kept (see tests/recorder).
const char* suiteLog() {
    static const char* const file = std::getenv("SUITE_LOG");
    return file != nullptr && *file != '\0' ? file : nullptr;
}

void keepMessage(const Diagnostic& record) {
    if (suiteLog() == nullptr) return;
    std::ofstream(std::string(suiteLog()) + ".messages", std::ios::app) << record.message << '\n';
}

// With a log at its most talkative, unless the test has one of its own or wants the string back.
std::string logged(const std::string& connectionString, bool isReturned) {
    if (suiteLog() == nullptr || isReturned || connectionString.find("Logfile") != std::string::npos) {
        return connectionString;
    }
    return connectionString + ";Logfile=" + suiteLog() + ";Verbosity=5";
}

}  // namespace

std::u16string toUtf16(const std::string& utf8) {
    return Converter().from_bytes(utf8);
}
std::string toUtf8(const std::u16string& utf16) {
    return Converter().to_bytes(utf16);
}

std::vector<Diagnostic> diagnosticsOf(SQLSMALLINT handleType, SQLHANDLE handle, Family family) {
    std::vector<Diagnostic> records;
    for (SQLSMALLINT number = 1;; ++number) {
        SQLRETURN rc = SQL_ERROR;
        auto record = family == Family::Wide ? wideRecord(handleType, handle, number, rc)
                                             : narrowRecord(handleType, handle, number, rc);
        if (!SQL_SUCCEEDED(rc)) return records;
        keepMessage(record);
        records.push_back(std::move(record));
    }
}

std::string describe(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const auto& record : diagnostics)
        text += record.state + " (" + std::to_string(record.native) + ") " + record.message + "\n";
    return text;
}

Connection::Connection(Family family, SQLINTEGER odbcVersion) : family_(family) {
    EXPECT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_));
    SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(static_cast<SQLLEN>(odbcVersion)),
                  0);
    EXPECT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_DBC, environment_, &handle_));
}

Connection::~Connection() {
    disconnect();
    SQLFreeHandle(SQL_HANDLE_DBC, handle_);
    SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

SQLRETURN Connection::driverConnect(const std::string& connectionString, std::string* completed) {
    const std::string sent = logged(connectionString, completed != nullptr);
    SQLSMALLINT length = 0;
    SQLRETURN rc;
    if (family_ == Family::Wide) {
        auto text = toUtf16(sent);
        SQLWCHAR out[2048] = {};
        rc = SQLDriverConnectW(handle_, nullptr, wide(text), static_cast<SQLSMALLINT>(text.size()), out, 2048, &length,
                               SQL_DRIVER_NOPROMPT);
        if (completed != nullptr) *completed = fromWide(out, static_cast<std::size_t>(length));
    } else {
        SQLCHAR out[2048] = {};
        rc = SQLDriverConnect(handle_, nullptr, narrow(sent), SQL_NTS, out, 2048, &length, SQL_DRIVER_NOPROMPT);
        if (completed != nullptr) *completed = reinterpret_cast<char*>(out);
    }
    connected_ = SQL_SUCCEEDED(rc);
    return rc;
}

SQLRETURN Connection::connect(const std::string& dataSource, const char* user, const char* password) {
    const auto optional = [](const char* text) { return reinterpret_cast<SQLCHAR*>(const_cast<char*>(text)); };
    SQLRETURN rc;
    if (family_ == Family::Wide) {
        auto name = toUtf16(dataSource), uid = toUtf16(user ? user : ""), pwd = toUtf16(password ? password : "");
        rc = SQLConnectW(handle_, wide(name), SQL_NTS, user ? wide(uid) : nullptr, SQL_NTS,
                         password ? wide(pwd) : nullptr, SQL_NTS);
    } else {
        rc = SQLConnect(handle_, narrow(dataSource), SQL_NTS, optional(user), SQL_NTS, optional(password), SQL_NTS);
    }
    connected_ = SQL_SUCCEEDED(rc);
    return rc;
}

SQLRETURN Connection::disconnect() {
    if (!connected_) return SQL_SUCCESS;
    connected_ = false;
    return SQLDisconnect(handle_);
}

std::string Connection::infoText(SQLUSMALLINT type) const {
    SQLSMALLINT length = 0;
    if (family_ == Family::Wide) {
        SQLWCHAR text[512] = {};
        EXPECT_TRUE(SQL_SUCCEEDED(SQLGetInfoW(handle_, type, text, sizeof text, &length))) << type;
        return fromWide(text, static_cast<std::size_t>(length) / sizeof(SQLWCHAR));
    }
    SQLCHAR text[512] = {};
    EXPECT_TRUE(SQL_SUCCEEDED(SQLGetInfo(handle_, type, text, sizeof text, &length))) << type;
    return reinterpret_cast<char*>(text);
}

Statement::Statement(const Connection& connection) : family_(connection.family()) {
    EXPECT_EQ(SQL_SUCCESS, SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &handle_));
}

Statement::~Statement() {
    SQLFreeHandle(SQL_HANDLE_STMT, handle_);
}

SQLRETURN Statement::execute(const std::string& sql) {
    if (family_ == Family::Narrow) return SQLExecDirect(handle_, narrow(sql), SQL_NTS);
    auto text = toUtf16(sql);
    return SQLExecDirectW(handle_, wide(text), static_cast<SQLINTEGER>(text.size()));
}

SQLRETURN Statement::prepare(const std::string& sql) {
    if (family_ == Family::Narrow) return SQLPrepare(handle_, narrow(sql), static_cast<SQLINTEGER>(sql.size()));
    auto text = toUtf16(sql);
    return SQLPrepareW(handle_, wide(text), SQL_NTS);
}

SQLSMALLINT Statement::columnCount() const {
    SQLSMALLINT count = -1;
    EXPECT_TRUE(SQL_SUCCEEDED(SQLNumResultCols(handle_, &count))) << describe(diagnostics());
    return count;
}

Column Statement::column(SQLUSMALLINT number) const {
    Column column;
    SQLSMALLINT length = 0;
    SQLRETURN rc;
    if (family_ == Family::Wide) {
        SQLWCHAR name[256] = {};
        rc = SQLDescribeColW(handle_, number, name, 256, &length, &column.type, &column.size, &column.decimals,
                             &column.nullable);
        column.name = fromWide(name, static_cast<std::size_t>(length));
    } else {
        SQLCHAR name[256] = {};
        rc = SQLDescribeCol(handle_, number, name, 256, &length, &column.type, &column.size, &column.decimals,
                            &column.nullable);
        column.name = reinterpret_cast<char*>(name);
    }
    EXPECT_TRUE(SQL_SUCCEEDED(rc)) << describe(diagnostics());
    return column;
}

Cell Statement::text(SQLUSMALLINT column, std::size_t pieceBytes) {
    const bool isWide = family_ == Family::Wide;
    const std::size_t unit = isWide ? sizeof(SQLWCHAR) : 1;
    std::vector<char> piece(pieceBytes);
    std::string bytes;
    for (;;) {
        SQLLEN indicator = 0;
        const SQLRETURN rc = SQLGetData(handle_, column, isWide ? SQL_C_WCHAR : SQL_C_CHAR, piece.data(),
                                        static_cast<SQLLEN>(piece.size()), &indicator);
        if (rc == SQL_NO_DATA) break;
        EXPECT_TRUE(SQL_SUCCEEDED(rc)) << describe(diagnostics());
        if (!SQL_SUCCEEDED(rc)) break;
        if (indicator == SQL_NULL_DATA) return std::nullopt;
        // A cut piece ends at its terminator: characters are never split, so it may be a few bytes short.
        std::size_t length = static_cast<std::size_t>(indicator);
        if (rc == SQL_SUCCESS_WITH_INFO) {
            length = 0;
            const auto terminated = [&] {
                return std::all_of(piece.begin() + static_cast<std::ptrdiff_t>(length),
                                   piece.begin() + static_cast<std::ptrdiff_t>(length + unit),
                                   [](char c) { return c == 0; });
            };
            while (length + unit <= piece.size() && !terminated()) length += unit;
        }
        bytes.append(piece.data(), length);
        if (rc == SQL_SUCCESS) break;
    }
    if (!isWide) return bytes;
    return toUtf8(std::u16string(reinterpret_cast<const char16_t*>(bytes.data()), bytes.size() / 2));
}

std::vector<Row> Statement::rows() {
    std::vector<Row> rows;
    const auto count = static_cast<SQLUSMALLINT>(columnCount());
    SQLRETURN rc;
    while (SQL_SUCCEEDED(rc = fetch())) {
        Row row;
        for (SQLUSMALLINT number = 1; number <= count; ++number) row.push_back(text(number));
        rows.push_back(std::move(row));
    }
    EXPECT_EQ(SQL_NO_DATA, rc) << describe(diagnostics());
    return rows;
}

std::string Statement::state() const {
    const auto records = diagnostics();
    return records.empty() ? "" : records.front().state;
}

std::vector<Row> query(const Connection& connection, const std::string& sql) {
    Statement statement(connection);
    const SQLRETURN rc = statement.execute(sql);
    EXPECT_TRUE(SQL_SUCCEEDED(rc)) << sql << "\n" << describe(statement.diagnostics());
    return SQL_SUCCEEDED(rc) ? statement.rows() : std::vector<Row>{};
}

}  // namespace assetsodbc::odbctest
