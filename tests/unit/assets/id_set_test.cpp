#include "assets/id_set.h"

#include <gtest/gtest.h>

#include <limits>

namespace assetsodbc::assets {
namespace {

TEST(IdSet, TellsNewIdsFromKnownOnes) {
    IdSet set;
    for (const std::int64_t id : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{255}, std::int64_t{256},
                                  std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        EXPECT_FALSE(set.contains(id));
        EXPECT_TRUE(set.insert(id));
        EXPECT_FALSE(set.insert(id));
        EXPECT_TRUE(set.contains(id));
    }
    EXPECT_EQ(set.size(), 6U);
    EXPECT_FALSE(set.contains(1));
}

TEST(IdSet, NeedsLittleForAMillionNeighbours) {
    IdSet set;
    for (std::int64_t id = 1; id <= 1000000; ++id) set.insert(id);
    EXPECT_EQ(set.size(), 1000000U);
    EXPECT_LT(set.approximateBytes(), 512U * 1024U);
}

}  // namespace
}  // namespace assetsodbc::assets
