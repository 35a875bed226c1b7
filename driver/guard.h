// What every ODBC call goes through: handle lookup, the connection's lock, fresh diagnostics, the body, exceptions into
// diagnostics, trace, return code. Bodies get a handle that is valid and locked, and may throw.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <functional>
#include <optional>
#include <type_traits>

#include "common/call_context.h"
#include "common/warnings.h"
#include "driver/handles/handle.h"
#include "driver/handles/registry.h"

namespace assetsodbc::driver {

class Statement;

enum class ClearDiagnostics { Yes, No };

namespace detail {

using RawBody = SQLRETURN (*)(void* body, Handle& handle);
SQLRETURN runGuarded(SQLHANDLE value, HandleKind kind, const char* function, ClearDiagnostics clear, RawBody call,
                     void* body) noexcept;

// Of the asynchronous call that is under way: SQL_STILL_EXECUTING or its result; nullopt when there is none, or it is
// the business of another function, which the guard refuses.
std::optional<SQLRETURN> pollAsync(SQLHSTMT value, const char* function) noexcept;
SQLRETURN startAsync(SQLHSTMT value, const char* function, std::function<SQLRETURN()> run) noexcept;

}  // namespace detail

// Runs body(HandleType&) and returns what ODBC is told. A body that returns nothing succeeds; either way warnings make
// it SQL_SUCCESS_WITH_INFO. `function` is ODBC's name of the call, for the trace.
template <class HandleType, class Body>
SQLRETURN guard(SQLHANDLE value, const char* function, Body body,
                ClearDiagnostics clear = ClearDiagnostics::Yes) noexcept {
    const detail::RawBody call = [](void* raw, Handle& handle) -> SQLRETURN {
        Body& typed = *static_cast<Body*>(raw);
        HandleType& target = static_cast<HandleType&>(handle);
        if constexpr (std::is_void_v<std::invoke_result_t<Body&, HandleType&>>) {
            typed(target);
            return SQL_SUCCESS;
        } else {
            return typed(target);
        }
    };
    return detail::runGuarded(value, HandleType::kKind, function, clear, call, &body);
}

// Like guard, for the functions that the application may have run asynchronously (SQL_ATTR_ASYNC_ENABLE). makeBody()
// returns the body; it is called in the application's thread, only when the call starts, and must copy what the
// application may change or free meanwhile: nothing but the buffers that ODBC wants kept.
template <class MakeBody>
SQLRETURN guardAsync(SQLHSTMT value, const char* function, MakeBody makeBody) noexcept {
    const Registry::AsyncFlags flags = Registry::instance().asyncFlags(value);
    if (flags.isUnderWay) {
        if (const auto result = detail::pollAsync(value, function)) return *result;
    }
    try {
        auto body = makeBody();
        if (!flags.isWanted) return guard<Statement>(value, function, std::move(body));
        return detail::startAsync(value, function, [value, function, body = std::move(body)]() mutable {
            return guard<Statement>(value, function, std::move(body));
        });
    } catch (...) {
        return SQL_ERROR;  // no memory to start with
    }
}

// Adds the diagnostic record of a failure below the driver, for a body that goes on after it. rowNumber -1 = none.
void addFailure(Handle& handle, const common::Error& error, std::int64_t rowNumber = -1);

// A part of a call that can be cancelled and timed out: everything that may reach the site. Use it for the shortest
// stretch that needs its context. What it is warned of becomes diagnostic records of the handle when it ends, however
// it ends.
class Interruptible {
public:
    // timeoutSeconds 0 = none. The handle must outlive the object.
    Interruptible(Handle& handle, SQLULEN timeoutSeconds, std::uint64_t statementNumber);
    ~Interruptible();
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
    const common::CallContext& context() const noexcept { return context_; }

private:
    Handle& handle_;
    CancelGate::Run run_;
    common::Warnings warnings_;
    common::CallContext context_;
};

}  // namespace assetsodbc::driver
