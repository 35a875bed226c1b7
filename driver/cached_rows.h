// The rest of another result, read to its end: what a cursor goes on with when its query must end early.
#pragma once

#include <memory>

#include "driver/result_set.h"
#include "driver/row_cache.h"

namespace assetsodbc::driver {

class CachedRows : public ResultSet {
public:
    // No rows at all.
    explicit CachedRows(const std::vector<sqlengine::ResultColumn>& columns)
        : columns_(columns), rows_(columns.size()) {}
    // Reads all rows that are left of `source`. The columns stay those of the source's query, which must outlive this.
    CachedRows(ResultSet& source, const std::vector<sqlengine::ResultColumn>& columns,
               const common::CallContext& context);

    const std::vector<sqlengine::ResultColumn>& columns() const override { return columns_; }
    bool next(const common::CallContext& context) override;
    schema::CellView cell(std::size_t column) const override { return rows_.cell(at_ - 1, column); }

private:
    const std::vector<sqlengine::ResultColumn>& columns_;
    RowCache rows_;
    std::size_t at_ = 0;  // 1 = first row
};

}  // namespace assetsodbc::driver
