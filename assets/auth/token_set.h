// What an authorization server gave us, as it is kept. A plain value; prints nothing of its secrets.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "common/secret.h"

namespace assetsodbc::assets {

struct TokenSet {
    using Time = std::chrono::system_clock::time_point;

    common::Secret accessToken;
    common::Secret refreshToken;          // empty: cannot be refreshed
    common::Secret previousRefreshToken;  // what refreshToken took the place of; good for some minutes more
    // The lifetime that the server told, and when it ends by the clock of the machine that received the token. nullopt:
    // not told, so the token is used until it is refused.
    std::optional<std::chrono::seconds> lifetime;
    std::optional<Time> expiresAt;
    Time rotatedAt{};   // when refreshToken was received
    std::string scope;  // granted, separated by blanks; empty = not told
    // OAuthSettings::seed() of the connection that all this grew from: as long as a connection says the same, what is
    // kept here is newer.
    common::Secret seed;
};

}  // namespace assetsodbc::assets
