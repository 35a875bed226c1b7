// Keeps written rows of search answers within a bound of memory. When it is full, blocks picked at random make room:
// scans go round and round, and throwing out the least recently used would then throw out exactly what comes next.
// Thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "tests/simulator/gzip.h"
#include "tests/simulator/model.h"

namespace assetsodbc::simulator {

struct RowBlock {
    std::vector<Id> ids;
    std::vector<Id> typeIds;  // of the rows, in order of first appearance
    DeflatedPart part;        // compressed; or only its bytes, the plain text
};

class BlockCache {
public:
    explicit BlockCache(std::size_t bytes) : bytes_(bytes) {}

    // The block kept under this key, if it holds these objects.
    std::shared_ptr<const RowBlock> find(std::uint64_t key, const std::vector<Id>& ids);
    void keep(std::uint64_t key, std::shared_ptr<const RowBlock> block);
    std::size_t bytesUsed() const;

private:
    struct Kept {
        std::uint64_t key = 0;
        std::shared_ptr<const RowBlock> block;
    };

    static std::size_t sizeOf(const RowBlock& block);
    void dropOne();

    const std::size_t bytes_;
    mutable std::mutex mutex_;
    std::vector<Kept> kept_;
    std::unordered_map<std::uint64_t, std::size_t> places_;  // key to index in kept_
    std::size_t used_ = 0;
    std::uint64_t random_ = 0x9E3779B97F4A7C15ULL;
};

}  // namespace assetsodbc::simulator
