// The rows of a prepared query as a ResultSet. Borrows the query, which its statement keeps for the next execution, and
// resets it when destroyed. start() runs the query up to its first row, so that failures belong to SQLExecute; the row
// is handed out by the first next(). After a failure every further next() fails: a query must not start over unasked.
#pragma once

#include "driver/result_set.h"

namespace assetsodbc::driver {

class QueryResult : public ResultSet {
public:
    explicit QueryResult(sqlengine::Query& query) : query_(query) {}
    ~QueryResult() override { query_.reset(); }
    QueryResult(const QueryResult&) = delete;
    QueryResult& operator=(const QueryResult&) = delete;

    void start(const common::CallContext& context);

    const std::vector<sqlengine::ResultColumn>& columns() const override { return query_.columns(); }
    bool next(const common::CallContext& context) override;
    schema::CellView cell(std::size_t column) const override { return query_.cell(column); }
    const sqlengine::Query* runningQuery() const override {
        return progress_ == Progress::FirstRowWaiting || progress_ == Progress::Running ? &query_ : nullptr;
    }

private:
    enum class Progress { NotStarted, FirstRowWaiting, Running, Ended, Failed };
    bool step(const common::CallContext& context);

    sqlengine::Query& query_;
    Progress progress_ = Progress::NotStarted;
};

}  // namespace assetsodbc::driver
