// Which scopes a consent or a service account ends up with. Stateless.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "tests/simulator/oauth_options.h"

namespace assetsodbc::simulator {

std::set<std::string> splitScopes(const std::string& text);  // at blanks
std::string joinScopes(const std::set<std::string>& scopes);

// What a client that asks for these scopes is granted. Cloud: those that are registered, and offline_access. Data
// Center: the highest asked for with all below it. Nothing when that is none at all.
std::optional<std::set<std::string>> grantedScopes(const OAuthClient& client, const std::set<std::string>& asked);

}  // namespace assetsodbc::simulator
