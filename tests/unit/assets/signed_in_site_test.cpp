// The whole transport against the simulated site and its authorization server, over real HTTP: tokens that expire in
// mid-scan, redirections, hosts that must not be contacted, limits of the site, and IPv6.
#include <gtest/gtest.h>

#include <set>

#include "assets/auth/bearer_token.h"
#include "assets/client.h"
#include "assets/discovery.h"
#include "assets/http/transport_stack.h"
#include "assets/http/url.h"
#include "assets/request_log.h"
#include "common/clock.h"
#include "common/error.h"
#include "common/log.h"
#include "tests/simulator/server.h"
#include "tests/simulator/site.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using common::Secret;
using simulator::FaultAction;
using simulator::FaultRule;
using simulator::Simulator;
using testing::Context;
using testing::FakeClock;

// Signs in at the simulator without a browser, and anew whenever the token was refused.
class IssuedCredentials : public Credentials {
public:
    explicit IssuedCredentials(Simulator& server) : server_(server) { issue(); }
    Secret authorization(const common::CallContext&) override { return Secret("Bearer " + token_); }
    bool renew(const Secret& refused, const common::CallContext&) override {
        if (refused.reveal() != "Bearer " + token_) return true;
        issue();
        ++renewals;
        return true;
    }
    int renewals = 0;

private:
    void issue() { token_ = server_.issueTokens("demo-client").accessToken; }

    Simulator& server_;
    std::string token_;
};

class SignedInSiteTest : public ::testing::Test {
protected:
    void SetUp() override {
        forgetDiscovered();
        server.start();
        settings.siteUrl = settings.apiUrl = server.url();
        settings.deployment = Deployment::Cloud;
        settings.signIn = SignIn::OAuth;
        options.credentialOrigins = credentialOrigins(settings);
        options.siteUrl = options.apiUrl = server.url();
        options.retries.firstDelay = std::chrono::milliseconds(1);
        clientOptions.pageSize = 100;
    }
    Client& client() {
        if (!client_) {
            credentials = std::make_unique<IssuedCredentials>(server);
            transport = makeTransport(options, *credentials, log, file, clock);
            const Endpoint endpoint = discover(settings, *transport, clock, context);
            client_ = std::make_unique<Client>(*transport, endpoint, clock, clientOptions);
        }
        return *client_;
    }
    std::vector<std::int64_t> readAll() {
        std::vector<std::int64_t> ids;
        const auto stream = client().search({"", ObjectFields::Attributes, {}}, context);
        while (const AssetObject* object = stream->next(context)) ids.push_back(object->id);
        return ids;
    }
    void expectEveryObjectOnce() {
        const auto ids = readAll();
        EXPECT_EQ(ids.size(), server.site().snapshot()->size());
        EXPECT_EQ(std::set<std::int64_t>(ids.begin(), ids.end()).size(), ids.size());
    }
    Error failure() {
        try {
            readAll();
        } catch (const Error& error) {
            return error;
        }
        return {ErrorKind::Internal, "nothing was thrown"};
    }

    Simulator server;
    DiscoverySettings settings;
    TransportOptions options;
    ClientOptions clientOptions;
    FakeClock clock;
    Context context;
    common::Log file;
    RequestLog log;
    std::unique_ptr<IssuedCredentials> credentials;
    std::unique_ptr<Transport> transport;
    std::unique_ptr<Client> client_;
};

TEST_F(SignedInSiteTest, EverythingGoesThroughTheTenantsAddress) {
    expectEveryObjectOnce();
    for (const auto& request : server.requestLog().entries()) {
        const bool isTenant = request.target.rfind("/ex/jira/", 0) == 0;
        EXPECT_EQ(request.authorization, isTenant) << request.target;
        EXPECT_TRUE(isTenant || request.target == "/_edge/tenant_info") << request.target;
    }
}

TEST_F(SignedInSiteTest, ATokenThatExpiresInMidScanIsRenewedOnceAndNoRowLostOrDoubled) {
    FaultRule rule = FaultRule::of(FaultAction::ChangeData, "/object/aql?");
    rule.nth = 3;
    rule.change = [this](simulator::Site&) { server.oauth().expireAccessTokens(); };
    server.faults().add(rule);
    expectEveryObjectOnce();
    EXPECT_EQ(credentials->renewals, 1);
    std::size_t refused = 0;
    for (const auto& request : server.requestLog().entries()) refused += request.status == 401 ? 1 : 0;
    EXPECT_GE(refused, 1U);
    for (const RequestRecord& record : log.records()) EXPECT_EQ(record.status, 200);
}

TEST_F(SignedInSiteTest, ASiteThatRefusesEveryTokenIsAskedTwice) {
    client();
    FaultRule rule = FaultRule::of(FaultAction::Unauthorized, "/object/aql?");
    rule.times = 0;
    server.faults().add(rule);
    EXPECT_EQ(failure().kind(), ErrorKind::AuthenticationFailed);
    EXPECT_EQ(credentials->renewals, 1);
    EXPECT_EQ(server.requestLog().count("/object/aql?"), 2U);
}

TEST_F(SignedInSiteTest, EveryRequestCountsForTheRateAlsoHopsAndRenewals) {
    options.rate.maxRequestsPerMinute = 1;
    options.rate.budgetKey.clear();
    client();
    server.faults().add(FaultRule::of(FaultAction::Unauthorized, "/objectschema/list"));
    server.faults().add(FaultRule::redirect(307, "{target}", "/objectschema/list"));
    client().ping(context);
    EXPECT_EQ(credentials->renewals, 1);
    EXPECT_GE(server.requestLog().size(), 4U);
    EXPECT_GE(clock.now().time_since_epoch(), std::chrono::minutes(server.requestLog().size() - 1));
}

TEST_F(SignedInSiteTest, RedirectionsOfEveryFormLeadBackUnderTheTenant) {
    client();
    for (const char* location : {"{target}", "{base}{target}", "/jsm/assets/workspace/{ws}/v1{endpoint}",
                                 "{base}/gateway/api/jsm/assets/workspace/{ws}/v1{endpoint}",
                                 "/gateway/api/jsm/assets/workspace/{ws}/v1{endpoint}",
                                 "https://internal-7.prod.atlassian.net/jsm/assets/workspace/{ws}/v1{endpoint}"}) {
        server.requestLog().clear();
        server.faults().clear();
        FaultRule rule = FaultRule::redirect(307, location, "/object/aql?");
        rule.nth = 2;
        server.faults().add(rule);
        expectEveryObjectOnce();
        EXPECT_EQ(server.faults().played(FaultAction::Redirect), 1);
        for (const auto& request : server.requestLog().entries())
            EXPECT_EQ(request.target.rfind("/ex/jira/", 0), 0U) << location << " led to " << request.target;
    }
}

TEST_F(SignedInSiteTest, FiveRedirectionsAreFollowedAndALoopIsNot) {
    client();
    server.faults().add(FaultRule::redirect(307, "{target}", "/object/aql?", 5));
    expectEveryObjectOnce();
    server.faults().clear();
    server.faults().add(FaultRule::redirect(307, "{target}", "/object/aql?", 0));
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
    EXPECT_NE(std::string(error.what()).find("loop"), std::string::npos) << error.what();
}

TEST_F(SignedInSiteTest, AnotherHostIsNeitherFollowedNorContacted) {
    client();
    for (const int status : {301, 302, 303, 307, 308}) {
        server.faults().clear();
        server.faults().add(FaultRule::redirect(status, "{other}{target}", "/object/aql?", 0));
        const Error error = failure();
        EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
        const std::string port = std::to_string(server.otherHost().port());
        EXPECT_NE(std::string(error.what()).find(port), std::string::npos) << error.what();
    }
    EXPECT_EQ(server.otherHost().requestLog().size(), 0U);
    // Not even when the other host is asked for outright.
    Request request;
    request.url = server.otherHost().url();
    for (const bool anonymous : {false, true}) {
        request.anonymous = anonymous;
        EXPECT_THROW(transport->send(request, context), Error);
    }
    EXPECT_EQ(server.otherHost().requestLog().size(), 0U);
}

TEST_F(SignedInSiteTest, AnAllowedHostMayBeContactedWithoutTheCredentials) {
    options.allowedOrigins = {*originOf(server.otherHost().url())};
    client();
    Request request;
    request.url = server.otherHost().url();
    EXPECT_EQ(transport->send(request, context).status, 200);
    EXPECT_EQ(server.otherHost().requestLog().size(), 1U);
    EXPECT_EQ(server.otherHost().credentialsSeen(), 0U);
}

TEST_F(SignedInSiteTest, AnonymousTransportsCarryNothingAndFollowNothing) {
    const auto anonymous = makeAnonymousTransport(options, log, file, clock);
    Request request;
    request.url = server.url() + "/_edge/tenant_info";
    EXPECT_EQ(anonymous->send(request, context).status, 200);
    server.faults().add(FaultRule::redirect(307, "{target}", "/_edge/"));
    EXPECT_EQ(anonymous->send(request, context).status, 307);
    EXPECT_EQ(log.records().size(), 2U);
    request.url = server.otherHost().url();
    EXPECT_THROW(anonymous->send(request, context), Error);
    for (const auto& entry : server.requestLog().entries()) EXPECT_FALSE(entry.authorization);
}

TEST_F(SignedInSiteTest, OneConnectionTurnedAwayHoldsBackTheOthersOfItsSite) {
    options.rate.budgetKey = server.url();
    IssuedCredentials one(server), two(server);
    const auto first = makeTransport(options, one, log, file, clock);
    const auto second = makeTransport(options, two, log, file, clock);
    FaultRule rule = FaultRule::of(FaultAction::Status, "/_edge/");
    rule.status = 429;
    rule.retryAfter = "120";  // longer than the first one waits
    server.faults().add(rule);
    Request request;
    request.url = server.url() + "/_edge/tenant_info";
    EXPECT_EQ(first->send(request, context).status, 429);
    EXPECT_TRUE(clock.slept.empty());
    rule.retryAfter = "9";
    server.faults().clear();
    server.faults().add(rule);
    auto turnedAway = first->start(request, context);
    EXPECT_EQ(turnedAway->wait(context).retries, 1U);
    EXPECT_EQ(clock.slept, std::vector<std::chrono::milliseconds>{std::chrono::seconds(9)});
    rule.nth = 1;
    options.retries.attempts = 1;
    const auto impatient = makeTransport(options, one, log, file, clock);
    server.faults().clear();
    server.faults().add(rule);
    EXPECT_EQ(impatient->send(request, context).status, 429);
    EXPECT_EQ(second->send(request, context).waited, std::chrono::seconds(9));
}

TEST_F(SignedInSiteTest, APointsQuotaUsedUpFailsAtOnceAndSaysWhichAndUntilWhen) {
    client();
    FaultRule rule = FaultRule::of(FaultAction::Status, "/object/aql?");
    rule.status = 429;
    rule.retryAfter = "2700";
    rule.times = 0;
    server.faults().add(rule);
    const Error error = failure();
    EXPECT_EQ(error.kind(), ErrorKind::RateLimited);
    EXPECT_NE(std::string(error.what()).find("45 min"), std::string::npos) << error.what();
    EXPECT_TRUE(clock.slept.empty());
    EXPECT_EQ(server.requestLog().count("/object/aql?"), 1U);
}

}  // namespace
}  // namespace assetsodbc::assets
