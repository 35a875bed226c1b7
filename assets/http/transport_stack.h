// The whole transport of a connection: log > retries > redirections > credentials > rate budget > host guard > libcurl.
// What stands above sees one request; each attempt, each hop and each renewal passes the budget's and the hosts'
// checks.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assets/http/proxy_options.h"
#include "assets/http/retrying_transport.h"
#include "assets/http/tls_options.h"
#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
class Log;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class Credentials;
class RequestLog;

struct RateOptions {
    std::uint32_t maxRequestsPerMinute = 0;  // in any 60 s, of all connections with the same key; 0 = no limit of ours
    // Connections of this process with the same key wait together when the site limits one of them: the site's address.
    // Empty = this transport alone.
    std::string budgetKey;
};

struct TransportOptions {
    std::chrono::milliseconds requestTimeout{60000};  // of one attempt; 0 = none
    std::chrono::milliseconds connectTimeout{30000};
    TlsOptions tls;
    ProxyOptions proxy;
    std::string userAgent = "assetsodbc";
    std::vector<std::string> credentialOrigins;  // see discovery.h
    // Further origins (as originOf() writes them) that may be contacted at all, without credentials; no request goes to
    // any other. The credentialOrigins are always among them.
    std::vector<std::string> allowedOrigins;
    // For redirections, see redirecting_transport.h; both without trailing slash.
    std::string siteUrl;  // the site's own address
    std::string apiUrl;   // the API gateway (ApiUrl), without /ex/jira/...; empty on Data Center
    RateOptions rate;
    RetryPolicy retries;
};

// Credentials, logs and clock must outlive the transport. Throws Error{InvalidArgument} for files that cannot be read,
// and for options that this machine's libcurl cannot do.
std::unique_ptr<Transport> makeTransport(const TransportOptions& options, Credentials& credentials,
                                         RequestLog& requestLog, const common::Log& log, const common::Clock& clock);

// For requests that sign in, or ask what needs no sign-in: no credentials are added, no redirection is followed, only
// the allowedOrigins are contacted. What it sends is in the request log like everything else.
std::unique_ptr<Transport> makeAnonymousTransport(const TransportOptions& options, RequestLog& requestLog,
                                                  const common::Log& log, const common::Clock& clock);

}  // namespace assetsodbc::assets
