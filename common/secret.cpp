#include "common/secret.h"

#include <algorithm>

namespace assetsodbc::common {

void wipe(std::string& text) noexcept {
    // Through a volatile pointer, so that the compiler cannot drop the writes to a dying object.
    volatile char* at = text.data();
    for (std::size_t i = 0; i < text.size(); ++i) at[i] = 0;
    text.clear();
}

namespace {

// A long text changes hands, a short one is only copied when swapped: so its old place is overwritten too.
void handOver(std::string& from, std::string& to) noexcept {
    wipe(to);
    const std::size_t length = from.size();
    to.swap(from);
    from.assign(std::min(length, from.capacity()), '\0');
    from.clear();
}

}  // namespace

Secret::Secret(std::string&& value) noexcept {
    handOver(value, value_);
}

Secret::Secret(Secret&& other) noexcept {
    handOver(other.value_, value_);
}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) *this = Secret(other);
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) handOver(other.value_, value_);
    return *this;
}

Secret::~Secret() {
    wipe(value_);
}

}  // namespace assetsodbc::common
