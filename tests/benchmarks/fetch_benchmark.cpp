// From SQLExecDirect to the last row, through unixODBC, libassetsodbc.so, HTTP with gzip, JSON and SQLite. The
// simulator runs in this process, so CPU figures hold its share too; rates are wall-clock.
#include <benchmark/benchmark.h>
#include <sql.h>
#include <sqlext.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/simulator/server.h"

namespace {

using assetsodbc::simulator::Simulator;

void check(SQLRETURN rc, SQLSMALLINT type, SQLHANDLE handle) {
    if (SQL_SUCCEEDED(rc)) return;
    SQLCHAR state[6] = {}, text[1024] = {};
    SQLINTEGER native = 0;
    SQLGetDiagRec(type, handle, 1, state, &native, text, sizeof text, nullptr);
    throw std::runtime_error(reinterpret_cast<char*>(text));
}

// The driver manager's files, and one simulator of 100,000 objects for all runs.
struct Bench {
    std::filesystem::path folder;
    Simulator simulator;
    SQLHENV environment = SQL_NULL_HENV;

    static assetsodbc::simulator::SimulatorOptions options() {
        assetsodbc::simulator::SimulatorOptions options;
        options.objects = 100000;
        return options;
    }
    Bench() : simulator(options()) {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-bench-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        std::ofstream(folder / "odbcinst.ini") << "[Assets]\nDriver=" << ASSETSODBC_LIBRARY << "\n";
        setenv("ODBCSYSINI", folder.c_str(), 1);
        setenv("ODBCINI", (folder / "odbc.ini").c_str(), 1);
        simulator.start();
        SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
        SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
    }
    ~Bench() {
        SQLFreeHandle(SQL_HANDLE_ENV, environment);
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

Bench& bench() {
    static Bench instance;
    return instance;
}

class Session {
public:
    explicit Session(const std::string& more) {
        SQLAllocHandle(SQL_HANDLE_DBC, bench().environment, &connection_);
        const auto url = bench().simulator.url();
        std::string text = "Driver={Assets};URL=" + url + ";ApiUrl=" + url +
                           ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token;" + more;
        check(SQLDriverConnect(connection_, nullptr, reinterpret_cast<SQLCHAR*>(text.data()), SQL_NTS, nullptr, 0,
                               nullptr, SQL_DRIVER_NOPROMPT),
              SQL_HANDLE_DBC, connection_);
        SQLAllocHandle(SQL_HANDLE_STMT, connection_, &statement_);
    }
    ~Session() {
        SQLFreeHandle(SQL_HANDLE_STMT, statement_);
        SQLDisconnect(connection_);
        SQLFreeHandle(SQL_HANDLE_DBC, connection_);
    }
    SQLHSTMT statement() const { return statement_; }
    void execute(std::string sql) {
        check(SQLExecDirect(statement_, reinterpret_cast<SQLCHAR*>(sql.data()), SQL_NTS), SQL_HANDLE_STMT, statement_);
    }

private:
    SQLHDBC connection_ = SQL_NULL_HDBC;
    SQLHSTMT statement_ = SQL_NULL_HSTMT;
};

constexpr const char* kScan = "SELECT Id, ObjectKey, Name, ObjectTypeName, Created, Updated FROM Objects";
constexpr const char* kValues = "SELECT ObjectId, AttributeName, Value, DisplayValue FROM ObjectAttributeValues";

// Blocks of 100 rows, every column bound as text.
void fetchBound(benchmark::State& state, const char* sql, SQLSMALLINT columns) {
    constexpr std::size_t kBlock = 100, kWidth = 256;
    Session session("PageSize=999");
    std::vector<char> buffer(static_cast<std::size_t>(columns) * kBlock * kWidth);
    std::vector<SQLLEN> lengths(static_cast<std::size_t>(columns) * kBlock);
    SQLULEN fetched = 0;
    SQLSetStmtAttr(session.statement(), SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(kBlock), 0);
    SQLSetStmtAttr(session.statement(), SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0);
    for (SQLSMALLINT at = 0; at < columns; ++at)
        SQLBindCol(session.statement(), static_cast<SQLUSMALLINT>(at + 1), SQL_C_CHAR,
                   buffer.data() + static_cast<std::size_t>(at) * kBlock * kWidth, kWidth,
                   lengths.data() + static_cast<std::size_t>(at) * kBlock);
    std::uint64_t rows = 0;
    for (auto _ : state) {
        session.execute(sql);
        while (SQL_SUCCEEDED(SQLFetch(session.statement()))) rows += fetched;
        SQLFreeStmt(session.statement(), SQL_CLOSE);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}

void fetchObjectsBound(benchmark::State& state) {
    fetchBound(state, kScan, 6);
}
void fetchValuesBound(benchmark::State& state) {
    fetchBound(state, kValues, 4);
}

void fetchObjectsGetData(benchmark::State& state) {
    Session session("PageSize=999");
    std::int64_t rows = 0;
    char text[512];
    SQLLEN length = 0;
    for (auto _ : state) {
        session.execute(kScan);
        while (SQL_SUCCEEDED(SQLFetch(session.statement()))) {
            for (SQLUSMALLINT at = 1; at <= 6; ++at)
                SQLGetData(session.statement(), at, SQL_C_CHAR, text, sizeof text, &length);
            ++rows;
        }
        SQLFreeStmt(session.statement(), SQL_CLOSE);
    }
    state.SetItemsProcessed(rows);
}

void firstRow(benchmark::State& state) {
    Session session("PageSize=500");
    for (auto _ : state) {
        session.execute(kScan);
        SQLFetch(session.statement());
        SQLFreeStmt(session.statement(), SQL_CLOSE);
    }
}

void connectAndDisconnect(benchmark::State& state) {
    for (auto _ : state) Session session("");
}

void connectWithoutRequest(benchmark::State& state) {
    for (auto _ : state) Session session("ConnectOnOpen=false");
}

BENCHMARK(fetchObjectsBound)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
BENCHMARK(fetchObjectsGetData)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
BENCHMARK(fetchValuesBound)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(2);
BENCHMARK(firstRow)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(connectAndDisconnect)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(connectWithoutRequest)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
