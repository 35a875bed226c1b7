// A result that is read one row ahead, so that what its end is warned of comes with its last row: with SQL_NO_DATA
// driver managers drop it. Used where there may be such warnings. What a row is warned of still comes with that row.
#pragma once

#include <exception>
#include <memory>
#include <optional>
#include <vector>

#include "common/warnings.h"
#include "driver/result_set.h"
#include "driver/row_cache.h"

namespace assetsodbc::driver {

class RowsAhead : public ResultSet {
public:
    // `most`: the reader wants no more rows than these, so none is read beyond them.
    RowsAhead(std::unique_ptr<ResultSet> inner, std::optional<std::uint64_t> most);

    const std::vector<sqlengine::ResultColumn>& columns() const override { return inner_->columns(); }
    bool next(const common::CallContext& context) override;
    schema::CellView cell(std::size_t column) const override { return rows_[current_].cell(0, column); }
    const sqlengine::Query* runningQuery() const override { return inner_->runningQuery(); }

private:
    void readAhead(const common::CallContext& context);
    void passOn(const common::CallContext& context);

    std::unique_ptr<ResultSet> inner_;
    std::optional<std::uint64_t> most_;
    std::uint64_t read_ = 0;
    RowCache rows_[2];
    std::size_t current_ = 0;  // of rows_; the other one is the row ahead
    bool hasRowAhead_ = false, isStarted_ = false;
    std::vector<common::Warning> warnings_;  // of the row ahead
    std::exception_ptr failure_;             // of what comes behind the current row
};

}  // namespace assetsodbc::driver
