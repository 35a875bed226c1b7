// Connecting: data source, connection string, what is refused and how, and what the application gets back.
#include <cstdlib>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;

class Connecting : public ::testing::TestWithParam<Family> {
protected:
    void TearDown() override { site().faults().clear(); }

    // Expects a refusal, and that the same handle connects afterwards.
    void expectRefused(const std::string& connectionString, const std::string& state, const std::string& mentions,
                       const std::string& secret = "demo-token") {
        Connection connection(GetParam());
        ASSERT_EQ(SQL_ERROR, connection.driverConnect(connectionString)) << connectionString;
        const auto records = connection.diagnostics();
        ASSERT_FALSE(records.empty());
        EXPECT_EQ(state, records[0].state) << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find(mentions)) << describe(records);
        EXPECT_EQ(std::string::npos, describe(records).find(secret)) << "a secret in a message";
        site().faults().clear();
        EXPECT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) << describe(connection.diagnostics());
        EXPECT_EQ(1u, query(connection, "SELECT 1").size());
    }
};

TEST_P(Connecting, ByDataSourceName) {
    Connection connection(GetParam());
    dsnConnection();
    ASSERT_TRUE(SQL_SUCCEEDED(connection.connect("TestSite", nullptr, nullptr))) << describe(connection.diagnostics());
    EXPECT_FALSE(query(connection, "SELECT Name FROM Schemas").empty());
}

TEST_P(Connecting, EmptyUserAndPasswordLeaveTheDataSourcesOwn) {
    Connection connection(GetParam());
    dsnConnection();
    ASSERT_TRUE(SQL_SUCCEEDED(connection.connect("TestSite", "", ""))) << describe(connection.diagnostics());
    Connection second(GetParam());
    ASSERT_TRUE(SQL_SUCCEEDED(second.driverConnect("DSN=TestSite;UID=;PWD="))) << describe(second.diagnostics());
}

TEST_P(Connecting, APasswordOfTheApplicationCountsBeforeTheTokenOfTheDataSource) {
    dsnConnection();
    Connection stored(GetParam());
    EXPECT_TRUE(SQL_SUCCEEDED(stored.driverConnect("DSN=TestDataCenter"))) << describe(stored.diagnostics());
    expectRefused("DSN=TestDataCenter;PWD=wrong-pat", "28000", "", "wrong-pat");
    Connection given(GetParam());
    EXPECT_EQ(SQL_ERROR, given.connect("TestDataCenter", "me", "wrong-pat"));
    EXPECT_TRUE(SQL_SUCCEEDED(given.connect("TestDataCenter", "me", "demo-pat"))) << describe(given.diagnostics());
}

TEST_P(Connecting, ByConnectionStringWithEveryStyleOfAddress) {
    for (const char* more : {"", "CloudId=;", "ConnectOnOpen=false"}) {
        Connection connection(GetParam());
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection(more))))
            << describe(connection.diagnostics());
        EXPECT_FALSE(query(connection, "SELECT Name FROM Schemas").empty()) << more;
    }
    Connection dataCenter(GetParam());
    ASSERT_TRUE(SQL_SUCCEEDED(dataCenter.driverConnect(dataCenterConnection()))) << describe(dataCenter.diagnostics());
    EXPECT_FALSE(query(dataCenter, "SELECT Name FROM Schemas").empty());
}

TEST_P(Connecting, TheCompletedStringConnectsAgainAndHoldsNoSecretThatWasNotGiven) {
    std::string completed;
    Connection connection(GetParam());
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(dsnConnection(), &completed)));
    EXPECT_EQ(std::string::npos, completed.find("demo-token")) << completed;
    Connection again(GetParam());
    ASSERT_TRUE(SQL_SUCCEEDED(again.driverConnect(completed))) << completed << describe(again.diagnostics());
    Connection full(GetParam());
    ASSERT_TRUE(SQL_SUCCEEDED(full.driverConnect(cloudConnection(), &completed)));
    Connection fullAgain(GetParam());
    ASSERT_TRUE(SQL_SUCCEEDED(fullAgain.driverConnect(completed))) << completed;
}

TEST_P(Connecting, AnUnknownPropertyIsAWarningThatNamesIt) {
    Connection connection(GetParam());
    ASSERT_EQ(SQL_SUCCESS_WITH_INFO, connection.driverConnect(cloudConnection("Frobnicate=yes")));
    const auto records = connection.diagnostics();
    EXPECT_EQ("01S00", records.at(0).state);
    EXPECT_NE(std::string::npos, records.at(0).message.find("Frobnicate"));
}

TEST_P(Connecting, ABadValueNamesPropertyValueAndWhatIsAllowed) {
    expectRefused(cloudConnection("PageSize=lots"), "HY000", "PageSize");
    expectRefused(cloudConnection("PageSize=0"), "HY000", "999");
    expectRefused(cloudConnection("Verbosity=9"), "HY000", "Verbosity");
    expectRefused(cloudConnection("AuthScheme=Carrier"), "HY000", "APIToken");
    expectRefused("Driver={Assets};User=a@b.c;APIToken=demo-token", "HY000", "URL");
    expectRefused("Driver={Assets};URL=" + site().url() + ";Deployment=Cloud;User=a@b.c", "28000", "APIToken");
}

TEST_P(Connecting, AWrongTokenIs28000) {
    expectRefused(cloudConnection("APIToken=hunter2"), "28000", "token", "hunter2");
    expectRefused(dataCenterConnection("PAT=hunter2"), "28000", "", "hunter2");
}

TEST_P(Connecting, ASecretMayHoldWhatOtherwiseEndsAValue) {
    // Another password than the site knows, but a string that is understood.
    for (const char* secret : {"{a;b}", "{a}}b}", "a=b", "{{a}}}", "{;PageSize=lots;}"})
        expectRefused(cloudConnection("PWD=" + std::string(secret)), "28000", "");
    expectRefused(cloudConnection("PWD={two\nlines}"), "HY000", "line break", "two");
}

TEST_P(Connecting, ASecretMayBeKeptElsewhere) {
    setenv("ASSETS_ODBC_CONNECT_TEST", "demo-token", 1);
    Connection connection(GetParam());
    std::string completed;
    ASSERT_TRUE(
        SQL_SUCCEEDED(connection.driverConnect(cloudConnection("APIToken=env:ASSETS_ODBC_CONNECT_TEST"), &completed)))
        << describe(connection.diagnostics());
    EXPECT_NE(std::string::npos, completed.find("env:ASSETS_ODBC_CONNECT_TEST"));
    EXPECT_EQ(0u, query(connection, "SELECT name FROM sys.connection_props WHERE value LIKE '%demo-token%'").size());
    unsetenv("ASSETS_ODBC_CONNECT_TEST");
    expectRefused(cloudConnection("APIToken=env:ASSETS_ODBC_CONNECT_TEST"), "HY000", "APIToken");
    expectRefused(cloudConnection("APIToken={cmd:echo hidden-words; exit 3}"), "HY000", "exit status 3",
                  "hidden-words");
}

// Lengths of arguments have 16 bits, so that only text that ends itself can be longer.
TEST_P(Connecting, AHugeConnectionStringIsAnsweredAtOnce) {
    std::string many;  // the driver manager itself takes minutes for a hundred thousand
    for (int i = 0; i < 600; ++i) many += "k" + std::to_string(i) + "=1;";
    const std::pair<std::string, std::string> refused[] = {{"PAT=" + std::string(1000000, 'x'), "65536 bytes"},
                                                           {many, "different keywords"}};
    const auto connect = [](const Connection& connection, std::string text) {
        if (GetParam() == Family::Narrow)
            return SQLDriverConnect(connection.handle(), nullptr, reinterpret_cast<SQLCHAR*>(text.data()), SQL_NTS,
                                    nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
        std::u16string wide = toUtf16(text);
        return SQLDriverConnectW(connection.handle(), nullptr, reinterpret_cast<SQLWCHAR*>(wide.data()), SQL_NTS,
                                 nullptr, 0, nullptr, SQL_DRIVER_NOPROMPT);
    };
    for (const auto& [text, mentioned] : refused) {
        const Connection connection(GetParam());
        ASSERT_EQ(SQL_ERROR, connect(connection, cloudConnection(text)));
        const std::string told = describe(connection.diagnostics());
        EXPECT_EQ("HY000", connection.diagnostics().at(0).state) << told;
        EXPECT_NE(std::string::npos, told.find(mentioned)) << told;
        EXPECT_EQ(std::string::npos, told.find("xxx")) << "a secret in a message";
    }
    const Connection connection(GetParam());
    EXPECT_TRUE(SQL_SUCCEEDED(connect(connection, cloudConnection(std::string(1000000, ';')))))
        << describe(connection.diagnostics());
    SQLDisconnect(connection.handle());
}

TEST_P(Connecting, BrowsingAsksForWhatTheSchemeNeeds) {
    const std::vector<std::pair<std::string, std::string>> steps{
        {"Driver=Assets",
         "URL:Address of the site=?;UID:User (e-mail address)=?;PWD:API token=?;"
         "*AuthScheme:Authentication={APIToken,Basic,PAT,Bearer,OAuth,OAuthClient}"},
        {"Driver=Assets;AuthScheme=PAT;URL=x.example.com", "PAT:Personal access token=?"},
        {"Driver=Assets;AuthScheme=Bearer;URL=x.example.com", "OAuthAccessToken:Access token=?"},
        {"Driver=Assets;AuthScheme=OAuth;URL=x.example.com",
         "OAuthClientId:Client id=?;OAuthClientSecret:Client secret=?"},
        {"Driver=Assets;AuthScheme=OAuthClient;OAuthClientId=c",
         "URL:Address of the site=?;OAuthClientSecret:Client "
         "secret=?"},
    };
    for (const auto& [given, asked] : steps) {
        Connection connection;
        char answer[1024];
        SQLSMALLINT length = 0;
        std::string request = given;
        ASSERT_EQ(SQL_NEED_DATA, SQLBrowseConnect(connection.handle(), reinterpret_cast<SQLCHAR*>(request.data()),
                                                  SQL_NTS, reinterpret_cast<SQLCHAR*>(answer), sizeof answer, &length))
            << given << describe(connection.diagnostics());
        EXPECT_EQ(asked, std::string(answer, static_cast<std::size_t>(length))) << given;
        SQLDisconnect(connection.handle());
    }
}

TEST_P(Connecting, AnUnreachableSiteIs08001) {
    // Port 1 of this machine: nothing listens there.
    expectRefused(cloudConnectionTo("http://127.0.0.1:1"), "08001", "127.0.0.1");
    expectRefused(cloudConnectionTo("https://no-such-host.invalid"), "08001", "no-such-host.invalid");
}

TEST_P(Connecting, AFailedHandshakeIs08001AndSaysTls) {
    const auto url = "https" + site().url().substr(4);
    expectRefused(cloudConnectionTo(url), "08001", "TLS");
}

TEST_P(Connecting, NoPermissionIs08004) {
    site().faults().add(FaultRule::of(FaultAction::Forbidden, "/v1/"));
    expectRefused(cloudConnection(), "08004", "403");
}

TEST_P(Connecting, ALoginPageInsteadOfJsonIsToldAsSuch) {
    auto rule = FaultRule::of(FaultAction::LoginPage);
    rule.times = 0;
    site().faults().add(rule);
    expectRefused(cloudConnection("CloudId=c1;MetadataTTL=0"), "28000", "log-in page");
}

TEST_P(Connecting, ASiteWithoutAssetsSaysSo) {
    simulator::SimulatorOptions options;
    options.workspaces = simulator::WorkspaceList::Empty;
    simulator::Simulator empty(options);
    empty.start();
    expectRefused(cloudConnectionTo(empty.url()), "08004", "Assets");
}

TEST_P(Connecting, DisconnectingTwiceAndUsingAClosedConnectionAreErrors) {
    Connection connection(GetParam());
    EXPECT_EQ(SQL_ERROR, SQLDisconnect(connection.handle()));
    EXPECT_EQ("08003", connection.diagnostics().at(0).state);
    SQLHSTMT statement = SQL_NULL_HSTMT;
    EXPECT_EQ(SQL_ERROR, SQLAllocHandle(SQL_HANDLE_STMT, connection.handle(), &statement));
    EXPECT_EQ("08003", connection.diagnostics().at(0).state);
}

INSTANTIATE_TEST_SUITE_P(Odbc, Connecting, ::testing::Values(Family::Narrow, Family::Wide), familyName);

}  // namespace
}  // namespace assetsodbc::odbctest
