#include "tests/simulator/oauth_tokens.h"

#include <openssl/rand.h>

#include <algorithm>

#include "tests/simulator/pkce.h"

#include "tests/simulator/secret_record.h"

namespace assetsodbc::simulator {
namespace {

constexpr std::chrono::minutes kCodeLife{10};
constexpr int kRefreshTokenLength = 800;
constexpr int kCodeLength = 120;

// Random characters of base64url after a prefix that says in a log what it is.
std::string randomText(const std::string& prefix, int length) {
    static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text(static_cast<std::size_t>(std::max(16, length)), '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(text.data()), static_cast<int>(text.size())) != 1) {
        throw std::runtime_error("no random numbers");
    }
    for (char& c : text) c = kDigits[static_cast<unsigned char>(c) & 63];
    return prefix + text;
}

}  // namespace

std::string OAuthTokens::issueCode(OAuthGrant grant) {
    const std::lock_guard lock(mutex_);
    const auto code = randomText("code-", kCodeLength);
    codes_[code] = {std::move(grant), clock_.now() + kCodeLife};
    return code;
}

IssuedTokens OAuthTokens::redeemCode(const OAuthOptions& options, const std::string& code, const std::string& clientId,
                                     const std::string& redirectUri, const std::string& verifier) {
    const std::lock_guard lock(mutex_);
    const auto found = codes_.find(code);
    if (found == codes_.end()) throw GrantRefused("Invalid authorization code");
    const Code held = found->second;
    codes_.erase(found);  // whatever comes of it, it was used
    if (held.expires <= clock_.now()) throw GrantRefused("The authorization code is expired");
    if (held.grant.clientId != clientId) throw GrantRefused("The authorization code belongs to another client");
    if (held.grant.redirectUri != redirectUri) throw GrantRefused("The redirect_uri is not that of the authorization");
    if (!matchesChallenge(held.grant.codeChallenge, held.grant.codeChallengeMethod, verifier)) {
        throw GrantRefused("Failed to verify code verifier");
    }
    const bool refreshable =
        held.grant.provider == OAuthProvider::DataCenter || held.grant.scopes.count("offline_access") != 0;
    return issueLocked(options, held.grant, refreshable ? std::optional(nextFamily_++) : std::nullopt);
}

// Throws when a token that was rotated before may not be used again.
void OAuthTokens::checkRotated(const OAuthOptions& options, const RefreshToken& token) {
    if (!token.rotated) return;
    const auto leeway = std::chrono::seconds(options.refreshLeewaySeconds);
    if (leeway.count() > 0 && clock_.now() <= *token.rotated + leeway) return;
    ++reuses_;
    if (options.reuseRevokesAll) revokeFamily(token.family);
    throw GrantRefused("Unknown or invalid refresh token.");
}

IssuedTokens OAuthTokens::refresh(const OAuthOptions& options, const std::string& token, const std::string& clientId) {
    const std::lock_guard lock(mutex_);
    const auto found = refresh_.find(token);
    if (found == refresh_.end() || found->second.grant.clientId != clientId || found->second.revoked) {
        throw GrantRefused("Unknown or invalid refresh token.");
    }
    RefreshToken& held = found->second;
    if (held.expires <= clock_.now()) throw GrantRefused("The refresh token is expired");
    checkRotated(options, held);
    ++refreshes_;
    held.expires = clock_.now() + std::chrono::hours(24 * options.refreshIdleDays);
    if (!options.rotateRefreshTokens) return issueLocked(options, held.grant, std::nullopt);
    if (!held.rotated) held.rotated = clock_.now();
    const OAuthGrant grant = held.grant;
    return issueLocked(options, grant, held.family);
}

IssuedTokens OAuthTokens::issue(const OAuthOptions& options, const OAuthGrant& grant, bool withRefreshToken) {
    const std::lock_guard lock(mutex_);
    return issueLocked(options, grant, withRefreshToken ? std::optional(nextFamily_++) : std::nullopt);
}

IssuedTokens OAuthTokens::issueLocked(const OAuthOptions& options, const OAuthGrant& grant,
                                      std::optional<std::uint64_t> family) {
    IssuedTokens issued;
    issued.scopes = grant.scopes;
    issued.expiresIn = options.accessTokenSeconds;
    issued.accessToken = randomText("at-", options.accessTokenLength);
    recordSecret(issued.accessToken);
    access_[issued.accessToken] = {grant, clock_.now() + std::chrono::seconds(options.accessTokenSeconds)};
    if (!family) return issued;
    issued.refreshToken = randomText("rt-", kRefreshTokenLength);
    recordSecret(issued.refreshToken);
    RefreshToken made;
    made.grant = grant;
    made.family = *family;
    made.expires = clock_.now() + std::chrono::hours(24 * options.refreshIdleDays);
    refresh_[issued.refreshToken] = std::move(made);
    return issued;
}

std::optional<OAuthGrant> OAuthTokens::findAccess(const std::string& token) const {
    const std::lock_guard lock(mutex_);
    const auto found = access_.find(token);
    if (found == access_.end() || found->second.expires <= clock_.now()) return std::nullopt;
    return found->second.grant;
}

std::optional<std::string> OAuthTokens::redirectOfRefresh(const std::string& token) const {
    const std::lock_guard lock(mutex_);
    const auto found = refresh_.find(token);
    if (found == refresh_.end()) return std::nullopt;
    return found->second.grant.redirectUri;
}

void OAuthTokens::expireAccessTokens() {
    const std::lock_guard lock(mutex_);
    access_.clear();
}

void OAuthTokens::revokeRefreshTokens() {
    const std::lock_guard lock(mutex_);
    for (auto& [text, token] : refresh_) token.revoked = true;
}

void OAuthTokens::revokeRefreshToken(const std::string& token) {
    const std::lock_guard lock(mutex_);
    const auto found = refresh_.find(token);
    if (found == refresh_.end()) throw std::invalid_argument("there is no such refresh token");
    revokeFamily(found->second.family);
}

void OAuthTokens::revokeFamily(std::uint64_t family) {
    for (auto& [text, token] : refresh_) {
        if (token.family == family) token.revoked = true;
    }
}

OAuthCounts OAuthTokens::counts() const {
    const std::lock_guard lock(mutex_);
    OAuthCounts counts;
    const auto now = clock_.now();
    for (const auto& [text, token] : access_) counts.accessTokens += token.expires > now ? 1 : 0;
    for (const auto& [text, token] : refresh_) {
        counts.refreshTokens += !token.revoked && !token.rotated && token.expires > now ? 1 : 0;
    }
    counts.refreshes = refreshes_;
    counts.reuses = reuses_;
    return counts;
}

}  // namespace assetsodbc::simulator
