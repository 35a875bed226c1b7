// UTF-8 straight into an application's wide buffer and back, in either unit (wide_unit.h). Buffers may have any
// alignment, and well-formed text takes no memory of its own on the way out.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "driver/wide_unit.h"

namespace assetsodbc::driver {

struct WideWritten {
    std::size_t written = 0;  // code units in the buffer; never half a surrogate pair
    std::size_t total = 0;    // code units that the whole text needs
};

// The buffer holds `room` code units; no terminator is written. Ill-formed text is written with U+FFFD in its place.
WideWritten writeWide(std::string_view utf8, char* buffer, std::size_t room, WideUnit unit);

// Length in code units of the longest prefix of at most maxUnits that ends on a code point boundary. `wide` holds whole
// code units.
std::size_t widePrefixWithin(std::string_view wide, std::size_t maxUnits, WideUnit unit) noexcept;

// Code units in front of the terminator.
std::size_t wideLength(const void* text, WideUnit unit) noexcept;

// nullopt for text that is not well-formed: a surrogate without its other half, any surrogate or a number above
// U+10FFFF in UTF-32.
std::optional<std::string> utf8OfWide(const void* text, std::size_t units, WideUnit unit);

}  // namespace assetsodbc::driver
