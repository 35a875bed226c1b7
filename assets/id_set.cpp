#include "assets/id_set.h"

namespace assetsodbc::assets {

namespace {

struct Place {
    std::int64_t block;
    std::size_t word;
    std::uint64_t bit;
};

Place placeOf(std::int64_t id) {
    const auto within = static_cast<std::uint64_t>(id) & 255;
    return {id >> 8, static_cast<std::size_t>(within >> 6), std::uint64_t{1} << (within & 63)};
}

}  // namespace

bool IdSet::insert(std::int64_t id) {
    const Place place = placeOf(id);
    std::uint64_t& word = blocks_[place.block][place.word];
    if ((word & place.bit) != 0) return false;
    word |= place.bit;
    ++size_;
    return true;
}

bool IdSet::contains(std::int64_t id) const {
    const Place place = placeOf(id);
    const auto block = blocks_.find(place.block);
    return block != blocks_.end() && (block->second[place.word] & place.bit) != 0;
}

std::size_t IdSet::approximateBytes() const noexcept {
    // A node of the map holds the pair, a link and the allocator's header.
    constexpr std::size_t kNode = sizeof(std::pair<const std::int64_t, Bitmap>) + 2 * sizeof(void*);
    return blocks_.size() * kNode + blocks_.bucket_count() * sizeof(void*);
}

void IdSet::clear() {
    blocks_.clear();
    size_ = 0;
}

}  // namespace assetsodbc::assets
