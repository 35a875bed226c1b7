// The simulator's own clock: the time of the Date header, of tokens and of rate limits. Tests set it ahead instead of
// sleeping, which also plays a server whose clock is wrong. Thread-safe.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace assetsodbc::simulator {

class ServerClock {
public:
    using TimePoint = std::chrono::system_clock::time_point;

    TimePoint now() const { return std::chrono::system_clock::now() + ahead(); }
    std::chrono::seconds ahead() const { return std::chrono::seconds(aheadSeconds_.load()); }
    // Negative sets it back.
    void advance(std::chrono::seconds by) { aheadSeconds_ += by.count(); }

private:
    std::atomic<std::int64_t> aheadSeconds_{0};
};

}  // namespace assetsodbc::simulator
