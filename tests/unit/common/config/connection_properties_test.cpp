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

TEST(ConnectionProperties, saysThatTheAddressIsMissing) {
    EXPECT_THAT(errorOf(""), HasSubstr("URL is not set"));
}

TEST(ConnectionProperties, aPageLargerThanThereIsIsTheLargest) {
    const ParsedConnection parsed =
        parseConnectionProperties(parseConnectionString(std::string(kMinimal) + "Pagesize=1000"));
    EXPECT_EQ(parsed.config.pageSize, 999U);
    ASSERT_EQ(parsed.substitutions.size(), 1U);
    EXPECT_THAT(parsed.substitutions[0], HasSubstr("PageSize"));
    EXPECT_EQ(configOf(std::string(kMinimal) + "PageSize=999").pageSize, 999U);
}

TEST(ConnectionProperties, aFirewallIsAProxyOfItsKind) {
    const std::string firewall = std::string(kMinimal) +
                                 "FirewallServer=fw.example.com;FirewallPort=99;FirewallUser=u;"
                                 "FirewallPassword=fw-secret;FirewallType=";
    const ConnectionConfig socks = configOf(firewall + "SOCKS5");
    EXPECT_EQ(socks.proxyServer, "socks5h://fw.example.com");
    EXPECT_EQ(socks.proxyPort, 99);
    EXPECT_EQ(socks.proxyUser, "u");
    EXPECT_EQ(socks.proxyPassword.reveal(), "fw-secret");
    EXPECT_EQ(configOf(firewall + "SOCKS4").proxyServer, "socks4a://fw.example.com");
    EXPECT_EQ(configOf(firewall + "tunnel").proxyServer, "http://fw.example.com");
    EXPECT_EQ(configOf(firewall + "NONE").proxyServer, "");
    EXPECT_THAT(errorOf(std::string(kMinimal) + "FirewallType=SOCKS5"), HasSubstr("FirewallServer is not set"));
    EXPECT_THAT(errorOf(firewall + "SOCKS5;ProxyServer=other"), HasSubstr("ProxyServer is set, too"));
}

TEST(ConnectionProperties, hostsThatMayBeContactedAreAList) {
    const auto hostsOf = [](const std::string& list) {
        return configOf(std::string(kMinimal) + "AllowedHosts={" + list + "}").allowedHosts;
    };
    EXPECT_EQ(hostsOf("Gateway.Example.com, other:8443;third"), "gateway.example.com,other:8443,third");
    EXPECT_EQ(hostsOf("[::1]:99"), "[::1]:99");
    for (const char* bad : {"https://gateway", "gateway/path", "gate way:port", "a,b:0", "*"})
        EXPECT_THAT(errorOf(std::string(kMinimal) + "AllowedHosts={" + bad + "}"), HasSubstr("AllowedHosts")) << bad;
}

TEST(ConnectionProperties, sizesHaveUnits) {
    const auto sizeOf = [](const std::string& text) {
        return configOf(std::string(kMinimal) + "MaxLogFileSize=" + text).maxLogFileSize;
    };
    EXPECT_EQ(sizeOf("100MB"), 104857600u);
    EXPECT_EQ(sizeOf("102400"), 102400u);
    EXPECT_EQ(sizeOf("100 kb"), 102400u);
    EXPECT_EQ(sizeOf("2GB"), 2147483648u);
    for (const char* bad : {"99KB", "1TB", "MB", "-1MB", "100 M B", "18446744073709551615", "9999999999GB"})
        EXPECT_THAT(errorOf(std::string(kMinimal) + "MaxLogFileSize=" + bad), HasSubstr("a size of at least 100KB"))
            << bad;
}

TEST(ConnectionProperties, aSecretMayHoldWhatOtherwiseEndsAValue) {
    for (const char* secret : {"a;b", "a}b", "{a}", "}}", "a=b;c={d}", "=", ";", " padded ", "\"q'"}) {
        const std::string text =
            joinedConnectionString({{"URL", "team.atlassian.net"}, {"UID", "me"}, {"PWD", secret}, {"PageSize", "7"}});
        const ConnectionConfig config = configOf(text);
        EXPECT_EQ(config.apiToken.reveal(), secret);
        EXPECT_EQ(config.pageSize, 7u);
        EXPECT_EQ(configOf(completedConnectionString(parseConnectionString(text))).apiToken.reveal(), secret);
    }
}

TEST(ConnectionProperties, aSecretThatNoHeaderCarriesIsRefused) {
    EXPECT_THAT(errorOf(std::string(kMinimal) + "OAuthAccessToken={line\nsecret}"),
                HasSubstr("OAuthAccessToken=***** is not allowed: it holds a line break"));
    EXPECT_THAT(errorOf("URL=x.atlassian.net;PAT=" + std::string(1000000, 's')),
                HasSubstr("PAT=***** is not allowed: it is longer than 65536 bytes"));
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
