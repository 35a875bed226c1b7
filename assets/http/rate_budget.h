// How fast one site may be asked, shared by all connections of the process that ask it: when the site turns one of them
// away, all wait. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

namespace assetsodbc::assets {

class RateBudget {
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Duration = std::chrono::steady_clock::duration;

    enum class Why {
        Free,
        SiteAsked,  // the site told us, or another connection, to wait
        NearLimit,  // few requests are left until the site's limit is reset
        OwnLimit    // MaxRequestsPerMinute
    };
    struct Turn {
        Duration wait{0};  // 0: send it now, it is counted
        Why why = Why::Free;
    };

    // Whether a request may go now; else how long to wait before asking again. Never more than mostPerMinute go in any
    // 60 seconds; 0 = no such limit.
    Turn take(TimePoint now, std::uint32_t mostPerMinute);
    // No request before that time. A shorter wait never replaces a longer one.
    void holdBack(TimePoint until);
    // At most one request in that time, until then. What was learned last counts.
    void spaceOut(Duration spacing, TimePoint until);

    // The one of that name in this process, made when first asked for.
    static std::shared_ptr<RateBudget> shared(const std::string& key);

private:
    std::mutex mutex_;
    TimePoint heldUntil_{}, spacedUntil_{}, lastSent_{};
    Duration spacing_{0};
    std::deque<TimePoint> sent_;  // of the last minute, while somebody has a limit
};

}  // namespace assetsodbc::assets
