#include <gtest/gtest.h>

#include <cstring>
#include <string>

#include "tests/unit/driver/convert/bound_buffer.h"

namespace assetsodbc::driver {
namespace {

// ---- reading in pieces
// --------------------------------------------------------------------------------------------------

// Reads a value to its end with a buffer of `capacity` bytes, checking length and terminator of each piece.
std::string readInPieces(const CellView& cell, const TypeSpec& type, SQLSMALLINT cType, SQLLEN capacity) {
    const std::size_t unit = cType == SQL_C_WCHAR ? 2 : cType == SQL_C_CHAR ? 1 : 0;
    GetDataProgress progress;
    std::string all;
    SQLLEN expectedLeft = -1;
    for (int calls = 0; calls < 1000; ++calls) {
        Bound bound;
        const Conversion outcome = sqlToC(cell, type, bound.target(cType, capacity), progress);
        if (outcome == Conversion::NoMoreData) return all;
        EXPECT_TRUE(expectedLeft < 0 || bound.length == expectedLeft) << "the indicator tells what is left";
        std::size_t got = static_cast<std::size_t>(bound.length);
        if (outcome == Conversion::Truncated01004) {
            got = unit == 0 ? static_cast<std::size_t>(capacity) : 0;
            while (unit > 0 && std::memcmp(bound.buffer.data() + got, "\0\0", unit) != 0) got += unit;
        } else if (unit > 0) {
            EXPECT_EQ(std::memcmp(bound.buffer.data() + got, "\0\0", unit), 0) << "terminated";
        }
        EXPECT_LE(got + unit, static_cast<std::size_t>(capacity));
        EXPECT_EQ(bound.buffer[static_cast<std::size_t>(capacity)], '#') << "within the buffer";
        all.append(reinterpret_cast<const char*>(bound.buffer.data()), got);
        expectedLeft = bound.length - static_cast<SQLLEN>(got);
    }
    ADD_FAILURE() << "never ended";
    return all;
}

std::string utf16Bytes(std::u16string_view text) {
    return {reinterpret_cast<const char*>(text.data()), text.size() * 2};
}

TEST(SqlToC, PiecesAddUpToTheWholeText) {
    const std::string_view text = "Größe 日本 😀😀 and plain text that is longer than eight";
    const std::u16string_view wide = u"Größe 日本 😀😀 and plain text that is longer than eight";
    for (SQLLEN capacity = 5; capacity < 40; ++capacity) {
        EXPECT_EQ(readInPieces(text, schema::wvarchar(99), SQL_C_CHAR, capacity), text) << capacity;
    }
    for (SQLLEN capacity = 6; capacity < 40; ++capacity) {  // odd ones too
        EXPECT_EQ(readInPieces(text, schema::wvarchar(99), SQL_C_WCHAR, capacity), utf16Bytes(wide)) << capacity;
    }
    for (SQLLEN capacity = 1; capacity < 20; ++capacity) {
        EXPECT_EQ(readInPieces(text, schema::wvarchar(99), SQL_C_BINARY, capacity), text) << capacity;
    }
}

TEST(SqlToC, FullPiecesFillTheBufferAlthoughThatSplitsASurrogatePair) {
    const std::string_view text = "ab😀cd";
    Bound bound;
    GetDataProgress progress;
    CTarget target = bound.target(SQL_C_WCHAR, 8);
    target.fullPieces = true;
    EXPECT_EQ(sqlToC(text, schema::wvarchar(99), target, progress), Conversion::Truncated01004);
    EXPECT_EQ(bound.wideText(), (std::u16string{u'a', u'b', char16_t{0xD83D}}));
    EXPECT_EQ(bound.length, 12);
    EXPECT_EQ(sqlToC(text, schema::wvarchar(99), target, progress), Conversion::Done);
    EXPECT_EQ(bound.wideText(), (std::u16string{char16_t{0xDE00}, u'c', u'd'}));
    EXPECT_EQ(bound.length, 6);
    EXPECT_EQ(sqlToC(text, schema::wvarchar(99), target, progress), Conversion::NoMoreData);
}

TEST(SqlToC, FullPiecesOfNarrowTextSplitACharacterToo) {
    const std::string_view text = "ab日cd";
    Bound bound;
    GetDataProgress progress;
    CTarget target = bound.target(SQL_C_CHAR, 5);
    target.fullPieces = true;
    EXPECT_EQ(sqlToC(text, schema::wvarchar(99), target, progress), Conversion::Truncated01004);
    EXPECT_EQ(bound.text(), "ab\xE6\x97");
    EXPECT_EQ(sqlToC(text, schema::wvarchar(99), target, progress), Conversion::Done);
    EXPECT_EQ(bound.text(),
              "\xA5"
              "cd");
}

TEST(SqlToC, PiecesOfNumbersBytesAndDatesAddUpToo) {
    EXPECT_EQ(readInPieces(12.3456789, schema::doublePrecision(), SQL_C_CHAR, 4), "12.3456789");
    EXPECT_EQ(readInPieces(12.3456789, schema::doublePrecision(), SQL_C_WCHAR, 8), utf16Bytes(u"12.3456789"));
    EXPECT_EQ(readInPieces(schema::Blob{"\x01\x02\xFE\xFF"}, kVarbinary, SQL_C_CHAR, 4), "0102FEFF");
    EXPECT_EQ(readInPieces(schema::Blob{"\x01\x02\xFE\xFF"}, kVarbinary, SQL_C_WCHAR, 8), utf16Bytes(u"0102FEFF"));
    EXPECT_EQ(readInPieces(schema::Blob{"\x01\x02\xFE\xFF"}, kVarbinary, SQL_C_BINARY, 3), "\x01\x02\xFE\xFF");
    EXPECT_EQ(readInPieces(std::string_view("2024-01-31 10:11:12.345"), schema::timestamp(), SQL_C_CHAR, 21),
              "2024-01-31 10:11:12.345");
}

TEST(SqlToC, AFullPieceOfAsciiFillsTheBuffer) {
    const std::string text(100, 'x');
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::string_view(text), schema::wvarchar(200), bound.target(SQL_C_CHAR, 48), progress),
              Conversion::Truncated01004);
    EXPECT_EQ(bound.text().size(), 47U);
    EXPECT_EQ(bound.length, 100);
    Bound wide;
    GetDataProgress wideProgress;
    sqlToC(std::string_view(text), schema::wvarchar(200), wide.target(SQL_C_WCHAR, 48), wideProgress);
    EXPECT_EQ(wide.wideText().size(), 23U);
    EXPECT_EQ(wide.length, 200);
}

TEST(SqlToC, SurrogatePairsAreNotSplitAtTheCut) {
    Bound bound;
    GetDataProgress progress;
    sqlToC(std::string_view("ab😀"), schema::wvarchar(9), bound.target(SQL_C_WCHAR, 8), progress);
    EXPECT_EQ(bound.wideText(), u"ab");
    EXPECT_EQ(bound.length, 8);
    sqlToC(std::string_view("ab😀"), schema::wvarchar(9), bound.target(SQL_C_WCHAR, 8), progress);
    EXPECT_EQ(bound.wideText(), u"😀");
}

TEST(SqlToC, AnEmptyTextIsReadOnceThenEnds) {
    for (const SQLSMALLINT cType : kTextTypes) {
        Bound bound;
        GetDataProgress progress;
        const CTarget target = bound.target(cType, 10);
        EXPECT_EQ(sqlToC(std::string_view(""), schema::wvarchar(9), target, progress), Conversion::Done);
        EXPECT_EQ(bound.length, 0);
        EXPECT_EQ(sqlToC(std::string_view(""), schema::wvarchar(9), target, progress), Conversion::NoMoreData);
    }
}

TEST(SqlToC, ABufferOfLengthZeroAsksForTheLengthAndLosesNothing) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::int64_t{12345}, schema::bigInt(), bound.target(SQL_C_CHAR, 0), progress),
              Conversion::Truncated01004);
    EXPECT_EQ(bound.length, 5);
    EXPECT_EQ(bound.buffer[0], '#');
    EXPECT_EQ(sqlToC(std::int64_t{12345}, schema::bigInt(), bound.target(SQL_C_CHAR, 10), progress), Conversion::Done);
    EXPECT_EQ(bound.text(), "12345");
}

TEST(SqlToC, ABufferTooSmallForOneCharacterDoesNotLoopForever) {
    Bound bound;
    GetDataProgress progress;
    const CTarget target = bound.target(SQL_C_CHAR, 3);
    EXPECT_EQ(sqlToC(std::string_view("😀"), schema::wvarchar(9), target, progress), Conversion::Truncated01004);
    EXPECT_THROW(sqlToC(std::string_view("😀"), schema::wvarchar(9), target, progress), OdbcError);
    EXPECT_EQ(sqlToC(std::string_view("😀"), schema::wvarchar(9), bound.target(SQL_C_CHAR, 9), progress),
              Conversion::Done);
    EXPECT_EQ(bound.text(), "😀");
}

TEST(SqlToC, AnotherCTypeReadsTheValueFromItsStart) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::string_view("1234567"), schema::varchar(9), bound.target(SQL_C_CHAR, 4), progress),
              Conversion::Truncated01004);
    EXPECT_EQ(sqlToC(std::string_view("1234567"), schema::varchar(9), bound.target(SQL_C_SLONG), progress),
              Conversion::Done);
    EXPECT_EQ(bound.as<std::int32_t>(), 1234567);
    EXPECT_EQ(sqlToC(std::string_view("1234567"), schema::varchar(9), bound.target(SQL_C_SLONG), progress),
              Conversion::NoMoreData);
}

TEST(SqlToC, IllFormedTextIsNeverDroppedInWideText) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::string_view("a\xFFz"), schema::wvarchar(9), bound.target(SQL_C_WCHAR), progress),
              Conversion::Done);
    EXPECT_EQ(bound.wideText(), u"a\uFFFDz");
}

TEST(SqlToC, BoundCellsNeedNoMemoryOfTheirOwn) {
    const std::string text(100, 'x');
    for (const SQLSMALLINT cType : kTextTypes) {
        Bound bound;
        GetDataProgress progress;
        sqlToC(std::string_view(text), schema::wvarchar(200), bound.target(cType, 20), progress);
        EXPECT_TRUE(progress.converted.empty());
    }
}

TEST(SqlToC, BuffersMayHaveAnyAlignment) {
    Bound bound;
    CTarget target = bound.target(SQL_C_WCHAR, 20);
    target.buffer = bound.buffer.data() + 1;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::string_view("日x"), schema::wvarchar(9), target, progress), Conversion::Done);
    EXPECT_EQ(std::memcmp(bound.buffer.data() + 1, u"日x", 6), 0);
    target.cType = SQL_C_SBIGINT;
    GetDataProgress fresh;
    EXPECT_EQ(sqlToC(std::int64_t{7}, schema::bigInt(), target, fresh), Conversion::Done);
}

}  // namespace
}  // namespace assetsodbc::driver
