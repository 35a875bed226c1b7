// Rows as the ODBC side reads them, whether they come from a query (query_result.h) or from a catalog function
// (rows_result.h). Text of a cell lives until the next call of next().
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "schema/value.h"
#include "sqlengine/query.h"

namespace assetsodbc::driver {

class ResultSet {
public:
    virtual ~ResultSet() = default;
    virtual const std::vector<sqlengine::ResultColumn>& columns() const = 0;
    virtual bool next(const common::CallContext& context) = 0;
    virtual schema::CellView cell(std::size_t column) const = 0;
    // The query that is in the middle of its run for this result; nullptr when there is none.
    virtual const sqlengine::Query* runningQuery() const { return nullptr; }
    // How many rows there are, where that is known without reading them.
    virtual std::optional<std::int64_t> rowCount() const { return std::nullopt; }
};

}  // namespace assetsodbc::driver
