// Finds out where the Assets API of a site is: Cloud or Data Center, cloud id, workspace id, base URL. What was found
// is kept for the whole process, by site and API host, so that reconnecting costs no request. Thread-safe.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "assets/response_error.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class Transport;

enum class Deployment { Cloud, DataCenter };

// How we sign in decides which addresses are open to us.
enum class SignIn {
    ApiToken,    // e-mail and API token, with scopes or without: Cloud
    DataCenter,  // a personal access token, or user and password, which only Data Center knows
    Bearer,      // a token given, of whatever kind: Cloud only through /ex/jira/{cloud id}, or Data Center
    OAuth        // tokens of an authorization server: Cloud only through /ex/jira/{cloud id}, or Data Center
};

struct DiscoverySettings {
    std::string siteUrl;  // https://NAME.atlassian.net or the base URL of a Data Center site
    std::string apiUrl = "https://api.atlassian.com";
    std::string workspaceId, cloudId;      // discovered when empty
    std::optional<Deployment> deployment;  // found out when absent
    SignIn signIn = SignIn::ApiToken;
    std::string scopes;                  // OAuth scopes configured, for messages
    std::string signInAdvice;            // what to check when the sign-in is refused; see response_error.h
    GrantedScopes grantedScopes;         // what the sign-in may do, where that is known; see response_error.h
    std::chrono::seconds timeToLive{0};  // how long discovered facts are kept; 0 = not at all
};

struct Endpoint {
    Deployment deployment = Deployment::Cloud;
    std::string siteUrl;
    std::string baseUrl;               // …/v1 on Cloud, …/rest/assets/1.0 on Data Center; no trailing slash
    std::string alternateBaseUrl;      // tried once when the first one refuses every call; empty when there is none
    std::string workspaceId, cloudId;  // empty on Data Center
    bool usesIql = false;              // Data Center before Assets: /iql/objects with `iql`
};

// On Cloud the workspace is asked of the site, or of the API with OAuth and tokens given, which the site itself does
// not take; with an API token of the API also where the site refuses it, as it does one with scopes. A cloud id that
// the site does not tell is asked of the authorization server with OAuth and tokens given. Throws common::Error:
// Forbidden when the site has no Assets or the sign-in is for another site, ScopeMissing, AuthenticationFailed,
// Unreachable, BadResponse, ...
Endpoint discover(const DiscoverySettings& settings, Transport& transport, const common::Clock& clock,
                  const common::CallContext& context);

// Origins (scheme, host, port) that may see the credentials: the site, and the API host unless it is a Data Center.
std::vector<std::string> credentialOrigins(const DiscoverySettings& settings);

// Forgets all that was discovered; for tests.
void forgetDiscovered();

}  // namespace assetsodbc::assets
