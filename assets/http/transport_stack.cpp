#include "assets/http/transport_stack.h"

#include <random>

#include "assets/http/authorizing_transport.h"
#include "assets/http/curl_transport.h"
#include "assets/http/logging_transport.h"
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

}  // namespace

std::unique_ptr<Transport> makeTransport(const TransportOptions& options, Credentials& credentials,
                                         RequestLog& requestLog, const common::Log& log, const common::Clock& clock) {
    std::unique_ptr<Transport> transport = std::make_unique<CurlTransport>(curlOptions(options), clock);
    transport =
        std::make_unique<AuthorizingTransport>(std::move(transport), credentials, options.credentialOrigins, clock);
    transport = std::make_unique<RedirectingTransport>(std::move(transport), options.credentialOrigins);
    transport = std::make_unique<RetryingTransport>(std::move(transport), options.retries, clock, log, seededRandom());
    return std::make_unique<LoggingTransport>(std::move(transport), requestLog, log, clock);
}

std::unique_ptr<Transport> makeAnonymousTransport(const TransportOptions& options, RequestLog& requestLog,
                                                  const common::Log& log, const common::Clock& clock) {
    std::unique_ptr<Transport> transport = std::make_unique<CurlTransport>(curlOptions(options), clock);
    transport = std::make_unique<RetryingTransport>(std::move(transport), options.retries, clock, log, seededRandom());
    return std::make_unique<LoggingTransport>(std::move(transport), requestLog, log, clock);
}

}  // namespace assetsodbc::assets
