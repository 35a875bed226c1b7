#include "assets/auth/oauth_credentials.h"

#include <thread>

#include "assets/auth/redirect_answer.h"
#include "assets/auth/token_store.h"
#include "common/clock.h"
#include "tests/unit/assets/auth/auth_fixture.h"
#include "tests/unit/assets/auth/loopback_client.h"

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

class OAuthCredentialsTest : public testing::AuthTest {
protected:
    std::unique_ptr<OAuthCredentials> connect() {
        return std::make_unique<OAuthCredentials>(settings, server.transport(), clock);
    }
    std::string header(OAuthCredentials& credentials) { return credentials.authorization(context).reveal(); }
    common::Error headerError(OAuthCredentials& credentials) {
        return errorOfCall([&] { header(credentials); });
    }
    // As a login leaves it; the access token has expired.
    void logIn() {
        TokenSet tokens;
        tokens.accessToken = secret("access-0");
        tokens.refreshToken = secret(server.newRefreshToken());
        tokens.lifetime = seconds(3600);
        tokens.expiresAt = clock.wallClock();
        keep(tokens);
    }
    void keep(const TokenSet& tokens) {
        TokenStore store(settings);
        auto lock = store.lock(context, clock);
        store.replace(lock, tokens);
    }
    TokenSet stored() const { return TokenStore(settings).read().value(); }
    std::string storePath() const { return TokenStore(settings).place().substr(9); }
    std::size_t asked() const { return server.requests.size(); }
};

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

// A browser that leaves the address it is given in a file, for a test to answer in the person's place.
class SlowPerson {
public:
    explicit SlowPerson(const std::string& folder)
        : file_(folder + "/link"), path_(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH")) {
        const std::string opener = folder + "/xdg-open";
        testing::overwrite(
            opener, "#!/bin/sh\nprintf '%s' \"$1\" > '" + file_ + ".new'\nmv '" + file_ + ".new' '" + file_ + "'\n");
        ::chmod(opener.c_str(), 0755);
        ::setenv("PATH", (folder + ":" + path_).c_str(), 1);
        ::setenv("DISPLAY", ":99", 1);
    }
    ~SlowPerson() {
        ::setenv("PATH", path_.c_str(), 1);
        ::unsetenv("DISPLAY");
    }
    SlowPerson(const SlowPerson&) = delete;
    SlowPerson& operator=(const SlowPerson&) = delete;

    // Once the browser is opened.
    std::string link() const {
        std::string text;
        while ((text = testing::contentOf(file_)).empty()) std::this_thread::yield();
        return text;
    }
    void allow(int port) const {
        const testing::LoopbackClient browser(port);
        browser.get("/?code=code-1&state=" + queryParameters(link())["state"]);
        browser.answer();
    }

private:
    std::string file_, path_;
};

class PromptingCredentialsTest : public OAuthCredentialsTest {
protected:
    PromptingCredentialsTest() {
        settings.initiate = Initiate::GetAndRefresh;
        settings.mayPrompt = true;
        port = testing::freePort();
        settings.callbackUrl = "http://localhost:" + std::to_string(port);
    }
    // The header that a connection gets while the person is asked, and `meanwhile` happens.
    template <typename Work>
    std::string headerWhile(const Work& meanwhile) {
        const SlowPerson person(folder.path());
        std::string value;
        std::thread connection([&] { value = header(*connect()); });
        person.link();
        meanwhile();
        person.allow(port);
        connection.join();
        return value;
    }
    TokenSet loginOfAnother() const {
        TokenSet tokens;
        tokens.accessToken = secret("access-of-another");
        tokens.refreshToken = secret("refresh-of-another");
        return tokens;
    }

    int port = 0;
};

TEST_F(PromptingCredentialsTest, holdsNobodyUpWhileAPersonLogsIn) {
    const std::string value = headerWhile([&] {
        TokenStore store(settings);
        testing::FakeClock own;
        const auto lock = store.lock(context, own);
        EXPECT_TRUE(own.slept.empty());
    });
    EXPECT_EQ(value, "Bearer access-1");
    EXPECT_EQ(stored().accessToken.reveal(), "access-1");
}

TEST_F(PromptingCredentialsTest, takesALoginThatWasFasterAndDestroysNothing) {
    EXPECT_EQ(headerWhile([&] {
                  TokenStore store(settings);
                  testing::FakeClock own;
                  auto lock = store.lock(context, own);
                  store.replace(lock, loginOfAnother());
              }),
              "Bearer access-of-another");
    EXPECT_EQ(stored().refreshToken.reveal(), "refresh-of-another");
}

TEST_F(PromptingCredentialsTest, logsInAnewWhereTheRefreshTokenIsNoGood) {
    logIn();
    server.newRefreshToken();
    EXPECT_EQ(headerWhile([] {}).rfind("Bearer access-", 0), 0U);
    EXPECT_EQ(parameterOf(server.requests.back(), "code"), "code-1");
}

// All threads ask at once; the one that goes first waits until the others do.
class Threads {
public:
    template <typename Work>
    void run(int count, const Work& work) {
        std::vector<std::thread> threads;
        for (int i = 0; i < count; ++i)
            threads.emplace_back([&] {
                ++ready_;
                while (ready_ < count) std::this_thread::yield();
                work();
            });
        for (std::thread& thread : threads) thread.join();
    }

private:
    std::atomic<int> ready_{0};
};

TEST_F(OAuthCredentialsTest, refreshesOnceForAllThreads) {
    logIn();
    std::atomic<int> good{0};
    Threads().run(8, [&] {
        testing::Context own;
        OAuthCredentials credentials(settings, server.transport(), common::realClock());
        if (credentials.authorization(own).reveal() == "Bearer access-2") ++good;
    });
    EXPECT_EQ(good, 8);
    EXPECT_EQ(asked(), 1U);
}

TEST_F(OAuthCredentialsTest, renewsOnceForAllThreads) {
    logIn();
    OAuthCredentials keeper(settings, server.transport(), common::realClock());
    const common::Secret refused = keeper.authorization(context);
    std::atomic<int> good{0};
    Threads().run(8, [&] {
        testing::Context own;
        OAuthCredentials credentials(settings, server.transport(), common::realClock());
        credentials.authorization(own);
        if (credentials.renew(refused, own)) ++good;
    });
    EXPECT_EQ(good, 8);
    EXPECT_EQ(asked(), 2U);
}

}  // namespace
}  // namespace assetsodbc::assets
