// Waiting that ends early when the server stops, so that a held answer never holds up stop(). Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace assetsodbc::simulator {

class InterruptibleWait {
public:
    // False when it was interrupted.
    bool waitFor(std::chrono::microseconds duration) {
        if (duration.count() <= 0) return true;
        std::unique_lock lock(mutex_);
        return !condition_.wait_for(lock, duration, [this] { return interrupted_; });
    }

    void interrupt() {
        const std::lock_guard lock(mutex_);
        interrupted_ = true;
        condition_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable condition_;
    bool interrupted_ = false;
};

}  // namespace assetsodbc::simulator
