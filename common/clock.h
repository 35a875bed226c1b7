// Time, passed in: nothing outside this file asks for the time or sleeps, so that no test has to wait.
#pragma once

#include <chrono>

namespace assetsodbc::common {

struct CallContext;

class Clock {
public:
    using Steady = std::chrono::steady_clock;
    using System = std::chrono::system_clock;

    virtual ~Clock() = default;
    virtual Steady::time_point now() const = 0;
    virtual System::time_point wallClock() const = 0;
    // Sleeps, ended early by the context's cancellation or deadline; then throws as CallContext::throwIfStopped does.
    virtual void sleep(std::chrono::milliseconds duration, const CallContext& context) const = 0;
};

// The real clock. Thread-safe, lives for the whole process.
const Clock& realClock();

}  // namespace assetsodbc::common
