// Exact decimal numbers between text, SQL_NUMERIC_STRUCT and integers, and numbers to text. A DecimalText is a view of
// the digits as they were written, so that nothing is rounded on the way and no memory is needed.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assetsodbc::driver {

__extension__ using UInt128 = unsigned __int128;

struct DecimalText {
    std::string_view whole;     // digits before the point, without leading zeros
    std::string_view fraction;  // digits after it
    int exponent = 0;
    bool negative = false;
};

// Reads a numeric literal: blanks around it, a sign, digits with an optional point and exponent. nullopt for anything
// else.
std::optional<DecimalText> parseDecimal(std::string_view text) noexcept;

// |number| * 10^scale, cut to an integer. `overflow` when it does not fit in 128 bits, `lostFraction` when digits other
// than zero were cut.
struct ScaledDecimal {
    UInt128 magnitude = 0;
    bool overflow = false;
    bool lostFraction = false;
};
ScaledDecimal scaled(const DecimalText& number, int scale) noexcept;

// The nearest double; nullopt when its magnitude is beyond what a double holds.
std::optional<double> toDouble(std::string_view text, const DecimalText& number) noexcept;

// Text of a number in a buffer of its own. The longest is a 128-bit number with point and sign, or a double in full.
class NumberText {
public:
    static NumberText of(std::int64_t value) noexcept;
    static NumberText of(std::uint64_t value) noexcept;
    // Shortest text that reads back as the same double: "12.5", "100000", "1E+20".
    static NumberText of(double value) noexcept;
    // The same with at least `decimals` digits after the point, as DECIMAL columns show: "5.600".
    static NumberText of(double value, int decimals) noexcept;
    static NumberText of(std::int64_t value, int decimals) noexcept;
    // magnitude / 10^scale.
    static NumberText of(UInt128 magnitude, int scale, bool negative) noexcept;

    std::string_view view() const noexcept { return {buffer_, length_}; }
    // How many leading characters may not be cut off without changing the size of the number.
    std::size_t wholePart() const noexcept;

private:
    void append(std::string_view text) noexcept;
    void append(std::size_t count, char c) noexcept;
    void padDecimals(int decimals) noexcept;

    char buffer_[192];
    std::size_t length_ = 0;
};

// A double's whole range in text is kept short by an exponent, so decimals are bounded too.
inline constexpr int kMaxDecimals = 64;

std::size_t wholePartOf(std::string_view numberText) noexcept;

}  // namespace assetsodbc::driver
