// A set of object ids that stays small for millions of them: bitmaps of 256 neighbouring ids, kept only where there is
// one. Dense ids cost about a third of a byte each.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace assetsodbc::assets {

class IdSet {
public:
    // True when the id was not there before.
    bool insert(std::int64_t id);
    bool contains(std::int64_t id) const;
    std::uint64_t size() const noexcept { return size_; }
    std::size_t approximateBytes() const noexcept;
    void clear();

private:
    using Bitmap = std::array<std::uint64_t, 4>;
    std::unordered_map<std::int64_t, Bitmap> blocks_;
    std::uint64_t size_ = 0;
};

}  // namespace assetsodbc::assets
