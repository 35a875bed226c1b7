#include "tests/simulator/block_cache.h"

namespace assetsodbc::simulator {

std::size_t BlockCache::sizeOf(const RowBlock& block) {
    static constexpr std::size_t kOverhead = 400;
    return block.part.bytes.size() + block.ids.size() * sizeof(Id) + kOverhead;
}

std::shared_ptr<const RowBlock> BlockCache::find(std::uint64_t key, const std::vector<Id>& ids) {
    const std::lock_guard lock(mutex_);
    const auto found = places_.find(key);
    if (found == places_.end()) return nullptr;
    const auto& block = kept_[found->second].block;
    return block->ids == ids ? block : nullptr;
}

void BlockCache::keep(std::uint64_t key, std::shared_ptr<const RowBlock> block) {
    const std::size_t size = sizeOf(*block);
    const std::lock_guard lock(mutex_);
    if (size > bytes_ || places_.count(key) != 0) return;
    while (used_ + size > bytes_) dropOne();
    places_[key] = kept_.size();
    kept_.push_back({key, std::move(block)});
    used_ += size;
}

std::size_t BlockCache::bytesUsed() const {
    const std::lock_guard lock(mutex_);
    return used_;
}

void BlockCache::dropOne() {
    random_ ^= random_ << 13;
    random_ ^= random_ >> 7;
    random_ ^= random_ << 17;
    const auto place = static_cast<std::size_t>(random_ % kept_.size());
    used_ -= sizeOf(*kept_[place].block);
    places_.erase(kept_[place].key);
    if (place + 1 != kept_.size()) {
        kept_[place] = std::move(kept_.back());
        places_[kept_[place].key] = place;
    }
    kept_.pop_back();
}

}  // namespace assetsodbc::simulator
