#include "common/config/property_fields.h"
#include "common/config/property_rows.h"

namespace assetsodbc::common {
namespace {

constexpr std::array kClientCertTypes{choice("PEMKEY_FILE", ClientCertType::PemKeyFile),
                                      choice("PFXFILE", ClientCertType::PfxFile)};

constexpr std::array kProxyAuthSchemes{choice("BASIC", ProxyAuthScheme::Basic),
                                       choice("DIGEST", ProxyAuthScheme::Digest), choice("NONE", ProxyAuthScheme::None),
                                       choice("NEGOTIATE", ProxyAuthScheme::Negotiate),
                                       choice("NTLM", ProxyAuthScheme::Ntlm)};

constexpr std::array kProxySslTypes{choice("AUTO", ProxySslType::Auto), choice("ALWAYS", ProxySslType::Always),
                                    choice("NEVER", ProxySslType::Never), choice("TUNNEL", ProxySslType::Tunnel)};

constexpr std::array kFirewallTypes{choice("NONE", FirewallType::None), choice("TUNNEL", FirewallType::Tunnel),
                                    choice("SOCKS4", FirewallType::Socks4), choice("SOCKS5", FirewallType::Socks5)};

constexpr std::int64_t kLastPort = 65535;

using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"Timeout", "", Category::Network, "60", duration<&Config::timeout>(0, 86400), Secrecy::Public, "",
        "Seconds that one request to the site may take. 0 is no limit."},
    PropertySpec{"MaxRequestsPerMinute", "RateLimit", Category::Network, "0",
        integer<&Config::maxRequestsPerMinute>(0, 1000000), Secrecy::Public, "600",
        "Most requests per minute that all connections of the process send to one site. 0 is no limit but the site's."},
    PropertySpec{"MaxRetries", "", Category::Network, "4", integer<&Config::maxRetries>(0, 100), Secrecy::Public, "",
        "How often a request is repeated that the site could not take: too many requests, a gateway that failed, a "
        "connection that broke."},
    PropertySpec{"RetryAfterMax", "", Category::Network, "60", duration<&Config::retryAfterMax>(0, 86400),
        Secrecy::Public, "",
        "Longest wait, in seconds, that is granted to a site that asks for one. When it asks for more the query fails."},

    PropertySpec{"SSLVerify", "", Category::Network, "true", &Config::sslVerify, Secrecy::Public, "",
        "Whether the certificate of the site is verified. Without it anybody on the way can read the credentials; each "
        "connect warns of that."},
    PropertySpec{"SSLCAFile", "", Category::Network, "", &Config::sslCaFile, Secrecy::Public,
        "/etc/ssl/certs/company-ca.pem",
        "File of certificates (PEM) to trust in place of the system's, for a site or proxy with a private authority."},
    PropertySpec{"SSLCADirectory", "", Category::Network, "", &Config::sslCaDirectory, Secrecy::Public,
        "/etc/ssl/company-certs",
        "Directory of certificates to trust in place of the system's, with the names that openssl rehash gives."},
    PropertySpec{"SSLServerCert", "", Category::Network, "", &Config::sslServerCert, Secrecy::Public,
        "/etc/ssl/certs/site.pem",
        "The certificates to take, whoever issued them, and no others: a file (PEM) or SHA-256 fingerprints in "
        "hexadecimal, separated by commas. Cloud needs that of the site and that of the API host. * takes any, like "
        "SSLVerify=false."},
    PropertySpec{"SSLClientCert", "", Category::Network, "", &Config::sslClientCert, Secrecy::Public,
        "/home/you/client.pem", "File with the certificate by which this machine proves itself to the site."},
    PropertySpec{"SSLClientCertType", "", Category::Network, "PEMKEY_FILE",
        oneOf<&Config::sslClientCertType>(kClientCertTypes), Secrecy::Public, "",
        "Format of SSLClientCert: PEMKEY_FILE is PEM, PFXFILE is PKCS#12."},
    PropertySpec{"SSLClientKey", "", Category::Network, "", &Config::sslClientKey, Secrecy::Public,
        "/home/you/client.key", "File (PEM) with the key of SSLClientCert, where it is not in the same file."},
    PropertySpec{"SSLClientCertPassword", "", Category::Network, "", &Config::sslClientCertPassword, Secrecy::Secret,
        "password-of-the-key", "Password of the key of SSLClientCert."},

    PropertySpec{"ProxyServer", "Proxy", Category::Network, "", &Config::proxyServer, Secrecy::UrlPassword,
        "http://proxy.example.com:8080",
        "Proxy to use, as [scheme://][user:password@]host[:port]. The scheme is http, https, socks4, socks4a, socks5 or "
        "socks5h. Without it the variables https_proxy and no_proxy count, see ProxyAutoDetect."},
    PropertySpec{"ProxyPort", "", Category::Network, "0", integer<&Config::proxyPort>(0, kLastPort), Secrecy::Public,
        "8080", "Port of ProxyServer. 0 is the one in ProxyServer, or the usual one."},
    PropertySpec{"ProxyUser", "", Category::Network, "", &Config::proxyUser, Secrecy::Public, "you",
        "User name for the proxy."},
    PropertySpec{"ProxyPassword", "", Category::Network, "", &Config::proxyPassword, Secrecy::Secret,
        "your-proxy-password", "Password for the proxy."},
    PropertySpec{"ProxyAuthScheme", "", Category::Network, "BASIC", oneOf<&Config::proxyAuthScheme>(kProxyAuthSchemes),
        Secrecy::Public, "",
        "How ProxyUser signs in to the proxy. NEGOTIATE also works without ProxyUser, with the ticket of the desktop "
        "session. NONE sends no credentials."},
    PropertySpec{"ProxySSLType", "", Category::Network, "AUTO", oneOf<&Config::proxySslType>(kProxySslTypes),
        Secrecy::Public, "",
        "How the proxy is spoken to. AUTO follows the scheme of ProxyServer, ALWAYS is TLS, NEVER is plain, TUNNEL is "
        "plain with a tunnel also to a site on http."},
    PropertySpec{"ProxyExceptions", "", Category::Network, "", &Config::proxyExceptions, Secrecy::Public,
        "localhost;.example.com", "Hosts that are reached without the proxy, separated by semicolons."},
    PropertySpec{"ProxyAutoDetect", "", Category::Network, "true", &Config::proxyAutoDetect, Secrecy::Public, "",
        "Whether the environment variables https_proxy, all_proxy and no_proxy count where ProxyServer is not set."},
    PropertySpec{"FirewallType", "", Category::Network, "NONE", oneOf<&Config::firewallType>(kFirewallTypes),
        Secrecy::Public, "",
        "Another way to name a proxy: TUNNEL is an HTTP proxy, SOCKS4 and SOCKS5 are what they say. It cannot be used "
        "together with ProxyServer."},
    PropertySpec{"FirewallServer", "", Category::Network, "", &Config::firewallServer, Secrecy::UrlPassword,
        "proxy.example.com", "Host of that proxy."},
    PropertySpec{"FirewallPort", "", Category::Network, "0", integer<&Config::firewallPort>(0, kLastPort),
        Secrecy::Public, "1080", "Port of that proxy. 0 is 80 for TUNNEL and 1080 for SOCKS."},
    PropertySpec{"FirewallUser", "", Category::Network, "", &Config::firewallUser, Secrecy::Public, "you",
        "User name for that proxy."},
    PropertySpec{"FirewallPassword", "", Category::Network, "", &Config::firewallPassword, Secrecy::Secret,
        "your-proxy-password", "Password for that proxy."},
};
// clang-format on

}  // namespace

PropertyTable networkProperties() {
    return {kProperties.data(), kProperties.size()};
}

}  // namespace assetsodbc::common
