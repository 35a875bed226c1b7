#include "common/call_context.h"

#include <utility>

#include "common/error.h"

namespace assetsodbc::common {

CancelToken::Subscription::Subscription(Subscription&& other) noexcept
    : token_(std::exchange(other.token_, nullptr)), at_(other.at_) {}

CancelToken::Subscription& CancelToken::Subscription::operator=(Subscription&& other) noexcept {
    std::swap(token_, other.token_);
    std::swap(at_, other.at_);
    return *this;
}

CancelToken::Subscription::~Subscription() {
    if (token_ == nullptr) return;
    const std::lock_guard lock(token_->mutex_);
    token_->listeners_.erase(at_);
}

void CancelToken::cancel() noexcept {
    cancelled_.store(true);
    const std::lock_guard lock(mutex_);
    for (const auto& listener : listeners_) listener();
}

CancelToken::Subscription CancelToken::onCancel(std::function<void()> listener) {
    const std::lock_guard lock(mutex_);
    if (isCancelled()) listener();
    return {this, listeners_.insert(listeners_.end(), std::move(listener))};
}

void CallContext::throwIfStopped(std::chrono::steady_clock::time_point now) const {
    if (cancelToken.isCancelled()) throw Error(ErrorKind::Cancelled, "The operation was cancelled by the application.");
    if (deadline && now >= *deadline)
        throw Error(
            ErrorKind::Timeout,
            "The time limit that the application set for this call has passed. Raise the query or login timeout, "
            "or ask for fewer rows.");
}

}  // namespace assetsodbc::common
