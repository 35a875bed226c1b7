// Whether an access token may be used, and for how long. Pure functions. A clock that is wrong does no harm as long as
// it stays so, since times are kept by the clock of the machine; one that was set meanwhile costs a refresh at most.
#pragma once

#include <chrono>
#include <optional>

#include "assets/auth/token_set.h"

namespace assetsodbc::assets {

// How long the token may be used from `now`, with time to spare; zero or less: refresh it. nullopt: until it is
// refused.
std::optional<std::chrono::milliseconds> timeLeft(const TokenSet& tokens, TokenSet::Time now);

// Whether what refreshToken took the place of may still be taken by the server.
bool previousMayBeGood(const TokenSet& tokens, TokenSet::Time now);

}  // namespace assetsodbc::assets
