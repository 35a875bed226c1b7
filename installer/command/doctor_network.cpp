#include <netdb.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <vector>

#include "assets/connection_options.h"
#include "assets/http/certificate_probe.h"
#include "assets/http/transport_stack.h"
#include "assets/http/url.h"
#include "assets/request_log.h"
#include "common/call_context.h"
#include "common/clock.h"
#include "common/config/site_address.h"
#include "common/date_time.h"
#include "common/error.h"
#include "common/log.h"
#include "installer/command/doctor_checks.h"
#include "installer/command/doctor_report.h"

namespace assetsodbc::installer {
namespace {

using assets::TransportOptions;
using common::ConnectionConfig;

constexpr std::chrono::seconds kPatience{20}, kTolerableSkew{60};
constexpr std::chrono::hours kExpiresSoon{14 * 24};

bool isSecure(const std::string& url) {
    return url.rfind("https:", 0) == 0;
}

std::string environmentProxy(bool forHttps) {
    for (const char* name :
         {forHttps ? "https_proxy" : "http_proxy", forHttps ? "HTTPS_PROXY" : "", "all_proxy", "ALL_PROXY"}) {
        const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): nobody here sets any
        if (value != nullptr && *value != '\0') return std::string(value) + " (" + name + ")";
    }
    return {};
}

struct FreeAddresses {
    void operator()(addrinfo* list) const { freeaddrinfo(list); }
};

struct Lookup {
    std::vector<std::string> addresses;
    std::string fault;  // empty when there are addresses
};

Lookup lookUp(const std::string& host) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int status = getaddrinfo(host.c_str(), nullptr, &hints, &found);
    const std::unique_ptr<addrinfo, FreeAddresses> list(found);
    Lookup lookup;
    if (status != 0) lookup.fault = gai_strerror(status);
    for (const addrinfo* each = list.get(); each != nullptr; each = each->ai_next) {
        std::array<char, NI_MAXHOST> text{};
        if (getnameinfo(each->ai_addr, each->ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) == 0)
            lookup.addresses.emplace_back(text.data());
    }
    return lookup;
}

// Of a URL of getaddrinfo's taste: without the brackets of IPv6 addresses.
std::string lookedUpHost(const std::string& url) {
    std::string host = assets::hostOf(url);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    return host;
}

// As servers write it: "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<std::chrono::system_clock::time_point> timeOf(std::string_view date) {
    std::tm fields{};
    const char* const end = strptime(std::string(date).c_str(), "%a, %d %b %Y %H:%M:%S GMT", &fields);
    if (end == nullptr) return std::nullopt;
    return std::chrono::system_clock::from_time_t(timegm(&fields));
}

struct Host {
    std::string url;
    const char* role;
};

std::vector<Host> hostsOf(const ConnectionConfig& config, const TransportOptions& options) {
    std::vector<Host> hosts{{config.url, "site"}};
    if (!options.apiUrl.empty()) hosts.push_back({options.apiUrl, "API"});
    if (assets::usesOAuth(config)) hosts.push_back({assets::oauthSettings(config).authUrl, "authorization server"});
    std::vector<Host> distinct;
    for (const Host& host : hosts) {
        const bool isKnown = std::any_of(distinct.begin(), distinct.end(), [&](const Host& other) {
            return assets::originOf(other.url) == assets::originOf(host.url);
        });
        if (!isKnown) distinct.push_back(host);
    }
    return distinct;
}

class NetworkCheck {
public:
    NetworkCheck(const ConnectionConfig& config, DoctorReport& report, const common::CallContext& context)
        : config_(config), report_(report), context_(context), options_(assets::transportOptions(config)) {
        options_.requestTimeout = kPatience;
        options_.connectTimeout = kPatience;
        options_.retries.attempts = 1;
        // Without credentials all are alike.
        options_.allowedOrigins.insert(options_.allowedOrigins.end(), options_.credentialOrigins.begin(),
                                       options_.credentialOrigins.end());
    }

    bool run() {
        for (const std::string& warning : assets::connectionWarnings(config_)) report_.warn("TLS", warning);
        checkProxy();
        bool reachesAll = true;
        for (const Host& host : hostsOf(config_, options_)) reachesAll = check(host) && reachesAll;
        return reachesAll;
    }

private:
    void checkProxy() {
        if (!config_.proxyServer.empty())
            proxy_ = common::maskedUrl(config_.proxyServer) + " (ProxyServer)";
        else if (config_.proxyAutoDetect)
            proxy_ = common::maskedUrl(environmentProxy(isSecure(config_.url)));
        report_.ok("proxy", proxy_.empty() ? "none is set." : proxy_ + ", where no exception says otherwise.");
    }

    bool check(const Host& host) {
        const std::string name = lookedUpHost(host.url);
        const Lookup lookup = lookUp(name);
        const std::string check = "name of the " + std::string(host.role);
        if (lookup.fault.empty()) {
            report_.ok(check, name + " is " + listOf(lookup.addresses) + ".");
        } else if (!proxy_.empty()) {
            report_.warn(check, name + " cannot be resolved here (" + lookup.fault + "); the proxy has to.");
        } else {
            report_.fail(check, name + " cannot be resolved: " + lookup.fault +
                                    ". Check the spelling of URL, and the name service (DNS) of this machine.");
            return false;
        }
        return reach(host);
    }

    static std::string listOf(const std::vector<std::string>& addresses) {
        std::string list;
        for (const std::string& address : addresses) list.append(list.empty() ? "" : ", ").append(address);
        return list;
    }

    // One request that needs no sign-in; whatever is answered, somebody answers.
    bool reach(const Host& host) {
        const std::string check = "connection to the " + std::string(host.role);
        try {
            const common::Log noLog;
            assets::RequestLog requestLog;
            const auto transport = assets::makeAnonymousTransport(options_, requestLog, noLog, common::realClock());
            assets::Request request;
            request.url = host.url + "/";
            request.anonymous = true;
            request.redirects = assets::Redirects::HandBack;
            const assets::Response response = transport->send(std::move(request), context_);
            if (response.status == kProxyAuthentication) {
                report_.fail(check,
                             "the proxy wants somebody to sign in (HTTP 407). Set ProxyUser and ProxyPassword, and "
                             "ProxyAuthScheme if it is not BASIC.");
                return false;
            }
            report_.ok(check, assets::originOf(host.url).value_or(host.url) + " answers" +
                                  (isSecure(host.url) ? " by TLS." : "."));
            checkCertificate(host);
            checkClock(host, response);
            return true;
        } catch (const common::Error& error) {
            const bool isTls = error.kind() == common::ErrorKind::TlsFailure;
            report_.fail(check, error.what() + (isTls ? shownBy(host) : std::string()));
            return false;
        }
    }

    std::optional<assets::CertificateFacts> certificateOf(const Host& host) const {
        if (!isSecure(host.url)) return std::nullopt;
        return assets::shownCertificate(host.url, options_.tls, options_.proxy, kPatience);
    }

    // For who must find out which authority is missing, or who stands in between.
    std::string shownBy(const Host& host) const {
        const auto facts = certificateOf(host);
        return facts ? " It shows the certificate of " + described(*facts) + "." : std::string();
    }

    void checkCertificate(const Host& host) {
        const auto facts = certificateOf(host);
        if (!facts) return;
        const std::string check = "certificate of the " + std::string(host.role);
        const auto left = facts->expires ? *facts->expires - common::realClock().wallClock() : kExpiresSoon;
        if (left >= kExpiresSoon)
            report_.ok(check, described(*facts) + ".");
        else
            report_.warn(check, described(*facts) + ": it " + (left.count() < 0 ? "has expired" : "expires soon") +
                                    ". The site's administrator must renew it.");
    }

    static std::string described(const assets::CertificateFacts& facts) {
        std::string text = facts.subject;
        if (!facts.names.empty()) text += " (" + facts.names + ")";
        text += ", issued by " + facts.issuer;
        if (!facts.expires) return text;
        const auto time = std::chrono::duration_cast<std::chrono::milliseconds>(facts.expires->time_since_epoch());
        return text + ", valid until " + common::format(common::timestampOfMilliseconds(time.count()).date);
    }

    void checkClock(const Host& host, const assets::Response& response) {
        const auto theirs = timeOf(response.header("Date"));
        if (!theirs) {
            report_.skip("clock", assets::hostOf(host.url) + " does not tell the time.");
            return;
        }
        const auto skew = std::chrono::duration_cast<std::chrono::seconds>(common::realClock().wallClock() - *theirs);
        const auto size = std::chrono::seconds(std::abs(skew.count()));
        if (size <= kTolerableSkew) {
            report_.ok("clock", "agrees with that of " + assets::hostOf(host.url) + ".");
            return;
        }
        report_.warn("clock",
                     "this machine is " + std::to_string(size.count()) + " seconds " +
                         (skew.count() > 0 ? "ahead of " : "behind ") + assets::hostOf(host.url) +
                         ". Certificates and tokens expire at the wrong time; set the clock, for example with NTP.");
    }

    static constexpr int kProxyAuthentication = 407;

    const ConnectionConfig& config_;
    DoctorReport& report_;
    const common::CallContext& context_;
    TransportOptions options_;
    std::string proxy_;  // masked; empty = none
};

}  // namespace

bool checkNetwork(const ConnectionConfig& config, DoctorReport& report, const common::CallContext& context) {
    return NetworkCheck(config, report, context).run();
}

}  // namespace assetsodbc::installer
