#include "sqlengine/local/decimal_digits.h"

#include <charconv>

namespace assetsodbc::sqlengine {
namespace {

constexpr int kLargestExponent = 400;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n\r\f";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string takeDigits(std::string_view& text) {
    std::size_t count = 0;
    while (count < text.size() && isDigit(text[count])) ++count;
    std::string digits(text.substr(0, count));
    text.remove_prefix(count);
    return digits;
}

std::optional<int> takeExponent(std::string_view& text) {
    if (text.empty() || (text.front() != 'e' && text.front() != 'E')) return 0;
    text.remove_prefix(1);
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (!text.empty() && text.front() == '-') return std::nullopt;  // from_chars would take it
    }
    int exponent = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (parsed.ec != std::errc() || exponent > kLargestExponent || exponent < -kLargestExponent) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    return exponent;
}

void movePoint(DecimalDigits& number, int exponent) {
    for (; exponent > 0; --exponent) {
        number.whole += number.fraction.empty() ? '0' : number.fraction.front();
        if (!number.fraction.empty()) number.fraction.erase(0, 1);
    }
    for (; exponent < 0; ++exponent) {
        number.fraction.insert(number.fraction.begin(), number.whole.empty() ? '0' : number.whole.back());
        if (!number.whole.empty()) number.whole.pop_back();
    }
}

}  // namespace

std::optional<DecimalDigits> parseDigits(std::string_view text) {
    text = trimmed(text);
    DecimalDigits number;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        number.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    number.whole = takeDigits(text);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        number.fraction = takeDigits(text);
    }
    if (number.isZero()) return std::nullopt;  // no digit at all: zeros are cut below
    const std::optional<int> exponent = takeExponent(text);
    if (!exponent || !text.empty()) return std::nullopt;
    movePoint(number, *exponent);
    number.whole.erase(0, number.whole.find_first_not_of('0'));
    number.fraction.erase(number.fraction.find_last_not_of('0') + 1);
    if (number.isZero()) number.negative = false;
    return number;
}

std::optional<std::int64_t> wholeOf(const DecimalDigits& number) {
    const std::string text = (number.negative ? "-" : "") + (number.whole.empty() ? std::string("0") : number.whole);
    std::int64_t value = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
    if (parsed.ec != std::errc()) return std::nullopt;
    return value;
}

bool isNumberLiteral(std::string_view text) {
    return text == trimmed(text) && parseDigits(text).has_value();
}

int compare(const DecimalDigits& a, const DecimalDigits& b) {
    if (a.negative != b.negative) return a.negative ? -1 : 1;
    int order = 0;
    if (a.whole.size() != b.whole.size()) {
        order = a.whole.size() < b.whole.size() ? -1 : 1;
    } else {
        order = a.whole.compare(b.whole);
        if (order == 0) order = a.fraction.compare(b.fraction);
    }
    order = order < 0 ? -1 : (order > 0 ? 1 : 0);
    return a.negative ? -order : order;
}

std::string textOf(const DecimalDigits& number, int scale) {
    std::string text = number.negative ? "-" : "";
    text += number.whole.empty() ? "0" : number.whole;
    if (scale == 0) return text;
    text += '.' + number.fraction;
    const auto places = static_cast<std::size_t>(scale);
    if (number.fraction.size() < places) text.append(places - number.fraction.size(), '0');
    return text;
}

}  // namespace assetsodbc::sqlengine
