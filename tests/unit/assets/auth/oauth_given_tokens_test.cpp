// Tokens, codes and refresh tokens that the connection itself was given, beside what a store keeps.
#include "tests/unit/assets/auth/oauth_credentials_fixture.h"

namespace assetsodbc::assets {
namespace {

using common::ErrorKind;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::answer;
using testing::contains;
using testing::errorOfCall;
using testing::parameterOf;
using testing::secret;
using Initiate = OAuthSettings::Initiate;
using testing::OAuthCredentialsTest;

TEST_F(OAuthCredentialsTest, usesAGivenAccessTokenAsItIs) {
    settings.accessToken = secret("given");
    settings.clientId.clear();
    settings.clientSecret = {};
    settings.storeLocation = "/dev/null/tokens";
    const auto credentials = connect();
    EXPECT_EQ(header(*credentials), "Bearer given");
    EXPECT_FALSE(credentials->renew(secret("Bearer given"), context));
    EXPECT_EQ(asked(), 0U);
}

TEST_F(OAuthCredentialsTest, usesAGivenAccessTokenUntilItsEndAndThenRefreshes) {
    settings.initiate = Initiate::Refresh;
    settings.accessToken = secret("given");
    settings.refreshToken = secret(server.newRefreshToken());
    settings.tokenTimestamp = clock.wallClock();
    settings.expiresIn = seconds(600);
    const auto credentials = connect();
    EXPECT_EQ(header(*credentials), "Bearer given");
    EXPECT_EQ(asked(), 0U);
    clock.advance(minutes(10));
    EXPECT_EQ(header(*credentials), "Bearer access-2");
}

TEST_F(OAuthCredentialsTest, prefersWhatGrewFromTheGivenRefreshTokenToThatToken) {
    settings.refreshToken = secret(server.newRefreshToken());
    header(*connect());
    clock.advance(hours(2));
    EXPECT_EQ(header(*connect()), "Bearer access-3");
    EXPECT_EQ(parameterOf(server.requests.back(), "refresh_token"), "refresh-2");
    EXPECT_EQ(asked(), 2U);
}

TEST_F(OAuthCredentialsTest, takesANewRefreshTokenThatTheConnectionWasGiven) {
    settings.refreshToken = secret(server.newRefreshToken());
    const auto before = connect();
    header(*before);
    settings.refreshToken = secret(server.newRefreshToken());
    EXPECT_EQ(header(*connect()), "Bearer access-4");
    EXPECT_EQ(parameterOf(server.requests.back(), "refresh_token"), "refresh-3");
}

// An authorization server that never forgets: each refresh token is followed by its own line.
Response lineOf(const Request& request) {
    const std::string next = parameterOf(request, "refresh_token") + "+";
    return answer(200, R"({"access_token":"of-)" + next + R"(","refresh_token":")" + next + R"(","expires_in":3600})");
}

TEST_F(OAuthCredentialsTest, keepsSignInsApartThatBeganWithDifferentTokens) {
    settings.account.clear();
    server.instead = lineOf;
    settings.refreshToken = secret("ann");
    const auto first = connect();
    settings.refreshToken = secret("bob");
    const auto second = connect();
    std::string plus;
    for (int hour = 0; hour < 3; ++hour) {
        plus += "+";
        EXPECT_EQ(header(*first), "Bearer of-ann" + plus);
        EXPECT_EQ(header(*second), "Bearer of-bob" + plus);
        clock.advance(hours(2));
    }
    TokenStore store(settings);
    EXPECT_TRUE(contains(store.read()->refreshToken.reveal(), "bob+++"));
    auto lock = store.lock(context, clock);
    store.remove(lock);
    settings.refreshToken = secret("ann");
    EXPECT_EQ(stored().refreshToken.reveal(), "ann+++") << "one logs out, not both";
}

TEST_F(OAuthCredentialsTest, keepsCodesApartToo) {
    settings.account.clear();
    server.instead = [](const Request& request) {
        return answer(200, R"({"access_token":"of-)" + parameterOf(request, "code") +
                               R"(","refresh_token":"r","expires_in":3600})");
    };
    settings.verifier = secret("code-a");
    const auto first = connect();
    header(*first);
    settings.verifier = secret("code-b");
    EXPECT_EQ(header(*connect()), "Bearer of-code-b");
    EXPECT_EQ(header(*first), "Bearer of-code-a");
    EXPECT_EQ(asked(), 2U);
}

TEST_F(OAuthCredentialsTest, refusesTheOneFileToASecondSignInAndSharesItWithConnectionsThatGiveNothing) {
    settings.account.clear();
    settings.storeLocation = folder.path() + "/OAuthSettings.txt";
    server.instead = lineOf;
    settings.refreshToken = secret("ann");
    header(*connect());
    settings.refreshToken = secret("bob");
    const common::Error error = headerError(*connect());
    EXPECT_TRUE(contains(error.what(), "OAuthSettings.txt")) << error.what();
    EXPECT_TRUE(contains(error.what(), "did not begin with the OAuthRefreshToken")) << error.what();
    settings.refreshToken = {};
    EXPECT_EQ(header(*connect()), "Bearer of-ann+");
    EXPECT_EQ(asked(), 1U);
}

TEST_F(OAuthCredentialsTest, tellsThatAnotherTokenOfTheSameUserHasTakenThePlace) {
    settings.refreshToken = secret(server.newRefreshToken());
    header(*connect());
    settings.refreshToken = secret("dead");
    const common::Error error = headerError(*connect());
    EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    EXPECT_TRUE(contains(error.what(), "its own User")) << error.what();
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-2") << "nothing was destroyed";
}

TEST_F(OAuthCredentialsTest, usesAGivenAccessTokenBeforeWhatIsStoredAndDestroysNothing) {
    for (const char* account : {"", "ann@example.com"}) {
        settings.account = account;
        settings.accessToken = {};
        settings.initiate = Initiate::Refresh;
        logIn();
        header(*connect());
        const std::string kept = stored().refreshToken.reveal();
        settings.accessToken = secret("given");
        const auto credentials = connect();
        EXPECT_EQ(header(*credentials), "Bearer given");
        settings.accessToken = secret("newer");
        EXPECT_EQ(header(*connect()), "Bearer newer");
        EXPECT_EQ(header(*credentials), "Bearer given");
        const common::Error error = errorOfCall([&] { credentials->renew(secret("Bearer given"), context); });
        EXPECT_TRUE(contains(error.what(), "assets-odbc login")) << error.what();
        settings.accessToken = {};
        EXPECT_EQ(stored().refreshToken.reveal(), kept);
    }
}

TEST_F(OAuthCredentialsTest, goesOnAfterALoginInPlaceOfAGivenAccessToken) {
    settings.initiate = Initiate::Refresh;
    settings.accessToken = secret("given");
    settings.tokenTimestamp = clock.wallClock() - hours(2);
    settings.expiresIn = seconds(3600);
    EXPECT_TRUE(contains(headerError(*connect()).what(), "OAuthAccessToken has expired"));
    TokenSet tokens;
    tokens.refreshToken = secret(server.newRefreshToken());
    tokens.seed = settings.seed();  // as logIn() has it
    keep(tokens);
    EXPECT_EQ(header(*connect()), "Bearer access-2");
}

TEST_F(OAuthCredentialsTest, takesANewLoginWhileAConnectionRuns) {
    logIn();
    const auto credentials = connect();
    header(*credentials);
    EXPECT_EQ(credentials->grantedScopes(), "read:a read:b");
    TokenSet tokens = stored();
    tokens.scope = "read:a read:b read:c";
    tokens.accessToken = secret("access-of-login");
    tokens.refreshToken = secret("refresh-of-login");
    keep(tokens);
    EXPECT_EQ(credentials->grantedScopes(), "read:a read:b read:c") << "before anything is sent";
    EXPECT_EQ(header(*credentials), "Bearer access-of-login");
    EXPECT_EQ(asked(), 1U);
}

TEST_F(OAuthCredentialsTest, believesTheScopesOfALoginWhoseAccessTokenHasExpired) {
    logIn();
    const auto credentials = connect();
    header(*credentials);
    TokenSet tokens = stored();
    tokens.scope = "read:c";
    tokens.accessToken = secret("access-of-login");
    tokens.expiresAt = clock.wallClock();
    keep(tokens);
    EXPECT_EQ(credentials->grantedScopes(), "read:c");
    EXPECT_EQ(header(*credentials), "Bearer access-3");
}

TEST_F(OAuthCredentialsTest, keepsWhatItHasWhereTheStoreIsDamagedOrGone) {
    logIn();
    const auto credentials = connect();
    header(*credentials);
    testing::overwrite(storePath(), "assetsodbc tokens 1 00");
    EXPECT_EQ(header(*credentials), "Bearer access-2");
    ::unlink(storePath().c_str());
    EXPECT_EQ(header(*credentials), "Bearer access-2");
    EXPECT_EQ(credentials->grantedScopes(), "read:a read:b");
}

TEST_F(OAuthCredentialsTest, exchangesAVerifierOnce) {
    settings.verifier = secret("http://localhost:33333/?code=code-1&state=x");
    EXPECT_EQ(header(*connect()), "Bearer access-1");
    EXPECT_EQ(parameterOf(server.requests.back(), "code"), "code-1");
    clock.advance(hours(2));
    EXPECT_EQ(header(*connect()), "Bearer access-2");
    EXPECT_EQ(parameterOf(server.requests.back(), "grant_type"), "refresh_token");
}

}  // namespace
}  // namespace assetsodbc::assets
