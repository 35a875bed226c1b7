#include "assets/auth/oauth_credentials.h"

#include "common/clock.h"
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

TEST_F(OAuthCredentialsTest, sendsNothingBeforeItIsAsked) {
    const auto credentials = connect();
    EXPECT_EQ(asked(), 0U);
    EXPECT_EQ(credentials->grantedScopes(), std::nullopt);
}

TEST_F(OAuthCredentialsTest, refreshesAnExpiredTokenOnceAndUsesIt) {
    logIn();
    const auto credentials = connect();
    EXPECT_EQ(header(*credentials), "Bearer access-2");
    EXPECT_EQ(header(*credentials), "Bearer access-2");
    EXPECT_EQ(asked(), 1U);
    EXPECT_EQ(credentials->grantedScopes(), "read:a read:b");
}

TEST_F(OAuthCredentialsTest, refreshesAMinuteAheadOfTheEnd) {
    logIn();
    const auto credentials = connect();
    header(*credentials);
    clock.advance(minutes(58));
    EXPECT_EQ(header(*credentials), "Bearer access-2");
    clock.advance(minutes(1));
    EXPECT_EQ(header(*credentials), "Bearer access-3");
    EXPECT_EQ(parameterOf(server.requests.back(), "refresh_token"), "refresh-2") << "the rotated one";
}

TEST_F(OAuthCredentialsTest, hasTheRotatedTokenInTheStoreBeforeItUsesTheAccessToken) {
    logIn();
    const auto credentials = connect();
    header(*credentials);
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-2");
    EXPECT_EQ(stored().previousRefreshToken.reveal(), "refresh-1");
    EXPECT_EQ(stored().accessToken.reveal(), "access-2");
}

TEST_F(OAuthCredentialsTest, takesATokenThatIsStillGoodWithoutARequest) {
    logIn();
    header(*connect());
    EXPECT_EQ(header(*connect()), "Bearer access-2");
    EXPECT_EQ(asked(), 1U);
}

TEST_F(OAuthCredentialsTest, renewsARefusedToken) {
    logIn();
    const auto credentials = connect();
    const common::Secret refused = credentials->authorization(context);
    EXPECT_TRUE(credentials->renew(refused, context));
    EXPECT_EQ(header(*credentials), "Bearer access-3");
    EXPECT_EQ(asked(), 2U);
    EXPECT_TRUE(credentials->renew(refused, context)) << "another thread's request with the old value";
    EXPECT_EQ(asked(), 2U) << "it has been renewed already";
}

TEST_F(OAuthCredentialsTest, takesWhatAnotherProcessRenewed) {
    logIn();
    const auto credentials = connect();
    const common::Secret refused = credentials->authorization(context);
    TokenSet others = stored();
    others.accessToken = secret("access-of-another");
    keep(others);
    EXPECT_TRUE(credentials->renew(refused, context));
    EXPECT_EQ(header(*credentials), "Bearer access-of-another");
    EXPECT_EQ(asked(), 1U);
}

TEST_F(OAuthCredentialsTest, survivesACrashBetweenTheAnswerAndTheStore) {
    logIn();
    const TokenSet before = stored();
    header(*connect());
    keep(before);  // as if the write had never happened
    EXPECT_EQ(header(*connect()), "Bearer access-3");
    EXPECT_EQ(parameterOf(server.requests.back(), "refresh_token"), "refresh-1");
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-3");
}

TEST_F(OAuthCredentialsTest, triesTheTokenBeforeTheLastWhereTheLastIsRefused) {
    logIn();
    header(*connect());
    TokenSet tokens = stored();
    tokens.refreshToken = secret("never-given-out");
    tokens.expiresAt = clock.wallClock();
    keep(tokens);
    EXPECT_EQ(header(*connect()), "Bearer access-3");
    tokens.rotatedAt = clock.wallClock() - minutes(11);
    keep(tokens);
    const auto late = connect();
    EXPECT_EQ(headerError(*late).kind(), ErrorKind::AuthenticationFailed) << "its time is over";
}

TEST_F(OAuthCredentialsTest, namesTheCommandWhenTheRefreshTokenIsNoGood) {
    logIn();
    server.newRefreshToken();
    server.hasLeeway = false;
    const auto credentials = connect();
    const common::Error error = headerError(*credentials);
    EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    EXPECT_TRUE(contains(error.what(), "assets-odbc login --dsn Assets")) << error.what();
    EXPECT_FALSE(contains(error.what(), "refresh-1")) << error.what();
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-1") << "nothing was changed";
}

TEST_F(OAuthCredentialsTest, goesOnAfterALoginThatRepairsIt) {
    logIn();
    server.instead = [](const Request&) { return testing::AuthorizationServer::refused(); };
    const auto credentials = connect();
    headerError(*credentials);
    server.instead = nullptr;
    logIn();
    EXPECT_EQ(header(*credentials).find("Bearer access-"), 0U);
}

TEST_F(OAuthCredentialsTest, saysThatNobodyHasLoggedIn) {
    const auto credentials = connect();
    const common::Error error = headerError(*credentials);
    EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    EXPECT_TRUE(contains(error.what(), "assets-odbc login --dsn Assets")) << error.what();
    EXPECT_TRUE(contains(error.what(), "demo.atlassian.net")) << error.what();
    EXPECT_EQ(asked(), 0U);
}

TEST_F(OAuthCredentialsTest, opensNoBrowserWherePromptsAreForbidden) {
    settings.initiate = Initiate::GetAndRefresh;
    settings.mayPrompt = false;
    EXPECT_TRUE(contains(headerError(*connect()).what(), "opens no browser"));
    settings.mayPrompt = true;
    settings.callbackUrl = "http://localhost:0";
    ::unsetenv("DISPLAY");
    ::unsetenv("WAYLAND_DISPLAY");
    EXPECT_TRUE(contains(headerError(*connect()).what(), "No browser could be opened"));
}

TEST_F(OAuthCredentialsTest, reportsADamagedStore) {
    logIn();
    testing::overwrite(storePath(), "assetsodbc tokens 1 00");
    const common::Error error = headerError(*connect());
    EXPECT_TRUE(contains(error.what(), storePath())) << error.what();
    EXPECT_TRUE(contains(error.what(), "assets-odbc login")) << error.what();
    EXPECT_EQ(asked(), 0U);
}

TEST_F(OAuthCredentialsTest, asksForNoTokenThatItCouldNotKeep) {
    settings.storeLocation = "/dev/null/tokens";
    settings.refreshToken = secret(server.newRefreshToken());
    EXPECT_EQ(headerError(*connect()).kind(), ErrorKind::InvalidArgument);
    EXPECT_EQ(asked(), 0U) << "the refresh token would be lost";
}

TEST_F(OAuthCredentialsTest, neverUsesATokenThatIsNotInTheStoreAndWritesItLater) {
    logIn();
    const auto credentials = connect();
    const std::string elsewhere = folder.path() + "/elsewhere";
    server.instead = [&](const Request&) {
        ::unlink((storePath() + ".new").c_str());  // so that the write fails after the server has rotated
        return answer(200, R"({"access_token":"access-9","refresh_token":"refresh-9","expires_in":3600})");
    };
    EXPECT_EQ(headerError(*credentials).kind(), ErrorKind::InvalidArgument);
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-1");
    server.instead = [](const Request&) -> Response {
        throw TransportError(ErrorKind::Unreachable, "not asked again");
    };
    EXPECT_EQ(header(*credentials), "Bearer access-9");
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-9");
}

TEST_F(OAuthCredentialsTest, isNotMisledByAClockThatIsAnHourOff) {
    class WrongClock : public testing::FakeClock {
    public:
        System::time_point wallClock() const override { return FakeClock::wallClock() + off; }
        hours off{0};
    };
    for (const int off : {-1, 1}) {
        WrongClock wrong;
        wrong.off = hours(off);
        settings.account = std::to_string(off);
        settings.refreshToken = secret(server.newRefreshToken());
        const std::size_t before = asked();
        OAuthCredentials first(settings, server.transport(), wrong);
        const std::string value = header(first);
        wrong.advance(minutes(50));
        EXPECT_EQ(header(first), value);
        wrong.off = hours(0);  // the clock is set right while the program runs
        EXPECT_EQ(header(first), value) << "what runs counts on its own";
        EXPECT_EQ(asked(), before + 1);
        wrong.advance(minutes(10));
        EXPECT_NE(header(first), value);
    }
}

TEST_F(OAuthCredentialsTest, refreshesWhatAClockThatWasSetMakesDoubtful) {
    logIn();
    TokenSet tokens = stored();
    tokens.expiresAt = clock.wallClock() + hours(2);  // written by a clock that was an hour ahead
    keep(tokens);
    EXPECT_EQ(header(*connect()), "Bearer access-2");
}

TEST_F(OAuthCredentialsTest, usesATokenWithoutAnEndUntilItIsRefused) {
    for (const char* odd : {"", "\"soon\"", "-1", "0"}) {
        settings.account = odd;
        server.expiresIn = odd;
        logIn();
        const auto credentials = connect();
        const std::string value = header(*credentials);
        const std::size_t before = asked();
        clock.advance(hours(5));
        EXPECT_EQ(header(*credentials), value);
        EXPECT_EQ(header(*connect()), value);
        EXPECT_EQ(asked(), before) << odd;
        EXPECT_TRUE(credentials->renew(secret(value), context));
        EXPECT_NE(header(*credentials), value);
    }
}

TEST_F(OAuthCredentialsTest, doesNotRefreshForEachRequestWhereTokensLiveShortly) {
    server.expiresIn = "2";
    logIn();
    const auto credentials = connect();
    header(*credentials);
    header(*credentials);
    EXPECT_EQ(asked(), 1U);
}

TEST_F(OAuthCredentialsTest, refusesWhatNoHeaderCanCarry) {
    using Member = common::Secret OAuthSettings::*;
    const std::pair<Member, const char*> members[] = {{&OAuthSettings::clientSecret, "OAuthClientSecret"},
                                                      {&OAuthSettings::accessToken, "OAuthAccessToken"},
                                                      {&OAuthSettings::refreshToken, "OAuthRefreshToken"}};
    for (const auto& [member, name] : members) {
        const OAuthSettings before = settings;
        settings.*member = secret("one\nxyzzy");
        const common::Error error = errorOfCall([&] { connect(); });
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        EXPECT_TRUE(contains(error.what(), name)) << error.what();
        EXPECT_FALSE(contains(error.what(), "xyzzy")) << error.what();
        settings = before;
    }
}

TEST_F(OAuthCredentialsTest, namesTheClientPropertyThatIsMissing) {
    settings.clientSecret = {};
    EXPECT_TRUE(contains(errorOfCall([&] { connect(); }).what(), "OAuthClientSecret is missing"));
    settings.clientId.clear();
    EXPECT_TRUE(contains(errorOfCall([&] { connect(); }).what(), "OAuthClientId is missing"));
}

TEST_F(OAuthCredentialsTest, sharesClientCredentialsWithoutAStore) {
    settings.grant = OAuthSettings::Grant::ClientCredentials;
    settings.clientId = "service-of-this-test";
    settings.storeLocation = "/dev/null/tokens";
    const auto first = connect();
    EXPECT_EQ(header(*first), "Bearer access-1");
    EXPECT_EQ(header(*connect()), "Bearer access-1");
    EXPECT_EQ(asked(), 1U);
    settings.clientSecret = secret("another");
    EXPECT_EQ(header(*connect()), "Bearer access-2") << "who does not know the secret gets no token by it";
    clock.advance(hours(1));
    EXPECT_EQ(header(*first), "Bearer access-3");
    EXPECT_TRUE(first->renew(secret("Bearer access-3"), context));
    EXPECT_EQ(header(*first), "Bearer access-4");
}

TEST_F(OAuthCredentialsTest, knowsNoScopesOnDataCenter) {
    settings.provider = OAuthSettings::Provider::DataCenter;
    settings.siteUrl = settings.authUrl = "https://jira.example.com";
    logIn();
    const auto credentials = connect();
    header(*credentials);
    EXPECT_EQ(credentials->grantedScopes(), std::nullopt);
    EXPECT_EQ(server.requests.back().url, "https://jira.example.com/rest/oauth2/latest/token");
}

TEST_F(OAuthCredentialsTest, stopsWaitingWithTheCall) {
    logIn();
    TokenStore store(settings);
    const auto lock = store.lock(context, clock);
    const auto credentials = connect();
    context.context.deadline = clock.now() + seconds(2);
    EXPECT_EQ(headerError(*credentials).kind(), ErrorKind::Timeout);
    EXPECT_EQ(asked(), 0U);
}

}  // namespace
}  // namespace assetsodbc::assets
