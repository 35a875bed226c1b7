#include "tests/simulator/text_case.h"

#include <algorithm>
#include <cstdint>

namespace assetsodbc::simulator {

namespace {

// Capitals of a range become small letters by adding `distance`, or, where capital and small letter take turns
// (distance 1), only those at even or at odd code points.
struct CaseRange {
    std::uint32_t first;
    std::uint32_t last;
    std::uint32_t distance;
};

constexpr CaseRange kRanges[] = {
    {'A', 'Z', 32},     {0xC0, 0xD6, 32},   {0xD8, 0xDE, 32},   {0x391, 0x3A1, 32},  {0x3A3, 0x3AB, 32},
    {0x410, 0x42F, 32}, {0x400, 0x40F, 80}, {0x531, 0x556, 48}, {0x1E00, 0x1E95, 1}, {0x1EA0, 0x1EFF, 1},
    {0x100, 0x12F, 1},  {0x132, 0x137, 1},  {0x14A, 0x177, 1},  {0x460, 0x481, 1},   {0x48A, 0x4BF, 1},
    {0x4D0, 0x52F, 1},  {0x370, 0x373, 1},
};
// The same with the capitals at odd code points.
constexpr CaseRange kOddRanges[] = {{0x139, 0x148, 1}, {0x179, 0x17E, 1}, {0x4C1, 0x4CE, 1}};

std::uint32_t foldCharacter(std::uint32_t c) {
    if (c == 0x178) return 0xFF;   // Ÿ
    if (c == 0x130) return 'i';    // İ, as the root locale's simple folding lacks it
    if (c == 0x1E9E) return 0xDF;  // ẞ
    for (const CaseRange& range : kRanges) {
        if (c < range.first || c > range.last) continue;
        return range.distance == 1 ? c | 1U : c + range.distance;
    }
    for (const CaseRange& range : kOddRanges) {
        if (c >= range.first && c <= range.last) return c % 2 == 1 ? c + 1 : c;
    }
    return c;
}

void append(std::string& text, std::uint32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        text += static_cast<char>(0xE0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        text += static_cast<char>(0x80 | (c & 0x3F));
    }
}

bool isContinuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

}  // namespace

std::string foldCase(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80                   ? 1
                                   : lead >= 0xC2 && lead < 0xE0 ? 2
                                   : lead >= 0xE0 && lead < 0xF0 ? 3
                                                                 : 0;
        const std::string_view rest = text.substr(i + 1, length == 0 ? 0 : length - 1);
        if (length == 0 || rest.size() + 1 != length || !std::all_of(rest.begin(), rest.end(), isContinuation)) {
            result += text[i++];  // no letter that has a case needs four bytes here
            continue;
        }
        std::uint32_t c = length == 1 ? lead : length == 2 ? lead & 0x1FU : lead & 0x0FU;
        for (const char byte : rest) c = (c << 6) | (static_cast<unsigned char>(byte) & 0x3FU);
        append(result, foldCharacter(c));
        i += length;
    }
    return result;
}

bool equalIgnoringCase(std::string_view a, std::string_view b) {
    return foldCase(a) == foldCase(b);
}

}  // namespace assetsodbc::simulator
