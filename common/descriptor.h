// A file descriptor that is closed with its owner.
#pragma once

#include <unistd.h>

#include <utility>

namespace assetsodbc::common {

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() { close(); }

    bool isOpen() const noexcept { return number_ >= 0; }
    int number() const noexcept { return number_; }
    // Whether all that was written went well; true for one that is closed already.
    bool close() noexcept {
        const int number = std::exchange(number_, -1);
        return number < 0 || ::close(number) == 0;
    }

private:
    int number_ = -1;
};

}  // namespace assetsodbc::common
