// Text as characters (code points): counting and finding them in UTF-8. Text that is not UTF-8 is passed through.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assetsodbc::sqlengine {

constexpr bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

std::int64_t characterCount(std::string_view text);
// The byte at which character number `index` (from 0) starts; the end of the text when it has fewer.
std::size_t offsetOf(std::string_view text, std::int64_t index);
// As much of the text as fits into so many UTF-16 code units, which is what sizes of columns count.
std::string_view cutToUnits(std::string_view text, std::int64_t units);
std::string_view withoutTrailingBlanks(std::string_view text);

struct Decoded {
    char32_t codePoint = 0;
    std::size_t length = 1;
    bool wellFormed = false;
};

// The first character; `text` is not empty.
Decoded decode(std::string_view text);
void append(std::string& text, char32_t codePoint);

}  // namespace assetsodbc::sqlengine
