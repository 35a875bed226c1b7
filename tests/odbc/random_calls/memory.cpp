#include "tests/odbc/random_calls/memory.h"

#include <cstring>
#include <string_view>

namespace assetsodbc::randomcalls {

namespace {

constexpr std::size_t kStarts = 4096;  // bytes within which bindings start
// Beyond the furthest binding: what a length of a long value, given back as a parameter's, may reach.
constexpr std::size_t kSlack = 65536;
constexpr std::size_t kReach = kStarts + kMostRows * kLargestStride + kLongestBuffer + kLargestOffset + kSlack;

// Values as applications bind them, in front of each other so that any start finds something.
constexpr std::string_view kSamples[] = {
    "123",
    "-7.50",
    "1e3",
    "2024-02-29",
    "23:59:59.123",
    "2024-02-29 12:00:00",
    "Zo\xC3\xAB",
    "\xF0\x9F\x98\x80 x",
    "\xFF\xFE",
    "0f8fad5b-d9cb-469f-a165-70867728950e",
    "DEADBEEF",
    "{d '2024-01-01'}",
    std::string_view("a\0b\0c\0\0\0", 8),
    std::string_view("a\0\0\0b\0\0\0\0\0\0\0", 12),
    std::string_view("\x3D\xD8\x00\xDE\0\0", 6),
    std::string_view("\x3D\xD8\0\0", 4),
};

constexpr SQLLEN kGiven[] = {SQL_NTS,
                             SQL_NTS,
                             SQL_NTS,
                             SQL_NULL_DATA,
                             SQL_DATA_AT_EXEC,
                             SQL_LEN_DATA_AT_EXEC(10),
                             0,
                             1,
                             2,
                             3,
                             4,
                             8,
                             16,
                             36,
                             100,
                             SQL_DEFAULT_PARAM,
                             -7};

}  // namespace

Memory::Memory()
    : data_(kReach, '\0'),
      written_(kReach / sizeof(SQLLEN)),
      given_(kReach / sizeof(SQLLEN)),
      offsets_(64),
      statuses_(kReach / sizeof(SQLUSMALLINT)),
      counts_(kReach / sizeof(SQLULEN)) {
    std::size_t sample = 0;
    for (std::size_t at = 0; at + 64 < kReach - kSlack; at += 48) {
        const std::string_view text = kSamples[sample++ % std::size(kSamples)];
        std::memcpy(data_.data() + at, text.data(), text.size());
    }
    for (std::size_t i = 0; i < given_.size(); ++i) given_[i] = kGiven[(i * 7) % std::size(kGiven)];
    for (std::size_t i = 0; i < offsets_.size(); ++i) offsets_[i] = SQLLEN(i * kAlignment);
    static_assert(63 * kAlignment <= kLargestOffset);
}

SQLPOINTER Memory::data(Choices& choices) {
    return data_.data() + (choices.oneIn(4) ? choices.below(kStarts) : 48 * choices.below(std::size(kSamples)));
}

SQLLEN* Memory::written(Choices& choices) {
    return written_.data() + choices.below(kStarts / sizeof(SQLLEN));
}

SQLLEN* Memory::given(Choices& choices) {
    return given_.data() + choices.below(kStarts / sizeof(SQLLEN));
}

SQLLEN* Memory::offset(Choices& choices) {
    return offsets_.data() + choices.below(offsets_.size());
}

SQLUSMALLINT* Memory::statuses(Choices& choices) {
    return statuses_.data() + choices.below(kStarts / sizeof(SQLUSMALLINT));
}

SQLULEN* Memory::count(Choices& choices) {
    return counts_.data() + choices.below(kStarts / sizeof(SQLULEN));
}

}  // namespace assetsodbc::randomcalls
