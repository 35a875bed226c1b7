#include "assets/page_window.h"

#include <algorithm>

namespace assetsodbc::assets {

namespace {

PageWindow numbered(std::uint64_t pagesBefore, std::uint32_t size) {
    return {pagesBefore * size, size, pagesBefore + 1};
}

// The page that holds row `target`, in the size that brings the most rows from there on.
PageWindow numberedWindow(std::uint64_t position, std::uint64_t target, std::uint32_t size) {
    const std::uint32_t smallest = std::max<std::uint32_t>(2, size - size / 4);
    PageWindow best = numbered(target / size, size);
    for (std::uint32_t candidate = size; candidate-- > smallest;) {
        const PageWindow window = numbered(target / candidate, candidate);
        if (window.start + window.size > best.start + best.size) best = window;
    }
    // With tiny pages none may reach beyond the position; the next larger one that does is soon found.
    for (std::uint32_t candidate = size + 1; best.start + best.size <= position && target > 0; ++candidate)
        best = numbered(target / candidate, candidate);
    return best;
}

}  // namespace

PageWindow windowAt(Paging paging, std::uint64_t position, std::uint64_t overlap, std::uint32_t size) {
    const std::uint64_t target = position > overlap ? position - overlap : 0;
    if (paging == Paging::ByOffset) return {target, size, 0};
    // Far back, the aim is to find a row already seen, not to get on.
    return numberedWindow(overlap <= 1 ? position : target, target, size);
}

PageWindow windowBehind(Paging paging, std::uint64_t position, std::uint32_t size) {
    if (paging == Paging::ByOffset) return {position, size, 0};
    return numbered((position + size - 1) / size, size);
}

}  // namespace assetsodbc::assets
