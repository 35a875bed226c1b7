// Finds rows of a shared scan by the values of some columns, in the order of the scan. Grows with the scan: what is
// looked for is looked for among the rows read so far first, and the table is read on only where that is not enough.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "sqlengine/shared_scan.h"

namespace assetsodbc::sqlengine {

class JoinIndex {
public:
    // The columns must be in use.
    JoinIndex(RowMemory& memory, std::shared_ptr<SharedScan> scan, std::vector<std::size_t> columns);
    ~JoinIndex();
    JoinIndex(const JoinIndex&) = delete;
    JoinIndex& operator=(const JoinIndex&) = delete;

    // Where a reader stands.
    struct Position {
        std::optional<std::size_t> found;     // the last row with the values
        std::size_t unreadable = 0;           // so many unreadable rows are behind
        std::optional<std::size_t> row = {};  // the last row of either kind
    };

    // Moves to the next row that has the values, one per column, or of which that cannot be read: who reads its cells
    // learns why. False at the end.
    bool next(const std::vector<schema::Value>& values, Position& position, const common::CallContext& context);
    // The first row with the value of the index's only column among the rows that were read already.
    std::optional<std::size_t> firstKnown(const schema::Value& value);

    std::shared_ptr<SharedScan> scan() const noexcept { return scan_; }

private:
    using Row = std::uint32_t;
    struct Chain {
        Row first, last;
    };
    static constexpr Row kNone = static_cast<Row>(-1);

    void addRow();
    std::optional<std::uint64_t> hashOfRow(std::size_t row) const;
    std::optional<std::size_t> following(const std::vector<schema::Value>& values,
                                         std::optional<std::size_t> after) const;
    bool hasValues(std::size_t row, const std::vector<schema::Value>& values) const;

    RowMemory& memory_;
    std::shared_ptr<SharedScan> scan_;
    std::vector<std::size_t> columns_;
    std::unordered_map<std::uint64_t, Chain> chains_;  // by the hash of the values
    std::vector<Row> next_;                            // per indexed row: the next one of its chain
    std::vector<Row> unreadable_;
    std::size_t counted_ = 0;
};

}  // namespace assetsodbc::sqlengine
