// Which certificate a server shows, whether or not it can be trusted: for people who look for the reason of a failed
// handshake. Nothing is sent but the handshake itself, and nothing is read but the certificate.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "assets/http/proxy_options.h"
#include "assets/http/tls_options.h"

namespace assetsodbc::assets {

struct CertificateFacts {
    std::string subject, issuer;  // "CN = example.com", as OpenSSL writes them
    std::string names;            // "DNS:example.com, DNS:www.example.com"; empty when it bears none
    std::optional<std::chrono::system_clock::time_point> expires;
};

// Of an https address, through the proxy where there is one. nullopt when no handshake came about. Throws
// Error{InvalidArgument} for options that cannot be used.
std::optional<CertificateFacts> shownCertificate(const std::string& url, TlsOptions tls, const ProxyOptions& proxy,
                                                 std::chrono::milliseconds patience);

}  // namespace assetsodbc::assets
