// Where the decisions of a sequence of calls come from: a seeded generator, or the bytes that a fuzzer made up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>

namespace assetsodbc::randomcalls {

class Choices {
public:
    virtual ~Choices() = default;
    // A number below `bound`, which is at least 1.
    virtual std::uint64_t below(std::uint64_t bound) = 0;
    // No decisions are left; from then on below() answers 0.
    virtual bool isExhausted() const = 0;

    bool oneIn(std::uint64_t n) { return below(n) == 0; }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
    }
    template <class T, std::size_t N>
    T of(const T (&values)[N]) {
        return values[below(N)];
    }
};

class SeededChoices final : public Choices {
public:
    explicit SeededChoices(std::uint64_t seed) : generator_(seed) {}
    std::uint64_t below(std::uint64_t bound) override { return generator_() % bound; }
    bool isExhausted() const override { return false; }

private:
    std::mt19937_64 generator_;
};

// The bytes must outlive it.
class ByteChoices final : public Choices {
public:
    ByteChoices(const std::uint8_t* data, std::size_t size) : data_(data), end_(data + size) {}
    std::uint64_t below(std::uint64_t bound) override {
        std::uint64_t value = 0;
        for (std::uint64_t range = 1; range < bound && data_ != end_; range <<= 8) value = value << 8 | *data_++;
        return value % bound;
    }
    bool isExhausted() const override { return data_ == end_; }

private:
    const std::uint8_t* data_;
    const std::uint8_t* end_;
};

}  // namespace assetsodbc::randomcalls
