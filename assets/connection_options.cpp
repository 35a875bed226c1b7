#include "assets/connection_options.h"

#include <algorithm>
#include <optional>

#include "assets/auth/basic_credentials.h"
#include "assets/auth/bearer_token.h"
#include "assets/auth/browser.h"
#include "assets/auth/oauth_credentials.h"
#include "assets/http/url.h"
#include "common/config/site_address.h"

namespace assetsodbc::assets {

namespace {

using common::AuthScheme;
using common::ConnectionConfig;

std::optional<Deployment> deploymentOf(const ConnectionConfig& config) {
    switch (config.deployment) {
        case common::Deployment::Cloud:
            return Deployment::Cloud;
        case common::Deployment::DataCenter:
            return Deployment::DataCenter;
        case common::Deployment::Auto:
            break;
    }
    if (!usesOAuth(config)) return std::nullopt;
    const bool isCloud =
        common::isCloudHost(hostOf(config.url)) || !config.cloudId.empty() || !config.workspaceId.empty();
    return isCloud ? Deployment::Cloud : Deployment::DataCenter;
}

SignIn signInOf(AuthScheme scheme) {
    switch (scheme) {
        case AuthScheme::Basic:
        case AuthScheme::Pat:
            return SignIn::DataCenter;
        case AuthScheme::Bearer:
            return SignIn::Bearer;
        case AuthScheme::OAuth:
        case AuthScheme::OAuthClient:
            return SignIn::OAuth;
        case AuthScheme::Auto:
        case AuthScheme::ApiToken:
            break;
    }
    return SignIn::ApiToken;
}

TlsOptions tlsOptions(const ConnectionConfig& config) {
    TlsOptions tls;
    tls.verify = config.sslVerify;
    tls.caFile = config.sslCaFile;
    tls.caDirectory = config.sslCaDirectory;
    tls.serverCert = config.sslServerCert;
    tls.clientCert = config.sslClientCert;
    tls.clientCertType =
        config.sslClientCertType == common::ClientCertType::PfxFile ? ClientCertType::Pkcs12 : ClientCertType::Pem;
    tls.clientKey = config.sslClientKey;
    tls.clientCertPassword = config.sslClientCertPassword;
    return tls;
}

// Firewall* are in ProxyServer already, where they were given (see common/config).
ProxyOptions proxyOptions(const ConnectionConfig& config) {
    ProxyOptions proxy;
    proxy.url = config.proxyServer;
    proxy.port = config.proxyPort;
    proxy.user = config.proxyUser;
    proxy.password = config.proxyPassword;
    proxy.authScheme = config.proxyAuthScheme;
    proxy.sslType = config.proxySslType;
    proxy.exceptions = config.proxyExceptions;
    proxy.useEnvironment = config.proxyAutoDetect;
    return proxy;
}

void addOrigin(const std::string& url, std::vector<std::string>& origins) {
    if (auto origin = originOf(url)) origins.push_back(std::move(*origin));
}

// "gateway.example.com, other.example.com:8443": https unless written otherwise.
std::vector<std::string> originsOfHosts(const std::string& hosts) {
    constexpr char kSeparators[] = ",; \t";
    std::vector<std::string> origins;
    for (std::size_t begin = hosts.find_first_not_of(kSeparators); begin != std::string::npos;) {
        const std::size_t end = std::min(hosts.find_first_of(kSeparators, begin), hosts.size());
        const std::string host = hosts.substr(begin, end - begin);
        addOrigin(host.find("://") == std::string::npos ? "https://" + host : host, origins);
        begin = hosts.find_first_not_of(kSeparators, end);
    }
    return origins;
}

OAuthSettings::Initiate initiateOf(common::InitiateOAuth initiate) {
    switch (initiate) {
        case common::InitiateOAuth::Refresh:
            return OAuthSettings::Initiate::Refresh;
        case common::InitiateOAuth::GetAndRefresh:
            return OAuthSettings::Initiate::GetAndRefresh;
        case common::InitiateOAuth::Off:
            break;
    }
    return OAuthSettings::Initiate::Off;
}

std::string authUrlOf(const ConnectionConfig& config) {
    return deploymentOf(config) == Deployment::DataCenter ? config.url : config.authUrl;
}

}  // namespace

bool usesOAuth(const ConnectionConfig& config) {
    return config.authScheme == AuthScheme::OAuth || config.authScheme == AuthScheme::OAuthClient;
}

std::string signInAdvice(const ConnectionConfig& config) {
    switch (config.authScheme) {
        case AuthScheme::Basic:
            return "Check User and Password; if they are right, log in with a browser once, which may ask for a "
                   "CAPTCHA.";
        case AuthScheme::Pat:
            return "Check PAT: a personal access token may have expired or been revoked; create another one in your "
                   "Jira profile.";
        case AuthScheme::Bearer:
            return "OAuthAccessToken may have expired, and with AuthScheme=Bearer nothing renews it: give a new one, "
                   "or let the driver renew it with AuthScheme=OAuth.";
        case AuthScheme::OAuth:
            return "The sign-in may have expired or been revoked. Log in with: " + oauthSettings(config).loginCommand();
        case AuthScheme::OAuthClient:
            return "Check OAuthClientId and OAuthClientSecret, and that the service account may use the product.";
        case AuthScheme::Auto:
        case AuthScheme::ApiToken:
            break;
    }
    return "Check User and APIToken; API tokens expire after at most one year.";
}

DiscoverySettings discoverySettings(const ConnectionConfig& config) {
    DiscoverySettings settings;
    settings.siteUrl = config.url;
    settings.apiUrl = config.apiUrl;
    settings.workspaceId = config.workspaceId;
    settings.cloudId = config.cloudId;
    settings.deployment = deploymentOf(config);
    settings.signIn = signInOf(config.authScheme);
    settings.scopes = config.scope;
    settings.signInAdvice = signInAdvice(config);
    settings.timeToLive = config.metadataTtl;
    return settings;
}

TransportOptions transportOptions(const ConnectionConfig& config) {
    const bool isDataCenter = deploymentOf(config) == Deployment::DataCenter;
    TransportOptions options;
    options.requestTimeout = config.timeout;
    options.tls = tlsOptions(config);
    options.proxy = proxyOptions(config);
    options.userAgent = "assetsodbc/" ASSETSODBC_VERSION;
    options.siteUrl = config.url;
    if (!isDataCenter) options.apiUrl = config.apiUrl;
    options.credentialOrigins = originsOfHosts(config.allowedHosts);
    addOrigin(config.url, options.credentialOrigins);
    if (!isDataCenter) addOrigin(config.apiUrl, options.credentialOrigins);
    if (usesOAuth(config)) addOrigin(authUrlOf(config), options.allowedOrigins);
    options.rate.maxRequestsPerMinute = config.maxRequestsPerMinute;
    options.rate.budgetKey = originOf(config.url).value_or(config.url);
    options.retries.attempts = config.maxRetries + 1;
    options.retries.longestRetryAfter = config.retryAfterMax;
    return options;
}

OAuthSettings oauthSettings(const ConnectionConfig& config) {
    OAuthSettings settings;
    if (deploymentOf(config) == Deployment::DataCenter) settings.provider = OAuthSettings::Provider::DataCenter;
    if (config.authScheme == AuthScheme::OAuthClient) settings.grant = OAuthSettings::Grant::ClientCredentials;
    settings.initiate = initiateOf(config.initiateOAuth);
    settings.authUrl = authUrlOf(config);
    settings.siteUrl = config.url;
    settings.clientId = config.oauthClientId;
    settings.clientSecret = config.oauthClientSecret;
    if (!config.callbackUrl.empty()) settings.callbackUrl = config.callbackUrl;
    settings.scope = config.scope;
    settings.account = config.user;
    settings.accessToken = config.oauthAccessToken;
    settings.refreshToken = config.oauthRefreshToken;
    settings.verifier = config.oauthVerifier;
    if (config.oauthExpiresIn.count() > 0) settings.expiresIn = config.oauthExpiresIn;
    if (config.oauthTokenTimestamp.count() > 0) {
        settings.tokenTimestamp = std::chrono::system_clock::time_point(config.oauthTokenTimestamp);
    }
    settings.mayPrompt = config.mayPrompt && hasDisplay();
    settings.storeLocation = config.oauthSettingsLocation;
    if (config.oauthStorage == common::OAuthStorage::SecretService) {
        settings.storage = OAuthSettings::Storage::SecretService;
    }
    settings.dataSource = config.dataSourceName;
    return settings;
}

std::unique_ptr<Credentials> makeCredentials(const ConnectionConfig& config, RequestLog& requestLog,
                                             const common::Log& log, const common::Clock& clock) {
    if (usesOAuth(config)) {
        auto transport = makeAnonymousTransport(transportOptions(config), requestLog, log, clock);
        return std::make_unique<OAuthCredentials>(oauthSettings(config), std::move(transport), clock);
    }
    if (config.authScheme == AuthScheme::Bearer) return std::make_unique<BearerToken>(config.oauthAccessToken);
    if (config.authScheme == AuthScheme::Pat) return std::make_unique<BearerToken>(config.pat);
    return std::make_unique<BasicCredentials>(config.user, config.apiToken);
}

std::vector<std::string> connectionWarnings(const ConnectionConfig& config) {
    return warningsOf(transportOptions(config).tls);
}

}  // namespace assetsodbc::assets
