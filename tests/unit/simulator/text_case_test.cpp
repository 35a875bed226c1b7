#include "tests/simulator/text_case.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

TEST(TextCase, FoldsLettersOfSeveralScripts) {
    EXPECT_EQ(foldCase("GRÖSSE"), "grösse");
    EXPECT_EQ(foldCase("ŁUKASZ ŻÓŁKOWSKI"), "łukasz żółkowski");
    EXPECT_EQ(foldCase("ΑΩ БЯЁ Ÿ Ệ"), "αω бяё ÿ ệ");
    EXPECT_TRUE(equalIgnoringCase("SØREN ÆRØ", "søren ærø"));
}

TEST(TextCase, LeavesTheRestAlone) {
    EXPECT_EQ(foldCase("山田 😀 ×÷ ß 1_-"), "山田 😀 ×÷ ß 1_-");
    EXPECT_FALSE(equalIgnoringCase("o", "ö"));
}

TEST(TextCase, PassesInvalidBytesThrough) {
    EXPECT_EQ(foldCase("A\xC3"), "a\xC3");
    EXPECT_EQ(foldCase("\xFFZ\x80"), "\xFFz\x80");
}

}  // namespace
}  // namespace assetsodbc::simulator
