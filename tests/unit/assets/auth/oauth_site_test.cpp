// Signing in at the simulator's authorization servers, over real HTTP.
#include <sys/wait.h>
#include <unistd.h>

#include "assets/auth/login.h"
#include "assets/auth/oauth_credentials.h"
#include "assets/auth/token_store.h"
#include "assets/http/transport_stack.h"
#include "assets/http/url.h"
#include "assets/request_log.h"
#include "assets/scopes.h"
#include "common/clock.h"
#include "common/log.h"
#include "tests/simulator/server.h"
#include "tests/unit/assets/auth/auth_fixture.h"

namespace assetsodbc::assets {
namespace {

using common::ErrorKind;
using simulator::ConsentAnswer;
using simulator::GrantRefusal;
using simulator::OAuthProvider;
using simulator::Simulator;
using testing::contains;
using testing::errorOfCall;
using testing::secret;

const simulator::OAuthClient& clientNamed(const std::string& id) {
    static const auto clients = simulator::demoOAuthClients();
    for (const auto& client : clients)
        if (client.id == id) return client;
    throw std::runtime_error("no client " + id);
}

OAuthSettings settingsFor(const std::string& url, const std::string& clientId, const std::string& store) {
    const simulator::OAuthClient& client = clientNamed(clientId);
    OAuthSettings settings;
    settings.siteUrl = settings.authUrl = url;
    settings.clientId = client.id;
    settings.clientSecret = secret(client.secret);
    settings.storeLocation = store;
    settings.dataSource = "Assets";
    if (client.provider == OAuthProvider::DataCenter) settings.provider = OAuthSettings::Provider::DataCenter;
    if (clientId == "demo-service") settings.grant = OAuthSettings::Grant::ClientCredentials;
    return settings;
}

// A connection's way to the token endpoint, and what it sent.
struct Wire {
    explicit Wire(const std::string& url) {
        options.allowedOrigins = {originOf(url).value()};
        options.retries.firstDelay = options.retries.longestRetryAfter = std::chrono::milliseconds(1);
    }
    std::unique_ptr<Transport> transport() {
        return makeAnonymousTransport(options, requests, log, common::realClock());
    }
    TransportOptions options;
    RequestLog requests;
    common::Log log;
};

class OAuthSiteTest : public ::testing::Test {
protected:
    OAuthSettings settingsOf(const std::string& clientId) const {
        return settingsFor(site.url(), clientId, folder.path() + "/tokens");
    }
    // The person's part: opens the link, and pastes where the browser ended.
    TokenSet logIn(const OAuthSettings& settings) {
        LoginUi ui;
        std::string link;
        ui.showLink = [&](const std::string& url) { link = url; };
        ui.readAnswer = [&] {
            const auto mark = link.find('?');
            Request request;
            request.url = link.substr(0, mark);
            request.query = link.substr(mark + 1);
            request.redirects = Redirects::HandBack;
            return std::string(wire.transport()->send(request, context).header("Location"));
        };
        TokenStore store(settings);
        const auto transport = wire.transport();
        return assets::logIn(settings, *transport, store, ui, context, common::realClock());
    }
    std::unique_ptr<OAuthCredentials> connect(const OAuthSettings& settings) {
        return std::make_unique<OAuthCredentials>(settings, wire.transport(), common::realClock());
    }
    common::Error renewError(OAuthCredentials& credentials) {
        const common::Secret old = credentials.authorization(context);
        return errorOfCall([&] { credentials.renew(old, context); });
    }
    bool isAlive(const std::string& header) {
        return site.oauth().findAccess(header.substr(std::string("Bearer ").size())).has_value();
    }
    void refuseGrants(GrantRefusal form) {
        site.configure([&](simulator::SimulatorOptions& options) { options.oauth.grantRefusal = form; });
    }
    void answerConsent(ConsentAnswer consent) {
        site.configure([&](simulator::SimulatorOptions& options) { options.oauth.consent = consent; });
    }

    static std::unique_ptr<Simulator> started() {
        auto simulator = std::make_unique<Simulator>();
        simulator->start();
        return simulator;
    }

    testing::TemporaryFolder folder;
    std::unique_ptr<Simulator> running = started();
    Simulator& site = *running;
    Wire wire{site.url()};
    testing::Context context;
};

TEST_F(OAuthSiteTest, logsInAtCloudAndRefreshes) {
    const OAuthSettings settings = settingsOf("demo-client");
    logIn(settings);
    const auto credentials = connect(settings);
    const common::Secret first = credentials->authorization(context);
    EXPECT_TRUE(isAlive(first.reveal()));
    for (const Scope* scope : allScopes()) {
        const bool isWanted = grants(settings.requestedScope(), *scope);
        EXPECT_EQ(grants(*credentials->grantedScopes(), *scope), isWanted) << scope->name;
    }
    EXPECT_TRUE(credentials->renew(first, context));
    const common::Secret second = credentials->authorization(context);
    EXPECT_FALSE(second == first);
    EXPECT_TRUE(isAlive(second.reveal()));
}

TEST_F(OAuthSiteTest, logsInAtDataCenterAndRefreshes) {
    OAuthSettings settings = settingsOf("demo-dc-client");
    logIn(settings);
    const auto credentials = connect(settings);
    EXPECT_TRUE(credentials->renew(credentials->authorization(context), context));
    EXPECT_TRUE(isAlive(credentials->authorization(context).reveal()));
    TokenStore store(settings);
    EXPECT_TRUE(logOut(settings, *wire.transport(), store, context, common::realClock()));
}

TEST_F(OAuthSiteTest, signsAServiceAccountInOnceForAllConnections) {
    const OAuthSettings settings = settingsOf("demo-service");
    const auto first = connect(settings), second = connect(settings);
    EXPECT_TRUE(isAlive(first->authorization(context).reveal()));
    EXPECT_TRUE(first->authorization(context) == second->authorization(context));
    EXPECT_EQ(site.requestLog().count("/oauth/token"), 1U);
    OAuthSettings wrong = settings;
    wrong.clientSecret = secret("wrong-secret");
    const common::Error error = errorOfCall([&] { connect(wrong)->authorization(context); });
    EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
    EXPECT_TRUE(contains(error.what(), "OAuthClientSecret")) << error.what();
    EXPECT_FALSE(contains(error.what(), "wrong-secret")) << error.what();
}

TEST_F(OAuthSiteTest, refusesWhatTheBrowserShouldNotBring) {
    const std::pair<ConsentAnswer, const char*> cases[] = {{ConsentAnswer::Denied, "access_denied"},
                                                           {ConsentAnswer::WrongState, "state differs"},
                                                           {ConsentAnswer::NoState, "state differs"},
                                                           {ConsentAnswer::NoCode, "no code"}};
    for (const auto& [consent, words] : cases) {
        answerConsent(consent);
        const common::Error error = errorOfCall([&] { logIn(settingsOf("demo-client")); });
        EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed);
        EXPECT_TRUE(contains(error.what(), words)) << error.what();
    }
    EXPECT_EQ(site.requestLog().count("/oauth/token"), 0U);
}

TEST_F(OAuthSiteTest, namesTheCommandForExpiredRevokedAndReusedTokens) {
    const OAuthSettings settings = settingsOf("demo-client");
    const auto expectLogin = [&](const char* what) {
        const common::Error error = renewError(*connect(settings));
        EXPECT_EQ(error.kind(), ErrorKind::AuthenticationFailed) << what;
        EXPECT_TRUE(contains(error.what(), "assets-odbc login --dsn Assets")) << error.what();
    };
    logIn(settings);
    site.advanceClock(std::chrono::hours(24 * 91));
    expectLogin("expired");
    logIn(settings);
    site.oauth().revokeRefreshTokens();
    expectLogin("revoked");
    const TokenSet old = logIn(settings);
    auto credentials = connect(settings);
    credentials->renew(credentials->authorization(context), context);
    credentials.reset();
    site.advanceClock(std::chrono::minutes(11));
    TokenStore store(settings);
    {
        auto lock = store.lock(context, common::realClock());
        store.write(lock, old);  // a copy that somebody put back
    }
    expectLogin("reused");
}

TEST_F(OAuthSiteTest, survivesALostAnswerByTheLeeway) {
    const OAuthSettings settings = settingsOf("demo-client");
    const TokenSet old = logIn(settings);
    const auto credentials = connect(settings);
    credentials->renew(credentials->authorization(context), context);
    TokenStore store(settings);
    {
        auto lock = store.lock(context, common::realClock());
        store.write(lock, old);  // as if the process had died before it wrote
    }
    const auto next = connect(settings);
    EXPECT_TRUE(next->renew(next->authorization(context), context));
    EXPECT_TRUE(isAlive(next->authorization(context).reveal()));
}

TEST_F(OAuthSiteTest, understandsEveryFormOfRefusal) {
    const std::pair<GrantRefusal, ErrorKind> cases[] = {{GrantRefusal::Status400, ErrorKind::AuthenticationFailed},
                                                        {GrantRefusal::Status401, ErrorKind::AuthenticationFailed},
                                                        {GrantRefusal::Status403, ErrorKind::AuthenticationFailed},
                                                        {GrantRefusal::HtmlPage, ErrorKind::AuthenticationFailed},
                                                        {GrantRefusal::ServerError, ErrorKind::ServerError},
                                                        {GrantRefusal::TooManyRequests, ErrorKind::RateLimited}};
    const OAuthSettings settings = settingsOf("demo-client");
    logIn(settings);
    site.oauth().revokeRefreshTokens();
    for (const auto& [form, kind] : cases) {
        refuseGrants(form);
        const common::Error error = renewError(*connect(settings));
        EXPECT_EQ(error.kind(), kind) << error.what();
        EXPECT_EQ(contains(error.what(), "assets-odbc login"), kind == ErrorKind::AuthenticationFailed) << error.what();
    }
}

TEST_F(OAuthSiteTest, refreshesTokensThatLiveShortly) {
    site.configure([](simulator::SimulatorOptions& options) { options.oauth.accessTokenSeconds = 1; });
    const OAuthSettings settings = settingsOf("demo-client");
    logIn(settings);
    testing::FakeClock clock;
    OAuthCredentials credentials(settings, wire.transport(), clock);
    for (int i = 0; i < 5; ++i) {
        clock.advance(std::chrono::seconds(1));
        EXPECT_TRUE(isAlive(credentials.authorization(context).reveal()));
    }
}

TEST_F(OAuthSiteTest, showsTheTokenRequestsWithoutTheirBodies) {
    logIn(settingsOf("demo-client"));
    ASSERT_FALSE(wire.requests.records().empty());
    const RequestRecord& record = wire.requests.records().back();
    EXPECT_EQ(record.method, "POST");
    EXPECT_EQ(record.path, "/oauth/token");
    EXPECT_EQ(record.status, 200);
}

// One process of several that start together; forked before anything else runs.
class Child {
public:
    template <typename Work>
    explicit Child(const Work& work) {
        if (::pipe(start_) != 0) throw std::runtime_error("no pipe");
        process_ = ::fork();
        if (process_ != 0) return;
        std::string url(200, '\0');
        const ssize_t length = ::read(start_[0], url.data(), url.size());
        url.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
        ::_exit(work(url) ? 0 : 1);
    }
    void start(const std::string& url) const {
        if (::write(start_[1], url.data(), url.size()) < 0) throw std::runtime_error("no child");
    }
    bool succeeded() const {
        int status = -1;
        ::waitpid(process_, &status, 0);
        return status == 0;
    }

private:
    int start_[2] = {-1, -1};
    pid_t process_ = -1;
};

TEST(OAuthProcesses, refreshOnceForAll) {
    const testing::TemporaryFolder folder;
    const std::string place = folder.path() + "/tokens";
    const auto connects = [&](const std::string& url) {
        try {
            Wire wire(url);
            const testing::Context context;
            OAuthCredentials credentials(settingsFor(url, "demo-client", place), wire.transport(), common::realClock());
            return !credentials.authorization(context).empty();
        } catch (const std::exception& error) {
            std::fprintf(stderr, "%s\n", error.what());
            return false;
        }
    };
    const Child children[] = {Child(connects), Child(connects), Child(connects), Child(connects)};
    Simulator site;
    site.start();
    site.setLatency({std::chrono::milliseconds(20), {}});
    const OAuthSettings settings = settingsFor(site.url(), "demo-client", place);
    {
        TokenSet tokens;
        tokens.refreshToken = secret(site.issueTokens("demo-client", settings.requestedScope()).refreshToken);
        const testing::Context context;
        TokenStore store(settings);
        auto lock = store.lock(context, common::realClock());
        store.replace(lock, tokens);
    }
    for (const Child& child : children) child.start(site.url());
    for (const Child& child : children) EXPECT_TRUE(child.succeeded());
    EXPECT_EQ(site.requestLog().count("/oauth/token"), 1U);
}

}  // namespace
}  // namespace assetsodbc::assets
