#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "tests/unit/driver/convert/bound_buffer.h"

namespace assetsodbc::driver {
namespace {

// ---- integers -----------------------------------------------------------------------------------------------------

struct IntegerCase {
    CellView cell;
    SQLSMALLINT cType;
    std::optional<long long> value;  // nothing: 22003
    Conversion outcome = Conversion::Done;
};

const IntegerCase kIntegers[] = {
    {std::int64_t{127}, SQL_C_STINYINT, 127},
    {std::int64_t{128}, SQL_C_STINYINT, {}},
    {std::int64_t{-128}, SQL_C_STINYINT, -128},
    {std::int64_t{-129}, SQL_C_STINYINT, {}},
    {std::int64_t{255}, SQL_C_UTINYINT, 255},
    {std::int64_t{256}, SQL_C_UTINYINT, {}},
    {std::int64_t{-1}, SQL_C_UTINYINT, {}},
    {std::int64_t{32767}, SQL_C_SSHORT, 32767},
    {std::int64_t{32768}, SQL_C_SSHORT, {}},
    {std::int64_t{65535}, SQL_C_USHORT, 65535},
    {std::int64_t{65536}, SQL_C_USHORT, {}},
    {std::int64_t{2147483647}, SQL_C_SLONG, 2147483647},
    {std::int64_t{2147483648}, SQL_C_SLONG, {}},
    {std::int64_t{-2147483648LL}, SQL_C_SLONG, -2147483648LL},
    {std::int64_t{4294967295}, SQL_C_ULONG, 4294967295},
    {std::int64_t{4294967296}, SQL_C_ULONG, {}},
    {std::int64_t{-1}, SQL_C_UBIGINT, {}},
    {12.0, SQL_C_SLONG, 12},
    {12.5, SQL_C_SLONG, 12, kLost},
    {-12.5, SQL_C_SLONG, -12, kLost},
    {-0.5, SQL_C_ULONG, 0, kLost},
    {-1.0, SQL_C_ULONG, {}},
    {2147483647.5, SQL_C_SLONG, 2147483647, kLost},
    {2147483648.0, SQL_C_SLONG, {}},
    {9223372036854775808.0, SQL_C_SBIGINT, {}},
    {1e300, SQL_C_SBIGINT, {}},
    {std::numeric_limits<double>::infinity(), SQL_C_SBIGINT, {}},
    {std::string_view(" 42 "), SQL_C_SLONG, 42},
    {std::string_view("+42"), SQL_C_SLONG, 42},
    {std::string_view("42.0"), SQL_C_SLONG, 42},
    {std::string_view("42.9"), SQL_C_SLONG, 42, kLost},
    {std::string_view("4.2e1"), SQL_C_SLONG, 42},
    {std::string_view("420E-1"), SQL_C_SLONG, 42},
    {std::string_view("425E-1"), SQL_C_SLONG, 42, kLost},
    {std::string_view("1e400"), SQL_C_SLONG, {}},
    {std::string_view("1e-400"), SQL_C_SLONG, 0, kLost},
    {std::string_view("9223372036854775807"), SQL_C_SBIGINT, 9223372036854775807LL},
    {std::string_view("9223372036854775808"), SQL_C_SBIGINT, {}},
    {std::string_view("-9223372036854775808"), SQL_C_SBIGINT, std::numeric_limits<long long>::min()},
    {std::string_view("-1"), SQL_C_UBIGINT, {}},
    {std::string_view("99999999999999999999999999999999999999999999"), SQL_C_UBIGINT, {}},
};

long long readInteger(const Bound& bound, SQLSMALLINT cType) {
    switch (cType) {
        case SQL_C_STINYINT:
            return bound.as<std::int8_t>();
        case SQL_C_UTINYINT:
            return bound.as<std::uint8_t>();
        case SQL_C_SSHORT:
            return bound.as<std::int16_t>();
        case SQL_C_USHORT:
            return bound.as<std::uint16_t>();
        case SQL_C_SLONG:
            return bound.as<std::int32_t>();
        case SQL_C_ULONG:
            return bound.as<std::uint32_t>();
        default:
            return bound.as<std::int64_t>();
    }
}

TEST(SqlToC, IntegersKeepTheirWholePartOrAreRefused) {
    for (const IntegerCase& c : kIntegers) {
        Bound bound;
        const CTarget target = bound.target(c.cType, 0);  // the buffer length does not matter
        const std::string what = "case " + std::to_string(&c - kIntegers);
        if (!c.value) {
            EXPECT_EQ(failure(c.cell, schema::wvarchar(50), target), SqlState::NumericOutOfRange) << what;
            EXPECT_EQ(bound.buffer[0], '#') << what << ": the buffer is left alone";
            continue;
        }
        GetDataProgress progress;
        EXPECT_EQ(sqlToC(c.cell, schema::wvarchar(50), target, progress), c.outcome) << what;
        EXPECT_EQ(readInteger(bound, c.cType), *c.value) << what;
    }
}

TEST(SqlToC, TheLargestUnsignedBigIntIsExact) {
    EXPECT_EQ(converted<std::uint64_t>(std::string_view("18446744073709551615"), kDecimal, SQL_C_UBIGINT),
              std::numeric_limits<std::uint64_t>::max());
}

TEST(SqlToC, TextThatIsNoNumberIsRefused) {
    for (const char* text : {"", " ", "abc", "1x", "0x10", "1.2.3", "--1", "1e", ".", "+", "1,5", "NaN"}) {
        for (const SQLSMALLINT cType : kNumberTypes) {
            Bound bound;
            EXPECT_EQ(failure(std::string_view(text), schema::bigInt(), bound.target(cType)),
                      SqlState::InvalidCharacterValue)
                << '"' << text << "\" to " << cType;
        }
    }
}

TEST(SqlToC, BitTakesZeroAndOne) {
    EXPECT_EQ(converted<SQLCHAR>(std::int64_t{1}, schema::bit(), SQL_C_BIT), 1);
    EXPECT_EQ(converted<SQLCHAR>(0.0, schema::doublePrecision(), SQL_C_BIT), 0);
    EXPECT_EQ(converted<SQLCHAR>(1.5, schema::doublePrecision(), SQL_C_BIT, kLost), 1);
    EXPECT_EQ(converted<SQLCHAR>(std::string_view("0.5"), schema::varchar(9), SQL_C_BIT, kLost), 0);
    const CellView tooLarge[] = {std::int64_t{2},       std::int64_t{-1},        2.0, -0.5,
                                 std::string_view("2"), std::string_view("-0.5")};
    for (const CellView& cell : tooLarge) {
        Bound bound;
        EXPECT_EQ(failure(cell, schema::varchar(9), bound.target(SQL_C_BIT)), SqlState::NumericOutOfRange);
    }
}

// ---- floating point and SQL_C_NUMERIC -------------------------------------------------------------------------------

TEST(SqlToC, FloatingPoint) {
    EXPECT_EQ(converted<double>(std::int64_t{3}, schema::bigInt(), SQL_C_DOUBLE), 3.0);
    EXPECT_EQ(converted<double>(std::string_view(" +0.1 "), kDecimal, SQL_C_DOUBLE), 0.1);
    EXPECT_EQ(converted<float>(0.1, schema::doublePrecision(), SQL_C_FLOAT), 0.1F);
    EXPECT_EQ(converted<double>(std::string_view("1e-400"), schema::varchar(9), SQL_C_DOUBLE), 0.0);
    Bound bound;
    EXPECT_EQ(failure(1e39, schema::doublePrecision(), bound.target(SQL_C_FLOAT)), SqlState::NumericOutOfRange);
    EXPECT_EQ(failure(std::string_view("1e400"), schema::varchar(9), bound.target(SQL_C_DOUBLE)),
              SqlState::NumericOutOfRange);
    EXPECT_EQ(failure(std::string_view("-1e40"), schema::varchar(9), bound.target(SQL_C_FLOAT)),
              SqlState::NumericOutOfRange);
}

struct NumericCase {
    CellView cell;
    int precision, scale;
    std::optional<std::uint64_t> magnitude;
    int sign = 1;
    Conversion outcome = Conversion::Done;
};

TEST(SqlToC, NumericTakesPrecisionAndScaleOfTheTarget) {
    const NumericCase cases[] = {
        {std::int64_t{-123}, 38, 0, 123, 0},
        {std::int64_t{123}, 10, 2, 12300},
        {12.5, 10, 1, 125},
        {12.5, 10, 0, 12, 1, kLost},
        {0.1, 38, 20, 10000000000000000000ULL},
        {std::string_view("5.600"), 10, 3, 5600},
        {std::string_view("-0.004"), 10, 2, 0, 1, kLost},
        {std::string_view("12345"), 4, 0, {}},
        {std::string_view("12345"), 5, 0, 12345},
        {std::string_view("12345"), 3, -2, 123, 1, kLost},
        {std::string_view("1e38"), 38, 0, {}},
    };
    for (const NumericCase& c : cases) {
        Bound bound;
        CTarget target = bound.target(SQL_C_NUMERIC);
        target.precision = static_cast<SQLSMALLINT>(c.precision);
        target.scale = static_cast<SQLSMALLINT>(c.scale);
        const std::string what = "case " + std::to_string(&c - cases);
        if (!c.magnitude) {
            EXPECT_EQ(failure(c.cell, schema::varchar(50), target), SqlState::NumericOutOfRange) << what;
            continue;
        }
        GetDataProgress progress;
        EXPECT_EQ(sqlToC(c.cell, schema::varchar(50), target, progress), c.outcome) << what;
        const auto number = bound.as<SQL_NUMERIC_STRUCT>();
        std::uint64_t magnitude;
        std::memcpy(&magnitude, number.val, sizeof magnitude);
        EXPECT_EQ(magnitude, *c.magnitude) << what;
        EXPECT_EQ(number.sign, c.sign) << what;
        EXPECT_EQ(number.scale, c.scale) << what;
        EXPECT_EQ(number.precision, c.precision) << what;
        EXPECT_EQ(bound.length, static_cast<SQLLEN>(sizeof number)) << what;
    }
}

// ---- numbers as text ------------------------------------------------------------------------------------------------

TEST(SqlToC, NumbersReadAsPeopleWriteThem) {
    struct {
        double value;
        const char* text;
    } const cases[] = {{12.5, "12.5"},
                       {12.0, "12"},
                       {0.1, "0.1"},
                       {-0.0, "0"},
                       {100000.0, "100000"},
                       {1e15, "1E+15"},
                       {999999999999999.0, "999999999999999"},
                       {0.1 + 0.2, "0.30000000000000004"},
                       {1e-5, "0.00001"},
                       {1.5e-7, "1.5E-07"},
                       {-1.7976931348623157e308, "-1.7976931348623157E+308"},
                       {1e100, "1E+100"}};
    for (const auto& c : cases) EXPECT_EQ(asText(c.value, schema::doublePrecision()), c.text);
    EXPECT_EQ(asText(std::numeric_limits<std::int64_t>::min(), schema::bigInt()), "-9223372036854775808");
    EXPECT_EQ(asText(std::int64_t{1}, schema::bit()), "1");
    EXPECT_EQ(asText(std::int64_t{0}, schema::bit()), "0");
}

TEST(SqlToC, TextOfADoubleNeverExceedsItsDisplaySize) {
    const auto limit = static_cast<std::size_t>(factsOf(schema::doublePrecision(), false).displaySize);
    const double values[] = {-1.7976931348623157e308, -2.2250738585072014e-308, -4.9406564584124654e-324,
                             -123456789012345.67,     -0.000012345678901234567, -1.2345678901234567e-5};
    for (const double value : values) EXPECT_LE(asText(value, schema::doublePrecision()).size(), limit) << value;
}

TEST(SqlToC, DecimalsKeepTheirTrailingZeros) {
    EXPECT_EQ(asText(std::string_view("5.600"), kDecimal), "5.600");
    EXPECT_EQ(asText(5.6, kDecimal), "5.600");
    EXPECT_EQ(asText(std::int64_t{5}, kDecimal), "5.000");
    EXPECT_EQ(asText(5.12345, kDecimal), "5.12345") << "digits beyond the scale are not lost";
}

struct CutCase {
    CellView cell;
    TypeSpec type;
    SQLLEN capacity;
    const char* written;  // nullptr: 22003
    SQLLEN full;
};

TEST(SqlToC, TextIsCutOnlyWhereTheMeaningStays) {
    const CutCase cases[] = {
        {12.75, schema::doublePrecision(), 6, "12.75", 5},
        {12.75, schema::doublePrecision(), 5, "12.7", 5},
        {12.75, schema::doublePrecision(), 3, "12", 5},
        {12.75, schema::doublePrecision(), 2, nullptr, 5},
        {std::int64_t{12345}, schema::bigInt(), 5, nullptr, 5},
        {std::int64_t{12345}, schema::bigInt(), 6, "12345", 5},
        {1.5e300, schema::doublePrecision(), 5, nullptr, 0},
        {std::string_view("5.600"), kDecimal, 4, "5.6", 5},
        {std::string_view("2024-01-31"), schema::date(), 10, nullptr, 10},
        {std::string_view("2024-01-31"), schema::date(), 11, "2024-01-31", 10},
        {std::string_view("10:11:12"), schema::time(), 8, nullptr, 8},
        {std::string_view("2024-01-31 10:11:12.345"), schema::timestamp(), 24, "2024-01-31 10:11:12.345", 23},
        {std::string_view("2024-01-31 10:11:12.345"), schema::timestamp(), 22, "2024-01-31 10:11:12.3", 23},
        {std::string_view("2024-01-31 10:11:12.345"), schema::timestamp(), 20, "2024-01-31 10:11:12", 23},
        {std::string_view("2024-01-31 10:11:12.345"), schema::timestamp(), 19, nullptr, 23},
        {std::string_view(kGuidText), kGuid, 36, nullptr, 36},
        {std::string_view("hello"), schema::varchar(9), 3, "he", 5},
        {std::string_view("Zoë"), schema::varchar(9), 4, "Zo", 4},
        {schema::Blob{"\x01\xAB\x10"}, kVarbinary, 7, "01AB10", 6},
        {schema::Blob{"\x01\xAB\x10"}, kVarbinary, 6, "01AB", 6},
        {schema::Blob{"\x01\xAB\x10"}, kVarbinary, 5, "01AB", 6},
    };
    for (const CutCase& c : cases) {
        const std::string what = "case " + std::to_string(&c - cases);
        Bound narrow, wide;
        const CTarget toNarrow = narrow.target(SQL_C_CHAR, c.capacity);
        const CTarget toWide = wide.target(SQL_C_WCHAR, c.capacity * 2);
        if (c.written == nullptr) {
            EXPECT_EQ(failure(c.cell, c.type, toNarrow), SqlState::NumericOutOfRange) << what;
            EXPECT_EQ(failure(c.cell, c.type, toWide), SqlState::NumericOutOfRange) << what;
            EXPECT_EQ(narrow.buffer[0], '#') << what;
            EXPECT_EQ(wide.buffer[0], '#') << what;
            continue;
        }
        const bool cut = static_cast<SQLLEN>(std::strlen(c.written)) < c.full;
        const Conversion expected = cut ? Conversion::Truncated01004 : Conversion::Done;
        GetDataProgress narrowProgress, wideProgress;
        EXPECT_EQ(sqlToC(c.cell, c.type, toNarrow, narrowProgress), expected) << what;
        EXPECT_EQ(narrow.text(), c.written) << what;
        EXPECT_EQ(narrow.length, c.full) << what;
        EXPECT_EQ(narrow.buffer[static_cast<std::size_t>(c.capacity)], '#') << what;
        if (std::string_view(c.written).substr(0, 2) == "Zo") continue;  // fits in three wide characters
        EXPECT_EQ(sqlToC(c.cell, c.type, toWide, wideProgress), expected) << what;
        EXPECT_EQ(wide.wideText(), std::u16string(c.written, c.written + std::strlen(c.written))) << what;
        EXPECT_EQ(wide.length, c.full * 2) << what;
        EXPECT_EQ(wide.buffer[static_cast<std::size_t>(c.capacity) * 2], '#') << what;
    }
}

}  // namespace
}  // namespace assetsodbc::driver
