#include "installer/command/display_text.h"

#include <gtest/gtest.h>

namespace assetsodbc::installer {
namespace {

TEST(DisplayText, widthsAreThoseOfATerminal) {
    EXPECT_EQ(displayWidth(""), 0u);
    EXPECT_EQ(displayWidth("abc"), 3u);
    EXPECT_EQ(displayWidth("Zo\xc3\xab"), 3u);
    EXPECT_EQ(displayWidth("\xe6\x97\xa5\xe6\x9c\xac"), 4u);  // two ideographs
    EXPECT_EQ(displayWidth("\xf0\x9f\x98\x80"), 2u);          // an emoji
    EXPECT_EQ(displayWidth("e\xcc\x81"), 1u);                 // a combining accent
    EXPECT_EQ(displayWidth("\xff"), 1u);                      // what is no UTF-8 is one U+FFFD
}

TEST(DisplayText, nothingMovesTheCursor) {
    EXPECT_EQ(displayText("a\nb\rc\td"), "a\\nb\\rc\\td");
    EXPECT_EQ(displayText("\x1b]0;title\x07"), "\\x1b]0;title\\x07");
    EXPECT_EQ(displayText("\xc2\x9b"
                          "2J\x7f"),
              "\\x9b"
              "2J\\x7f");
    EXPECT_EQ(displayText("\xe2\x80\xa8"), "\\u2028");
    EXPECT_EQ(displayText("Zo\xc3\xab \xe6\x97\xa5 \xf0\x9f\x98\x80"), "Zo\xc3\xab \xe6\x97\xa5 \xf0\x9f\x98\x80");
}

}  // namespace
}  // namespace assetsodbc::installer
