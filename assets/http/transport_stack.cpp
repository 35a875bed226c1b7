#include "assets/http/transport_stack.h"

#include <algorithm>
#include <random>

#include "assets/http/authorizing_transport.h"
#include "assets/http/curl_transport.h"
#include "assets/http/host_guard_transport.h"
#include "assets/http/logging_transport.h"
#include "assets/http/pacing_transport.h"
#include "assets/http/redirecting_transport.h"

namespace assetsodbc::assets {

namespace {

CurlOptions curlOptions(const TransportOptions& options) {
    CurlOptions curl;
    curl.requestTimeout = options.requestTimeout;
    curl.connectTimeout = options.connectTimeout;
    curl.tls = options.tls;
    curl.proxy = options.proxy;
    curl.userAgent = options.userAgent;
    return curl;
}

RetryingTransport::Random seededRandom() {
    return [engine = std::minstd_rand(std::random_device{}())]() mutable {
        return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
    };
}

std::vector<std::string> allowedOrigins(const TransportOptions& options) {
    std::vector<std::string> origins = options.allowedOrigins;
    origins.insert(origins.end(), options.credentialOrigins.begin(), options.credentialOrigins.end());
    return origins;
}

std::unique_ptr<Transport> guardedTransport(const TransportOptions& options, const common::Clock& clock) {
    auto curl = std::make_unique<CurlTransport>(curlOptions(options), clock);
    return std::make_unique<HostGuardTransport>(std::move(curl), allowedOrigins(options));
}

std::unique_ptr<Transport> paced(std::unique_ptr<Transport> inner, const TransportOptions& options,
                                 const common::Log& log, const common::Clock& clock) {
    PacePolicy policy;
    policy.maxRequestsPerMinute = options.rate.maxRequestsPerMinute;
    policy.longestHold = options.retries.longestRetryAfter;
    policy.longestTotalWait = std::max(options.retries.longestTotalWait, options.retries.longestRetryAfter);
    const std::string& key = options.rate.budgetKey;
    auto budget = key.empty() ? std::make_shared<RateBudget>() : RateBudget::shared(key);
    return std::make_unique<PacingTransport>(std::move(inner), std::move(budget), policy, clock, log);
}

std::unique_ptr<Transport> retriedAndLogged(std::unique_ptr<Transport> inner, const TransportOptions& options,
                                            RequestLog& requestLog, const common::Log& log,
                                            const common::Clock& clock) {
    auto retrying = std::make_unique<RetryingTransport>(std::move(inner), options.retries, clock, log, seededRandom());
    return std::make_unique<LoggingTransport>(std::move(retrying), requestLog, log, clock);
}

}  // namespace

std::unique_ptr<Transport> makeTransport(const TransportOptions& options, Credentials& credentials,
                                         RequestLog& requestLog, const common::Log& log, const common::Clock& clock) {
    auto authorizing = std::make_unique<AuthorizingTransport>(
        paced(guardedTransport(options, clock), options, log, clock), credentials, options.credentialOrigins);
    const RedirectSettings redirects{
        options.credentialOrigins, options.allowedOrigins, {options.siteUrl, options.apiUrl}};
    auto redirecting = std::make_unique<RedirectingTransport>(std::move(authorizing), redirects);
    return retriedAndLogged(std::move(redirecting), options, requestLog, log, clock);
}

// The token endpoint is another server than the API, so that the API's limits are none of its.
std::unique_ptr<Transport> makeAnonymousTransport(const TransportOptions& options, RequestLog& requestLog,
                                                  const common::Log& log, const common::Clock& clock) {
    return retriedAndLogged(guardedTransport(options, clock), options, requestLog, log, clock);
}

}  // namespace assetsodbc::assets
