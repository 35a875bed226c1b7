#include "driver/convert/wide_text.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

#include "common/unicode.h"

namespace assetsodbc::driver {

namespace {

constexpr std::size_t kUnit = sizeof(char16_t);

unsigned char byteAt(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

void store(char* buffer, std::size_t at, char16_t unit) {
    std::memcpy(buffer + at * kUnit, &unit, kUnit);
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

// The code point at a lead byte; nullopt when the text is ill-formed there.
struct CodePoint {
    char32_t value;
    std::size_t bytes;
};
std::optional<CodePoint> decode(std::string_view text, std::size_t at) {
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
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (value < kSmallest[bytes] || value > 0x10FFFF || surrogate) return std::nullopt;
    return CodePoint{value, bytes};
}

// Appends whole characters until one does not fit; from then on only counts.
class Writer {
public:
    Writer(char* buffer, std::size_t room) : buffer_(buffer), room_(room) {}

    void ascii(std::string_view run) {
        const std::size_t keep = std::min(run.size(), room_ - result_.written);
        for (std::size_t i = 0; i < keep; ++i) store(buffer_, result_.written + i, byteAt(run, i));
        advance(keep, run.size());
    }
    void codePoint(char32_t value) {
        const std::size_t units = value < 0x10000 ? 1 : 2;
        const bool fits = room_ - result_.written >= units;
        if (fits && units == 1) {
            store(buffer_, result_.written, static_cast<char16_t>(value));
        } else if (fits) {
            store(buffer_, result_.written, static_cast<char16_t>(0xD7C0 + (value >> 10)));
            store(buffer_, result_.written + 1, static_cast<char16_t>(0xDC00 + (value & 0x3FF)));
        }
        advance(fits ? units : 0, units);
    }
    const WideWritten& result() const { return result_; }

private:
    void advance(std::size_t written, std::size_t total) {
        result_.written += written;
        result_.total += total;
        if (written < total) room_ = result_.written;
    }

    char* buffer_;
    std::size_t room_;
    WideWritten result_;
};

bool isHigh(char16_t unit) {
    return unit >= 0xD800 && unit <= 0xDBFF;
}
bool isLow(char16_t unit) {
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

WideWritten writeRepaired(std::string_view utf8, char* buffer, std::size_t room) {
    const std::u16string text = common::utf16Of(utf8);
    const std::size_t keep = common::prefixWithin(text, room);
    if (keep > 0) std::memcpy(buffer, text.data(), keep * kUnit);
    return {keep, text.size()};
}

}  // namespace

WideWritten writeUtf16(std::string_view utf8, char* buffer, std::size_t room) {
    Writer writer(buffer, room);
    for (std::size_t at = 0; at < utf8.size();) {
        if (const std::size_t run = asciiRun(utf8, at); run > 0) {
            writer.ascii(utf8.substr(at, run));
            at += run;
            continue;
        }
        const auto point = decode(utf8, at);
        if (!point) return writeRepaired(utf8, buffer, room);
        writer.codePoint(point->value);
        at += point->bytes;
    }
    return writer.result();
}

bool isWellFormedUtf16(std::u16string_view text) noexcept {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (isLow(text[at])) return false;
        if (!isHigh(text[at])) continue;
        if (++at == text.size() || !isLow(text[at])) return false;
    }
    return true;
}

}  // namespace assetsodbc::driver
