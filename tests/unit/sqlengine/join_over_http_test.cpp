// Joins over object types and fixed tables against the simulator: the rows of the engine without pushdown, in few
// requests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/sqlengine/simulated_site.h"

namespace assetsodbc::sqlengine {
namespace {

using assets::Deployment;

class JoinOverHttp : public testing::TestWithParam<Deployment> {
protected:
    static constexpr std::size_t kPageSize = 50;

    // Of objects alone, once the metadata is known; the rows must be those without pushdown.
    std::size_t searchesOf(const std::string& sql) {
        auto expected = site.runPlain(sql), rows = site.run(sql);
        std::sort(rows.begin(), rows.end());
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(rows, expected) << sql;
        return site.requestsOf(sql);
    }
    std::size_t pagesOf(const std::string& table) {
        const auto rows = std::stoul(site.run("SELECT COUNT(*) FROM " + table).at(0));
        return (rows + kPageSize - 1) / kPageSize;
    }

    SimulatedSite site{GetParam(), {}, kPageSize, SimulatedSite::Tables::ObjectTypesToo};
};

TEST_P(JoinOverHttp, FollowsReferencesInFewRequests) {
    const std::size_t laptops = pagesOf("ITSM.Laptops"), people = pagesOf("HR.People"), offices = pagesOf("HR.Offices");
    const std::string owners = "SELECT l.Name, p.\"Full Name\" FROM ITSM.Laptops l ";
    EXPECT_LE(searchesOf(owners + "LEFT JOIN HR.People p ON p.ObjectId = l.Owner_Id"), 2 * laptops + 1 + 2);
    EXPECT_LE(searchesOf(owners + "JOIN HR.People p ON p.\"Key\" = l.Owner_Key"), 2 * (laptops + people) + 2);
    EXPECT_LE(searchesOf("SELECT l.Name FROM ITSM.Laptops l WHERE EXISTS (SELECT 1 FROM HR.People p WHERE p.ObjectId = "
                         "l.Owner_Id)"),
              2 * laptops + 1 + 2);
    EXPECT_LE(
        searchesOf("SELECT l.Name, p.\"Full Name\", o.City FROM ITSM.Laptops l LEFT JOIN HR.People p ON p.ObjectId = "
                   "l.Owner_Id LEFT JOIN HR.Offices o ON o.ObjectId = p.Office_Id"),
        3 * laptops + 1 + 1 + offices + 2);
}

TEST_P(JoinOverHttp, ReadsEachSideOnceWhereAqlCannotCompare) {
    const std::size_t most = 2 * pagesOf("ITSM.Laptops") + 2 * pagesOf("HR.People");
    EXPECT_LE(
        searchesOf("SELECT l.Name, p.\"Full Name\" FROM ITSM.Laptops l JOIN HR.People p ON p.\"Full Name\" = l.Owner"),
        most);
    EXPECT_LE(searchesOf("SELECT p.\"Full Name\", (SELECT COUNT(*) FROM ITSM.Laptops l WHERE l.Owner = p.\"Full "
                         "Name\") FROM HR.People p"),
              most);
}

TEST_P(JoinOverHttp, JoinsFixedTables) {
    EXPECT_LE(
        searchesOf("SELECT o.Id, v.AttributeId, v.Ordinal FROM Objects o JOIN ObjectAttributeValues v ON v.ObjectId "
                   "= o.Id WHERE o.Id <= 150"),
        3 * pagesOf("Objects") + 10);
    EXPECT_LE(searchesOf("SELECT o.Id, t.Name, s.Name FROM Objects o LEFT JOIN ObjectTypes t ON t.Id = o.ObjectTypeId "
                         "LEFT JOIN Schemas s ON s.Id = t.ObjectSchemaId"),
              2 * pagesOf("Objects") + 2 * site.site().description().types.size() + 10);
}

INSTANTIATE_TEST_SUITE_P(OnBoth, JoinOverHttp, testing::Values(Deployment::Cloud, Deployment::DataCenter),
                         [](const auto& given) { return given.param == Deployment::Cloud ? "Cloud" : "DataCenter"; });

}  // namespace
}  // namespace assetsodbc::sqlengine
