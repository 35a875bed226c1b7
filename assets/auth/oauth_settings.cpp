#include "assets/auth/oauth_settings.h"

#include <algorithm>

#include "assets/scopes.h"

namespace assetsodbc::assets {

std::string OAuthSettings::loginCommand() const {
    // Within quotes that a shell takes literally, whatever the name holds.
    std::string name;
    for (const char c : dataSource) name += c == '\'' ? std::string("'\\''") : std::string(1, c);
    const bool isPlain = dataSource.find_first_not_of(
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.") == std::string::npos;
    if (dataSource.empty()) return "assets-odbc login --dsn NAME";
    return "assets-odbc login --dsn " + (isPlain ? dataSource : "'" + name + "'");
}

std::string OAuthSettings::serverUrl() const {
    std::string url = authUrl.empty() && provider == Provider::DataCenter ? siteUrl : authUrl;
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

std::string OAuthSettings::requestedScope() const {
    std::string wanted = scope;
    std::replace(wanted.begin(), wanted.end(), ',', ' ');
    if (provider == Provider::DataCenter) return wanted.empty() ? "READ" : wanted;
    if (wanted.empty()) wanted = minimumReadScopes();
    return grant == Grant::AuthorizationCode ? withOfflineAccess(wanted) : wanted;
}

common::Secret OAuthSettings::seed() const {
    if (!verifier.empty()) return common::Secret("code:" + verifier.reveal());
    if (!refreshToken.empty()) return common::Secret("token:" + refreshToken.reveal());
    if (!accessToken.empty() && initiate != Initiate::Off) return common::Secret("access:" + accessToken.reveal());
    return {};
}

bool OAuthSettings::isSeedKeptApart() const {
    const bool isAccessToken = verifier.empty() && refreshToken.empty();
    return !seed().empty() && (account.empty() || isAccessToken);
}

}  // namespace assetsodbc::assets
