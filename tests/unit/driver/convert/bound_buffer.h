// What the tests of sqlToC() share: a bound buffer that notices writes beyond its end, and conversions in one call.
#pragma once

#include <gtest/gtest.h>
#include <sql.h>
#include <sqlext.h>

#include <array>
#include <cstring>
#include <optional>
#include <string>

#include "driver/convert/sql_to_c.h"
#include "driver/diagnostics.h"

namespace assetsodbc::driver {

using schema::CellView;
using schema::SqlType;
using schema::TypeSpec;

inline const TypeSpec kDecimal{SqlType::Decimal, 18, 3};
inline const TypeSpec kChar{SqlType::Char, 10, 0};
inline const TypeSpec kVarbinary{SqlType::Varbinary, 100, 0};
inline const TypeSpec kLongVarbinary{SqlType::LongVarbinary, 65536, 0};
inline const TypeSpec kGuid{SqlType::Guid, 36, 0};
inline constexpr std::string_view kGuidText = "0f8fad5b-d9cb-469f-a165-70867728950e";

inline constexpr SQLSMALLINT kTextTypes[] = {SQL_C_CHAR, SQL_C_WCHAR, SQL_C_BINARY};
inline constexpr SQLSMALLINT kNumberTypes[] = {SQL_C_SLONG, SQL_C_DOUBLE, SQL_C_FLOAT, SQL_C_NUMERIC, SQL_C_BIT};

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

inline std::optional<SqlState> failure(const CellView& cell, const TypeSpec& type, const CTarget& target) {
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

inline std::string asText(const CellView& cell, const TypeSpec& type) {
    Bound bound;
    GetDataProgress progress;
    EXPECT_EQ(sqlToC(cell, type, bound.target(SQL_C_CHAR), progress), Conversion::Done);
    EXPECT_EQ(bound.length, static_cast<SQLLEN>(bound.text().size()));
    return bound.text();
}

inline constexpr auto kLost = Conversion::FractionTruncated01S07;

}  // namespace assetsodbc::driver
