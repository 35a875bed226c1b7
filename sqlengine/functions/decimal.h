// Rounding numbers to a decimal scale by their digits, not their binary form: 1.005 to two places is 1.01. Pure
// functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::sqlengine {

inline constexpr int kExactDigits = 15;  // so many decimal digits come back from a double as they went in

struct RoundedDecimal {
    double value = 0;
    std::optional<std::int64_t> integer;  // when there is no fraction and 64 bits hold it
    int wholeDigits = 0;                  // before the decimal point, without leading zeros
    int significantDigits = 0;            // without leading zeros, and without trailing ones of the fraction
};

// `number` is a spelling that SQLite takes for a number: "-12.50", " 1e3". Halves are rounded away from zero.
RoundedDecimal roundedDecimal(std::string_view number, int scale);

// A double's value with as many digits as it surely holds (15).
std::string shortestDecimal(double value);

}  // namespace assetsodbc::sqlengine
