// A clock that stands still until somebody sleeps, and keeps how long.
#pragma once

#include <chrono>
#include <vector>

#include "common/call_context.h"
#include "common/clock.h"

namespace assetsodbc::assets::testing {

class FakeClock : public common::Clock {
public:
    Steady::time_point now() const override { return now_; }
    System::time_point wallClock() const override {
        return System::from_time_t(1700000000) + std::chrono::duration_cast<System::duration>(now_.time_since_epoch());
    }
    void sleep(std::chrono::milliseconds duration, const common::CallContext& context) const override {
        context.throwIfStopped(now_);
        slept.push_back(duration);
        now_ += duration;
        if (context.deadline && now_ > *context.deadline) now_ = *context.deadline;
        context.throwIfStopped(now_);
    }
    void advance(std::chrono::milliseconds duration) { now_ += duration; }

    mutable std::vector<std::chrono::milliseconds> slept;

private:
    mutable Steady::time_point now_{};
};

}  // namespace assetsodbc::assets::testing
