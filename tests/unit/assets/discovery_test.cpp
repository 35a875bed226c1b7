#include "assets/discovery.h"

#include <gtest/gtest.h>

#include <map>

#include "common/error.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using testing::answer;
using testing::Context;
using testing::FakeClock;
using testing::FakeTransport;
using testing::page;

constexpr const char* kTenant = "/_edge/tenant_info";
constexpr const char* kWorkspace = "/rest/servicedeskapi/assets/workspace";

class DiscoveryTest : public ::testing::Test {
protected:
    DiscoveryTest() {
        forgetDiscovered();
        answers[kTenant] = answer(200, R"({"cloudId":"c-1"})");
        answers[kWorkspace] = answer(200, R"({"size":1,"values":[{"workspaceId":"w-1"}]})");
        answers["/rest/assets/1.0/objectschema/list"] = answer(200, R"({"objectschemas":[]})");
        settings.siteUrl = "https://acme.atlassian.net";
    }

    Endpoint run() { return discover(settings, transport, clock, context); }
    Error failure() {
        try {
            run();
        } catch (const Error& error) {
            return error;
        }
        return {ErrorKind::Internal, "nothing was thrown"};
    }
    std::size_t asked(const std::string& path) const {
        std::size_t count = 0;
        for (const Request& request : transport.requests)
            if (request.url.size() >= path.size() &&
                request.url.compare(request.url.size() - path.size(), path.size(), path) == 0)
                ++count;
        return count;
    }

    std::map<std::string, Response> answers;
    DiscoverySettings settings;
    FakeClock clock;
    Context context;
    FakeTransport transport{[this](const Request& request) {
        for (const auto& [path, response] : answers)
            if (request.url.find(path) != std::string::npos) return response;
        return page(404, "text/html", "<html>");
    }};
};

TEST_F(DiscoveryTest, ACloudSiteIsReachedThroughItsCloudId) {
    const Endpoint endpoint = run();
    EXPECT_EQ(endpoint.deployment, Deployment::Cloud);
    EXPECT_EQ(endpoint.baseUrl, "https://api.atlassian.com/ex/jira/c-1/jsm/assets/workspace/w-1/v1");
    EXPECT_EQ(endpoint.alternateBaseUrl, "https://api.atlassian.com/jsm/assets/workspace/w-1/v1");
    EXPECT_EQ(endpoint.cloudId, "c-1");
    EXPECT_EQ(endpoint.workspaceId, "w-1");
}

TEST_F(DiscoveryTest, TheTenantIsAskedWithoutCredentials) {
    run();
    EXPECT_TRUE(transport.requests[0].anonymous);
    EXPECT_FALSE(transport.requests[1].anonymous);
}

TEST_F(DiscoveryTest, WithoutACloudIdTheWorkspaceAloneIsUsed) {
    answers[kTenant] = page(200, "text/html", "<html>welcome</html>");
    const Endpoint endpoint = run();
    EXPECT_EQ(endpoint.baseUrl, "https://api.atlassian.com/jsm/assets/workspace/w-1/v1");
    EXPECT_TRUE(endpoint.alternateBaseUrl.empty());
}

TEST_F(DiscoveryTest, GivenIdsCostNoRequest) {
    settings.siteUrl = "http://127.0.0.1:8080/";
    settings.apiUrl = "http://127.0.0.1:8080/";
    settings.cloudId = "c-9";
    settings.workspaceId = "w-9";
    EXPECT_EQ(run().baseUrl, "http://127.0.0.1:8080/ex/jira/c-9/jsm/assets/workspace/w-9/v1");
    EXPECT_TRUE(transport.requests.empty());
}

TEST_F(DiscoveryTest, AnUnknownHostIsAskedWhatItIs) {
    settings.siteUrl = "https://assets.example";
    EXPECT_EQ(run().deployment, Deployment::Cloud);
    EXPECT_EQ(asked(kTenant), 1U);
    answers.erase(kTenant);
    const Endpoint endpoint = run();
    EXPECT_EQ(endpoint.deployment, Deployment::DataCenter);
    EXPECT_EQ(endpoint.baseUrl, "https://assets.example/rest/assets/1.0");
}

TEST_F(DiscoveryTest, DataCenterCredentialsMeanDataCenter) {
    settings.siteUrl = "https://jira.example/jira/";
    settings.signIn = SignIn::DataCenter;
    EXPECT_EQ(run().baseUrl, "https://jira.example/jira/rest/assets/1.0");
    EXPECT_EQ(asked(kTenant), 0U);
}

TEST_F(DiscoveryTest, AnAtlassianHostStaysCloudWhateverTheCredentials) {
    settings.signIn = SignIn::DataCenter;
    EXPECT_EQ(run().deployment, Deployment::Cloud);
}

TEST_F(DiscoveryTest, FallsBackToInsight) {
    settings.siteUrl = "https://jira.example";
    settings.deployment = Deployment::DataCenter;
    answers.erase("/rest/assets/1.0/objectschema/list");
    answers["/rest/insight/1.0/objectschema/list"] = answer(200, R"({"objectschemas":[]})");
    const Endpoint endpoint = run();
    EXPECT_EQ(endpoint.baseUrl, "https://jira.example/rest/insight/1.0");
    EXPECT_TRUE(endpoint.usesIql);
}

TEST_F(DiscoveryTest, SaysThatThereIsNoAssetsOnADataCenterSite) {
    settings.siteUrl = "https://jira.example";
    settings.deployment = Deployment::DataCenter;
    answers.clear();
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::NotFound);
    EXPECT_EQ(error.httpStatus(), 404);
}

TEST_F(DiscoveryTest, ARedirectionToTheLoginPageIsAnAuthenticationFailure) {
    settings.siteUrl = "https://jira.example";
    settings.deployment = Deployment::DataCenter;
    answers["/rest/assets/1.0/objectschema/list"] = page(302, "text/html", "", {{"Location", "/login.jsp"}});
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);
}

TEST_F(DiscoveryTest, AnEmptyWorkspaceListMeansNoAssets) {
    answers[kWorkspace] = answer(200, R"({"size":0,"values":[]})");
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
    EXPECT_NE(std::string(error.what()).find("Premium"), std::string::npos);
}

TEST_F(DiscoveryTest, RefusalsOfTheWorkspaceAreToldApart) {
    answers[kWorkspace] = page(403, "text/html", "<html>");
    EXPECT_EQ(failure().kind(), ErrorKind::Forbidden);
    answers[kWorkspace] = answer(404, "{}");
    EXPECT_EQ(failure().kind(), ErrorKind::Forbidden);
    answers[kWorkspace] = answer(401, R"({"errorMessages":["Client must be authenticated"]})");
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);
    answers[kWorkspace] = answer(200, R"({"values":[]})", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}});
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);
    answers[kWorkspace] = page(200, "text/html", "<html>");
    EXPECT_EQ(failure().kind(), ErrorKind::BadResponse);
    answers[kWorkspace] = answer(200, R"({"values":[{"workspaceId":)");
    EXPECT_EQ(failure().kind(), ErrorKind::BadResponse);
}

TEST_F(DiscoveryTest, SeveralWorkspacesAreForTheUserToChoose) {
    answers[kWorkspace] = answer(200, R"({"values":[{"workspaceId":"w-1"},{"workspaceId":"w-2"}]})");
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
    EXPECT_NE(std::string(error.what()).find("w-2"), std::string::npos);
}

TEST_F(DiscoveryTest, KeepsWhatItFoundForTheTimeAllowed) {
    settings.timeToLive = std::chrono::seconds(60);
    run();
    run();
    EXPECT_EQ(asked(kWorkspace), 1U);
    clock.advance(std::chrono::seconds(61));
    run();
    EXPECT_EQ(asked(kWorkspace), 2U);
}

TEST_F(DiscoveryTest, KeepsNothingWhenNotAllowedAndNoFailures) {
    run();
    run();
    EXPECT_EQ(asked(kWorkspace), 2U);
    settings.timeToLive = std::chrono::seconds(60);
    answers[kWorkspace] = answer(404, "{}");
    failure();
    failure();
    EXPECT_EQ(asked(kWorkspace), 4U);
}

TEST_F(DiscoveryTest, RefusesAnAddressThatIsNone) {
    settings.siteUrl.clear();
    EXPECT_EQ(failure().kind(), ErrorKind::InvalidArgument);
}

TEST_F(DiscoveryTest, CredentialsAreForTheSiteAndTheApiHost) {
    EXPECT_EQ(credentialOrigins(settings),
              (std::vector<std::string>{"https://acme.atlassian.net:443", "https://api.atlassian.com:443"}));
    settings.deployment = Deployment::DataCenter;
    EXPECT_EQ(credentialOrigins(settings), std::vector<std::string>{"https://acme.atlassian.net:443"});
}

// -- Signing in with OAuth, a token given, or an API token with scopes --

constexpr const char* kTenantWorkspace = "/ex/jira/c-1/rest/servicedeskapi/assets/workspace";
constexpr const char* kAccessible = "https://api.atlassian.com/oauth/token/accessible-resources";

class OAuthDiscoveryTest : public DiscoveryTest {
protected:
    OAuthDiscoveryTest() {
        settings.signIn = SignIn::OAuth;
        answers.erase(kWorkspace);
        answers[kTenantWorkspace] = answer(200, R"({"values":[{"workspaceId":"w-1"}]})");
    }
    void grant(const std::string& sites) { answers[kAccessible] = answer(200, "[" + sites + "]"); }
    static std::string site(const std::string& id, const std::string& url) {
        return R"({"id":")" + id + R"(","url":")" + url + R"(","name":"x","scopes":["read:jira-work"]})";
    }
};

TEST_F(OAuthDiscoveryTest, EverythingGoesThroughTheTenantsAddress) {
    for (const SignIn signIn : {SignIn::OAuth, SignIn::Bearer}) {
        settings.signIn = signIn;
        transport.requests.clear();
        const Endpoint endpoint = run();
        EXPECT_EQ(endpoint.baseUrl, "https://api.atlassian.com/ex/jira/c-1/jsm/assets/workspace/w-1/v1");
        EXPECT_EQ(endpoint.alternateBaseUrl, "");
        ASSERT_EQ(transport.requests.size(), 2U);
        EXPECT_TRUE(transport.requests[0].anonymous);  // the site itself sees no token
        EXPECT_EQ(transport.requests[1].url,
                  "https://api.atlassian.com/ex/jira/c-1/rest/servicedeskapi/assets/workspace");
    }
}

TEST_F(OAuthDiscoveryTest, ASiteThatDoesNotTellItsCloudIdIsFoundAmongTheGrantedOnes) {
    answers.erase(kTenant);
    grant(site("c-9", "https://other.atlassian.net") + "," + site("c-1", "https://ACME.atlassian.net/") + "," +
          site("c-1", "https://acme.atlassian.net"));
    EXPECT_EQ(run().cloudId, "c-1");
}

TEST_F(OAuthDiscoveryTest, ASiteThatCannotBeReachedIsStillReachedThroughTheApi) {
    grant(site("c-1", "https://acme.atlassian.net"));
    FakeTransport cut([&](const Request& request) -> Response {
        if (request.url.find("acme.atlassian.net") != std::string::npos)
            throw TransportError(ErrorKind::Unreachable, "no route");
        return request.url == kAccessible ? answers[kAccessible] : answers[kTenantWorkspace];
    });
    EXPECT_EQ(discover(settings, cut, clock, context).cloudId, "c-1");
    settings.signIn = SignIn::ApiToken;
    EXPECT_THROW(discover(settings, cut, clock, context), TransportError);
}

TEST_F(OAuthDiscoveryTest, ASignInForOtherSitesNamesThem) {
    answers.erase(kTenant);
    grant(site("c-9", "https://other.atlassian.net"));
    Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
    EXPECT_NE(std::string(error.what()).find("acme.atlassian.net, but for https://other.atlassian.net"),
              std::string::npos)
        << error.what();
    grant("");
    error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
    EXPECT_NE(std::string(error.what()).find("for no site"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("assets-odbc login"), std::string::npos) << error.what();
}

TEST_F(OAuthDiscoveryTest, WithoutAnAddressTheOnlyGrantedSiteIsTakenAndSeveralAreForTheUserToChoose) {
    settings.siteUrl.clear();
    EXPECT_EQ(failure().kind(), ErrorKind::InvalidArgument);  // it may as well be a Data Center
    settings.deployment = Deployment::Cloud;
    grant(site("c-1", "https://acme.atlassian.net"));
    const Endpoint endpoint = run();
    EXPECT_EQ(endpoint.siteUrl, "https://acme.atlassian.net");
    EXPECT_EQ(endpoint.cloudId, "c-1");
    grant(site("c-1", "https://acme.atlassian.net") + "," + site("c-2", "https://b.atlassian.net"));
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
    EXPECT_NE(std::string(error.what()).find("https://b.atlassian.net"), std::string::npos) << error.what();
}

TEST_F(OAuthDiscoveryTest, ARefusalOfASiteThatWasNotGrantedIsExplained) {
    for (const int status : {401, 403, 404}) {
        answers[kTenantWorkspace] = answer(status, R"({"code":401,"message":"Unauthorized"})");
        grant(site("c-9", "https://other.atlassian.net"));
        const Error error = failure();
        EXPECT_EQ(error.kind(), ErrorKind::Forbidden);
        EXPECT_NE(std::string(error.what()).find("other.atlassian.net"), std::string::npos) << error.what();
    }
    answers[kTenantWorkspace] = answer(401, R"({"code":401,"message":"Unauthorized"})");
    grant(site("c-1", "https://acme.atlassian.net"));
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);
    answers[kAccessible] = answer(500, "{}");
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);
}

TEST_F(OAuthDiscoveryTest, AMissingScopeIsToldBeforeOrAfterAsking) {
    answers[kTenantWorkspace] = answer(401, R"({"code":401,"message":"Unauthorized; scope does not match"})");
    const Error refused = failure();
    EXPECT_EQ(refused.kind(), ErrorKind::ScopeMissing);
    EXPECT_NE(std::string(refused.what()).find("read:servicedesk-request"), std::string::npos) << refused.what();
    EXPECT_EQ(asked("accessible-resources"), 0U);
    transport.requests.clear();
    settings.grantedScopes = [] { return std::optional<std::string>("read:cmdb-object:jira"); };
    EXPECT_EQ(failure().kind(), ErrorKind::ScopeMissing);
    EXPECT_EQ(asked(kTenantWorkspace), 0U);
    settings.workspaceId = "w-1";  // then nobody need ask
    EXPECT_EQ(run().workspaceId, "w-1");
}

TEST_F(OAuthDiscoveryTest, AnApiTokenWithScopesThatTheSiteRefusesAsksTheApi) {
    settings.signIn = SignIn::ApiToken;
    for (const int status : {401, 403}) {
        answers["net/rest/servicedeskapi"] = answer(status, "{}");
        EXPECT_EQ(run().workspaceId, "w-1") << status;
    }
    answers["net/rest/servicedeskapi"] = answer(200, "{}", {{"X-Seraph-LoginReason", "AUTHENTICATED_FAILED"}});
    EXPECT_EQ(run().workspaceId, "w-1");
    answers[kTenantWorkspace] = answer(401, R"({"code":401,"message":"Unauthorized; scope does not match"})");
    EXPECT_EQ(failure().kind(), ErrorKind::ScopeMissing);
    answers[kTenantWorkspace] = answer(404, "{}");
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);  // as the site said
}

TEST_F(OAuthDiscoveryTest, ATokenGivenMayBeForADataCenterToo) {
    settings.siteUrl = "https://jira.example";
    settings.signIn = SignIn::Bearer;
    answers.erase(kTenant);
    EXPECT_EQ(run().baseUrl, "https://jira.example/rest/assets/1.0");
}

}  // namespace
}  // namespace assetsodbc::assets
