// Switches, types and attributes that change while the site is served.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/live_switches.h"
#include "tests/simulator/torture_site.h"
#include "tests/unit/simulator/simulator_client.h"

namespace assetsodbc::simulator {
namespace {

class LiveChanges : public testing::Test {
protected:
    LiveChanges() : simulator(started()), client(*simulator) { client.asCloudUser(); }

    std::size_t found(const std::string& aql) {
        const auto answer = client.search(aql, "maxResults=1000");
        EXPECT_EQ(answer.status, 200) << answer.body;
        return rowIds(answer).size();
    }
    Id laptops() { return simulator->site().typeNamed("ITSM", "Laptops")->id; }
    std::string attributeNames(Id typeId) {
        std::string names;
        const auto json = client.get(client.cloud("/objecttype/" + std::to_string(typeId) + "/attributes")).json();
        for (const auto& definition : json.GetArray()) names += std::string(definition["name"].GetString()) + ",";
        return names;
    }

    std::unique_ptr<Simulator> simulator;
    SimulatorClient client;
};

TEST_F(LiveChanges, ASwitchOfAqlCountsFromTheNextRequestOn) {
    const std::string aql = "objectType = Laptops AND Notes != nothing";
    const auto before = found(aql);
    EXPECT_EQ(client.post("/_sim/switches", R"({"notEqualMatchesEmpty":true})").status, 200);
    EXPECT_GT(found(aql), before);
    simulator->configure([](SimulatorOptions& options) { options.aql.notEqualMatchesEmpty = false; });
    EXPECT_EQ(found(aql), before);
}

TEST_F(LiveChanges, PagesAndShapesAreSwitchesToo) {
    client.post("/_sim/switches", R"({"shorterPages":7,"isLast":"Absent","unsetAsEmptyArray":true})");
    const auto answer = client.search("objectType = Laptops", "maxResults=100").json();
    EXPECT_EQ(answer["values"].Size(), 7u);
    EXPECT_FALSE(answer.HasMember("isLast"));
    const auto& attributes = answer["values"][0]["attributes"];
    EXPECT_TRUE(std::any_of(attributes.Begin(), attributes.End(),
                            [](const auto& attribute) { return attribute["objectAttributeValues"].Empty(); }));
}

TEST_F(LiveChanges, EverySwitchIsToldAndTakesWhatWasTold) {
    const auto told = client.get("/_sim/switches");
    EXPECT_EQ(told.json().MemberCount(), switchNames().size());
    EXPECT_EQ(client.post("/_sim/switches", told.body).status, 200);
    EXPECT_EQ(client.get("/_sim/switches").body, told.body);
}

TEST_F(LiveChanges, AWrongSwitchChangesNothing) {
    const auto told = client.get("/_sim/switches").body;
    for (const char* body : {"", "[]", R"({"noSuch":true})", R"({"strictCase":1})", R"({"inListLimit":-1})",
                             R"({"strictCase":true,"dateLiterals":"Never"})", R"({"literalZoneMinutes":"UTC"})"}) {
        EXPECT_EQ(client.post("/_sim/switches", body).status, 400) << body;
    }
    EXPECT_EQ(client.get("/_sim/switches").body, told);
}

TEST_F(LiveChanges, AttributesAppearChangeAndVanish) {
    const std::string type = std::to_string(laptops());
    const auto added =
        client.post("/_sim/attributes", R"({"objectTypeId":)" + type + R"(,"name":"Range","type":"Integer"})");
    ASSERT_EQ(added.status, 201) << added.body;
    const std::string path = "/_sim/attributes/" + std::to_string(added.json()["ids"][0].GetInt64());
    EXPECT_NE(attributeNames(laptops()).find(",Range,"), std::string::npos);
    EXPECT_EQ(found("Range IS EMPTY AND objectType = Laptops"), found("objectType = Laptops"));
    EXPECT_EQ(client.search("Range = x", "").status, 400);

    const auto put =
        httplib::Client(simulator->url()).Put(path, R"({"name":"Reach","type":"Text"})", "application/json");
    EXPECT_EQ(put->status, 200) << put->body;
    EXPECT_NE(attributeNames(laptops()).find(",Reach,"), std::string::npos);
    EXPECT_EQ(client.search("Reach = x", "").status, 200);

    EXPECT_EQ(client.remove(path).status, 200);
    EXPECT_EQ(attributeNames(laptops()).find(",Reach,"), std::string::npos);
    EXPECT_EQ(client.search("Reach = x", "").status, 400);
    EXPECT_EQ(client.remove(path).status, 400);
}

TEST_F(LiveChanges, DescendantsShareWhatHappensToAnInheritedAttribute) {
    const Id hardware = simulator->site().typeNamed("ITSM", "Hardware")->id;
    Id id = 0;
    simulator->redescribe([&](SiteDescription& description) {
        id = addAttribute(description, hardware, {"Colour", "Text", "hidden", ""});
    });
    EXPECT_TRUE(simulator->site().attributeNamed(laptops(), "Colour")->hidden);
    simulator->redescribe([&](SiteDescription& description) {
        changeAttribute(description, id, {"Hue", "Integer", "", ""});
    });
    EXPECT_EQ(simulator->site().attributeNamed(laptops(), "Hue")->defaultType, DefaultType::Integer);
    simulator->redescribe([&](SiteDescription& description) { removeAttribute(description, id); });
    EXPECT_EQ(simulator->site().attributeNamed(laptops(), "Hue"), nullptr);
}

TEST_F(LiveChanges, TypesAppearAndVanishWithTheirObjects) {
    const auto added = client.post(
        "/_sim/types", R"({"schemaKey":"ITSM","name":"Drones","attributes":[{"name":"Reach","type":"Integer"}]})");
    ASSERT_EQ(added.status, 201) << added.body;
    const std::string id = std::to_string(added.json()["ids"][0].GetInt64());
    EXPECT_EQ(client.post("/_sim/objects", R"({"objectTypeId":)" + id + R"(,"label":"d","attributes":{"Reach":["5"]}})")
                  .status,
              201);
    EXPECT_EQ(found("objectType = Drones AND Reach = 5"), 1u);

    const auto all = simulator->site().snapshot()->size();
    const auto laptopCount = found("objectType = Laptops");
    EXPECT_EQ(client.remove("/_sim/types/" + std::to_string(laptops())).status, 200);
    EXPECT_EQ(simulator->site().snapshot()->size(), all - laptopCount);
    EXPECT_EQ(found("objectType = Laptops"), 0u);
    EXPECT_EQ(client.get(client.cloud("/objectschema/1/attributes?extended=true")).status, 200);
    EXPECT_EQ(found(""), all - laptopCount);
}

TEST_F(LiveChanges, AWrongDefinitionIsRefused) {
    const auto before = client.get(client.cloud("/objectschema/1/attributes")).body;
    for (const char* body :
         {"", R"({"name":"x","type":"Text"})", R"({"objectTypeId":1,"type":"Text"})",
          R"({"objectTypeId":1,"name":"x","type":"Txt"})", R"({"objectTypeId":1,"name":"x","typ":"Text"})"}) {
        EXPECT_EQ(client.post("/_sim/attributes", body).status, 400) << body;
    }
    EXPECT_EQ(client.post("/_sim/types", R"({"schemaKey":"NONE","name":"x"})").status, 400);
    EXPECT_EQ(client.remove("/_sim/types/123456").status, 400);
    EXPECT_EQ(client.get(client.cloud("/objectschema/1/attributes")).body, before);
}

TEST_F(LiveChanges, AnotherSiteTakesItsPlace) {
    simulator->replaceSite(makeTortureSite({5, 1, InheritedAttributeIds::Own}));
    SimulatorClient other(*simulator);
    other.asCloudUser();
    EXPECT_EQ(rowIds(other.search("objectType = Solo", "")).size(), 1u);
    EXPECT_EQ(rowIds(other.search("", "maxResults=1000")).size(), simulator->site().snapshot()->size());
}

TEST_F(LiveChanges, DefinitionsOfASchemaMayLackTheirType) {
    const std::string target = client.cloud("/objectschema/1/attributes?extended=true");
    EXPECT_TRUE(client.get(target).json()[0].HasMember("objectType"));
    EXPECT_TRUE(client.get(target).json()[0].HasMember("type"));
    client.post("/_sim/switches", R"({"extendedCarriesObjectType":false,"definitionsOmitType":true})");
    EXPECT_FALSE(client.get(target).json()[0].HasMember("objectType"));
    EXPECT_FALSE(client.get(target).json()[0].HasMember("type"));
}

}  // namespace
}  // namespace assetsodbc::simulator
