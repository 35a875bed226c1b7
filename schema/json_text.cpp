#include "schema/json_text.h"

namespace assetsodbc::schema {
namespace {

void appendEscape(std::string& json, char c) {
    constexpr std::string_view kHexDigits = "0123456789abcdef";
    switch (c) {
        case '\n':
            json += "\\n";
            return;
        case '\r':
            json += "\\r";
            return;
        case '\t':
            json += "\\t";
            return;
        case '\b':
            json += "\\b";
            return;
        case '\f':
            json += "\\f";
            return;
        default:
            json += "\\u00";
            json += kHexDigits[static_cast<unsigned char>(c) >> 4U];
            json += kHexDigits[static_cast<unsigned char>(c) & 15U];
    }
}

}  // namespace

void appendJsonString(std::string& json, std::string_view text) {
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            appendEscape(json, c);
        } else {
            json += c;
        }
    }
    json += '"';
}

std::string jsonArrayOf(const std::vector<std::string>& texts) {
    std::string json = "[";
    for (const auto& text : texts) {
        if (json.size() > 1) json += ',';
        appendJsonString(json, text);
    }
    return json + ']';
}

}  // namespace assetsodbc::schema
