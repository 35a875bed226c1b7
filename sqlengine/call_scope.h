// What SQLite's callbacks must know of the engine call under way, and what they leave behind when they fail: SQLite
// carries nothing but an integer and a text from a callback to sqlite3_step, so the exception itself waits here.
// One CallState per engine; a CallScope stands on the stack of every call that enters SQLite.
#pragma once

#include <exception>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::sqlengine {

class ScanMemo;

class CallState {
public:
    // Only inside a CallScope.
    const common::CallContext& context() const {
        if (context_ == nullptr)
            throw common::Error(common::ErrorKind::Internal, "A table was read outside of a call.");
        return *context_;
    }
    // Of the statement that runs; null while one is compiled.
    ScanMemo* memo() const noexcept { return memo_; }
    // The first failure is the cause of those that follow.
    void keepFailure(std::exception_ptr failure) noexcept {
        if (!failure_) failure_ = std::move(failure);
    }
    void rethrowFailure() {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }

private:
    friend class CallScope;
    const common::CallContext* context_ = nullptr;
    ScanMemo* memo_ = nullptr;
    std::exception_ptr failure_;
};

class CallScope {
public:
    CallScope(CallState& state, const common::CallContext& context, ScanMemo* memo = nullptr) noexcept
        : state_(state), previousContext_(state.context_), previousMemo_(state.memo_) {
        state.context_ = &context;
        state.memo_ = memo;
        state.failure_ = nullptr;
    }
    ~CallScope() {
        state_.context_ = previousContext_;
        state_.memo_ = previousMemo_;
    }
    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

private:
    CallState& state_;
    const common::CallContext* previousContext_;
    ScanMemo* previousMemo_;
};

}  // namespace assetsodbc::sqlengine
