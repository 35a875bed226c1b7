#include "common/unicode.h"

#include <gtest/gtest.h>

#include <vector>

namespace assetsodbc::common {
namespace {

using namespace std::string_literals;

struct Pair {
    const char* name;
    std::string utf8;
    std::u16string utf16;
    std::size_t codePoints;
};

const std::vector<Pair>& wellFormedPairs() {
    static const std::vector<Pair> pairs{
        {"empty", "", u"", 0},
        {"ascii", "Laptop 1", u"Laptop 1", 8},
        {"ascii longer than a block", "abcdefghijklmnopqrstuvwxyz", u"abcdefghijklmnopqrstuvwxyz", 26},
        {"embedded NUL", "a\0b"s, u"a\0b"s, 3},
        {"first and last of two bytes", "\xC2\x80\xDF\xBF", u"\u0080\u07FF", 2},
        {"first and last of three bytes", "\xE0\xA0\x80\xEF\xBF\xBF", u"\u0800\uFFFF", 2},
        {"around the surrogates", "\xED\x9F\xBF\xEE\x80\x80", u"\uD7FF\uE000", 2},
        {"first and last astral", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", u"\U00010000\U0010FFFF", 2},
        {"mixed", "ascii text é 😀 日本", u"ascii text é 😀 日本", 17},
        {"combining", "e\xCC\x81", u"e\u0301", 2},
        {"the replacement character itself", "\xEF\xBF\xBD", u"\uFFFD", 1},
        {"a byte order mark is kept", "\xEF\xBB\xBFx", u"\uFEFFx", 2},
    };
    return pairs;
}

TEST(Unicode, convertsWellFormedTextBothWays) {
    for (const Pair& pair : wellFormedPairs()) {
        EXPECT_EQ(utf16Of(pair.utf8), pair.utf16) << pair.name;
        EXPECT_EQ(utf8Of(pair.utf16), pair.utf8) << pair.name;
    }
}

TEST(Unicode, countsUnitsAndCodePoints) {
    for (const Pair& pair : wellFormedPairs()) {
        EXPECT_EQ(utf16Length(pair.utf8), pair.utf16.size()) << pair.name;
        EXPECT_EQ(codePointCount(pair.utf8), pair.codePoints) << pair.name;
    }
}

TEST(Unicode, leavesWellFormedTextAlone) {
    for (const Pair& pair : wellFormedPairs()) {
        EXPECT_TRUE(isWellFormedUtf8(pair.utf8)) << pair.name;
        EXPECT_EQ(repairedUtf8(pair.utf8), pair.utf8) << pair.name;
    }
}

struct IllFormed {
    const char* name;
    std::string bytes;
    std::size_t replacements;  // U+FFFD that stand for the bytes
};

const std::vector<IllFormed>& illFormedParts() {
    static const std::vector<IllFormed> parts{
        {"stray continuation", "\x80", 1},
        {"two stray continuations", "\x80\xBF", 2},
        {"overlong of two bytes", "\xC0\xAF", 2},
        {"overlong of two bytes, C1", "\xC1\xBF", 2},
        {"overlong of three bytes", "\xE0\x80\xAF", 3},
        {"overlong of four bytes", "\xF0\x80\x80\xAF", 4},
        {"truncated, two bytes", "\xC3", 1},
        {"truncated, three bytes", "\xE2\x82", 1},
        {"truncated, four bytes", "\xF0\x9F\x98", 1},
        {"truncated, then another truncated", "\xE2\x82\xF0\x9F", 2},
        {"surrogate high", "\xED\xA0\x80", 3},
        {"surrogate pair (CESU-8)", "\xED\xA0\xBD\xED\xB8\x80", 6},
        {"above U+10FFFF", "\xF4\x90\x80\x80", 4},
        {"five byte form", "\xF8\x88\x80\x80\x80", 5},
        {"never in UTF-8", "\xFE\xFF", 2},
        {"Latin-1", "\xE9", 1},
    };
    return parts;
}

std::string repeatedReplacement(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "\xEF\xBF\xBD";
    return text;
}

TEST(Unicode, replacesEachMaximalIllFormedPartOfUtf8) {
    for (const IllFormed& part : illFormedParts()) {
        EXPECT_FALSE(isWellFormedUtf8(part.bytes)) << part.name;
        EXPECT_EQ(repairedUtf8(part.bytes), repeatedReplacement(part.replacements)) << part.name;
        EXPECT_EQ(utf16Of(part.bytes), std::u16string(part.replacements, u'\uFFFD')) << part.name;
        EXPECT_EQ(codePointCount(part.bytes), part.replacements) << part.name;
        EXPECT_EQ(utf16Length(part.bytes), part.replacements) << part.name;
    }
}

TEST(Unicode, losesNothingAroundIllFormedUtf8) {
    for (const IllFormed& part : illFormedParts()) {
        const std::string text = "before é" + part.bytes + "after, long enough for a block 😀";
        const std::string expected =
            "before é" + repeatedReplacement(part.replacements) + "after, long enough for a block 😀";
        EXPECT_FALSE(isWellFormedUtf8(text)) << part.name;
        EXPECT_EQ(repairedUtf8(text), expected) << part.name;
        EXPECT_EQ(utf8Of(utf16Of(text)), expected) << part.name;
        EXPECT_EQ(utf16Length(text), utf16Of(text).size()) << part.name;
    }
}

TEST(Unicode, replacesLoneSurrogatesOfUtf16) {
    const std::vector<std::pair<std::u16string, std::string>> cases{
        {{0xD83D}, "\xEF\xBF\xBD"},
        {{0xDE00}, "\xEF\xBF\xBD"},
        {{u'a', 0xD83D, u'b'},
         "a\xEF\xBF\xBD"
         "b"},
        {{0xD83D, 0xD83D, 0xDE00}, "\xEF\xBF\xBD😀"},
        {{0xDE00, 0xD83D}, "\xEF\xBF\xBD\xEF\xBF\xBD"},
    };
    for (const auto& [utf16, utf8] : cases) EXPECT_EQ(utf8Of(utf16), utf8);
}

TEST(Unicode, convertsEveryCodePointThereAndBack) {
    for (char32_t codePoint = 1; codePoint <= 0x10FFFF; ++codePoint) {
        if (codePoint >= 0xD800 && codePoint <= 0xDFFF) continue;
        std::u16string utf16;
        if (codePoint < 0x10000) {
            utf16 = {static_cast<char16_t>(codePoint)};
        } else {
            utf16 = {static_cast<char16_t>(0xD7C0 + (codePoint >> 10)),
                     static_cast<char16_t>(0xDC00 + (codePoint & 0x3FF))};
        }
        const std::string utf8 = utf8Of(utf16);
        ASSERT_TRUE(isWellFormedUtf8(utf8)) << std::hex << static_cast<std::uint32_t>(codePoint);
        ASSERT_EQ(utf16Of(utf8), utf16) << std::hex << static_cast<std::uint32_t>(codePoint);
    }
}

TEST(Unicode, cutsUtf8OnlyBetweenCodePoints) {
    const std::string text = "aé日😀z";  // 1 + 2 + 3 + 4 + 1 bytes
    const std::vector<std::size_t> expected{0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
    for (std::size_t limit = 0; limit < expected.size(); ++limit)
        EXPECT_EQ(prefixWithin(text, limit), expected[limit]) << limit;
}

TEST(Unicode, cutsIllFormedUtf8SoThatRepairingThePiecesIsRepairingTheWhole) {
    for (const IllFormed& part : illFormedParts()) {
        const std::string text = "é" + part.bytes + "😀";
        for (std::size_t limit = 4; limit <= text.size(); ++limit) {
            const std::size_t cut = prefixWithin(text, limit);
            ASSERT_LE(cut, limit) << part.name;
            ASSERT_GT(cut, 0u) << part.name;
            EXPECT_EQ(repairedUtf8(text.substr(0, cut)) + repairedUtf8(text.substr(cut)), repairedUtf8(text))
                << part.name << " at " << limit;
        }
    }
}

TEST(Unicode, neverCutsASurrogatePair) {
    const std::u16string text = u"a😀b";
    const std::vector<std::size_t> expected{0, 1, 1, 3, 4, 4};
    for (std::size_t limit = 0; limit < expected.size(); ++limit)
        EXPECT_EQ(prefixWithin(std::u16string_view(text), limit), expected[limit]) << limit;
    const std::u16string lone{0xD83D, u'a'};
    EXPECT_EQ(prefixWithin(std::u16string_view(lone), 1), 1u);
}

TEST(Unicode, foldsOnlyAsciiLetters) {
    EXPECT_TRUE(equalIgnoringAsciiCase("PageSize", "PAGESIZE"));
    EXPECT_TRUE(equalIgnoringAsciiCase("", ""));
    EXPECT_FALSE(equalIgnoringAsciiCase("PageSize", "PageSiz"));
    EXPECT_FALSE(equalIgnoringAsciiCase("é", "É"));
    EXPECT_FALSE(equalIgnoringAsciiCase("[", "{"));  // differ by the case bit alone
    EXPECT_FALSE(equalIgnoringAsciiCase("@", "`"));
    EXPECT_EQ(asciiLower("AZaz09_É[@"), "azaz09_É[@");
    EXPECT_EQ(asciiUpper("AZaz09_é{`"), "AZAZ09_é{`");
}

}  // namespace
}  // namespace assetsodbc::common
