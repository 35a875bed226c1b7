// One walk through a result that may change while it is read. Decides where each page starts, whether a page joins the
// rows before it without a gap, and when the walk is over. Pure bookkeeping: no request is made here.
//
// The result is ordered by a unique key. A page is accepted when it starts at the very beginning or with a row that
// this walk has already seen: then nothing that was there all the time lies between. Otherwise rows were removed in
// front of it, later ones moved up, and the page is asked for again further back.
#pragma once

#include <cstdint>
#include <optional>

#include "assets/id_set.h"
#include "assets/object_page.h"
#include "assets/page_window.h"

namespace assetsodbc::assets {

struct PassOptions {
    Paging paging = Paging::ByOffset;
    std::uint32_t firstPageSize = 100;  // quick first rows
    std::uint32_t pageSize = 500;
    // Whether isLast (Cloud) or the total (Data Center) ends the walk; else only a page that brings nothing further
    // does.
    bool trustsEndMarker = true;
    bool isCut = false;  // pageSize is what the site cut numbered pages to
};

class ScanPass {
public:
    explicit ScanPass(PassOptions options);

    // `rowsWanted`: how many more rows the reader takes at most; fewer are asked for then.
    PageWindow nextWindow(std::optional<std::uint64_t> rowsWanted = std::nullopt) const;
    // False when the page leaves a gap: it is to be dropped, and nextWindow() is further back.
    // Throws Error{BadResponse} when pages come again and again without any new row.
    bool accept(const PageWindow& window, const ObjectPage& page);

    bool isEnded() const { return isEnded_; }
    // The options with what was learned about the server's page size, for the next walk.
    const PassOptions& options() const { return options_; }
    // Rows moved, came or went while the walk was under way.
    bool sawMovement() const { return sawMovement_; }
    std::uint64_t distinctRows() const { return seen_.size(); }
    std::uint64_t position() const { return position_; }
    // The whole result came in one answer that was shorter than it might have been, and nothing in the answer says that
    // there is more: nothing can be missing.
    bool wasOneShortPage() const { return pages_ == 1 && lastPageWasShort_ && !toldOfMore_; }
    // What Data Center said the whole result has, in the last page.
    std::optional<std::uint64_t> reportedTotal() const { return reportedTotal_; }
    // Goes on after an end that turned out not to be one. False when that was done before.
    bool goOnBehindEnd();

private:
    struct Rows {
        std::uint64_t start, count;
    };
    Rows rowsOf(const PageWindow& window, const ObjectPage& page) const;
    std::optional<std::uint64_t> startOfCutPage(const PageWindow& window, const ObjectPage& page) const;
    bool canOverlap() const;
    bool stepBack();
    void take(const Rows& rows, const ObjectPage& page);
    bool isEnd(const Rows& rows, const ObjectPage& page, bool gotFurther) const;
    std::optional<bool> endMarkerIn(const Rows& rows, const ObjectPage& page) const;
    void learnPageSize(const PageWindow& window, const ObjectPage& page);
    void refuseStandstill();

    PassOptions options_;
    IdSet seen_;
    std::uint64_t position_ = 0;  // rows before it are read
    std::uint64_t overlap_ = 1;
    std::int64_t lastId_ = 0;  // of the row before position_
    std::uint64_t pages_ = 0, pagesWithoutNews_ = 0, longestPage_ = 0;
    bool isEnded_ = false, sawMovement_ = false, lastPageWasShort_ = false, wentBehindEnd_ = false;
    bool toldOfMore_ = false;  // by any member of the last page, whatever its other members say
    std::optional<std::uint64_t> reportedTotal_;
};

}  // namespace assetsodbc::assets
