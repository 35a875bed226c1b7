#include "assets/json_text.h"

#include <charconv>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

constexpr std::size_t kEscapeLength = 6;  // \uXXXX

// The code unit of the \uXXXX escape at `at`; nullopt when there is none.
std::optional<unsigned> escapedUnit(std::string_view json, std::size_t at) {
    if (at + kEscapeLength > json.size() || json[at] != '\\' || json[at + 1] != 'u') return std::nullopt;
    unsigned unit = 0;
    const char* const end = json.data() + at + kEscapeLength;
    const auto [stopped, error] = std::from_chars(json.data() + at + 2, end, unit, 16);
    if (error != std::errc() || stopped != end) return std::nullopt;
    return unit;
}

bool isHighSurrogate(unsigned unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}

bool isLowSurrogate(unsigned unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

// Length of the escape sequence at `at`, a whole surrogate pair included.
std::size_t sequenceLength(std::string_view json, std::size_t at) {
    const auto unit = escapedUnit(json, at);
    if (!unit) return 2;  // \n, \", \\ ...
    if (!isHighSurrogate(*unit)) return kEscapeLength;
    const auto next = escapedUnit(json, at + kEscapeLength);
    return next && isLowSurrogate(*next) ? 2 * kEscapeLength : kEscapeLength;
}

}  // namespace

void throwBadJson(std::string_view source, std::string_view problem, std::size_t offset, std::size_t size) {
    std::string message(source);
    message.append(" is not the JSON that the API promises: ").append(problem);
    message.append(" (at byte ").append(std::to_string(offset)).append(" of ").append(std::to_string(size));
    message.append("). Try again; if it stays so, check for a proxy that changes answers, or lower PageSize.");
    throw common::Error(common::ErrorKind::BadResponse, message);
}

std::string withoutLoneSurrogates(std::string_view json) {
    std::string repaired;
    repaired.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const std::size_t escape = std::min(json.find('\\', at), json.size());
        repaired.append(json.substr(at, escape - at));
        if (escape == json.size()) break;
        const std::size_t length = sequenceLength(json, escape);
        const auto unit = escapedUnit(json, escape);
        const bool isLone = unit && length == kEscapeLength && (isHighSurrogate(*unit) || isLowSurrogate(*unit));
        repaired.append(isLone ? std::string_view("\\uFFFD") : json.substr(escape, length));
        at = escape + length;
    }
    return repaired;
}

std::string_view withoutByteOrderMark(std::string_view json) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    return json.substr(0, kMark.size()) == kMark ? json.substr(kMark.size()) : json;
}

std::optional<std::int64_t> integerOf(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}

std::optional<bool> booleanOf(std::string_view text) {
    if (common::equalIgnoringAsciiCase(text, "true")) return true;
    if (common::equalIgnoringAsciiCase(text, "false")) return false;
    return std::nullopt;
}

}  // namespace assetsodbc::assets
