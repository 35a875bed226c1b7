// SQL_NUMERIC_STRUCT: a 128-bit magnitude, little endian, with a scale of its own.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>

#include "driver/convert/decimal.h"

namespace assetsodbc::driver {

inline constexpr int kMaxNumericPrecision = 38;

struct NumericResult {
    SQL_NUMERIC_STRUCT value;
    bool lostFraction;
};

// nullopt when the whole digits do not fit the precision. A precision outside 1 … 38 means 38.
std::optional<NumericResult> numericStruct(const DecimalText& number, int precision, int scale) noexcept;

UInt128 magnitudeOf(const SQL_NUMERIC_STRUCT& number) noexcept;

}  // namespace assetsodbc::driver
