#include "sqlengine/functions/decimal.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace assetsodbc::sqlengine {
namespace {

constexpr int kLongest = 1100;  // digits of any finite double, written out

// The digits of a number, and how many of them are before the decimal point (perhaps fewer than none).
struct Digits {
    std::string digits;
    int whole = 0;
    bool negative = false;
};

Digits digitsOf(std::string_view text) {
    Digits result;
    bool fraction = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '-') result.negative = true;
        if (c == '.') fraction = true;
        if (c >= '0' && c <= '9') {
            result.digits += c;
            result.whole += fraction ? 0 : 1;
        }
        if (c == 'e' || c == 'E') {
            const int exponent = std::atoi(std::string(text.substr(i + 1)).c_str());
            result.whole += std::clamp(exponent, -kLongest, kLongest);
            break;
        }
    }
    const std::size_t zeros = std::min(result.digits.find_first_not_of('0'), result.digits.size());
    result.digits.erase(0, zeros);
    result.whole -= static_cast<int>(zeros);
    if (result.digits.empty()) result.whole = 0;
    return result;
}

// Adds one in the last place; a carry in front makes the number one digit longer.
void increment(Digits& number) {
    for (auto digit = number.digits.rbegin(); digit != number.digits.rend(); ++digit) {
        if (*digit != '9') {
            ++*digit;
            return;
        }
        *digit = '0';
    }
    number.digits.insert(number.digits.begin(), '1');
    ++number.whole;
}

void round(Digits& number, int scale) {
    const int kept = number.whole + scale;
    if (kept >= static_cast<int>(number.digits.size())) return;
    const bool up = kept >= 0 && number.digits[static_cast<std::size_t>(kept)] >= '5';
    number.digits.erase(static_cast<std::size_t>(std::max(kept, 0)));
    if (kept < 0) number.whole = -scale;
    if (up && number.digits.empty()) {
        number.digits = "1";
        number.whole = 1 - scale;
    } else if (up) {
        increment(number);
    }
}

void dropTrailingZeros(Digits& number) {
    while (static_cast<int>(number.digits.size()) > std::max(number.whole, 0) && !number.digits.empty() &&
           number.digits.back() == '0') {
        number.digits.pop_back();
    }
}

std::optional<std::int64_t> integerOf(const Digits& number) {
    if (number.whole < static_cast<int>(number.digits.size()) || number.whole > 19) return std::nullopt;
    std::string text = (number.negative ? "-" : "") + number.digits;
    text.append(static_cast<std::size_t>(number.whole) - number.digits.size(), '0');
    std::int64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc()) return std::nullopt;
    return value;
}

}  // namespace

RoundedDecimal roundedDecimal(std::string_view number, int scale) {
    Digits digits = digitsOf(number);
    round(digits, scale);
    dropTrailingZeros(digits);
    RoundedDecimal result;
    if (digits.digits.empty()) {
        result.integer = 0;
        return result;
    }
    result.integer = integerOf(digits);
    result.wholeDigits = std::max(digits.whole, 0);
    result.significantDigits = std::max(static_cast<int>(digits.digits.size()), digits.whole);
    const std::string text = (digits.negative ? "-." : ".") + digits.digits + "e" + std::to_string(digits.whole);
    result.value = std::strtod(text.c_str(), nullptr);
    return result;
}

std::string shortestDecimal(double value) {
    char text[40];
    const int length = std::snprintf(text, sizeof text, "%.15g", value);
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace assetsodbc::sqlengine
