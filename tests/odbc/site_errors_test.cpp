// What an application gets when the site misbehaves in the middle of a query: complete rows or an error that says why,
// and a connection that goes on working.
#include <thread>

#include "test_site.h"
#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {
namespace {

using simulator::FaultAction;
using simulator::FaultRule;

class SiteErrors : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection("PageSize=40"))))
            << describe(connection.diagnostics());
        expected = query(connection, "SELECT Id FROM Objects").size();
    }
    void TearDown() override { site().faults().clear(); }

    static FaultRule secondPage(FaultAction action) {
        auto rule = FaultRule::of(action, "/object/aql?");
        rule.nth = 2;
        return rule;
    }
    void expectRows() { EXPECT_EQ(expected, query(connection, "SELECT Id FROM Objects").size()); }
    // Runs a scan to its end and expects it to fail there.
    std::vector<Diagnostic> failingScan() {
        Statement statement(connection);
        SQLRETURN rc = statement.execute("SELECT Id, ObjectKey FROM Objects");
        while (SQL_SUCCEEDED(rc)) rc = statement.fetch();
        EXPECT_EQ(SQL_ERROR, rc) << "an incomplete result ended as if it were complete";
        auto records = statement.diagnostics();
        site().faults().clear();
        expectRows();
        return records;
    }
    void expectFailure(FaultRule rule, const std::string& state, const std::string& mentions, int native) {
        site().faults().add(std::move(rule));
        const auto records = failingScan();
        ASSERT_FALSE(records.empty());
        EXPECT_EQ(state, records[0].state) << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find(mentions)) << describe(records);
        EXPECT_EQ(native, records[0].native) << describe(records);
        EXPECT_EQ(std::string::npos, describe(records).find("demo-token"));
    }

    Connection connection;
    std::size_t expected = 0;
};

TEST_F(SiteErrors, RateLimitsAreWaitedOut) {
    auto rule = secondPage(FaultAction::Status);
    rule.status = 429;
    rule.retryAfter = "0";
    rule.times = 3;
    site().faults().add(rule);
    expectRows();
    EXPECT_EQ(3, site().faults().played(FaultAction::Status));
}

TEST_F(SiteErrors, PassingGatewayTroubleIsRetried) {
    site().faults().add(secondPage(FaultAction::BadGateway));
    expectRows();
    site().faults().add(secondPage(FaultAction::Drop));
    expectRows();
}

TEST_F(SiteErrors, ATokenThatExpiresInMidScanIs28000) {
    auto rule = secondPage(FaultAction::Unauthorized);
    rule.times = 0;
    expectFailure(rule, "28000", "401", 401);
}

TEST_F(SiteErrors, AMissingScopeIsNamed) {
    auto rule = secondPage(FaultAction::ScopeMismatch);
    rule.times = 0;
    expectFailure(rule, "42000", "the granular scope read:cmdb-object:jira", 401);
}

TEST_F(SiteErrors, PermissionLostInMidScanIs42000) {
    auto rule = secondPage(FaultAction::Forbidden);
    rule.times = 0;
    expectFailure(rule, "42000", "403", 403);
}

TEST_F(SiteErrors, TruncatedJsonIsAnErrorNotAnEnd) {
    auto rule = secondPage(FaultAction::TruncateJson);
    rule.times = 0;
    expectFailure(rule, "08S01", "JSON", 0);
}

TEST_F(SiteErrors, HtmlInsteadOfJsonIsToldAsSuch) {
    auto rule = secondPage(FaultAction::Status);
    rule.status = 200;
    rule.contentType = "text/html";
    rule.text = "<html><body><h1>We will be back soon</h1></body></html>";
    rule.times = 0;
    expectFailure(rule, "08S01", "text/html", 200);
}

TEST_F(SiteErrors, ALogInPageInsteadOfJsonIsARefusedSignIn) {
    auto rule = secondPage(FaultAction::LoginPage);
    rule.times = 0;
    expectFailure(rule, "28000", "log-in page", 200);
}

// The advice names the properties of the kind of sign-in.
TEST(SiteErrorsAtConnect, ARefusedSignInIsToldByItsKind) {
    const std::pair<const char*, const char*> kinds[] = {
        {"AuthScheme=APIToken;User=you@example.com;APIToken=wrong", "Check User and APIToken;"},
        {"AuthScheme=Bearer;OAuthAccessToken=wrong", "OAuthAccessToken may have expired"}};
    for (const auto& [properties, advice] : kinds) {
        Connection connection;
        EXPECT_FALSE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection(properties)))) << properties;
        const auto records = connection.diagnostics();
        ASSERT_FALSE(records.empty());
        EXPECT_EQ("28000", records[0].state) << describe(records);
        EXPECT_NE(std::string::npos, records[0].message.find(advice)) << describe(records);
        EXPECT_EQ(std::string::npos, records[0].message.find("wrong")) << describe(records);
    }
}

TEST_F(SiteErrors, AVanishedPageIsAnError) {
    auto rule = secondPage(FaultAction::NotFound);
    rule.times = 0;
    expectFailure(rule, "HY000", "404", 404);
}

TEST_F(SiteErrors, AServerErrorIsAnError) {
    auto rule = secondPage(FaultAction::Status);
    rule.times = 0;
    expectFailure(rule, "08S01", "500", 500);
}

TEST_F(SiteErrors, OddlyShapedAnswersAreReadAllTheSame) {
    for (const auto action : {FaultAction::ExtraFields, FaultAction::ReorderMembers, FaultAction::Trickle}) {
        auto rule = FaultRule::of(action, "/object/aql?");
        rule.times = 0;
        rule.chunkBytes = 8192;
        site().faults().add(rule);
        expectRows();
        EXPECT_LT(0, site().faults().played(action));
        site().faults().clear();
    }
}

TEST_F(SiteErrors, AQueryTimeoutIsHYT00) {
    auto rule = FaultRule::of(FaultAction::Delay, "/object/aql?");
    rule.delay = std::chrono::seconds(20);
    site().faults().add(rule);
    Statement statement(connection);
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_QUERY_TIMEOUT, reinterpret_cast<SQLPOINTER>(1), 0);
    SQLRETURN rc = statement.execute("SELECT Id FROM Objects");
    if (SQL_SUCCEEDED(rc)) rc = statement.fetch();
    EXPECT_EQ(SQL_ERROR, rc);
    EXPECT_EQ("HYT00", statement.state());
    site().faults().clear();
    expectRows();
}

TEST_F(SiteErrors, AConnectionTimeoutIsHYT01) {
    auto rule = FaultRule::of(FaultAction::Delay, "/object/aql?");
    rule.delay = std::chrono::seconds(20);
    site().faults().add(rule);
    SQLSetConnectAttr(connection.handle(), SQL_ATTR_CONNECTION_TIMEOUT, reinterpret_cast<SQLPOINTER>(1), 0);
    Statement statement(connection);
    SQLSetStmtAttr(statement.handle(), SQL_ATTR_QUERY_TIMEOUT, reinterpret_cast<SQLPOINTER>(15), 0);
    SQLRETURN rc = statement.execute("SELECT Id FROM Objects");
    if (SQL_SUCCEEDED(rc)) rc = statement.fetch();
    EXPECT_EQ(SQL_ERROR, rc);
    const auto records = statement.diagnostics();
    EXPECT_EQ("HYT01", statement.state()) << describe(records);
    EXPECT_NE(std::string::npos, describe(records).find("SQL_ATTR_CONNECTION_TIMEOUT")) << describe(records);
}

TEST_F(SiteErrors, CancelEndsAWaitingRequestWithHY008) {
    auto rule = FaultRule::of(FaultAction::Delay, "/object/aql?");
    rule.delay = std::chrono::seconds(20);
    site().faults().add(rule);
    Statement statement(connection);
    const auto sent = site().requestLog().size();
    const auto started = std::chrono::steady_clock::now();
    std::thread canceller([&] {
        // The request is on its way once the site has seen it.
        while (site().faults().played(FaultAction::Delay) == 0 && site().requestLog().size() == sent)
            std::this_thread::yield();
        SQLCancel(statement.handle());
    });
    SQLRETURN rc = statement.execute("SELECT Id FROM Objects");
    if (SQL_SUCCEEDED(rc)) rc = statement.fetch();
    canceller.join();
    EXPECT_EQ(SQL_ERROR, rc);
    EXPECT_EQ("HY008", statement.state());
    EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(10));
    site().faults().clear();
    statement.close();
    EXPECT_TRUE(SQL_SUCCEEDED(statement.execute("SELECT 1")));
    expectRows();
}

}  // namespace
}  // namespace assetsodbc::odbctest
