// From SQLExecDirect to the last row, through unixODBC, libassetsodbc.so, HTTP with gzip, JSON and SQLite. The
// simulator runs in this process, so CPU figures hold its share too; rates are wall-clock.
#include <benchmark/benchmark.h>
#include <vector>

#include "tests/benchmarks/bench_site.h"

namespace {

using assetsodbc::benchmarks::Session;

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

// Rows of the site that a static cursor has read already, in blocks of 1000: what it costs to go through them again.
void scrollAgain(benchmark::State& state) {
    constexpr std::size_t kBlock = 1000, kWidth = 256, kColumns = 6;
    Session session("PageSize=999");
    std::vector<char> buffer(kColumns * kBlock * kWidth);
    std::vector<SQLLEN> lengths(kColumns * kBlock);
    SQLULEN fetched = 0;
    const SQLHSTMT statement = session.statement();
    SQLSetStmtAttr(statement, SQL_ATTR_CURSOR_TYPE, reinterpret_cast<SQLPOINTER>(SQL_CURSOR_STATIC), 0);
    SQLSetStmtAttr(statement, SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(kBlock), 0);
    SQLSetStmtAttr(statement, SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0);
    for (std::size_t at = 0; at < kColumns; ++at)
        SQLBindCol(statement, static_cast<SQLUSMALLINT>(at + 1), SQL_C_CHAR, buffer.data() + at * kBlock * kWidth,
                   kWidth, lengths.data() + at * kBlock);
    session.execute(kScan);
    SQLFetchScroll(statement, SQL_FETCH_LAST, 0);
    std::uint64_t rows = 0;
    for (auto _ : state) {
        SQLFetchScroll(statement, SQL_FETCH_FIRST, 0);
        do rows += fetched;
        while (SQL_SUCCEEDED(SQLFetchScroll(statement, SQL_FETCH_NEXT, 0)));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(rows));
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
BENCHMARK(scrollAgain)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(10);
BENCHMARK(firstRow)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(connectAndDisconnect)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(connectWithoutRequest)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
