// Statuses and kinds of reference, listed schema by schema; usage and workspaces.
#include "schema/tables/site_configuration.h"

#include <gmock/gmock.h>

#include "tests/unit/schema/tables/site_fixture.h"

namespace assetsodbc::schema {
namespace {

using common::ErrorKind;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SiteConfiguration : public testing::SiteFixture {
protected:
    void SetUp() override {
        answers["/objectschema/list?startAt=0&maxResults=50&includeCounts=true"] =
            R"({"values":[{"id":"1"},{"id":"2"}],"total":2,"isLast":true})";
        answers["/config/statustype"] =
            R"([{"id":"1","name":"Active","category":1,"objectSchemaId":null},{"id":"9","name":"Odd"}])";
        answers["/config/statustype?objectSchemaId=1"] =
            R"([{"id":"20","name":"Own","description":"","category":2,"objectSchemaId":"1"},{"id":"1","name":"Active"}])";
        answers["/config/statustype?objectSchemaId=2"] = R"([{"id":"30","name":"Untold"},{"id":"20","name":"Own"}])";
    }
    // "id:schema" of each row.
    std::vector<std::string> owners(std::vector<Constraint> constraints = {}) {
        std::vector<std::string> texts;
        for (const auto& row : rowsOf(*statuses, std::move(constraints))) {
            const auto* owner = std::get_if<std::int64_t>(&row[4]);
            texts.push_back(std::to_string(std::get<std::int64_t>(row[0])) + ":" +
                            (owner == nullptr ? "-" : std::to_string(*owner)));
        }
        return texts;
    }
    Constraint ownerIs(Comparison comparison, std::vector<Value> values) {
        return {*statuses->spec().columnIndex("ObjectSchemaId"), comparison, std::move(values)};
    }
    std::unique_ptr<Table> statuses = makeStatusTypesTable(cloud);
};

// 1 is listed globally and by a schema, 20 by two schemas, and 30 does not say whose it is.
TEST_F(SiteConfiguration, AStatusIsOneRowHoweverOftenItIsListed) {
    EXPECT_THAT(owners(), ElementsAre("1:-", "9:-", "20:1", "30:2"));
    EXPECT_THAT(asked(), SizeIs(4)) << "schemas, the global list, and one list per schema";
}

TEST_F(SiteConfiguration, OneSchemaIsOneListAndTheGlobalOneOnlyWhereItIsNeededToTellWhose) {
    EXPECT_THAT(owners({ownerIs(Comparison::Eq, {std::int64_t{1}})}), ElementsAre("1:-", "20:1"));
    EXPECT_THAT(asked(), ElementsAre("/config/statustype?objectSchemaId=1", "/config/statustype"));
    transport.requests.clear();
    answers["/config/statustype?objectSchemaId=1"] = R"([{"id":"20","objectSchemaId":"1"}])";
    EXPECT_THAT(owners({ownerIs(Comparison::Eq, {std::int64_t{1}})}), ElementsAre("20:1"));
    EXPECT_THAT(asked(), SizeIs(1));
}

TEST_F(SiteConfiguration, TheGlobalOnesAreOneRequest) {
    EXPECT_THAT(owners({ownerIs(Comparison::IsNull, {})}), ElementsAre("1:-", "9:-"));
    EXPECT_THAT(asked(), ElementsAre("/config/statustype"));
}

TEST_F(SiteConfiguration, ASchemaThatOnlyTheQueryNamesMayNotExist) {
    EXPECT_THAT(owners({ownerIs(Comparison::In, {std::int64_t{7}, std::int64_t{1}})}), ElementsAre("1:-", "20:1"));
    answers.erase("/config/statustype?objectSchemaId=2");
    EXPECT_EQ(failureOf(*statuses), ErrorKind::ResultChanged) << "one that the site has just listed must be there";
    EXPECT_THAT(message, HasSubstr("object schema 2"));
}

TEST_F(SiteConfiguration, EstimatesCountTheListsThatAreAskedFor) {
    const std::size_t owner = *statuses->spec().columnIndex("ObjectSchemaId");
    const auto all = statuses->estimate({});
    const auto one = statuses->estimate({{owner, Comparison::Eq}});
    EXPECT_EQ(one.requests, 1);
    EXPECT_TRUE(one.taken[0]);
    EXPECT_FALSE(one.exact[0]);
    EXPECT_GT(all.requests, one.requests);
    EXPECT_FALSE(statuses->estimate({{owner, Comparison::IsNotNull}}).taken[0]);
}

TEST_F(SiteConfiguration, WhatDataCenterDoesNotTellIsRefusedWithWhatToReadInstead) {
    EXPECT_EQ(failureOf(*makeReferenceTypesTable(dataCenter), {{5, Comparison::IsNull, {}}}), ErrorKind::Unsupported);
    EXPECT_THAT(message, AllOf(HasSubstr("ReferenceTypes"), HasSubstr("Data Center"), HasSubstr("Assets.Attributes")));
    EXPECT_EQ(failureOf(*makeUsageTable(dataCenter)), ErrorKind::Unsupported);
    EXPECT_THAT(message, AllOf(HasSubstr("Usage"), HasSubstr("Data Center"), HasSubstr("Assets.Schemas")));
    EXPECT_THAT(asked(), IsEmpty());
}

TEST_F(SiteConfiguration, UsageIsReadAsTold) {
    answers["/usage"] = R"({"totalObjectsCount":1234,"perSchemaUsageInfo":[{"schemaId":1,"schemaName":"My Schema",)"
                        R"("schemaCreatedAt":"2025-01-15T10:30:00Z","objectCount":567}]})";
    const auto rows = rowsOf(*makeUsageTable(cloud));
    ASSERT_THAT(rows, SizeIs(1));
    EXPECT_THAT(rows[0], ElementsAre(Value(std::int64_t{1}), Value("My Schema"), Value("2025-01-15 10:30:00.000"),
                                     Value(std::int64_t{567})));
}

TEST_F(SiteConfiguration, TheWorkspaceIsToldWithoutARequest) {
    assets::Endpoint endpoint = SiteFixture::endpoint(assets::Deployment::Cloud);
    endpoint.workspaceId = "w";
    const assets::Client client(transport, endpoint, clock, {});
    EXPECT_THAT(rowsOf(*makeWorkspacesTable(client)),
                ElementsAre(std::vector<Value>{Value("w"), Value(), Value("https://site.example")}));
    EXPECT_THAT(rowsOf(*makeWorkspacesTable(dataCenter)), IsEmpty());
    EXPECT_THAT(asked(), IsEmpty());
}

}  // namespace
}  // namespace assetsodbc::schema
