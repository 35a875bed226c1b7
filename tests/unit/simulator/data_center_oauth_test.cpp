// Data Center's own authorization server.
#include <gtest/gtest.h>

#include "tests/simulator/login.h"
#include "tests/simulator/oauth_scopes.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kCallback = "http://localhost:33333";

std::string textIn(const Answer& answer, const char* name) {
    const auto json = answer.json();
    return json.IsObject() && json.HasMember(name) && json[name].IsString() ? json[name].GetString() : "";
}

class DataCenterOAuth : public testing::Test {
protected:
    DataCenterOAuth() {
        SimulatorOptions options;
        options.contextPath = "/jira";
        simulator = started(options);
        client = std::make_unique<SimulatorClient>(*simulator);
    }
    Answer authorize(const std::string& scope) {
        const httplib::Params params = {{"client_id", "demo-dc-client"},
                                        {"redirect_uri", kCallback},
                                        {"response_type", "code"},
                                        {"state", "s"},
                                        {"scope", scope}};
        return client->get(httplib::append_query_params("/jira/rest/oauth2/latest/authorize", params));
    }
    std::string code(const std::string& scope = "READ") {
        const auto location = authorize(scope).header("Location");
        const auto start = location.find("code=") + 5;
        return location.substr(start, location.find('&') - start);
    }
    Answer token(httplib::Params form) {
        form.emplace("client_id", "demo-dc-client");
        form.emplace("client_secret", "demo-dc-client-secret");
        return client->postForm("/jira/rest/oauth2/latest/token", form);
    }
    Answer exchange(const std::string& code) {
        return token({{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", kCallback}});
    }

    std::unique_ptr<Simulator> simulator;
    std::unique_ptr<SimulatorClient> client;
};

TEST_F(DataCenterOAuth, ACodeBecomesTokensThatOpenBothBaseUrls) {
    const auto issued = exchange(code());
    ASSERT_EQ(issued.status, 200);
    EXPECT_EQ(shapeOf(issued.json()), "{access_token:s,refresh_token:s,expires_in:n,scope:s,token_type:s}");
    EXPECT_EQ(textIn(issued, "scope"), "READ");
    client->bearer(textIn(issued, "access_token"));
    EXPECT_EQ(client->get("/jira/rest/assets/1.0/objectschema/list").status, 200);
    EXPECT_EQ(client->get("/jira/rest/insight/1.0/objectschema/list").status, 200);
    EXPECT_EQ(client->get(simulator->cloudIdUrl().substr(simulator->url().size()) + "/objectschema/list").status, 401);
    simulator->oauth().expireAccessTokens();
    EXPECT_EQ(client->get("/jira/rest/assets/1.0/objectschema/list").status, 401);
}

TEST_F(DataCenterOAuth, EachScopeIncludesThoseBelow) {
    EXPECT_EQ(splitScopes(textIn(exchange(code("WRITE")), "scope")), (std::set<std::string>{"READ", "WRITE"}));
    EXPECT_NE(authorize("ADMIN").header("Location").find("error=invalid_scope"), std::string::npos)
        << "the client is registered for less";
}

TEST_F(DataCenterOAuth, RefreshingNeedsTheRedirectUri) {
    const auto held = textIn(exchange(code()), "refresh_token");
    const auto without = token({{"grant_type", "refresh_token"}, {"refresh_token", held}});
    EXPECT_EQ(without.status, 400);
    EXPECT_EQ(textIn(without, "error"), "invalid_grant");
    const auto with = token({{"grant_type", "refresh_token"}, {"refresh_token", held}, {"redirect_uri", kCallback}});
    EXPECT_EQ(with.status, 200);
    EXPECT_NE(textIn(with, "refresh_token"), held);
}

TEST_F(DataCenterOAuth, ClientCredentialsGiveAnAccessTokenAlone) {
    const auto issued = token({{"grant_type", "client_credentials"}});
    EXPECT_EQ(shapeOf(issued.json()), "{access_token:s,expires_in:n,scope:s,token_type:s}");
    client->bearer(textIn(issued, "access_token"));
    EXPECT_EQ(client->get("/jira/rest/assets/1.0/objectschema/list").status, 200);
}

TEST_F(DataCenterOAuth, TakesFormsAndNoJsonAndKnowsItsOwnClientsOnly) {
    EXPECT_EQ(textIn(client->post("/jira/rest/oauth2/latest/token", "{}"), "error"), "invalid_request");
    const auto wrong = client->postForm(
        "/jira/rest/oauth2/latest/token",
        {{"client_id", "demo-client"}, {"client_secret", "demo-client-secret"}, {"grant_type", "client_credentials"}});
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(textIn(wrong, "error"), "invalid_client");
}

TEST_F(DataCenterOAuth, ItsTokensListNoSitesOfTheCloud) {
    client->bearer(textIn(exchange(code()), "access_token"));
    EXPECT_EQ(client->get("/oauth/token/accessible-resources").status, 401);
}

TEST_F(DataCenterOAuth, WritingNeedsMoreThanRead) {
    Account account;
    account.kind = CredentialKind::OAuthToken;
    account.scopes = {{"READ"}};
    EXPECT_FALSE(refuseScope(account, "read:cmdb-object:jira"));
    EXPECT_EQ(refuseScope(account, "write:cmdb-object:jira")->status, 403);
    account.scopes->insert("WRITE");
    EXPECT_FALSE(refuseScope(account, "delete:cmdb-object:jira"));
}

}  // namespace
}  // namespace assetsodbc::simulator
