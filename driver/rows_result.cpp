#include "driver/rows_result.h"

#include <utility>

namespace assetsodbc::driver {

RowsResult::RowsResult(std::vector<sqlengine::ResultColumn> columns, std::vector<Row> rows)
    : columns_(std::move(columns)), rows_(std::move(rows)) {}

bool RowsResult::next(const common::CallContext&) {
    if (at_ <= rows_.size()) ++at_;
    return at_ <= rows_.size();
}

schema::CellView RowsResult::cell(std::size_t column) const {
    return schema::viewOf(rows_.at(at_ - 1).at(column));
}

}  // namespace assetsodbc::driver
