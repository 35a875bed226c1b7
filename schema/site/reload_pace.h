// How often what is known of a site is asked for again without a reason of its own: at most once a minute.
#pragma once

#include <chrono>
#include <optional>

#include "common/clock.h"

namespace assetsodbc::schema {

class ReloadPace {
public:
    // Whether a minute has passed since it was last due; it is due the first time.
    bool isDue() {
        const auto now = common::realClock().now();
        if (last_ && now - *last_ < kPause) return false;
        last_ = now;
        return true;
    }

private:
    static constexpr std::chrono::seconds kPause{60};
    std::optional<std::chrono::steady_clock::time_point> last_;
};

}  // namespace assetsodbc::schema
