#include "tests/oracle/odbc_source.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <list>
#include <stdexcept>

namespace assetsodbc::oracle {
namespace {

using odbctest::Statement;

class PrivateFolder {
public:
    PrivateFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-oracle-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        std::ofstream(folder_ / "odbcinst.ini") << "[Assets]\nDriver=" << ASSETSODBC_LIBRARY << "\n";
        std::ofstream(folder_ / "odbc.ini") << "\n";
        setenv("ODBCSYSINI", folder_.c_str(), 1);
        setenv("ODBCINI", (folder_ / "odbc.ini").c_str(), 1);
        setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
    }
    ~PrivateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

private:
    std::filesystem::path folder_;
};

struct BoundValue {
    std::int64_t whole = 0;
    double real = 0;
    std::string text;
    SQL_DATE_STRUCT date{};
    SQL_TIMESTAMP_STRUCT timestamp{};
    SQL_TIME_STRUCT time{};
    SQLLEN length = 0;
};

int numberAt(const std::string& text, std::size_t at, std::size_t length) {
    return std::atoi(text.substr(at, length).c_str());
}

SQL_DATE_STRUCT dateOf(const std::string& text) {
    return {static_cast<SQLSMALLINT>(numberAt(text, 0, 4)), static_cast<SQLUSMALLINT>(numberAt(text, 5, 2)),
            static_cast<SQLUSMALLINT>(numberAt(text, 8, 2))};
}

SQL_TIME_STRUCT timeOf(const std::string& text) {
    return {static_cast<SQLUSMALLINT>(numberAt(text, 0, 2)), static_cast<SQLUSMALLINT>(numberAt(text, 3, 2)),
            static_cast<SQLUSMALLINT>(numberAt(text, 6, 2))};
}

SQL_TIMESTAMP_STRUCT timestampOf(const std::string& text) {
    const SQL_DATE_STRUCT date = dateOf(text);
    const SQL_TIME_STRUCT time = timeOf(text.substr(11));
    return {date.year,
            date.month,
            date.day,
            time.hour,
            time.minute,
            time.second,
            static_cast<SQLUINTEGER>(numberAt(text, 20, 3)) * 1'000'000u};
}

SQLRETURN bindTo(SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT cType, SQLSMALLINT sqlType, SQLULEN size,
                 SQLSMALLINT decimals, SQLPOINTER value, BoundValue& bound) {
    return SQLBindParameter(statement, number, SQL_PARAM_INPUT, cType, sqlType, size, decimals, value, 0,
                            &bound.length);
}

SQLRETURN bind(SQLHSTMT statement, SQLUSMALLINT number, const Parameter& parameter, BoundValue& bound) {
    if (const auto* whole = std::get_if<std::int64_t>(&parameter.value)) {
        bound.whole = *whole;
        return bindTo(statement, number, SQL_C_SBIGINT, SQL_BIGINT, 0, 0, &bound.whole, bound);
    }
    if (const auto* real = std::get_if<double>(&parameter.value)) {
        bound.real = *real;
        return bindTo(statement, number, SQL_C_DOUBLE, SQL_DOUBLE, 0, 0, &bound.real, bound);
    }
    bound.text = std::get<std::string>(parameter.value);
    switch (parameter.kind) {
        case Kind::Date:
            bound.date = dateOf(bound.text);
            return bindTo(statement, number, SQL_C_TYPE_DATE, SQL_TYPE_DATE, 10, 0, &bound.date, bound);
        case Kind::Time:
            bound.time = timeOf(bound.text);
            return bindTo(statement, number, SQL_C_TYPE_TIME, SQL_TYPE_TIME, 8, 0, &bound.time, bound);
        case Kind::Timestamp:
            bound.timestamp = timestampOf(bound.text);
            return bindTo(statement, number, SQL_C_TYPE_TIMESTAMP, SQL_TYPE_TIMESTAMP, 23, 3, &bound.timestamp, bound);
        default:
            bound.length = static_cast<SQLLEN>(bound.text.size());
            return bindTo(statement, number, SQL_C_CHAR, SQL_WVARCHAR, std::max<SQLULEN>(1, bound.text.size()), 0,
                          bound.text.data(), bound);
    }
}

bool isWhole(SQLSMALLINT type) {
    return type == SQL_BIT || type == SQL_TINYINT || type == SQL_SMALLINT || type == SQL_INTEGER || type == SQL_BIGINT;
}

bool isReal(SQLSMALLINT type) {
    return type == SQL_DOUBLE || type == SQL_FLOAT || type == SQL_REAL || type == SQL_DECIMAL || type == SQL_NUMERIC;
}

class Failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

void require(SQLRETURN rc, const Statement& statement) {
    if (!SQL_SUCCEEDED(rc)) throw Failure(odbctest::describe(statement.diagnostics()));
}

Cell cellOf(Statement& statement, SQLUSMALLINT column, SQLSMALLINT type) {
    SQLLEN indicator = 0;
    if (isWhole(type)) {
        std::int64_t value = 0;
        require(SQLGetData(statement.handle(), column, SQL_C_SBIGINT, &value, 0, &indicator), statement);
        return indicator == SQL_NULL_DATA ? Cell() : Cell(value);
    }
    if (isReal(type)) {
        double value = 0;
        require(SQLGetData(statement.handle(), column, SQL_C_DOUBLE, &value, 0, &indicator), statement);
        return indicator == SQL_NULL_DATA ? Cell() : Cell(value);
    }
    auto text = statement.text(column);
    return text ? Cell(std::move(*text)) : Cell();
}

std::vector<ResultRow> rowsOf(Statement& statement) {
    std::vector<SQLSMALLINT> types;
    const auto count = static_cast<SQLUSMALLINT>(statement.columnCount());
    for (SQLUSMALLINT i = 1; i <= count; ++i) types.push_back(statement.column(i).type);
    std::vector<ResultRow> rows;
    SQLRETURN rc;
    while (SQL_SUCCEEDED(rc = statement.fetch())) {
        ResultRow row;
        for (SQLUSMALLINT i = 1; i <= count; ++i) row.push_back(cellOf(statement, i, types[i - 1u]));
        rows.push_back(std::move(row));
    }
    if (rc != SQL_NO_DATA) require(rc, statement);
    return rows;
}

}  // namespace

void prepareOdbc() {
    static const PrivateFolder folder;
}

OdbcSource::OdbcSource(const std::string& connectionString, odbctest::Family family) : connection_(family) {
    if (!SQL_SUCCEEDED(connection_.driverConnect(connectionString))) {
        throw std::runtime_error("cannot connect: " + odbctest::describe(connection_.diagnostics()));
    }
}

Result OdbcSource::run(const Sql& sql) {
    Result result;
    Statement statement(connection_);
    std::list<BoundValue> values;
    try {
        SQLUSMALLINT number = 0;
        for (const Parameter& parameter : sql.parameters) {
            require(bind(statement.handle(), ++number, parameter, values.emplace_back()), statement);
        }
        require(statement.execute(sql.driver), statement);
        result.rows = rowsOf(statement);
    } catch (const Failure& failure) {
        result.error = failure.what();
        result.rows.clear();
    }
    return result;
}

}  // namespace assetsodbc::oracle
