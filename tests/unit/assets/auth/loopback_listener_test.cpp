#include "assets/auth/loopback_listener.h"

#include <thread>

#include "common/clock.h"
#include "tests/unit/assets/auth/auth_fixture.h"
#include "tests/unit/assets/auth/loopback_client.h"

namespace assetsodbc::assets {
namespace {

using common::ErrorKind;
using std::chrono::seconds;
using testing::contains;
using testing::errorOfCall;
using testing::LoopbackClient;

class LoopbackListenerTest : public ::testing::Test {
protected:
    // What the listener was brought, while a browser does this.
    template <typename Browser>
    std::string broughtBy(LoopbackListener& listener, const Browser& browser) {
        std::thread thread([&] { browser(listener.port()); });
        std::string query = listener.wait("s1", seconds(60), context, common::realClock());
        thread.join();
        return query;
    }

    testing::Context context;
};

TEST_F(LoopbackListenerTest, takesTheQueryAndSaysThatThePageCanBeClosed) {
    LoopbackListener listener("http://localhost:0");
    std::string page;
    EXPECT_EQ(broughtBy(listener,
                        [&](int port) {
                            const LoopbackClient browser(port);
                            browser.get("/?code=abc&state=s1");
                            page = browser.answer();
                        }),
              "code=abc&state=s1");
    EXPECT_EQ(page.find("HTTP/1.1 200 OK\r\n"), 0U) << page;
    EXPECT_TRUE(contains(page, "close this page"));
    EXPECT_FALSE(contains(page, "abc")) << "nothing of the request is repeated";
}

TEST_F(LoopbackListenerTest, sendsAwayWhatIsNotTheAnswerAndGoesOn) {
    LoopbackListener listener("http://127.0.0.1:0/callback");
    EXPECT_EQ(broughtBy(listener,
                        [](int port) {
                            for (const char* target : {"/favicon.ico", "/?code=x&state=y", "/callback", "/callback?a=1",
                                                       "/callback/more?code=x", "/callbackcode=x"}) {
                                const LoopbackClient browser(port);
                                browser.get(target);
                                EXPECT_EQ(browser.answer().find("HTTP/1.1 404 "), 0U) << target;
                            }
                            const LoopbackClient poster(port);
                            poster.send("POST /callback?code=x HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
                            EXPECT_EQ(poster.answer().find("HTTP/1.1 404 "), 0U);
                            const LoopbackClient browser(port);
                            browser.get("/callback?error=access_denied&state=s1");
                            EXPECT_EQ(browser.answer().find("HTTP/1.1 200 "), 0U);
                        }),
              "error=access_denied&state=s1");
}

TEST_F(LoopbackListenerTest, isNotEndedByTheAnswerToAnotherLogIn) {
    LoopbackListener listener("http://localhost:0");
    EXPECT_EQ(broughtBy(listener,
                        [](int port) {
                            for (const char* target : {"/?code=x&state=other", "/?code=x", "/?error=access_denied",
                                                       "/?error=x&state=s", "/?code=x&state=s1s1"}) {
                                const LoopbackClient page(port);
                                page.get(target);
                                EXPECT_EQ(page.answer().find("HTTP/1.1 400 "), 0U) << target;
                            }
                            const LoopbackClient browser(port);
                            browser.get("/?code=abc&state=s1");
                            browser.answer();
                        }),
              "code=abc&state=s1");
}

TEST_F(LoopbackListenerTest, showsARefusalAsSuch) {
    const auto pageFor = [&](const std::string& query) {
        LoopbackListener listener("http://localhost:0");
        std::string page;
        broughtBy(listener, [&](int port) {
            const LoopbackClient browser(port);
            browser.get("/?" + query);
            page = browser.answer();
        });
        return page;
    };
    EXPECT_TRUE(contains(pageFor("code=abc&state=s1"), "was allowed"));
    const std::string refusal = pageFor("error=access_denied&state=s1");
    EXPECT_TRUE(contains(refusal, "was refused")) << refusal;
    EXPECT_FALSE(contains(refusal, "allowed")) << refusal;
}

TEST_F(LoopbackListenerTest, isNotHeldUpByConnectionsThatSayNothing) {
    LoopbackListener listener("http://localhost:0");
    EXPECT_EQ(broughtBy(listener,
                        [](int port) {
                            const LoopbackClient silent(port);
                            const LoopbackClient slow(port);
                            slow.send("GET /?co");
                            const LoopbackClient endless(port);
                            endless.send("GET /" + std::string(20000, 'x'));
                            const LoopbackClient browser(port);
                            browser.send("GET /?code=abc&st");
                            browser.send("ate=s1 HTTP/1.1\r\n\r");
                            browser.send("\n");
                            browser.answer();
                        }),
              "code=abc&state=s1");
}

TEST_F(LoopbackListenerTest, survivesMoreConnectionsThanItKeeps) {
    LoopbackListener listener("http://localhost:0");
    EXPECT_EQ(broughtBy(listener,
                        [](int port) {
                            std::vector<std::unique_ptr<LoopbackClient>> silent;
                            for (int i = 0; i < 100; ++i) silent.push_back(std::make_unique<LoopbackClient>(port));
                            const LoopbackClient browser(port);
                            browser.get("/?code=abc&state=s1");
                            browser.answer();
                        }),
              "code=abc&state=s1");
}

TEST_F(LoopbackListenerTest, listensToThisMachineOnly) {
    const LoopbackListener listener("http://localhost:0");
    EXPECT_TRUE(LoopbackClient(listener.port()).isConnected());
    EXPECT_FALSE(LoopbackClient(listener.port(), 0x7F000002).isConnected()) << "127.0.0.2 is another address";
}

TEST_F(LoopbackListenerTest, givesUpWhenItsPatienceEnds) {
    LoopbackListener listener("http://localhost:0");
    const auto error =
        errorOfCall([&] { listener.wait("s1", std::chrono::milliseconds(1), context, common::realClock()); });
    EXPECT_EQ(error.kind(), ErrorKind::Timeout);
    EXPECT_TRUE(contains(error.what(), "--no-browser")) << error.what();
}

TEST_F(LoopbackListenerTest, endsWithTheCallThatWaits) {
    LoopbackListener listener("http://localhost:0");
    context.context.deadline = common::realClock().now();
    EXPECT_EQ(errorOfCall([&] { listener.wait("s1", seconds(60), context, common::realClock()); }).kind(),
              ErrorKind::Timeout);
    context.context.deadline.reset();
    std::thread canceller([&] { context.token.cancel(); });
    EXPECT_EQ(errorOfCall([&] { listener.wait("s1", seconds(60), context, common::realClock()); }).kind(),
              ErrorKind::Cancelled);
    canceller.join();
}

TEST_F(LoopbackListenerTest, refusesAnAddressThatNoBrowserCanComeBackTo) {
    for (const char* url : {"https://localhost:33333", "http://example.com:33333", "http://0.0.0.0:1", "", "nonsense",
                            "http://localhost.example.com", "http://user@example.com"}) {
        const auto error = errorOfCall([&] { LoopbackListener listener(url); });
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument) << url;
        EXPECT_TRUE(contains(error.what(), "CallbackURL")) << error.what();
    }
}

TEST_F(LoopbackListenerTest, saysThatThePortIsInUse) {
    const LoopbackListener first("http://localhost:0");
    const std::string port = std::to_string(first.port());
    const auto error = errorOfCall([&] { LoopbackListener second("http://localhost:" + port); });
    EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
    EXPECT_TRUE(contains(error.what(), "port " + port)) << error.what();
}

}  // namespace
}  // namespace assetsodbc::assets
