#include "assets/http/rate_budget.h"

#include <algorithm>
#include <map>

namespace assetsodbc::assets {

namespace {

constexpr std::chrono::minutes kWindow{1};
constexpr std::size_t kMostRemembered = 100000;  // more a minute than any site takes

}  // namespace

RateBudget::Turn RateBudget::take(TimePoint now, std::uint32_t mostPerMinute) {
    const std::lock_guard lock(mutex_);
    while (!sent_.empty() && sent_.front() + kWindow <= now) sent_.pop_front();
    if (now < heldUntil_) return {heldUntil_ - now, Why::SiteAsked};
    if (now < spacedUntil_ && now < lastSent_ + spacing_) return {lastSent_ + spacing_ - now, Why::NearLimit};
    if (mostPerMinute != 0 && sent_.size() >= mostPerMinute) {
        const TimePoint oldestInTheWay = sent_[sent_.size() - mostPerMinute];
        return {oldestInTheWay + kWindow - now, Why::OwnLimit};
    }
    lastSent_ = now;
    sent_.push_back(now);
    if (sent_.size() > kMostRemembered) sent_.pop_front();
    return {};
}

void RateBudget::holdBack(TimePoint until) {
    const std::lock_guard lock(mutex_);
    heldUntil_ = std::max(heldUntil_, until);
}

void RateBudget::spaceOut(Duration spacing, TimePoint until) {
    const std::lock_guard lock(mutex_);
    spacing_ = spacing;
    spacedUntil_ = until;
}

std::shared_ptr<RateBudget> RateBudget::shared(const std::string& key) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<RateBudget>> budgets;
    const std::lock_guard lock(mutex);
    std::shared_ptr<RateBudget>& budget = budgets[key];
    if (!budget) budget = std::make_shared<RateBudget>();
    return budget;
}

}  // namespace assetsodbc::assets
