// ODBC's functions of numbers. Integers stay integers where the result is one; a result that no DOUBLE holds, or an
// argument outside the function's domain, is an error and never NULL.
#include <sqlite3.h>

#include <cmath>
#include <iterator>
#include <limits>

#include "sqlengine/functions/call.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
constexpr int kInt64Digits = 18;  // powers of ten that an int64 holds

template <double (*Function)(double)>
void ofDouble(Call& call) {
    call.answer(Function(call.number(0)));
}

double cotangent(double x) {
    return std::cos(x) / std::sin(x);
}
double toDegrees(double x) {
    return x * (180.0 / kPi);
}
double toRadians(double x) {
    return x * (kPi / 180.0);
}

void absolute(Call& call) {
    if (!call.isInteger(0)) return call.answer(std::fabs(call.number(0)));
    const std::int64_t value = call.integer(0);
    if (value == kLowest)
        call.refuseOverflow("the absolute value of " + std::to_string(value) + " needs more than 64 bits");
    call.answer(value < 0 ? -value : value);
}

void ceiling(Call& call) {
    if (call.isInteger(0)) return call.answer(call.integer(0));
    call.answer(std::ceil(call.number(0)));
}

void floorOf(Call& call) {
    if (call.isInteger(0)) return call.answer(call.integer(0));
    call.answer(std::floor(call.number(0)));
}

void sign(Call& call) {
    const double value = call.number(0);
    call.answer(std::int64_t{value > 0 ? 1 : value < 0 ? -1 : 0});
}

void modulo(Call& call) {
    if (call.number(1) == 0) call.refuse("division by zero");
    if (!call.isInteger(0) || !call.isInteger(1)) return call.answer(std::fmod(call.number(0), call.number(1)));
    const std::int64_t divisor = call.integer(1);
    call.answer(divisor == -1 ? std::int64_t{0} : call.integer(0) % divisor);  // the lowest integer % -1 traps
}

void atan2Of(Call& call) {
    call.answer(std::atan2(call.number(0), call.number(1)));
}
void power(Call& call) {
    call.answer(std::pow(call.number(0), call.number(1)));
}
void pi(Call& call) {
    call.answer(kPi);
}

// ---- ROUND and TRUNCATE

std::int64_t powerOfTen(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i) power *= 10;
    return power;
}

// To tens, hundreds …: `places` digits before the decimal point, at least one.
std::int64_t truncatedInteger(std::int64_t value, std::int64_t places) {
    return places > kInt64Digits ? 0 : value - value % powerOfTen(static_cast<int>(places));
}

std::int64_t roundedInteger(Call& call, std::int64_t value, std::int64_t places) {
    if (places > kInt64Digits + 1) return 0;
    // Half of 10^19 is more than half of the range: beyond it the result does not fit.
    const std::int64_t half =
        places > kInt64Digits ? 5 * powerOfTen(kInt64Digits) : powerOfTen(static_cast<int>(places)) / 2;
    const std::int64_t rest = places > kInt64Digits ? value : value % (half * 2);
    const std::int64_t base = value - rest;
    const bool away = rest >= half || rest <= -half;
    if (!away) return base;
    const bool fits = places <= kInt64Digits && (value > 0 ? base <= kHighest - half * 2 : base >= kLowest + half * 2);
    if (!fits) call.refuseOverflow("the result needs more than 64 bits");
    return value > 0 ? base + half * 2 : base - half * 2;
}

// Halves away from zero, in decimal as far as 15 digits tell: 1.005 rounds to 1.01 although its binary form is less.
double roundHalfAway(double value) {
    constexpr double kNudge = 1 + 4 * std::numeric_limits<double>::epsilon();
    constexpr double kNoFraction = 4503599627370496.0;  // from 2^52 on doubles are whole
    return std::fabs(value) >= kNoFraction ? value : std::round(value * kNudge);
}

double truncateDecimal(double value) {
    const double nearest = std::round(value);
    const bool whole = std::fabs(value - nearest) <= std::fabs(value) * 4 * std::numeric_limits<double>::epsilon();
    return whole ? nearest : std::trunc(value);  // 0.29 * 100 is 28.999999999999996
}

double atPlaces(double value, std::int64_t places, double (*step)(double)) {
    if (places > 308) return value;
    if (places < -308) return 0;
    const double scale = std::pow(10.0, static_cast<double>(places < 0 ? -places : places));
    const double scaled = places < 0 ? value / scale : value * scale;
    if (!std::isfinite(scaled)) return value;  // no fraction at that place
    return places < 0 ? step(scaled) * scale : step(scaled) / scale;
}

void roundTo(Call& call) {
    const std::int64_t places = call.integer(1);
    if (!call.isInteger(0)) return call.answer(atPlaces(call.number(0), places, roundHalfAway));
    const std::int64_t value = call.integer(0);
    call.answer(places >= 0 ? value : roundedInteger(call, value, places == kLowest ? kHighest : -places));
}

void truncateTo(Call& call) {
    const std::int64_t places = call.integer(1);
    if (!call.isInteger(0)) return call.answer(atPlaces(call.number(0), places, truncateDecimal));
    const std::int64_t value = call.integer(0);
    call.answer(places >= 0 ? value : truncatedInteger(value, places == kLowest ? kHighest : -places));
}

// ---- RAND

double unitInterval(std::uint64_t bits) {
    return static_cast<double>(bits >> 11) * 0x1.0p-53;
}

void randomNumber(Call& call) {
    std::uint64_t bits = 0;
    sqlite3_randomness(sizeof bits, &bits);
    call.answer(unitInterval(bits));
}

// The same seed gives the same number (SplitMix64).
void seededRandomNumber(Call& call) {
    std::uint64_t bits = static_cast<std::uint64_t>(call.integer(0)) + 0x9E3779B97F4A7C15u;
    bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EBu;
    call.answer(unitInterval(bits ^ (bits >> 31)));
}

// 1 or 0, also of NULL.
void isNumeric(Call& call) {
    call.answer(std::int64_t{call.isNumber(0) ? 1 : 0});
}

constexpr FunctionSpec kNumericFunctions[] = {
    {"isnumeric", "ISNUMERIC", 1, isNumeric, Determinism::Always, NullArguments::Taken},
    {"odbc_abs", "ABS", 1, absolute},
    {"odbc_acos", "ACOS", 1, ofDouble<std::acos>},
    {"odbc_asin", "ASIN", 1, ofDouble<std::asin>},
    {"odbc_atan", "ATAN", 1, ofDouble<std::atan>},
    {"odbc_atan2", "ATAN2", 2, atan2Of},
    {"odbc_ceiling", "CEILING", 1, ceiling},
    {"odbc_cos", "COS", 1, ofDouble<std::cos>},
    {"cot", "COT", 1, ofDouble<cotangent>},
    {"odbc_degrees", "DEGREES", 1, ofDouble<toDegrees>},
    {"odbc_exp", "EXP", 1, ofDouble<std::exp>},
    {"odbc_floor", "FLOOR", 1, floorOf},
    {"odbc_log", "LOG", 1, ofDouble<std::log>},
    {"odbc_log10", "LOG10", 1, ofDouble<std::log10>},
    {"odbc_mod", "MOD", 2, modulo},
    {"odbc_pi", "PI", 0, pi},
    {"odbc_power", "POWER", 2, power},
    {"odbc_radians", "RADIANS", 1, ofDouble<toRadians>},
    {"rand", "RAND", 0, randomNumber, Determinism::Never},
    {"rand", "RAND", 1, seededRandomNumber},
    {"odbc_round", "ROUND", 2, roundTo},
    {"odbc_sign", "SIGN", 1, sign},
    {"odbc_sin", "SIN", 1, ofDouble<std::sin>},
    {"odbc_sqrt", "SQRT", 1, ofDouble<std::sqrt>},
    {"odbc_tan", "TAN", 1, ofDouble<std::tan>},
    {"truncate", "TRUNCATE", 2, truncateTo},
};

}  // namespace

FunctionTable numericFunctions() {
    return {std::begin(kNumericFunctions), std::end(kNumericFunctions)};
}

}  // namespace assetsodbc::sqlengine
