// The Cloud authorization server, as a browser and a client see it.
#include <gtest/gtest.h>

#include <ctime>
#include <map>

#include "tests/simulator/json_writer.h"
#include "tests/simulator/oauth_scopes.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

constexpr const char* kCallback = "http://localhost:33333";
constexpr const char* kSchemas = "read:cmdb-schema:jira";

using Members = std::map<std::string, std::string>;

std::string jsonOf(const Members& members) {
    std::string body;
    JsonWriter json(body);
    json.beginObject();
    for (const auto& [name, value] : members) json.member(name, value);
    json.endObject();
    return body;
}

std::string textIn(const Answer& answer, const char* name) {
    const auto json = answer.json();
    return json.IsObject() && json.HasMember(name) && json[name].IsString() ? json[name].GetString() : "";
}

class CloudOAuth : public testing::Test {
protected:
    CloudOAuth() : simulator(started()), client(*simulator) {}

    Members authorization() const {
        return {{"audience", "api.atlassian.com"},
                {"client_id", "demo-client"},
                {"scope", "offline_access read:cmdb-schema:jira unheard:of"},
                {"redirect_uri", kCallback},
                {"state", "a-state"},
                {"response_type", "code"},
                {"prompt", "consent"}};
    }
    Answer authorize(const Members& members) {
        httplib::Params params;
        for (const auto& [name, value] : members) params.emplace(name, value);
        return client.anonymous().get(httplib::append_query_params("/authorize", params));
    }
    // The parameters with which the browser comes back to the callback.
    static httplib::Params returned(const Answer& answer) {
        const auto location = answer.header("Location");
        httplib::Params params;
        const auto question = location.find('?');
        if (question != std::string::npos) httplib::detail::parse_query_text(location.substr(question + 1), params);
        return params;
    }
    static std::string of(const httplib::Params& params, const char* name) {
        const auto found = params.find(name);
        return found == params.end() ? "" : found->second;
    }
    Answer token(Members members) {
        members.emplace("client_id", "demo-client");
        members.emplace("client_secret", "demo-client-secret");
        return client.anonymous().post("/oauth/token", jsonOf(members));
    }
    Answer exchange(const std::string& code) {
        return token({{"grant_type", "authorization_code"}, {"code", code}, {"redirect_uri", kCallback}});
    }
    Answer refresh(const std::string& refreshToken) {
        return token({{"grant_type", "refresh_token"}, {"refresh_token", refreshToken}});
    }
    std::string code() { return of(returned(authorize(authorization())), "code"); }
    std::string byCloudId(const std::string& path) const {
        return simulator->cloudIdUrl().substr(simulator->url().size()) + path;
    }
    int listWith(const std::string& accessToken) {
        return client.bearer(accessToken).get(byCloudId("/objectschema/list")).status;
    }
    void set(const std::function<void(OAuthOptions&)>& change) {
        simulator->configure([&](SimulatorOptions& options) { change(options.oauth); });
    }

    std::unique_ptr<Simulator> simulator;
    SimulatorClient client;
};

TEST_F(CloudOAuth, AuthorizationSendsTheBrowserBackWithACodeAndTheState) {
    const auto answer = authorize(authorization());
    EXPECT_EQ(answer.status, 302);
    EXPECT_EQ(answer.header("Location").rfind(std::string(kCallback) + "?code=", 0), 0u);
    EXPECT_EQ(of(returned(answer), "state"), "a-state");
}

TEST_F(CloudOAuth, AuthorizationSendsNobodyToAnUnknownAddress) {
    const std::pair<const char*, const char*> unknown[] = {{"client_id", "stranger"},
                                                           {"redirect_uri", "http://localhost:33333/"},
                                                           {"redirect_uri", "http://evil.example"}};
    for (const auto& [name, value] : unknown) {
        auto members = authorization();
        members[name] = value;
        const auto answer = authorize(members);
        EXPECT_EQ(answer.status, 403) << name;
        EXPECT_EQ(answer.header("Location"), "") << name;
        EXPECT_EQ(answer.header("Content-Type"), "text/html;charset=UTF-8");
    }
}

TEST_F(CloudOAuth, AuthorizationRefusesWhatIsWrongWithTheRequest) {
    const std::pair<const char*, const char*> wrong[] = {
        {"audience", "invalid_request"}, {"response_type", "unsupported_response_type"}, {"scope", "invalid_scope"}};
    for (const auto& [name, error] : wrong) {
        auto members = authorization();
        members[name] = "token";
        const auto params = returned(authorize(members));
        EXPECT_EQ(of(params, "error"), error);
        EXPECT_EQ(of(params, "state"), "a-state");
        EXPECT_EQ(of(params, "code"), "");
    }
}

TEST_F(CloudOAuth, ConsentMayBeDeniedAndTheStateWrong) {
    set([](OAuthOptions& options) { options.consent = ConsentAnswer::Denied; });
    EXPECT_EQ(of(returned(authorize(authorization())), "error"), "access_denied");
    set([](OAuthOptions& options) { options.consent = ConsentAnswer::WrongState; });
    EXPECT_EQ(of(returned(authorize(authorization())), "state"), "not-a-state");
    set([](OAuthOptions& options) { options.consent = ConsentAnswer::NoState; });
    EXPECT_EQ(returned(authorize(authorization())).count("state"), 0u);
    set([](OAuthOptions& options) { options.consent = ConsentAnswer::NoCode; });
    EXPECT_EQ(returned(authorize(authorization())).count("code"), 0u);
}

TEST_F(CloudOAuth, ACodeBecomesTokensWithTheScopesThatAreBothAskedAndRegistered) {
    const auto answer = exchange(code());
    ASSERT_EQ(answer.status, 200);
    EXPECT_EQ(shapeOf(answer.json()), "{access_token:s,refresh_token:s,expires_in:n,scope:s,token_type:s}");
    EXPECT_EQ(textIn(answer, "scope"), "offline_access read:cmdb-schema:jira");
    EXPECT_EQ(answer.json()["expires_in"].GetInt(), 3600);
    EXPECT_EQ(listWith(textIn(answer, "access_token")), 200);
}

TEST_F(CloudOAuth, ARefreshTokenComesWithOfflineAccessOnly) {
    auto members = authorization();
    members["scope"] = kSchemas;
    const auto answer = exchange(of(returned(authorize(members)), "code"));
    EXPECT_EQ(shapeOf(answer.json()), "{access_token:s,expires_in:n,scope:s,token_type:s}");
}

TEST_F(CloudOAuth, ACodeIsGoodOnceAndForItsRedirectOnly) {
    const auto used = code();
    EXPECT_EQ(exchange(used).status, 200);
    EXPECT_EQ(textIn(exchange(used), "error"), "invalid_grant");
    const auto other = token({{"grant_type", "authorization_code"}, {"code", code()}, {"redirect_uri", "http://x"}});
    EXPECT_EQ(other.status, 400);
    EXPECT_EQ(textIn(other, "error"), "invalid_grant");
    const auto late = code();
    simulator->advanceClock(std::chrono::minutes(11));
    EXPECT_EQ(exchange(late).status, 400);
}

TEST_F(CloudOAuth, AClientMustKnowItsSecretAndSendJson) {
    const auto wrong = token({{"client_secret", "guess"}, {"grant_type", "authorization_code"}, {"code", code()}});
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(textIn(wrong, "error"), "access_denied");
    EXPECT_EQ(textIn(client.postForm("/oauth/token", {{"grant_type", "authorization_code"}}), "error"),
              "invalid_request");
    EXPECT_EQ(textIn(token({{"grant_type", "password"}}), "error"), "unsupported_grant_type");
    EXPECT_EQ(textIn(token({{"grant_type", "client_credentials"}}), "error"), "unauthorized_client");
}

TEST_F(CloudOAuth, ACodeThatWasAskedForWithAProofKeyNeedsIt) {
    auto members = authorization();
    members["code_challenge"] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";  // of RFC 7636, appendix B
    members["code_challenge_method"] = "S256";
    const auto redeem = [&](const std::string& verifier) {
        return token({{"grant_type", "authorization_code"},
                      {"code", of(returned(authorize(members)), "code")},
                      {"redirect_uri", kCallback},
                      {"code_verifier", verifier}})
            .status;
    };
    EXPECT_EQ(redeem("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), 200);
    EXPECT_EQ(redeem("something-else"), 400);
}

TEST_F(CloudOAuth, RefreshingRotatesTheTokenAndTheOldOneHasTenMinutes) {
    const auto first = textIn(exchange(code()), "refresh_token");
    const auto second = textIn(refresh(first), "refresh_token");
    EXPECT_NE(first, second);
    simulator->advanceClock(std::chrono::minutes(9));
    EXPECT_EQ(refresh(first).status, 200) << "within the leeway";
    simulator->advanceClock(std::chrono::minutes(2));
    const auto reused = refresh(first);
    EXPECT_EQ(reused.status, 400);
    EXPECT_EQ(textIn(reused, "error"), "invalid_grant");
    EXPECT_EQ(simulator->oauth().counts().reuses, 1u);
    EXPECT_EQ(refresh(second).status, 400) << "reuse kills what came of it";
}

TEST_F(CloudOAuth, WithoutLeewayTheOldTokenIsDeadAtOnce) {
    set([](OAuthOptions& options) {
        options.refreshLeewaySeconds = 0;
        options.reuseRevokesAll = false;
    });
    const auto first = textIn(exchange(code()), "refresh_token");
    const auto second = textIn(refresh(first), "refresh_token");
    EXPECT_EQ(refresh(first).status, 400);
    EXPECT_EQ(refresh(second).status, 200) << "reuse was told to kill nothing else";
}

TEST_F(CloudOAuth, ARefreshMayLeaveTheTokenAsItIs) {
    set([](OAuthOptions& options) { options.rotateRefreshTokens = false; });
    const auto held = textIn(exchange(code()), "refresh_token");
    EXPECT_EQ(textIn(refresh(held), "refresh_token"), "");
    simulator->advanceClock(std::chrono::hours(1));
    EXPECT_EQ(refresh(held).status, 200);
}

TEST_F(CloudOAuth, ARefreshTokenDiesOfNinetyDaysWithoutUseAndOfRevocation) {
    const auto idle = textIn(exchange(code()), "refresh_token");
    simulator->advanceClock(std::chrono::hours(24 * 89));
    const auto next = textIn(refresh(idle), "refresh_token");
    EXPECT_NE(next, "");
    simulator->advanceClock(std::chrono::hours(24 * 91));
    EXPECT_EQ(refresh(next).status, 400);
    const auto revoked = textIn(exchange(code()), "refresh_token");
    simulator->oauth().revokeRefreshTokens();
    EXPECT_EQ(refresh(revoked).status, 400);
}

TEST_F(CloudOAuth, ADeadRefreshTokenIsAnsweredInManyForms) {
    const std::pair<GrantRefusal, int> forms[] = {
        {GrantRefusal::Status400, 400}, {GrantRefusal::Status401, 401},   {GrantRefusal::Status403, 403},
        {GrantRefusal::HtmlPage, 403},  {GrantRefusal::ServerError, 500}, {GrantRefusal::TooManyRequests, 429}};
    for (const auto& [form, status] : forms) {
        set([form = form](OAuthOptions& options) { options.grantRefusal = form; });
        const auto answer = refresh("never issued");
        EXPECT_EQ(answer.status, status);
        EXPECT_EQ(answer.header("Content-Type") == "application/json", form != GrantRefusal::HtmlPage);
    }
}

TEST_F(CloudOAuth, AccessTokensExpireAndMayBeKilled) {
    set([](OAuthOptions& options) { options.accessTokenSeconds = 5; });
    const auto issued = exchange(code());
    EXPECT_EQ(issued.json()["expires_in"].GetInt(), 5);
    const auto access = textIn(issued, "access_token");
    EXPECT_EQ(listWith(access), 200);
    simulator->advanceClock(std::chrono::seconds(6));
    const auto dead = client.get(byCloudId("/objectschema/list"));
    EXPECT_EQ(dead.status, 401);
    EXPECT_EQ(dead.body, R"({"code":401,"message":"Unauthorized"})");
    const auto fresh = textIn(refresh(textIn(issued, "refresh_token")), "access_token");
    EXPECT_EQ(listWith(fresh), 200);
    simulator->oauth().expireAccessTokens();
    EXPECT_EQ(listWith(fresh), 401);
}

TEST_F(CloudOAuth, AccessTokensHaveTheirScopesAndTheirUrlOnly) {
    const auto access = simulator->issueTokens("demo-client", kSchemas).accessToken;
    EXPECT_EQ(listWith(access), 200);
    const auto refused = client.get(byCloudId("/config/statustype"));
    EXPECT_EQ(refused.status, 401);
    EXPECT_EQ(refused.body, R"({"code":401,"message":"Unauthorized; scope does not match"})");
    EXPECT_EQ(client.get(client.cloud("/objectschema/list")).status, 401);
    EXPECT_EQ(client.get("/gateway/api" + client.cloud("/objectschema/list")).status, 401);
    EXPECT_EQ(client.get("/rest/servicedeskapi/assets/workspace").status, 401);
    EXPECT_EQ(client.get(client.dataCenter("/objectschema/list")).status, 401);
    const auto workspace =
        "/ex/jira/" + simulator->site().description().cloudId + "/rest/servicedeskapi/assets/workspace";
    EXPECT_EQ(client.get(workspace).status, 401);
    const auto able = simulator->issueTokens("demo-client", "read:servicedesk-request").accessToken;
    EXPECT_EQ(client.bearer(able).get(workspace).status, 200);
}

TEST_F(CloudOAuth, AServiceAccountGetsAnAccessTokenAlone) {
    const auto answer = token({{"grant_type", "client_credentials"},
                               {"client_id", "demo-service"},
                               {"client_secret", "demo-service-secret"}});
    EXPECT_EQ(shapeOf(answer.json()), "{access_token:s,expires_in:n,scope:s,token_type:s}");
    EXPECT_EQ(splitScopes(textIn(answer, "scope")), allAssetsScopes());
    EXPECT_EQ(listWith(textIn(answer, "access_token")), 200);
}

TEST_F(CloudOAuth, AccessibleResourcesListTheSites) {
    const std::string path = "/oauth/token/accessible-resources";
    EXPECT_EQ(client.anonymous().get(path).status, 401);
    EXPECT_EQ(client.asCloudUser().get(path).status, 401) << "no access token";
    client.bearer(simulator->issueTokens("demo-client", std::string("offline_access ") + kSchemas).accessToken);
    const auto one = client.get(path).json();
    EXPECT_EQ(shapeOf(one), "[{id:s,url:s,name:s,scopes:[s],avatarUrl:s}]");
    EXPECT_EQ(one[0]["id"].GetString(), simulator->site().description().cloudId);
    EXPECT_EQ(one[0]["url"].GetString(), simulator->url());
    ASSERT_EQ(one[0]["scopes"].Size(), 1u);
    EXPECT_STREQ(one[0]["scopes"][0].GetString(), kSchemas);
    set([](OAuthOptions& options) {
        options.accessibleSites = AccessibleSites::Several;
        options.siteUrl = "https://Example.atlassian.net/";
    });
    const auto several = client.get(path).json();
    ASSERT_EQ(several.Size(), 2u);
    EXPECT_STREQ(several[1]["url"].GetString(), "https://Example.atlassian.net/");
    set([](OAuthOptions& options) { options.accessibleSites = AccessibleSites::None; });
    EXPECT_EQ(client.get(path).body, "[]");
}

TEST_F(CloudOAuth, IsControlledFromOutside) {
    const auto issued = client.post("/_sim/oauth", R"({"action":"issue","clientId":"demo-client",
        "scope":"offline_access read:cmdb-schema:jira"})");
    EXPECT_EQ(shapeOf(issued.json()), "{accessToken:s,refreshToken:s,expiresIn:n,scope:s}");
    EXPECT_EQ(listWith(textIn(issued, "accessToken")), 200);
    client.post("/_sim/oauth", R"({"action":"expireAccessTokens"})");
    EXPECT_EQ(listWith(textIn(issued, "accessToken")), 401);
    client.post("/_sim/oauth", R"({"action":"revokeRefreshTokens"})");
    EXPECT_EQ(refresh(textIn(issued, "refreshToken")).status, 400);
    EXPECT_EQ(client
                  .post("/_sim/oauth", R"({"action":"register","clientId":"mine","clientSecret":"s",
        "redirectUris":["http://localhost:*"],"scopes":["read:cmdb-object:jira"]})")
                  .status,
              200);
    auto members = authorization();
    members["client_id"] = "mine";
    members["redirect_uri"] = "http://localhost:40123";
    members["scope"] = "read:cmdb-object:jira";
    EXPECT_NE(of(returned(authorize(members)), "code"), "");
    members["redirect_uri"] = "http://localhost:evil";
    EXPECT_EQ(authorize(members).status, 403);
    const auto told = client.get("/_sim/oauth");
    EXPECT_EQ(told.json()["clients"].Size(), 4u);
    EXPECT_EQ(told.body.find("secret"), std::string::npos);
}

TEST_F(CloudOAuth, ControlRefusesWhatItDoesNotUnderstand) {
    for (const char* body :
         {"", "[]", R"({"action":"burn"})", R"({"action":"issue","clientId":"nobody"})",
          R"({"action":"issue","clientId":"demo-client","scope":"no:such"})",
          R"({"action":"register","clientId":"c","colour":"red"})", R"({"action":"register","scopes":["a"]})",
          R"({"action":"register","clientId":5})", R"({"action":"revokeRefreshToken","token":"rt-none"})"}) {
        EXPECT_EQ(client.post("/_sim/oauth", body).status, 400) << body;
    }
    EXPECT_EQ(client.post("/_sim/clock", R"({"advanceSeconds":"long"})").status, 400);
}

TEST_F(CloudOAuth, TheClockRunsAheadForTheDateHeaderToo) {
    EXPECT_EQ(client.post("/_sim/clock", R"({"advanceSeconds":7200})").status, 200);
    const auto date = client.get("/_edge/tenant_info").header("Date");
    std::tm told{};
    ASSERT_NE(strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S", &told), nullptr) << date;
    EXPECT_NEAR(static_cast<double>(timegm(&told) - std::time(nullptr)), 7200.0, 60.0);
}

TEST_F(CloudOAuth, AClientMayBeShownLess) {
    set([](OAuthOptions& options) { options.clients.front().hiddenSchemas = {"HR"}; });
    client.bearer(simulator->issueTokens("demo-client").accessToken);
    EXPECT_EQ(client.get(byCloudId("/objectschema/list")).json()["values"].Size(),
              simulator->site().description().schemas.size() - 1);
}

}  // namespace
}  // namespace assetsodbc::simulator
