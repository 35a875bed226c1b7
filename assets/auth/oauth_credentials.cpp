#include "assets/auth/oauth_credentials.h"

#include <algorithm>
#include <utility>

#include "assets/auth/oauth_sign_in.h"
#include "assets/http/transport.h"
#include "common/error.h"

namespace assetsodbc::assets {

namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;

struct Given {
    const char* property;
    const std::string& value;
    bool mayHaveBlanks;
};

void requireClean(const OAuthSettings& settings) {
    const Given all[] = {{"OAuthClientId", settings.clientId, false},
                         {"OAuthClientSecret", settings.clientSecret.reveal(), true},
                         {"OAuthAccessToken", settings.accessToken.reveal(), false},
                         {"OAuthRefreshToken", settings.refreshToken.reveal(), false}};
    for (const Given& given : all) {
        const auto isOdd = [&](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte < 32 || byte == 127 || (byte == 32 && !given.mayHaveBlanks);
        };
        if (std::any_of(given.value.begin(), given.value.end(), isOdd))
            throw Error(ErrorKind::InvalidArgument, std::string(given.property) +
                                                        " holds a blank, a line break or another control character. "
                                                        "Copy it again, without what surrounds it.");
    }
}

// A token that somebody else looks after.
bool isFixed(const OAuthSettings& settings) {
    return settings.grant == OAuthSettings::Grant::AuthorizationCode && !settings.accessToken.empty() &&
           settings.initiate == OAuthSettings::Initiate::Off;
}

void requireComplete(const OAuthSettings& settings) {
    const char* missing = nullptr;
    if (settings.clientSecret.empty()) missing = "OAuthClientSecret";
    if (settings.clientId.empty()) missing = "OAuthClientId";
    if (missing == nullptr) return;
    const bool isService = settings.grant == OAuthSettings::Grant::ClientCredentials;
    throw Error(ErrorKind::InvalidArgument,
                std::string(missing) + " is missing: AuthScheme=" + (isService ? "OAuthClient" : "OAuth") +
                    " needs OAuthClientId and OAuthClientSecret of " +
                    (isService ? "the service account." : "the OAuth app, as its developer console shows them."));
}

}  // namespace

struct OAuthCredentials::Own {
    OAuthSettings settings;
    std::unique_ptr<Transport> transport;
    const common::Clock& clock;
    Secret fixed;  // empty: obtained by the sign-in

    OAuthSignIn::Asker asker() const { return {settings, *transport, clock}; }
};

OAuthCredentials::OAuthCredentials(OAuthSettings settings, std::unique_ptr<Transport> transport,
                                   const common::Clock& clock)
    : own_(new Own{std::move(settings), std::move(transport), clock, {}}) {
    requireClean(own_->settings);
    if (isFixed(own_->settings)) {
        own_->fixed = Secret("Bearer " + own_->settings.accessToken.reveal());
    } else {
        requireComplete(own_->settings);
        signIn_ = OAuthSignIn::of(own_->settings);
    }
}

OAuthCredentials::~OAuthCredentials() = default;

Secret OAuthCredentials::authorization(const common::CallContext& context) {
    return signIn_ ? signIn_->header(own_->asker(), context) : own_->fixed;
}

bool OAuthCredentials::renew(const Secret& refused, const common::CallContext& context) {
    return signIn_ && signIn_->renew(own_->asker(), refused, context);
}

std::optional<std::string> OAuthCredentials::grantedScopes() const {
    if (!signIn_ || own_->settings.provider == OAuthSettings::Provider::DataCenter) return std::nullopt;
    std::string scope = signIn_->scope(own_->asker());
    return scope.empty() ? std::nullopt : std::optional(std::move(scope));
}

}  // namespace assetsodbc::assets
