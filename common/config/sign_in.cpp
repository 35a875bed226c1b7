#include "common/config/sign_in.h"

#include <algorithm>
#include <string>

#include "common/config/connection_properties.h"
#include "common/config/site_address.h"
#include "common/error.h"
#include "common/secret_source.h"

namespace assetsodbc::common {
namespace {

constexpr std::string_view kTokenPage = "made at https://id.atlassian.com/manage-profile/security/api-tokens";
constexpr std::string_view kPatPage = "made in your Jira profile under Personal Access Tokens";
constexpr std::string_view kConsole = "shown at https://developer.atlassian.com/console/myapps";

bool isSet(const ConnectionConfig& config, std::string_view property) {
    return !displayedValue(*findProperty(property), config).empty();
}

bool isNothingSet(const ConnectionConfig& config) {
    constexpr std::string_view kAny[] = {"User",          "APIToken",         "PAT",
                                         "OAuthClientId", "OAuthAccessToken", "OAuthRefreshToken"};
    return std::none_of(std::begin(kAny), std::end(kAny),
                        [&](std::string_view property) { return isSet(config, property); });
}

bool isOnCloud(const ConnectionConfig& config) {
    if (config.deployment != Deployment::Auto) return config.deployment == Deployment::Cloud;
    return isCloudUrl(config.url);
}

AuthScheme schemeOfOAuthClient(const ConnectionConfig& config) {
    const bool isLogin = config.initiateOAuth != InitiateOAuth::Off || !config.oauthVerifier.empty() ||
                         !config.oauthRefreshToken.empty() || !config.oauthAccessToken.empty() ||
                         config.oauthClientSecret.empty();
    return isLogin ? AuthScheme::OAuth : AuthScheme::OAuthClient;
}

// "User (the e-mail address of the account) and APIToken (made at ...)"
std::string listOf(const std::vector<SignInNeed>& needs) {
    std::string list;
    for (const SignInNeed& need : needs) {
        if (!list.empty()) list += " and ";
        list += need.property;
        if (!need.howTo.empty()) list.append(" (").append(need.howTo).append(")");
    }
    return list;
}

// One line per scheme, for those who set nothing yet.
std::string listOfSchemes() {
    std::string list;
    for (const SignInMethod& method : signInMethods()) {
        list.append(list.empty() ? "" : "; ").append("for ").append(method.title).append(" set ");
        std::string names;
        for (const SignInNeed& need : method.needs)
            if (!need.property.empty()) names.append(names.empty() ? "" : " and ").append(need.property);
        list += names;
    }
    return list;
}

std::string hintAtOtherScheme(const ConnectionConfig& config) {
    const bool takesPat = config.authScheme == AuthScheme::Pat || config.authScheme == AuthScheme::Bearer;
    if (!takesPat && !config.pat.empty()) return " A PAT is set: AuthScheme=PAT would use it.";
    if (takesPat && !config.apiToken.empty()) return " An APIToken is set: AuthScheme=APIToken would use it.";
    return {};
}

constexpr std::string_view kReferences[] = {"env:", "file:", "cmd:", "text:"};

bool isReference(const Secret& secret) {
    return isReferenceToSecret(secret.reveal());
}

// No secret has a line break: in a header it would start another header. A token, which is sent as it is, has no blank
// either.
void requireSendable(std::string_view property, const Secret& secret, bool isToken) {
    const std::string& text = secret.reveal();
    const bool isGood = std::all_of(text.begin(), text.end(), [&](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return isToken ? byte > ' ' && byte < 0x7F : byte >= ' ' && byte != 0x7F;
    });
    if (isGood) return;
    throw Error(ErrorKind::InvalidArgument,
                "The connection property " + std::string(property) + "=" + std::string(kMaskedSecret) +
                    " is not allowed: it holds " +
                    (isToken ? "a blank, a line break or a character that no token has. Copy the token again."
                             : "a line break or another control character."));
}

using SecretMember = Secret ConnectionConfig::*;
struct UsedSecret {
    std::string_view property;
    bool isToken;
};

std::vector<UsedSecret> secretsOf(AuthScheme scheme) {
    switch (scheme) {
        case AuthScheme::Auto:
        case AuthScheme::ApiToken:
        case AuthScheme::Basic:
            break;
        case AuthScheme::Pat:
            return {{"PAT", true}};
        case AuthScheme::Bearer:
            return {{"OAuthAccessToken", true}};
        case AuthScheme::OAuth:
            return {{"OAuthClientSecret", false},
                    {"OAuthVerifier", false},
                    {"OAuthAccessToken", true},
                    {"OAuthRefreshToken", false}};
        case AuthScheme::OAuthClient:
            return {{"OAuthClientSecret", false}};
    }
    return {{"APIToken", false}};
}

// The secrets that this configuration uses: a reference that is not needed is never read.
std::vector<UsedSecret> usedSecrets(const ConnectionConfig& config) {
    std::vector<UsedSecret> used = secretsOf(config.authScheme);
    if (!config.sslClientCert.empty()) used.push_back({"SSLClientCertPassword", false});
    // Firewall* have become the proxy's, so that its password is resolved by its own name, and once.
    if (config.firewallType != FirewallType::None) {
        used.push_back({"FirewallPassword", false});
    } else if (!config.proxyServer.empty()) {
        used.push_back({"ProxyPassword", false});
    }
    return used;
}

SecretMember memberOf(std::string_view property) {
    return std::get<SecretMember>(findProperty(property)->field);
}

}  // namespace

const std::vector<SignInMethod>& signInMethods() {
    static const std::vector<SignInMethod> kMethods{
        {AuthScheme::ApiToken,
         "APIToken",
         "an account on Cloud",
         "APIToken",
         {{{"User", "User (e-mail address)", "the e-mail address of the account"},
           {"APIToken", "API token", kTokenPage}}}},
        {AuthScheme::Basic,
         "Basic",
         "a Data Center site that allows passwords",
         "APIToken",
         {{{"User", "User name", "the user name"}, {"Password", "Password", ""}}}},
        {AuthScheme::Pat,
         "PAT",
         "an account on Data Center",
         "PAT",
         {{{"PAT", "Personal access token", kPatPage}, {}}}},
        {AuthScheme::Bearer,
         "Bearer",
         "a token that is at hand",
         "OAuthAccessToken",
         {{{"OAuthAccessToken", "Access token", "the token to send"}, {}}}},
        {AuthScheme::OAuth,
         "OAuth",
         "an OAuth 2.0 app, after assets-odbc login",
         "OAuthClientSecret",
         {{{"OAuthClientId", "Client id", kConsole}, {"OAuthClientSecret", "Client secret", ""}}}},
        {AuthScheme::OAuthClient,
         "OAuthClient",
         "a service account",
         "OAuthClientSecret",
         {{{"OAuthClientId", "Client id", "of the service account's OAuth 2.0 credentials"},
           {"OAuthClientSecret", "Client secret", ""}}}},
    };
    return kMethods;
}

const SignInMethod& signInMethod(AuthScheme scheme) {
    const std::vector<SignInMethod>& methods = signInMethods();
    const auto found =
        std::find_if(methods.begin(), methods.end(), [&](const SignInMethod& each) { return each.scheme == scheme; });
    return found == methods.end() ? methods.front() : *found;
}

AuthScheme effectiveScheme(const ConnectionConfig& config) {
    if (config.authScheme != AuthScheme::Auto) return config.authScheme;
    const bool hasAccount = !config.user.empty() && !config.apiToken.empty();
    if (!config.oauthClientId.empty()) {
        const AuthScheme scheme = schemeOfOAuthClient(config);
        const bool isAllThereIs = !hasAccount && config.pat.empty();
        const bool isAskedFor = !config.oauthRefreshToken.empty() || config.initiateOAuth != InitiateOAuth::Off ||
                                !config.oauthVerifier.empty();
        if (isAskedFor || isAllThereIs) return scheme;
    }
    // Cloud has no personal access tokens: there it is another name for a token that is sent as it is.
    if (!config.pat.empty() && !(isOnCloud(config) && hasAccount))
        return isOnCloud(config) ? AuthScheme::Bearer : AuthScheme::Pat;
    if (!config.oauthAccessToken.empty() && !hasAccount) return AuthScheme::Bearer;
    return config.deployment == Deployment::DataCenter ? AuthScheme::Basic : AuthScheme::ApiToken;
}

std::vector<SignInNeed> needsOf(const ConnectionConfig& config) {
    const AuthScheme scheme = effectiveScheme(config);
    const bool usesTokenAsItIs =
        scheme == AuthScheme::OAuth && config.initiateOAuth == InitiateOAuth::Off && !config.oauthAccessToken.empty();
    std::vector<SignInNeed> needs;
    if (usesTokenAsItIs) return needs;
    for (const SignInNeed& need : signInMethod(scheme).needs)
        if (!need.property.empty()) needs.push_back(need);
    return needs;
}

std::vector<SignInNeed> missingNeeds(const ConnectionConfig& config) {
    std::vector<SignInNeed> missing = needsOf(config);
    missing.erase(std::remove_if(missing.begin(), missing.end(),
                                 [&](const SignInNeed& need) { return isSet(config, need.property); }),
                  missing.end());
    return missing;
}

void requireCredentials(const ConnectionConfig& config) {
    const std::vector<SignInNeed> missing = missingNeeds(config);
    if (missing.empty()) return;
    // An invalid authorization, as ODBC sees it: programs that can ask for user and password do so then.
    throw Error(ErrorKind::AuthenticationFailed,
                "Connection properties are missing: set " + listOf(missing) + ", which AuthScheme=" +
                    std::string(signInMethod(config.authScheme).name) + " needs." + hintAtOtherScheme(config) +
                    (isNothingSet(config) ? " Ways to sign in: " + listOfSchemes() + "." : ""));
}

void requireSendableCredentials(const ConnectionConfig& config) {
    for (const UsedSecret& used : usedSecrets(config)) {
        const Secret& secret = config.*memberOf(used.property);
        if (!isReference(secret)) requireSendable(used.property, secret, used.isToken);
    }
    const bool isSentWithPassword = config.authScheme == AuthScheme::ApiToken || config.authScheme == AuthScheme::Basic;
    if (isSentWithPassword && config.user.find(':') != std::string::npos)
        throw Error(ErrorKind::InvalidArgument, "The connection property User=" + config.user +
                                                    " is not allowed: a user name that is sent with a password cannot "
                                                    "hold a colon.");
}

bool isReferenceToSecret(std::string_view value) {
    return std::any_of(std::begin(kReferences), std::end(kReferences),
                       [&](std::string_view word) { return value.substr(0, word.size()) == word; });
}

void resolveSecrets(ConnectionConfig& config) {
    for (const UsedSecret& used : usedSecrets(config)) {
        Secret& secret = config.*memberOf(used.property);
        if (secret.empty() || !isReference(secret)) continue;
        secret = resolveSecret(used.property, secret);
        requireSendable(used.property, secret, used.isToken);
    }
    if (config.firewallType != FirewallType::None) config.proxyPassword = config.firewallPassword;
}

}  // namespace assetsodbc::common
