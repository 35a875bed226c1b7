// A password or token. Prints as asterisks, is read only by name (reveal), so that a use can be searched for, and is
// wiped wherever this class lets go of it: on destruction, when overwritten, and in the object it was moved from.
#pragma once

#include <string>
#include <string_view>

namespace assetsodbc::common {

class Secret {
public:
    Secret() = default;
    // Takes the text over and wipes the place it came from; a text passed by reference stays as it is.
    explicit Secret(std::string&& value) noexcept;
    explicit Secret(const std::string& value) : value_(value) {}
    Secret(const Secret&) = default;
    Secret(Secret&& other) noexcept;
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret();

    bool empty() const noexcept { return value_.empty(); }
    const std::string& reveal() const noexcept { return value_; }
    friend bool operator==(const Secret& a, const Secret& b) { return a.value_ == b.value_; }

private:
    std::string value_;
};

// Overwrites the text with zeros in a way that the compiler keeps, and leaves it empty.
void wipe(std::string& text) noexcept;

inline constexpr std::string_view kMaskedSecret = "*****";

}  // namespace assetsodbc::common
