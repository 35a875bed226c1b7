#include "assets/pager.h"

#include <algorithm>
#include <string>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"
#include "common/warnings.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

constexpr std::uint32_t kFirstPage = 100;  // the first row comes quickly, whatever the page size
constexpr std::uint32_t kMostPasses = 3;

PassOptions firstPass(Paging paging, std::uint32_t pageSize, std::optional<std::uint64_t> rowBound) {
    PassOptions options;
    options.paging = paging;
    options.pageSize = pageSize;
    options.firstPageSize = rowBound ? static_cast<std::uint32_t>(std::min<std::uint64_t>(*rowBound, pageSize))
                                     : std::min(kFirstPage, pageSize);
    return options;
}

}  // namespace

Pager::Pager(SearchCalls calls, const PagerOptions& options)
    : calls_(std::move(calls)),
      rowBound_(options.rowBound),
      failOnIncomplete_(options.failOnIncomplete),
      pass_(firstPass(calls_.paging(), options.pageSize, options.rowBound)) {}

const AssetObject* Pager::next(const common::CallContext& context) {
    while (nextFresh_ == fresh_.size()) {
        if (isFinished_ || hasAll()) return nullptr;
        advance(context);
    }
    if (rowBound_ && delivered_ == *rowBound_) return nullptr;
    ++delivered_;
    return &page_.objects[fresh_[nextFresh_++]];
}

const AssetObject* Pager::ahead(std::size_t steps) const {
    if (steps == 0 || steps > freshLeft() || (rowBound_ && delivered_ + steps > *rowBound_)) return nullptr;
    return &page_.objects[fresh_[nextFresh_ + steps - 1]];
}

void Pager::advance(const common::CallContext& context) {
    if (pass_.isEnded()) {
        finishPass(context);
        return;
    }
    if (receivePage(context)) fetchAhead(context);
}

// False when the page was dropped because it leaves a gap.
bool Pager::receivePage(const common::CallContext& context) {
    const PageWindow window = ahead_ ? ahead_->window : pass_.nextWindow(rowsWanted());
    ObjectPage page = fetch(window, context);
    if (!pass_.accept(window, page)) return false;
    ++pagesReceived_;
    keepFresh(std::move(page));
    return true;
}

ObjectPage Pager::fetch(const PageWindow& window, const common::CallContext& context) {
    SearchCalls::PendingPage pending = ahead_ ? std::move(*ahead_) : calls_.start(window, context);
    ahead_.reset();
    try {
        return calls_.receive(std::move(pending), context);
    } catch (const Error& error) {
        const bool mayBeTheOrder = error.kind() == ErrorKind::InvalidQuery && calls_.isOrdered() && pagesReceived_ == 0;
        if (!mayBeTheOrder) throw;
    }
    // A site may refuse to order by key, which tells nothing about the condition.
    calls_.setOrdered(false);
    return calls_.receive(calls_.start(window, context), context);
}

void Pager::keepFresh(ObjectPage page) {
    page_ = std::move(page);
    fresh_.clear();
    nextFresh_ = 0;
    for (std::uint32_t i = 0; i < page_.objects.size(); ++i)
        if (found_.insert(page_.objects[i].id)) fresh_.push_back(i);
}

// Not before the second page: many readers stop within the first one.
void Pager::fetchAhead(const common::CallContext& context) {
    if (pagesReceived_ < 2 || pass_.isEnded() || hasAll()) return;
    ahead_ = calls_.start(pass_.nextWindow(rowsWanted()), context);
}

std::optional<std::uint64_t> Pager::rowsWanted() const {
    if (!rowBound_) return std::nullopt;
    return *rowBound_ - std::min(*rowBound_, delivered_ + freshLeft());
}

void Pager::finishPass(const common::CallContext& context) {
    if (passNumber_ == 1 && pass_.wasOneShortPage()) {
        isFinished_ = true;
        return;
    }
    const std::uint64_t expected = expectedRows(context);
    if (isComplete(expected)) {
        isFinished_ = true;
        return;
    }
    // Perhaps the end was none, or rows were added behind it: look there before walking everything again.
    if (!pass_.sawMovement() && expected > pass_.distinctRows() && pass_.goOnBehindEnd()) return;
    if (passNumber_ == kMostPasses)
        giveUp(expected, context);
    else
        startNextPass();
}

bool Pager::isComplete(std::uint64_t expected) const {
    if (pass_.sawMovement() || expected != pass_.distinctRows()) return false;
    // Without an order that is known to be total, one walk proves nothing.
    return calls_.isOrdered() || (passNumber_ > 1 && found_.size() == foundBeforePass_);
}

// What the site says that there are; where it does not say, what was found, unless something lies behind the end.
std::uint64_t Pager::expectedRows(const common::CallContext& context) {
    std::optional<std::uint64_t> count;
    if (calls_.paging() == Paging::ByNumber) count = pass_.reportedTotal();
    if (!count) count = calls_.count(context);
    if (count) return *count;
    return pass_.distinctRows() + (isAnythingBehindEnd(context) ? 1 : 0);
}

bool Pager::isAnythingBehindEnd(const common::CallContext& context) {
    const PageWindow window = windowBehind(calls_.paging(), pass_.position(), pass_.options().pageSize);
    return !calls_.receive(calls_.start(window, context), context).objects.empty();
}

void Pager::giveUp(std::uint64_t expected, const common::CallContext& context) {
    const std::string what = "The result kept changing while it was read: in the last of " +
                             std::to_string(kMostPasses) + " passes " + std::to_string(pass_.distinctRows()) +
                             " objects were found where the site has " + std::to_string(expected) +
                             (pass_.sawMovement() ? ", and objects moved, came or went meanwhile" : "") + ". ";
    if (failOnIncomplete_ || context.warnings == nullptr)
        throw Error(ErrorKind::ResultChanged,
                    what + "Run the query again when fewer objects are being changed, or narrow it.");
    isFinished_ = true;
    context.warnings->add(ErrorKind::ResultChanged,
                          what + "The " + std::to_string(found_.size()) +
                              " objects that were found in any pass are delivered; some may be missing, or gone since. "
                              "OnIncomplete=Fail makes this an error.");
}

void Pager::startNextPass() {
    ++passNumber_;
    foundBeforePass_ = found_.size();
    PassOptions options = pass_.options();
    options.firstPageSize = options.pageSize;
    options.trustsEndMarker = calls_.paging() == Paging::ByNumber;
    pass_ = ScanPass(options);
}

}  // namespace assetsodbc::assets
