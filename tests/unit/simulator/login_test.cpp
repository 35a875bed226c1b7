// Who gets in where, over HTTP.
#include <gtest/gtest.h>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kSchemaScope = "read:cmdb-schema:jira";

Account scopedAccount(CredentialKind kind, const std::string& login, std::set<std::string> scopes) {
    Account account;
    account.kind = kind;
    account.login = login;
    account.secret = "scoped";
    account.scopes = std::move(scopes);
    return account;
}

std::string errorText(const Answer& answer) {
    const auto json = answer.json();
    return json.HasMember("message") ? json["message"].GetString() : json["errorMessages"][0].GetString();
}

class Login : public testing::Test {
protected:
    void SetUp() override {
        SimulatorOptions options;
        options.accounts.push_back(scopedAccount(CredentialKind::ApiToken, "scoped@example.com", {kSchemaScope}));
        options.accounts.push_back(scopedAccount(CredentialKind::AccessToken, "", {kSchemaScope}));
        simulator = started(options);
    }
    std::string byCloudId(const std::string& path) const {
        return simulator->cloudIdUrl().substr(simulator->url().size()) + path;
    }
    std::string onSiteHost(const std::string& path) const {
        return "/gateway/api" + simulator->cloudUrl().substr(simulator->url().size()) + path;
    }

    std::unique_ptr<Simulator> simulator;
};

TEST_F(Login, AnApiTokenOpensAllCloudUrls) {
    SimulatorClient client(*simulator);
    client.asCloudUser();
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).status, 200);
    EXPECT_EQ(client.get(byCloudId("/objectschema/list")).status, 200);
    EXPECT_EQ(client.get(onSiteHost("/objectschema/list")).status, 200);
    EXPECT_EQ(client.get(client.dataCenter("/objectschema/list")).status, 401);
}

TEST_F(Login, WithoutCredentialsTheCloudAnswers401WithTheEnvelope) {
    SimulatorClient client(*simulator);
    const auto answer = client.get(client.cloud("/objectschema/list"));
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(shapeOf(answer.json()), "{errorMessages:[s],errors:{}}");
    EXPECT_EQ(errorText(answer), "Client must be authenticated to access this resource.");
    client.basic("demo@example.com", "wrong");
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).status, 401);
}

TEST_F(Login, AWrongBearerTokenGetsTheGatewaysBody) {
    SimulatorClient client(*simulator);
    const auto answer = client.bearer("wrong").get(byCloudId("/objectschema/list"));
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(shapeOf(answer.json()), "{code:n,message:s}");
    EXPECT_EQ(errorText(answer), "Unauthorized");
}

TEST_F(Login, AnAccessTokenWorksThroughTheCloudIdOnly) {
    SimulatorClient client(*simulator);
    client.bearer("demo-access-token");
    EXPECT_EQ(client.get(byCloudId("/objectschema/list")).status, 200);
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).status, 401);
    EXPECT_EQ(client.get(onSiteHost("/objectschema/list")).status, 401);
}

TEST_F(Login, AScopedApiTokenNeedsTheCloudId) {
    SimulatorClient client(*simulator);
    client.basic("scoped@example.com", "scoped");
    EXPECT_EQ(client.get(byCloudId("/objectschema/list")).status, 200);
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).status, 401);
    EXPECT_EQ(client.get(onSiteHost("/objectschema/list")).status, 401);
}

TEST_F(Login, DataCenterTakesTokensAndPasswords) {
    SimulatorClient client(*simulator);
    EXPECT_EQ(client.bearer("demo-pat").get(client.dataCenter("/objectschema/list")).status, 200);
    const auto answer = client.basic("demo", "demo").get("/rest/insight/1.0/objectschema/list");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("X-Seraph-LoginReason"), "OK");
    EXPECT_EQ(client.bearer("wrong").get(client.dataCenter("/objectschema/list")).status, 401);
    EXPECT_EQ(client.anonymous().get(client.dataCenter("/objectschema/list")).status, 401);
}

struct ScopedEndpoint {
    const char* method;
    const char* path;
    const char* scope;
};

constexpr ScopedEndpoint kScopedEndpoints[] = {
    {"POST", "/object/aql", "read:cmdb-object:jira"},
    {"POST", "/object/aql/totalcount", "read:cmdb-object:jira"},
    {"GET", "/object/1", "read:cmdb-object:jira"},
    {"GET", "/object/1/attributes", "read:cmdb-object:jira"},
    {"GET", "/object/1/history", "read:cmdb-object:jira"},
    {"GET", "/object/1/referenceinfo", "read:cmdb-object:jira"},
    {"GET", "/objectconnectedtickets/1/tickets", "read:cmdb-object:jira"},
    {"GET", "/objectschema/list", "read:cmdb-schema:jira"},
    {"GET", "/objectschema/1", "read:cmdb-schema:jira"},
    {"GET", "/objectschema/1/attributes", "read:cmdb-attribute:jira"},
    {"GET", "/objectschema/1/objecttypes", "read:cmdb-type:jira"},
    {"GET", "/objectschema/1/objecttypes/flat", "read:cmdb-type:jira"},
    {"GET", "/objecttype/2", "read:cmdb-type:jira"},
    {"GET", "/objecttype/2/attributes", "read:cmdb-attribute:jira"},
    {"GET", "/config/statustype", "read:cmdb-config:jira"},
    {"GET", "/config/referencetype", "read:cmdb-config:jira"},
    {"GET", "/global/config", "read:cmdb-config:jira"},
    {"GET", "/usage", "read:cmdb-config:jira"},
    {"GET", "/icon/global", "read:cmdb-icon:jira"},
    {"GET", "/icon/11", "read:cmdb-icon:jira"},
};

TEST(Scopes, EachEndpointAsksForItsOwnAndNoOther) {
    SimulatorOptions options;
    for (const auto& endpoint : kScopedEndpoints) {
        auto account = scopedAccount(CredentialKind::AccessToken, "", {endpoint.scope});
        account.secret = std::string("with ") + endpoint.method + endpoint.path;
        options.accounts.push_back(account);
        account.scopes = {{"read:servicedesk-request", "write:cmdb-object:jira"}};
        account.secret = std::string("without ") + endpoint.method + endpoint.path;
        options.accounts.push_back(account);
    }
    const auto simulator = started(options);
    const auto base = simulator->cloudIdUrl().substr(simulator->url().size());
    SimulatorClient client(*simulator);
    for (const auto& endpoint : kScopedEndpoints) {
        const auto call = [&](const std::string& token) {
            client.bearer(token + " " + endpoint.method + endpoint.path);
            return std::string(endpoint.method) == "GET" ? client.get(base + endpoint.path)
                                                         : client.post(base + endpoint.path, R"({"qlQuery":""})");
        };
        EXPECT_EQ(call("with").status, 200) << endpoint.path;
        const auto refused = call("without");
        EXPECT_EQ(refused.status, 401) << endpoint.path;
        EXPECT_EQ(refused.body, R"({"code":401,"message":"Unauthorized; scope does not match"})") << endpoint.path;
    }
}

TEST(Scopes, WorkspaceDiscoveryHasItsOwn) {
    SimulatorOptions options;
    options.accounts.push_back(scopedAccount(CredentialKind::AccessToken, "", {"read:servicedesk-request"}));
    const auto simulator = started(options);
    const auto path = "/ex/jira/" + simulator->site().description().cloudId + "/rest/servicedeskapi/assets/workspace";
    SimulatorClient client(*simulator);
    EXPECT_EQ(client.bearer("scoped").get(path).status, 200);
    EXPECT_EQ(client.get("/rest/servicedeskapi/assets/workspace").status, 401);
}

TEST(Permissions, AForbiddenAccountGets403) {
    SimulatorOptions options;
    auto account = demoAccounts().front();
    account.secret = "powerless";
    account.forbidden = true;
    options.accounts.push_back(account);
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    const auto answer = client.basic(account.login, "powerless").get(client.cloud("/objectschema/list"));
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(shapeOf(answer.json()), "{errorMessages:[s],errors:{}}");
}

TEST(Permissions, AHiddenSchemaAndItsObjectsAreNotThere) {
    SimulatorOptions options;
    auto account = demoAccounts().front();
    account.secret = "half blind";
    account.hiddenSchemas = {"HR"};
    options.accounts.push_back(account);
    const auto simulator = started(options);
    const auto& site = simulator->site();
    SimulatorClient client(*simulator);
    client.basic(account.login, "half blind");
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).json()["values"].Size(),
              site.description().schemas.size() - 1);
    const auto seen = rowIds(client.search("", "maxResults=1000&includeAttributes=false"));
    const auto objects = site.snapshot();
    EXPECT_FALSE(seen.empty());
    EXPECT_LT(seen.size(), objects->size());
    for (const Id id : seen) {
        const auto object = objects->find(id);
        EXPECT_NE(site.schema(site.type(object->typeId)->schemaId)->key, "HR") << id;
    }
    for (const Id id : objects->all().all()) {
        const bool hidden = site.schema(site.type(objects->find(id)->typeId)->schemaId)->key == "HR";
        if (!hidden) continue;
        EXPECT_EQ(client.get(client.cloud("/object/" + std::to_string(id))).status, 404);
        break;
    }
}

TEST(DataCenterLogin, MayRedirectToALoginPage) {
    SimulatorOptions options;
    options.loginFailure = LoginFailure::LoginRedirect;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    const auto answer = client.bearer("wrong").get(client.dataCenter("/objectschema/list"));
    EXPECT_EQ(answer.status, 302);
    const auto page = client.get(answer.header("Location"));
    EXPECT_EQ(page.status, 200);
    EXPECT_EQ(page.header("Content-Type"), "text/html;charset=UTF-8");
}

TEST(DataCenterLogin, MayTakeTheCallerForAnonymous) {
    SimulatorOptions options;
    options.loginFailure = LoginFailure::AnonymousOk;
    const auto simulator = started(options);
    SimulatorClient client(*simulator);
    client.bearer("wrong");
    const auto schemas = client.get(client.dataCenter("/objectschema/list"));
    EXPECT_EQ(schemas.status, 200);
    EXPECT_EQ(schemas.header("X-Seraph-LoginReason"), "AUTHENTICATED_FAILED");
    EXPECT_EQ(schemas.body, R"({"objectschemas":[]})");
    EXPECT_TRUE(rowIds(client.get(client.dataCenter("/aql/objects?qlQuery="))).empty());
}

}  // namespace
}  // namespace assetsodbc::simulator
