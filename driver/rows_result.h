// A result set that is already in memory: the answers of catalog functions and SQLGetTypeInfo.
#pragma once

#include <string>
#include <vector>

#include "driver/result_set.h"

namespace assetsodbc::driver {

class RowsResult : public ResultSet {
public:
    using Row = std::vector<schema::Value>;
    RowsResult(std::vector<sqlengine::ResultColumn> columns, std::vector<Row> rows);

    const std::vector<sqlengine::ResultColumn>& columns() const override { return columns_; }
    bool next(const common::CallContext& context) override;
    schema::CellView cell(std::size_t column) const override;
    std::optional<std::int64_t> rowCount() const override { return std::int64_t(rows_.size()); }
    const std::vector<Row>& rows() const { return rows_; }

private:
    std::vector<sqlengine::ResultColumn> columns_;
    std::vector<Row> rows_;
    std::size_t at_ = 0;  // 1 = first row
};

}  // namespace assetsodbc::driver
