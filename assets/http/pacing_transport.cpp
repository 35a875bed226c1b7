#include "assets/http/pacing_transport.h"

#include <algorithm>
#include <string>
#include <utility>

#include "assets/http/patience.h"
#include "assets/http/rate_limit.h"
#include "assets/http/url.h"
#include "common/clock.h"
#include "common/log.h"

namespace assetsodbc::assets {

namespace {

using std::chrono::milliseconds;

std::string whoSays(RateBudget::Why why, const std::string& host) {
    switch (why) {
        case RateBudget::Why::SiteAsked:
            return host + " limits the rate of requests and asks to wait";
        case RateBudget::Why::NearLimit:
            return "The limit of requests of " + host + " is near, and the next one has to wait";
        case RateBudget::Why::OwnLimit:
        case RateBudget::Why::Free:
            break;
    }
    return "MaxRequestsPerMinute is reached for " + host + ", and the next request has to wait";
}

}  // namespace

// A request that waits for its turn.
class PacingTransport::Paced final : public PendingResponse {
public:
    Paced(PacingTransport& owner, Request request, const common::CallContext& context)
        : owner_(owner), host_(hostOf(request.url)), request_(std::move(request)) {
        const auto turn = owner_.budget_->take(owner_.clock_.now(), owner_.policy_.maxRequestsPerMinute);
        if (turn.wait.count() == 0) pending_ = owner_.inner_->start(std::move(request_), context);
    }

    ~Paced() override { wipeCredentials(request_); }  // where it never was its turn

    Response wait(const common::CallContext& context) override {
        while (!pending_) {
            const auto turn = owner_.budget_->take(owner_.clock_.now(), owner_.policy_.maxRequestsPerMinute);
            if (turn.wait.count() == 0) {
                pending_ = owner_.inner_->start(std::move(request_), context);
            } else {
                stepAside(turn, context);
            }
        }
        Response response = pending_->wait(context);
        response.waited += waited_;
        owner_.learnFrom(response, host_);
        return response;
    }

private:
    void stepAside(const RateBudget::Turn& turn, const common::CallContext& context) {
        const milliseconds delay = std::max(milliseconds(1), std::chrono::ceil<milliseconds>(turn.wait));
        const bool isForSite = turn.why != RateBudget::Why::OwnLimit;
        if (isForSite && waited_ + delay > owner_.policy_.longestTotalWait)
            throw TransportError(common::ErrorKind::RateLimited,
                                 host_ + " limits the rate of requests, and after " + inWords(waited_) +
                                     " of waiting asks to wait " + inWords(delay) +
                                     " more. Try again later, or let fewer programs use this account at once.");
        const std::string who = whoSays(turn.why, host_);
        if (owner_.log_.wants(common::LogLevel::Warning))
            owner_.log_.write(common::LogLevel::Warning, "http", who + " " + inWords(delay));
        waitPatiently(delay, who, owner_.clock_, context);
        waited_ += delay;
    }

    PacingTransport& owner_;
    std::string host_;
    Request request_;
    std::unique_ptr<PendingResponse> pending_;  // null until it is its turn
    milliseconds waited_{0};
};

PacingTransport::PacingTransport(std::unique_ptr<Transport> inner, std::shared_ptr<RateBudget> budget,
                                 PacePolicy policy, const common::Clock& clock, const common::Log& log)
    : inner_(std::move(inner)), budget_(std::move(budget)), policy_(policy), clock_(clock), log_(log) {}

PacingTransport::~PacingTransport() = default;

std::unique_ptr<PendingResponse> PacingTransport::start(Request request, const common::CallContext& context) {
    return std::make_unique<Paced>(*this, std::move(request), context);
}

// A wait longer than anybody here accepts is not kept: whoever asks next is told by the site itself, at once.
void PacingTransport::learnFrom(const Response& response, const std::string& host) const {
    const auto wallClock = clock_.wallClock();
    if (const auto asked = askedWait(response, wallClock)) {
        if (*asked <= policy_.longestHold) budget_->holdBack(clock_.now() + *asked);
        return;
    }
    const RateLimit limit = rateLimitOf(response, wallClock);
    if (!limit.remaining || !limit.untilReset || limit.untilReset->count() == 0) return;
    if (*limit.remaining == 0 && *limit.untilReset <= policy_.longestHold) {
        budget_->holdBack(clock_.now() + *limit.untilReset);
    } else if (limit.isNear && *limit.remaining > 0) {
        spaceOut(*limit.untilReset, *limit.remaining, host);
    }
}

void PacingTransport::spaceOut(milliseconds untilReset, std::uint64_t remaining, const std::string& host) const {
    const auto even =
        milliseconds(untilReset.count() / static_cast<std::int64_t>(std::min<std::uint64_t>(remaining, 1U << 30)));
    const auto spacing = std::min(even, policy_.longestSpacing);
    budget_->spaceOut(spacing, clock_.now() + untilReset);
    if (log_.wants(common::LogLevel::Warning))
        log_.write(common::LogLevel::Warning, "http",
                   host + " says that its limit of requests is near: " + std::to_string(remaining) + " left for " +
                       inWords(untilReset) + "; one every " + inWords(spacing) + " until then");
}

}  // namespace assetsodbc::assets
