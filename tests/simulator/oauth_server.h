// The simulator's authorization servers over HTTP: Atlassian's for Cloud (/authorize, /oauth/token and
// /oauth/token/accessible-resources, JSON bodies) and Data Center's own ({base}/rest/oauth2/latest/authorize and token,
// form bodies). Consent is given at once: /authorize sends the browser straight back. Thread-safe.
#pragma once

#include <httplib.h>

#include <optional>
#include <string>

#include "tests/simulator/accounts.h"
#include "tests/simulator/oauth_tokens.h"
#include "tests/simulator/reply.h"
#include "tests/simulator/scene.h"

namespace assetsodbc::simulator {

class OAuthServer {
public:
    explicit OAuthServer(const ServerClock& clock) : tokens_(clock) {}

    // Nothing when the request is for no endpoint of an authorization server. baseUrl: the simulator's own.
    std::optional<Reply> answer(const Scene& scene, const httplib::Request& request, const std::string& baseUrl);

    // Whom an access token that is alive lets in.
    std::optional<Account> findAccount(const std::string& accessToken, bool cloud) const;

    OAuthTokens& tokens() { return tokens_; }

private:
    Reply authorize(const OAuthOptions& options, OAuthProvider provider, const httplib::Request& request);
    Reply token(const OAuthOptions& options, OAuthProvider provider, const httplib::Request& request);
    Reply accessibleResources(const Scene& scene, const httplib::Request& request, const std::string& baseUrl) const;

    OAuthTokens tokens_;
};

}  // namespace assetsodbc::simulator
