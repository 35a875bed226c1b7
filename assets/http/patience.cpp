#include "assets/http/patience.h"

#include "assets/http/rate_limit.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/error.h"

namespace assetsodbc::assets {

void waitPatiently(std::chrono::milliseconds duration, const std::string& who, const common::Clock& clock,
                   const common::CallContext& context) {
    const auto now = clock.now();
    context.throwIfStopped(now);
    if (context.deadline && now + duration > *context.deadline) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(*context.deadline - now);
        throw common::Error(common::ErrorKind::Timeout,
                            who + " " + inWords(duration) +
                                ", which is longer than the time-out of this call leaves (" + inWords(left) +
                                "). Try again later, or allow the call more time.");
    }
    clock.sleep(duration, context);
}

}  // namespace assetsodbc::assets
