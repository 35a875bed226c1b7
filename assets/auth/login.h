// Signing in with the authorization code flow: a person allows the access in a browser, which is sent back to a
// listener on this machine, or whose address the person pastes.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "assets/auth/oauth_settings.h"
#include "assets/auth/token_set.h"

namespace assetsodbc::common {
struct CallContext;
class Clock;
}  // namespace assetsodbc::common

namespace assetsodbc::assets {

class TokenStore;
class Transport;

struct LoginUi {
    // Told the address to open, whether a browser is opened or not. May be empty.
    std::function<void(const std::string& url)> showLink;
    // Returns what the person pasted: the code, or the address that the browser ended at. Empty function: a listener at
    // CallbackURL waits for the browser instead.
    std::function<std::string()> readAnswer;
    bool openBrowser = false;
    std::chrono::seconds patience{300};  // of the listener
};

// Stores and returns the tokens. The store is checked first, so that nobody signs in in vain; a damaged entry is
// replaced. Throws Error{AuthenticationFailed} (refused, wrong state, no refresh token), InvalidArgument (CallbackURL,
// store), Timeout, Cancelled, and what OAuthClient throws.
TokenSet logIn(const OAuthSettings& settings, Transport& transport, TokenStore& store, const LoginUi& ui,
               const common::CallContext& context, const common::Clock& clock);

// The same without a store: only the tokens.
TokenSet authorize(const OAuthSettings& settings, Transport& transport, const LoginUi& ui,
                   const common::CallContext& context, const common::Clock& clock);

// Forgets the sign-in, and on Data Center tells the server so. Whether there was one.
bool logOut(const OAuthSettings& settings, Transport& transport, TokenStore& store, const common::CallContext& context,
            const common::Clock& clock);

// Where a person allows the access. Exposed for the link alone; logIn() makes its own.
std::string authorizationUrl(const OAuthSettings& settings, const std::string& state);
// 256 random bits in hexadecimal digits. Throws Error{Internal} where the system has none.
std::string newState();

}  // namespace assetsodbc::assets
