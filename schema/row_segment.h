// Some rows, one after the other: 16 bytes per cell, and the text once. Append-only; can be written out as
// bytes and read back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "schema/value.h"

namespace assetsodbc::schema {

class RowSegment {
public:
    explicit RowSegment(std::size_t columnCount) : columnCount_(columnCount) {}

    // Copies a row: row.cell(column) for each column.
    template <class Row>
    void append(const Row& row) {
        const std::size_t before = cells_.size();
        try {
            for (std::size_t column = 0; column < columnCount_; ++column) cells_.push_back(keep(row.cell(column)));
        } catch (...) {
            cells_.resize(before);  // half a row would shift all that follow
            throw;
        }
        ++rowCount_;
    }
    std::size_t size() const noexcept { return rowCount_; }
    // Of the rows themselves.
    std::size_t bytes() const noexcept { return cells_.size() * sizeof(Cell) + textBytes_; }
    // What it takes in memory.
    std::size_t footprint() const noexcept { return cells_.capacity() * sizeof(Cell) + allocatedText_; }
    // No more rows will come.
    void close() { cells_.shrink_to_fit(); }
    CellView cell(std::size_t row, std::size_t column) const { return viewOf(cells_[row * columnCount_ + column]); }
    // Forgets the rows and keeps the last, largest text block for the next ones.
    void clear() noexcept;

    // The rows as bytes, for this very process; and the segment that such bytes were made of.
    std::string serialized() const;
    static RowSegment restored(std::size_t columnCount, std::size_t rowCount, std::unique_ptr<char[]> bytes);

private:
    enum class Kind : std::uint32_t { Null, Integer, Real, Text, Bytes };
    struct Cell {
        union {
            std::int64_t integer;
            double real;
            const char* text;
            std::uint64_t offset;  // of the text behind the cells, in serialized bytes
        };
        std::uint32_t length;
        Kind kind;
        bool hasText() const noexcept { return kind == Kind::Text || kind == Kind::Bytes; }
    };
    static_assert(sizeof(Cell) == 16);

    Cell keep(const CellView& view);
    const char* keepText(std::string_view text);
    static CellView viewOf(const Cell& cell);

    std::size_t columnCount_;
    std::size_t rowCount_ = 0;
    std::vector<Cell> cells_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t textBytes_ = 0;
    std::size_t allocatedText_ = 0;
    std::size_t blockUsed_ = 0;      // of the last block
    std::size_t blockCapacity_ = 0;  // of the last block
};

inline CellView RowSegment::viewOf(const Cell& cell) {
    switch (cell.kind) {
        case Kind::Integer:
            return cell.integer;
        case Kind::Real:
            return cell.real;
        case Kind::Text:
            return std::string_view(cell.text, cell.length);
        case Kind::Bytes:
            return Blob{std::string_view(cell.text, cell.length)};
        case Kind::Null:
            break;
    }
    return std::monostate{};
}

}  // namespace assetsodbc::schema
