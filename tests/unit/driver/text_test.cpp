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

constexpr auto kUtf16 = WideUnit::Utf16;
constexpr auto kUtf32 = WideUnit::Utf32;

TEST(TextIn, ReadsNarrowTextUpToItsLengthOrTerminator) {
    EXPECT_EQ(TextIn(narrow("Zo\xC3\xAB rest"), 4).utf8(), "Zo\xC3\xAB");
    EXPECT_EQ(TextIn(narrow("Zo\xC3\xAB"), SQL_NTS).utf8(), "Zo\xC3\xAB");
    EXPECT_EQ(TextIn(narrow("abc"), 0).utf8(), "");
}

TEST(TextIn, ReadsUtf16UpToItsLengthOrTerminator) {
    const std::u16string text = u"日本😀x";
    EXPECT_EQ(TextIn::wide(text.data(), SQL_NTS, kUtf16).utf8(), "日本😀x");
    EXPECT_EQ(TextIn::wide(text.data(), 4, kUtf16).utf8(), "日本😀");
    EXPECT_EQ(TextIn::wideInBytes(text.data(), 4, kUtf16).utf8(), "日本");
    EXPECT_EQ(TextIn::wideInBytes(text.data(), SQL_NTS, kUtf16).utf8(), "日本😀x");
}

TEST(TextIn, ReadsUtf32UpToItsLengthOrTerminator) {
    const std::u32string text = U"日本😀ëx";
    EXPECT_EQ(TextIn::wide(text.data(), SQL_NTS, kUtf32).utf8(), "日本😀ëx");
    EXPECT_EQ(TextIn::wide(text.data(), 3, kUtf32).utf8(), "日本😀");
    EXPECT_EQ(TextIn::wideInBytes(text.data(), 8, kUtf32).utf8(), "日本");
    EXPECT_EQ(TextIn::wideInBytes(text.data(), SQL_NTS, kUtf32).utf8(), "日本😀ëx");
}

TEST(TextIn, ReadsWideTextOfAnyAlignment) {
    for (const WideUnit unit : {kUtf16, kUtf32}) {
        const std::u16string narrow = u"Zoë😀";
        const std::u32string broad = U"Zoë😀";
        std::vector<char> bytes(64, 0);
        if (unit == kUtf16) std::memcpy(bytes.data() + 1, narrow.data(), narrow.size() * 2);
        if (unit == kUtf32) std::memcpy(bytes.data() + 1, broad.data(), broad.size() * 4);
        EXPECT_EQ(TextIn::wide(bytes.data() + 1, SQL_NTS, unit).utf8(), "Zoë😀") << nameOf(unit);
    }
}

TEST(TextIn, NullTextIsEmptyAndNull) {
    EXPECT_TRUE(TextIn().isNull());
    EXPECT_TRUE(TextIn::wide(nullptr, SQL_NTS, kUtf16).isNull());
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
    const auto expectRefusal = [&](const TextIn& text, const char* encoding) {
        const std::string message = refusal(text, SqlState::SyntaxErrorOrAccess);
        EXPECT_NE(message.find(std::string("not well-formed ") + encoding), std::string::npos) << message;
    };
    expectRefusal(TextIn(narrow("a\xFF"), SQL_NTS), "UTF-8");
    for (const std::u16string text : {u"a\xD83D"
                                      u"b",
                                      u"a\xDE00", u"\xDE00\xD83D", u"\xD83D"}) {
        expectRefusal(TextIn::wide(text.c_str(), SQL_NTS, kUtf16), "UTF-16");
    }
    for (const char32_t wrong : {0xD800u, 0xDBFFu, 0xDC00u, 0xDFFFu, 0x110000u, 0x80000041u, 0xFFFFFFFFu}) {
        const char32_t text[] = {'a', wrong, 'b', 0};
        expectRefusal(TextIn::wide(text, SQL_NTS, kUtf32), "UTF-32");
    }
    const char32_t last[] = {0xD7FF, 0xE000, 0x10FFFF, 0};
    EXPECT_EQ(TextIn::wide(last, SQL_NTS, kUtf32).utf8(), "\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF");
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

template <class Unit>
struct WideCase {
    bool inBytes;
    SQLLEN capacity;
    std::basic_string<Unit> written;
    SQLLEN total;
    bool truncated;
};

template <class Unit, std::size_t N>
void expectWritten(const WideCase<Unit> (&cases)[N], WideUnit unit) {
    constexpr Unit kUntouched = 0x2323;
    for (const WideCase<Unit>& c : cases) {
        std::vector<Unit> buffer(16, kUntouched);
        const TextOut out = c.inBytes ? TextOut::wideInBytes(buffer.data(), c.capacity, unit)
                                      : TextOut::wideInCharacters(buffer.data(), c.capacity, unit);
        const auto written = out.write("a😀b");
        EXPECT_EQ(std::basic_string<Unit>(buffer.begin(), buffer.begin() + static_cast<long>(c.written.size())),
                  c.written);
        EXPECT_EQ(buffer[c.written.size()], 0u) << c.capacity;
        EXPECT_EQ(buffer[c.written.size() + 1], kUntouched) << "wrote more than the terminator";
        EXPECT_EQ(written.totalLength, c.total);
        EXPECT_EQ(written.truncated, c.truncated);
    }
}

TEST(TextOut, WritesUtf16InTheUnitOfTheFunction) {
    // "a😀b" is four code units.
    const WideCase<char16_t> cases[] = {
        {false, 5, u"a😀b", 4, false}, {false, 4, u"a😀", 4, true}, {false, 3, u"a", 4, true},
        {false, 2, u"a", 4, true},    {false, 1, u"", 4, true},   {true, 10, u"a😀b", 8, false},
        {true, 11, u"a😀b", 8, false}, {true, 9, u"a😀", 8, true},  {true, 8, u"a😀", 8, true},
        {true, 7, u"a", 8, true},     {true, 2, u"", 8, true},
    };
    expectWritten(cases, kUtf16);
}

TEST(TextOut, WritesUtf32InTheUnitOfTheFunction) {
    // "a😀b" is three code units.
    const WideCase<char32_t> cases[] = {
        {false, 4, U"a😀b", 3, false}, {false, 3, U"a😀", 3, true},    {false, 2, U"a", 3, true},
        {false, 1, U"", 3, true},     {true, 16, U"a😀b", 12, false}, {true, 19, U"a😀b", 12, false},
        {true, 15, U"a😀", 12, true},  {true, 12, U"a😀", 12, true},   {true, 11, U"a", 12, true},
        {true, 4, U"", 12, true},
    };
    expectWritten(cases, kUtf32);
}

TEST(TextOut, ANullBufferOnlyMeasures) {
    EXPECT_EQ(TextOut::narrow(nullptr, 0).write("Zoë").totalLength, 4);
    EXPECT_FALSE(TextOut::narrow(nullptr, 100).write("Zoë").truncated);
    EXPECT_EQ(TextOut::wideInCharacters(nullptr, 0, kUtf16).write("a😀").totalLength, 3);
    EXPECT_EQ(TextOut::wideInBytes(nullptr, 0, kUtf16).write("a😀").totalLength, 6);
    EXPECT_EQ(TextOut::wideInCharacters(nullptr, 9, kUtf32).write("a😀").totalLength, 2);
    EXPECT_EQ(TextOut::wideInBytes(nullptr, 9, kUtf32).write("a😀").totalLength, 8);
    EXPECT_FALSE(TextOut::wideInBytes(nullptr, 9, kUtf32).write("a😀").truncated);
}

TEST(TextOut, CapacityZeroWritesNothingAndSaysSo) {
    SQLCHAR byte = '#';
    EXPECT_TRUE(TextOut::narrow(&byte, 0).write("x").truncated);
    EXPECT_EQ(byte, '#');
    char16_t narrowUnit = 0x2323;
    EXPECT_TRUE(TextOut::wideInBytes(&narrowUnit, 1, kUtf16).write("x").truncated);
    EXPECT_EQ(narrowUnit, 0x2323);
    char32_t broadUnit = 0x2323;
    EXPECT_TRUE(TextOut::wideInBytes(&broadUnit, 3, kUtf32).write("x").truncated);
    EXPECT_EQ(broadUnit, 0x2323u);
}

}  // namespace
}  // namespace assetsodbc::driver
