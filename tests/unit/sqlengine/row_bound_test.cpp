// LIMIT and OFFSET told to a table must never cost a row. The fake table stops for good at the bound that it is told,
// so every query here would lose rows if the bound were told where it must not be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kQueries[] = {
    "SELECT Id FROM Hosts LIMIT 10",
    "SELECT Id FROM Hosts LIMIT 10 OFFSET 20",
    "SELECT TOP 10 Id FROM Hosts",
    "SELECT Id FROM Hosts ORDER BY Id LIMIT 10 OFFSET 20",
    "SELECT Id FROM Hosts ORDER BY Name, Id LIMIT 10",
    "SELECT Id FROM Hosts ORDER BY Id DESC LIMIT 3",
    "SELECT Id FROM Hosts WHERE Number = 3 LIMIT 10 OFFSET 5",
    "SELECT Id FROM Hosts WHERE Number = 3 AND Name <> 'host1' LIMIT 10 OFFSET 5",
    "SELECT Id FROM Hosts WHERE Name = 'host6' LIMIT 10",
    "SELECT Id FROM Hosts WHERE Name LIKE 'host1%' LIMIT 10",
    "SELECT Id FROM Hosts WHERE Name IS NULL LIMIT 10",
    "SELECT Id FROM Hosts WHERE Name IS NOT NULL LIMIT 10 OFFSET 9",
    "SELECT Id FROM Hosts WHERE length(HostKey) > 4 LIMIT 10",
    "SELECT Id FROM Hosts WHERE Id > 990 LIMIT 5",
    "SELECT Id FROM Hosts WHERE Id > 990 AND random() IS NOT NULL LIMIT 3 OFFSET 2",
    "SELECT Id FROM Hosts WHERE Id BETWEEN 500 AND 520 LIMIT 2 OFFSET 1",
    "SELECT Id FROM Hosts WHERE Id IS 700 LIMIT 2",
    "SELECT Id FROM Hosts WHERE Id IN (700, 800, 900) LIMIT 2",
    "SELECT Id FROM Hosts WHERE Id IN (700, 800, 900) AND Name = 'host0' LIMIT 2",
    "SELECT Id FROM Hosts WHERE Id NOT IN (1, 2, 3) LIMIT 5",
    "SELECT Id FROM Hosts WHERE (Id = 3 OR Name = 'host6') LIMIT 4 OFFSET 1",
    "SELECT Id FROM Hosts WHERE (Id, HostKey) = (900, 'K-900') LIMIT 2",
    "SELECT Id FROM Hosts WHERE (Number, Name) IN (VALUES (3, 'host1'), (4, 'host2')) LIMIT 5",
    "SELECT Id FROM Hosts WHERE (Id, Name) IN (SELECT Id, Name FROM Hosts WHERE Id > 900) LIMIT 5",
    "SELECT Id FROM Hosts WHERE (Number, Id) > (8, 990) LIMIT 5",
    "SELECT Id FROM Hosts WHERE HostKey = 'k-900' COLLATE NOCASE LIMIT 1",
    "SELECT Id FROM Hosts WHERE Number = 3 AND HostKey = 'k-903' COLLATE NOCASE LIMIT 1",
    "SELECT Id FROM Hosts WHERE Number = 3 AND Number IN (3, 4) AND Id > 900 LIMIT 3",
    "SELECT Id FROM Hosts LIMIT -1 OFFSET 990",
    "SELECT Id FROM Hosts LIMIT 5 OFFSET 2000",
    "SELECT Id FROM Hosts LIMIT 5 OFFSET -3",
    "SELECT Id FROM Hosts LIMIT 0",
    "SELECT Id FROM Hosts LIMIT (SELECT 3) OFFSET (SELECT 2)",
    "SELECT Id FROM Hosts LIMIT '7'",
    "SELECT DISTINCT Number FROM Hosts LIMIT 8",
    "SELECT Number, COUNT(*) FROM Hosts GROUP BY Number LIMIT 4 OFFSET 2",
    "SELECT COUNT(*) FROM Hosts LIMIT 1",
    "SELECT MAX(Id) FROM Hosts LIMIT 1",
    "SELECT Id, row_number() OVER (ORDER BY Id) FROM Hosts LIMIT 5 OFFSET 2",
    "SELECT Id FROM Hosts UNION ALL SELECT Id FROM Offices LIMIT 10",
    "SELECT Id FROM Hosts UNION ALL SELECT Id FROM Offices LIMIT 10 OFFSET 995",
    "SELECT Id FROM Offices UNION ALL SELECT Id FROM Hosts LIMIT 100 OFFSET 45",
    "SELECT Id FROM Offices UNION SELECT Id FROM Hosts ORDER BY Id LIMIT 10 OFFSET 5",
    "SELECT Id FROM Hosts WHERE Number = 1 UNION ALL SELECT Id FROM Hosts WHERE Number = 2 LIMIT 150",
    "SELECT Id FROM Hosts WHERE Number = 1 UNION ALL SELECT Id FROM Hosts WHERE Number = 2 LIMIT 50 OFFSET 90",
    "SELECT * FROM (SELECT Id FROM Hosts LIMIT 10 OFFSET 3) LIMIT 5 OFFSET 2",
    "SELECT * FROM (SELECT Id FROM Hosts UNION ALL SELECT Id FROM Offices) LIMIT 7 OFFSET 998",
    "SELECT * FROM (SELECT Id FROM Hosts LIMIT 500) WHERE Id > 490 LIMIT 20",
    "SELECT COUNT(*) FROM (SELECT Id FROM Hosts LIMIT 10 OFFSET 5)",
    "SELECT Id FROM Hosts WHERE Id = (SELECT MAX(Id) FROM Offices) LIMIT 3",
    "SELECT Id FROM Hosts WHERE Id IN (SELECT Id FROM Offices LIMIT 3 OFFSET 4)",
    "SELECT h.Id FROM Hosts h JOIN Offices o ON o.OfficeKey = h.Office LIMIT 900",
    "SELECT h.Id FROM Hosts h, Offices o WHERE h.Number = 3 AND o.Id = 5 LIMIT 90",
    "SELECT h.Id FROM Hosts h LEFT JOIN Offices o ON o.Id = h.Id WHERE o.Id IS NULL LIMIT 5",
    "SELECT h.Id FROM Hosts h WHERE NOT EXISTS (SELECT 1 FROM Offices o WHERE o.Id = h.Id LIMIT 1) LIMIT 5",
    "SELECT h.Id, (SELECT OfficeKey FROM Offices o WHERE o.Number = h.Number LIMIT 1 OFFSET 0) FROM Hosts h WHERE "
    "h.Number = 4",
    "SELECT h.Id, (SELECT OfficeKey FROM Offices o WHERE o.Number > h.Number LIMIT 1 OFFSET 2) FROM Hosts h WHERE "
    "h.Number = 4",
    "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r WHERE x < 3) SELECT * FROM r, Hosts WHERE Hosts.Id "
    "= x LIMIT 2 OFFSET 1",
    "SELECT Id FROM Hosts WHERE Number = 3 AND 1 = 2 LIMIT 10",
    "SELECT Id FROM Hosts WHERE Number = NULL LIMIT 3",
};

class RowBound : public testing::TestWithParam<const char*> {};

TEST_P(RowBound, CostsNoRow) {
    for (const bool exact : {true, false}) {
        FakeBehaviour behaviour;
        behaviour.exact = exact;
        FakeSite bounded(true, behaviour), plain(false);
        auto rows = bounded.run(GetParam());
        auto expected = plain.run(GetParam());
        std::sort(rows.begin(), rows.end());
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(rows, expected) << (exact ? "exact" : "not exact");
    }
}

INSTANTIATE_TEST_SUITE_P(EveryTrap, RowBound, testing::ValuesIn(kQueries));

TEST(RowBoundOf, ALimitIsLimitPlusOffset) {
    FakeSite site;
    site.run("SELECT Id FROM Hosts LIMIT 10");
    site.run("SELECT Id FROM Hosts LIMIT 10 OFFSET 20");
    site.run("SELECT Id FROM Hosts WHERE Number = 3 LIMIT ?", {std::int64_t{4}});
    site.run("SELECT Id FROM Hosts WHERE Number IN (3, 4) LIMIT 6");
    ASSERT_THAT(site.hosts->scans, SizeIs(4));
    EXPECT_EQ(site.hosts->scans[0].rowBound, 10U);
    EXPECT_EQ(site.hosts->scans[1].rowBound, 30U);
    EXPECT_EQ(site.hosts->scans[2].rowBound, 4U);
    EXPECT_EQ(site.hosts->scans[3].rowBound, 6U);
}

TEST(RowBoundOf, NothingThatDropsOrSortsRowsIsTold) {
    FakeSite site;
    site.run("SELECT Id FROM Hosts ORDER BY Id LIMIT 10");
    site.run("SELECT Id FROM Hosts WHERE Name = 'host1' LIMIT 10");
    site.run("SELECT Id FROM Hosts LIMIT -1");
    site.run("SELECT DISTINCT Number FROM Hosts LIMIT 2");
    for (const auto& scan : site.hosts->scans) EXPECT_FALSE(scan.rowBound);
}

TEST(RowBoundOf, AnEqualityIsToldEvenIfTheTableDeliversTooMuch) {
    FakeBehaviour behaviour;
    behaviour.exact = false;
    FakeSite site(true, behaviour);
    site.run("SELECT Id FROM Hosts WHERE Number = 3 LIMIT 10");
    ASSERT_THAT(site.hosts->scans, SizeIs(1));
    EXPECT_EQ(site.hosts->scans[0].rowBound, 10U);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
