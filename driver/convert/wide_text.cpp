#include "driver/convert/wide_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "common/unicode.h"

namespace assetsodbc::driver {

namespace {

constexpr char32_t kLargest = 0x10FFFF;

unsigned char byteAt(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

template <class Unit>
Unit unitAt(const void* text, std::size_t at) {
    Unit unit;
    std::memcpy(&unit, static_cast<const char*>(text) + at * sizeof unit, sizeof unit);
    return unit;
}

std::size_t asciiRun(std::string_view text, std::size_t from) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080u;
    std::size_t at = from;
    for (std::uint64_t block; at + sizeof block <= text.size(); at += sizeof block) {
        std::memcpy(&block, text.data() + at, sizeof block);
        if ((block & kHighBits) != 0) break;
    }
    while (at < text.size() && byteAt(text, at) < 0x80) ++at;
    return at - from;
}

template <class Number>
bool isHigh(Number unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
template <class Number>
bool isLow(Number unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}
template <class Number>
bool isSurrogate(Number unit) {
    return unit >= 0xD800 && unit <= 0xDFFF;
}

// The code point at a lead byte; nullopt when the text is ill-formed there.
struct CodePoint {
    char32_t value;
    std::size_t bytes;
};
inline std::optional<CodePoint> decode(std::string_view text, std::size_t at) {
    const unsigned char lead = byteAt(text, at);
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + bytes > text.size()) return std::nullopt;
    char32_t value = lead & (0x7Fu >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        const unsigned char next = byteAt(text, at + i);
        if ((next & 0xC0) != 0x80) return std::nullopt;
        value = (value << 6) | (next & 0x3Fu);
    }
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < kSmallest[bytes] || value > kLargest || isSurrogate(value)) return std::nullopt;
    return CodePoint{value, bytes};
}

// Appends whole characters until one does not fit; from then on only counts.
template <class Unit>
class Writer {
public:
    Writer(char* buffer, std::size_t room) : buffer_(buffer), room_(room) {}

    void ascii(std::string_view run) {
        const std::size_t keep = std::min(run.size(), room_ - result_.written);
        for (std::size_t i = 0; i < keep; ++i) store(result_.written + i, byteAt(run, i));
        advance(keep, run.size());
    }
    void codePoint(char32_t value) {
        const std::size_t units = sizeof(Unit) == sizeof(char32_t) || value < 0x10000 ? 1 : 2;
        const bool fits = room_ - result_.written >= units;
        if (fits && units == 1) {
            store(result_.written, value);
        } else if (fits) {
            store(result_.written, 0xD7C0 + (value >> 10));
            store(result_.written + 1, 0xDC00 + (value & 0x3FF));
        }
        advance(fits ? units : 0, units);
    }
    const WideWritten& result() const { return result_; }

private:
    void store(std::size_t at, char32_t value) {
        const auto unit = static_cast<Unit>(value);
        std::memcpy(buffer_ + at * sizeof unit, &unit, sizeof unit);
    }
    void advance(std::size_t written, std::size_t total) {
        result_.written += written;
        result_.total += total;
        if (written < total) room_ = result_.written;
    }

    char* buffer_;
    std::size_t room_;
    WideWritten result_;
};

// Well-formed text into a buffer that is large enough for any text of its length: no code point has more units than
// bytes. Answers the units written; nullopt at the first thing that is not well-formed.
template <class Unit>
std::optional<std::size_t> writeAll(std::string_view utf8, char* buffer) {
    char* out = buffer;
    const auto put = [&out](char32_t value) {
        const auto unit = static_cast<Unit>(value);
        std::memcpy(out, &unit, sizeof unit);
        out += sizeof unit;
    };
    for (std::size_t at = 0; at < utf8.size();) {
        const unsigned char first = byteAt(utf8, at);
        if (first < 0x80) {
            put(first);
            ++at;
            continue;
        }
        const auto point = decode(utf8, at);
        if (!point) return std::nullopt;
        if (sizeof(Unit) == sizeof(char32_t) || point->value < 0x10000) {
            put(point->value);
        } else {
            put(0xD7C0 + (point->value >> 10));
            put(0xDC00 + (point->value & 0x3FF));
        }
        at += point->bytes;
    }
    return static_cast<std::size_t>(out - buffer) / sizeof(Unit);
}

template <class Unit>
WideWritten write(std::string_view utf8, char* buffer, std::size_t room) {
    if (room >= utf8.size()) {
        if (const auto written = writeAll<Unit>(utf8, buffer)) return {*written, *written};
    }
    Writer<Unit> writer(buffer, room);
    for (std::size_t at = 0; at < utf8.size();) {
        if (const std::size_t run = asciiRun(utf8, at); run > 0) {
            writer.ascii(utf8.substr(at, run));
            at += run;
            continue;
        }
        const auto point = decode(utf8, at);
        if (!point) return write<Unit>(common::repairedUtf8(utf8), buffer, room);
        writer.codePoint(point->value);
        at += point->bytes;
    }
    return writer.result();
}

void appendUtf8(std::string& out, char32_t value) {
    const auto tail = [value](int shift) { return static_cast<char>(0x80 | ((value >> shift) & 0x3F)); };
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out.append({static_cast<char>(0xC0 | (value >> 6)), tail(0)});
    } else if (value < 0x10000) {
        out.append({static_cast<char>(0xE0 | (value >> 12)), tail(6), tail(0)});
    } else {
        out.append({static_cast<char>(0xF0 | (value >> 18)), tail(12), tail(6), tail(0)});
    }
}

std::optional<std::string> utf8OfUtf16(const void* text, std::size_t units) {
    std::string out;
    out.reserve(units);
    for (std::size_t at = 0; at < units; ++at) {
        const char32_t unit = unitAt<char16_t>(text, at);
        if (!isSurrogate(unit)) {
            appendUtf8(out, unit);
            continue;
        }
        const char32_t low = at + 1 < units ? unitAt<char16_t>(text, at + 1) : 0;
        if (!isHigh(unit) || !isLow(low)) return std::nullopt;
        appendUtf8(out, 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00));
        ++at;
    }
    return out;
}

std::optional<std::string> utf8OfUtf32(const void* text, std::size_t units) {
    std::string out;
    out.reserve(units);
    for (std::size_t at = 0; at < units; ++at) {
        const char32_t value = unitAt<char32_t>(text, at);
        if (value > kLargest || isSurrogate(value)) return std::nullopt;
        appendUtf8(out, value);
    }
    return out;
}

template <class Unit>
std::size_t terminatedLength(const void* text) {
    std::size_t length = 0;
    while (unitAt<Unit>(text, length) != 0) ++length;
    return length;
}

}  // namespace

WideWritten writeWide(std::string_view utf8, char* buffer, std::size_t room, WideUnit unit) {
    return unit == WideUnit::Utf16 ? write<char16_t>(utf8, buffer, room) : write<char32_t>(utf8, buffer, room);
}

std::size_t widePrefixWithin(std::string_view wide, std::size_t maxUnits, WideUnit unit) noexcept {
    const std::size_t units = wide.size() / sizeOf(unit);
    if (units <= maxUnits) return units;
    if (unit == WideUnit::Utf32 || maxUnits == 0) return maxUnits;
    const bool splits =
        isHigh(unitAt<char16_t>(wide.data(), maxUnits - 1)) && isLow(unitAt<char16_t>(wide.data(), maxUnits));
    return splits ? maxUnits - 1 : maxUnits;
}

std::size_t wideLength(const void* text, WideUnit unit) noexcept {
    return unit == WideUnit::Utf16 ? terminatedLength<char16_t>(text) : terminatedLength<char32_t>(text);
}

std::optional<std::string> utf8OfWide(const void* text, std::size_t units, WideUnit unit) {
    return unit == WideUnit::Utf16 ? utf8OfUtf16(text, units) : utf8OfUtf32(text, units);
}

}  // namespace assetsodbc::driver
