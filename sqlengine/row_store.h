// The rows that one run of one statement keeps to read them again. All stores of a run share one bound of memory; past
// it their oldest rows move to one temporary file (common/spill_file.h), from where they are read back a segment at a
// time. Used by one thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

#include "common/spill_file.h"
#include "schema/row_segment.h"

namespace assetsodbc::sqlengine {

class RowStore;

class RowMemory {
public:
    // In bytes of rows. It may be passed by the rows that were added last, and by those that are being read back.
    explicit RowMemory(std::size_t mostBytes) : mostBytes_(mostBytes) {}
    RowMemory(const RowMemory&) = delete;
    RowMemory& operator=(const RowMemory&) = delete;

    std::size_t mostBytes() const noexcept { return mostBytes_; }
    // Of rows in memory, and of what finds them.
    std::size_t bytes() const noexcept { return rowBytes_ + otherBytes_; }
    // What finds rows is not moved to the file.
    std::size_t otherBytes() const noexcept { return otherBytes_; }
    void countOther(std::size_t bytes) noexcept { otherBytes_ += bytes; }
    void discountOther(std::size_t bytes) noexcept { otherBytes_ -= bytes; }
    bool hasSpilled() const noexcept { return file_ != nullptr; }

private:
    friend class RowStore;
    struct Loaded {
        const RowStore* store;
        std::size_t segment;
        schema::RowSegment rows;
    };

    void makeRoom();
    common::SpillFile& file();
    const schema::RowSegment& load(const RowStore& store, std::size_t segment);
    void forget(const RowStore& store) noexcept;

    std::size_t mostBytes_;
    std::size_t rowBytes_ = 0, otherBytes_ = 0;
    std::list<RowStore*> stores_;  // the oldest first
    std::list<Loaded> loaded_;     // read back, the last used first
    std::unique_ptr<common::SpillFile> file_;
};

// Append-only, addressed by position.
class RowStore {
public:
    // The memory must outlive the store.
    RowStore(RowMemory& memory, std::size_t width);
    ~RowStore();
    RowStore(const RowStore&) = delete;
    RowStore& operator=(const RowStore&) = delete;

    // Copies row.cell(slot) for each slot below the width. A cell that throws is kept as one that throws. Throws
    // Error{Internal} when rows cannot be moved to the file.
    template <class Row>
    void append(const Row& row) {
        appendRow([&row](std::size_t slot) { return row.cell(slot); });
    }
    std::size_t size() const noexcept { return size_; }
    // Its text lives until any store of this memory is used again.
    schema::CellView cell(std::size_t row, std::size_t slot) const;

private:
    friend class RowMemory;
    struct Segment {
        std::size_t firstRow = 0;
        std::size_t rows = 0;
        std::size_t bytes = 0;                         // in memory, or in the file
        std::unique_ptr<schema::RowSegment> inMemory;  // null: in the file
        std::uint64_t offset = 0;
    };

    template <class CellAt>
    void appendRow(const CellAt& cellAt) {
        struct Guarded {
            RowStore& store;
            const CellAt& cellAt;
            schema::CellView cell(std::size_t slot) const {
                try {
                    return cellAt(slot);
                } catch (const std::bad_alloc&) {
                    throw;
                } catch (...) {
                    store.failures_[store.size_ * store.width_ + slot] = std::current_exception();
                    return {};
                }
            }
        };
        open_->append(Guarded{*this, cellAt});
        ++size_;
        countOpen();
    }
    void countOpen();
    void seal();
    bool spillOldest();
    void showSegmentOf(std::size_t row) const;
    void closeWindow() const noexcept;

    RowMemory& memory_;
    std::size_t width_;
    std::size_t size_ = 0;
    std::vector<Segment> sealed_;
    std::size_t firstInMemory_ = 0;  // of sealed_
    std::unique_ptr<schema::RowSegment> open_;
    std::size_t openFirst_ = 0, openBytes_ = 0;
    std::unordered_map<std::size_t, std::exception_ptr> failures_;  // by row * width + slot
    std::list<RowStore*>::iterator place_;
    // The segment that was read last.
    mutable const schema::RowSegment* window_ = nullptr;
    mutable std::size_t windowFirst_ = 0, windowRows_ = 0;
};

}  // namespace assetsodbc::sqlengine
