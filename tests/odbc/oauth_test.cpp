// Signing in with OAuth 2.0 as an application sees it: connection strings, errors, requests; the tokens in a store of
// the test's own.
#include <filesystem>
#include <set>

#include <gmock/gmock.h>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::OAuthProvider;
using simulator::Simulator;
using simulator::SimulatorOptions;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class SigningInWithOAuth : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-oauth-XXXXXX").string();
        store = mkdtemp(pattern.data());
        simulator.start();
    }
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove_all(store, ignored);
    }

    std::string with(const std::string& more) const {
        return "Driver={Assets};" + more + ";URL=" + simulator.url() + ";ApiUrl=" + simulator.url() +
               ";AuthUrl=" + simulator.url() + ";Deployment=Cloud;CacheMetadata=false;MetadataTTL=0;" +
               "OAuthSettingsLocation=" + store.string();
    }
    std::string service(const std::string& more = "") const {
        return with("AuthScheme=OAuthClient;OAuthClientId=demo-service;OAuthClientSecret=demo-service-secret;" + more);
    }
    std::string person(const std::string& more) const {
        return with("AuthScheme=OAuth;OAuthClientId=demo-client;OAuthClientSecret=demo-client-secret;" + more);
    }
    std::string refreshing(const simulator::IssuedTokens& tokens) const {
        return person("InitiateOAuth=REFRESH;OAuthRefreshToken=" + tokens.refreshToken);
    }
    simulator::IssuedTokens loggedIn() {
        std::string scopes = "offline_access";
        for (const std::string& scope : simulator::allAssetsScopes()) scopes += " " + scope;
        return simulator.issueTokens("demo-client", scopes);
    }
    std::size_t tokenRequests() { return simulator.requestLog().count("/oauth/token"); }
    static std::string firstError(const Connection& connection) {
        const auto all = connection.diagnostics();
        return all.empty() ? "" : all.front().state + " " + all.front().message;
    }

    std::filesystem::path store;
    Simulator simulator{SimulatorOptions{}};
};

TEST_F(SigningInWithOAuth, AServiceAccountReadsThroughTheCloudIdWithOneToken) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(service()))) << describe(connection.diagnostics());
    EXPECT_EQ(query(connection, "SELECT COUNT(*) FROM ITSM.Laptops").size(), 1U);
    EXPECT_EQ(tokenRequests(), 1U);
    for (const auto& request : simulator.requestLog().entries()) {
        if (request.path.find("/oauth/token") != std::string::npos) continue;
        if (request.path == "/_edge/tenant_info") continue;
        EXPECT_EQ(request.authScheme, "Bearer") << request.target;
        EXPECT_EQ(request.path.rfind("/ex/jira/", 0), 0U) << request.target;
    }
}

TEST_F(SigningInWithOAuth, ConnectionsOfOneServiceAccountShareItsToken) {
    Connection first, second;
    ASSERT_TRUE(SQL_SUCCEEDED(first.driverConnect(service()))) << describe(first.diagnostics());
    ASSERT_TRUE(SQL_SUCCEEDED(second.driverConnect(service()))) << describe(second.diagnostics());
    EXPECT_EQ(tokenRequests(), 1U);
}

TEST_F(SigningInWithOAuth, ARefreshTokenGivenIsRotatedOnceAndKept) {
    const std::string connectionString = refreshing(loggedIn());
    for (int i = 0; i < 2; ++i) {
        Connection connection;
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(connectionString))) << describe(connection.diagnostics());
        EXPECT_FALSE(query(connection, "SELECT Key FROM ITSM.Laptops LIMIT 1").empty());
    }
    EXPECT_EQ(simulator.oauth().counts().refreshes, 1U);
    EXPECT_EQ(simulator.oauth().counts().reuses, 0U);
}

TEST_F(SigningInWithOAuth, ATokenThatExpiresInMidScanIsRefreshedOnceAndNoRowIsLostOrDoubled) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(refreshing(loggedIn()) + ";PageSize=7")))
        << describe(connection.diagnostics());
    const auto expected = query(connection, "SELECT COUNT(*) FROM Objects").at(0).at(0);
    const auto before = simulator.oauth().counts().refreshes;
    Statement statement(connection);
    ASSERT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT ObjectKey FROM Objects")));
    std::multiset<std::string> keys;
    while (SQL_SUCCEEDED(statement.fetch())) {
        keys.insert(statement.text(1).value_or(""));
        if (keys.size() == 20) simulator.oauth().expireAccessTokens();
    }
    EXPECT_EQ(statement.state(), "") << describe(statement.diagnostics());
    EXPECT_EQ(std::to_string(keys.size()), expected.value_or(""));
    EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
    EXPECT_EQ(simulator.oauth().counts().refreshes, before + 1);
}

TEST_F(SigningInWithOAuth, ARevokedSignInSaysWhichCommandSignsInAgain) {
    const std::string connectionString = refreshing(loggedIn());
    Connection first;
    ASSERT_TRUE(SQL_SUCCEEDED(first.driverConnect(connectionString))) << describe(first.diagnostics());
    simulator.oauth().revokeRefreshTokens();
    simulator.oauth().expireAccessTokens();
    Connection second;
    ASSERT_EQ(second.driverConnect(connectionString), SQL_ERROR);
    EXPECT_THAT(firstError(second), AllOf(HasSubstr("28000"), HasSubstr("assets-odbc login")));
}

TEST_F(SigningInWithOAuth, NobodyIsPromptedButToldWhatToRun) {
    for (const char* initiate : {"OFF", "REFRESH", "GETANDREFRESH"}) {
        Connection connection;
        ASSERT_EQ(connection.driverConnect(person("InitiateOAuth=" + std::string(initiate))), SQL_ERROR);
        EXPECT_THAT(firstError(connection),
                    AllOf(HasSubstr("28000"), HasSubstr("assets-odbc login"), Not(HasSubstr("demo-client-secret"))));
    }
    EXPECT_EQ(tokenRequests(), 0U);
}

TEST_F(SigningInWithOAuth, ATokenGivenIsUsedAsItIs) {
    const std::string token = simulator.issueTokens("demo-client").accessToken;
    for (const std::string& connectionString :
         {with("AuthScheme=Bearer;OAuthAccessToken=" + token), with("OAuthAccessToken=" + token),
          person("OAuthAccessToken=" + token)}) {
        Connection connection;
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(connectionString))) << describe(connection.diagnostics());
        EXPECT_FALSE(query(connection, "SELECT Key FROM ITSM.Laptops LIMIT 1").empty());
    }
    EXPECT_EQ(tokenRequests(), 0U);
}

TEST_F(SigningInWithOAuth, AWrongClientSecretIsAnErrorThatHidesIt) {
    Connection connection;
    ASSERT_EQ(connection.driverConnect(with("AuthScheme=OAuthClient;OAuthClientId=demo-service;"
                                            "OAuthClientSecret={a;b=c}}d}")),
              SQL_ERROR);
    EXPECT_THAT(firstError(connection), AllOf(HasSubstr("28000"), Not(HasSubstr("a;b=c}d"))));
}

TEST_F(SigningInWithOAuth, AMissingScopeFailsBeforeTheRequestIsSent) {
    const std::string token =
        "OAuthRefreshToken=" + simulator
                                   .issueTokens("demo-client",
                                                "offline_access read:cmdb-object:jira read:cmdb-schema:jira "
                                                "read:cmdb-type:jira read:cmdb-attribute:jira read:servicedesk-request")
                                   .refreshToken;
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(person("InitiateOAuth=REFRESH;" + token))))
        << describe(connection.diagnostics());
    EXPECT_FALSE(query(connection, "SELECT Key FROM ITSM.Laptops LIMIT 1").empty());
    Statement statement(connection);
    SQLRETURN rc = statement.execute("SELECT * FROM Icons");
    while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
    EXPECT_EQ(statement.state(), "42000");
    EXPECT_THAT(describe(statement.diagnostics()), AllOf(HasSubstr("read:cmdb-icon:jira"), HasSubstr("granular")));
    EXPECT_EQ(simulator.requestLog().count("/icon/"), 0U);
    const auto granted = query(connection, "SELECT granted FROM sys.scopes WHERE name = 'read:cmdb-icon:jira'");
    ASSERT_FALSE(granted.empty());
    EXPECT_EQ(granted.at(0).at(0), "0");
}

TEST_F(SigningInWithOAuth, DataCenterHasAnAuthorizationServerOfItsOwn) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(
        "Driver={Assets};AuthScheme=OAuthClient;OAuthClientId=demo-dc-client;OAuthClientSecret=demo-dc-client-secret;"
        "URL=" +
        simulator.url() + ";Deployment=DataCenter;CacheMetadata=false;OAuthSettingsLocation=" + store.string())))
        << describe(connection.diagnostics());
    EXPECT_FALSE(query(connection, "SELECT Key FROM ITSM.Laptops LIMIT 1").empty());
    EXPECT_EQ(simulator.requestLog().count("/rest/oauth2/latest/token"), 1U);
}

}  // namespace
}  // namespace assetsodbc::odbctest
