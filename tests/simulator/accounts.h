// Who may log in, and what each credential is good for. demoAccounts() is what the documentation names. A value type
// and one lookup; nothing here is secret, the credentials exist on loopback only.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::simulator {

enum class CredentialKind {
    ApiToken,             // Cloud: Basic, e-mail and token
    AccessToken,          // Cloud: Bearer, through /ex/jira/{cloudId} only
    PersonalAccessToken,  // Data Center: Bearer
    Password,             // Data Center: Basic
    OAuthToken            // Data Center: Bearer, given out by its own authorization server
};

struct Account {
    CredentialKind kind = CredentialKind::ApiToken;
    std::string login;  // "" for bearers
    std::string secret;
    // Unset: everything. Data Center's are READ, WRITE, ... of an OAuth token. A scoped API token is refused on the
    // site host and without the cloud id, as real ones are.
    std::optional<std::set<std::string>> scopes;
    std::string clientId;                 // of an OAuth token: whose it is
    bool forbidden = false;               // authenticated, but answered 403 everywhere
    bool administrator = true;            // Data Center: else metadata lists are []
    std::set<std::string> hiddenSchemas;  // keys of schemas this account may not see, nor their objects
};

std::vector<Account> demoAccounts();

// What an Authorization header says: scheme "Basic" or "Bearer" and its parts.
struct Credentials {
    std::string scheme;
    std::string login;   // Basic
    std::string secret;  // password or token
};

// Unset when the header is absent or malformed.
std::optional<Credentials> parseAuthorization(std::string_view header);

// The account these credentials open on this kind of deployment, or null.
const Account* findAccount(const std::vector<Account>& accounts, const Credentials& credentials, bool cloud);

}  // namespace assetsodbc::simulator
