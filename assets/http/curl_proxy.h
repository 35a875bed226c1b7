// A connection's ProxyOptions as libcurl wants them. Checked once, when the connection is made.
#pragma once

#include <curl/curl.h>

#include <string>

#include "assets/http/proxy_exceptions.h"
#include "assets/http/proxy_options.h"

namespace assetsodbc::assets {

class CurlProxy {
public:
    // Throws Error{InvalidArgument} naming the property for an address that is none, for a user where there can be
    // none, and for what this machine's libcurl was built without.
    explicit CurlProxy(const ProxyOptions& options);
    // Copies what it needs into the handle.
    void apply(CURL* easy, const std::string& requestUrl) const;

    // host:port, for messages; empty when there is none, or only the environment's.
    std::string nameFor(const std::string& requestUrl) const;
    // Whether there may be one that is spoken to by TLS.
    bool mayUseTls() const { return usesTls_ || (url_.empty() && usesEnvironment_); }
    // host:port of the environment's, where it counts, for a request that is known to have gone through one.
    std::string environmentNameFor(const std::string& requestUrl) const;

private:
    void takeAddress(const ProxyOptions& options);
    void applySignIn(CURL* easy) const;

    std::string url_;  // scheme://host:port, without user and password; empty = none of ours
    std::string host_, name_;
    std::string user_;
    common::Secret password_;
    ProxyAuthScheme authScheme_;
    bool usesTls_ = false, isSocks_ = false, tunnels_ = false, usesEnvironment_;
    ProxyExceptions exceptions_;
};

}  // namespace assetsodbc::assets
