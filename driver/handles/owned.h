// Taking one handle out of its owner's list.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

namespace assetsodbc::driver {

template <class T>
std::unique_ptr<T> takeOwned(std::vector<std::unique_ptr<T>>& list, const T& wanted) {
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.get() == &wanted; });
    if (at == list.end()) return nullptr;
    std::unique_ptr<T> taken = std::move(*at);
    list.erase(at);
    return taken;
}

}  // namespace assetsodbc::driver
