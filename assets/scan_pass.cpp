#include "assets/scan_pass.h"

#include <algorithm>
#include <string>

#include "common/error.h"

namespace assetsodbc::assets {

namespace {

constexpr std::uint32_t kSmallestPage = 2;      // one row of overlap and one new row
constexpr std::uint32_t kSmallestCutPage = 8;   // below, no page number may overlap and still bring a new row
constexpr std::uint64_t kPagesWithoutNews = 8;  // beyond as many as were read before

}  // namespace

ScanPass::ScanPass(PassOptions options) : options_(options) {
    options_.pageSize = std::max(options_.pageSize, kSmallestPage);
    options_.firstPageSize = std::clamp<std::uint32_t>(options_.firstPageSize, 1, options_.pageSize);
}

PageWindow ScanPass::nextWindow(std::optional<std::uint64_t> rowsWanted) const {
    if (pages_ == 0) return windowAt(options_.paging, 0, 0, options_.firstPageSize);
    const std::uint64_t overlap = canOverlap() ? overlap_ : 0;
    PageWindow window = windowAt(options_.paging, position_, overlap, options_.pageSize);
    if (rowsWanted && options_.paging == Paging::ByOffset && *rowsWanted + overlap < window.size)
        window.size = std::max(static_cast<std::uint32_t>(*rowsWanted + overlap), kSmallestPage);
    return window;
}

// A site that sends next to nothing per page can only be read without overlap; the count at the end is the check then.
bool ScanPass::canOverlap() const {
    return longestPage_ > 1 && !(options_.isCut && options_.pageSize < kSmallestCutPage);
}

// Where a numbered page really starts when the server made pages smaller than asked: page number times its own size.
std::optional<std::uint64_t> ScanPass::startOfCutPage(const PageWindow& window, const ObjectPage& page) const {
    const std::uint64_t count = page.objects.size();
    const std::uint64_t pagesBefore = window.number - 1;
    if (pagesBefore == 0) return std::nullopt;
    if (page.startAt) {
        const std::uint64_t size = *page.startAt / pagesBefore;
        const bool isMultiple = *page.startAt % pagesBefore == 0;
        return isMultiple && size >= count && size < window.size ? page.startAt : std::nullopt;
    }
    const bool moreExists = page.total && window.start + count < *page.total;
    return moreExists ? std::optional(pagesBefore * count) : std::nullopt;
}

ScanPass::Rows ScanPass::rowsOf(const PageWindow& window, const ObjectPage& page) const {
    const std::uint64_t count = page.objects.size();
    const bool mayBeCut = options_.paging == Paging::ByNumber && count > 0 && count < window.size;
    const auto cutStart = mayBeCut ? startOfCutPage(window, page) : std::nullopt;
    return {cutStart.value_or(window.start), count};
}

bool ScanPass::accept(const PageWindow& window, const ObjectPage& page) {
    const Rows rows = rowsOf(window, page);
    const bool isOverlapping = rows.start > 0 && rows.start < position_;
    if (isOverlapping && (rows.count == 0 || !seen_.contains(page.objects.front().id))) return stepBack();
    const std::uint64_t before = seen_.size();
    const bool steppedBack = overlap_ > 1;  // then the new position may well be before the old one
    const bool gotFurther = rows.count > 0 && (steppedBack || rows.start + rows.count > position_);
    take(rows, page);
    pagesWithoutNews_ = seen_.size() > before ? 0 : pagesWithoutNews_ + 1;
    ++pages_;
    learnPageSize(window, page);
    isEnded_ = isEnd(rows, page, gotFurther);
    if (!isEnded_) refuseStandstill();
    return true;
}

bool ScanPass::stepBack() {
    sawMovement_ = true;
    overlap_ = std::min(overlap_ * 2, position_);
    return false;
}

void ScanPass::take(const Rows& rows, const ObjectPage& page) {
    const std::uint64_t expected = position_ > rows.start ? std::min(position_ - rows.start, rows.count) : 0;
    if (rows.count == 0 && position_ > 0 && rows.start == 0) sawMovement_ = true;  // all rows are gone
    // Without movement, the page repeats exactly the expected rows, the last one read being the last of them.
    const bool reachesLast = expected > 0 && rows.start + expected == position_;
    if (reachesLast && page.objects[expected - 1].id != lastId_) sawMovement_ = true;
    for (std::uint64_t i = 0; i < rows.count; ++i) {
        const bool isNew = seen_.insert(page.objects[i].id);
        if (isNew != (i >= expected)) sawMovement_ = true;
    }
    position_ = rows.start + rows.count;
    if (rows.count > 0) lastId_ = page.objects.back().id;
    overlap_ = 1;
    if (page.total) reportedTotal_ = page.total;
}

void ScanPass::learnPageSize(const PageWindow& window, const ObjectPage& page) {
    const std::uint64_t count = page.objects.size();
    longestPage_ = std::max(longestPage_, count);
    const std::uint64_t cap = std::min<std::uint64_t>(window.size, page.maxResults.value_or(window.size));
    lastPageWasShort_ = count < cap;
    toldOfMore_ = page.isLast == false || page.hasMoreResults == true || page.total.value_or(0) > position_;
    if (page.maxResults && *page.maxResults >= kSmallestPage && *page.maxResults < window.size)
        options_.pageSize = static_cast<std::uint32_t>(*page.maxResults);
    // Numbered pages start where the server's own size says, so its cut is taken over.
    const bool isCut = options_.paging == Paging::ByNumber && count >= kSmallestPage && count < window.size &&
                       page.total && position_ < *page.total;
    if (!isCut) return;
    options_.isCut = true;
    options_.pageSize = std::min(options_.pageSize, static_cast<std::uint32_t>(count));
}

std::optional<bool> ScanPass::endMarkerIn(const Rows& rows, const ObjectPage& page) const {
    if (page.isLast == true && page.hasMoreResults == true) return false;  // a contradiction marks no end
    if (page.isLast) return page.isLast;
    if (page.hasMoreResults) return !*page.hasMoreResults;
    // Cloud's total stops at 1000 and says nothing.
    if (options_.paging == Paging::ByNumber && page.total) return rows.start + rows.count >= *page.total;
    return std::nullopt;
}

bool ScanPass::isEnd(const Rows& rows, const ObjectPage& page, bool gotFurther) const {
    if (!gotFurther) return true;
    const bool isMarked = endMarkerIn(rows, page).value_or(false);
    const bool isTrusted = options_.trustsEndMarker && !wentBehindEnd_;
    return isMarked && (isTrusted || pagesWithoutNews_ > 0);
}

void ScanPass::refuseStandstill() {
    if (pagesWithoutNews_ <= pages_ / 2 + kPagesWithoutNews) return;
    throw common::Error(common::ErrorKind::BadResponse,
                        "The site keeps sending the same objects: " + std::to_string(pagesWithoutNews_) +
                            " pages in a row brought nothing new after " + std::to_string(seen_.size()) +
                            " objects. Try again; if it stays so, the site or a proxy ignores the paging parameters.");
}

bool ScanPass::goOnBehindEnd() {
    if (wentBehindEnd_) return false;
    wentBehindEnd_ = true;
    isEnded_ = false;
    return true;
}

}  // namespace assetsodbc::assets
