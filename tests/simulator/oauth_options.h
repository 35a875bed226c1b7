// What the simulator's two authorization servers (Atlassian's for Cloud, and Data Center's own) know and how they
// behave: the registered clients and each point that the API's description leaves open. Value types.
#pragma once

#include <set>
#include <string>
#include <vector>

namespace assetsodbc::simulator {

enum class OAuthProvider { Cloud, DataCenter };

// How a code or refresh token that is no good is answered.
enum class GrantRefusal { Status400, Status401, Status403, HtmlPage, ServerError, TooManyRequests };

// What /oauth/token/accessible-resources lists: this site; another one before it; nothing.
enum class AccessibleSites { One, Several, None };

// How the browser is sent back from /authorize.
enum class ConsentAnswer { Granted, Denied, WrongState, NoState, NoCode };

struct OAuthClient {
    std::string id;
    std::string secret;
    OAuthProvider provider = OAuthProvider::Cloud;
    // Compared character by character; "http://localhost:*" takes any port, for tests that listen on a free one.
    std::vector<std::string> redirectUris;
    // The most a token of it is granted. Data Center: READ, WRITE, ADMIN, SYSTEM_ADMIN, the highest counts.
    std::set<std::string> scopes;
    bool serviceAccount = false;          // may use the client_credentials grant
    std::set<std::string> hiddenSchemas;  // keys of schemas its tokens do not see
};

struct OAuthOptions {
    std::vector<OAuthClient> clients;  // demoOAuthClients() unless told otherwise
    int accessTokenSeconds = 3600;     // expires_in
    int refreshLeewaySeconds = 600;    // a rotated refresh token may be used again for so long; 0: never
    int refreshIdleDays = 90;          // an unused refresh token dies after so many days
    bool reuseRevokesAll = true;       // a rotated one that comes after the leeway kills its successors, too
    bool rotateRefreshTokens = true;   // false: a refresh answers without a new refresh token
    GrantRefusal grantRefusal = GrantRefusal::Status400;
    ConsentAnswer consent = ConsentAnswer::Granted;
    AccessibleSites accessibleSites = AccessibleSites::One;
    std::string siteUrl;           // of the accessible site; empty: the simulator's own URL
    int accessTokenLength = 1200;  // real ones are JSON Web Tokens of some thousand characters

    OAuthOptions();
};

// Every scope of Assets, and that of workspace discovery.
std::set<std::string> allAssetsScopes();
// demo-client and demo-service (Cloud), demo-dc-client (Data Center).
std::vector<OAuthClient> demoOAuthClients();

const OAuthClient* findClient(const OAuthOptions& options, OAuthProvider provider, const std::string& id);
bool acceptsRedirect(const OAuthClient& client, const std::string& uri);

}  // namespace assetsodbc::simulator
