// Random numbers that depend on their seeds alone, on every machine. Any number of seeds may be given, so that one
// query of a run can be drawn again without those before it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace assetsodbc::oracle {

class Random {
public:
    Random(std::initializer_list<std::uint64_t> seeds) {
        for (const std::uint64_t seed : seeds) {
            state_ ^= seed + 0x9E3779B97F4A7C15ULL;
            state_ = next();
        }
    }

    std::uint64_t next() {
        std::uint64_t value = (state_ += 0x9E3779B97F4A7C15ULL);
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
        return value ^ (value >> 31);
    }
    // 0 to limit - 1; limit must not be 0.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    int between(int lowest, int highest) {
        return lowest + static_cast<int>(below(static_cast<std::size_t>(highest - lowest + 1)));
    }
    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }

    template <typename Items>
    const auto& anyOf(const Items& items) {
        return *(std::begin(items) + static_cast<std::ptrdiff_t>(below(std::size(items))));
    }
    template <typename Item>
    Item anyOf(std::initializer_list<Item> items) {
        return items.begin()[below(items.size())];
    }

private:
    std::uint64_t state_ = 0;
};

}  // namespace assetsodbc::oracle
