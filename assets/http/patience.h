// Waiting on behalf of a call that may not wait for ever.
#pragma once

#include <chrono>
#include <string>

namespace assetsodbc::common {
class Clock;
struct CallContext;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

// Sleeps, unless the context's deadline comes first: then nobody gains from waiting for it, and Error{Timeout} is
// thrown at once, beginning with `who` ("a.example asks to wait"). Cancellation ends the sleep.
void waitPatiently(std::chrono::milliseconds duration, const std::string& who, const common::Clock& clock,
                   const common::CallContext& context);

}  // namespace assetsodbc::assets
