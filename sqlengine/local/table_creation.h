// CREATE TABLE … AS SELECT: a table with the types that the query's columns have (SQLite itself would keep little of
// them), filled in the same run; all of it or nothing.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sqlengine/sqlite_query.h"

namespace assetsodbc::sqlengine {

class TableCreation final : public Query {
public:
    // Compiles a statement when the run gets there. Inside a CallScope.
    using Compile = std::function<std::unique_ptr<Query>(const std::string& sql, StatementClass kind)>;

    // `query` is the SELECT, compiled for what it tells of its parameters. `exists`: there is such a table and IF NOT
    // EXISTS was written.
    TableCreation(std::unique_ptr<Query> query, std::string create, std::string insert, std::function<bool()> exists,
                  Compile compile, const QueryEnvironment& environment);

    StatementClass statementClass() const override { return StatementClass::CreateTable; }
    bool readsLocalTables() const override { return query_->readsLocalTables(); }
    const std::vector<ResultColumn>& columns() const override { return noColumns_; }
    const std::vector<ParameterDescription>& parameters() const override { return query_->parameters(); }
    bool isOutdated(const common::CallContext& context) override { return query_->isOutdated(context); }
    void bind(std::size_t index, const schema::Value& value) override;
    bool step(const common::CallContext& context) override;
    schema::CellView cell(std::size_t) const override { return {}; }
    void reset() noexcept override { hasEnded_ = false; }

private:
    void run(const common::CallContext& context);

    std::unique_ptr<Query> query_;
    std::string create_, insert_;
    std::function<bool()> exists_;
    Compile compile_;
    QueryEnvironment environment_;
    std::vector<ResultColumn> noColumns_;
    std::vector<schema::Value> values_;
    bool hasEnded_ = false;
};

}  // namespace assetsodbc::sqlengine
