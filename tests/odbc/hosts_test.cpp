// Which hosts a connection contacts, told by a proxy that answers for the real names: every table and every way of
// signing in, over TLS, and no host but the ones that docs/security.md lists.
#include <gmock/gmock.h>

#include <filesystem>

#include "test_site.h"
#include "tests/simulator/certificates.h"
#include "tests/simulator/server.h"
#include "tests/simulator/test_proxy.h"

namespace assetsodbc::odbctest {
namespace {

using ::testing::HasSubstr;
using ::testing::IsSubsetOf;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr const char* kSite = "example.atlassian.net";
constexpr const char* kApi = "api.atlassian.com";
constexpr const char* kAuth = "auth.atlassian.com";
constexpr const char* kDataCenter = "jira.example.com";
constexpr const char* kElsewhere = "elsewhere.example.com";

class Hosts : public ::testing::Test {
protected:
    static simulator::SimulatorOptions siteOptions(const simulator::CertificateFiles& certificate) {
        simulator::SimulatorOptions options;
        options.tlsCertificate = certificate.certificate;
        options.tlsKey = certificate.key;
        options.oauth.siteUrl = std::string("https://") + kSite;
        return options;
    }
    static simulator::ProxyOptions proxyOptions(int port) {
        simulator::ProxyOptions options;
        for (const char* name : {kSite, kApi, kAuth, kDataCenter, kElsewhere}) options.hosts[name] = port;
        return options;
    }

    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-hosts-XXXXXX").string();
        store = mkdtemp(pattern.data());
        site.start();
        proxy = std::make_unique<simulator::TestProxy>(proxyOptions(site.port()));
    }
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove_all(store, ignored);
    }

    std::string through(const std::string& more) const {
        return "Driver={Assets};" + more + ";ProxyServer=" + proxy->url() + ";SSLCAFile=" + authority.file() +
               ";CacheMetadata=false;MetadataTTL=0;OAuthSettingsLocation=" + store.string();
    }
    std::string cloud(const std::string& more) const {
        return through("URL=https://" + std::string(kSite) + ";" + more);
    }

    // Reads all there is to read.
    static void readEverything(const Connection& connection, bool isCloud) {
        std::vector<std::string> tables = {"Objects",   "Schemas",     "ObjectTypes",  "Attributes",
                                           "Icons",     "StatusTypes", "ITSM.Laptops", "ObjectAttributeValues",
                                           "HR.People", "Workspaces"};
        if (isCloud) tables.insert(tables.end(), {"ReferenceTypes", "Usage"});
        for (const std::string& table : tables) query(connection, "SELECT * FROM " + table);
        for (const std::string table : {"ObjectHistory", "ObjectReferences", "ConnectedTickets"})
            query(connection,
                  "SELECT * FROM " + table + " WHERE ObjectId IN (SELECT ObjectId FROM ITSM.Laptops LIMIT 2)");
        query(connection, "SELECT COUNT(*), MAX(\"Warranty Expires\") FROM ITSM.Laptops");
        query(connection, "SELECT * FROM ITSM.Laptops l JOIN HR.People p ON p.ObjectId = l.Owner_Id");
    }

    void readEverythingBy(const std::string& connectionString, bool isCloud = true) {
        Connection connection;
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(connectionString))) << describe(connection.diagnostics());
        readEverything(connection, isCloud);
    }

    std::filesystem::path store;
    simulator::TestAuthority authority;
    simulator::CertificateFiles certificate = authority.server({kSite, kApi, kAuth, kDataCenter, kElsewhere});
    simulator::Simulator site{siteOptions(certificate)};
    std::unique_ptr<simulator::TestProxy> proxy;
};

TEST_F(Hosts, OfAnApiTokenAreTheSiteAndTheApi) {
    readEverythingBy(cloud("User=demo@example.com;APIToken=demo-token"));
    EXPECT_THAT(proxy->hostsAskedFor(), UnorderedElementsAre(std::string(kSite) + ":443", std::string(kApi) + ":443"));
}

TEST_F(Hosts, OfOAuthAreTheAuthorizationServerToo) {
    std::string scopes = "offline_access";
    for (const std::string& scope : simulator::allAssetsScopes()) scopes += " " + scope;
    const std::string person =
        "OAuthClientId=demo-client;OAuthClientSecret=demo-client-secret;InitiateOAuth=REFRESH;"
        "OAuthRefreshToken=" +
        site.issueTokens("demo-client", scopes).refreshToken;
    for (const std::string& signIn :
         {person, std::string("OAuthClientId=demo-service;OAuthClientSecret=demo-service-secret")}) {
        proxy->clear();
        readEverythingBy(cloud(signIn));
        EXPECT_THAT(
            proxy->hostsAskedFor(),
            UnorderedElementsAre(std::string(kSite) + ":443", std::string(kApi) + ":443", std::string(kAuth) + ":443"));
    }
}

TEST_F(Hosts, OfATokenGivenAreNoMore) {
    readEverythingBy(cloud("AuthScheme=Bearer;OAuthAccessToken=" + site.issueTokens("demo-client").accessToken));
    EXPECT_THAT(proxy->hostsAskedFor(), IsSubsetOf({std::string(kSite) + ":443", std::string(kApi) + ":443"}));
}

TEST_F(Hosts, OfDataCenterIsTheSiteAlone) {
    const std::string dataCenter = through("URL=https://" + std::string(kDataCenter) + ";Deployment=DataCenter;");
    readEverythingBy(dataCenter + ";AuthScheme=PAT;PAT=demo-pat", false);
    Connection signedIn;
    ASSERT_TRUE(SQL_SUCCEEDED(signedIn.driverConnect(
        dataCenter + ";AuthScheme=OAuthClient;OAuthClientId=demo-dc-client;OAuthClientSecret=demo-dc-client-secret")))
        << describe(signedIn.diagnostics());
    query(signedIn, "SELECT * FROM ITSM.Laptops");
    EXPECT_THAT(proxy->hostsAskedFor(), UnorderedElementsAre(std::string(kDataCenter) + ":443"));
}

TEST_F(Hosts, NeverAreWhereTheSiteRedirectsTo) {
    site.faults().add(
        simulator::FaultRule::redirect(307, "https://" + std::string(kElsewhere) + "{target}", "/object/aql"));
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloud("User=demo@example.com;APIToken=demo-token"))))
        << describe(connection.diagnostics());
    Statement statement(connection);
    SQLRETURN rc = statement.execute("SELECT * FROM Objects");
    while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
    EXPECT_EQ(rc, SQL_ERROR);
    EXPECT_THAT(describe(statement.diagnostics()), HasSubstr(kElsewhere));
    EXPECT_THAT(proxy->hostsAskedFor(), Not(::testing::Contains(std::string(kElsewhere) + ":443")));
}

TEST_F(Hosts, AreThoseThatSysEndpointsTells) {
    Connection connection;
    ASSERT_TRUE(SQL_SUCCEEDED(
        connection.driverConnect(cloud("OAuthClientId=demo-service;OAuthClientSecret=demo-service-secret"))))
        << describe(connection.diagnostics());
    readEverything(connection, true);
    std::set<std::string> told;
    for (const Row& row : query(connection, "SELECT host, port FROM sys.endpoints"))
        told.insert(row.at(0).value_or("") + ":" + row.at(1).value_or(""));
    for (const std::string& host : proxy->hostsAskedFor()) EXPECT_EQ(told.count(host), 1U) << host;
}

}  // namespace
}  // namespace assetsodbc::odbctest
