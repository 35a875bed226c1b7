// Sends a request again where that helps and cannot harm: after 429 and 503, and, where it is idempotent, after 502 and
// 504 and when the connection broke under it. Waits longer each time, with jitter, and at least as long as the site
// asks for (Retry-After, X-RateLimit-Reset). Never repeats 400, 401, 403, 404 or 500. When all attempts are used up, or
// the site asks to wait for longer than the policy allows (the points quota of an app: an hour), the last answer is
// handed on.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
class Log;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

struct RetryPolicy {
    std::uint32_t attempts = 5;
    std::chrono::milliseconds firstDelay{500};           // doubled each time
    std::chrono::milliseconds longestDelay{20000};       // of back-off
    std::chrono::milliseconds longestRetryAfter{60000};  // that the site may ask for
    std::chrono::milliseconds longestTotalWait{180000};
};

class RetryingTransport : public Transport {
public:
    using Random = std::function<double()>;  // uniform in [0, 1)
    RetryingTransport(std::unique_ptr<Transport> inner, RetryPolicy policy, const common::Clock& clock,
                      const common::Log& log, Random random);
    ~RetryingTransport() override;
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Attempts;
    std::unique_ptr<Transport> inner_;
    RetryPolicy policy_;
    const common::Clock& clock_;
    const common::Log& log_;
    Random random_;
};

}  // namespace assetsodbc::assets
