#include "common/clock.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "common/call_context.h"

namespace assetsodbc::common {
namespace {

Clock::Steady::time_point later(Clock::Steady::time_point now, std::chrono::milliseconds duration) {
    const auto longest = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::Steady::time_point::max() - now);
    return duration < longest ? now + duration : Clock::Steady::time_point::max();
}

class RealClock final : public Clock {
public:
    Steady::time_point now() const override { return Steady::now(); }
    System::time_point wallClock() const override { return System::now(); }

    void sleep(std::chrono::milliseconds duration, const CallContext& context) const override {
        context.throwIfStopped(now());
        auto until = later(now(), duration);
        if (context.deadline) until = std::min(until, *context.deadline);
        waitUntil(until, context.cancelToken);
        context.throwIfStopped(now());
    }

private:
    static void waitUntil(Steady::time_point until, CancelToken& token) {
        std::mutex mutex;
        std::condition_variable woken;
        const auto subscription = token.onCancel([&] {
            const std::lock_guard lock(mutex);
            woken.notify_all();
        });
        // The lock ends before the subscription does: leaving a token waits for a running cancel(), which may be
        // waiting for this mutex.
        std::unique_lock lock(mutex);
        woken.wait_until(lock, until, [&] { return token.isCancelled(); });
    }
};

}  // namespace

const Clock& realClock() {
    static const RealClock clock;
    return clock;
}

}  // namespace assetsodbc::common
