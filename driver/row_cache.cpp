#include "driver/row_cache.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "common/error.h"

namespace assetsodbc::driver {

namespace {

constexpr std::size_t kFirstBlock = 16 * 1024;
constexpr std::size_t kLargestBlock = 4 * 1024 * 1024;

}  // namespace

void RowCache::append(const ResultSet& result) {
    for (std::size_t column = 0; column < columnCount_; ++column) cells_.push_back(keep(result.cell(column)));
    ++rowCount_;
}

RowCache::Cell RowCache::keep(const schema::CellView& view) {
    Cell cell{};
    cell.kind = Kind::Null;
    const auto keepBytes = [&](std::string_view bytes, Kind kind) {
        if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
            throw common::Error(common::ErrorKind::OutOfMemory,
                                "A value of more than 4 GiB does not fit a scrollable or block cursor.");
        }
        cell.text = keepText(bytes);
        cell.length = static_cast<std::uint32_t>(bytes.size());
        cell.kind = kind;
    };
    if (const auto* const integer = std::get_if<std::int64_t>(&view)) {
        cell.integer = *integer;
        cell.kind = Kind::Integer;
    } else if (const auto* const real = std::get_if<double>(&view)) {
        cell.real = *real;
        cell.kind = Kind::Real;
    } else if (const auto* const text = std::get_if<std::string_view>(&view)) {
        keepBytes(*text, Kind::Text);
    } else if (const auto* const blob = std::get_if<schema::Blob>(&view)) {
        keepBytes(blob->bytes, Kind::Bytes);
    }
    return cell;
}

const char* RowCache::keepText(std::string_view text) {
    if (text.empty()) return "";
    if (blockCapacity_ - blockUsed_ < text.size()) {
        const std::size_t grown = blocks_.empty() ? kFirstBlock : std::min(blockCapacity_ * 2, kLargestBlock);
        blockCapacity_ = std::max(grown, text.size());
        blocks_.emplace_back(new char[blockCapacity_]);  // not zeroed, unlike make_unique
        blockUsed_ = 0;
    }
    char* const at = blocks_.back().get() + blockUsed_;
    std::memcpy(at, text.data(), text.size());
    blockUsed_ += text.size();
    return at;
}

schema::CellView RowCache::cell(std::size_t row, std::size_t column) const {
    const Cell& kept = cells_[row * columnCount_ + column];
    switch (kept.kind) {
        case Kind::Null:
            return std::monostate{};
        case Kind::Integer:
            return kept.integer;
        case Kind::Real:
            return kept.real;
        case Kind::Text:
            return std::string_view(kept.text, kept.length);
        case Kind::Bytes:
            return schema::Blob{std::string_view(kept.text, kept.length)};
    }
    return std::monostate{};
}

void RowCache::clear() noexcept {
    rowCount_ = 0;
    cells_.clear();
    if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    blockUsed_ = 0;
}

}  // namespace assetsodbc::driver
