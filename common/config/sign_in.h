// What each way to sign in needs, in one table: checks while connecting, the questions of SQLBrowseConnect and the
// documentation follow it. Pure functions but for resolveSecrets.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "common/config/connection_config.h"

namespace assetsodbc::common {

struct PropertySpec;

struct SignInNeed {
    std::string_view property;  // its name in the property table; empty = no further need
    std::string_view label;     // for a form: "API token"
    std::string_view howTo;     // for a message, may be empty: "made at https://..."
};

struct SignInMethod {
    AuthScheme scheme;
    std::string_view name;      // as AuthScheme says it
    std::string_view title;     // "an API token of a Cloud account"
    std::string_view password;  // the property that a PWD of an application's log-in dialog stands for
    std::array<SignInNeed, 2> needs;
};

// Every scheme but Auto.
const std::vector<SignInMethod>& signInMethods();
const SignInMethod& signInMethod(AuthScheme scheme);

// The scheme in force: the one asked for, or with Auto the one that what is set makes sense for. Of the configuration
// url (any spelling), deployment and the properties of signing in are read.
AuthScheme effectiveScheme(const ConnectionConfig& config);

// What the scheme in force needs; nothing for an OAuth access token that is used as it is.
std::vector<SignInNeed> needsOf(const ConnectionConfig& config);

// Those of them that are not set.
std::vector<SignInNeed> missingNeeds(const ConnectionConfig& config);

// Throws Error{AuthenticationFailed} naming the properties that are missing.
void requireCredentials(const ConnectionConfig& config);

// Throws Error{InvalidArgument} for a user name or token that no header can carry. Secrets that are references
// (secret_source.h) are left out.
void requireSendableCredentials(const ConnectionConfig& config);

// Whether the value of a secret property says where the secret is (env:, file:, cmd:, or text: in front of it).
bool isReferenceToSecret(std::string_view value);

// Reads those secrets that are references from where they are, of those only that this configuration uses; checks what
// was read. May run a command. Throws Error{InvalidArgument}.
void resolveSecrets(ConnectionConfig& config);

}  // namespace assetsodbc::common
