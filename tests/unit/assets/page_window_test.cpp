#include "assets/page_window.h"

#include <gtest/gtest.h>

namespace assetsodbc::assets {
namespace {

TEST(PageWindow, AnOffsetPageStartsOneRowBack) {
    const PageWindow window = windowAt(Paging::ByOffset, 500, 1, 100);
    EXPECT_EQ(window.start, 499U);
    EXPECT_EQ(window.size, 100U);
}

TEST(PageWindow, NeverStartsBeforeTheFirstRow) {
    EXPECT_EQ(windowAt(Paging::ByOffset, 5, 64, 100).start, 0U);
    EXPECT_EQ(windowAt(Paging::ByNumber, 5, 64, 100).start, 0U);
}

TEST(PageWindow, ANumberedPageOverlapsAndBringsNewRows) {
    for (std::uint64_t position = 1; position < 20000; ++position) {
        for (const std::uint32_t size : {2U, 3U, 10U, 500U}) {
            const PageWindow window = windowAt(Paging::ByNumber, position, 1, size);
            ASSERT_EQ(window.start, (window.number - 1) * window.size);
            ASSERT_LT(window.start, position) << size;
            ASSERT_GT(window.start + window.size, position) << size;
        }
    }
}

TEST(PageWindow, ANumberedPageWastesLittle) {
    std::uint64_t position = 100, pages = 1;
    for (; position < 100000; ++pages) {
        const PageWindow window = windowAt(Paging::ByNumber, position, 1, 500);
        ASSERT_LE(window.size, 500U);
        position = window.start + window.size;
    }
    EXPECT_LE(pages, 215U);  // 201 would be without any waste
}

TEST(PageWindow, LooksBehindTheEnd) {
    EXPECT_EQ(windowBehind(Paging::ByOffset, 250, 100).start, 250U);
    const PageWindow window = windowBehind(Paging::ByNumber, 250, 100);
    EXPECT_EQ(window.start, 300U);
    EXPECT_EQ(window.number, 4U);
}

}  // namespace
}  // namespace assetsodbc::assets
