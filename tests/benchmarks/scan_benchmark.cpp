// SQLite over a virtual table whose rows are in memory: what the engine adds to a row.
#include <benchmark/benchmark.h>

#include <array>
#include <memory>
#include <string>

#include "common/call_context.h"
#include "schema/catalog.h"
#include "sqlengine/engine.h"

namespace {

using namespace assetsodbc;

constexpr std::int64_t kRows = 100000;
constexpr std::size_t kColumns = 25;

class MemoryRows : public schema::RowStream {
public:
    bool next(const common::CallContext&) override { return ++row_ <= kRows; }
    schema::CellView cell(std::size_t column) const override {
        if (column == 0) return row_;
        return std::string_view("a text of ordinary length");
    }

private:
    std::int64_t row_ = 0;
};

class MemoryTable : public schema::Table {
public:
    MemoryTable() {
        spec_.schemaName = "Assets";
        spec_.name = "Numbers";
        spec_.columns.push_back({"Id", schema::bigInt(), false, schema::Push::None, "Number of the row.", false});
        for (std::size_t at = 1; at < kColumns; ++at)
            spec_.columns.push_back(
                {"Text" + std::to_string(at), schema::wvarchar(255), true, schema::Push::None, "A text.", false});
        spec_.primaryKey = {"Id"};
    }
    const schema::TableSpec& spec() const override { return spec_; }
    schema::ScanEstimate estimate(const std::vector<schema::ConstraintShape>& offered) const override {
        schema::ScanEstimate estimate;
        estimate.rows = kRows;
        estimate.taken.assign(offered.size(), false);
        estimate.exact.assign(offered.size(), false);
        return estimate;
    }
    std::unique_ptr<schema::RowStream> scan(const schema::ScanRequest&, const common::CallContext&) const override {
        return std::make_unique<MemoryRows>();
    }

private:
    schema::TableSpec spec_;
};

void scan(benchmark::State& state, const std::string& sql) {
    common::CancelToken token;
    const common::CallContext context{token, {}, 0};
    std::vector<std::unique_ptr<schema::Table>> tables;
    tables.push_back(std::make_unique<MemoryTable>());
    const schema::Catalog catalog(std::move(tables));
    sqlengine::Engine engine(catalog, context);
    auto query = engine.prepare(sql, context);
    for (auto _ : state) {
        while (query->step(context)) {
            for (std::size_t at = 0; at < query->columns().size(); ++at) benchmark::DoNotOptimize(query->cell(at));
        }
        query->reset();
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * kRows);  // rows scanned, not returned
}

void scanCount(benchmark::State& state) {
    scan(state, "SELECT COUNT(*) FROM Numbers");
}
void scanFiveColumns(benchmark::State& state) {
    scan(state, "SELECT Id, Text1, Text2, Text3, Text4 FROM Numbers");
}
void scanAllColumns(benchmark::State& state) {
    scan(state, "SELECT * FROM Numbers");
}

BENCHMARK(scanCount)->Unit(benchmark::kMillisecond);
BENCHMARK(scanFiveColumns)->Unit(benchmark::kMillisecond);
BENCHMARK(scanAllColumns)->Unit(benchmark::kMillisecond);

}  // namespace
