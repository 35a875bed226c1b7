// What an answer of the site means when it is not the one asked for: one Error with the site's own words, the cause and
// the cure. Looks at status, content type and login headers before anybody parses a body.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "assets/http/transport.h"
#include "assets/operations.h"
#include "common/error.h"

namespace assetsodbc::assets {

// Who was asked for what; for the message.
struct Asked {
    Operation operation;
    std::string host;
    std::string aql;     // empty when the call has none
    std::string scopes;  // OAuth scopes configured, if any
    bool isDataCenter = false;
    // What to check when the sign-in is refused (connection_options.h); empty = in general.
    std::string signInAdvice = {};
};

// The OAuth scopes that the sign-in is known to have (Credentials::grantedScopes); empty = nobody can tell.
using GrantedScopes = std::function<std::optional<std::string>()>;

// Throws Error{ScopeMissing} when the grant is known and lacks the scope of the operation: there is no use in sending
// it. Only for calls to Cloud.
void requireGranted(const GrantedScopes& granted, const Asked& asked);

// Throws unless the answer is a success, is JSON and was given to the account that asked.
void requireUsable(const Response& response, const Asked& asked);
// The error that a failed answer means.
common::Error errorOf(const Response& response, const Asked& asked);

// A refusal of a token that is good but was not granted the scope.
bool isScopeMismatch(const Response& response);
// By Content-Type, or by its first character when that header is missing.
bool isJson(const Response& response);
// The text on one line, at most about 300 bytes.
std::string quotable(std::string_view text);

}  // namespace assetsodbc::assets
