// A call that runs on a thread of its own while the application polls for its end (SQL_ATTR_ASYNC_ENABLE). At most one
// per statement. All functions are called under the statement's entry in the registry (Registry::withGate), except in
// the worker itself.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "driver/diagnostics.h"
#include "driver/handles/registry.h"

namespace assetsodbc::driver {

class AsyncCall {
public:
    explicit AsyncCall(CancelGate& gate) : gate_(gate) {}
    // Waits for the worker, which should have been cancelled.
    ~AsyncCall();
    AsyncCall(const AsyncCall&) = delete;
    AsyncCall& operator=(const AsyncCall&) = delete;

    // Runs the body, which must not throw, on a worker. From now on SQLCancel reaches it. `function` is ODBC's name.
    // Throws std::system_error when there is no thread to be had; nothing runs then.
    void start(const char* function, std::function<SQLRETURN()> body);
    // Whether a call was started whose result is not collected yet.
    bool isUnderWay() const noexcept { return function_ != nullptr; }
    bool isOf(const char* function) const noexcept;
    // SQL_STILL_EXECUTING; or, once the body has ended, its result, with which the call is over.
    SQLRETURN poll();
    // What other functions that are called meanwhile leave behind; the handle's own diagnostics are the worker's.
    Diagnostics& diagnostics() noexcept { return diagnostics_; }

    // True in a worker: what it calls is the call under way.
    static bool isWorker() noexcept;

private:
    void run(const std::function<SQLRETURN()>& body);

    CancelGate& gate_;
    const char* function_ = nullptr;
    std::thread worker_;
    Diagnostics diagnostics_;
    std::mutex mutex_;  // of the next three
    std::condition_variable ended_;
    bool hasEnded_ = false;
    SQLRETURN result_ = SQL_ERROR;
};

}  // namespace assetsodbc::driver
