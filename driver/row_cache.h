// Rows of a result, kept so that a cursor can go back to them: all rows of a static cursor, or the current rowset of a
// forward-only one. Append-only, addressed by position. Past a bound of memory the oldest rows move to a temporary file
// (common/spill_file.h), from where they are read back a segment at a time: so memory stays flat for a result of any
// size. The text of a cell lives until a cell of another row is asked for or the cache changes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include "common/spill_file.h"
#include "driver/result_set.h"
#include "schema/row_segment.h"

namespace assetsodbc::driver {

// In bytes. What is beyond `memory` is on disk; a segment is what one read brings back.
struct RowCacheBounds {
    std::size_t memory = 64 * 1024 * 1024;
    std::size_t segment = 256 * 1024;
};

class RowCache {
public:
    explicit RowCache(std::size_t columnCount, RowCacheBounds bounds = {});
    ~RowCache();
    RowCache(RowCache&&) noexcept = default;

    // Copies the current row of the result. Throws common::Error{Internal} when rows cannot be moved to disk: the row
    // is kept nevertheless. With std::bad_alloc it may not be; size() tells.
    void append(const ResultSet& result);
    std::size_t size() const noexcept { return rowCount_; }
    schema::CellView cell(std::size_t row, std::size_t column) const {
        if (row - windowFirst_ >= windowRows_) showSegmentOf(row);
        return window_->cell(row - windowFirst_, column);
    }
    // Forgets the rows.
    void clear() noexcept;

    bool hasSpilled() const noexcept { return file_ != nullptr; }
    // Of the rows that are in memory now.
    std::size_t memoryUsed() const noexcept;

private:
    struct Sealed {
        std::size_t firstRow;
        std::size_t rows;
        std::unique_ptr<schema::RowSegment> inMemory;  // nullptr: in the file
        std::uint64_t offset;
        std::size_t bytes;
    };
    struct Loaded {
        std::size_t index;  // in sealed_
        schema::RowSegment segment;
    };

    void seal();
    void spill(Sealed& segment);
    void showSegmentOf(std::size_t row) const;
    void closeWindow() const noexcept;
    const schema::RowSegment& segmentAt(std::size_t index) const;

    std::size_t columnCount_;
    RowCacheBounds bounds_;
    std::size_t rowCount_ = 0;
    std::vector<Sealed> sealed_;
    std::size_t firstInMemory_ = 0;  // of sealed_: those before it are in the file
    std::size_t sealedMemory_ = 0;
    std::unique_ptr<schema::RowSegment> open_;  // takes the next rows
    std::size_t openFirst_ = 0;
    std::unique_ptr<common::SpillFile> file_;
    mutable std::list<Loaded> loaded_;  // read back, the last used first
    // The segment that was read last.
    mutable const schema::RowSegment* window_ = nullptr;
    mutable std::size_t windowFirst_ = 0;
    mutable std::size_t windowRows_ = 0;
};

}  // namespace assetsodbc::driver
