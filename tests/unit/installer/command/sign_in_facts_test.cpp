#include "installer/command/sign_in_facts.h"

#include <gtest/gtest.h>

#include <chrono>

namespace assetsodbc::installer {
namespace {

using assets::TokenSet;

const TokenSet::Time kNow{std::chrono::seconds(1700000000)};  // 2023-11-14 22:13:20 UTC

TEST(SignInFacts, tellUntilWhenAndWhatFor) {
    TokenSet tokens;
    tokens.accessToken = common::Secret(std::string("secret-access"));
    tokens.refreshToken = common::Secret(std::string("secret-refresh"));
    tokens.expiresAt = kNow + std::chrono::hours(1);
    tokens.scope = "read:cmdb-object:jira";
    EXPECT_EQ(signInFacts(tokens, kNow),
              "access until 2023-11-14 23:13:20 UTC, renewed without a new log-in; it may: read:cmdb-object:jira.");
}

TEST(SignInFacts, tellWhatIsOver) {
    TokenSet tokens;
    tokens.expiresAt = kNow;
    EXPECT_EQ(signInFacts(tokens, kNow), "access expired at 2023-11-14 22:13:20 UTC, which cannot be renewed.");
    tokens.expiresAt = std::nullopt;
    EXPECT_EQ(signInFacts(tokens, kNow), "access until it is refused, which cannot be renewed.");
}

}  // namespace
}  // namespace assetsodbc::installer
