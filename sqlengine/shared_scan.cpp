#include "sqlengine/shared_scan.h"

#include <algorithm>

namespace assetsodbc::sqlengine {
namespace {

constexpr std::size_t kNoSlot = static_cast<std::size_t>(-1);

struct CurrentRow {
    const schema::RowStream& rows;
    const std::vector<std::size_t>& columns;
    schema::CellView cell(std::size_t slot) const { return rows.cell(columns[slot]); }
};

}  // namespace

SharedScan::SharedScan(RowMemory& memory, const std::vector<bool>& columnsUsed, std::unique_ptr<schema::RowStream> rows)
    : rows_(std::move(rows)),
      kept_(memory, static_cast<std::size_t>(std::count(columnsUsed.begin(), columnsUsed.end(), true))) {
    for (std::size_t column = 0; column < columnsUsed.size(); ++column) {
        slots_.push_back(columnsUsed[column] ? columns_.size() : kNoSlot);
        if (columnsUsed[column]) columns_.push_back(column);
    }
}

bool SharedScan::reach(std::size_t row, const common::CallContext& context) {
    while (row >= kept_.size()) {
        if (failure_) std::rethrow_exception(failure_);
        if (rows_ == nullptr) return false;
        try {
            if (rows_->next(context))
                kept_.append(CurrentRow{*rows_, columns_});
            else
                rows_.reset();
        } catch (...) {
            failure_ = std::current_exception();  // where the table stands now, nobody knows
            throw;
        }
    }
    return true;
}

std::vector<schema::Value> SharedScan::ahead(std::size_t column, std::size_t most) const {
    if (rows_ == nullptr || failure_ || kept_.size() == 0) return {};
    return rows_->upcoming(column, most);
}

}  // namespace assetsodbc::sqlengine
