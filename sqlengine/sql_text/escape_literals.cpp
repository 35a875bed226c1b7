#include "sqlengine/sql_text/escape_literals.h"

#include <cstdint>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

[[noreturn]] void refuse(std::string_view text, const std::string& where, const std::string& why) {
    throw common::Error(common::ErrorKind::SyntaxError, "'" + std::string(text) + "' at " + where + " " + why);
}

bool isGuid(std::string_view text) {
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.size() != kForm.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hexDigit = std::string_view("0123456789abcdef").find(text[i]) != std::string_view::npos;
        if (kForm[i] == '-' ? text[i] != '-' : !hexDigit) return false;
    }
    return true;
}

}  // namespace

std::string canonicalDate(std::string_view text, const std::string& where) {
    const auto date = common::parseDate(text);
    if (!date) refuse(text, where, "is not a date. Write {d '2024-01-31'} with a day that exists.");
    return common::format(*date);
}

std::string canonicalTime(std::string_view text, const std::string& where) {
    const auto time = common::parseTime(text);
    if (!time) refuse(text, where, "is not a time of day. Write {t '23:59:59'}.");
    if (time->nanoseconds != 0) refuse(text, where, "has a fraction; times here are whole seconds. Use {ts '...'}.");
    return common::format(*time);
}

std::string canonicalTimestamp(std::string_view text, const std::string& where) {
    const auto timestamp = common::parseTimestamp(text);
    if (!timestamp) {
        refuse(text, where, "is not a timestamp. Write {ts '2024-01-31 23:59:59'}, with up to nine fractional digits.");
    }
    return exactText(*timestamp);
}

std::string exactText(const common::Timestamp& timestamp) {
    constexpr int kMost = 9, kLeast = 3;
    int digits = kMost;
    for (std::uint32_t rest = timestamp.time.nanoseconds; digits > kLeast && rest % 10 == 0; rest /= 10) --digits;
    return common::format(timestamp, digits);
}

std::string canonicalGuid(std::string_view text, const std::string& where) {
    const auto guid = guidOf(text);
    if (!guid) refuse(text, where, "is not a GUID. Write {guid '01234567-89ab-cdef-0123-456789abcdef'}.");
    return *guid;
}

std::optional<std::string> guidOf(std::string_view text) {
    const bool braced = text.size() > 2 && text.front() == '{' && text.back() == '}';
    std::string guid = common::asciiLower(braced ? text.substr(1, text.size() - 2) : text);
    if (!isGuid(guid)) return std::nullopt;
    return guid;
}

}  // namespace assetsodbc::sqlengine
