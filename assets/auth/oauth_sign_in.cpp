#include "assets/auth/oauth_sign_in.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "assets/auth/login.h"
#include "assets/auth/oauth_client.h"
#include "assets/auth/redirect_answer.h"
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
    std::string key = owner.server + '\n' + owner.site + '\n' + owner.client + '\n' + owner.account + '\n';
    return key + (store ? store->place() : settings.scope);
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

Error nothingStored(const OAuthSettings& settings, const TokenStore& store) {
    std::string message =
        "Nobody has logged in to " + settings.siteUrl + " with OAuth yet: there is nothing in " + store.place() + ". ";
    if (settings.initiate == Initiate::GetAndRefresh)
        message +=
            "InitiateOAuth=GETANDREFRESH opens no browser without a display, or where the application forbids "
            "prompts. ";
    return {ErrorKind::AuthenticationFailed, message + "Log in with: " + settings.loginCommand()};
}

// Waiting for others and giving up are about one call, and say nothing of the next.
bool concernsAll(const Error& error) {
    return error.kind() != ErrorKind::Cancelled && error.kind() != ErrorKind::Timeout;
}

// The sign-ins of this process. Those of service accounts are kept, as nothing else remembers their tokens.
class Registry {
public:
    std::shared_ptr<OAuthSignIn> find(const std::string& key, const Secret& secret) {
        for (Entry& entry : entries_)
            if (auto known = entry.weak.lock(); known && entry.key == key && entry.secret == secret) return known;
        return nullptr;
    }
    void add(const std::string& key, const Secret& secret, const std::shared_ptr<OAuthSignIn>& signIn, bool isKept) {
        const auto isGone = [](const Entry& entry) { return entry.weak.expired(); };
        entries_.erase(std::remove_if(entries_.begin(), entries_.end(), isGone), entries_.end());
        constexpr std::size_t kMostKept = 100;
        const auto isUnused = [](const Entry& entry) { return entry.kept != nullptr && entry.kept.use_count() == 1; };
        if (entries_.size() >= kMostKept)
            entries_.erase(std::remove_if(entries_.begin(), entries_.end(), isUnused), entries_.end());
        entries_.push_back({key, secret, signIn, isKept ? signIn : nullptr});
    }
    std::mutex& mutex() { return mutex_; }

private:
    struct Entry {
        std::string key;
        Secret secret;
        std::weak_ptr<OAuthSignIn> weak;
        std::shared_ptr<OAuthSignIn> kept;
    };
    std::mutex mutex_;
    std::vector<Entry> entries_;
};

Registry& registry() {
    static Registry instance;
    return instance;
}

}  // namespace

std::shared_ptr<OAuthSignIn> OAuthSignIn::of(const OAuthSettings& settings) {
    std::optional<TokenStore> store;
    if (usesStore(settings)) store.emplace(settings);
    const std::string key = keyOf(settings, store);
    const Secret secret = store ? Secret() : settings.clientSecret;
    const std::lock_guard lock(registry().mutex());
    auto signIn = registry().find(key, secret);
    if (!signIn) {
        signIn = std::make_shared<OAuthSignIn>(settings);
        registry().add(key, secret, signIn, !store);
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

// A connection that was given another refresh token or code than all this grew from does not take it.
bool OAuthSignIn::grewFrom(const TokenSet& tokens, const OAuthSettings& settings) const {
    const Secret seed = settings.seed();
    if (seed.empty() || seed == tokens.seed) return true;
    const Secret& given = settings.refreshToken;
    return settings.verifier.empty() && (given == tokens.refreshToken || given == tokens.previousRefreshToken);
}

std::optional<Secret> OAuthSignIn::usable(const Asker& asker, const Secret* refused) const {
    const std::lock_guard lock(mutex_);
    if (header_.empty() || (refused != nullptr && header_ == *refused)) return std::nullopt;
    if (usableUntil_ && asker.clock.now() >= *usableUntil_) return std::nullopt;
    if (store_ && !grewFrom(tokens_, asker.settings)) return std::nullopt;
    return header_;
}

Secret OAuthSignIn::header(const Asker& asker, const CallContext& context) {
    if (auto known = usable(asker, nullptr)) return *std::move(known);
    obtain(asker, nullptr, context);
    const std::lock_guard lock(mutex_);
    return header_;
}

bool OAuthSignIn::renew(const Asker& asker, const Secret& refused, const CallContext& context) {
    if (!usable(asker, &refused)) obtain(asker, &refused, context);
    const std::lock_guard lock(mutex_);
    return !(header_ == refused);
}

std::string OAuthSignIn::scope() const {
    const std::lock_guard lock(mutex_);
    return tokens_.scope;
}

// What has come to its end since this process has it, whatever a clock that was set meanwhile makes of the times in the
// store.
Secret OAuthSignIn::endedHeader(const Clock& clock) const {
    const std::lock_guard lock(mutex_);
    return usableUntil_ && clock.now() >= *usableUntil_ ? header_ : Secret();
}

void OAuthSignIn::obtain(const Asker& asker, const Secret* refused, const CallContext& context) {
    Turn turn(*this, asker.clock, context);
    if (usable(asker, refused)) return;
    const Secret ended = endedHeader(asker.clock);
    if (refused == nullptr && !ended.empty()) refused = &ended;
    turn.run([&] {
        if (store_) {
            adopt(obtainStored(asker, refused, context), asker.clock);
        } else {
            adopt(OAuthClient(asker.settings, asker.transport, asker.clock).clientCredentials(context), asker.clock);
        }
    });
}

TokenSet OAuthSignIn::obtainStored(const Asker& asker, const Secret* refused, const CallContext& context) {
    const auto isGood = [&](const std::optional<TokenSet>& tokens) {
        return tokens && grewFrom(*tokens, asker.settings) && isUsable(*tokens, refused, asker.clock);
    };
    // An entry is always whole, so that only changing it needs the lock.
    if (auto stored = store_->read(); isGood(stored)) return *std::move(stored);
    TokenStore::Lock lock = store_->lock(context, asker.clock);
    auto stored = store_->read();
    if (auto kept = saved(lock, stored)) stored = std::move(kept);
    if (isGood(stored)) return *std::move(stored);  // another process was faster
    const bool isOurs = stored && grewFrom(*stored, asker.settings);
    TokenSet tokens = isOurs ? refreshedOrNew(asker, *stored, context) : obtainFirst(asker, refused, context);
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

TokenSet OAuthSignIn::obtainFirst(const Asker& asker, const Secret* refused, const CallContext& context) {
    const OAuthSettings& settings = asker.settings;
    OAuthClient client(settings, asker.transport, asker.clock);
    TokenSet tokens = givenTokens(settings, asker.clock.wallClock());
    if (!settings.verifier.empty()) {
        tokens = client.exchangeCode(codeFrom(settings.verifier.reveal()), context);
    } else if (!isUsable(tokens, refused, asker.clock)) {
        if (!tokens.refreshToken.empty()) {
            tokens = refreshed(asker, tokens, context);
        } else if (settings.initiate == Initiate::GetAndRefresh && settings.mayPrompt) {
            LoginUi ui;
            ui.openBrowser = true;
            tokens = authorize(settings, asker.transport, ui, context, asker.clock);
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

TokenSet OAuthSignIn::refreshedOrNew(const Asker& asker, const TokenSet& old, const CallContext& context) {
    const OAuthSettings& settings = asker.settings;
    const bool mayLogIn = settings.initiate == Initiate::GetAndRefresh && settings.mayPrompt;
    LoginUi ui;
    ui.openBrowser = true;
    if (old.refreshToken.empty()) {
        if (mayLogIn) return authorize(settings, asker.transport, ui, context, asker.clock);
        throw Error(ErrorKind::AuthenticationFailed,
                    "The OAuth access token in " + store_->place() +
                        " has expired or was refused, and there is no refresh token. Log in anew with: " +
                        settings.loginCommand());
    }
    try {
        return refreshed(asker, old, context);
    } catch (const Error& error) {
        if (!mayLogIn || error.kind() != ErrorKind::AuthenticationFailed) throw;
        return authorize(settings, asker.transport, ui, context, asker.clock);
    }
}

void OAuthSignIn::adopt(TokenSet tokens, const Clock& clock) {
    const auto left = timeLeft(tokens, clock.wallClock());
    Secret header = bearer(tokens.accessToken);
    const std::lock_guard lock(mutex_);
    usableUntil_ = left ? std::optional(clock.now() + *left) : std::nullopt;
    header_ = std::move(header);
    tokens_ = std::move(tokens);
}

}  // namespace assetsodbc::assets
