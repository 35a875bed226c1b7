// A small ODBC application for the black-box tests: what a program calls, through the real driver manager, in the
// narrow or the wide family. Text of the tests is UTF-8; the wide family converts it to UTF-16 itself, apart from the
// driver.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assetsodbc::odbctest {

enum class Family { Narrow, Wide };

struct Diagnostic {
    std::string state;
    std::int32_t native = 0;
    std::string message;
};

std::u16string toUtf16(const std::string& utf8);
std::string toUtf8(const std::u16string& utf16);

// All records of a handle, read in the given family.
std::vector<Diagnostic> diagnosticsOf(SQLSMALLINT handleType, SQLHANDLE handle, Family family);
std::string describe(const std::vector<Diagnostic>& diagnostics);

class Connection {
public:
    explicit Connection(Family family = Family::Narrow, SQLINTEGER odbcVersion = SQL_OV_ODBC3);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    SQLRETURN driverConnect(const std::string& connectionString, std::string* completed = nullptr);
    SQLRETURN connect(const std::string& dataSource, const char* user, const char* password);
    SQLRETURN disconnect();
    std::vector<Diagnostic> diagnostics() const { return diagnosticsOf(SQL_HANDLE_DBC, handle_, family_); }
    std::string infoText(SQLUSMALLINT type) const;
    SQLHDBC handle() const { return handle_; }
    SQLHENV environment() const { return environment_; }
    Family family() const { return family_; }

private:
    Family family_;
    SQLHENV environment_ = SQL_NULL_HENV;
    SQLHDBC handle_ = SQL_NULL_HDBC;
    bool connected_ = false;
};

struct Column {
    std::string name;
    SQLSMALLINT type = 0;
    SQLULEN size = 0;
    SQLSMALLINT decimals = 0;
    SQLSMALLINT nullable = 0;
};

using Cell = std::optional<std::string>;
using Row = std::vector<Cell>;

class Statement {
public:
    explicit Statement(const Connection& connection);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    SQLRETURN execute(const std::string& sql);  // SQLExecDirect(W)
    SQLRETURN prepare(const std::string& sql);
    SQLRETURN executePrepared() { return SQLExecute(handle_); }
    SQLRETURN fetch() { return SQLFetch(handle_); }
    SQLRETURN close() { return SQLFreeStmt(handle_, SQL_CLOSE); }
    SQLSMALLINT columnCount() const;
    Column column(SQLUSMALLINT number) const;  // SQLDescribeCol(W)
    // One cell as text, read with SQL_C_CHAR or SQL_C_WCHAR in pieces of pieceBytes.
    Cell text(SQLUSMALLINT column, std::size_t pieceBytes = 4096);
    // Everything that is left of the result, as text. Fails the running test on an error.
    std::vector<Row> rows();
    std::vector<Diagnostic> diagnostics() const { return diagnosticsOf(SQL_HANDLE_STMT, handle_, family_); }
    std::string state() const;  // SQLSTATE of the first record, "" when there is none
    SQLHSTMT handle() const { return handle_; }

private:
    Family family_;
    SQLHSTMT handle_ = SQL_NULL_HSTMT;
};

// Executes on a fresh statement and returns all rows; fails the running test on any error.
std::vector<Row> query(const Connection& connection, const std::string& sql);

}  // namespace assetsodbc::odbctest
