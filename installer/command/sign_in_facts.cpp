#include "installer/command/sign_in_facts.h"

#include <chrono>

#include "common/date_time.h"

namespace assetsodbc::installer {
namespace {

std::string moment(assets::TokenSet::Time time) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return common::format(common::timestampOfMilliseconds(milliseconds.count()), 0) + " UTC";
}

std::string accessFacts(const assets::TokenSet& tokens, assets::TokenSet::Time now) {
    if (!tokens.expiresAt) return "access until it is refused";
    return (*tokens.expiresAt <= now ? "access expired at " : "access until ") + moment(*tokens.expiresAt);
}

}  // namespace

std::string signInFacts(const assets::TokenSet& tokens, assets::TokenSet::Time now) {
    std::string facts = accessFacts(tokens, now);
    facts += tokens.refreshToken.empty() ? ", which cannot be renewed" : ", renewed without a new log-in";
    return facts + (tokens.scope.empty() ? "." : "; it may: " + tokens.scope + ".");
}

}  // namespace assetsodbc::installer
