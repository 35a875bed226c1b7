#include "assets/auth/login.h"

#include <sys/random.h>

#include <array>
#include <cerrno>
#include <optional>

#include "assets/auth/browser.h"
#include "assets/auth/loopback_listener.h"
#include "assets/auth/oauth_client.h"
#include "assets/auth/redirect_answer.h"
#include "assets/auth/token_store.h"
#include "assets/http/url.h"
#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;

void requireComplete(const OAuthSettings& settings) {
    if (settings.grant == OAuthSettings::Grant::ClientCredentials)
        throw Error(ErrorKind::InvalidArgument,
                    "AuthScheme=OAuthClient needs no log-in: the client credentials are all it takes.");
    const char* missing = nullptr;
    if (settings.clientSecret.empty()) missing = "OAuthClientSecret";
    if (settings.clientId.empty()) missing = "OAuthClientId";
    if (missing != nullptr)
        throw Error(ErrorKind::InvalidArgument,
                    std::string(missing) + " is missing: the log-in needs client id and secret of the OAuth app.");
}

Secret codeByListener(const OAuthSettings& settings, const std::string& link, LoopbackListener& listener,
                      const std::string& state, const LoginUi& ui, const common::CallContext& context,
                      const common::Clock& clock) {
    const bool isOpened = ui.openBrowser && openBrowser(link);
    if (!isOpened && !ui.showLink)
        throw Error(ErrorKind::AuthenticationFailed, "No browser could be opened for the log-in. Log in with: " +
                                                         settings.loginCommand() + " --no-browser");
    return codeFrom(listener.wait(state, ui.patience, context, clock), state, false);
}

Secret codeByPerson(const OAuthSettings& settings, const LoginUi& ui, const common::CallContext& context,
                    const common::Clock& clock) {
    const std::string state = newState();
    const std::string link = authorizationUrl(settings, state);
    // Listening before the link is shown: whoever is quick finds somebody to answer.
    std::optional<LoopbackListener> listener;
    if (!ui.readAnswer) listener.emplace(settings.callbackUrl);
    if (ui.showLink) ui.showLink(link);
    if (listener) return codeByListener(settings, link, *listener, state, ui, context, clock);
    if (ui.openBrowser) openBrowser(link);
    return codeFrom(ui.readAnswer(), state, true);
}

}  // namespace

std::string authorizationUrl(const OAuthSettings& settings, const std::string& state) {
    const bool isCloud = settings.provider == OAuthSettings::Provider::Cloud;
    std::string url = settings.serverUrl();
    url += isCloud ? "/authorize?audience=api.atlassian.com&" : "/rest/oauth2/latest/authorize?";
    url += "client_id=" + percentEncoded(settings.clientId);
    url += "&scope=" + percentEncoded(settings.requestedScope());
    url += "&redirect_uri=" + percentEncoded(settings.callbackUrl);
    url += "&state=" + percentEncoded(state) + "&response_type=code";
    return isCloud ? url + "&prompt=consent" : url;
}

std::string newState() {
    constexpr char kDigits[] = "0123456789abcdef";
    std::array<unsigned char, 32> bytes{};
    ssize_t got = -1;
    do {
        got = ::getrandom(bytes.data(), bytes.size(), 0);
    } while (got < 0 && errno == EINTR);
    if (got != static_cast<ssize_t>(bytes.size()))
        throw Error(ErrorKind::Internal, "The system has no random numbers for a log-in.");
    std::string state;
    for (const unsigned char byte : bytes) state.append({kDigits[byte >> 4], kDigits[byte & 15]});
    return state;
}

TokenSet authorize(const OAuthSettings& settings, Transport& transport, const LoginUi& ui,
                   const common::CallContext& context, const common::Clock& clock) {
    requireComplete(settings);
    const Secret code = codeByPerson(settings, ui, context, clock);
    TokenSet tokens = OAuthClient(settings, transport, clock).exchangeCode(code, context);
    if (tokens.refreshToken.empty())
        throw Error(ErrorKind::AuthenticationFailed,
                    "The log-in gave an access token but no refresh token, so that it would end within the hour. Check "
                    "that the app may ask for offline_access, and log in again.");
    tokens.seed = settings.seed();
    return tokens;
}

TokenSet logIn(const OAuthSettings& settings, Transport& transport, TokenStore& store, const LoginUi& ui,
               const common::CallContext& context, const common::Clock& clock) {
    requireComplete(settings);
    if (hasDisplay()) store.allowPrompts();  // somebody is there
    store.requireReplaceable();
    store.lock(context, clock);  // whether it can be written
    TokenSet tokens = authorize(settings, transport, ui, context, clock);
    TokenStore::Lock lock = store.lock(context, clock);
    store.replace(lock, tokens);
    return tokens;
}

bool logOut(const OAuthSettings& settings, Transport& transport, TokenStore& store, const common::CallContext& context,
            const common::Clock& clock) {
    if (hasDisplay()) store.allowPrompts();  // somebody is there
    store.requireReplaceable();
    TokenStore::Lock lock = store.lock(context, clock);
    std::optional<TokenSet> tokens;
    try {
        tokens = store.read();
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::AuthenticationFailed) throw;  // a damaged entry is removed unread
    }
    const bool wasThere = store.remove(lock);
    if (tokens && !tokens->refreshToken.empty())
        OAuthClient(settings, transport, clock).revoke(tokens->refreshToken, context);
    return wasThere;
}

}  // namespace assetsodbc::assets
