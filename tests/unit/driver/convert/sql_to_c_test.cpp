#include "driver/convert/sql_to_c.h"

#include <gtest/gtest.h>
#include <sqlucode.h>

#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "common/date_time.h"
#include "driver/convert/c_type.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {
namespace {

using schema::CellView;
using schema::SqlType;
using schema::TypeSpec;

const TypeSpec kDecimal{SqlType::Decimal, 18, 3};
const TypeSpec kChar{SqlType::Char, 10, 0};
const TypeSpec kVarbinary{SqlType::Varbinary, 100, 0};
const TypeSpec kLongVarbinary{SqlType::LongVarbinary, 65536, 0};
const TypeSpec kGuid{SqlType::Guid, 36, 0};
constexpr std::string_view kGuidText = "0f8fad5b-d9cb-469f-a165-70867728950e";

constexpr SQLSMALLINT kTextTypes[] = {SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY};
constexpr SQLSMALLINT kNumberTypes[] = {SQL_C_SLONG, SQL_C_DOUBLE, SQL_C_FLOAT, SQL_C_NUMERIC, SQL_C_BIT};

// A bound buffer with room behind it, to see that nothing is written beyond its length.
struct Bound {
    std::array<unsigned char, 256> buffer;
    SQLLEN length = -77;
    Bound() { buffer.fill('#'); }

    CTarget target(SQLSMALLINT cType, SQLLEN capacity = 128) {
        CTarget to;
        to.cType = cType;
        to.buffer = buffer.data();
        to.bufferLength = capacity;
        to.octetLength = &length;
        to.indicator = &length;
        return to;
    }
    template <class T>
    T as() const {
        T value;
        std::memcpy(&value, buffer.data(), sizeof value);
        return value;
    }
    std::string text() const { return reinterpret_cast<const char*>(buffer.data()); }
    std::u16string wideText() const {
        std::u16string text;
        for (std::size_t at = 0;; at += 2) {
            char16_t unit;
            std::memcpy(&unit, buffer.data() + at, 2);
            if (unit == 0) return text;
            text += unit;
        }
    }
};

std::optional<SqlState> failure(const CellView& cell, const TypeSpec& type, const CTarget& target) {
    GetDataProgress progress;
    try {
        sqlToC(cell, type, target, progress);
        return std::nullopt;
    } catch (const OdbcError& error) {
        return error.state();
    }
}

template <class T>
T converted(const CellView& cell, const TypeSpec& type, SQLSMALLINT cType, Conversion expected = Conversion::Done) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(cell, type, bound.target(cType, 0), progress), expected);
    EXPECT_EQ(bound.length, static_cast<SQLLEN>(sizeof(T)));
    EXPECT_EQ(bound.buffer[sizeof(T)], '#') << "wrote beyond the value";
    return bound.as<T>();
}

std::string asText(const CellView& cell, const TypeSpec& type) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(cell, type, bound.target(SQL_C_CHAR), progress), Conversion::Done);
    EXPECT_EQ(bound.length, static_cast<SQLLEN>(bound.text().size()));
    return bound.text();
}

// ---- the matrix ---------------------------------------------------------------------------------------------------

struct Sample {
    TypeSpec type;
    CellView cell;
    const char* allowed;  // one character per kind of kKinds
};

constexpr std::array<SQLSMALLINT, 20> kKinds = {
    SQL_C_CHAR,      SQL_C_WCHAR,     SQL_C_BINARY,         SQL_C_BIT,    SQL_C_STINYINT,
    SQL_C_UTINYINT,  SQL_C_SSHORT,    SQL_C_USHORT,         SQL_C_SLONG,  SQL_C_ULONG,
    SQL_C_SBIGINT,   SQL_C_UBIGINT,   SQL_C_FLOAT,          SQL_C_DOUBLE, SQL_C_NUMERIC,
    SQL_C_TYPE_DATE, SQL_C_TYPE_TIME, SQL_C_TYPE_TIMESTAMP, SQL_C_GUID,   SQL_C_INTERVAL_DAY};

// Every declared type against every C type: y converts, r is refused as 07006. Order of columns as in kKinds.
const Sample kMatrix[] = {
    //                                       ch w bi bt i8 u8 16 u  32 u  64 u  fl db nu da ti ts gu iv
    {schema::bit(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrrr"},
    {schema::smallInt(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrrr"},
    {schema::integer(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrrr"},
    {schema::bigInt(), std::int64_t{1}, "yyyyyyyyyyyyyyyrrrrr"},
    {schema::doublePrecision(), 1.0, "yyyyyyyyyyyyyyyrrrrr"},
    {kDecimal, std::string_view("1.000"), "yyyyyyyyyyyyyyyrrrrr"},
    {kChar, std::string_view("1"),
     "yyyyyyyyyyyyyyy...."
     "r"},
    {schema::varchar(10), std::string_view("1"), "yyyyyyyyyyyyyyy....r"},
    {schema::wvarchar(10), std::string_view("1"), "yyyyyyyyyyyyyyy....r"},
    {schema::wlongvarchar(), std::string_view("1"), "yyyyyyyyyyyyyyy....r"},
    {schema::wvarchar(10), std::string_view("2024-01-31"), "yyy............y.y.r"},
    {schema::wvarchar(10), std::string_view("10:00:00"), "yyy.............yy.r"},
    {schema::wvarchar(40), std::string_view(kGuidText), "yyy...............yr"},
    {schema::date(), std::string_view("2024-01-31"), "yyyrrrrrrrrrrrryryrr"},
    {schema::time(), std::string_view("10:00:00"), "yyyrrrrrrrrrrrrryyrr"},
    {schema::timestamp(), std::string_view("2024-01-31 00:00:00.000"), "yyyrrrrrrrrrrrryyyrr"},
    {kVarbinary, schema::Blob{"\x01"}, "yyyrrrrrrrrrrrrrrrrr"},
    {kLongVarbinary, schema::Blob{"\x01"}, "yyyrrrrrrrrrrrrrrrrr"},
    {kGuid, std::string_view(kGuidText), "yyyrrrrrrrrrrrrrrryr"},
};

TEST(SqlToC, EveryTypeConvertsToTheCTypesOfTheAppendixAndNoOthers) {
    for (const Sample& sample : kMatrix) {
        ASSERT_EQ(std::strlen(sample.allowed), kKinds.size());
        for (std::size_t i = 0; i < kKinds.size(); ++i) {
            Bound bound;
            const auto state = failure(sample.cell, sample.type, bound.target(kKinds[i]));
            const std::string what = std::string("type ") + std::to_string(static_cast<int>(sample.type.type)) +
                                     " to " + nameOfKind(kindOfCType(kKinds[i]));
            switch (sample.allowed[i]) {
                case 'y':
                    EXPECT_FALSE(state) << what;
                    break;
                case 'r':
                    EXPECT_EQ(state, SqlState::RestrictedDataType) << what;
                    break;
                default:
                    EXPECT_EQ(state, SqlState::InvalidCharacterValue) << what;
                    break;
            }
        }
    }
}

TEST(SqlToC, Odbc2CodesMeanTheSameTypes) {
    const CellView one = std::int64_t{1};
    EXPECT_EQ(converted<std::int32_t>(one, schema::bigInt(), SQL_C_LONG), 1);
    EXPECT_EQ(converted<std::int16_t>(one, schema::bigInt(), SQL_C_SHORT), 1);
    EXPECT_EQ(converted<std::int8_t>(one, schema::bigInt(), SQL_C_TINYINT), 1);
    const CellView day = std::string_view("2024-01-31");
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(day, schema::date(), SQL_C_DATE).day, 31);
    EXPECT_EQ(converted<SQL_TIMESTAMP_STRUCT>(day, schema::date(), SQL_C_TIMESTAMP).month, 1);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(std::string_view("10:11:12"), schema::time(), SQL_C_TIME).second, 12);
}

TEST(SqlToC, DefaultCTypeFollowsTheSqlType) {
    struct {
        TypeSpec type;
        SQLSMALLINT odbc3, odbc2;
    } const cases[] = {
        {schema::bit(), SQL_C_BIT, SQL_C_BIT},
        {schema::smallInt(), SQL_C_SSHORT, SQL_C_SHORT},
        {schema::integer(), SQL_C_SLONG, SQL_C_LONG},
        {schema::bigInt(), SQL_C_SBIGINT, SQL_C_SBIGINT},
        {schema::doublePrecision(), SQL_C_DOUBLE, SQL_C_DOUBLE},
        {kDecimal, SQL_C_CHAR, SQL_C_CHAR},
        {schema::varchar(1), SQL_C_CHAR, SQL_C_CHAR},
        {schema::wvarchar(1), SQL_C_WCHAR, SQL_C_WCHAR},
        {schema::date(), SQL_C_TYPE_DATE, SQL_C_DATE},
        {schema::time(), SQL_C_TYPE_TIME, SQL_C_TIME},
        {schema::timestamp(), SQL_C_TYPE_TIMESTAMP, SQL_C_TIMESTAMP},
        {kVarbinary, SQL_C_BINARY, SQL_C_BINARY},
        {kGuid, SQL_C_GUID, SQL_C_GUID},
    };
    for (const auto& c : cases) {
        EXPECT_EQ(defaultCType(c.type, false), c.odbc3);
        EXPECT_EQ(defaultCType(c.type, true), c.odbc2);
    }
    EXPECT_EQ(converted<std::int32_t>(std::int64_t{7}, schema::integer(), SQL_C_DEFAULT), 7);
}

TEST(SqlToC, UnknownCTypesAreRefused) {
    for (const int code : {-100, -29, 0, 14, 98, 114, 30000}) {
        Bound bound;
        EXPECT_FALSE(isKnownCType(static_cast<SQLSMALLINT>(code))) << code;
        EXPECT_EQ(failure(std::int64_t{1}, schema::bigInt(), bound.target(static_cast<SQLSMALLINT>(code))),
                  SqlState::InvalidApplicationBufferType)
            << code;
    }
    EXPECT_TRUE(isKnownCType(SQL_C_DEFAULT));
}

// ---- integers -----------------------------------------------------------------------------------------------------

struct IntegerCase {
    CellView cell;
    SQLSMALLINT cType;
    std::optional<long long> value;  // nothing: 22003
    Conversion outcome = Conversion::Done;
};

constexpr auto kLost = Conversion::FractionTruncated01S07;

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

// ---- dates and times ------------------------------------------------------------------------------------------------

TEST(SqlToC, TimestampsSplitIntoTheirFields) {
    const CellView cell = std::string_view("2024-02-29 23:59:58.123");
    const auto full = converted<SQL_TIMESTAMP_STRUCT>(cell, schema::timestamp(), SQL_C_TYPE_TIMESTAMP);
    EXPECT_EQ(full.year, 2024);
    EXPECT_EQ(full.month, 2);
    EXPECT_EQ(full.day, 29);
    EXPECT_EQ(full.hour, 23);
    EXPECT_EQ(full.minute, 59);
    EXPECT_EQ(full.second, 58);
    EXPECT_EQ(full.fraction, 123000000U);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(cell, schema::timestamp(), SQL_C_TYPE_DATE, kLost).day, 29);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(cell, schema::timestamp(), SQL_C_TYPE_TIME, kLost).second, 58);
    const CellView midnight = std::string_view("2024-02-29 00:00:00.000");
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(midnight, schema::timestamp(), SQL_C_TYPE_DATE).day, 29);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(midnight, schema::timestamp(), SQL_C_TYPE_TIME).hour, 0);
}

TEST(SqlToC, DatesAndTimesBecomeTimestamps) {
    const auto day =
        converted<SQL_TIMESTAMP_STRUCT>(std::string_view("2024-01-31"), schema::date(), SQL_C_TYPE_TIMESTAMP);
    EXPECT_EQ(day.day, 31);
    EXPECT_EQ(day.hour + day.minute + day.second, 0);
    const auto time =
        converted<SQL_TIMESTAMP_STRUCT>(std::string_view("10:11:12"), schema::time(), SQL_C_TYPE_TIMESTAMP);
    EXPECT_EQ(time.minute, 11);
    EXPECT_TRUE(common::isValid(common::Date{time.year, time.month, time.day})) << "the current date";
    EXPECT_GE(time.year, 2024);
}

TEST(SqlToC, TextBecomesDatesAndTimes) {
    const TypeSpec text = schema::wvarchar(40);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(std::string_view(" 2024-01-31 "), text, SQL_C_TYPE_DATE).day, 31);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(std::string_view("2024-01-31 00:00:00"), text, SQL_C_TYPE_DATE).day, 31);
    EXPECT_EQ(converted<SQL_DATE_STRUCT>(std::string_view("2024-01-31 10:00:00"), text, SQL_C_TYPE_DATE, kLost).day,
              31);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(std::string_view("10:11:12.5"), text, SQL_C_TYPE_TIME, kLost).second, 12);
    EXPECT_EQ(converted<SQL_TIME_STRUCT>(std::string_view("2024-01-31T10:11:12Z"), text, SQL_C_TYPE_TIME).second, 12);
    EXPECT_EQ(
        converted<SQL_TIMESTAMP_STRUCT>(std::string_view("2024-01-31T10:11:12.123456789Z"), text, SQL_C_TYPE_TIMESTAMP)
            .fraction,
        123456789U);
}

TEST(SqlToC, BadDatesAreRefusedNeverMoved) {
    struct {
        const char* text;
        SQLSMALLINT cType;
        SqlState state;
    } const cases[] = {
        {"hello", SQL_C_TYPE_DATE, SqlState::InvalidCharacterValue},
        {"", SQL_C_TYPE_TIMESTAMP, SqlState::InvalidCharacterValue},
        {"20240131", SQL_C_TYPE_DATE, SqlState::InvalidCharacterValue},
        {"2024-02-30", SQL_C_TYPE_DATE, SqlState::InvalidDatetimeFormat},
        {"2023-02-29 10:00:00", SQL_C_TYPE_TIMESTAMP, SqlState::InvalidDatetimeFormat},
        {"25:00:00", SQL_C_TYPE_TIME, SqlState::InvalidDatetimeFormat},
        {"2024-13-01", SQL_C_TYPE_TIMESTAMP, SqlState::InvalidDatetimeFormat},
        {"10:00:00", SQL_C_TYPE_DATE, SqlState::InvalidCharacterValue},
        {"2024-01-31", SQL_C_TYPE_TIME, SqlState::InvalidCharacterValue},
    };
    for (const auto& c : cases) {
        Bound bound;
        EXPECT_EQ(failure(std::string_view(c.text), schema::wvarchar(40), bound.target(c.cType)), c.state) << c.text;
    }
    Bound bound;
    EXPECT_EQ(failure(std::string_view("2024-02-30"), schema::date(), bound.target(SQL_C_TYPE_DATE)),
              SqlState::InvalidDatetimeFormat);
}

TEST(SqlToC, DatesAreShownInTheFormOfTheirDeclaration) {
    const TypeSpec seconds{SqlType::Timestamp, 19, 0};
    const TypeSpec micros{SqlType::Timestamp, 26, 6};
    EXPECT_EQ(asText(std::string_view("2024-01-31T10:00:00Z"), schema::timestamp()), "2024-01-31 10:00:00.000");
    EXPECT_EQ(asText(std::string_view("2024-01-31"), schema::timestamp()), "2024-01-31 00:00:00.000");
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00.000"), seconds), "2024-01-31 10:00:00");
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00.5"), seconds), "2024-01-31 10:00:00.5") << "nothing is lost";
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00.123"), micros), "2024-01-31 10:00:00.123000");
    EXPECT_EQ(asText(std::string_view("2024-01-31 00:00:00"), schema::date()), "2024-01-31");
    EXPECT_EQ(asText(std::string_view("2024-01-31 10:00:00"), schema::date()), "2024-01-31 10:00:00");
    EXPECT_EQ(asText(std::string_view("10:00"), schema::time()), "10:00:00");
    EXPECT_EQ(asText(std::string_view("someday"), schema::date()), "someday") << "text loses nothing as text";
}

// ---- bytes and GUIDs
// --------------------------------------------------------------------------------------------------

TEST(SqlToC, GuidFieldsAreInHostOrder) {
    const auto guid = converted<SQLGUID>(std::string_view(kGuidText), kGuid, SQL_C_GUID);
    EXPECT_EQ(guid.Data1, 0x0f8fad5bU);
    EXPECT_EQ(guid.Data2, 0xd9cb);
    EXPECT_EQ(guid.Data3, 0x469f);
    EXPECT_EQ(guid.Data4[0], 0xa1);
    EXPECT_EQ(guid.Data4[7], 0x0e);
    EXPECT_EQ(asText(std::string_view(kGuidText), kGuid), kGuidText);
    for (const char* bad :
         {"0f8fad5b", "0f8fad5b-d9cb-469f-a165-70867728950g", "0f8fad5b+d9cb-469f-a165-70867728950e"}) {
        Bound bound;
        EXPECT_EQ(failure(std::string_view(bad), schema::varchar(40), bound.target(SQL_C_GUID)),
                  SqlState::InvalidCharacterValue);
    }
}

TEST(SqlToC, FixedValuesAsBytesAreWholeOrRefused) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::int64_t{258}, schema::integer(), bound.target(SQL_C_BINARY, 4), progress), Conversion::Done);
    EXPECT_EQ(bound.length, 4);
    EXPECT_EQ(bound.as<std::int32_t>(), 258);
    EXPECT_EQ(failure(std::int64_t{258}, schema::integer(), bound.target(SQL_C_BINARY, 3)),
              SqlState::NumericOutOfRange);
    EXPECT_EQ(failure(std::string_view("2024-01-31"), schema::date(), bound.target(SQL_C_BINARY, 5)),
              SqlState::NumericOutOfRange);
}

TEST(SqlToC, TextAsBytesIsUtf8WithoutTerminator) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::string_view("Zoë"), schema::wvarchar(9), bound.target(SQL_C_BINARY, 4), progress),
              Conversion::Done);
    EXPECT_EQ(bound.length, 4);
    EXPECT_EQ(std::memcmp(bound.buffer.data(), "Zo\xC3\xAB#", 5), 0);
}

// ---- values of another storage class
// ------------------------------------------------------------------------------------

TEST(SqlToC, ValuesOfAnotherStorageClassAreReadExactlyOrRefused) {
    Bound bound;
    EXPECT_EQ(converted<std::int32_t>(std::string_view("17"), schema::bigInt(), SQL_C_SLONG), 17);
    EXPECT_EQ(asText(std::string_view("n/a"), schema::bigInt()), "n/a") << "text loses nothing as text";
    EXPECT_EQ(failure(schema::Blob{"x"}, schema::bigInt(), bound.target(SQL_C_SLONG)), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(std::int64_t{5}, schema::date(), bound.target(SQL_C_TYPE_DATE)), SqlState::InvalidCharacterValue);
    EXPECT_EQ(failure(std::int64_t{5}, kGuid, bound.target(SQL_C_GUID)), SqlState::InvalidCharacterValue);
    EXPECT_EQ(asText(std::int64_t{5}, schema::varchar(9)), "5");
    EXPECT_EQ(asText(schema::Blob{"\x01"}, schema::varchar(9)), "01");
}

// ---- NULL, pointers, lengths
// --------------------------------------------------------------------------------------------

TEST(SqlToC, NullGoesToTheIndicator) {
    SQLLEN length = 5, indicator = 5;
    Bound bound;
    CTarget target = bound.target(SQL_C_SLONG);
    target.octetLength = &length;
    target.indicator = &indicator;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::monostate{}, schema::bigInt(), target, progress), Conversion::Done);
    EXPECT_EQ(indicator, SQL_NULL_DATA);
    EXPECT_EQ(bound.buffer[0], '#');
    EXPECT_EQ(sqlToC(std::monostate{}, schema::bigInt(), target, progress), Conversion::NoMoreData);
    target.indicator = nullptr;
    EXPECT_EQ(failure(std::monostate{}, schema::bigInt(), target), SqlState::IndicatorRequired);
}

TEST(SqlToC, ASeparateIndicatorIsResetForAValue) {
    SQLLEN length = 5, indicator = SQL_NULL_DATA;
    Bound bound;
    CTarget target = bound.target(SQL_C_SLONG);
    target.octetLength = &length;
    target.indicator = &indicator;
    GetDataProgress progress;
    sqlToC(std::int64_t{1}, schema::bigInt(), target, progress);
    EXPECT_EQ(indicator, 0);
    EXPECT_EQ(length, 4);
}

TEST(SqlToC, ANullBufferTellsOnlyTheLength) {
    for (const SQLSMALLINT cType : kTextTypes) {
        Bound bound;
        CTarget target = bound.target(cType, 0);
        target.buffer = nullptr;
        GetDataProgress progress;
        EXPECT_EQ(sqlToC(std::string_view("hello"), schema::varchar(9), target, progress), Conversion::Done);
        EXPECT_EQ(bound.length, cType == SQL_C_WCHAR ? 10 : 5);
    }
}

TEST(SqlToC, PointersMayAllBeMissing) {
    CTarget target;
    target.cType = SQL_C_SLONG;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(std::int64_t{1}, schema::bigInt(), target, progress), Conversion::Done);
}

TEST(SqlToC, NegativeBufferLengthsAreRefusedForTextOnly) {
    Bound bound;
    EXPECT_EQ(failure(std::string_view("x"), schema::varchar(9), bound.target(SQL_C_CHAR, -1)),
              SqlState::InvalidStringOrBufferLength);
    EXPECT_EQ(converted<std::int32_t>(std::int64_t{1}, schema::bigInt(), SQL_C_SLONG), 1);
}

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
