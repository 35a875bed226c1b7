// Sign-ins that several wait for: while a person logs in, and from many threads.
#include <thread>

#include "assets/auth/redirect_answer.h"
#include "tests/unit/assets/auth/loopback_client.h"
#include "tests/unit/assets/auth/oauth_credentials_fixture.h"

namespace assetsodbc::assets {
namespace {

using testing::answer;
using testing::parameterOf;
using testing::secret;
using Initiate = OAuthSettings::Initiate;
using testing::OAuthCredentialsTest;

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
