// The token endpoint of an authorization server: Atlassian Cloud (JSON bodies) or Data Center (form bodies). One
// request each, no state. Used by one thread at a time, like its transport.
#pragma once

#include <string>

#include "assets/auth/oauth_settings.h"
#include "assets/auth/token_set.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class Transport;

class OAuthClient {
public:
    // All must outlive the client.
    OAuthClient(const OAuthSettings& settings, Transport& transport, const common::Clock& clock);

    // Each throws Error{AuthenticationFailed} when the server refuses (with its own words and what to do), RateLimited,
    // ServerError, BadResponse for what is no answer of an authorization server, and what the transport throws.
    TokenSet exchangeCode(const common::Secret& code, const common::CallContext& context);
    // Keeps the refresh token where the server does not send another.
    TokenSet refresh(const common::Secret& refreshToken, const common::CallContext& context);
    TokenSet clientCredentials(const common::CallContext& context);
    // Data Center only: tells the server that the token is needed no more. Throws nothing but Cancelled and Timeout.
    void revoke(const common::Secret& refreshToken, const common::CallContext& context);

private:
    const OAuthSettings& settings_;
    Transport& transport_;
    const common::Clock& clock_;
};

}  // namespace assetsodbc::assets
