#include "tests/simulator/address.h"

#include <gtest/gtest.h>

namespace assetsodbc::simulator {
namespace {

AddressRules rules() {
    AddressRules made;
    made.workspaceId = "ws";
    made.cloudId = "cid";
    return made;
}

UrlStyle styleOf(const char* path) {
    return parseAddress(path, rules()).value().style;
}

TEST(ParseAddress, TellsTheUrlStylesApart) {
    EXPECT_EQ(styleOf("/jsm/assets/workspace/ws/v1/object/1"), UrlStyle::Gateway);
    EXPECT_EQ(styleOf("/jsm/insight/workspace/ws/v1/object/1"), UrlStyle::Gateway);
    EXPECT_EQ(styleOf("/ex/jira/cid/jsm/assets/workspace/ws/v1/object/1"), UrlStyle::CloudId);
    EXPECT_EQ(styleOf("/gateway/api/jsm/assets/workspace/ws/v1/object/1"), UrlStyle::SiteHost);
    EXPECT_EQ(styleOf("/rest/assets/1.0/object/1"), UrlStyle::DataCenter);
    EXPECT_EQ(styleOf("/rest/assets/latest/object/1"), UrlStyle::DataCenter);
    EXPECT_EQ(styleOf("/rest/insight/1.0/object/1"), UrlStyle::Insight);
}

TEST(ParseAddress, GivesTheRestOfThePath) {
    const auto address = parseAddress("/rest/assets/1.0/objectschema/7/objecttypes/flat", rules());
    EXPECT_EQ(address.value().segments, (std::vector<std::string>{"objectschema", "7", "objecttypes", "flat"}));
}

TEST(ParseAddress, OtherIdsAndOtherPathsAreNobodys) {
    for (const char* path :
         {"/jsm/assets/workspace/other/v1/object/1", "/ex/jira/other/jsm/assets/workspace/ws/v1/object/1",
          "/jsm/assets/workspace/ws/v2/object/1", "/rest/assets/2.0/object/1", "/", ""}) {
        EXPECT_FALSE(parseAddress(path, rules())) << path;
    }
}

TEST(ParseAddress, KeepsToTheContextPathAndTheDeployment) {
    auto dataCenter = rules();
    dataCenter.cloud = false;
    dataCenter.contextPath = "/jira";
    EXPECT_TRUE(parseAddress("/jira/rest/assets/1.0/object/1", dataCenter));
    EXPECT_FALSE(parseAddress("/rest/assets/1.0/object/1", dataCenter));
    EXPECT_FALSE(parseAddress("/jsm/assets/workspace/ws/v1/object/1", dataCenter));
    dataCenter.insightPathOnly = true;
    EXPECT_FALSE(parseAddress("/jira/rest/assets/1.0/object/1", dataCenter));
    EXPECT_TRUE(parseAddress("/jira/rest/insight/1.0/object/1", dataCenter));
}

}  // namespace
}  // namespace assetsodbc::simulator
