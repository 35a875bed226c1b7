#include "assets/connection_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "assets/auth/credentials.h"
#include "assets/request_log.h"
#include "common/clock.h"
#include "common/config/connection_properties.h"
#include "common/log.h"

namespace assetsodbc::assets {
namespace {

using common::AuthScheme;
using common::ConnectionConfig;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

ConnectionConfig cloud(AuthScheme scheme = AuthScheme::ApiToken) {
    ConnectionConfig config;
    config.url = "https://acme.atlassian.net";
    config.apiUrl = "https://api.atlassian.com";
    config.authUrl = "https://auth.atlassian.com";
    config.authScheme = scheme;
    config.user = "you@example.com";
    return config;
}

ConnectionConfig dataCenter(AuthScheme scheme = AuthScheme::Pat) {
    ConnectionConfig config = cloud(scheme);
    config.url = "https://jira.example.com/jira";
    config.deployment = common::Deployment::DataCenter;
    return config;
}

TEST(ConnectionOptions, CloudIsSiteAndApiAndNothingElse) {
    const TransportOptions options = transportOptions(cloud());
    EXPECT_THAT(options.credentialOrigins,
                UnorderedElementsAre("https://acme.atlassian.net:443", "https://api.atlassian.com:443"));
    EXPECT_THAT(options.allowedOrigins, IsEmpty());
}

TEST(ConnectionOptions, TheAuthorizationServerMayBeAskedWithOAuthButNeverSeesTheCredentials) {
    for (const AuthScheme scheme : {AuthScheme::OAuth, AuthScheme::OAuthClient}) {
        const TransportOptions options = transportOptions(cloud(scheme));
        EXPECT_THAT(options.allowedOrigins, ElementsAre("https://auth.atlassian.com:443"));
        EXPECT_THAT(options.credentialOrigins,
                    UnorderedElementsAre("https://acme.atlassian.net:443", "https://api.atlassian.com:443"));
    }
}

TEST(ConnectionOptions, DataCenterIsItsOwnHostAlone) {
    const TransportOptions options = transportOptions(dataCenter());
    EXPECT_THAT(options.credentialOrigins, ElementsAre("https://jira.example.com:443"));
    EXPECT_EQ(options.apiUrl, "");
    const TransportOptions withOAuth = transportOptions(dataCenter(AuthScheme::OAuth));
    EXPECT_THAT(withOAuth.allowedOrigins, ElementsAre("https://jira.example.com:443"));
}

TEST(ConnectionOptions, AllowedHostsAreHttpsUnlessWrittenOtherwise) {
    ConnectionConfig config = dataCenter();
    config.allowedHosts = "gateway.example.com, other.example.com:8443;http://127.0.0.1:80";
    EXPECT_THAT(transportOptions(config).credentialOrigins,
                UnorderedElementsAre("https://jira.example.com:443", "https://gateway.example.com:443",
                                     "https://other.example.com:8443", "http://127.0.0.1:80"));
}

TEST(ConnectionOptions, OAuthAtAnAddressThatIsNotAtlassiansMeansDataCenter) {
    ConnectionConfig config = cloud(AuthScheme::OAuth);
    EXPECT_EQ(discoverySettings(config).deployment, Deployment::Cloud);
    EXPECT_EQ(oauthSettings(config).authUrl, "https://auth.atlassian.com");
    config.url = "https://assets.example.com";
    EXPECT_EQ(discoverySettings(config).deployment, Deployment::DataCenter);
    EXPECT_EQ(oauthSettings(config).provider, OAuthSettings::Provider::DataCenter);
    EXPECT_EQ(oauthSettings(config).authUrl, "https://assets.example.com");
    config.cloudId = "11111111-2222-3333-4444-555555555555";
    EXPECT_EQ(discoverySettings(config).deployment, Deployment::Cloud);
    config.authScheme = AuthScheme::ApiToken;
    EXPECT_EQ(discoverySettings(config).deployment, std::nullopt);  // found out
}

TEST(ConnectionOptions, RetriesAndPaceAreHandedOn) {
    ConnectionConfig config = cloud();
    config.maxRetries = 2;
    config.retryAfterMax = std::chrono::seconds(7);
    config.maxRequestsPerMinute = 100;
    const TransportOptions options = transportOptions(config);
    EXPECT_EQ(options.retries.attempts, 3U);
    EXPECT_EQ(options.retries.longestRetryAfter, std::chrono::seconds(7));
    EXPECT_EQ(options.rate.maxRequestsPerMinute, 100U);
    EXPECT_EQ(options.rate.budgetKey, "https://acme.atlassian.net:443");
}

TEST(ConnectionOptions, UncheckedCertificatesAreWarnedOf) {
    EXPECT_THAT(connectionWarnings(cloud()), IsEmpty());
    ConnectionConfig config = cloud();
    config.sslVerify = false;
    EXPECT_THAT(connectionWarnings(config), ElementsAre(HasSubstr("SSLVerify")));
    config = cloud();
    config.sslServerCert = "*";
    EXPECT_THAT(connectionWarnings(config), ElementsAre(HasSubstr("SSLServerCert")));
}

TEST(ConnectionOptions, ARealPinIsNoLackOfChecks) {
    ConnectionConfig config = cloud();
    config.sslVerify = false;
    config.sslServerCert = std::string(64, 'a');
    EXPECT_THAT(connectionWarnings(config), IsEmpty());
    config.sslServerCert = "*";
    EXPECT_THAT(connectionWarnings(config), ElementsAre(HasSubstr("SSLVerify")));
}

TEST(ConnectionOptions, TheAdviceForARefusedSignInNamesThePropertiesOfItsKind) {
    const auto advice = [](AuthScheme scheme) {
        ConnectionConfig config = cloud(scheme);
        config.dataSourceName = "Mine";
        EXPECT_EQ(discoverySettings(config).signInAdvice, signInAdvice(config));
        return signInAdvice(config);
    };
    EXPECT_THAT(advice(AuthScheme::ApiToken), HasSubstr("User and APIToken"));
    EXPECT_THAT(advice(AuthScheme::Basic), HasSubstr("User and Password"));
    EXPECT_THAT(advice(AuthScheme::Pat), HasSubstr("PAT"));
    EXPECT_THAT(advice(AuthScheme::Bearer), HasSubstr("OAuthAccessToken"));
    EXPECT_THAT(advice(AuthScheme::OAuth), HasSubstr("Log in with: assets-odbc login --dsn Mine"));
    EXPECT_THAT(advice(AuthScheme::OAuthClient), HasSubstr("OAuthClientId and OAuthClientSecret"));
    for (const AuthScheme scheme :
         {AuthScheme::Basic, AuthScheme::Pat, AuthScheme::Bearer, AuthScheme::OAuth, AuthScheme::OAuthClient})
        EXPECT_THAT(advice(scheme), ::testing::Not(HasSubstr("APIToken"))) << static_cast<int>(scheme);
}

TEST(ConnectionOptions, NobodyIsPromptedWhereTheApplicationDoesNotAllowIt) {
    ConnectionConfig config = cloud(AuthScheme::OAuth);
    config.mayPrompt = false;
    EXPECT_FALSE(oauthSettings(config).mayPrompt);
}

}  // namespace
}  // namespace assetsodbc::assets
