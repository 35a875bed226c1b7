// Proof key for code exchange (RFC 7636): whether a verifier belongs to a challenge. Stateless.
#pragma once

#include <string>

namespace assetsodbc::simulator {

// An empty challenge takes any verifier. method: "S256", "plain" or "" (which is plain).
bool matchesChallenge(const std::string& challenge, const std::string& method, const std::string& verifier);

}  // namespace assetsodbc::simulator
