// How a connection signs in with OAuth 2.0: what the connection properties say, in the words of the flows. A plain
// value.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "common/secret.h"

namespace assetsodbc::assets {

struct OAuthSettings {
    // Data Center has an authorization server of its own, under the site's base URL, with other paths and form bodies.
    enum class Provider { Cloud, DataCenter };
    enum class Grant { AuthorizationCode, ClientCredentials };
    // Off: a given access token is used as it is; without one, what a login stored is used, and kept fresh.
    // Refresh: the same, but a given access token is refreshed too. GetAndRefresh: and a login is started when there is
    // nothing to refresh and mayPrompt.
    enum class Initiate { Off, Refresh, GetAndRefresh };
    enum class Storage { File, SecretService };

    Provider provider = Provider::Cloud;
    Grant grant = Grant::AuthorizationCode;
    Initiate initiate = Initiate::Off;
    // Cloud: https://auth.atlassian.com. Data Center: the base URL of the site, or empty for siteUrl.
    std::string authUrl = "https://auth.atlassian.com";
    std::string siteUrl;
    std::string clientId;
    common::Secret clientSecret;
    std::string callbackUrl = "http://localhost:33333";
    // Separated by blanks; empty = the minimum that reads everything (READ on Data Center). offline_access is added
    // where a refresh token is wanted.
    std::string scope;
    std::string account;  // tells sign-ins of one client to one site apart (User); may be empty
    common::Secret accessToken, refreshToken;
    common::Secret verifier;  // the code of a redirection, or the whole address that the browser was sent to
    std::optional<std::chrono::seconds> expiresIn;                        // of accessToken, from tokenTimestamp
    std::optional<std::chrono::system_clock::time_point> tokenTimestamp;  // when accessToken was got; nullopt = now
    bool mayPrompt = false;  // a browser may be opened, or a keyring unlocked: there is a display, and the application
                             // allows prompts
    std::string storeLocation;  // directory, or file with an ending; empty = the user's data directory
    Storage storage = Storage::File;
    std::string dataSource;  // name of the DSN, for messages; may be empty

    // The command that signs in anew, for messages: "assets-odbc login --dsn NAME".
    std::string loginCommand() const;
    // Of the authorization server, without a slash at its end.
    std::string serverUrl() const;
    // The scopes to ask for: Scope or its default, with offline_access on Cloud where a refresh token is wanted.
    std::string requestedScope() const;
    // What the connection itself was given to begin with, marked which: OAuthVerifier, OAuthRefreshToken, or else an
    // OAuthAccessToken that is not merely used as it is; or empty.
    common::Secret seed() const;
    // Whether what grows from the seed is kept apart from all else: nothing else tells whose it is, or it is but an
    // access token, which must not take the place of a log-in that can be refreshed.
    bool isSeedKeptApart() const;
};

}  // namespace assetsodbc::assets
