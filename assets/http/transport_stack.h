// The whole transport of a connection: log > retries > redirections > credentials > libcurl. What stands above sees one
// request; each attempt and each hop passes the credentials' host check.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "assets/http/retrying_transport.h"
#include "assets/http/transport.h"

namespace assetsodbc::common {
class Clock;
class Log;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class Credentials;
class RequestLog;

struct TransportOptions {
    std::chrono::milliseconds requestTimeout{60000};  // of one attempt; 0 = none
    std::chrono::milliseconds connectTimeout{30000};
    std::string caFile;  // PEM bundle; empty = the system's
    std::string proxy;   // [scheme://][user:password@]host:port; empty = from the environment
    std::string userAgent = "assetsodbc";
    std::vector<std::string> credentialOrigins;  // see discovery.h
    RetryPolicy retries;
};

// Credentials, logs and clock must outlive the transport. Throws Error{InvalidArgument} for a CA file that cannot be
// read.
std::unique_ptr<Transport> makeTransport(const TransportOptions& options, Credentials& credentials,
                                         RequestLog& requestLog, const common::Log& log, const common::Clock& clock);

}  // namespace assetsodbc::assets
