// What SQLite's callbacks must know of the engine call under way, and what they leave behind when they fail: SQLite
// carries nothing but an integer and a text from a callback to sqlite3_step, so the exception itself waits here.
// One CallState per engine; a CallScope stands on the stack of every call that enters SQLite.
#pragma once

#include <exception>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::sqlengine {

class CallState {
public:
    // Only inside a CallScope.
    const common::CallContext& context() const {
        if (context_ == nullptr)
            throw common::Error(common::ErrorKind::Internal, "A table was read outside of a call.");
        return *context_;
    }
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
    std::exception_ptr failure_;
};

class CallScope {
public:
    CallScope(CallState& state, const common::CallContext& context) noexcept
        : state_(state), previous_(state.context_) {
        state.context_ = &context;
        state.failure_ = nullptr;
    }
    ~CallScope() { state_.context_ = previous_; }
    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

private:
    CallState& state_;
    const common::CallContext* previous_;
};

}  // namespace assetsodbc::sqlengine
