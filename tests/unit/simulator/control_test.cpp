// The control endpoints, as another process uses them.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class ControlEndpoints : public testing::Test {
protected:
    ControlEndpoints() : simulator(started()), client(*simulator) { client.asCloudUser(); }
    int searchStatus() { return client.search("", "maxResults=1").status; }

    std::unique_ptr<Simulator> simulator;
    SimulatorClient client;
};

TEST_F(ControlEndpoints, TellTheIdsOfTheSite) {
    const auto json = client.anonymous().get("/_sim/site").json();
    EXPECT_EQ(json["workspaceId"].GetString(), simulator->site().description().workspaceId);
    EXPECT_EQ(json["objects"].GetUint64(), simulator->site().snapshot()->size());
}

TEST_F(ControlEndpoints, FaultsAreSetListedAndCleared) {
    const auto set = client.post("/_sim/faults",
                                 R"([{"action":"status","path":"/object/aql","nth":2,"status":429,"retryAfter":1},
                                     {"action":"delay","path":"/never","delayMs":5}])");
    EXPECT_EQ(set.status, 200);
    EXPECT_EQ(searchStatus(), 200);
    EXPECT_EQ(searchStatus(), 429);
    const auto listed = client.get("/_sim/faults").json();
    EXPECT_EQ(listed[0]["matched"].GetInt(), 2);
    EXPECT_EQ(listed[0]["played"].GetInt(), 1);
    client.post("/_sim/faults", R"({"action":"unauthorized","times":0})");
    EXPECT_EQ(searchStatus(), 401);
    client.remove("/_sim/faults");
    EXPECT_EQ(searchStatus(), 200);
}

TEST_F(ControlEndpoints, EveryFaultCanBeNamed) {
    for (int action = 0; action <= static_cast<int>(FaultAction::ChangeData); ++action) {
        const std::string name(nameOf(static_cast<FaultAction>(action)));
        EXPECT_EQ(client.post("/_sim/faults", R"({"action":")" + name + R"(","path":"/never"})").status, 200) << name;
        EXPECT_EQ(faultActionNamed(name), static_cast<FaultAction>(action));
    }
}

TEST_F(ControlEndpoints, RefuseWhatTheyDoNotUnderstand) {
    for (const char* body : {"", "{}", "[{}]", R"({"action":"explode"})", R"({"action":"status","sttus":500})",
                             R"({"action":"status","status":"many"})", R"({"action":"changeData","erase":5})"}) {
        const auto answer = client.post("/_sim/faults", body);
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_EQ(shapeOf(answer.json()), "{errorMessages:[s],errors:{}}") << body;
    }
    EXPECT_EQ(client.post("/_sim/latency", R"({"perRequestMs":"slow"})").status, 400);
    EXPECT_EQ(client.post("/_sim/objects", R"({"label":"without a type"})").status, 400);
    EXPECT_EQ(client.post("/_sim/objects", R"({"objectTypeId":2,"attributes":{"No such":["x"]}})").status, 400);
    EXPECT_EQ(client.get("/_sim/nothing").status, 404);
}

TEST_F(ControlEndpoints, TheLogLeavesControlRequestsOut) {
    searchStatus();
    client.get("/_sim/site");
    const auto json = client.get("/_sim/requests").json();
    EXPECT_EQ(json["count"].GetInt(), 1);
    EXPECT_EQ(json["requests"][0]["status"].GetInt(), 200);
    client.remove("/_sim/requests");
    EXPECT_EQ(client.get("/_sim/requests").json()["count"].GetInt(), 0);
}

TEST_F(ControlEndpoints, ObjectsAreDumpedLineByLine) {
    std::istringstream lines(client.get("/_sim/objects").body);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        rapidjson::Document json;
        ASSERT_FALSE(json.Parse(line.c_str()).HasParseError()) << line;
        EXPECT_EQ(shapeOf(json).substr(0, 68), "{id:n,key:s,label:s,typeId:n,type:s,created:s,updated:s,values:{Key:");
    }
    EXPECT_EQ(count, simulator->site().snapshot()->size());
    EXPECT_EQ(client.get("/_sim/objects?only=ids&from=1&to=3").body, "1\n2\n3\n");
    const auto laptops = client.get("/_sim/objects?only=ids&typeId=2").body;
    EXPECT_LT(static_cast<std::size_t>(std::count(laptops.begin(), laptops.end(), '\n')), count);
}

TEST_F(ControlEndpoints, ObjectsComeAndGo) {
    const Id laptops = simulator->site().typeNamed("ITSM", "Laptops")->id;
    const auto added = client.post(
        "/_sim/objects", R"({"objectTypeId":)" + std::to_string(laptops) + R"(,"label":"Brand new","count":2})");
    EXPECT_EQ(added.status, 201);
    const auto json = added.json();
    ASSERT_EQ(json["ids"].Size(), 2u);
    const std::string id = std::to_string(json["ids"][0].GetInt64());
    EXPECT_STREQ(client.get(client.cloud("/object/" + id)).json()["label"].GetString(), "Brand new");
    EXPECT_EQ(client.remove("/_sim/objects/" + id).status, 200);
    EXPECT_EQ(client.remove("/_sim/objects/" + id).status, 404);
    EXPECT_EQ(client.get(client.cloud("/object/" + id)).status, 404);
}

TEST_F(ControlEndpoints, LatencyHoldsEveryAnswerBack) {
    EXPECT_EQ(client.post("/_sim/latency", R"({"perRequestMs":2,"perObjectMs":0.5})").status, 200);
    client.search("", "maxResults=10");
    EXPECT_GE(simulator->requestLog().entries().front().tookMicros, 7000);
}

TEST(GeneratedSite, RefusesChangesUnlessHeldInMemory) {
    SimulatorOptions options;
    options.objects = 50;
    const auto computed = started(options);
    SimulatorClient client(*computed);
    EXPECT_EQ(client.remove("/_sim/objects/1").status, 400);
    options.writable = true;
    const auto held = started(options);
    SimulatorClient other(*held);
    EXPECT_EQ(other.remove("/_sim/objects/1").status, 200);
    EXPECT_EQ(held->site().snapshot()->size(), 49u);
}

}  // namespace
}  // namespace assetsodbc::simulator
