// Control of the authorization servers as JSON, of /_sim/oauth and /_sim/clock. Mistakes are refused with
// std::invalid_argument, whose text goes back to the caller.
#pragma once

#include <chrono>
#include <string>

#include "tests/simulator/oauth_tokens.h"
#include "tests/simulator/scene.h"

namespace assetsodbc::simulator {

// The registered clients without their secrets, and what is alive.
std::string oauthToJson(const OAuthOptions& options, const OAuthCounts& counts);

// One of
//   {"action":"expireAccessTokens"}
//   {"action":"revokeRefreshTokens"}           all of them
//   {"action":"revokeRefreshToken","token":"rt-..."}   it and all that descend from the same consent
//   {"action":"register","clientId":"c","clientSecret":"s","provider":"Cloud","redirectUris":[...],"scopes":[...],
//    "serviceAccount":false,"hiddenSchemas":[...]}   in place of a client of that name
//   {"action":"issue","clientId":"c","provider":"Cloud","scope":"...","redirectUri":"..."}  tokens without a log-in
// and the answer's text.
std::string changeOAuth(Scenes& scenes, OAuthTokens& tokens, const std::string& json);

// Tokens as after a log-in of this client with these scopes; std::invalid_argument when it would not get them.
IssuedTokens issueTokens(const OAuthOptions& options, OAuthTokens& tokens, OAuthProvider provider,
                         const std::string& clientId, const std::string& scope, const std::string& redirectUri);

// {"advanceSeconds":700}
std::chrono::seconds parseClockAdvance(const std::string& json);

}  // namespace assetsodbc::simulator
