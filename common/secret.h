// A password or token. Prints as asterisks, is wiped on destruction, and is read only by name (reveal), so that a use
// can be searched for.
#pragma once

#include <string>
#include <string_view>

namespace assetsodbc::common {

class Secret {
public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}
    Secret(const Secret&) = default;
    Secret(Secret&&) = default;
    Secret& operator=(const Secret&) = default;
    Secret& operator=(Secret&&) = default;
    ~Secret();

    bool empty() const noexcept { return value_.empty(); }
    const std::string& reveal() const noexcept { return value_; }
    friend bool operator==(const Secret& a, const Secret& b) { return a.value_ == b.value_; }

private:
    std::string value_;
};

inline constexpr std::string_view kMaskedSecret = "*****";

}  // namespace assetsodbc::common
