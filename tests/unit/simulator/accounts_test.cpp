#include "tests/simulator/accounts.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

TEST(ParseAuthorization, ReadsBasicWithColonsInTheSecret) {
    const auto credentials = parseAuthorization("basic ZGVtb0BleGFtcGxlLmNvbTphOmI=");
    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->scheme, "Basic");
    EXPECT_EQ(credentials->login, "demo@example.com");
    EXPECT_EQ(credentials->secret, "a:b");
}

TEST(ParseAuthorization, ReadsBearer) {
    const auto credentials = parseAuthorization("Bearer abc.def");
    ASSERT_TRUE(credentials);
    EXPECT_EQ(credentials->scheme, "Bearer");
    EXPECT_EQ(credentials->secret, "abc.def");
}

TEST(ParseAuthorization, RefusesWhatIsMalformed) {
    for (const char* header : {"", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Digest x"}) {
        EXPECT_FALSE(parseAuthorization(header)) << header;
    }
}

TEST(FindAccount, TokensOpenTheirOwnDeploymentOnly) {
    const auto accounts = demoAccounts();
    const Credentials cloudToken{"Basic", "Demo@Example.com", "demo-token"};
    EXPECT_NE(findAccount(accounts, cloudToken, true), nullptr);
    EXPECT_EQ(findAccount(accounts, cloudToken, false), nullptr);
    const Credentials pat{"Bearer", "", "demo-pat"};
    EXPECT_NE(findAccount(accounts, pat, false), nullptr);
    EXPECT_EQ(findAccount(accounts, pat, true), nullptr);
    EXPECT_EQ(findAccount(accounts, {"Basic", "demo@example.com", "Demo-Token"}, true), nullptr);
}

}  // namespace
}  // namespace assetsodbc::simulator
