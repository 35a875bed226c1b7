// An entry of the token store as text: a first line with format version and check sum, then one JSON object that also
// names whose entry it is. No part of it is encrypted; where it lies keeps it private.
#pragma once

#include <string>
#include <string_view>

#include "assets/auth/oauth_settings.h"
#include "assets/auth/token_set.h"
#include "common/secret.h"

namespace assetsodbc::assets {

// Whose entry: differing in any of these means another sign-in.
struct TokenOwner {
    std::string server, site, client, account;
    std::string seed = {};  // 16 hexadecimal digits of OAuthSettings::seed() where that is kept apart; else empty

    static TokenOwner of(const OAuthSettings& settings);
    // Readable and without surprises in a file name: the site's host and 16 hexadecimal digits.
    std::string fileName() const;
    // Whether an entry of that owner is this one's: where the seed is not kept apart, whatever it grew from.
    bool owns(const TokenOwner& entry) const {
        const bool isSameAccount =
            server == entry.server && site == entry.site && client == entry.client && account == entry.account;
        return isSameAccount && (seed.empty() || seed == entry.seed);
    }
};

enum class TokenTextState { Good, Damaged, Foreign, OfAnother };

struct ReadTokens {
    TokenTextState state = TokenTextState::Damaged;
    TokenSet tokens;   // when Good
    TokenOwner owner;  // when Good or OfAnother
};

common::Secret toText(const TokenOwner& owner, const TokenSet& tokens);
// Foreign: it does not begin as ours do, so that it may be somebody's file. An empty text is Damaged.
ReadTokens fromText(const TokenOwner& owner, std::string_view text);

}  // namespace assetsodbc::assets
