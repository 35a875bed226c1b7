// What libcurl's error codes mean for the user: which kind of failure, why, and what to do about it.
#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

struct Failure {
    CURLcode code;
    std::string host;                 // that was to be talked to
    std::string_view detail;          // libcurl's own sentence; it names hosts and ports, never credentials
    std::string proxy;                // host:port; empty when there is none, or none that is known
    long proxyStatus = 0;             // what the proxy answered to CONNECT; 0 = nothing
    bool isAtProxy = false;           // the handshake that was begun is the proxy's, and the site's was not yet
    bool isNewTlsConnection = false;  // the first request on a connection that speaks TLS
    std::string refusedFingerprint;   // of a certificate that is not the one named; see certificate_pins.h
};

TransportError transportErrorOf(const Failure& failure);

// What a proxy that refuses us is told as. status: 407 when it wants us to sign in.
TransportError proxyErrorOf(const std::string& host, const std::string& proxy, long status);

}  // namespace assetsodbc::assets
