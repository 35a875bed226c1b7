// What one SQLWCHAR is: the driver managers disagree. unixODBC's has two bytes and holds UTF-16, iODBC's on Linux is
// wchar_t of four bytes and holds UTF-32. The caller's is told when it allocates the environment (driver_manager.h) and
// is carried in the value of every handle (handles/registry.h).
#pragma once

#include <cstddef>

namespace assetsodbc::driver {

enum class WideUnit : unsigned char { Utf16 = 2, Utf32 = 4 };

// Bytes of one SQLWCHAR.
constexpr std::size_t sizeOf(WideUnit unit) noexcept {
    return static_cast<std::size_t>(unit);
}

constexpr const char* nameOf(WideUnit unit) noexcept {
    return unit == WideUnit::Utf16 ? "UTF-16" : "UTF-32";
}

}  // namespace assetsodbc::driver
