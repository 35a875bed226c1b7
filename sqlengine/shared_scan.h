// One scan of a table that several readers of one run read, each from the start: the rows read so far are kept, the
// rest comes from the table when a reader gets there. So they all see the same rows, and the table is asked once.
#pragma once

#include <exception>
#include <memory>
#include <vector>

#include "schema/table.h"
#include "sqlengine/row_store.h"

namespace assetsodbc::sqlengine {

class SharedScan {
public:
    // The memory must outlive the scan.
    SharedScan(RowMemory& memory, const std::vector<bool>& columnsUsed, std::unique_ptr<schema::RowStream> rows);

    // Whether there is a row at this position, counted from 0; reads on as far as that takes.
    bool reach(std::size_t row, const common::CallContext& context);
    std::size_t size() const noexcept { return kept_.size(); }
    bool isComplete() const noexcept { return rows_ == nullptr; }
    // Of a row that was reached. Throws what the table threw for that cell. Its text lives until any scan of this run
    // is used again.
    schema::CellView cell(std::size_t row, std::size_t column) const { return kept_.cell(row, slots_[column]); }
    // What the table has at hand of a column, from the last row that was reached on.
    std::vector<schema::Value> ahead(std::size_t column, std::size_t most) const;

private:
    std::vector<std::size_t> columns_;         // in use
    std::vector<std::size_t> slots_;           // per column, where its cells stand
    std::unique_ptr<schema::RowStream> rows_;  // null: all were read
    std::exception_ptr failure_;               // of the table: there is no going on
    RowStore kept_;
};

}  // namespace assetsodbc::sqlengine
