// A connection's sign-in against an authorization server that the test plays, with a store of the test's own.
#pragma once

#include <memory>
#include <string>

#include "assets/auth/oauth_credentials.h"
#include "assets/auth/token_store.h"
#include "tests/unit/assets/auth/auth_fixture.h"

namespace assetsodbc::assets::testing {

class OAuthCredentialsTest : public AuthTest {
protected:
    std::unique_ptr<OAuthCredentials> connect() {
        return std::make_unique<OAuthCredentials>(settings, server.transport(), clock);
    }
    std::string header(OAuthCredentials& credentials) { return credentials.authorization(context).reveal(); }
    common::Error headerError(OAuthCredentials& credentials) {
        return errorOfCall([&] { header(credentials); });
    }
    // As a login leaves it; the access token has expired.
    void logIn() {
        TokenSet tokens;
        tokens.accessToken = secret("access-0");
        tokens.refreshToken = secret(server.newRefreshToken());
        tokens.lifetime = std::chrono::seconds(3600);
        tokens.expiresAt = clock.wallClock();
        keep(tokens);
    }
    void keep(const TokenSet& tokens) {
        TokenStore store(settings);
        auto lock = store.lock(context, clock);
        store.replace(lock, tokens);
    }
    TokenSet stored() const { return TokenStore(settings).read().value(); }
    std::string storePath() const { return TokenStore(settings).place().substr(9); }
    std::size_t asked() const { return server.requests.size(); }
};

}  // namespace assetsodbc::assets::testing
