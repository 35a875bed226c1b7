#include "common/config/connection_properties.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr const char* kMinimal = "URL=https://team.atlassian.net;User=me@example.com;APIToken=tok-secret;";

ParsedConnection parsed(const std::string& text, const ConnectionAttributes& ofDataSource = {}) {
    return parseConnectionProperties(parseConnectionString(text), ofDataSource);
}

ConnectionConfig configOf(const std::string& text, const ConnectionAttributes& ofDataSource = {}) {
    return parsed(text, ofDataSource).config;
}

std::string errorOf(const std::string& text, const ConnectionAttributes& ofDataSource = {},
                    ErrorKind kind = ErrorKind::InvalidArgument) {
    try {
        parsed(text, ofDataSource);
        ADD_FAILURE() << "accepted: " << text;
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), kind) << text;
        EXPECT_THAT(error.what(), Not(HasSubstr("secret"))) << text;
        return error.what();
    }
}

// Missing credentials, which is an authorization that cannot succeed.
std::string missingOf(const std::string& text) {
    return errorOf(text, {}, ErrorKind::AuthenticationFailed);
}

TEST(ConnectionProperties, minimalStringGetsAllDefaults) {
    const ConnectionConfig config = configOf(kMinimal);
    EXPECT_EQ(config.url, "https://team.atlassian.net");
    EXPECT_EQ(config.user, "me@example.com");
    EXPECT_EQ(config.apiToken.reveal(), "tok-secret");
    EXPECT_EQ(config.authScheme, AuthScheme::ApiToken);
    EXPECT_EQ(config.deployment, Deployment::Auto);
    EXPECT_EQ(config.apiUrl, "https://api.atlassian.com");
    EXPECT_EQ(config.scope, "");
    EXPECT_EQ(config.pageSize, 500u);
    EXPECT_EQ(config.timeout, std::chrono::seconds(60));
    EXPECT_EQ(config.maxRows, -1);
    EXPECT_TRUE(config.connectOnOpen);
    EXPECT_EQ(config.verbosity, 1);
    EXPECT_EQ(config.metadataTtl, std::chrono::seconds(3600));
    EXPECT_TRUE(config.pat.empty());
    EXPECT_EQ(config.localStore, "private");
    for (const std::string& text : {config.dataSourceName, config.driverName, config.workspaceId, config.cloudId,
                                    config.sslCaFile, config.proxyServer, config.logfile})
        EXPECT_TRUE(text.empty()) << text;
    EXPECT_THAT(parsed(kMinimal).warnings, IsEmpty());
}

TEST(ConnectionProperties, everyPropertyReachesItsField) {
    const ConnectionConfig config = configOf(
        "DSN=d;DRIVER={Assets};URL=https://jira.example.com/jira;AuthScheme=pat;User=u;APIToken=t-secret;PAT=p-secret;"
        "WorkspaceId=w;CloudId=c;ApiUrl=https://api.example.com/;Scope=a b;PageSize=7;Timeout=0;MaxRows=12;"
        "ConnectOnOpen=no;SSLCAFile=/ca;ProxyServer=proxy:1;Logfile=/log;Verbosity=5;MetadataTTL=9;"
        "Deployment=datacenter;LocalStore=SHARED");
    EXPECT_EQ(config.localStore, "shared");
    EXPECT_EQ(config.dataSourceName, "d");
    EXPECT_EQ(config.driverName, "Assets");
    EXPECT_EQ(config.url, "https://jira.example.com/jira");
    EXPECT_EQ(config.authScheme, AuthScheme::Pat);
    EXPECT_EQ(config.user, "u");
    EXPECT_EQ(config.apiToken.reveal(), "t-secret");
    EXPECT_EQ(config.pat.reveal(), "p-secret");
    EXPECT_EQ(config.workspaceId, "w");
    EXPECT_EQ(config.cloudId, "c");
    EXPECT_EQ(config.apiUrl, "https://api.example.com");
    EXPECT_EQ(config.scope, "a b");
    EXPECT_EQ(config.pageSize, 7u);
    EXPECT_EQ(config.timeout, std::chrono::seconds(0));
    EXPECT_EQ(config.maxRows, 12);
    EXPECT_FALSE(config.connectOnOpen);
    EXPECT_EQ(config.sslCaFile, "/ca");
    EXPECT_EQ(config.proxyServer, "proxy:1");
    EXPECT_EQ(config.logfile, "/log");
    EXPECT_EQ(config.verbosity, 5);
    EXPECT_EQ(config.metadataTtl, std::chrono::seconds(9));
    EXPECT_EQ(config.deployment, Deployment::DataCenter);
}

TEST(ConnectionProperties, namesAndAliasesAreUniqueAndFoundInAnyCase) {
    std::set<std::string> names;
    for (const PropertySpec& property : connectionProperties()) {
        EXPECT_TRUE(names.insert(asciiLower(property.name)).second) << property.name;
        EXPECT_EQ(findProperty(asciiUpper(property.name)), &property);
        EXPECT_EQ(findProperty(asciiLower(property.name)), &property);
        EXPECT_FALSE(title(property.category).empty());
    }
    for (const char* alias : {"UID", "uid", "User ID", "PWD", "Password"}) {
        ASSERT_NE(findProperty(alias), nullptr) << alias;
    }
    EXPECT_EQ(findProperty("UID")->name, "User");
    EXPECT_EQ(findProperty("Password")->name, "APIToken");
    for (const char* unknown : {"", "UI", "UID,User ID", "Pag", "PageSizes"})
        EXPECT_EQ(findProperty(unknown), nullptr) << unknown;
}

TEST(ConnectionProperties, everyDefaultIsAllowedAndShown) {
    const ConnectionConfig config = configOf(kMinimal);
    for (const PropertySpec& property : connectionProperties()) {
        if (property.fallback.empty() || property.name == "AuthScheme") continue;  // Auto is settled at once
        EXPECT_EQ(displayedValue(property, config), property.fallback) << property.name;
    }
}

TEST(ConnectionProperties, aliasesGiveTheirProperty) {
    const ConnectionConfig config = configOf("URL=team.atlassian.net;UID=me;PWD=tok-secret");
    EXPECT_EQ(config.user, "me");
    EXPECT_EQ(config.apiToken.reveal(), "tok-secret");
    EXPECT_EQ(configOf("URL=team.atlassian.net;User ID=me;Password=x-secret").user, "me");
}

TEST(ConnectionProperties, theFirstSpellingOfAPropertyWinsAndTheOtherIsTold) {
    const ParsedConnection result =
        parsed("UID=first;User=second;URL=team.atlassian.net;PWD=a-secret;APIToken=b-secret");
    EXPECT_EQ(result.config.user, "first");
    EXPECT_EQ(result.config.apiToken.reveal(), "a-secret");
    EXPECT_THAT(result.warnings, ElementsAre(HasSubstr("\"User\" was ignored"), HasSubstr("\"APIToken\" was ignored")));
    for (const std::string& warning : result.warnings) EXPECT_THAT(warning, Not(HasSubstr("secret")));
    EXPECT_THAT(parsed(std::string(kMinimal) + "UID=me@example.com").warnings, IsEmpty());
}

TEST(ConnectionProperties, theConnectionStringStandsOverTheDataSource) {
    const ConnectionAttributes dataSource{
        {"Driver", "Assets"}, {"Description", "ours"},    {"URL", "https://other.atlassian.net"},
        {"User", "dsn-user"}, {"APIToken", "dsn-secret"}, {"PageSize", "11"},
        {"Verbosity", ""}};
    const ParsedConnection result = parsed("DSN=x;UID=string-user;URL=team.atlassian.net", dataSource);
    EXPECT_EQ(result.config.user, "string-user");
    EXPECT_EQ(result.config.url, "https://team.atlassian.net");
    EXPECT_EQ(result.config.apiToken.reveal(), "dsn-secret");
    EXPECT_EQ(result.config.pageSize, 11u);
    EXPECT_EQ(result.config.verbosity, 1);
    EXPECT_EQ(result.config.driverName, "Assets");
    EXPECT_THAT(result.warnings, IsEmpty());
}

TEST(ConnectionProperties, anEmptyValueIsNotGiven) {
    const ConnectionConfig config = configOf("UID=;PWD={};PageSize= ;AuthScheme=;URL=team.atlassian.net",
                                             {{"User", "u"}, {"APIToken", "t-secret"}});
    EXPECT_EQ(config.user, "u");
    EXPECT_EQ(config.apiToken.reveal(), "t-secret");
    EXPECT_EQ(config.pageSize, 500u);
}

TEST(ConnectionProperties, booleansTakeAllSpellings) {
    for (const char* yes : {"true", "TRUE", "yes", "On", "1"})
        EXPECT_TRUE(configOf(std::string(kMinimal) + "ConnectOnOpen=" + yes).connectOnOpen) << yes;
    for (const char* no : {"false", "No", "off", "OFF", "0"})
        EXPECT_FALSE(configOf(std::string(kMinimal) + "ConnectOnOpen=" + no).connectOnOpen) << no;
}

struct BadValue {
    const char* setting;
    std::string expected;
};

TEST(ConnectionProperties, aBadValueIsNamedWithWhatIsAllowed) {
    const std::string pageSize = "is not allowed: it must be a whole number from 1 to 999.";
    const std::vector<BadValue> all{
        {"PageSize=0", "PageSize=0 " + pageSize},
        {"PageSize=1000", "PageSize=1000 " + pageSize},
        {"PageSize=-1", "PageSize=-1 " + pageSize},
        {"PageSize=5x", "PageSize=5x " + pageSize},
        {"PageSize=5.0", "PageSize=5.0 " + pageSize},
        {"PageSize=+5", "PageSize=+5 " + pageSize},
        {"PageSize=99999999999999999999", "PageSize=99999999999999999999 " + pageSize},
        {"Timeout=86401", "Timeout=86401 is not allowed: it must be a whole number from 0 to 86400."},
        {"Timeout=-1", "from 0 to 86400"},
        {"MaxRows=-2", "MaxRows=-2 is not allowed: it must be a whole number from -1 up."},
        {"MaxRows=9223372036854775808", "from -1 up"},
        {"LocalStore=shard", "LocalStore=shard is not allowed: it must be private, shared, or the path of a file"},
        {"LocalStore=notes.db", "starts with a slash"},
        {"Verbosity=0", "from 1 to 5"},
        {"Verbosity=6", "from 1 to 5"},
        {"MetadataTTL=-1", "from 0 to 2592000"},
        {"ConnectOnOpen=maybe", "ConnectOnOpen=maybe is not allowed: it must be true or false."},
        {"AuthScheme=Kerberos",
         "AuthScheme=Kerberos is not allowed: it must be one of Auto, APIToken, Basic, "
         "PAT, Bearer, OAuth, OAuthClient."},
        {"Deployment=Server", "Deployment=Server is not allowed: it must be one of Auto, Cloud, DataCenter."},
        {"ApiUrl=ftp://x", "The property ApiUrl=ftp://x is not an address"},
        {"Logfile=a\nb", "Logfile= is not allowed: it holds a line break"},
        {"PWD=a\nsecret", "APIToken=***** is not allowed: it holds a line break"},
        {"Logfile=\xE9", "not valid UTF-8"},
        {"User=a:b", "User=a:b is not allowed: a user name that is sent with a password cannot hold a colon."},
    };
    for (const BadValue& bad : all) {
        const std::string setting = bad.setting;
        EXPECT_THAT(errorOf(setting + ";" + kMinimal), HasSubstr(bad.expected)) << setting;
    }
}

TEST(ConnectionProperties, theLimitsThemselvesAreAllowed) {
    for (const char* setting : {"PageSize=1", "PageSize=999", "Timeout=86400", "MaxRows=0",
                                "MaxRows=9223372036854775807", "MetadataTTL=2592000", "Verbosity={ 3 }"})
        EXPECT_NO_THROW(configOf(std::string(kMinimal) + setting)) << setting;
}

TEST(ConnectionProperties, saysWhatIsMissing) {
    EXPECT_THAT(errorOf(""), HasSubstr("URL is not set"));
    EXPECT_THAT(missingOf("URL=team.atlassian.net"),
                ::testing::AllOf(HasSubstr("set User (the e-mail"), HasSubstr("and APIToken"),
                                 HasSubstr("AuthScheme=APIToken needs.")));
    EXPECT_THAT(missingOf("URL=team.atlassian.net;User=u"), Not(HasSubstr("User")));
    EXPECT_THAT(missingOf("URL=team.atlassian.net;PWD=x-secret"), Not(HasSubstr("and APIToken")));
    EXPECT_THAT(missingOf("URL=team.atlassian.net;AuthScheme=Basic"),
                HasSubstr("and Password, which AuthScheme=Basic"));
    EXPECT_THAT(missingOf("URL=team.atlassian.net;AuthScheme=PAT"), HasSubstr("set PAT"));
}

TEST(ConnectionProperties, hintsAtTheSchemeThatFitsWhatIsSet) {
    EXPECT_THAT(missingOf("URL=team.atlassian.net;AuthScheme=APIToken;PAT=p-secret"),
                HasSubstr("AuthScheme=PAT would use it"));
    EXPECT_THAT(missingOf("URL=team.atlassian.net;AuthScheme=PAT;APIToken=t-secret"),
                HasSubstr("AuthScheme=APIToken would use it"));
}

TEST(ConnectionProperties, aPasswordOfALogInDialogServesAsPat) {
    const ConnectionConfig config = configOf("URL=team.atlassian.net;AuthScheme=PAT;UID=me;PWD=pat-secret");
    EXPECT_EQ(config.pat.reveal(), "pat-secret");
    EXPECT_TRUE(config.apiToken.empty());
    EXPECT_EQ(configOf("URL=team.atlassian.net;AuthScheme=PAT;PWD=x-secret;PAT=own-secret").pat.reveal(), "own-secret");
}

TEST(ConnectionProperties, aPasswordOfTheApplicationCountsBeforeThePatOfTheDataSource) {
    const ConnectionAttributes ofDataSource = {
        {"URL", "team.atlassian.net"}, {"AuthScheme", "PAT"}, {"PAT", "stored-secret"}};
    for (const char* given : {"DSN=x;UID=me;PWD=given-secret", "DSN=x;Password=given-secret"})
        EXPECT_EQ(configOf(given, ofDataSource).pat.reveal(), "given-secret") << given;
    for (const char* given : {"DSN=x", "DSN=x;PWD=", "DSN=x;APIToken=other-secret"})
        EXPECT_EQ(configOf(given, ofDataSource).pat.reveal(), "stored-secret") << given;
    EXPECT_EQ(configOf("DSN=x;PAT=p-secret;PWD=given-secret", ofDataSource).pat.reveal(), "p-secret");
}

TEST(ConnectionProperties, aTokenWithBlanksInsideIsRefused) {
    EXPECT_THAT(errorOf("URL=team.atlassian.net;AuthScheme=PAT;PAT=a secret"), HasSubstr("PAT=***** is not allowed"));
}

TEST(ConnectionProperties, unknownNamesWarnAndDoNotFail) {
    const ParsedConnection result =
        parsed(std::string(kMinimal) + "Colour=red;PageSise=3;OAuthVersion=2.0;PoolMaxSize=9;Trusted_Connection=Yes");
    EXPECT_THAT(
        result.warnings,
        ElementsAre("The connection property \"Colour\" is unknown and was ignored.",
                    "The connection property \"PageSise\" is unknown and was ignored. Did you mean \"PageSize\"?",
                    HasSubstr("\"OAuthVersion\" is not used"), HasSubstr("\"PoolMaxSize\" is not used"),
                    HasSubstr("\"Trusted_Connection\" is not used")));
    EXPECT_EQ(result.config.pageSize, 500u);
}

TEST(ConnectionProperties, wordsOfTheDriverManagerAndOfApplicationsAreSilent) {
    EXPECT_THAT(parsed(std::string(kMinimal) + "FILEDSN=x;SAVEFILE=y;APP=Sheets;WSID=pc;Database=;Unknown={}").warnings,
                IsEmpty());
}

TEST(ConnectionProperties, theRivalsIgnoredNamesAllHaveAReason) {
    for (const char* name : {"OAuthVersion", "UseConnectionPooling", "PoolIdleTimeout", "PoolMaxSize", "PoolMinSize",
                             "PoolWaitTime", "ConnectionLifeTime", "RTK"})
        EXPECT_THAT(parsed(std::string(kMinimal) + name + "=1").warnings, ElementsAre(HasSubstr("is not used: ")))
            << name;
}

TEST(ConnectionProperties, theCompletedStringReconnects) {
    const auto given = parseConnectionString("dsn=x;PWD={a;secret};pagesize=7;Colour=red");
    EXPECT_EQ(completedConnectionString(given), "dsn=x;PWD={a;secret};pagesize=7;Colour=red;");
    EXPECT_EQ(completedConnectionString(parseConnectionString("DSN=x")), "DSN=x;");
}

TEST(ConnectionProperties, theMaskedStringHidesEverySecret) {
    const auto given = parseConnectionString(
        "DSN=x;PWD=a-secret;APIToken=b-secret;PAT={c;secret};ProxyServer=http://u:secret@proxy:8080;"
        "OAuthAccessToken=d-secret;PageSize=7");
    EXPECT_EQ(maskedConnectionString(given),
              "DSN=x;PWD=*****;APIToken=*****;PAT=*****;ProxyServer=http://*****@proxy:8080;OAuthAccessToken=*****;"
              "PageSize=7;");
}

TEST(ConnectionProperties, displayedValuesHideEverySecret) {
    const ConnectionConfig config = configOf(std::string(kMinimal) + "ProxyServer=u:secret@proxy;PAT=p-secret");
    for (const PropertySpec& property : connectionProperties())
        EXPECT_THAT(displayedValue(property, config), Not(HasSubstr("secret"))) << property.name;
    EXPECT_EQ(displayedValue(*findProperty("APIToken"), config), "*****");
    EXPECT_EQ(displayedValue(*findProperty("ConnectOnOpen"), config), "true");
    EXPECT_EQ(displayedValue(*findProperty("User"), config), "me@example.com");
}

}  // namespace
}  // namespace assetsodbc::common
