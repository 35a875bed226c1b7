#include "common/unicode.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace assetsodbc::common {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

unsigned char byteAt(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool isContinuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

// What may follow a lead byte: how many bytes in all, and the range of the second one. That range is what rules out
// overlong forms, surrogates and code points above U+10FFFF (Unicode standard, table 3-7).
struct LeadByte {
    std::size_t length = 0;  // 0: no lead byte
    unsigned char secondMin = 0x80, secondMax = 0xBF;
};

LeadByte leadByte(unsigned char byte) {
    if (byte < 0x80) return {1};
    if (byte < 0xC2) return {0};
    if (byte < 0xE0) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte < 0xF0) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte < 0xF4) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {0};
}

struct Decoded {
    char32_t codePoint;
    std::size_t length;  // of the code point, or of the maximal ill-formed part
    bool wellFormed;
};

Decoded decodeAt(std::string_view text, std::size_t at) {
    const unsigned char first = byteAt(text, at);
    const LeadByte lead = leadByte(first);
    if (lead.length == 1) return {first, 1, true};
    if (lead.length == 0) return {kReplacement, 1, false};
    char32_t codePoint = first & (0x7Fu >> lead.length);
    for (std::size_t i = 1; i < lead.length; ++i) {
        if (at + i >= text.size()) return {kReplacement, i, false};
        const unsigned char byte = byteAt(text, at + i);
        const bool allowed = i == 1 ? byte >= lead.secondMin && byte <= lead.secondMax : isContinuation(byte);
        if (!allowed) return {kReplacement, i, false};
        codePoint = (codePoint << 6) | (byte & 0x3Fu);
    }
    return {codePoint, lead.length, true};
}

// Nearly all text of a site is ASCII: eight bytes at a time.
std::size_t asciiRun(std::string_view text, std::size_t at) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080u;
    const std::size_t start = at;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t block;
        std::memcpy(&block, text.data() + at, sizeof block);
        if (block & kHighBits) break;
    }
    while (at < text.size() && byteAt(text, at) < 0x80) ++at;
    return at - start;
}

// Calls onAscii(run) and onCodePoint(decoded) over the text, in order.
template <typename OnAscii, typename OnCodePoint>
void walk(std::string_view text, OnAscii onAscii, OnCodePoint onCodePoint) {
    for (std::size_t at = 0; at < text.size();) {
        if (const std::size_t run = asciiRun(text, at); run > 0) {
            onAscii(text.substr(at, run));
            at += run;
        } else {
            const Decoded decoded = decodeAt(text, at);
            onCodePoint(decoded, text.substr(at, decoded.length));
            at += decoded.length;
        }
    }
}

void appendUtf16(std::u16string& out, char32_t codePoint) {
    if (codePoint < 0x10000) {
        out.push_back(static_cast<char16_t>(codePoint));
        return;
    }
    codePoint -= 0x10000;
    out.push_back(static_cast<char16_t>(0xD800 + (codePoint >> 10)));
    out.push_back(static_cast<char16_t>(0xDC00 + (codePoint & 0x3FF)));
}

void appendUtf8(std::string& out, char32_t codePoint) {
    const auto tail = [codePoint](int shift) { return static_cast<char>(0x80 | ((codePoint >> shift) & 0x3F)); };
    if (codePoint < 0x80) {
        out.push_back(static_cast<char>(codePoint));
    } else if (codePoint < 0x800) {
        out.append({static_cast<char>(0xC0 | (codePoint >> 6)), tail(0)});
    } else if (codePoint < 0x10000) {
        out.append({static_cast<char>(0xE0 | (codePoint >> 12)), tail(6), tail(0)});
    } else {
        out.append({static_cast<char>(0xF0 | (codePoint >> 18)), tail(12), tail(6), tail(0)});
    }
}

bool isHighSurrogate(char16_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool isLowSurrogate(char16_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

char32_t ofSurrogates(char16_t high, char16_t low) {
    return 0x10000 + ((static_cast<char32_t>(high) - 0xD800) << 10) + (static_cast<char32_t>(low) - 0xDC00);
}

char lowerOf(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
char upperOf(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}

}  // namespace

std::u16string utf16Of(std::string_view utf8) {
    std::u16string out;
    out.reserve(utf8.size());
    walk(
        utf8, [&](std::string_view run) { out.append(run.begin(), run.end()); },
        [&](const Decoded& decoded, std::string_view) { appendUtf16(out, decoded.codePoint); });
    return out;
}

std::string utf8Of(std::u16string_view utf16) {
    std::string out;
    out.reserve(utf16.size());
    for (std::size_t i = 0; i < utf16.size(); ++i) {
        const char16_t unit = utf16[i];
        if (isHighSurrogate(unit) && i + 1 < utf16.size() && isLowSurrogate(utf16[i + 1])) {
            appendUtf8(out, ofSurrogates(unit, utf16[++i]));
        } else if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
            out.append(kReplacementUtf8);
        } else {
            appendUtf8(out, unit);
        }
    }
    return out;
}

bool isWellFormedUtf8(std::string_view utf8) {
    for (std::size_t at = asciiRun(utf8, 0); at < utf8.size(); at += asciiRun(utf8, at)) {
        const Decoded decoded = decodeAt(utf8, at);
        if (!decoded.wellFormed) return false;
        at += decoded.length;
    }
    return true;
}

std::string repairedUtf8(std::string_view utf8) {
    if (isWellFormedUtf8(utf8)) return std::string(utf8);
    std::string out;
    out.reserve(utf8.size() + kReplacementUtf8.size());
    walk(
        utf8, [&](std::string_view run) { out.append(run); },
        [&](const Decoded& decoded, std::string_view bytes) {
            out.append(decoded.wellFormed ? bytes : kReplacementUtf8);
        });
    return out;
}

std::size_t utf16Length(std::string_view utf8) {
    std::size_t units = 0;
    walk(
        utf8, [&](std::string_view run) { units += run.size(); },
        [&](const Decoded& decoded, std::string_view) { units += decoded.codePoint < 0x10000 ? 1 : 2; });
    return units;
}

std::size_t codePointCount(std::string_view utf8) {
    std::size_t count = 0;
    walk(
        utf8, [&](std::string_view run) { count += run.size(); }, [&](const Decoded&, std::string_view) { ++count; });
    return count;
}

std::size_t prefixWithin(std::string_view utf8, std::size_t maxBytes) {
    if (utf8.size() <= maxBytes) return utf8.size();
    // The cut splits a code point only if one that starts up to three bytes before it reaches beyond it.
    const std::size_t longestTail = std::min<std::size_t>(maxBytes, 3);
    for (std::size_t back = 1; back <= longestTail; ++back) {
        const std::size_t at = maxBytes - back;
        if (isContinuation(byteAt(utf8, at))) continue;
        return decodeAt(utf8, at).length > back ? at : maxBytes;
    }
    return maxBytes;
}

std::size_t prefixWithin(std::u16string_view utf16, std::size_t maxUnits) {
    if (utf16.size() <= maxUnits) return utf16.size();
    const bool splitsPair = maxUnits > 0 && isHighSurrogate(utf16[maxUnits - 1]) && isLowSurrogate(utf16[maxUnits]);
    return splitsPair ? maxUnits - 1 : maxUnits;
}

bool equalIgnoringAsciiCase(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowerOf(x) == lowerOf(y); });
}

std::string asciiLower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lowerOf);
    return out;
}

std::string asciiUpper(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), upperOf);
    return out;
}

}  // namespace assetsodbc::common
