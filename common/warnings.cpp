#include "common/warnings.h"

namespace assetsodbc::common {

void Warnings::add(ErrorKind kind, std::string message) {
    if (kept_.size() < kMost)
        kept_.push_back({kind, std::move(message), 0});
    else
        ++dropped_;
}

void Warnings::settle(std::int64_t row) {
    for (; settled_ < kept_.size(); ++settled_) kept_[settled_].row = row;
}

std::vector<Warning> Warnings::take() {
    std::vector<Warning> taken = std::exchange(kept_, {});
    settled_ = 0;
    if (dropped_ > 0) taken.push_back({taken.back().kind, "And " + std::to_string(dropped_) + " more of this.", 0});
    dropped_ = 0;
    return taken;
}

}  // namespace assetsodbc::common
