#include "assets/auth/login.h"

#include <sys/wait.h>

#include <thread>

#include "assets/auth/browser.h"
#include "assets/auth/redirect_answer.h"
#include "assets/auth/token_store.h"
#include "assets/scopes.h"
#include "tests/unit/assets/auth/auth_fixture.h"
#include "tests/unit/assets/auth/loopback_client.h"

namespace assetsodbc::assets {
namespace {

using common::ErrorKind;
using testing::contains;
using testing::contentOf;
using testing::errorOfCall;
using testing::LoopbackClient;
using testing::overwrite;
using testing::secret;

std::map<std::string, std::string> parametersOf(const std::string& url) {
    return queryParameters(url.substr(url.find('?') + 1));
}

class LoginTest : public testing::AuthTest {
protected:
    TokenSet logIn(const LoginUi& ui) {
        TokenStore store(settings);
        return assets::logIn(settings, *transport, store, ui, context, common::realClock());
    }
    // Pastes this, STATE replaced by the state of the link.
    LoginUi pasting(const std::string& answer) {
        LoginUi ui;
        ui.showLink = [this](const std::string& url) { link = url; };
        ui.readAnswer = [this, answer] {
            std::string text = answer;
            if (const auto at = text.find("STATE"); at != std::string::npos)
                text.replace(at, 5, parametersOf(link)["state"]);
            return text;
        };
        return ui;
    }

    std::unique_ptr<Transport> transport = server.transport();
    std::string link;
};

TEST_F(LoginTest, asksCloudForConsentWithTheMinimumOfScopes) {
    const std::string url = authorizationUrl(settings, "s1");
    EXPECT_EQ(url.find("https://auth.atlassian.com/authorize?"), 0U) << url;
    const auto parameters = parametersOf(url);
    EXPECT_EQ(parameters.at("audience"), "api.atlassian.com");
    EXPECT_EQ(parameters.at("client_id"), "client-1");
    EXPECT_EQ(parameters.at("scope"), withOfflineAccess(minimumReadScopes()));
    EXPECT_EQ(parameters.at("redirect_uri"), "http://localhost:33333");
    EXPECT_EQ(parameters.at("state"), "s1");
    EXPECT_EQ(parameters.at("response_type"), "code");
    EXPECT_EQ(parameters.at("prompt"), "consent");
}

TEST_F(LoginTest, addsOfflineAccessOnceToTheScopesThatWereChosen) {
    settings.scope = "read:cmdb-object:jira,read:servicedesk-request";
    EXPECT_EQ(settings.requestedScope(), "read:cmdb-object:jira read:servicedesk-request offline_access");
    settings.scope = "offline_access read:cmdb-object:jira";
    EXPECT_EQ(settings.requestedScope(), settings.scope);
}

TEST_F(LoginTest, asksDataCenterInItsOwnWay) {
    settings.provider = OAuthSettings::Provider::DataCenter;
    settings.authUrl.clear();
    settings.siteUrl = "https://jira.example.com/jira";
    const std::string url = authorizationUrl(settings, "s1");
    EXPECT_EQ(url.find("https://jira.example.com/jira/rest/oauth2/latest/authorize?client_id=client-1&scope=READ&"), 0U)
        << url;
    EXPECT_FALSE(contains(url, "audience"));
}

TEST_F(LoginTest, takesARandomState) {
    const std::string state = newState();
    EXPECT_EQ(state.size(), 64U);
    EXPECT_NE(state, newState());
}

TEST_F(LoginTest, exchangesAPastedAddressAndStoresTheTokens) {
    const TokenSet tokens = logIn(pasting("http://localhost:33333/?code=code-1&state=STATE"));
    EXPECT_EQ(tokens.accessToken.reveal(), "access-1");
    const auto stored = TokenStore(settings).read();
    ASSERT_TRUE(stored);
    EXPECT_TRUE(stored->refreshToken == tokens.refreshToken);
}

TEST_F(LoginTest, exchangesAPastedCode) {
    EXPECT_EQ(logIn(pasting("code-1\n")).accessToken.reveal(), "access-1");
}

TEST_F(LoginTest, asksForNothingWhereTheStateIsWrongOrTheAccessDenied) {
    EXPECT_TRUE(contains(errorOfCall([&] { logIn(pasting("http://x/?code=code-1&state=other")); }).what(), "state"));
    EXPECT_TRUE(contains(errorOfCall([&] { logIn(pasting("http://x/?error=access_denied&state=STATE")); }).what(),
                         "access_denied"));
    EXPECT_TRUE(server.requests.empty());
    EXPECT_FALSE(TokenStore(settings).read());
}

TEST_F(LoginTest, tellsThatACodeIsNoGood) {
    const auto error = errorOfCall([&] { logIn(pasting("code-0")); });
    EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    EXPECT_TRUE(contains(error.what(), "good once")) << error.what();
    EXPECT_FALSE(contains(error.what(), "code-0")) << error.what();
}

TEST_F(LoginTest, refusesASignInThatCouldNotBeRefreshed) {
    server.instead = [](const Request&) { return testing::answer(200, R"({"access_token":"a","expires_in":3600})"); };
    EXPECT_TRUE(contains(errorOfCall([&] { logIn(pasting("code-1")); }).what(), "offline_access"));
}

TEST_F(LoginTest, takesTheAnswerFromTheBrowser) {
    settings.callbackUrl = "http://localhost:" + std::to_string(testing::freePort()) + "/done";
    std::thread browser;
    LoginUi ui;
    ui.showLink = [&](const std::string& url) {
        browser = std::thread([parameters = parametersOf(url), this] {
            const auto port = std::stoi(settings.callbackUrl.substr(std::string("http://localhost:").size()));
            const LoopbackClient wrong(port);
            wrong.get("/favicon.ico");
            wrong.answer();
            const LoopbackClient client(port);
            client.get("/done?code=code-1&state=" + parameters.at("state"));
            client.answer();
        });
    };
    EXPECT_EQ(logIn(ui).accessToken.reveal(), "access-1");
    browser.join();
}

TEST_F(LoginTest, repairsADamagedStore) {
    logIn(pasting("code-1"));
    const std::string path = TokenStore(settings).place().substr(9);
    overwrite(path, contentOf(path).substr(0, 50));
    server.goodCode = "code-2";
    logIn(pasting("code-2"));
    EXPECT_EQ(TokenStore(settings).read()->accessToken.reveal(), "access-2");
}

TEST_F(LoginTest, findsOutBeforeTheLogInThatNothingCanBeStored) {
    settings.storeLocation = "/dev/null/tokens";
    LoginUi ui = pasting("code-1");
    ui.readAnswer = []() -> std::string {
        ADD_FAILURE() << "somebody logged in in vain";
        return "";
    };
    EXPECT_EQ(errorOfCall([&] { logIn(ui); }).kind(), ErrorKind::InvalidArgument);
}

TEST_F(LoginTest, namesWhatIsMissing) {
    settings.clientSecret = {};
    EXPECT_TRUE(contains(errorOfCall([&] { logIn(pasting("x")); }).what(), "OAuthClientSecret"));
    settings.clientId.clear();
    EXPECT_TRUE(contains(errorOfCall([&] { logIn(pasting("x")); }).what(), "OAuthClientId is missing"));
    settings.grant = OAuthSettings::Grant::ClientCredentials;
    EXPECT_TRUE(contains(errorOfCall([&] { logIn(pasting("x")); }).what(), "needs no log-in"));
}

TEST_F(LoginTest, logsOutOnce) {
    logIn(pasting("code-1"));
    TokenStore store(settings);
    EXPECT_TRUE(logOut(settings, *transport, store, context, clock));
    EXPECT_FALSE(logOut(settings, *transport, store, context, clock));
    EXPECT_FALSE(store.read());
    EXPECT_EQ(server.requests.size(), 1U) << "Cloud has nothing to tell";
}

TEST_F(LoginTest, logsOutOfADamagedStore) {
    logIn(pasting("code-1"));
    overwrite(TokenStore(settings).place().substr(9), "");
    TokenStore store(settings);
    EXPECT_TRUE(logOut(settings, *transport, store, context, clock));
    EXPECT_FALSE(store.read());
}

TEST_F(LoginTest, tellsDataCenterOfTheLogOut) {
    settings.provider = OAuthSettings::Provider::DataCenter;
    settings.siteUrl = settings.authUrl = "https://jira.example.com";
    logIn(pasting("code-1"));
    TokenStore store(settings);
    logOut(settings, *transport, store, context, clock);
    EXPECT_EQ(server.requests.back().url, "https://jira.example.com/rest/oauth2/latest/revoke");
}

TEST(LoginCommand, quotesTheNameOfTheDataSource) {
    OAuthSettings settings;
    EXPECT_EQ(settings.loginCommand(), "assets-odbc login --dsn NAME");
    settings.dataSource = "Assets";
    EXPECT_EQ(settings.loginCommand(), "assets-odbc login --dsn Assets");
    settings.dataSource = "Ann's Assets";
    EXPECT_EQ(settings.loginCommand(), "assets-odbc login --dsn 'Ann'\\''s Assets'");
}

class BrowserTest : public ::testing::Test {
protected:
    BrowserTest() : path_(std::getenv("PATH") == nullptr ? "" : std::getenv("PATH")) {
        ::unsetenv("DISPLAY");
        ::unsetenv("WAYLAND_DISPLAY");
        const std::string opener = folder_.path() + "/xdg-open";
        overwrite(opener, "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$1\" > '" + folder_.path() + "/opened.new'\nmv '" +
                              folder_.path() + "/opened.new' '" + folder_.path() + "/opened'\n");
        ::chmod(opener.c_str(), 0755);
        ::setenv("PATH", (folder_.path() + ":" + path_).c_str(), 1);
    }
    ~BrowserTest() override {
        ::unsetenv("DISPLAY");
        ::setenv("PATH", path_.c_str(), 1);
    }
    // What xdg-open was told, once it was.
    std::string opened() const {
        std::string text;
        while ((text = contentOf(folder_.path() + "/opened")).empty()) std::this_thread::yield();
        return text;
    }

    testing::TemporaryFolder folder_;
    std::string path_;
};

TEST_F(BrowserTest, isNeverOpenedWithoutADisplay) {
    EXPECT_FALSE(hasDisplay());
    EXPECT_FALSE(openBrowser("https://example.com/"));
    ::setenv("WAYLAND_DISPLAY", "wayland-0", 1);
    EXPECT_TRUE(hasDisplay());
    ::unsetenv("WAYLAND_DISPLAY");
}

TEST_F(BrowserTest, isGivenTheAddressAsItIs) {
    ::setenv("DISPLAY", ":99", 1);
    const std::string url = "https://example.com/?a=$(touch x)&b='c d';e";
    EXPECT_TRUE(openBrowser(url));
    EXPECT_EQ(opened(), "1\n" + url + "\n");
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "no process is left for the application to collect";
}

TEST_F(BrowserTest, isNotGivenWhatIsNoAddress) {
    ::setenv("DISPLAY", ":99", 1);
    for (const char* url : {"", "--help", "file:///etc/passwd", "javascript:alert(1)"})
        EXPECT_FALSE(openBrowser(url)) << url;
}

TEST_F(BrowserTest, saysWhenThereIsNothingToOpenItWith) {
    ::setenv("DISPLAY", ":99", 1);
    ::setenv("PATH", "/nonexistent", 1);
    EXPECT_FALSE(openBrowser("https://example.com/"));
}

}  // namespace
}  // namespace assetsodbc::assets
