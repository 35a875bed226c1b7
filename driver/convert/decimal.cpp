#include "driver/convert/decimal.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

namespace assetsodbc::driver {

namespace {

constexpr UInt128 kMaxMagnitude = ~UInt128{0};
constexpr int kMaxExponent = 100000;  // beyond it every number is zero or too large; keeps sums of int safe

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view takeDigits(std::string_view& rest) {
    const auto end = std::find_if_not(rest.begin(), rest.end(), isDigit);
    const std::string_view digits = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    rest.remove_prefix(digits.size());
    return digits;
}

bool takeSign(std::string_view& rest) {
    const bool negative = !rest.empty() && rest.front() == '-';
    if (!rest.empty() && (rest.front() == '-' || rest.front() == '+')) rest.remove_prefix(1);
    return negative;
}

// The exponent after 'E', clamped; nullopt when there are no digits.
std::optional<int> takeExponent(std::string_view& rest) {
    rest.remove_prefix(1);
    const bool negative = takeSign(rest);
    const std::string_view digits = takeDigits(rest);
    if (digits.empty()) return std::nullopt;
    int value = 0;
    for (char c : digits) value = std::min(value * 10 + (c - '0'), kMaxExponent);
    return negative ? -value : value;
}

// The digits of a number as one sequence, the point left out.
struct DigitSequence {
    const DecimalText& number;
    std::size_t size() const { return number.whole.size() + number.fraction.size(); }
    unsigned at(std::size_t i) const {
        const char c = i < number.whole.size() ? number.whole[i] : number.fraction[i - number.whole.size()];
        return static_cast<unsigned>(c - '0');
    }
    bool anyNonZeroFrom(std::size_t i) const {
        for (; i < size(); ++i) {
            if (at(i) != 0) return true;
        }
        return false;
    }
};

bool appendDigit(UInt128& magnitude, unsigned digit) {
    if (magnitude > (kMaxMagnitude - digit) / 10) return false;
    magnitude = magnitude * 10 + digit;
    return true;
}

}  // namespace

std::optional<DecimalText> parseDecimal(std::string_view text) noexcept {
    std::string_view rest = trimmed(text);
    DecimalText number;
    number.negative = takeSign(rest);
    number.whole = takeDigits(rest);
    if (!rest.empty() && rest.front() == '.') {
        rest.remove_prefix(1);
        number.fraction = takeDigits(rest);
    }
    if (number.whole.empty() && number.fraction.empty()) return std::nullopt;
    if (!rest.empty() && (rest.front() == 'e' || rest.front() == 'E')) {
        const auto exponent = takeExponent(rest);
        if (!exponent) return std::nullopt;
        number.exponent = *exponent;
    }
    if (!rest.empty()) return std::nullopt;
    number.whole.remove_prefix(std::min(number.whole.find_first_not_of('0'), number.whole.size()));
    return number;
}

ScaledDecimal scaled(const DecimalText& number, int scale) noexcept {
    const DigitSequence digits{number};
    ScaledDecimal result;
    if (!digits.anyNonZeroFrom(0)) return result;
    const auto size = static_cast<std::int64_t>(digits.size());
    // How many digits, zeros appended as needed, stand before the cut.
    const std::int64_t wanted = static_cast<std::int64_t>(number.whole.size()) + number.exponent + scale;
    for (std::int64_t i = 0; i < wanted; ++i) {
        const unsigned digit = i < size ? digits.at(static_cast<std::size_t>(i)) : 0;
        if (!appendDigit(result.magnitude, digit)) {
            result.overflow = true;
            return result;
        }
    }
    result.lostFraction = digits.anyNonZeroFrom(static_cast<std::size_t>(std::clamp<std::int64_t>(wanted, 0, size)));
    return result;
}

std::optional<double> toDouble(std::string_view text, const DecimalText& number) noexcept {
    std::string_view literal = trimmed(text);
    if (!literal.empty() && literal.front() == '+') literal.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), value);
    (void)end;
    if (error == std::errc()) return value;
    // Out of range both ways: too small is zero, too large is for the caller to refuse.
    const auto leadingZeros = std::min(number.fraction.find_first_not_of('0'), number.fraction.size());
    const std::int64_t magnitude = number.whole.empty() ? -static_cast<std::int64_t>(leadingZeros)
                                                        : static_cast<std::int64_t>(number.whole.size());
    if (magnitude + number.exponent > 0) return std::nullopt;
    return number.negative ? -0.0 : 0.0;
}

void NumberText::append(std::string_view text) noexcept {
    const std::size_t count = std::min(text.size(), sizeof buffer_ - length_);
    std::memcpy(buffer_ + length_, text.data(), count);
    length_ += count;
}

void NumberText::append(std::size_t count, char c) noexcept {
    for (; count > 0; --count) append({&c, 1});
}

NumberText NumberText::of(std::int64_t value) noexcept {
    NumberText text;
    text.length_ =
        static_cast<std::size_t>(std::to_chars(text.buffer_, std::end(text.buffer_), value).ptr - text.buffer_);
    return text;
}

NumberText NumberText::of(std::uint64_t value) noexcept {
    NumberText text;
    text.length_ =
        static_cast<std::size_t>(std::to_chars(text.buffer_, std::end(text.buffer_), value).ptr - text.buffer_);
    return text;
}

NumberText NumberText::of(double value) noexcept {
    NumberText text;
    if (std::isnan(value)) {
        text.append("NaN");
    } else if (std::isinf(value)) {
        text.append(value < 0 ? "-Infinity" : "Infinity");
    } else if (value == 0) {
        text.append("0");
    } else {
        // Plain digits where people would write them so; the limits keep the text within SQL_DESC_DISPLAY_SIZE of a
        // double.
        const double size = std::fabs(value);
        const bool plain = size >= 1e-5 && size < 1e15;
        const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
        const auto end = std::to_chars(text.buffer_, std::end(text.buffer_), value, format).ptr;
        text.length_ = static_cast<std::size_t>(end - text.buffer_);
        std::replace(text.buffer_, text.buffer_ + text.length_, 'e', 'E');
    }
    return text;
}

void NumberText::padDecimals(int decimals) noexcept {
    const std::string_view now = view();
    if (decimals <= 0 || now.find_first_of("EINa") != std::string_view::npos) return;
    const auto point = now.find('.');
    const std::size_t present = point == std::string_view::npos ? 0 : now.size() - point - 1;
    if (point == std::string_view::npos) append(".");
    const auto wanted = static_cast<std::size_t>(std::min(decimals, kMaxDecimals));
    if (present < wanted) append(wanted - present, '0');
}

NumberText NumberText::of(double value, int decimals) noexcept {
    NumberText text = of(value);
    text.padDecimals(decimals);
    return text;
}

NumberText NumberText::of(std::int64_t value, int decimals) noexcept {
    NumberText text = of(value);
    text.padDecimals(decimals);
    return text;
}

NumberText NumberText::of(UInt128 magnitude, int scale, bool negative) noexcept {
    char digits[40];
    char* first = std::end(digits);
    do {
        *--first = static_cast<char>('0' + static_cast<int>(magnitude % 10));
        magnitude /= 10;
    } while (magnitude != 0);
    const std::string_view all(first, static_cast<std::size_t>(std::end(digits) - first));
    NumberText text;
    if (negative && all != "0") text.append("-");
    if (scale <= 0) {
        text.append(all);
        if (all != "0") text.append(static_cast<std::size_t>(-scale), '0');
        return text;
    }
    const auto decimals = static_cast<std::size_t>(scale);
    text.append(all.size() > decimals ? all.substr(0, all.size() - decimals) : "0");
    text.append(".");
    if (all.size() < decimals) text.append(decimals - all.size(), '0');
    text.append(all.substr(all.size() > decimals ? all.size() - decimals : 0));
    return text;
}

std::size_t wholePartOf(std::string_view numberText) noexcept {
    // A cut exponent or a cut "Infinity" is another number.
    if (numberText.find_first_of("EeIN") != std::string_view::npos) return numberText.size();
    return std::min(numberText.find('.'), numberText.size());
}

std::size_t NumberText::wholePart() const noexcept {
    return wholePartOf(view());
}

}  // namespace assetsodbc::driver
