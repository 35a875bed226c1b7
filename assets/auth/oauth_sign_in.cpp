#include "assets/auth/oauth_sign_in.h"

#include <utility>

#include "assets/auth/login.h"
#include "assets/auth/oauth_client.h"
#include "assets/auth/redirect_answer.h"
#include "assets/auth/sign_in_registry.h"
#include "assets/auth/token_freshness.h"
#include "assets/auth/token_text.h"
#include "common/call_context.h"

namespace assetsodbc::assets {

namespace {

using common::CallContext;
using common::Clock;
using common::Error;
using common::ErrorKind;
using common::Secret;
using Initiate = OAuthSettings::Initiate;

constexpr std::chrono::milliseconds kPause{10};

bool usesStore(const OAuthSettings& settings) {
    return settings.grant == OAuthSettings::Grant::AuthorizationCode;
}

// Also without the access tokens of others: what a service account may do depends on the scopes asked for.
std::string keyOf(const OAuthSettings& settings, const std::optional<TokenStore>& store) {
    const TokenOwner owner = TokenOwner::of(settings);
    const std::string key = owner.server + '\n' + owner.site + '\n' + owner.client + '\n' + owner.account + '\n';
    if (!store) return key + settings.scope;
    return key + store->place() + '\n' + settings.callbackUrl + '\n' +
           std::to_string(static_cast<int>(settings.initiate)) + (settings.mayPrompt ? "p" : "");
}

// Those that were given different ones share neither tokens nor failures.
Secret secretsOf(const OAuthSettings& settings) {
    const Secret seed = settings.seed();
    std::string all;
    all.reserve(settings.clientSecret.reveal().size() + 1 + seed.reveal().size());
    return Secret(std::move(all.append(settings.clientSecret.reveal()).append("\n").append(seed.reveal())));
}

Secret bearer(const Secret& token) {
    std::string header;
    header.reserve(7 + token.reveal().size());
    header.append("Bearer ").append(token.reveal());
    return Secret(std::move(header));
}

// The tokens that the connection itself was given.
TokenSet givenTokens(const OAuthSettings& settings, TokenSet::Time now) {
    TokenSet tokens;
    tokens.accessToken = settings.accessToken;
    tokens.refreshToken = settings.refreshToken;
    tokens.rotatedAt = settings.tokenTimestamp.value_or(now);
    tokens.lifetime = settings.expiresIn;
    if (tokens.lifetime) tokens.expiresAt = tokens.rotatedAt + *tokens.lifetime;
    return tokens;
}

bool isUsable(const TokenSet& tokens, const Secret* refused, const Clock& clock) {
    if (tokens.accessToken.empty()) return false;
    if (refused != nullptr && bearer(tokens.accessToken) == *refused) return false;
    const auto left = timeLeft(tokens, clock.wallClock());
    return !left || left->count() > 0;
}

bool mayLogIn(const OAuthSettings& settings) {
    return settings.initiate == Initiate::GetAndRefresh && settings.mayPrompt;
}

Error nothingStored(const OAuthSettings& settings, const TokenStore& store) {
    if (!settings.accessToken.empty())
        return {ErrorKind::AuthenticationFailed,
                "The given OAuthAccessToken has expired or was refused, and there is no refresh token. Give another, "
                "or log in with: " +
                    settings.loginCommand()};
    std::string message =
        "Nobody has logged in to " + settings.siteUrl + " with OAuth yet: there is nothing in " + store.place() + ". ";
    if (settings.initiate == Initiate::GetAndRefresh)
        message +=
            "InitiateOAuth=GETANDREFRESH opens no browser without a display, or where the application forbids "
            "prompts. ";
    if (settings.account.empty() && settings.seed().empty())
        message +=
            "What began with an OAuthRefreshToken or OAuthVerifier is found by connections that give it too, or that "
            "give the same User then and now. ";
    return {ErrorKind::AuthenticationFailed, message + "Log in with: " + settings.loginCommand()};
}

// What was given is no good, and what is kept grew from something else.
Error refusedBesidesAnother(const Error& error, const std::string& place) {
    return {error.kind(),
            std::string(error.what()) + " The sign-in in " + place +
                " began with another OAuthRefreshToken or OAuthVerifier under the same User; where both are needed, "
                "give each connection its own User or OAuthSettingsLocation.",
            error.httpStatus()};
}

// Waiting for others and giving up are about one call, and say nothing of the next.
bool concernsAll(const Error& error) {
    return error.kind() != ErrorKind::Cancelled && error.kind() != ErrorKind::Timeout;
}

}  // namespace

std::shared_ptr<OAuthSignIn> OAuthSignIn::of(const OAuthSettings& settings) {
    std::optional<TokenStore> store;
    if (usesStore(settings)) store.emplace(settings);
    const std::string key = keyOf(settings, store);
    const Secret secrets = secretsOf(settings);
    SignInRegistry& registry = SignInRegistry::instance();
    const std::lock_guard lock(registry.mutex());
    auto signIn = registry.find(key, secrets);
    if (signIn) {
        signIn->doubt();
    } else {
        signIn = std::make_shared<OAuthSignIn>(settings);
        registry.add(key, secrets, signIn, !store);
    }
    return signIn;
}

OAuthSignIn::OAuthSignIn(const OAuthSettings& settings) {
    if (usesStore(settings)) store_.emplace(settings);
}

// The one that asks the authorization server, for all who wait. Who waited takes the result, be it a failure.
class OAuthSignIn::Turn {
public:
    Turn(OAuthSignIn& signIn, const Clock& clock, const CallContext& context)
        : signIn_(signIn), lock_(signIn.turn_, std::defer_lock) {
        std::uint64_t before = 0;
        {
            const std::lock_guard lock(signIn.mutex_);
            before = signIn.attempts_;
        }
        while (!lock_.try_lock()) clock.sleep(kPause, context);
        const std::lock_guard lock(signIn.mutex_);
        if (signIn.attempts_ != before && signIn.lastFailure_) throw Error(*signIn.lastFailure_);
    }

    template <typename Work>
    void run(const Work& work) {
        try {
            work();
            end(std::nullopt);
        } catch (const Error& error) {
            end(concernsAll(error) ? std::optional(error) : std::nullopt);
            throw;
        }
    }

private:
    void end(const std::optional<Error>& failure) {
        const std::lock_guard lock(signIn_.mutex_);
        ++signIn_.attempts_;
        signIn_.lastFailure_ = failure;
    }

    OAuthSignIn& signIn_;
    std::unique_lock<std::mutex> lock_;
};

// A connection that was given another token or code than all this grew from does not take it.
bool OAuthSignIn::grewFrom(const TokenSet& tokens, const OAuthSettings& settings) const {
    const Secret seed = settings.seed();
    if (seed.empty() || seed == tokens.seed) return true;
    const Secret& given = settings.refreshToken;
    return settings.verifier.empty() && !given.empty() &&
           (given == tokens.refreshToken || given == tokens.previousRefreshToken);
}

bool OAuthSignIn::isGood(const std::optional<TokenSet>& tokens, const Asker& asker, const Secret* refused) const {
    return tokens && grewFrom(*tokens, asker.settings) && isUsable(*tokens, refused, asker.clock);
}

void OAuthSignIn::doubt() {
    const std::lock_guard lock(mutex_);
    seen_.reset();
}

// Takes what somebody else, such as a new log-in, has put into the store since it was looked at.
void OAuthSignIn::look(const Asker& asker) {
    std::optional<std::string> before;
    {
        const std::lock_guard lock(mutex_);
        if (!store_ || header_.empty()) return;
        before = seen_;
    }
    const std::string stamp = store_->stamp();
    if (before == stamp) return;
    std::optional<TokenSet> stored;
    try {
        stored = store_->read();
    } catch (const Error&) {  // what we have is good to its end; then this is reported
    }
    const std::lock_guard lock(mutex_);
    if (seen_ != before) return;  // another thread was faster
    seen_ = stamp;
    const bool isNews = stored && !stored->accessToken.empty() && !(bearer(stored->accessToken) == header_);
    if (isNews && grewFrom(*stored, asker.settings)) adoptLocked(*std::move(stored), asker.clock);
}

std::optional<Secret> OAuthSignIn::usable(const Asker& asker, const Secret* refused) const {
    const std::lock_guard lock(mutex_);
    if (header_.empty() || (refused != nullptr && header_ == *refused)) return std::nullopt;
    if (usableUntil_ && asker.clock.now() >= *usableUntil_) return std::nullopt;
    return header_;
}

Secret OAuthSignIn::header(const Asker& asker, const CallContext& context) {
    look(asker);
    if (auto known = usable(asker, nullptr)) return *std::move(known);
    return obtain(asker, nullptr, context);
}

bool OAuthSignIn::renew(const Asker& asker, const Secret& refused, const CallContext& context) {
    return usable(asker, &refused) || !(obtain(asker, &refused, context) == refused);
}

std::string OAuthSignIn::scope(const Asker& asker) {
    look(asker);
    const std::lock_guard lock(mutex_);
    return tokens_.scope;
}

// What has come to its end since this process has it, whatever a clock that was set meanwhile makes of the times in the
// store.
Secret OAuthSignIn::endedHeader(const Clock& clock) const {
    const std::lock_guard lock(mutex_);
    return usableUntil_ && clock.now() >= *usableUntil_ ? header_ : Secret();
}

Secret OAuthSignIn::obtain(const Asker& asker, const Secret* refused, const CallContext& context) {
    Turn turn(*this, asker.clock, context);
    if (auto known = usable(asker, refused)) return *std::move(known);
    const Secret ended = endedHeader(asker.clock);
    if (refused == nullptr && !ended.empty()) refused = &ended;
    Secret header;
    turn.run([&] {
        header = adopt(store_ ? obtainStored(asker, refused, context)
                              : OAuthClient(asker.settings, asker.transport, asker.clock).clientCredentials(context),
                       asker.clock);
    });
    return header;
}

TokenSet OAuthSignIn::obtainStored(const Asker& asker, const Secret* refused, const CallContext& context) {
    // An entry is always whole, so that only changing it needs the lock.
    if (auto stored = store_->read(); isGood(stored, asker, refused)) return *std::move(stored);
    {
        TokenStore::Lock lock = store_->lock(context, asker.clock);
        auto stored = store_->read();
        if (auto kept = saved(lock, stored)) stored = std::move(kept);
        if (isGood(stored, asker, refused)) return *std::move(stored);  // another process was faster
        std::optional<TokenSet> tokens;
        if (stored && grewFrom(*stored, asker.settings)) {
            tokens = obtainNext(asker, *stored, context);
        } else {
            try {
                tokens = obtainFirst(asker, refused, context);
            } catch (const Error& error) {
                if (!stored || error.kind() != ErrorKind::AuthenticationFailed) throw;
                throw refusedBesidesAnother(error, store_->place());
            }
        }
        if (tokens) {
            save(lock, *tokens);
            return *std::move(tokens);
        }
    }
    return obtainFromPerson(asker, refused, context);
}

// Keeps nobody from the store meanwhile: a person takes minutes.
TokenSet OAuthSignIn::obtainFromPerson(const Asker& asker, const Secret* refused, const CallContext& context) {
    LoginUi ui;
    ui.openBrowser = true;
    TokenSet tokens = authorize(asker.settings, asker.transport, ui, context, asker.clock);
    TokenStore::Lock lock = store_->lock(context, asker.clock);
    auto stored = store_->read();
    if (isGood(stored, asker, refused)) return *std::move(stored);  // somebody else has logged in
    save(lock, tokens);
    return tokens;
}

// What was got by a refresh before, but could not be kept: it is still the last, unless somebody has changed the store.
std::optional<TokenSet> OAuthSignIn::saved(TokenStore::Lock& lock, const std::optional<TokenSet>& stored) {
    auto tokens = std::exchange(unsaved_, std::nullopt);
    if (!tokens) return std::nullopt;
    const bool isLast = stored ? stored->refreshToken == tokens->previousRefreshToken : !tokens->seed.empty();
    if (!isLast) return std::nullopt;
    save(lock, *tokens);
    return tokens;
}

void OAuthSignIn::save(TokenStore::Lock& lock, const TokenSet& tokens) {
    try {
        store_->write(lock, tokens);
    } catch (const Error&) {
        unsaved_ = tokens;
        throw;
    }
}

std::optional<TokenSet> OAuthSignIn::obtainFirst(const Asker& asker, const Secret* refused,
                                                 const CallContext& context) {
    const OAuthSettings& settings = asker.settings;
    OAuthClient client(settings, asker.transport, asker.clock);
    TokenSet tokens = givenTokens(settings, asker.clock.wallClock());
    if (!settings.verifier.empty()) {
        tokens = client.exchangeCode(codeFrom(settings.verifier.reveal()), context);
    } else if (!isUsable(tokens, refused, asker.clock)) {
        if (!tokens.refreshToken.empty()) {
            tokens = refreshed(asker, tokens, context);
        } else if (mayLogIn(settings)) {
            return std::nullopt;
        } else {
            throw nothingStored(settings, *store_);
        }
    }
    tokens.seed = settings.seed();
    return tokens;
}

TokenSet OAuthSignIn::refreshed(const Asker& asker, const TokenSet& old, const CallContext& context) {
    OAuthClient client(asker.settings, asker.transport, asker.clock);
    Secret used = old.refreshToken;
    TokenSet tokens;
    try {
        tokens = client.refresh(used, context);
    } catch (const Error& error) {
        const bool isRefused = error.kind() == ErrorKind::AuthenticationFailed;
        if (!isRefused || !previousMayBeGood(old, asker.clock.wallClock())) throw;
        used = old.previousRefreshToken;
        try {
            tokens = client.refresh(used, context);
        } catch (const Error& second) {
            if (second.kind() != ErrorKind::AuthenticationFailed) throw;
            throw Error(error);  // what was said of the newer token
        }
    }
    tokens.previousRefreshToken = tokens.refreshToken == used ? old.previousRefreshToken : used;
    tokens.seed = old.seed;
    if (tokens.scope.empty()) tokens.scope = old.scope;
    return tokens;
}

std::optional<TokenSet> OAuthSignIn::obtainNext(const Asker& asker, const TokenSet& old, const CallContext& context) {
    const OAuthSettings& settings = asker.settings;
    if (old.refreshToken.empty()) {
        if (mayLogIn(settings)) return std::nullopt;
        throw Error(ErrorKind::AuthenticationFailed,
                    "The OAuth access token in " + store_->place() +
                        " has expired or was refused, and there is no refresh token. Log in anew with: " +
                        settings.loginCommand());
    }
    try {
        return refreshed(asker, old, context);
    } catch (const Error& error) {
        if (!mayLogIn(settings) || error.kind() != ErrorKind::AuthenticationFailed) throw;
        return std::nullopt;
    }
}

Secret OAuthSignIn::adopt(TokenSet tokens, const Clock& clock) {
    const std::lock_guard lock(mutex_);
    adoptLocked(std::move(tokens), clock);
    seen_.reset();
    return header_;
}

void OAuthSignIn::adoptLocked(TokenSet tokens, const Clock& clock) {
    const auto left = timeLeft(tokens, clock.wallClock());
    Secret header = bearer(tokens.accessToken);
    usableUntil_ = left ? std::optional(clock.now() + *left) : std::nullopt;
    header_ = std::move(header);
    tokens_ = std::move(tokens);
}

}  // namespace assetsodbc::assets
