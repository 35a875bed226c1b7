// What an authorization server tells through the address that it sends the browser to.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/secret.h"

namespace assetsodbc::assets {

// The parameters of a query ("a=1&b=two%20words"); of one that comes twice, the first.
std::map<std::string, std::string> queryParameters(std::string_view query);

// Whether the query brings this state (compared in constant time).
bool hasState(std::string_view query, const std::string& state);
// Whether it tells of a refusal.
bool isRefusal(std::string_view query);

// The code out of what the browser was sent to or a person pasted: an address, its query, or the code alone (only where
// `mayLackState`). Throws Error{AuthenticationFailed} for a refusal, another state, or what holds no code.
common::Secret codeFrom(const std::string& answer, const std::string& state, bool mayLackState);
// The same of OAuthVerifier, whose state nobody knows.
common::Secret codeFrom(const std::string& answer);

}  // namespace assetsodbc::assets
