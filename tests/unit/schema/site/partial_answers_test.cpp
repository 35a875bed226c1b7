// Sites whose answer about the attributes of a schema is not all: inherited attributes told with the parent only, kinds
// left out, types without attributes. Tables must come out as from the answers about single types.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/unit/schema/site/site_under_test.h"

namespace assetsodbc::schema {
namespace {

using assets::testing::answer;
using testing::ElementsAre;

class PartialAnswers : public ::testing::Test {
protected:
    std::vector<std::string> listed(bool columns = false) {
        TableFilter filter;
        filter.columns = columns;
        transport.requests.clear();
        return tableNames(specs = tables.specs(filter, context));
    }
    std::vector<std::string> columnsOf(std::string_view table) const {
        for (const auto& spec : specs)
            if (spec->name == table) return columnNames(*spec);
        return {};
    }
    static assets::Endpoint endpoint() {
        assets::Endpoint cloud;
        cloud.baseUrl = "https://site.example/v1";
        return cloud;
    }
    assets::Response answerOf(const assets::Request& request) const {
        for (const auto& [part, body] : bodies)
            if (request.url.find(part) != std::string::npos) return answer(200, body);
        return answer(404, R"({"errorMessages":["gone"]})");
    }

    static constexpr const char* kKey = R"("id":9,"name":"Key","type":0,"defaultType":{"id":0},"objectType":)";
    const std::string
        parent = R"({"id":1,"name":"P","inherited":true})",
        child = R"({"id":2,"name":"C","parentObjectTypeId":1,"parentObjectTypeInherited":true})",
        tags = R"({"id":5,"name":"Tags","type":0,"defaultType":{"id":0},"maximumCardinality":-1,"objectType":)";
    std::map<std::string, std::string> bodies = {
        {"/objectschema/list",
         R"({"values":[{"id":7,"objectSchemaKey":"S","objectTypeCount":2}],"total":1,"isLast":true})"},
        {"/objectschema/7/objecttypes/flat", "[" + parent + "," + child + "]"},
        {"/objectschema/7/attributes", "[" + tags + parent + "},{" + kKey + child + "}]"},
        {"/objecttype/1/attributes", "[" + tags + parent + "}]"},
        {"/objecttype/2/attributes", "[{" + std::string(kKey) + child + "}," + tags + child + "}]"},
    };
    assets::testing::FakeTransport transport{[this](const assets::Request& request) { return answerOf(request); }};
    assets::testing::FakeClock clock;
    assets::testing::Context context;
    assets::Client client{transport, endpoint(), clock, {}};
    assets::MetadataCache cache{{"", "", "", std::chrono::seconds(3600)}, clock};
    SiteTables tables{client, cache, {}};
    std::vector<std::shared_ptr<const TableSpec>> specs;
};

TEST_F(PartialAnswers, InheritedAttributesToldWithTheParentAloneAreTheChildsToo) {
    EXPECT_THAT(listed(), ElementsAre("S.C", "S.C_Tags", "S.P", "S.P_Tags"));
    EXPECT_EQ(transport.requests.size(), 2U);
    EXPECT_THAT(listed(true), ElementsAre("S.C", "S.C_Tags", "S.P", "S.P_Tags"));
    EXPECT_EQ(transport.requests.size(), 1U) << "those of the child itself";
    EXPECT_THAT(columnsOf("C"), ElementsAre("ObjectId", "Tags", "Key", "ObjectTypeName", "HasAvatar", "AQL"));
}

TEST_F(PartialAnswers, AKindThatIsLeftOutIsAskedOfTheType) {
    bodies["/objectschema/7/attributes"] =
        R"([{"id":9,"name":"Who","objectType":)" + parent + "},{" + kKey + child + "}," + tags + child + "}]";
    bodies["/objecttype/1/attributes"] = R"([{"id":9,"name":"Who","type":2,"objectType":)" + parent + "}]";
    EXPECT_THAT(listed(), ElementsAre("S.C", "S.C_Tags", "S.P"));
    listed(true);
    EXPECT_THAT(columnsOf("P"), ElementsAre("ObjectId", "Who", "Who_AccountId", "ObjectTypeName", "HasAvatar", "AQL"));
}

TEST_F(PartialAnswers, ATypeWithoutAttributesIsListedToo) {
    bodies["/objectschema/7/attributes"] = "[" + tags + parent + "}]";
    bodies["/objectschema/7/objecttypes/flat"] = "[" + parent + R"(,{"id":2,"name":"C"}])";
    bodies["/objecttype/2/attributes"] = "[]";
    EXPECT_THAT(listed(), ElementsAre("S.C", "S.P", "S.P_Tags"));
    listed(true);
    EXPECT_THAT(columnsOf("C"), ElementsAre("ObjectId", "ObjectTypeName", "HasAvatar", "AQL"));
}

TEST_F(PartialAnswers, AttributesThatNameNoTypeLeaveTheListOfTypes) {
    bodies["/objectschema/7/attributes"] = R"([{"id":5,"name":"Tags","maximumCardinality":-1}])";
    EXPECT_THAT(listed(), ElementsAre("S.C", "S.P"));
    EXPECT_EQ(transport.requests.size(), 3U);
    EXPECT_THAT(listed(true), ElementsAre("S.C", "S.C_Tags", "S.P", "S.P_Tags"));
}

TEST_F(PartialAnswers, TypesThatAreEachOthersParentsEnd) {
    const std::string one = R"({"id":1,"name":"P","inherited":true,"parentObjectTypeId":2,"abstractObjectType":true})",
                      two = R"({"id":2,"name":"C","inherited":true,"parentObjectTypeId":1})";
    bodies["/objectschema/7/objecttypes/flat"] = "[" + one + "," + two + "]";
    bodies["/objectschema/7/attributes"] = "[" + tags + one + "},{" + kKey + two + "}]";
    EXPECT_THAT(listed(true), ElementsAre("S.C", "S.C_Tags", "S.P", "S.P_Tags"));
    EXPECT_NE(tables.find("S", "P", context), nullptr);
}

TEST_F(PartialAnswers, ASchemaThatVanishedIsNotThere) {
    ASSERT_NE(tables.find("S", "P", context), nullptr);
    bodies.erase("/objectschema/7/objecttypes/flat");
    bodies["/objectschema/list"] = R"({"values":[],"total":0,"isLast":true})";
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(tables.find("S", "P", context), nullptr);
}

}  // namespace
}  // namespace assetsodbc::schema
