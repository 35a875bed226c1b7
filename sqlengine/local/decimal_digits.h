// Decimal numbers as digits: exact at any length.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::sqlengine {

struct DecimalDigits {
    bool negative = false;  // never of zero
    std::string whole;      // without leading zeros
    std::string fraction;   // without trailing zeros

    bool isZero() const { return whole.empty() && fraction.empty(); }
};

// A sign, digits with an optional point and exponent, blanks around. nullopt for anything else, and for exponents
// beyond all use.
std::optional<DecimalDigits> parseDigits(std::string_view text);
// The number without its fraction; nullopt where 64 bits do not hold it.
std::optional<std::int64_t> wholeOf(const DecimalDigits& number);
// As SQL writes it: a number literal with an optional sign, and nothing around it.
bool isNumberLiteral(std::string_view text);
// -1, 0 or 1.
int compare(const DecimalDigits& a, const DecimalDigits& b);
// With exactly `scale` digits after the point, of which there are enough: "-0.50", "12".
std::string textOf(const DecimalDigits& number, int scale);

}  // namespace assetsodbc::sqlengine
