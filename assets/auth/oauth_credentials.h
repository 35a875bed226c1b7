// "Bearer TOKEN" of an OAuth 2.0 sign-in, refreshed some time before it expires and when it was refused. All objects of
// a process that mean the same sign-in share its tokens: one refresh for all of them, and for all processes where the
// tokens are in a store. A rotated refresh token is in the store before its access token is used. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "assets/auth/credentials.h"
#include "assets/auth/oauth_settings.h"

namespace assetsodbc::common {
class Clock;
}

namespace assetsodbc::assets {

class OAuthSignIn;
class Transport;

class OAuthCredentials : public Credentials {
public:
    // The transport is for the token endpoint (makeAnonymousTransport); asked by one thread at a time. The clock must
    // outlive the object. Nothing is sent or read yet. Throws Error{InvalidArgument} naming the property that is
    // missing or cannot be used.
    OAuthCredentials(OAuthSettings settings, std::unique_ptr<Transport> transport, const common::Clock& clock);
    ~OAuthCredentials() override;

    common::Secret authorization(const common::CallContext& context) override;
    // Throws where the refresh fails: the error says more than the site's 401.
    bool renew(const common::Secret& refused, const common::CallContext& context) override;
    // Known after the first authorization(); never on Data Center, whose scopes have no names of operations.
    std::optional<std::string> grantedScopes() const override;

private:
    struct Own;
    std::unique_ptr<Own> own_;
    std::shared_ptr<OAuthSignIn> signIn_;  // nullptr: a given token, used as it is
};

}  // namespace assetsodbc::assets
