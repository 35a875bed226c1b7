#include "assets/http/curl_proxy.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>

#include "assets/http/curl_handles.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;

struct Kind {
    std::string_view scheme;
    std::uint16_t port;
    bool isSocks;
};

constexpr Kind kKinds[] = {{"http", 80, false},     {"https", 443, false},  {"socks4", 1080, true},
                           {"socks4a", 1080, true}, {"socks5", 1080, true}, {"socks5h", 1080, true}};

struct SignIn {
    ProxyAuthScheme scheme;
    const char* name;
    long curlAuth;
    int feature;  // that libcurl needs; 0 = none
};

constexpr SignIn kSignIns[] = {
    {ProxyAuthScheme::Basic, "BASIC", CURLAUTH_BASIC, 0},
    {ProxyAuthScheme::Digest, "DIGEST", CURLAUTH_DIGEST, 0},
    {ProxyAuthScheme::None, "NONE", 0, 0},
    {ProxyAuthScheme::Negotiate, "NEGOTIATE", CURLAUTH_NEGOTIATE, CURL_VERSION_SPNEGO},
    {ProxyAuthScheme::Ntlm, "NTLM", CURLAUTH_NTLM, CURL_VERSION_NTLM},
};

const SignIn& signInOf(ProxyAuthScheme scheme) {
    return *std::find_if(std::begin(kSignIns), std::end(kSignIns),
                         [scheme](const SignIn& s) { return s.scheme == scheme; });
}

// Never quotes the address: it may hold a password.
[[noreturn]] void refuseAddress() {
    throw Error(ErrorKind::InvalidArgument,
                "ProxyServer is not an address. Write it as host, host:port or scheme://host:port, with http, https, "
                "socks4, socks4a, socks5 or socks5h as scheme, and user and password in ProxyUser and ProxyPassword.");
}

const Kind& kindOf(std::string_view scheme) {
    const auto* const found =
        std::find_if(std::begin(kKinds), std::end(kKinds), [scheme](const Kind& k) { return k.scheme == scheme; });
    if (found == std::end(kKinds)) refuseAddress();
    return *found;
}

CurlUrl parsed(const std::string& text) {
    CurlUrl url(curl_url());
    const std::string full = text.find("://") == std::string::npos ? "http://" + text : text;
    if (!url || curl_url_set(url.get(), CURLUPART_URL, full.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
        refuseAddress();
    return url;
}

std::string part(const CurlUrl& url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
    const CurlText owner(text);
    return text;
}

void requireFeature(int feature, const std::string& setting, const char* what) {
    const curl_version_info_data* const info = curl_version_info(CURLVERSION_NOW);
    if (feature == 0 || (info->features & feature) != 0) return;
    throw Error(ErrorKind::InvalidArgument, setting + ": libcurl " + info->version +
                                                " of this machine was built without " + what +
                                                ". Choose another kind, or install a libcurl that has it.");
}

}  // namespace

CurlProxy::CurlProxy(const ProxyOptions& options)
    : authScheme_(options.authScheme), usesEnvironment_(options.useEnvironment), exceptions_(options.exceptions) {
    if (options.url.empty()) return;
    takeAddress(options);
    const SignIn& signIn = signInOf(authScheme_);
    requireFeature(signIn.feature, std::string("ProxyAuthScheme=") + signIn.name, signIn.name);
    if (usesTls_) requireFeature(CURL_VERSION_HTTPS_PROXY, "ProxyServer or ProxySSLType", "TLS to proxies");
    if (isSocks_ && (authScheme_ == ProxyAuthScheme::Digest || authScheme_ == ProxyAuthScheme::Ntlm))
        throw Error(ErrorKind::InvalidArgument,
                    std::string("ProxyAuthScheme=") + signIn.name +
                        ": a SOCKS server knows only BASIC (user and password), NEGOTIATE and NONE.");
}

void CurlProxy::takeAddress(const ProxyOptions& options) {
    const CurlUrl url = parsed(options.url);
    std::string scheme = common::asciiLower(part(url, CURLUPART_SCHEME));
    isSocks_ = kindOf(scheme).isSocks;
    if (!isSocks_ && options.sslType == ProxySslType::Always) scheme = "https";
    if (!isSocks_ && options.sslType == ProxySslType::Never) scheme = "http";
    usesTls_ = scheme == "https";
    tunnels_ = !isSocks_ && options.sslType == ProxySslType::Tunnel;
    host_ = part(url, CURLUPART_HOST);
    std::string port = part(url, CURLUPART_PORT);
    if (options.port != 0) port = std::to_string(options.port);
    if (port.empty()) port = std::to_string(kindOf(scheme).port);
    if (host_.empty()) refuseAddress();
    name_ = host_ + ":" + port;
    url_ = scheme + "://" + name_;
    user_ = options.user.empty() ? part(url, CURLUPART_USER, CURLU_URLDECODE) : options.user;
    password_ =
        options.password.empty() ? common::Secret(part(url, CURLUPART_PASSWORD, CURLU_URLDECODE)) : options.password;
}

void CurlProxy::apply(CURL* easy, const std::string& requestUrl) const {
    if (exceptions_.covers(requestUrl) || (url_.empty() && !usesEnvironment_)) {
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
        return;
    }
    if (url_.empty()) return;  // libcurl reads the environment
    curl_easy_setopt(easy, CURLOPT_PROXY, url_.c_str());
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "");  // no_proxy of the environment is not about this one
    curl_easy_setopt(easy, CURLOPT_HTTPPROXYTUNNEL, tunnels_ ? 1L : 0L);
    applySignIn(easy);
}

std::string CurlProxy::nameFor(const std::string& requestUrl) const {
    return exceptions_.covers(requestUrl) ? "" : name_;
}

// Without user and password. In the order of libcurl, which does not take HTTP_PROXY: a CGI program's client sets that.
std::string CurlProxy::environmentNameFor(const std::string& requestUrl) const {
    if (!url_.empty() || !usesEnvironment_) return {};
    const bool isHttps = common::equalIgnoringAsciiCase(std::string_view(requestUrl).substr(0, 8), "https://");
    for (const char* variable :
         {isHttps ? "https_proxy" : "http_proxy", isHttps ? "HTTPS_PROXY" : "http_proxy", "all_proxy", "ALL_PROXY"}) {
        const char* const address = std::getenv(variable);
        if (address == nullptr || *address == '\0') continue;
        const CurlUrl url(curl_url());
        const std::string full = std::string(address).find("://") == std::string::npos
                                     ? "http://" + std::string(address)
                                     : std::string(address);
        if (!url || curl_url_set(url.get(), CURLUPART_URL, full.c_str(), CURLU_NON_SUPPORT_SCHEME) != CURLUE_OK)
            return {};
        const std::string port = part(url, CURLUPART_PORT);
        return part(url, CURLUPART_HOST) + (port.empty() ? "" : ":" + port);
    }
    return {};
}

void CurlProxy::applySignIn(CURL* easy) const {
    if (authScheme_ == ProxyAuthScheme::None) return;
    const long curlAuth = signInOf(authScheme_).curlAuth;
    // With Negotiate the ticket of the user who runs us is enough.
    if (user_.empty() && authScheme_ != ProxyAuthScheme::Negotiate) return;
    curl_easy_setopt(easy, CURLOPT_PROXYUSERNAME, user_.c_str());
    curl_easy_setopt(easy, CURLOPT_PROXYPASSWORD, password_.reveal().c_str());
    curl_easy_setopt(easy, CURLOPT_PROXYAUTH, curlAuth);
    if (isSocks_)
        curl_easy_setopt(easy, CURLOPT_SOCKS5_AUTH,
                         authScheme_ == ProxyAuthScheme::Negotiate ? CURLAUTH_GSSAPI : CURLAUTH_BASIC);
}

}  // namespace assetsodbc::assets
