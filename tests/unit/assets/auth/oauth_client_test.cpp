#include "assets/auth/oauth_client.h"

#include "tests/unit/assets/auth/auth_fixture.h"

namespace assetsodbc::assets {
namespace {

using common::ErrorKind;
using testing::answer;
using testing::contains;
using testing::errorOfCall;
using testing::page;
using testing::parameterOf;
using testing::secret;

class OAuthClientTest : public testing::AuthTest {
protected:
    OAuthClientTest() { server.newRefreshToken(); }

    TokenSet refresh() { return OAuthClient(settings, *transport, clock).refresh(secret("refresh-1"), context); }
    common::Error refreshError(const Response& response) {
        server.instead = [&](const Request&) { return response; };
        return errorOfCall([&] { refresh(); });
    }
    TokenSet refreshedBy(const std::string& body) {
        server.instead = [&](const Request&) { return answer(200, body); };
        return refresh();
    }

    std::unique_ptr<Transport> transport = server.transport();
};

TEST_F(OAuthClientTest, exchangesACodeOnCloud) {
    const TokenSet tokens = OAuthClient(settings, *transport, clock).exchangeCode(secret("code-1"), context);
    EXPECT_EQ(tokens.accessToken.reveal(), "access-2");
    EXPECT_EQ(tokens.refreshToken.reveal(), "refresh-2");
    EXPECT_EQ(tokens.lifetime, std::chrono::seconds(3600));
    EXPECT_EQ(tokens.expiresAt, clock.wallClock() + std::chrono::seconds(3600));
    EXPECT_EQ(tokens.scope, "read:a read:b");
    const Request& sent = server.requests.at(0);
    EXPECT_EQ(sent.url, "https://auth.atlassian.com/oauth/token");
    EXPECT_EQ(sent.body,
              R"({"grant_type":"authorization_code","client_id":"client-1",)"
              R"("client_secret":"client-secret-1","code":"code-1","redirect_uri":"http://localhost:33333"})");
    EXPECT_TRUE(sent.anonymous);
    EXPECT_EQ(sent.redirects, Redirects::HandBack) << "nobody else gets the secrets";
    EXPECT_FALSE(sent.idempotent) << "a code is good once";
}

TEST_F(OAuthClientTest, refreshesOnCloud) {
    EXPECT_EQ(refresh().refreshToken.reveal(), "refresh-2");
    EXPECT_EQ(server.requests.at(0).body, R"({"grant_type":"refresh_token","client_id":"client-1",)"
                                          R"("client_secret":"client-secret-1","refresh_token":"refresh-1"})");
}

TEST_F(OAuthClientTest, quotesWhatJsonNeedsQuoted) {
    settings.clientSecret = secret("a\"b\\c");
    refresh();
    EXPECT_TRUE(contains(server.requests.at(0).body, R"("client_secret":"a\"b\\c")"));
}

TEST_F(OAuthClientTest, speaksFormsToDataCenterAndNamesTheCallbackAgain) {
    settings.provider = OAuthSettings::Provider::DataCenter;
    settings.authUrl.clear();
    settings.siteUrl = "https://jira.example.com/jira/";
    settings.clientSecret = secret("a&b=c d");
    refresh();
    const Request& sent = server.requests.at(0);
    EXPECT_EQ(sent.url, "https://jira.example.com/jira/rest/oauth2/latest/token");
    EXPECT_EQ(sent.body,
              "grant_type=refresh_token&client_id=client-1&client_secret=a%26b%3Dc%20d&refresh_token=refresh-1"
              "&redirect_uri=http%3A%2F%2Flocalhost%3A33333");
    EXPECT_EQ(sent.headers.back().second, "application/x-www-form-urlencoded");
}

TEST_F(OAuthClientTest, asksForClientCredentials) {
    OAuthClient client(settings, *transport, clock);
    EXPECT_TRUE(client.clientCredentials(context).refreshToken.empty());
    EXPECT_EQ(server.requests.at(0).body,
              R"({"grant_type":"client_credentials","client_id":"client-1","client_secret":"client-secret-1"})");
    settings.provider = OAuthSettings::Provider::DataCenter;
    client.clientCredentials(context);
    EXPECT_TRUE(contains(server.requests.at(1).body, "&scope=READ"));
}

TEST_F(OAuthClientTest, separatesTheScopesOfClientCredentialsByBlanks) {
    settings.grant = OAuthSettings::Grant::ClientCredentials;
    settings.scope = "read:a,read:b";
    OAuthClient(settings, *transport, clock).clientCredentials(context);
    EXPECT_EQ(parameterOf(server.requests.at(0), "scope"), "read:a read:b");
}

TEST_F(OAuthClientTest, keepsTheRefreshTokenOfAServerThatDoesNotRotate) {
    server.rotates = false;
    EXPECT_EQ(refresh().refreshToken.reveal(), "refresh-1");
}

struct RefusalCase {
    Response response;
    ErrorKind kind;
    std::vector<std::string> parts;
};

TEST_F(OAuthClientTest, tellsWhatARefusalMeans) {
    const std::string login = "assets-odbc login --dsn Assets";
    const RefusalCase cases[] = {
        {answer(400, R"({"error":"invalid_grant","error_description":"expired"})"),
         ErrorKind::AuthenticationFailed,
         {"auth.atlassian.com", "HTTP 400", "invalid_grant: expired", login}},
        {answer(401, R"({"error":"invalid_grant"})"), ErrorKind::AuthenticationFailed, {"HTTP 401", login}},
        {answer(401, R"({"error":"access_denied","error_description":"Unauthorized"})"),
         ErrorKind::AuthenticationFailed,
         {"OAuthClientId", "OAuthClientSecret", login}},
        {answer(401, R"({"error":"invalid_client"})"), ErrorKind::AuthenticationFailed, {"Check OAuthClientId"}},
        {answer(403, R"({"error":"unauthorized_client","error_description":"refresh_token is invalid"})"),
         ErrorKind::AuthenticationFailed,
         {"HTTP 403", "refresh_token is invalid", login}},
        {answer(400, R"({"error":"invalid_scope"})"), ErrorKind::AuthenticationFailed, {"Scope"}},
        {page(403, "text/html", "<html>Forbidden</html>"), ErrorKind::AuthenticationFailed, {"a page instead", login}},
        {answer(400, R"({"code":400,"message":"odd"})"), ErrorKind::AuthenticationFailed, {"\"odd\"", login}},
        {answer(400, "{\"error\":"), ErrorKind::AuthenticationFailed, {"not whole"}},
        {answer(429, R"({"error":"too_many_requests"})"), ErrorKind::RateLimited, {"HTTP 429", "few minutes"}},
        {answer(500, R"({"error":"server_error"})"), ErrorKind::ServerError, {"HTTP 500", "Try again later"}},
        {page(502, "text/html", "<html>Bad gateway</html>"), ErrorKind::ServerError, {"HTTP 502"}},
        {answer(503, ""), ErrorKind::RateLimited, {"HTTP 503"}},
        {answer(404, "{}"), ErrorKind::BadResponse, {"AuthUrl"}},
        {page(302, "text/html", "", {{"Location", "https://elsewhere.example.com/"}}),
         ErrorKind::BadResponse,
         {"HTTP 302", "AuthUrl"}},
    };
    for (const RefusalCase& expected : cases) {
        const common::Error error = refreshError(expected.response);
        EXPECT_EQ(error.kind(), expected.kind) << error.what();
        EXPECT_EQ(error.httpStatus(), expected.response.status);
        for (const std::string& part : expected.parts) EXPECT_TRUE(contains(error.what(), part)) << error.what();
    }
}

TEST_F(OAuthClientTest, neverAdvisesALoginForWhatPasses) {
    for (const int status : {429, 500, 502, 503, 504})
        EXPECT_FALSE(contains(refreshError(answer(status, "{}")).what(), "login")) << status;
}

TEST_F(OAuthClientTest, quotesNoSecretThatTheServerRepeats) {
    const common::Error error = refreshError(
        answer(400, R"({"error":"invalid_grant","error_description":"no refresh-1 of client-secret-1\n<b>"})"));
    EXPECT_FALSE(contains(error.what(), "refresh-1")) << error.what();
    EXPECT_FALSE(contains(error.what(), "client-secret-1")) << error.what();
    EXPECT_FALSE(contains(error.what(), "\n")) << error.what();
    EXPECT_TRUE(contains(error.what(), "no ***** of *****")) << error.what();
}

TEST_F(OAuthClientTest, hidesASecretThatIsMadeOfAsterisks) {
    settings.clientSecret = secret("*****");
    EXPECT_TRUE(contains(refreshError(answer(400, R"({"error":"invalid_grant: ***** and *****"})")).what(),
                         "\"invalid_grant: ***** and *****\""));
}

TEST_F(OAuthClientTest, refusesAnAnswerWithoutAUsableToken) {
    const Response answers[] = {
        page(200, "text/html", "<html>Log in</html>"),
        page(200, "application/json", "<html>"),
        answer(200, ""),
        answer(200, "[]"),
        answer(200, "{\"access_token\":\"a"),
        answer(200, R"({"refresh_token":"r"})"),
        answer(200, R"({"access_token":null})"),
        answer(200, R"({"access_token":"two\nlines"})"),
        answer(200, R"({"access_token":"two words"})"),
        answer(200, R"({"access_token":"a","refresh_token":"two\nlines"})"),
        answer(200, R"({"access_token":"a","token_type":"mac"})"),
        answer(204, ""),
    };
    for (const Response& response : answers) {
        const common::Error error = refreshError(response);
        EXPECT_EQ(error.kind(), ErrorKind::BadResponse) << error.what();
        EXPECT_TRUE(contains(error.what(), "auth.atlassian.com")) << error.what();
        EXPECT_FALSE(contains(error.what(), "two")) << error.what();
    }
}

TEST_F(OAuthClientTest, readsTheLifetimeHoweverItIsWritten) {
    using std::chrono::seconds;
    EXPECT_EQ(refreshedBy(R"({"access_token":"a","expires_in":7200})").lifetime, seconds(7200));
    EXPECT_EQ(refreshedBy(R"({"access_token":"a","expires_in":"3600"})").lifetime, seconds(3600));
    for (const char* odd : {"-5", "0", "\"soon\"", "null", "1.5", "{}", "99999999999999999999999", "true"}) {
        const TokenSet tokens = refreshedBy(std::string(R"({"access_token":"a","expires_in":)") + odd + "}");
        EXPECT_EQ(tokens.lifetime, std::nullopt) << odd;
        EXPECT_EQ(tokens.expiresAt, std::nullopt) << odd;
    }
    EXPECT_EQ(refreshedBy(R"({"access_token":"a"})").lifetime, std::nullopt);
    EXPECT_LE(*refreshedBy(R"({"access_token":"a","expires_in":9000000000000000000})").lifetime, seconds(366 * 86400));
}

TEST_F(OAuthClientTest, takesATokenTypeInAnyCase) {
    for (const char* type : {"bearer", "Bearer", "BEARER"})
        EXPECT_EQ(refreshedBy(std::string(R"({"access_token":"a","token_type":")") + type + "\"}").accessToken.reveal(),
                  "a");
}

TEST_F(OAuthClientTest, revokesOnDataCenterOnlyAndForgivesFailure) {
    OAuthClient client(settings, *transport, clock);
    client.revoke(secret("refresh-1"), context);
    EXPECT_TRUE(server.requests.empty());
    settings.provider = OAuthSettings::Provider::DataCenter;
    server.instead = [](const Request&) -> Response { throw TransportError(ErrorKind::Unreachable, "gone"); };
    client.revoke(secret("refresh-1"), context);
    EXPECT_EQ(parameterOf(server.requests.at(0), "token"), "refresh-1");
}

}  // namespace
}  // namespace assetsodbc::assets
