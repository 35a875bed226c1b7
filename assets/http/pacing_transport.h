// Keeps requests to the pace that the site and MaxRequestsPerMinute allow, together with the other connections of the
// process to the same site (see rate_budget.h). A request that has to wait does so while somebody waits for its answer;
// cancellation and the context's deadline end that wait.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "assets/http/rate_budget.h"
#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
class Log;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

struct PacePolicy {
    std::uint32_t maxRequestsPerMinute = 0;  // 0 = no limit of ours
    std::chrono::milliseconds longestHold{
        60000};  // that the site may ask for; a longer one is not kept (RetryAfterMax)
    std::chrono::milliseconds longestTotalWait{180000};  // of one request, because of the site
    std::chrono::milliseconds longestSpacing{1000};      // between requests, when the limit is near
};

class PacingTransport : public Transport {
public:
    // Clock and log must outlive the transport.
    PacingTransport(std::unique_ptr<Transport> inner, std::shared_ptr<RateBudget> budget, PacePolicy policy,
                    const common::Clock& clock, const common::Log& log);
    ~PacingTransport() override;
    // Throws also Error{RateLimited} from wait() when the site holds the request back for longer than the policy
    // allows.
    std::unique_ptr<PendingResponse> start(Request request, const common::CallContext& context) override;

private:
    class Paced;
    void learnFrom(const Response& response, const std::string& host) const;
    void spaceOut(std::chrono::milliseconds untilReset, std::uint64_t remaining, const std::string& host) const;

    std::unique_ptr<Transport> inner_;
    std::shared_ptr<RateBudget> budget_;
    PacePolicy policy_;
    const common::Clock& clock_;
    const common::Log& log_;
};

}  // namespace assetsodbc::assets
