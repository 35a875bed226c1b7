// A complete, duplicate-free stream of the objects that a search finds, although the result may change while it is
// read.
//
// The result is walked in pages that overlap (scan_pass.h). At the end of a walk of more than one page the number of
// objects is compared with the site's own count; where they differ, or rows were seen to move, the result is walked
// again and only what is new is delivered. After three walks without rest: Error{ResultChanged}, or by option the end
// and a warning. With a row bound the stream stops there and checks nothing.
//
// One page is fetched ahead, from the moment that a row beyond the first page is asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "assets/client.h"
#include "assets/id_set.h"
#include "assets/scan_pass.h"
#include "assets/search_calls.h"

namespace assetsodbc::assets {

struct PagerOptions {
    std::uint32_t pageSize = 500;
    std::optional<std::uint64_t> rowBound = std::nullopt;
    bool failOnIncomplete = true;  // see ClientOptions
};

class Pager : public ObjectStream {
public:
    Pager(SearchCalls calls, const PagerOptions& options);

    const AssetObject* next(const common::CallContext& context) override;
    const ObjectPage& page() const override { return page_; }
    const AssetObject* ahead(std::size_t steps) const override;

private:
    void advance(const common::CallContext& context);
    bool receivePage(const common::CallContext& context);
    ObjectPage fetch(const PageWindow& window, const common::CallContext& context);
    void keepFresh(ObjectPage page);
    void fetchAhead(const common::CallContext& context);
    void finishPass(const common::CallContext& context);
    bool isComplete(std::uint64_t expected) const;
    std::uint64_t expectedRows(const common::CallContext& context);
    bool isAnythingBehindEnd(const common::CallContext& context);
    void giveUp(std::uint64_t expected, const common::CallContext& context);
    void startNextPass();
    std::optional<std::uint64_t> rowsWanted() const;
    bool hasAll() const { return rowBound_ && delivered_ + freshLeft() >= *rowBound_; }
    std::uint64_t freshLeft() const { return fresh_.size() - nextFresh_; }

    SearchCalls calls_;
    const std::optional<std::uint64_t> rowBound_;
    const bool failOnIncomplete_;
    ScanPass pass_;
    std::uint32_t passNumber_ = 1;
    std::uint64_t foundBeforePass_ = 0;
    IdSet found_;  // over all passes
    std::uint64_t delivered_ = 0, pagesReceived_ = 0;
    ObjectPage page_;
    std::vector<std::uint32_t> fresh_;  // rows of the page that were not found before
    std::size_t nextFresh_ = 0;
    std::optional<SearchCalls::PendingPage> ahead_;  // last: given up first
    bool isFinished_ = false;
};

}  // namespace assetsodbc::assets
