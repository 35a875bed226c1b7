// What travels down the whole path of one ODBC call: whether the application cancelled it, until when it may run, and
// where warnings go.
// Passed by const reference; never stored beyond the call.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>

namespace assetsodbc::common {

class Warnings;

// Set by SQLCancel from any thread. Listeners (curl wake-up, sqlite3_interrupt, a sleeping back-off) are called in the
// cancelling thread, under the token's own mutex, so a listener must be quick and must not touch the token.
class CancelToken {
public:
    class Subscription {
    public:
        Subscription() = default;
        Subscription(CancelToken* token, std::list<std::function<void()>>::iterator at) : token_(token), at_(at) {}
        Subscription(Subscription&& other) noexcept;
        Subscription& operator=(Subscription&& other) noexcept;
        ~Subscription();

    private:
        CancelToken* token_ = nullptr;
        std::list<std::function<void()>>::iterator at_;
    };

    void cancel() noexcept;
    void reset() noexcept { cancelled_.store(false); }
    bool isCancelled() const noexcept { return cancelled_.load(); }
    // Calls the listener at once when already cancelled.
    [[nodiscard]] Subscription onCancel(std::function<void()> listener);

private:
    std::atomic<bool> cancelled_{false};
    std::mutex mutex_;
    std::list<std::function<void()>> listeners_;
};

struct CallContext {
    CancelToken& cancelToken;
    std::optional<std::chrono::steady_clock::time_point> deadline;  // of SQL_ATTR_QUERY_TIMEOUT / LOGIN_TIMEOUT
    std::uint64_t statementNumber = 0;  // 0 for calls of a connection; shown in sys.requests

    Warnings* warnings = nullptr;  // nullptr: nobody listens

    // Throws Error{Cancelled} or Error{Timeout}.
    void throwIfStopped(std::chrono::steady_clock::time_point now) const;
};

}  // namespace assetsodbc::common
