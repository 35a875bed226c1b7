#include "assets/object_page.h"

#include <algorithm>
#include <cstring>

namespace assetsodbc::assets {

namespace {
constexpr std::size_t kBlockSize = 64 * 1024;
}

std::string_view TextArena::keep(std::string_view text) {
    if (text.empty()) return {"", 0};  // present but empty: a view with a non-null data()
    if (blocks_.empty() || capacity_ - used_ < text.size()) {
        capacity_ = std::max(kBlockSize, text.size());
        blocks_.push_back(std::make_unique<char[]>(capacity_));
        used_ = 0;
        bytes_ += capacity_;
    }
    char* at = blocks_.back().get() + used_;
    std::memcpy(at, text.data(), text.size());
    used_ += text.size();
    return {at, text.size()};
}

}  // namespace assetsodbc::assets
