// A Query on a compiled SQLite statement, as it is for those that read. What is described of it is found out once, when
// it is made.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sqlengine/call_scope.h"
#include "sqlengine/query.h"
#include "sqlengine/scan_memo.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::sqlengine {

class SchemaVersion;
class SiteTables;
class Transaction;

// What the queries of one engine share; all of it outlives them.
struct QueryEnvironment {
    CallState& call;
    const common::Clock& clock;
    Transaction& transaction;
    SchemaVersion& schemaVersion;
    const SiteTables& siteTables;
    std::size_t joinMemory;  // see EngineOptions
};

// What was found out while the statement was compiled.
struct CompiledStatement {
    StatementHandle handle;
    std::string sql;  // as the application means it: what is described
    StatementClass kind = StatementClass::Query;
    bool readsLocalTables = false;
    std::map<std::size_t, schema::TypeSpec> parameterTypes;        // by number from 0: known better than by inference
    std::vector<std::shared_ptr<const schema::Table>> siteTables;  // object types and bridges that the text names
};

class SqliteQuery : public Query {
public:
    SqliteQuery(CompiledStatement compiled, const QueryEnvironment& environment);

    StatementClass statementClass() const override { return kind_; }
    bool readsLocalTables() const override { return readsLocalTables_; }
    const std::vector<ResultColumn>& columns() const override { return columns_; }
    const std::vector<ParameterDescription>& parameters() const override { return parameters_; }
    bool isOutdated(const common::CallContext& context) override;
    void bind(std::size_t index, const schema::Value& value) override;
    void expectAtMost(std::optional<std::uint64_t> rows) override;
    bool step(const common::CallContext& context) override;
    schema::CellView cell(std::size_t column) const override;
    void reset() noexcept override;
    // Of rows that the run may need again.
    std::size_t rememberedBytes() const noexcept { return memo_.bytes(); }

protected:
    sqlite3* database() const noexcept { return sqlite3_db_handle(statement_.get()); }
    const QueryEnvironment& environment() const noexcept { return environment_; }
    // One step of SQLite inside a CallScope: whether there is a row.
    bool advance();
    bool hasEnded() const noexcept { return atEnd_; }
    void end() noexcept { atEnd_ = true; }
    ScanMemo& memo() noexcept { return memo_; }

private:
    [[noreturn]] void fail(int resultCode);
    void requireSameRun();
    ScanRepetition findRepetition();

    QueryEnvironment environment_;
    StatementClass kind_;
    bool readsLocalTables_;
    std::vector<std::shared_ptr<const schema::Table>> siteTables_;
    std::optional<std::array<std::int64_t, 2>> schemaVersion_;  // as it was compiled
    ScanMemo memo_;
    std::optional<std::uint64_t> expectedRows_;
    StatementHandle statement_;  // its cursors use the memo
    std::vector<ResultColumn> columns_;
    std::vector<ParameterDescription> parameters_;
    bool atEnd_ = false;                             // SQLite would start over by itself
    std::optional<std::uint64_t> rollbacksAtStart_;  // of a run under way
};

}  // namespace assetsodbc::sqlengine
