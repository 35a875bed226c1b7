#include "common/config/sign_in.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "common/config/connection_properties.h"
#include "common/error.h"

namespace assetsodbc::common {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kCloud = "URL=https://team.atlassian.net;";
constexpr const char* kElsewhere = "URL=https://jira.example.com;";

ConnectionConfig configOf(const std::string& text, const ConnectionAttributes& ofDataSource = {}) {
    return parseConnectionProperties(parseConnectionString(text), ofDataSource).config;
}

std::string errorOf(const std::string& text, ErrorKind kind) {
    try {
        configOf(text);
        ADD_FAILURE() << "accepted: " << text;
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), kind) << text;
        EXPECT_THAT(error.what(), Not(HasSubstr("-secret"))) << text;
        return error.what();
    }
}

// Missing credentials, which is an authorization that cannot succeed.
std::string missingOf(const std::string& text) {
    return errorOf(text, ErrorKind::AuthenticationFailed);
}

struct Auto {
    std::string settings;
    AuthScheme expected;
};

TEST(SignIn, autoIsToldByWhatIsSet) {
    const std::string cloud = kCloud, elsewhere = kElsewhere;
    const std::vector<Auto> all{
        {cloud + "User=u;APIToken=t", AuthScheme::ApiToken},
        {elsewhere + "User=u;APIToken=t", AuthScheme::ApiToken},  // the site's kind is found out later
        {elsewhere + "User=u;Password=t;Deployment=DataCenter", AuthScheme::Basic},
        {elsewhere + "PAT=p", AuthScheme::Pat},
        {elsewhere + "PAT=p;User=u;APIToken=t", AuthScheme::Pat},
        {cloud + "PAT=p;User=u;APIToken=t", AuthScheme::ApiToken},
        {cloud + "PAT=p", AuthScheme::Bearer},
        {cloud + "OAuthAccessToken=a", AuthScheme::Bearer},
        {elsewhere + "OAuthAccessToken=a", AuthScheme::Bearer},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s", AuthScheme::OAuthClient},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;InitiateOAuth=REFRESH", AuthScheme::OAuth},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;InitiateOAuth=GETANDREFRESH", AuthScheme::OAuth},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;OAuthRefreshToken=r", AuthScheme::OAuth},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;OAuthVerifier=v", AuthScheme::OAuth},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;OAuthAccessToken=a", AuthScheme::OAuth},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;User=u;APIToken=t", AuthScheme::ApiToken},
        {cloud + "OAuthClientId=c;OAuthClientSecret=s;User=u;APIToken=t;InitiateOAuth=REFRESH", AuthScheme::OAuth},
        {cloud + "AuthScheme=Basic;User=u;APIToken=t;PAT=p", AuthScheme::Basic},
    };
    for (const Auto& each : all) EXPECT_EQ(configOf(each.settings).authScheme, each.expected) << each.settings;
}

TEST(SignIn, whereNothingIsSetEveryWayIsListed) {
    const std::string message = missingOf(kCloud);
    EXPECT_THAT(message, AllOf(HasSubstr("set User (the e-mail"), HasSubstr("and APIToken (made at https://")));
    for (const SignInMethod& method : signInMethods())
        EXPECT_THAT(message, HasSubstr("for " + std::string(method.title) + " set ")) << method.name;
    EXPECT_THAT(missingOf(std::string(kCloud) + "User=u"), Not(HasSubstr("Ways to sign in")));
}

TEST(SignIn, saysWhatTheSchemeLacks) {
    const std::string cloud = kCloud;
    EXPECT_THAT(missingOf(cloud + "User=u"), AllOf(HasSubstr("set APIToken"), HasSubstr("AuthScheme=APIToken needs.")));
    EXPECT_THAT(missingOf(cloud + "PWD=x-secret"), AllOf(HasSubstr("set User"), Not(HasSubstr("and APIToken"))));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=Basic"), HasSubstr("and Password, which AuthScheme=Basic"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=PAT"), HasSubstr("set PAT"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=Bearer"), HasSubstr("set OAuthAccessToken"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=OAuth"), HasSubstr("set OAuthClientId (shown at"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=OAuth;OAuthClientId=c"), HasSubstr("set OAuthClientSecret"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=OAuth;OAuthAccessToken=a;InitiateOAuth=REFRESH"),
                HasSubstr("OAuthClientId"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=OAuthClient;OAuthClientId=c"), HasSubstr("OAuthClientSecret"));
}

TEST(SignIn, anAccessTokenThatIsUsedAsItIsNeedsNoClient) {
    EXPECT_EQ(configOf(std::string(kCloud) + "AuthScheme=OAuth;OAuthAccessToken=a").oauthAccessToken.reveal(), "a");
}

TEST(SignIn, hintsAtTheSchemeThatFitsWhatIsSet) {
    const std::string cloud = kCloud;
    EXPECT_THAT(missingOf(cloud + "AuthScheme=APIToken;PAT=p-secret"), HasSubstr("AuthScheme=PAT would use it"));
    EXPECT_THAT(missingOf(cloud + "AuthScheme=PAT;APIToken=t-secret"), HasSubstr("AuthScheme=APIToken would use it"));
}

TEST(SignIn, aPasswordOfALogInDialogIsTheSecretThatTheSchemeNeeds) {
    const ConnectionConfig pat = configOf(std::string(kCloud) + "AuthScheme=PAT;UID=me;PWD=given-secret");
    EXPECT_EQ(pat.pat.reveal(), "given-secret");
    EXPECT_TRUE(pat.apiToken.empty());
    const ConnectionConfig bearer = configOf(std::string(kCloud) + "AuthScheme=Bearer;UID=me;PWD=given-secret");
    EXPECT_EQ(bearer.oauthAccessToken.reveal(), "given-secret");
    const ConnectionConfig client =
        configOf(std::string(kCloud) + "AuthScheme=OAuthClient;OAuthClientId=c;PWD=given-secret");
    EXPECT_EQ(client.oauthClientSecret.reveal(), "given-secret");
    EXPECT_EQ(configOf(std::string(kCloud) + "AuthScheme=PAT;PWD=x-secret;PAT=own-secret").pat.reveal(), "own-secret");
}

TEST(SignIn, aPasswordOfTheApplicationCountsBeforeThePatOfTheDataSource) {
    const ConnectionAttributes ofDataSource = {
        {"URL", "team.atlassian.net"}, {"AuthScheme", "PAT"}, {"PAT", "stored-secret"}};
    for (const char* given : {"DSN=x;UID=me;PWD=given-secret", "DSN=x;Password=given-secret"})
        EXPECT_EQ(configOf(given, ofDataSource).pat.reveal(), "given-secret") << given;
    for (const char* given : {"DSN=x", "DSN=x;PWD=", "DSN=x;APIToken=other-secret"})
        EXPECT_EQ(configOf(given, ofDataSource).pat.reveal(), "stored-secret") << given;
    EXPECT_EQ(configOf("DSN=x;PAT=p-secret;PWD=given-secret", ofDataSource).pat.reveal(), "p-secret");
}

TEST(SignIn, aTokenThatIsSentAsItIsHasThreeNames) {
    for (const char* name : {"OAuthAccessToken", "PAT", "APIToken", "PWD"})
        EXPECT_EQ(configOf(std::string(kCloud) + "AuthScheme=Bearer;" + name + "=t").oauthAccessToken.reveal(), "t")
            << name;
    EXPECT_EQ(
        configOf(std::string(kCloud) + "AuthScheme=Bearer;PWD=3;PAT=2;OAuthAccessToken=1").oauthAccessToken.reveal(),
        "1");
    EXPECT_EQ(configOf(std::string(kCloud) + "AuthScheme=Bearer;PWD=3;PAT=2").oauthAccessToken.reveal(), "2");
    EXPECT_EQ(
        configOf("PAT=given", {{"URL", "x.atlassian.net"}, {"AuthScheme", "Bearer"}, {"OAuthAccessToken", "stored"}})
            .oauthAccessToken.reveal(),
        "given");
}

TEST(SignIn, aTokenWithBlanksInsideIsRefused) {
    const auto refused = ErrorKind::InvalidArgument;
    EXPECT_THAT(errorOf(std::string(kCloud) + "AuthScheme=PAT;PAT=a -secret", refused),
                HasSubstr("PAT=***** is not allowed"));
    EXPECT_THAT(errorOf(std::string(kCloud) + "AuthScheme=Bearer;PWD=a -secret", refused),
                HasSubstr("OAuthAccessToken=***** is not allowed"));
    EXPECT_NO_THROW(configOf(std::string(kCloud) + "AuthScheme=Bearer;PWD=b;PAT=a b c;OAuthAccessToken=d"));
}

class References : public ::testing::Test {
protected:
    void SetUp() override { setenv("ASSETSODBC_TEST_SECRET", "from-environment", 1); }
    void TearDown() override { unsetenv("ASSETSODBC_TEST_SECRET"); }

    static ConnectionConfig resolved(const std::string& settings) {
        ConnectionConfig config = configOf(kCloud + settings);
        resolveSecrets(config);
        return config;
    }
};

TEST_F(References, areReadOfEverySecretInUse) {
    const std::string from = "env:ASSETSODBC_TEST_SECRET";
    EXPECT_EQ(resolved("User=u;APIToken=" + from).apiToken.reveal(), "from-environment");
    EXPECT_EQ(resolved("AuthScheme=PAT;PAT=" + from).pat.reveal(), "from-environment");
    EXPECT_EQ(resolved("AuthScheme=Bearer;OAuthAccessToken=" + from).oauthAccessToken.reveal(), "from-environment");
    EXPECT_EQ(resolved("OAuthClientId=c;OAuthClientSecret=" + from).oauthClientSecret.reveal(), "from-environment");
    EXPECT_EQ(resolved("User=u;APIToken=t;ProxyServer=p;ProxyPassword=" + from).proxyPassword.reveal(),
              "from-environment");
    EXPECT_EQ(resolved("User=u;APIToken=t;FirewallType=SOCKS5;FirewallServer=p;FirewallPassword=" + from)
                  .proxyPassword.reveal(),
              "from-environment");
    EXPECT_EQ(
        resolved("User=u;APIToken=t;SSLClientCert=c;SSLClientCertPassword=" + from).sslClientCertPassword.reveal(),
        "from-environment");
}

// A log-in window must not read files or run commands for whoever types into it.
TEST_F(References, areNotFollowedInAPasswordThatWasTyped) {
    for (const char* keyword : {"PWD", "Password", "pwd"}) {
        for (const char* typed : {"env:ASSETSODBC_TEST_SECRET", "cmd:false", "file:/etc/hostname", "text:t"}) {
            EXPECT_EQ(resolved("User=u;" + std::string(keyword) + "=" + typed).apiToken.reveal(), typed);
            EXPECT_EQ(resolved("AuthScheme=PAT;" + std::string(keyword) + "=" + typed).pat.reveal(), typed);
        }
    }
}

// Such a command may hand out passwords that are good for one use.
TEST_F(References, ofAFirewallRunOnce) {
    char file[] = "/tmp/assets-odbc-runs-XXXXXX";
    close(mkstemp(file));
    EXPECT_EQ(resolved("User=u;APIToken=t;FirewallType=SOCKS5;FirewallServer=p;FirewallPassword={cmd:echo run >>" +
                       std::string(file) + "; echo once}")
                  .proxyPassword.reveal(),
              "once");
    std::ifstream runs(file);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(runs), {}), "run\n");
    unlink(file);
}

TEST_F(References, ofSecretsThatAreNotUsedAreLeftAlone) {
    const ConnectionConfig config =
        resolved("User=u;APIToken=t;PAT=cmd:exit 1;ProxyPassword=env:NO_SUCH_VARIABLE_HERE");
    EXPECT_EQ(config.apiToken.reveal(), "t");
}

TEST_F(References, whatTheyGiveIsCheckedToo) {
    setenv("ASSETSODBC_TEST_SECRET", "two\nlines", 1);
    for (const char* settings :
         {"User=u;APIToken=env:ASSETSODBC_TEST_SECRET", "AuthScheme=PAT;PAT=env:ASSETSODBC_TEST_SECRET"}) {
        try {
            resolved(settings);
            FAIL() << settings;
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
            EXPECT_THAT(error.what(), AllOf(HasSubstr("line break"), Not(HasSubstr("two")))) << settings;
        }
    }
}

}  // namespace
}  // namespace assetsodbc::common
