// Counts and bounds over the whole line below ODBC: how many requests, and that no object is fetched to be counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/sqlengine/simulated_site.h"

namespace assetsodbc::sqlengine {
namespace {

using assets::Deployment;
using testing::ElementsAre;
using testing::SizeIs;

class Counts : public testing::TestWithParam<Deployment> {};

TEST_P(Counts, OfObjectsTakeOneRequest) {
    SimulatedSite site(GetParam());
    for (const char* sql :
         {"SELECT COUNT(*) FROM Objects", "SELECT COUNT(*) FROM Objects WHERE ObjectTypeId = 2",
          "SELECT COUNT(1) FROM Assets.Objects AS o WHERE o.ObjectSchemaId IN (1, 2) AND o.ObjectTypeId IN (2, 3, 4)",
          "SELECT COUNT(*) FROM Objects WHERE AQL = 'objectTypeId = 2'",
          "SELECT EXISTS (SELECT 1 FROM Objects WHERE ObjectTypeId = 2)"}) {
        EXPECT_EQ(site.requestsOf(sql), 1U) << sql;
        EXPECT_EQ(site.run(sql), site.runPlain(sql)) << sql;
    }
}

TEST_P(Counts, AreNotAskedForWhereObjectsAreRead) {
    SimulatedSite site(GetParam());
    const std::size_t requests = site.requestsOf("SELECT Id FROM Objects WHERE ObjectTypeId = 2");
    EXPECT_EQ(site.requestsOf("SELECT COUNT(Label) FROM Objects WHERE ObjectTypeId = 2"), requests);
    EXPECT_EQ(site.requestsOf("SELECT COUNT(*), MAX(Label) FROM Objects WHERE ObjectTypeId = 2"), requests);
}

TEST_P(Counts, OfKeysThatTheSiteComparesOtherwiseAreScanned) {
    SimulatedSite site(GetParam());
    const std::string key = site.run("SELECT ObjectKey FROM Objects WHERE Id = 1").at(0);
    std::string lower = key;
    for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Objects WHERE ObjectKey = '" + key + "'"), ElementsAre("1"));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Objects WHERE ObjectKey = '" + lower + "'"), ElementsAre("0"));
}

TEST_P(Counts, RowsUnderALimitTakeOneRequest) {
    SimulatedSite site(GetParam(), {}, 25);
    EXPECT_EQ(site.requestsOf("SELECT Id FROM Objects LIMIT 10"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT Id FROM Objects LIMIT 10 OFFSET 5"), 1U);
    EXPECT_EQ(site.requestsOf("SELECT Id FROM Objects WHERE ObjectTypeId = 2 LIMIT 5"), 1U);
}

INSTANTIATE_TEST_SUITE_P(Deployments, Counts, testing::Values(Deployment::Cloud, Deployment::DataCenter));

}  // namespace
}  // namespace assetsodbc::sqlengine
