// A Query on a compiled SQLite statement. What is described of it is found out once, when it is made.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/call_scope.h"
#include "sqlengine/query.h"
#include "sqlengine/scan_memo.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::sqlengine {

class SqliteQuery final : public Query {
public:
    // `sql` is the text that the statement was compiled from. State and clock must outlive the query.
    SqliteQuery(StatementHandle statement, std::string_view sql, CallState& call, const common::Clock& clock);

    const std::vector<ResultColumn>& columns() const override { return columns_; }
    const std::vector<ParameterDescription>& parameters() const override { return parameters_; }
    void bind(std::size_t index, const schema::Value& value) override;
    bool step(const common::CallContext& context) override;
    schema::CellView cell(std::size_t column) const override;
    void reset() noexcept override;

private:
    [[noreturn]] void fail(int resultCode);

    CallState& call_;
    const common::Clock& clock_;
    ScanMemo memo_;
    StatementHandle statement_;  // its cursors use the memo
    std::vector<ResultColumn> columns_;
    std::vector<ParameterDescription> parameters_;
    bool atEnd_ = false;  // SQLite would start over by itself
};

}  // namespace assetsodbc::sqlengine
