// Proxy-Authorization by the Basic and Digest schemes (RFC 7617, RFC 7616). Stateless.
#pragma once

#include <string>

#include "tests/simulator/proxy_options.h"

namespace assetsodbc::simulator {

// Of the Proxy-Authenticate header with 407.
std::string proxyChallenge(const ProxyOptions& options);

// header: of Proxy-Authorization as sent, "" when absent.
bool proxyAllows(const ProxyOptions& options, const std::string& method, const std::string& header);

}  // namespace assetsodbc::simulator
