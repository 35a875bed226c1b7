#include "assets/auth/token_freshness.h"

#include <algorithm>

namespace assetsodbc::assets {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A minute, for requests underway and clocks that differ; less for tokens that do not live long.
milliseconds spare(const std::optional<seconds>& lifetime) {
    constexpr milliseconds kUsual{60000};
    return lifetime ? std::min(kUsual, milliseconds(*lifetime) / 4) : kUsual;
}

constexpr std::chrono::minutes kLeeway{10};  // of the authorization server, for the token before the last
constexpr seconds kRounding{5};

}  // namespace

std::optional<milliseconds> timeLeft(const TokenSet& tokens, TokenSet::Time now) {
    if (!tokens.expiresAt) return std::nullopt;
    const auto left = std::chrono::duration_cast<milliseconds>(*tokens.expiresAt - now);
    // Longer than it ever lived: the clock was set back since, and nothing is known of its end.
    if (tokens.lifetime && left > *tokens.lifetime + kRounding) return milliseconds(0);
    return left - spare(tokens.lifetime);
}

bool previousMayBeGood(const TokenSet& tokens, TokenSet::Time now) {
    const auto age = now - tokens.rotatedAt;
    return !tokens.previousRefreshToken.empty() && age < kLeeway && -age < kLeeway;
}

}  // namespace assetsodbc::assets
