#include "tests/simulator/request_log.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

TEST(RequestLog, HoldsWhatWasSentAndAnswered) {
    const auto simulator = started();
    SimulatorClient client(*simulator);
    client.asCloudUser().with("Accept-Encoding", "gzip").with("User-Agent", "tester/1");
    const auto answer = client.search("objectType = Laptops", "startAt=5&maxResults=7");
    const auto entries = simulator->requestLog().entries();
    ASSERT_EQ(entries.size(), 1u);
    const auto& entry = entries[0];
    EXPECT_EQ(entry.sequence, 1u);
    EXPECT_EQ(entry.method, "POST");
    EXPECT_EQ(entry.target, client.cloud("/object/aql?startAt=5&maxResults=7"));
    EXPECT_EQ(entry.path, client.cloud("/object/aql"));
    EXPECT_EQ(entry.query, "objectType = Laptops");
    EXPECT_EQ(entry.startAt, 5);
    EXPECT_EQ(entry.maxResults, 7);
    EXPECT_EQ(entry.authScheme, "Basic");
    EXPECT_EQ(entry.acceptEncoding, "gzip");
    EXPECT_EQ(entry.userAgent, "tester/1");
    EXPECT_EQ(entry.status, 200);
    EXPECT_EQ(entry.inFlight, 1);
    EXPECT_GT(entry.bytes, 0u);
    EXPECT_LT(entry.bytes, answer.body.size());
}

TEST(RequestLog, HoldsNoSecrets) {
    const auto simulator = started();
    SimulatorClient client(*simulator);
    client.asCloudUser().get(client.cloud("/objectschema/list"));
    client.asDataCenterUser().get(client.dataCenter("/aql/objects?qlQuery=Name%20%3D%20x"));
    const auto json = simulator->requestLog().toJson();
    EXPECT_EQ(json.find("demo-token"), std::string::npos);
    EXPECT_EQ(json.find("demo-pat"), std::string::npos);
    EXPECT_NE(json.find(R"("query":"Name = x")"), std::string::npos);
}

TEST(RequestLog, CountsAndForgets) {
    const auto simulator = started();
    SimulatorClient client(*simulator);
    client.asCloudUser();
    for (int i = 0; i < 3; ++i) client.get(client.cloud("/objectschema/list"));
    client.get(client.cloud("/usage"));
    auto& log = simulator->requestLog();
    EXPECT_EQ(log.count("/objectschema/"), 3u);
    EXPECT_EQ(log.size(), 4u);
    log.clear();
    EXPECT_EQ(log.size(), 0u);
    client.get(client.cloud("/usage"));
    EXPECT_EQ(log.entries().front().sequence, 1u);
}

TEST(RequestLog, SeesRequestsThatAreAnsweredAtOnce) {
    const auto simulator = started();
    auto held = FaultRule::of(FaultAction::Delay, "/usage");
    held.delay = std::chrono::hours(1);
    simulator->faults().add(held);
    std::thread waiting([&] {
        SimulatorClient client(*simulator);
        client.asCloudUser().get(client.cloud("/usage"));
    });
    while (simulator->requestLog().inFlight() == 0) std::this_thread::yield();
    SimulatorClient client(*simulator);
    client.asCloudUser().get(client.cloud("/objectschema/list"));
    EXPECT_EQ(simulator->requestLog().entries().front().inFlight, 2);
    simulator->stop();
    waiting.join();
}

}  // namespace
}  // namespace assetsodbc::simulator
