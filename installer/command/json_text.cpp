#include "installer/command/json_text.h"

#include <array>
#include <cstdio>

namespace assetsodbc::installer {
namespace {

void skipDigits(std::string_view& text) {
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') text.remove_prefix(1);
}

bool takeDigits(std::string_view& text) {
    const std::size_t before = text.size();
    skipDigits(text);
    return text.size() < before;
}

}  // namespace

std::string jsonString(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        switch (c) {
            case '"':
                quoted += "\\\"";
                break;
            case '\\':
                quoted += "\\\\";
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\r':
                quoted += "\\r";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) {
                    quoted += c;
                } else {
                    std::array<char, 8> escape{};
                    std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
                    quoted += escape.data();
                }
        }
    }
    return quoted + "\"";
}

bool isJsonNumber(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    const bool startsWithZero = !text.empty() && text.front() == '0';
    const std::size_t before = text.size();
    if (!takeDigits(text) || (startsWithZero && before - text.size() > 1)) return false;
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        if (!takeDigits(text)) return false;
    }
    if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
        text.remove_prefix(1);
        if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
        if (!takeDigits(text)) return false;
    }
    return text.empty();
}

}  // namespace assetsodbc::installer
