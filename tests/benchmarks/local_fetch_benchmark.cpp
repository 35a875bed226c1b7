// Fetching from a local table, where nothing but SQLite and the driver is at work: 200,000 rows of eight columns, row
// by row and in blocks of 1000, as text and as native types.
#include <benchmark/benchmark.h>

#include <array>
#include <vector>

#include "tests/benchmarks/bench_site.h"

namespace {

using assetsodbc::benchmarks::Session;

constexpr const char* kCreate =
    "CREATE TABLE bench (i INTEGER, b BIGINT, f DOUBLE, s VARCHAR(20), w NVARCHAR(40), d DATE, ts TIMESTAMP, t BIT)";
constexpr const char* kFill =
    "INSERT INTO bench WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 200000) "
    "SELECT n, 9000000000 + n * 1000003, n * 1.25 + 0.1, printf('item-%08d', n), "
    "'Größe-Ünïcode-日本語-' || (n % 1000), date('2000-01-01', '+' || (n % 9000) || ' days'), "
    "datetime('2000-01-01', '+' || (61 * n) || ' seconds'), n % 2 FROM c";
constexpr std::size_t kColumns = 8, kWidth = 192;

enum Form : std::int64_t { Native, Char, WChar };
constexpr std::array<SQLSMALLINT, kColumns> kNative = {SQL_C_SLONG, SQL_C_SBIGINT,   SQL_C_DOUBLE,         SQL_C_CHAR,
                                                       SQL_C_WCHAR, SQL_C_TYPE_DATE, SQL_C_TYPE_TIMESTAMP, SQL_C_BIT};

SQLSMALLINT cTypeOf(std::int64_t form, std::size_t column) {
    if (form == Char) return SQL_C_CHAR;
    return form == WChar ? SQLSMALLINT{SQL_C_WCHAR} : kNative[column];
}

// Columns under each other in one buffer, as column-wise binding wants them.
class Buffers {
public:
    explicit Buffers(std::size_t rows) : rows_(rows), data_(kColumns * rows * kWidth), lengths_(kColumns * rows) {}
    void* data(std::size_t column) { return data_.data() + column * rows_ * kWidth; }
    SQLLEN* lengths(std::size_t column) { return lengths_.data() + column * rows_; }

private:
    std::size_t rows_;
    std::vector<char> data_;
    std::vector<SQLLEN> lengths_;
};

void fillTable(Session& session) {
    session.execute(kCreate);
    session.execute(kFill);
}

// range(0): rows of a block, range(1): Form.
void localBound(benchmark::State& state) {
    Session session("");
    fillTable(session);
    const auto block = static_cast<std::size_t>(state.range(0));
    Buffers buffers(block);
    SQLULEN fetched = 0;
    SQLSetStmtAttr(session.statement(), SQL_ATTR_ROW_ARRAY_SIZE, reinterpret_cast<SQLPOINTER>(block), 0);
    SQLSetStmtAttr(session.statement(), SQL_ATTR_ROWS_FETCHED_PTR, &fetched, 0);
    for (std::size_t at = 0; at < kColumns; ++at)
        SQLBindCol(session.statement(), static_cast<SQLUSMALLINT>(at + 1), cTypeOf(state.range(1), at),
                   buffers.data(at), kWidth, buffers.lengths(at));
    std::uint64_t rows = 0;
    for (auto _ : state) {
        session.execute("SELECT * FROM bench");
        while (SQL_SUCCEEDED(SQLFetch(session.statement()))) rows += fetched;
        SQLFreeStmt(session.statement(), SQL_CLOSE);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}

// range(0): Form.
void localGetData(benchmark::State& state) {
    Session session("");
    fillTable(session);
    Buffers buffers(1);
    std::int64_t rows = 0;
    for (auto _ : state) {
        session.execute("SELECT * FROM bench");
        for (; SQL_SUCCEEDED(SQLFetch(session.statement())); ++rows) {
            for (std::size_t at = 0; at < kColumns; ++at)
                SQLGetData(session.statement(), static_cast<SQLUSMALLINT>(at + 1), cTypeOf(state.range(0), at),
                           buffers.data(at), kWidth, buffers.lengths(at));
        }
        SQLFreeStmt(session.statement(), SQL_CLOSE);
    }
    state.SetItemsProcessed(rows);
}

BENCHMARK(localGetData)->Arg(Native)->Arg(Char)->Arg(WChar)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(localBound)->ArgsProduct({{1, 1000}, {Native, Char, WChar}})->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
