#include "driver/handles/async_call.h"

#include <chrono>
#include <cstring>

namespace assetsodbc::driver {

namespace {

thread_local bool tIsWorker = false;

// Most calls end at once; then nobody need poll.
constexpr std::chrono::milliseconds kGrace{1};

}  // namespace

AsyncCall::~AsyncCall() {
    if (worker_.joinable()) worker_.join();
}

bool AsyncCall::isWorker() noexcept {
    return tIsWorker;
}

bool AsyncCall::isOf(const char* function) const noexcept {
    return function_ != nullptr && std::strcmp(function_, function) == 0;
}

void AsyncCall::start(const char* function, std::function<SQLRETURN()> body) {
    diagnostics_.clear();
    hasEnded_ = false;
    gate_.begin();  // here, not in the worker: a cancellation may come before it gets going
    try {
        worker_ = std::thread([this, body = std::move(body)] { run(body); });
    } catch (...) {
        gate_.end();
        throw;
    }
    function_ = function;
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, kGrace, [this] { return hasEnded_; });
}

void AsyncCall::run(const std::function<SQLRETURN()>& body) {
    tIsWorker = true;
    const SQLRETURN result = body();
    gate_.end();
    const std::lock_guard lock(mutex_);
    result_ = result;
    hasEnded_ = true;
    ended_.notify_all();
}

SQLRETURN AsyncCall::poll() {
    {
        const std::lock_guard lock(mutex_);
        if (!hasEnded_) return SQL_STILL_EXECUTING;
    }
    worker_.join();
    function_ = nullptr;
    return result_;
}

}  // namespace assetsodbc::driver
