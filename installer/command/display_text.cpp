#include "installer/command/display_text.h"

#include <clocale>
#include <cwchar>

#include <array>
#include <cstdio>

#include "common/unicode.h"

namespace assetsodbc::installer {
namespace {

char32_t nextCodePoint(std::string_view& utf8) {
    const auto lead = static_cast<unsigned char>(utf8.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) point = point << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3FU);
    utf8.remove_prefix(length);
    return point;
}

// The C library knows the widths, but only in a locale that has the characters.
locale_t utf8Locale() {
    static const locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    return locale;
}

bool isControl(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

std::string escapeOf(char32_t c) {
    switch (c) {
        case '\n':
            return "\\n";
        case '\r':
            return "\\r";
        case '\t':
            return "\\t";
        default:
            std::array<char, 12> text{};
            std::snprintf(text.data(), text.size(), c < 0x100 ? "\\x%02x" : "\\u%04x", static_cast<unsigned>(c));
            return text.data();
    }
}

}  // namespace

std::size_t displayWidth(std::string_view utf8) {
    const std::string repaired = common::repairedUtf8(utf8);
    const locale_t locale = utf8Locale();
    const locale_t before = locale == nullptr ? nullptr : uselocale(locale);
    std::size_t width = 0;
    for (std::string_view rest = repaired; !rest.empty();) {
        const int columns = wcwidth(static_cast<wchar_t>(nextCodePoint(rest)));
        width += columns < 0 ? 1 : static_cast<std::size_t>(columns);
    }
    if (before != nullptr) uselocale(before);
    return width;
}

std::string displayText(std::string_view utf8) {
    const std::string repaired = common::repairedUtf8(utf8);
    std::string shown;
    for (std::string_view rest = repaired; !rest.empty();) {
        const std::string_view here = rest;
        const char32_t c = nextCodePoint(rest);
        if (isControl(c))
            shown += escapeOf(c);
        else
            shown.append(here.substr(0, here.size() - rest.size()));
    }
    return shown;
}

}  // namespace assetsodbc::installer
