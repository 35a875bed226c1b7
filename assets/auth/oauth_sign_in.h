// One OAuth 2.0 sign-in of this process: its tokens, which all connections that mean the same sign-in share, and the
// rules by which they are renewed. Thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "assets/auth/oauth_settings.h"
#include "assets/auth/token_set.h"
#include "assets/auth/token_store.h"
#include "common/clock.h"
#include "common/error.h"

namespace assetsodbc::assets {

class Transport;

class OAuthSignIn {
public:
    // The connection that asks: its settings, and its transport for the token endpoint.
    struct Asker {
        const OAuthSettings& settings;
        Transport& transport;
        const common::Clock& clock;
    };

    // The sign-in of these settings in this process: of those that were given the same secrets to begin with, and may
    // do the same. The clock must outlive whoever holds it.
    static std::shared_ptr<OAuthSignIn> of(const OAuthSettings& settings);

    explicit OAuthSignIn(const OAuthSettings& settings);

    // The value of the header, renewed first where it has to be.
    common::Secret header(const Asker& asker, const common::CallContext& context);
    // Whether there is another value than the refused one now.
    bool renew(const Asker& asker, const common::Secret& refused, const common::CallContext& context);
    // What was granted with what the store holds now, which may be of a newer log-in.
    std::string scope(const Asker& asker);

private:
    class Turn;

    std::optional<common::Secret> usable(const Asker& asker, const common::Secret* refused) const;
    common::Secret endedHeader(const common::Clock& clock) const;
    common::Secret obtain(const Asker& asker, const common::Secret* refused, const common::CallContext& context);
    TokenSet obtainStored(const Asker& asker, const common::Secret* refused, const common::CallContext& context);
    // nullopt: a person has to log in, and may be asked to.
    std::optional<TokenSet> obtainFirst(const Asker& asker, const common::Secret* refused,
                                        const common::CallContext& context);
    std::optional<TokenSet> obtainNext(const Asker& asker, const TokenSet& old, const common::CallContext& context);
    TokenSet obtainFromPerson(const Asker& asker, const common::Secret* refused, const common::CallContext& context);
    TokenSet refreshed(const Asker& asker, const TokenSet& old, const common::CallContext& context);
    bool isGood(const std::optional<TokenSet>& tokens, const Asker& asker, const common::Secret* refused) const;
    void doubt();
    void look(const Asker& asker);
    bool grewFrom(const TokenSet& tokens, const OAuthSettings& settings) const;
    std::optional<TokenSet> saved(TokenStore::Lock& lock, const std::optional<TokenSet>& stored);
    void save(TokenStore::Lock& lock, const TokenSet& tokens);
    common::Secret adopt(TokenSet tokens, const common::Clock& clock);
    void adoptLocked(TokenSet tokens, const common::Clock& clock);

    std::optional<TokenStore> store_;  // none for client credentials

    std::mutex turn_;                  // held by the one that obtains tokens; guards what follows
    std::optional<TokenSet> unsaved_;  // got, but not yet in the store: never used before it is

    mutable std::mutex mutex_;  // guards what follows; held for moments only
    TokenSet tokens_;
    common::Secret header_;  // empty: nothing obtained yet
    std::optional<common::Clock::Steady::time_point> usableUntil_;
    std::optional<std::string> seen_;  // the stamp of the store when it held nothing newer; nullopt: not known
    std::uint64_t attempts_ = 0;
    std::optional<common::Error> lastFailure_;  // of the last attempt
};

}  // namespace assetsodbc::assets
