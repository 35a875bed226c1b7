// The codes, access tokens and refresh tokens that the simulator's authorization servers gave out, and what became of
// them: one-time codes, expiry, rotation with its leeway, the detection of reuse, revocation. No HTTP in here.
// Thread-safe.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/simulator/oauth_options.h"
#include "tests/simulator/server_clock.h"

namespace assetsodbc::simulator {

// What somebody agreed to: it comes with every token.
struct OAuthGrant {
    OAuthProvider provider = OAuthProvider::Cloud;
    std::string clientId;
    std::set<std::string> scopes;
    std::set<std::string> hiddenSchemas;
    std::string redirectUri;          // "" for client credentials
    std::string codeChallenge;        // "" without PKCE
    std::string codeChallengeMethod;  // "S256" or "plain"
};

struct IssuedTokens {
    std::string accessToken;
    std::string refreshToken;  // "" for none
    int expiresIn = 0;
    std::set<std::string> scopes;
};

// A code or refresh token that is no good: error invalid_grant with this description.
class GrantRefused : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// What is alive.
struct OAuthCounts {
    std::size_t accessTokens = 0;
    std::size_t refreshTokens = 0;
    std::size_t refreshes = 0;  // granted since the start
    std::size_t reuses = 0;     // refresh tokens that came again after their leeway
};

class OAuthTokens {
public:
    explicit OAuthTokens(const ServerClock& clock) : clock_(clock) {}

    std::string issueCode(OAuthGrant grant);
    // These throw GrantRefused. The caller has authenticated the client.
    IssuedTokens redeemCode(const OAuthOptions& options, const std::string& code, const std::string& clientId,
                            const std::string& redirectUri, const std::string& verifier);
    IssuedTokens refresh(const OAuthOptions& options, const std::string& token, const std::string& clientId);
    // Tokens without a code before them: client credentials, and tests that want a signed-in state.
    IssuedTokens issue(const OAuthOptions& options, const OAuthGrant& grant, bool withRefreshToken);

    // The grant behind an access token that is alive.
    std::optional<OAuthGrant> findAccess(const std::string& token) const;
    // The redirect_uri that a refresh token was issued for, alive or not.
    std::optional<std::string> redirectOfRefresh(const std::string& token) const;

    void expireAccessTokens();
    void revokeRefreshTokens();
    void revokeRefreshToken(const std::string& token);
    OAuthCounts counts() const;

private:
    using TimePoint = ServerClock::TimePoint;

    struct Code {
        OAuthGrant grant;
        TimePoint expires;
    };
    struct AccessToken {
        OAuthGrant grant;
        TimePoint expires;
    };
    struct RefreshToken {
        OAuthGrant grant;
        std::uint64_t family = 0;  // all that descend from one consent
        TimePoint expires;
        std::optional<TimePoint> rotated;
        bool revoked = false;
    };

    IssuedTokens issueLocked(const OAuthOptions& options, const OAuthGrant& grant, std::optional<std::uint64_t> family);
    void revokeFamily(std::uint64_t family);
    void checkRotated(const OAuthOptions& options, const RefreshToken& token);

    const ServerClock& clock_;
    mutable std::mutex mutex_;
    std::map<std::string, Code> codes_;
    std::map<std::string, AccessToken> access_;
    std::map<std::string, RefreshToken> refresh_;
    std::uint64_t nextFamily_ = 1;
    std::size_t refreshes_ = 0;
    std::size_t reuses_ = 0;
};

}  // namespace assetsodbc::simulator
