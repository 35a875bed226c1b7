#include "assets/http/retrying_transport.h"

#include <algorithm>
#include <optional>
#include <string>

#include "assets/http/patience.h"
#include "assets/http/rate_limit.h"
#include "assets/http/url.h"
#include "common/clock.h"
#include "common/log.h"

namespace assetsodbc::assets {

namespace {

using std::chrono::milliseconds;

// What stands before the site may have lost the answer to a request that was carried out.
bool mayHelpToRetry(int status, bool isIdempotent) {
    return status == 429 || status == 503 || (isIdempotent && (status == 502 || status == 504));
}

}  // namespace

// One request with its repetitions. The waits happen while somebody waits for the answer.
class RetryingTransport::Attempts final : public PendingResponse {
public:
    Attempts(RetryingTransport& owner, Request request, const common::CallContext& context)
        : owner_(owner), request_(std::move(request)), pending_(owner_.inner_->start(request_, context)) {}

    Response wait(const common::CallContext& context) override {
        while (true) {
            auto answer = attempt(context);
            if (answer) return std::move(*answer);
            ++retries_;
            pending_ = owner_.inner_->start(request_, context);
        }
    }

private:
    // The answer to hand on; nullopt after having waited for another attempt.
    std::optional<Response> attempt(const common::CallContext& context) {
        try {
            Response response = pending_->wait(context);
            response.retries += retries_;
            pacedFor_ += response.waited;
            response.waited = waited_ + pacedFor_;
            const bool mayHelp = mayHelpToRetry(response.status, request_.idempotent);
            const auto delay = mayHelp ? delayBefore(&response) : std::nullopt;
            if (!delay) return response;
            pause(*delay, "HTTP " + std::to_string(response.status), context);
        } catch (const TransportError& error) {
            if (!error.connectionLost() || !request_.idempotent) throw;
            const auto delay = delayBefore(nullptr);
            if (!delay) throw;
            pause(*delay, error.what(), context);
        }
        return std::nullopt;
    }

    // nullopt when no attempt or no time is left.
    std::optional<milliseconds> delayBefore(const Response* response) {
        const RetryPolicy& policy = owner_.policy_;
        if (retries_ + 1 >= policy.attempts) return std::nullopt;
        milliseconds delay = backOff();
        if (const auto asked = response == nullptr ? std::nullopt : askedWait(*response, owner_.clock_.wallClock())) {
            if (*asked > policy.longestRetryAfter) return std::nullopt;
            delay = std::max(delay, *asked);
        }
        if (waited_ + delay > std::max(policy.longestTotalWait, policy.longestRetryAfter)) return std::nullopt;
        return delay;
    }

    // Half of it certain, half of it random, so that clients that failed together do not come back together.
    milliseconds backOff() {
        const RetryPolicy& policy = owner_.policy_;
        const double doubled =
            static_cast<double>(policy.firstDelay.count()) * static_cast<double>(1U << std::min(retries_, 20U));
        const double longest = std::min(doubled, static_cast<double>(policy.longestDelay.count()));
        return milliseconds(static_cast<std::int64_t>(longest * (0.5 + 0.5 * owner_.random_())));
    }

    void pause(milliseconds delay, const std::string& why, const common::CallContext& context) {
        if (owner_.log_.wants(common::LogLevel::Warning))
            owner_.log_.write(common::LogLevel::Warning, "http",
                              hostOf(request_.url) + ": " + why + "; trying again in " + std::to_string(delay.count()) +
                                  " ms (attempt " + std::to_string(retries_ + 2) + " of " +
                                  std::to_string(owner_.policy_.attempts) + ")");
        pending_.reset();
        waitPatiently(delay, hostOf(request_.url) + " could not answer (" + why + ") and is to be asked again after",
                      owner_.clock_, context);
        waited_ += delay;
    }

    RetryingTransport& owner_;
    Request request_;
    std::unique_ptr<PendingResponse> pending_;
    std::uint32_t retries_ = 0;
    milliseconds waited_{0};    // between attempts
    milliseconds pacedFor_{0};  // of the attempts themselves, for their turn
};

RetryingTransport::RetryingTransport(std::unique_ptr<Transport> inner, RetryPolicy policy, const common::Clock& clock,
                                     const common::Log& log, Random random)
    : inner_(std::move(inner)), policy_(policy), clock_(clock), log_(log), random_(std::move(random)) {}

RetryingTransport::~RetryingTransport() = default;

std::unique_ptr<PendingResponse> RetryingTransport::start(Request request, const common::CallContext& context) {
    return std::make_unique<Attempts>(*this, std::move(request), context);
}

}  // namespace assetsodbc::assets
