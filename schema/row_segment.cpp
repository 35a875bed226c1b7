#include "schema/row_segment.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "common/error.h"

namespace assetsodbc::schema {

namespace {

constexpr std::size_t kFirstBlock = 1024;
constexpr std::size_t kLargestBlock = 4 * 1024 * 1024;

}  // namespace

RowSegment::Cell RowSegment::keep(const CellView& view) {
    Cell cell{};
    cell.kind = Kind::Null;
    const auto keepBytes = [&](std::string_view bytes, Kind kind) {
        if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
            throw common::Error(common::ErrorKind::OutOfMemory,
                                "A value of more than 4 GiB cannot be kept; read it with a forward-only cursor and"
                                " without joining its table.");
        }
        cell.text = keepText(bytes);
        cell.length = static_cast<std::uint32_t>(bytes.size());
        cell.kind = kind;
    };
    if (const auto* const integer = std::get_if<std::int64_t>(&view)) {
        cell.integer = *integer;
        cell.kind = Kind::Integer;
    } else if (const auto* const text = std::get_if<std::string_view>(&view)) {
        keepBytes(*text, Kind::Text);
    } else if (const auto* const real = std::get_if<double>(&view)) {
        cell.real = *real;
        cell.kind = Kind::Real;
    } else if (const auto* const blob = std::get_if<Blob>(&view)) {
        keepBytes(blob->bytes, Kind::Bytes);
    }
    return cell;
}

const char* RowSegment::keepText(std::string_view text) {
    if (text.empty()) return "";
    if (blockCapacity_ - blockUsed_ < text.size()) {
        const std::size_t grown = blocks_.empty() ? kFirstBlock : std::min(blockCapacity_ * 4, kLargestBlock);
        const std::size_t capacity = std::max(grown, text.size());
        blocks_.emplace_back(new char[capacity]);  // not zeroed, unlike make_unique
        blockCapacity_ = capacity;
        allocatedText_ += capacity;
        blockUsed_ = 0;
    }
    char* const at = blocks_.back().get() + blockUsed_;
    std::memcpy(at, text.data(), text.size());
    blockUsed_ += text.size();
    textBytes_ += text.size();
    return at;
}

void RowSegment::clear() noexcept {
    rowCount_ = 0;
    textBytes_ = 0;
    cells_.clear();
    if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    allocatedText_ = blockCapacity_;
    blockUsed_ = 0;
}

std::string RowSegment::serialized() const {
    const std::size_t cellBytes = cells_.size() * sizeof(Cell);
    std::string bytes;
    bytes.reserve(cellBytes + textBytes_);
    bytes.resize(cellBytes);
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        Cell cell = cells_[i];
        if (cell.hasText()) {
            const std::string_view text(cell.text, cell.length);
            cell.offset = bytes.size() - cellBytes;
            bytes.append(text);
        }
        std::memcpy(bytes.data() + i * sizeof(Cell), &cell, sizeof(Cell));
    }
    return bytes;
}

RowSegment RowSegment::restored(std::size_t columnCount, std::size_t rowCount, std::unique_ptr<char[]> bytes) {
    RowSegment segment(columnCount);
    segment.rowCount_ = rowCount;
    segment.cells_.resize(rowCount * columnCount);
    const std::size_t cellBytes = segment.cells_.size() * sizeof(Cell);
    if (cellBytes != 0) std::memcpy(static_cast<void*>(segment.cells_.data()), bytes.get(), cellBytes);
    for (Cell& cell : segment.cells_) {
        if (!cell.hasText()) continue;
        segment.textBytes_ += cell.length;
        cell.text = bytes.get() + cellBytes + cell.offset;
    }
    segment.allocatedText_ = cellBytes + segment.textBytes_;
    segment.blocks_.push_back(std::move(bytes));  // the cells at its start are not read again
    return segment;
}

}  // namespace assetsodbc::schema
