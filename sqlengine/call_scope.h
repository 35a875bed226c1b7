// What SQLite's callbacks must know of the engine call under way, and what they leave behind when they fail: SQLite
// carries nothing but an integer and a text from a callback to sqlite3_step, so the exception itself waits here.
// One CallState per engine; a CallScope stands on the stack of every call that enters SQLite.
#pragma once

#include <cstdint>
#include <exception>
#include <optional>
#include <utility>

#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::sqlengine {

class ScanMemo;
struct PlanningHints;

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
    // How many rows the application will read at most of the one table that the statement reads, as far as it is known.
    const std::optional<std::uint64_t>& expectedRows() const noexcept { return expectedRows_; }
    // Of the statement that the engine compiles; null while one runs.
    PlanningHints* planning() const noexcept { return planning_; }
    // The first failure is the cause of those that follow.
    void keepFailure(std::exception_ptr failure) noexcept {
        if (!failure_) failure_ = std::move(failure);
    }
    void rethrowFailure() {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
    }

private:
    friend class CallScope;
    friend class PlanningScope;
    const common::CallContext* context_ = nullptr;
    ScanMemo* memo_ = nullptr;
    PlanningHints* planning_ = nullptr;
    std::optional<std::uint64_t> expectedRows_;
    std::exception_ptr failure_;
};

class CallScope {
public:
    CallScope(CallState& state, const common::CallContext& context, ScanMemo* memo = nullptr,
              std::optional<std::uint64_t> expectedRows = std::nullopt) noexcept
        : state_(state),
          previousContext_(state.context_),
          previousMemo_(state.memo_),
          previousExpectedRows_(state.expectedRows_) {
        state.context_ = &context;
        state.memo_ = memo;
        state.expectedRows_ = expectedRows;
        state.failure_ = nullptr;
    }
    ~CallScope() {
        state_.context_ = previousContext_;
        state_.memo_ = previousMemo_;
        state_.expectedRows_ = previousExpectedRows_;
    }
    CallScope(const CallScope&) = delete;
    CallScope& operator=(const CallScope&) = delete;

private:
    CallState& state_;
    const common::CallContext* previousContext_;
    ScanMemo* previousMemo_;
    std::optional<std::uint64_t> previousExpectedRows_;
};

}  // namespace assetsodbc::sqlengine
