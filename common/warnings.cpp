#include "common/warnings.h"

namespace assetsodbc::common {

void Warnings::add(ErrorKind kind, std::string message) {
    if (kept_.size() < kMost)
        kept_.push_back({kind, std::move(message)});
    else
        ++dropped_;
}

std::vector<Warning> Warnings::take() {
    std::vector<Warning> taken = std::exchange(kept_, {});
    if (dropped_ > 0) taken.push_back({taken.back().kind, "And " + std::to_string(dropped_) + " more of this."});
    dropped_ = 0;
    return taken;
}

}  // namespace assetsodbc::common
