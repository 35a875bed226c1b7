#include "driver/convert/interval.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>

#include "driver/diagnostics.h"

namespace assetsodbc::driver {

namespace {

enum Field : std::size_t { Year, Month, Day, Hour, Minute, Second };

struct IntervalType {
    SQLSMALLINT cType;
    SQLINTERVAL code;
    Field first, last;
};

constexpr IntervalType kTypes[] = {
    {SQL_C_INTERVAL_YEAR, SQL_IS_YEAR, Year, Year},
    {SQL_C_INTERVAL_MONTH, SQL_IS_MONTH, Month, Month},
    {SQL_C_INTERVAL_DAY, SQL_IS_DAY, Day, Day},
    {SQL_C_INTERVAL_HOUR, SQL_IS_HOUR, Hour, Hour},
    {SQL_C_INTERVAL_MINUTE, SQL_IS_MINUTE, Minute, Minute},
    {SQL_C_INTERVAL_SECOND, SQL_IS_SECOND, Second, Second},
    {SQL_C_INTERVAL_YEAR_TO_MONTH, SQL_IS_YEAR_TO_MONTH, Year, Month},
    {SQL_C_INTERVAL_DAY_TO_HOUR, SQL_IS_DAY_TO_HOUR, Day, Hour},
    {SQL_C_INTERVAL_DAY_TO_MINUTE, SQL_IS_DAY_TO_MINUTE, Day, Minute},
    {SQL_C_INTERVAL_DAY_TO_SECOND, SQL_IS_DAY_TO_SECOND, Day, Second},
    {SQL_C_INTERVAL_HOUR_TO_MINUTE, SQL_IS_HOUR_TO_MINUTE, Hour, Minute},
    {SQL_C_INTERVAL_HOUR_TO_SECOND, SQL_IS_HOUR_TO_SECOND, Hour, Second},
    {SQL_C_INTERVAL_MINUTE_TO_SECOND, SQL_IS_MINUTE_TO_SECOND, Minute, Second},
};

const IntervalType& typeOf(SQLSMALLINT cType) {
    for (const IntervalType& type : kTypes) {
        if (type.cType == cType) return type;
    }
    throw OdbcError(SqlState::InvalidApplicationBufferType, "The C type " + std::to_string(cType) + " is no interval.");
}

bool isYearMonth(Field field) {
    return field <= Month;
}

// How many of the smallest unit (months, nanoseconds) a field counts.
constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kUnits[] = {12, 1, 86400 * kSecond, 3600 * kSecond, 60 * kSecond, kSecond};
constexpr std::uint64_t kMostDigits = 999'999'999;  // of one field: nine digits

[[noreturn]] void throwNoInterval(std::string_view text) {
    throw OdbcError(SqlState::InvalidCharacterValue,
                    "The value '" + std::string(text.substr(0, 64)) + "' is not an interval of the C type asked for.");
}

[[noreturn]] void throwOverflow(std::string_view text) {
    throw OdbcError(SqlState::IntervalOverflow, "The value '" + std::string(text.substr(0, 64)) +
                                                    "' does not fit in the leading field of the interval. Raise "
                                                    "SQL_DESC_DATETIME_INTERVAL_PRECISION, or ask for another C type.");
}

std::uint64_t powerOfTen(int digits) {
    std::uint64_t power = 1;
    for (; digits > 0; --digits) power *= 10;
    return power;
}

struct Amount {
    UInt128 units = 0;  // months or nanoseconds
    bool negative = false;
    bool lost = false;  // digits below a nanosecond
};

// The fields of one interval, each in the C structure where it belongs.
void storeField(SQL_INTERVAL_STRUCT& interval, Field field, std::uint64_t value) {
    const auto number = static_cast<SQLUINTEGER>(value);
    switch (field) {
        case Year:
            interval.intval.year_month.year = number;
            break;
        case Month:
            interval.intval.year_month.month = number;
            break;
        case Day:
            interval.intval.day_second.day = number;
            break;
        case Hour:
            interval.intval.day_second.hour = number;
            break;
        case Minute:
            interval.intval.day_second.minute = number;
            break;
        case Second:
            interval.intval.day_second.second = number;
            break;
    }
}

std::uint64_t fieldOf(const SQL_INTERVAL_STRUCT& interval, Field field) {
    const auto& ym = interval.intval.year_month;
    const auto& ds = interval.intval.day_second;
    const std::uint64_t all[] = {ym.year, ym.month, ds.day, ds.hour, ds.minute, ds.second};
    return all[field];
}

IntervalResult distributed(const Amount& amount, const IntervalTarget& target, std::string_view text) {
    const IntervalType& type = typeOf(target.cType);
    IntervalResult result{{}, amount.lost};
    result.value.interval_type = type.code;
    result.value.interval_sign = amount.negative && amount.units != 0 ? SQL_TRUE : SQL_FALSE;
    UInt128 rest = amount.units;
    for (std::size_t field = type.first; field <= type.last; ++field) {
        const auto value = static_cast<std::uint64_t>(rest / kUnits[field]);
        const bool isLeading = field == type.first;
        if (isLeading && value >= powerOfTen(std::clamp<int>(target.leadingPrecision, 1, 9))) throwOverflow(text);
        storeField(result.value, Field(field), value);
        rest %= kUnits[field];
    }
    if (type.last == Second) {
        const std::uint64_t step = powerOfTen(9 - std::clamp<int>(target.secondsPrecision, 0, 9));
        result.value.intval.day_second.fraction = static_cast<SQLUINTEGER>(rest / step);
        rest %= step;
    }
    result.lostFraction = result.lostFraction || rest != 0;
    return result;
}

// Digits, cut off the front of `rest`; throws 22018 when there are none.
std::uint64_t takeNumber(std::string_view& rest, std::string_view text) {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    for (; digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9'; ++digits) {
        value = value * 10 + static_cast<std::uint64_t>(rest[digits] - '0');
        if (value > kMostDigits) throwOverflow(text);
    }
    if (digits == 0) throwNoInterval(text);
    rest.remove_prefix(digits);
    return value;
}

bool take(std::string_view& rest, char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
}

// The digits after the point of seconds, in nanoseconds.
std::uint64_t takeFraction(std::string_view& rest, bool& lost) {
    std::uint64_t value = 0;
    int digits = 0;
    for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; rest.remove_prefix(1), ++digits) {
        if (digits < 9) {
            value = value * 10 + static_cast<std::uint64_t>(rest.front() - '0');
        } else {
            lost = lost || rest.front() != '0';
        }
    }
    return value * powerOfTen(9 - std::min(digits, 9));
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// The field that the first number of a text counts: told by what follows it, else by the type.
Field firstField(std::string_view rest, const IntervalType& type) {
    if (rest.find('-') != std::string_view::npos) return Year;
    if (rest.find(' ') != std::string_view::npos) return Day;
    const auto colons = std::count(rest.begin(), rest.end(), ':');
    if (colons == 2) return Hour;
    if (colons == 1) return type.first == Minute ? Minute : Hour;
    return type.first;
}

// What stands before each field but the first.
constexpr char kSeparators[] = {0, '-', 0, ' ', ':', ':'};

Amount amountOf(std::string_view text, const IntervalType& type) {
    std::string_view rest = trimmed(text);
    Amount amount;
    amount.negative = take(rest, '-');
    if (!amount.negative) take(rest, '+');
    std::size_t field = firstField(rest, type);
    if (isYearMonth(Field(field)) != isYearMonth(type.first)) throwNoInterval(text);
    for (bool isFirst = true;; isFirst = false, ++field) {
        const std::uint64_t value = takeNumber(rest, text);
        constexpr std::uint64_t kMost[] = {0, 11, 0, 23, 59, 59};  // of a field that is not the first
        if (!isFirst && value > kMost[field]) throwNoInterval(text);
        amount.units += UInt128{value} * kUnits[field];
        if (field == Second && take(rest, '.')) amount.units += takeFraction(rest, amount.lost);
        if (rest.empty()) break;
        const bool goesOn = field != Month && field != Second && take(rest, kSeparators[field + 1]);
        if (!goesOn) throwNoInterval(text);
    }
    return amount;
}

}  // namespace

bool isSingleFieldInterval(SQLSMALLINT cType) noexcept {
    return std::any_of(std::begin(kTypes), std::end(kTypes),
                       [&](const IntervalType& type) { return type.cType == cType && type.first == type.last; });
}

IntervalResult intervalOfText(std::string_view text, const IntervalTarget& target) {
    const IntervalType& type = typeOf(target.cType);
    return distributed(amountOf(text, type), target, text);
}

IntervalResult intervalOfNumber(const DecimalText& number, std::string_view text, const IntervalTarget& target) {
    const IntervalType& type = typeOf(target.cType);
    if (type.first != type.last) throwOverflow(text);
    const ScaledDecimal digits = scaled(number, type.first == Second ? 9 : 0);
    const UInt128 one = type.first == Second ? kSecond : 1;
    if (digits.overflow || digits.magnitude / one > kMostDigits) throwOverflow(text);
    Amount amount;
    amount.units = type.first == Second ? digits.magnitude : digits.magnitude * kUnits[type.first];
    amount.negative = number.negative;
    amount.lost = digits.lostFraction;
    return distributed(amount, target, text);
}

std::optional<std::string> intervalText(const SQL_INTERVAL_STRUCT& interval, SQLSMALLINT cType,
                                        SQLSMALLINT secondsPrecision) {
    const IntervalType& type = typeOf(cType);
    // As a number: the application may have put there what is no value of the enumeration.
    int code;
    static_assert(sizeof code == sizeof interval.interval_type);
    std::memcpy(&code, &interval.interval_type, sizeof code);
    if (code != static_cast<int>(type.code)) return std::nullopt;
    std::string text = interval.interval_sign == SQL_TRUE ? "-" : "";
    for (std::size_t field = type.first; field <= type.last; ++field) {
        const bool isLeading = field == type.first;
        if (!isLeading) text += kSeparators[field];
        char digits[24];
        const bool isPadded = !isLeading && field >= Hour;
        std::snprintf(digits, sizeof digits, isPadded ? "%02llu" : "%llu",
                      static_cast<unsigned long long>(fieldOf(interval, Field(field))));
        text += digits;
    }
    const SQLUINTEGER fraction = type.last == Second ? interval.intval.day_second.fraction : 0;
    if (fraction == 0) return text;
    std::string digits = std::to_string(fraction);
    const auto wanted = static_cast<std::size_t>(std::clamp<int>(secondsPrecision, 1, 9));
    if (digits.size() < wanted) digits.insert(0, wanted - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    return text + "." + digits;
}

}  // namespace assetsodbc::driver
