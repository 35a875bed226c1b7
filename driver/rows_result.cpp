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
    const schema::Value& value = rows_.at(at_ - 1).at(column);
    return std::visit([](const auto& held) -> schema::CellView { return held; }, value);
}

}  // namespace assetsodbc::driver
