#include "driver/convert/guid.h"

#include <array>

namespace assetsodbc::driver {

namespace {

constexpr bool isDashAt(std::size_t at) {
    return at == 8 || at == 13 || at == 18 || at == 23;
}

std::string_view unwrapped(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (text.size() == kGuidTextLength + 2 && text.front() == '{' && text.back() == '}') {
        return text.substr(1, kGuidTextLength);
    }
    return text;
}

using Bytes = std::array<unsigned char, 16>;

SQLGUID guidOf(const Bytes& bytes) {
    SQLGUID guid{};
    guid.Data1 = (static_cast<unsigned>(bytes[0]) << 24) | (static_cast<unsigned>(bytes[1]) << 16) |
                 (static_cast<unsigned>(bytes[2]) << 8) | bytes[3];
    guid.Data2 = static_cast<decltype(guid.Data2)>((bytes[4] << 8) | bytes[5]);
    guid.Data3 = static_cast<decltype(guid.Data3)>((bytes[6] << 8) | bytes[7]);
    for (std::size_t i = 0; i < 8; ++i) guid.Data4[i] = bytes[8 + i];
    return guid;
}

Bytes bytesOf(const SQLGUID& guid) {
    Bytes bytes{};
    for (std::size_t i = 0; i < 4; ++i) bytes[i] = static_cast<unsigned char>(guid.Data1 >> (24 - 8 * i));
    for (std::size_t i = 0; i < 2; ++i) bytes[4 + i] = static_cast<unsigned char>(guid.Data2 >> (8 - 8 * i));
    for (std::size_t i = 0; i < 2; ++i) bytes[6 + i] = static_cast<unsigned char>(guid.Data3 >> (8 - 8 * i));
    for (std::size_t i = 0; i < 8; ++i) bytes[8 + i] = guid.Data4[i];
    return bytes;
}

}  // namespace

int hexDigit(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<SQLGUID> parseGuid(std::string_view text) noexcept {
    const std::string_view body = unwrapped(text);
    if (body.size() != kGuidTextLength) return std::nullopt;
    Bytes bytes{};
    std::size_t digits = 0;
    for (std::size_t at = 0; at < body.size(); ++at) {
        if (isDashAt(at)) {
            if (body[at] != '-') return std::nullopt;
            continue;
        }
        const int value = hexDigit(body[at]);
        if (value < 0) return std::nullopt;
        bytes[digits / 2] = static_cast<unsigned char>((bytes[digits / 2] << 4) | value);
        ++digits;
    }
    return guidOf(bytes);
}

std::string guidText(const SQLGUID& guid) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    text.reserve(kGuidTextLength);
    for (const unsigned char byte : bytesOf(guid)) {
        if (isDashAt(text.size())) text += '-';
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

}  // namespace assetsodbc::driver
