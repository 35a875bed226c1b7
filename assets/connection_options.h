// What a connection's settings mean to each part of this module: the one reading of the configuration, for the driver's
// sessions and for the programs beside it. Pure functions.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "assets/auth/oauth_settings.h"
#include "assets/discovery.h"
#include "assets/http/transport_stack.h"
#include "common/config/connection_config.h"

namespace assetsodbc::assets {

class Credentials;

// Where the API is looked for. A site whose kind is left open counts as Data Center with OAuth unless its host is
// Atlassian's, since the two have different authorization servers.
DiscoverySettings discoverySettings(const common::ConnectionConfig& config);

// The hosts that may be contacted are the site's, the API's, the authorization server's with OAuth, and AllowedHosts;
// all but the authorization server's may see the credentials.
TransportOptions transportOptions(const common::ConnectionConfig& config);

bool usesOAuth(const common::ConnectionConfig& config);
// With mayPrompt only where the application allows it and there is a display. For usesOAuth().
OAuthSettings oauthSettings(const common::ConnectionConfig& config);

// Of the authentication scheme. Requests of OAuth go through a transport of their own; all must outlive the object.
// Throws Error{InvalidArgument} for what cannot be sent.
std::unique_ptr<Credentials> makeCredentials(const common::ConnectionConfig& config, RequestLog& requestLog,
                                             const common::Log& log, const common::Clock& clock);

// What to do when the site refuses the sign-in: a sentence or two, by the authentication scheme.
std::string signInAdvice(const common::ConnectionConfig& config);

// What the user should know at every connect: that something is less safe than it could be.
std::vector<std::string> connectionWarnings(const common::ConnectionConfig& config);

}  // namespace assetsodbc::assets
