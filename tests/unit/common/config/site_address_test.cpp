#include "common/config/site_address.h"

#include <gtest/gtest.h>

#include <vector>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

struct Site {
    const char* given;
    Deployment deployment;
    const char* expected;
};

TEST(SiteAddress, cutsWhatPeoplePasteToTheBaseUrl) {
    const std::vector<Site> sites{
        {"https://team.atlassian.net", Deployment::Auto, "https://team.atlassian.net"},
        {"https://team.atlassian.net/", Deployment::Auto, "https://team.atlassian.net"},
        {"team.atlassian.net", Deployment::Auto, "https://team.atlassian.net"},
        {"  HTTPS://Team.Atlassian.NET///", Deployment::Auto, "https://team.atlassian.net"},
        {"https://team.atlassian.net/jira/servicedesk/assets/object-schema/1", Deployment::Auto,
         "https://team.atlassian.net"},
        {"https://team.atlassian.net/jira/assets?typeId=3&view=list#x", Deployment::Auto, "https://team.atlassian.net"},
        {"https://team.atlassian.net?x=1", Deployment::Auto, "https://team.atlassian.net"},
        {"https://assets.example.com/jira/software", Deployment::Cloud, "https://assets.example.com"},
        {"https://jira.example.com/jira", Deployment::Auto, "https://jira.example.com/jira"},
        {"https://jira.example.com/jira/", Deployment::DataCenter, "https://jira.example.com/jira"},
        {"https://jira.example.com/jira/secure/Dashboard.jspa", Deployment::DataCenter,
         "https://jira.example.com/jira"},
        {"https://jira.example.com/secure/Dashboard.jspa?x=/jira", Deployment::DataCenter, "https://jira.example.com"},
        {"https://jira.example.com/Browse/ITSM-1", Deployment::Auto, "https://jira.example.com"},
        {"https://jira.example.com/a/b/rest/assets/1.0", Deployment::DataCenter, "https://jira.example.com/a/b"},
        {"https://jira.example.com/jira//login.jsp", Deployment::DataCenter, "https://jira.example.com/jira"},
        {"jira.example.com:8443/jira", Deployment::DataCenter, "https://jira.example.com:8443/jira"},
        {"http://jira.example.com", Deployment::DataCenter, "http://jira.example.com"},
        {"http://127.0.0.1:8080", Deployment::Auto, "http://127.0.0.1:8080"},
        {"http://127.0.0.1:8080/jira", Deployment::Cloud, "http://127.0.0.1:8080"},
        {"http://localhost:8080/", Deployment::Cloud, "http://localhost:8080"},
        {"http://[::1]:8080", Deployment::Cloud, "http://[::1]:8080"},
        {"https://[fe80::1]", Deployment::Auto, "https://[fe80::1]"},
        {"https://münchen.example", Deployment::Auto, "https://münchen.example"},
    };
    for (const Site& site : sites) {
        // as the parser does before
        std::string_view given = site.given;
        while (given.front() == ' ') given.remove_prefix(1);
        EXPECT_EQ(normalizedSiteUrl("URL", given, site.deployment), site.expected) << site.given;
    }
}

std::string refusal(const char* given, Deployment deployment) {
    try {
        return "accepted as " + normalizedSiteUrl("URL", given, deployment);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        return error.what();
    }
}

struct Refused {
    const char* given;
    const char* words;
};

TEST(SiteAddress, refusesWhatIsNoAddress) {
    const std::vector<Refused> all{
        {"ftp://team.atlassian.net", "scheme must be https or http"},
        {"file:///etc/passwd", "scheme must be https or http"},
        {"https://", "no valid host name"},
        {"https:///jira", "no valid host name"},
        {"https://team atlassian net", "no valid host name"},
        {"https://.atlassian.net", "no valid host name"},
        {"https://team.atlassian.net\\jira", "no valid host name"},
        {"https://[::1", "no valid host name"},
        {"https://[host]", "no valid host name"},
        {"https://team.atlassian.net:", "port must be a number"},
        {"https://team.atlassian.net:0", "port must be a number"},
        {"https://team.atlassian.net:65536", "port must be a number"},
        {"https://team.atlassian.net:80a", "port must be a number"},
        {"https://host/a b", "its path holds a character"},
    };
    for (const Refused& refused : all) {
        const std::string message = refusal(refused.given, Deployment::Auto);
        EXPECT_NE(message.find(refused.words), std::string::npos) << refused.given << ": " << message;
        EXPECT_NE(message.find("URL="), std::string::npos) << message;
    }
}

TEST(SiteAddress, neverShowsAPasswordInAnAddress) {
    const std::string message = refusal("https://you:hunter2@team.atlassian.net", Deployment::Auto);
    EXPECT_NE(message.find("User and APIToken"), std::string::npos) << message;
    EXPECT_EQ(message.find("hunter2"), std::string::npos) << message;
    EXPECT_EQ(refusal("ftp://you:hunter2@x", Deployment::Auto).find("hunter2"), std::string::npos);
    EXPECT_EQ(maskedUrl("http://me:p@ss@proxy:8080"), "http://*****@proxy:8080");
    EXPECT_EQ(maskedUrl("me:pass@proxy:8080"), "*****@proxy:8080");
    EXPECT_EQ(maskedUrl("http://proxy:8080"), "http://proxy:8080");
}

TEST(SiteAddress, sendsCredentialsUnprotectedOnlyWhereThatIsMeant) {
    for (const char* given : {"http://team.atlassian.net", "http://jira.example.com", "http://127.0.0.1.example.com",
                              "http://localhost.example.com", "http://10.0.0.1"}) {
        EXPECT_NE(refusal(given, Deployment::Auto).find("unprotected"), std::string::npos) << given;
        EXPECT_NE(refusal(given, Deployment::Cloud).find("unprotected"), std::string::npos) << given;
        EXPECT_NO_THROW(normalizedSiteUrl("URL", given, Deployment::DataCenter)) << given;
    }
    EXPECT_THROW(normalizedApiUrl("ApiUrl", "http://api.example.com", Deployment::Cloud), Error);
    EXPECT_EQ(normalizedApiUrl("ApiUrl", "http://127.0.0.1:81/api/", Deployment::Cloud), "http://127.0.0.1:81/api");
}

TEST(SiteAddress, knowsAtlassiansHosts) {
    EXPECT_TRUE(isCloudHost("team.atlassian.net"));
    EXPECT_TRUE(isCloudHost("TEAM.ATLASSIAN.NET"));
    EXPECT_TRUE(isCloudHost("team.jira.com"));
    for (const char* host : {"atlassian.net", ".atlassian.net", "atlassian.net.example.com", "teamatlassian.net", ""})
        EXPECT_FALSE(isCloudHost(host)) << host;
}

}  // namespace
}  // namespace assetsodbc::common
