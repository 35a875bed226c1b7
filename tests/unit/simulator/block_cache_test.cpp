#include "tests/simulator/block_cache.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

std::shared_ptr<const RowBlock> blockOf(Id id, std::size_t bytes) {
    auto block = std::make_shared<RowBlock>();
    block->ids = {id};
    block->part.bytes.assign(bytes, 'x');
    return block;
}

TEST(BlockCache, GivesBackWhatItKeeps) {
    BlockCache cache(100'000);
    const auto kept = blockOf(7, 100);
    cache.keep(1, kept);
    EXPECT_EQ(cache.find(1, {7}), kept);
    EXPECT_EQ(cache.find(2, {7}), nullptr);
    EXPECT_EQ(cache.find(1, {8}), nullptr) << "another block whose key happens to be the same";
}

TEST(BlockCache, StaysWithinItsBoundAndKeepsAShareOfALargerScan) {
    BlockCache cache(1'000'000);
    int found = 0;
    for (int round = 0; round < 5; ++round) {
        for (Id id = 0; id < 200; ++id) {
            if (cache.find(static_cast<std::uint64_t>(id), {id}) != nullptr) {
                ++found;
            } else {
                cache.keep(static_cast<std::uint64_t>(id), blockOf(id, 9'000));
            }
            EXPECT_LE(cache.bytesUsed(), 1'000'000u);
        }
    }
    EXPECT_GT(found, 100);
}

TEST(BlockCache, DoesNotKeepWhatIsLargerThanItself) {
    BlockCache cache(1'000);
    cache.keep(1, blockOf(1, 5'000));
    EXPECT_EQ(cache.find(1, {1}), nullptr);
    EXPECT_EQ(cache.bytesUsed(), 0u);
}

}  // namespace
}  // namespace assetsodbc::simulator
