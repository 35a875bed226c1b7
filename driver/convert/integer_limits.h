// Numbers into integers of a given width, told apart from loss: what fits, what loses only its fraction, what does not
// fit.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "driver/convert/decimal.h"

namespace assetsodbc::driver {

template <class T>
struct Narrowed {
    T value{};
    bool lostFraction = false;
};

template <class T>
std::optional<Narrowed<T>> narrowTo(std::int64_t value) noexcept {
    if constexpr (std::is_unsigned_v<T>) {
        if (value < 0 || static_cast<std::uint64_t>(value) > std::numeric_limits<T>::max()) return std::nullopt;
    } else {
        if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) return std::nullopt;
    }
    return Narrowed<T>{static_cast<T>(value), false};
}

template <class T>
std::optional<Narrowed<T>> narrowTo(double value) noexcept {
    const double whole = std::trunc(value);
    // 2^digits is exact as a double where the largest T may not be.
    const double end = std::ldexp(1.0, std::numeric_limits<T>::digits);
    const double begin = std::is_unsigned_v<T> ? 0.0 : -end;
    if (!(whole >= begin && whole < end)) return std::nullopt;
    return Narrowed<T>{static_cast<T>(whole), whole != value};
}

template <class T>
std::optional<Narrowed<T>> narrowTo(const DecimalText& number) noexcept {
    const ScaledDecimal whole = scaled(number, 0);
    constexpr auto kMax = static_cast<UInt128>(std::numeric_limits<T>::max());
    const UInt128 limit = !number.negative ? kMax : std::is_unsigned_v<T> ? UInt128{0} : kMax + 1;
    if (whole.overflow || whole.magnitude > limit) return std::nullopt;
    const auto bits = static_cast<std::uint64_t>(whole.magnitude);
    return Narrowed<T>{static_cast<T>(number.negative ? std::uint64_t{0} - bits : bits), whole.lostFraction};
}

}  // namespace assetsodbc::driver
