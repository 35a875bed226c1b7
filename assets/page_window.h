// Which page to ask for next. Every page after the first overlaps the rows already received, so that a shift between
// two requests shows (see scan_pass.h). Cloud pages start anywhere; Data Center numbers its pages, so page number and
// page size are chosen together.
#pragma once

#include <cstdint>

namespace assetsodbc::assets {

struct PageWindow {
    std::uint64_t start = 0;  // position of the first row, from 0
    std::uint32_t size = 0;
    std::uint64_t number = 0;  // from 1; of numbered pages only: start == (number - 1) * size
};

enum class Paging { ByOffset, ByNumber };

// The page that goes on at `position` and starts at least `overlap` rows before it. `size` is at least 2; a numbered
// page may be somewhat smaller, or larger where nothing smaller would bring a new row.
PageWindow windowAt(Paging paging, std::uint64_t position, std::uint64_t overlap, std::uint32_t size);

// A page that starts at `position` or behind it, to see whether anything is left there.
PageWindow windowBehind(Paging paging, std::uint64_t position, std::uint32_t size);

}  // namespace assetsodbc::assets
