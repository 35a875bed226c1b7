// What every ODBC call goes through: handle lookup, the connection's lock, fresh diagnostics, the body, exceptions into
// diagnostics, trace, return code. Bodies get a handle that is valid and locked, and may throw.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <type_traits>

#include "common/call_context.h"
#include "driver/handles/handle.h"

namespace assetsodbc::driver {

enum class ClearDiagnostics { Yes, No };

namespace detail {

using RawBody = SQLRETURN (*)(void* body, Handle& handle);
SQLRETURN runGuarded(SQLHANDLE value, HandleKind kind, const char* function, ClearDiagnostics clear, RawBody call,
                     void* body) noexcept;

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

// Adds the diagnostic record of a failure below the driver, for a body that goes on after it. rowNumber -1 = none.
void addFailure(Handle& handle, const common::Error& error, std::int64_t rowNumber = -1);

// A part of a call that can be cancelled and timed out: everything that may reach the site. Use it for the shortest
// stretch that needs its context.
class Interruptible {
public:
    // timeoutSeconds 0 = none.
    Interruptible(Handle& handle, SQLULEN timeoutSeconds, std::uint64_t statementNumber);
    const common::CallContext& context() const noexcept { return context_; }

private:
    CancelGate::Run run_;
    common::CallContext context_;
};

}  // namespace assetsodbc::driver
