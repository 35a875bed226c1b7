// What stands between us and the sites: an HTTP or HTTPS proxy, or a SOCKS server (a firewall, in the words of other
// drivers).
#pragma once

#include <cstdint>
#include <string>

#include "common/config/connection_config.h"
#include "common/secret.h"

namespace assetsodbc::assets {

using common::ProxyAuthScheme;
using common::ProxySslType;

struct ProxyOptions {
    // [scheme://][user:password@]host[:port] with http, https, socks4, socks4a, socks5 or socks5h as scheme (http when
    // absent); with socks4a and socks5h the proxy resolves the names. Empty = none of ours.
    std::string url;
    std::uint16_t port = 0;  // 0 = the url's, else 80 (http), 443 (https) or 1080 (socks)
    std::string user;        // empty = the url's
    common::Secret password;
    ProxyAuthScheme authScheme = ProxyAuthScheme::Basic;
    ProxySslType sslType = ProxySslType::Auto;
    // Hosts reached directly, separated by semicolons, commas or blanks; '*' stands for any characters, and a name that
    // begins with a dot for every host below that domain. Also valid for a proxy of the environment.
    std::string exceptions;
    // Without a url: whether http_proxy, https_proxy, all_proxy and no_proxy of the environment count.
    bool useEnvironment = true;
};

}  // namespace assetsodbc::assets
