// UTF-8 straight into an application's UTF-16 buffer, without memory of its own for well-formed text.
#pragma once

#include <cstddef>
#include <string_view>

namespace assetsodbc::driver {

struct WideWritten {
    std::size_t written = 0;  // code units in the buffer; never half a surrogate pair
    std::size_t total = 0;    // code units that the whole text needs
};

// The buffer holds `room` code units and may have any alignment; no terminator is written.
WideWritten writeUtf16(std::string_view utf8, char* buffer, std::size_t room);

// Whether every surrogate has its other half.
bool isWellFormedUtf16(std::u16string_view text) noexcept;

}  // namespace assetsodbc::driver
