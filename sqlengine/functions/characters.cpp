#include "sqlengine/functions/characters.h"

namespace assetsodbc::sqlengine {

std::int64_t characterCount(std::string_view text) {
    std::int64_t count = 0;
    for (char c : text) count += isContinuation(c) ? 0 : 1;
    return count;
}

// The byte at which character number `index` (from 0) starts; the end of the text when it has fewer.
std::size_t offsetOf(std::string_view text, std::int64_t index) {
    std::size_t at = 0;
    for (; index > 0 && at < text.size(); --index) {
        ++at;
        while (at < text.size() && isContinuation(text[at])) ++at;
    }
    return at;
}

std::string_view cutToUnits(std::string_view text, std::int64_t units) {
    for (std::size_t at = 0; at < text.size();) {
        const bool astral = static_cast<unsigned char>(text[at]) >= 0xF0;
        units -= astral ? 2 : 1;
        if (units < 0) return text.substr(0, at);
        ++at;
        while (at < text.size() && isContinuation(text[at])) ++at;
    }
    return text;
}

std::string_view withoutTrailingBlanks(std::string_view text) {
    const std::size_t last = text.find_last_not_of(' ');
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

Decoded decode(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(text[i])); };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return {};
    char32_t codePoint = lead & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(text[i])) return {};
        codePoint = codePoint << 6 | (byte(i) & 0x3F);
    }
    return {codePoint, length, true};
}

void append(std::string& text, char32_t codePoint) {
    const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (codePoint >> shift & 0x3F)); };
    if (codePoint < 0x80) {
        text += static_cast<char>(codePoint);
    } else if (codePoint < 0x800) {
        text += static_cast<char>(0xC0 | codePoint >> 6);
        tail(0);
    } else if (codePoint < 0x10000) {
        text += static_cast<char>(0xE0 | codePoint >> 12);
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0 | codePoint >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

}  // namespace assetsodbc::sqlengine
