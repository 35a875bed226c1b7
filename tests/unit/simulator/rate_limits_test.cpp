// The three layers of limits, each against the calls that it is to count.
#include <gtest/gtest.h>

#include "tests/simulator/rate_limits.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class Limits : public testing::Test {
protected:
    Limits() : simulator(started()), client(*simulator) { client.asCloudUser(); }
    void set(const std::function<void(RateLimitOptions&)>& change) {
        simulator->configure([&](SimulatorOptions& options) { change(options.limits); });
    }
    Answer schemas() { return client.get(client.cloud("/objectschema/list")); }
    Answer search() { return client.search("", "maxResults=1&includeAttributes=false"); }

    std::unique_ptr<Simulator> simulator;
    SimulatorClient client;
};

TEST_F(Limits, AreOffUntilTheyAreSet) {
    for (int i = 0; i < 20; ++i) EXPECT_EQ(schemas().status, 200);
    EXPECT_EQ(schemas().header("X-RateLimit-Limit"), "");
}

TEST_F(Limits, CountEachEndpointOfEachKeyAndForgetAfterAMinute) {
    SimulatorOptions options;
    auto other = demoAccounts().front();
    other.secret = "another-token";
    options.accounts.push_back(other);
    options.limits.endpointPerMinute = 2;
    const auto limited = started(options);
    SimulatorClient caller(*limited);
    const auto status = [&] { return caller.get(caller.cloud("/objectschema/list")).status; };
    caller.asCloudUser();
    EXPECT_EQ(status(), 200);
    EXPECT_EQ(status(), 200);
    const auto refused = caller.get(caller.cloud("/objectschema/list"));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(shapeOf(refused.json()), "{errorMessages:[s],errors:{}}");
    const int seconds = std::stoi(refused.header("Retry-After"));
    EXPECT_GT(seconds, 50);
    EXPECT_LE(seconds, 60);
    EXPECT_EQ(refused.header("X-RateLimit-Limit"), "2");
    EXPECT_EQ(refused.header("X-RateLimit-Remaining"), "0");
    EXPECT_EQ(refused.header("X-RateLimit-NearLimit"), "true");
    EXPECT_EQ(refused.header("X-RateLimit-Reset").size(), std::string("2026-03-02T10:15:30Z").size());
    EXPECT_EQ(caller.get(caller.cloud("/objectschema/1")).status, 200) << "another endpoint";
    EXPECT_EQ(caller.get(caller.cloud("/objectschema/99")).status, 404);
    EXPECT_EQ(caller.get(caller.cloud("/objectschema/1")).status, 429) << "the same endpoint with other ids";
    EXPECT_EQ(caller.basic(other.login, other.secret).get(caller.cloud("/objectschema/list")).status, 200);
    caller.asCloudUser();
    limited->advanceClock(std::chrono::seconds(61));
    EXPECT_EQ(status(), 200);
}

TEST_F(Limits, MayBeTheDescribedOnes) {
    set([](RateLimitOptions& limits) {
        limits.documentedLimits = true;
        limits.headersOnSuccess = true;
    });
    EXPECT_EQ(search().header("X-RateLimit-Limit"), "1000");
    EXPECT_EQ(search().header("X-RateLimit-Remaining"), "998");
    EXPECT_EQ(search().header("X-RateLimit-NearLimit"), "");
    EXPECT_EQ(client.get(client.cloud("/object/1")).header("X-RateLimit-Limit"), "2000");
    EXPECT_EQ(client.post(client.cloud("/object/aql/totalcount"), R"({"qlQuery":""})").header("X-RateLimit-Limit"),
              "500");
    EXPECT_EQ(schemas().header("X-RateLimit-Limit"), "") << "no figure is described";
}

TEST_F(Limits, MayCountAllEndpointsTogether) {
    set([](RateLimitOptions& limits) { limits.allPerMinute = 2; });
    EXPECT_EQ(schemas().status, 200);
    EXPECT_EQ(search().status, 200);
    EXPECT_EQ(search().status, 429);
    EXPECT_EQ(schemas().status, 429);
}

TEST_F(Limits, OfBurstsLastASecondAndAreHalfForChanges) {
    const ServerClock clock;
    RateLimits limits(clock);
    RateLimitOptions options;
    options.burstPerSecond = 1'000'000;
    LimitedCall call{"key", false, "DELETE", "object/{}", 0};
    options.headersOnSuccess = true;
    EXPECT_EQ(limits.count(options, call).headers.front().second, "500000");
    call.method = "GET";
    EXPECT_EQ(limits.count(options, call).headers.front().second, "1000000");
    ServerClock late;
    RateLimits strict(late);
    options.burstPerSecond = 1;
    std::optional<Reply> refusal;
    while (!refusal) refusal = strict.count(options, call).refusal;  // two calls within one second
    const auto header = [&](const std::string& name) {
        for (const auto& [key, value] : refusal->headers) {
            if (key == name) return value;
        }
        return std::string();
    };
    EXPECT_EQ(header("RateLimit-Reason"), "jira-burst-based");
    EXPECT_EQ(header("Retry-After"), "1");
    late.advance(std::chrono::seconds(2));
    EXPECT_FALSE(strict.count(options, call).refusal);
}

TEST_F(Limits, OfPointsCountOAuthClientsOnlyAndOverAllTheirTokens) {
    set([](RateLimitOptions& limits) { limits.pointsPerHour = 2; });
    for (int i = 0; i < 4; ++i) EXPECT_EQ(schemas().status, 200) << "API tokens are exempt";
    const auto path = simulator->cloudIdUrl().substr(simulator->url().size()) + "/objectschema/list";
    const auto status = [&] {
        return client.bearer(simulator->issueTokens("demo-client").accessToken).get(path).status;
    };
    EXPECT_EQ(status(), 200);
    EXPECT_EQ(status(), 200);
    EXPECT_EQ(status(), 429);
    EXPECT_EQ(client.get(path).header("RateLimit-Reason"), "jira-quota-tenant-based");
    simulator->advanceClock(std::chrono::minutes(61));
    EXPECT_EQ(status(), 200);
}

TEST_F(Limits, SayWhenToComeBackInManyWays) {
    set([](RateLimitOptions& limits) {
        limits.endpointPerMinute = 1;
        limits.retryAfter = RetryAfterForm::Date;
    });
    schemas();
    const auto dated = schemas().header("Retry-After");
    EXPECT_EQ(dated.size(), std::string("Wed, 21 Oct 2015 07:28:00 GMT").size()) << dated;
    set([](RateLimitOptions& limits) {
        limits.retryAfter = RetryAfterForm::Absent;
        limits.headersOnRefusal = false;
        limits.refusalStatus = 503;
    });
    const auto bare = schemas();
    EXPECT_EQ(bare.status, 503);
    EXPECT_EQ(bare.header("Retry-After"), "");
    EXPECT_EQ(bare.header("X-RateLimit-Limit"), "");
}

TEST_F(Limits, AreSwitchesOfTheControlEndpointsToo) {
    EXPECT_EQ(client.post("/_sim/switches", R"({"endpointPerMinute":1,"retryAfter":"Absent"})").status, 200);
    EXPECT_EQ(schemas().status, 200);
    EXPECT_EQ(schemas().status, 429);
}

TEST_F(Limits, LeaveDataCenterAlone) {
    set([](RateLimitOptions& limits) { limits.endpointPerMinute = 1; });
    client.asDataCenterUser();
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.get(client.dataCenter("/objectschema/list")).status, 200);
}

}  // namespace
}  // namespace assetsodbc::simulator
