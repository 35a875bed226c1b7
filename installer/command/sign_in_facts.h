// What a kept sign-in may do and until when, in words.
#pragma once

#include <string>

#include "assets/auth/token_set.h"

namespace assetsodbc::installer {

// "access until 2026-01-31 10:00:00 UTC, renewed by itself; may: read:..." Never a token.
std::string signInFacts(const assets::TokenSet& tokens, assets::TokenSet::Time now);

}  // namespace assetsodbc::installer
