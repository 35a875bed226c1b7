#include "driver/text.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {
namespace {

const SQLCHAR* narrow(const char* text) {
    return reinterpret_cast<const SQLCHAR*>(text);
}

std::vector<SQLWCHAR> wide(std::u16string_view text) {
    std::vector<SQLWCHAR> units(text.begin(), text.end());
    units.push_back(0);
    return units;
}

TEST(TextIn, ReadsNarrowTextUpToItsLengthOrTerminator) {
    EXPECT_EQ(TextIn(narrow("Zo\xC3\xAB rest"), 4).utf8(), "Zo\xC3\xAB");
    EXPECT_EQ(TextIn(narrow("Zo\xC3\xAB"), SQL_NTS).utf8(), "Zo\xC3\xAB");
    EXPECT_EQ(TextIn(narrow("abc"), 0).utf8(), "");
}

TEST(TextIn, ReadsWideTextUpToItsLengthOrTerminator) {
    const auto text = wide(u"日本😀x");
    EXPECT_EQ(TextIn(text.data(), SQL_NTS).utf8(), "日本😀x");
    EXPECT_EQ(TextIn(text.data(), 4).utf8(), "日本😀");
    EXPECT_EQ(TextIn::wideInBytes(text.data(), 4).utf8(), "日本");
    EXPECT_EQ(TextIn::wideInBytes(text.data(), SQL_NTS).utf8(), "日本😀x");
}

TEST(TextIn, NullTextIsEmptyAndNull) {
    EXPECT_TRUE(TextIn().isNull());
    EXPECT_TRUE(TextIn(static_cast<const SQLWCHAR*>(nullptr), SQL_NTS).isNull());
    EXPECT_EQ(TextIn(static_cast<const SQLCHAR*>(nullptr), SQL_NTS).utf8(), "");
    EXPECT_FALSE(TextIn(narrow(""), 0).isNull());
}

TEST(TextIn, RefusesNegativeLengthsOtherThanNts) {
    for (const SQLLEN length : {SQLLEN{-1}, SQLLEN{-4}, SQLLEN{-100}}) {
        try {
            TextIn(narrow("x"), length).utf8();
            FAIL() << length;
        } catch (const OdbcError& error) {
            EXPECT_EQ(error.state(), SqlState::InvalidStringOrBufferLength);
        }
    }
}

TEST(TextIn, IllFormedTextIsRefusedWithTheEncodingExpected) {
    const auto refusal = [](const TextIn& text, SqlState state) -> std::string {
        try {
            return "accepted " + text.utf8(state);
        } catch (const OdbcError& error) {
            EXPECT_EQ(error.state(), state);
            return error.what();
        }
    };
    const SQLWCHAR lone[] = {'a', 0xD83D, 'b', 0};
    EXPECT_NE(refusal(TextIn(narrow("a\xFF"), SQL_NTS), SqlState::InvalidCharacterValue).find("not well-formed UTF-8"),
              std::string::npos);
    EXPECT_NE(refusal(TextIn(lone, SQL_NTS), SqlState::SyntaxErrorOrAccess).find("not well-formed UTF-16"),
              std::string::npos);
}

struct NarrowCase {
    const char* text;
    SQLLEN capacity;
    const char* written;
    SQLLEN total;
    bool truncated;
};

TEST(TextOut, WritesNarrowTextWithoutSplittingCodePoints) {
    const NarrowCase cases[] = {
        {"abc", 4, "abc", 3, false}, {"abc", 3, "ab", 3, true},      {"abc", 1, "", 3, true},
        {"", 1, "", 0, false},       {"a\xC3\xAB", 3, "a", 3, true}, {"a\xC3\xAB", 4, "a\xC3\xAB", 3, false},
        {"😀", 4, "", 4, true},       {"😀", 5, "😀", 4, false},
    };
    for (const NarrowCase& c : cases) {
        std::vector<SQLCHAR> buffer(static_cast<std::size_t>(c.capacity) + 2, '#');
        const auto written = TextOut::narrow(buffer.data(), c.capacity).write(c.text);
        EXPECT_STREQ(reinterpret_cast<char*>(buffer.data()), c.written) << c.text << " in " << c.capacity;
        EXPECT_EQ(written.totalLength, c.total);
        EXPECT_EQ(written.truncated, c.truncated);
        EXPECT_EQ(buffer[static_cast<std::size_t>(c.capacity)], '#') << "wrote beyond the buffer";
    }
}

struct WideCase {
    bool inBytes;
    SQLLEN capacity;
    std::u16string written;
    SQLLEN total;
    bool truncated;
};

TEST(TextOut, WritesWideTextInTheUnitOfTheFunction) {
    // "a😀b" is four code units.
    const WideCase cases[] = {
        {false, 5, u"a😀b", 4, false}, {false, 4, u"a😀", 4, true}, {false, 3, u"a", 4, true},
        {false, 2, u"a", 4, true},    {false, 1, u"", 4, true},   {true, 10, u"a😀b", 8, false},
        {true, 11, u"a😀b", 8, false}, {true, 9, u"a😀", 8, true},  {true, 8, u"a😀", 8, true},
        {true, 7, u"a", 8, true},     {true, 2, u"", 8, true},
    };
    for (const WideCase& c : cases) {
        std::vector<SQLWCHAR> buffer(16, 0x2323);
        const TextOut out = c.inBytes ? TextOut::wideInBytes(buffer.data(), c.capacity)
                                      : TextOut::wideInCharacters(buffer.data(), c.capacity);
        const auto written = out.write("a😀b");
        EXPECT_EQ(std::u16string(buffer.begin(), buffer.begin() + static_cast<long>(c.written.size())), c.written);
        EXPECT_EQ(buffer[c.written.size()], 0) << c.capacity;
        EXPECT_EQ(buffer[c.written.size() + 1], 0x2323) << "wrote more than the terminator";
        EXPECT_EQ(written.totalLength, c.total);
        EXPECT_EQ(written.truncated, c.truncated);
    }
}

TEST(TextOut, ANullBufferOnlyMeasures) {
    EXPECT_EQ(TextOut::narrow(nullptr, 0).write("Zoë").totalLength, 4);
    EXPECT_FALSE(TextOut::narrow(nullptr, 100).write("Zoë").truncated);
    EXPECT_EQ(TextOut::wideInCharacters(nullptr, 0).write("a😀").totalLength, 3);
    EXPECT_EQ(TextOut::wideInBytes(nullptr, 0).write("a😀").totalLength, 6);
}

TEST(TextOut, CapacityZeroWritesNothingAndSaysSo) {
    SQLCHAR byte = '#';
    EXPECT_TRUE(TextOut::narrow(&byte, 0).write("x").truncated);
    EXPECT_EQ(byte, '#');
    SQLWCHAR unit = 0x2323;
    EXPECT_TRUE(TextOut::wideInBytes(&unit, 1).write("x").truncated);
    EXPECT_EQ(unit, 0x2323);
}

}  // namespace
}  // namespace assetsodbc::driver
