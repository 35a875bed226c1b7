#include "tests/simulator/gzip.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

TEST(Gzip, ComesBackAsItWas) {
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919 % 1000) + ",";
    EXPECT_EQ(gunzip(gzip(text)), text);
    EXPECT_LT(gzip(text).size(), text.size() / 2);
}

TEST(Gzip, JoinsPartsInAnyOrderWithARightChecksum) {
    const auto a = deflatePart("first ");
    const auto b = deflatePart("second ");
    const auto empty = deflatePart("");
    GzipJoiner joiner;
    joiner.add(b);
    joiner.add(empty);
    joiner.add(a);
    joiner.add("third ");
    joiner.add(b);
    EXPECT_EQ(gunzip(joiner.finish()), "second first third second ");
}

TEST(Gzip, NothingIsValidToo) {
    EXPECT_EQ(gunzip(gzip("")), "");
}

TEST(Gunzip, RefusesWhatIsCutOff) {
    const auto whole = gzip("some text that is long enough");
    EXPECT_THROW(gunzip(whole.substr(0, whole.size() - 4)), std::runtime_error);
}

}  // namespace
}  // namespace assetsodbc::simulator
