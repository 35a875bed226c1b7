// How many requests joins take: each query also runs on ordinary SQLite tables with the same rows, and must agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/sqlengine/join_site_tables.h"

namespace assetsodbc::sqlengine {
namespace {

struct Shape {
    std::size_t laptops, people, owners, pageSize;
};

JoinSizes sizesOf(const Shape& shape) {
    JoinSizes sizes;
    sizes.laptops = shape.laptops;
    sizes.people = shape.people;
    sizes.owners = shape.owners;
    sizes.pageSize = shape.pageSize;
    return sizes;
}

class ReferenceJoin : public testing::TestWithParam<Shape> {
protected:
    JoinSiteTables site{sizesOf(GetParam())};
    std::size_t bound() const { return site.mostRequests(GetParam().laptops, GetParam().owners); }
};

TEST_P(ReferenceJoin, AsksForTheKeysOfAPageTogether) {
    for (const char* sql :
         {"SELECT l.Id, p.Name FROM Laptops l JOIN People p ON p.Id = l.Owner_Id",
          "SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id",
          "SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id AND p.Status = 'In use'",
          "SELECT l.Id FROM Laptops l WHERE EXISTS (SELECT 1 FROM People p WHERE p.Id = l.Owner_Id)",
          "SELECT l.Id FROM Laptops l WHERE NOT EXISTS (SELECT * FROM People p WHERE p.Id = l.Owner_Id AND p.Status = "
          "'Gone')",
          "SELECT l.Id, (SELECT p.Name FROM People p WHERE p.Id = l.Owner_Id) FROM Laptops l",
          "SELECT l.Id FROM Laptops l WHERE l.Owner IN (SELECT p.Name FROM People p WHERE p.Id = l.Owner_Id)",
          "SELECT p.Name, COUNT(*) FROM Laptops l CROSS JOIN People p WHERE p.Id = l.Owner_Id GROUP BY p.Name",
          "SELECT l.Id, p.PersonKey FROM Laptops l LEFT JOIN People p ON p.PersonKey = l.Owner_Key",
          "SELECT l.Id, p.Id FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id AND p.Status = l.Status",
          "SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id ORDER BY l.Name LIMIT 20"}) {
        EXPECT_LE(site.requestsOf(sql), bound()) << sql;
        EXPECT_LE(site.people->mostValues(), 200U) << sql;
    }
}

INSTANTIATE_TEST_SUITE_P(OfAnySize, ReferenceJoin,
                         testing::Values(Shape{1000, 500, 100, 100}, Shape{1000, 1000, 1000, 100},
                                         Shape{1000, 900, 900, 100}, Shape{1000, 1500, 900, 250},
                                         Shape{1200, 120, 120, 25}, Shape{300, 1000, 3, 25}, Shape{50, 3000, 50, 500},
                                         Shape{800, 450, 450, 50}, Shape{1, 1000, 1, 100}, Shape{0, 300, 1, 100}));

TEST(Join, LoadsATableThatFitsAPageOnce) {
    JoinSizes sizes;
    sizes.people = 80;
    sizes.owners = 80;
    JoinSiteTables site(sizes);
    for (const char* sql : {"SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id",
                            "SELECT l.Id FROM Laptops l WHERE EXISTS (SELECT 1 FROM People p WHERE p.Id = l.Owner_Id)",
                            "SELECT l.Id, (SELECT Name FROM People p WHERE p.Id = l.Owner_Id) FROM Laptops l"}) {
        EXPECT_LE(site.requestsOf(sql), 11U) << sql;
        EXPECT_EQ(site.people->requests, 1U) << sql;
    }
}

TEST(Join, TakesTheKeysOfAThirdTableFromRowsThatWereFetchedAhead) {
    JoinSizes sizes;
    sizes.people = 800;
    sizes.owners = 400;
    sizes.offices = 500;
    sizes.laptops = 500;
    sizes.pageSize = 50;
    JoinSiteTables site(sizes);
    for (const char* sql : {"SELECT l.Id, p.Name, o.City FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id LEFT "
                            "JOIN Offices o ON o.Id = p.Office_Id",
                            "SELECT l.Id, (SELECT o.City FROM People p JOIN Offices o ON o.Id = p.Office_Id WHERE p.Id "
                            "= l.Owner_Id) FROM Laptops l",
                            "SELECT l.Id, b.Name, o.City FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id LEFT "
                            "JOIN People b ON b.Id = p.Boss_Id LEFT JOIN Offices o ON o.Id = b.Office_Id"}) {
        site.requestsOf(sql);
        EXPECT_LE(site.laptops->requests, 10U) << sql;
        EXPECT_LE(site.people->requests, 2 * 12U) << sql;
        EXPECT_LE(site.offices->requests, 17U) << sql;
    }
}

TEST(Join, ReadsEachSideOnceWhereTheSiteCannotCompare) {
    for (const bool pushdown : {true, false}) {
        JoinSizes sizes;
        sizes.pushdown = pushdown;
        JoinSiteTables site(sizes);
        for (const char* sql :
             {"SELECT l.Id, p.Id FROM Laptops l JOIN People p ON p.Name = l.Owner",
              "SELECT l.Id, p.Id FROM Laptops l LEFT JOIN People p ON p.Name = l.Owner AND p.Status = l.Status",
              "SELECT l.Id FROM Laptops l WHERE EXISTS (SELECT 1 FROM People p WHERE p.Name = l.Owner)",
              "SELECT l.Id, o.Id FROM Laptops l LEFT JOIN Offices o ON o.Price = l.Price",
              "SELECT l.Id, o.Id FROM Laptops l LEFT JOIN Offices o ON o.Floor = l.Price"}) {
            EXPECT_LE(site.requestsOf(sql), 10U + 5U) << sql;
        }
    }
}

TEST(Join, WithoutPushdownReadsEachTableOnce) {
    JoinSizes sizes;
    sizes.pushdown = false;
    JoinSiteTables site(sizes);
    for (const char* sql :
         {"SELECT l.Id, p.Name FROM Laptops l JOIN People p ON p.Id = l.Owner_Id",
          "SELECT l.Id, p.Name, o.City FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id LEFT JOIN Offices o ON "
          "o.Id = p.Office_Id",
          "SELECT p.Id, (SELECT COUNT(*) FROM Laptops l WHERE l.Owner_Id = p.Id) FROM People p",
          "SELECT l.Id FROM Laptops l WHERE NOT EXISTS (SELECT 1 FROM People p WHERE p.Id = l.Owner_Id)",
          "SELECT l.Id FROM Laptops l WHERE l.Price > (SELECT MIN(o.Floor) FROM Offices o WHERE o.Id <= l.Id + 900000)",
          "SELECT l.Id, p.Name FROM Laptops l FULL JOIN People p ON p.Id = l.Owner_Id",
          "SELECT l.Id, p.Id FROM Laptops l JOIN Offices p ON p.Floor < l.Price"}) {
        site.requestsOf(sql);
        EXPECT_LE(site.laptops->requests, 10U) << sql;
        EXPECT_LE(site.people->requests, 5U) << sql;
        EXPECT_LE(site.offices->requests, 1U) << sql;
    }
}

TEST(Join, OfATableWithItselfReadsTheSameRows) {
    JoinSiteTables site;
    EXPECT_LE(site.requestsOf("SELECT p.Id, b.Name FROM People p LEFT JOIN People b ON b.Id = p.Boss_Id"), 5U + 6U);
    EXPECT_LE(site.requestsOf("SELECT a.Id, b.Id FROM People a JOIN People b ON b.Name = a.Name"), 5U);
    EXPECT_LE(site.requestsOf("SELECT a.Id, b.Id FROM People a JOIN People b ON b.Id = a.Id + 1"), 5U + 5U + 1U);
    EXPECT_LE(site.requestsOf("SELECT COUNT(*) FROM Offices a, Offices b, Offices c WHERE a.Floor < b.Floor"), 1U);
}

TEST(Join, OfATableWithItselfStopsWhereTheStatementDoes) {
    JoinSizes sizes;
    sizes.people = 3000;
    JoinSiteTables site(sizes);
    site.run("SELECT p.Id, b.Name FROM People p LEFT JOIN People b ON b.Id = p.Boss_Id LIMIT 10");
    EXPECT_LE(site.requests(), 3U);
}

TEST(Join, AgainstTheReferenceFindsManyRowsPerKey) {
    JoinSizes sizes;
    sizes.laptops = 2000;
    sizes.people = 600;
    sizes.owners = 600;
    JoinSiteTables site(sizes);
    // All laptops are wanted, and so all their pages.
    EXPECT_LE(site.requestsOf("SELECT p.Id, l.Id FROM People p LEFT JOIN Laptops l ON l.Owner_Id = p.Id"),
              6U + 2 * 20U);
    EXPECT_LE(site.requestsOf("SELECT p.Id, (SELECT COUNT(*) FROM Laptops l WHERE l.Owner_Id = p.Id) FROM People p"),
              6U + 2 * 20U);
    EXPECT_LE(site.requestsOf("SELECT p.Id FROM People p WHERE NOT EXISTS (SELECT 1 FROM Laptops l WHERE l.Owner_Id = "
                              "p.Id AND l.Status = 'In use')"),
              6U + 2 * 20U);
}

TEST(Join, ToTheRightAndFullyReadsEachSideAboutTwice) {
    JoinSiteTables site;
    EXPECT_LE(site.requestsOf("SELECT l.Id, p.Id FROM Laptops l RIGHT JOIN People p ON p.Id = l.Owner_Id"),
              10U + 3 * 5U);
    EXPECT_LE(site.requestsOf("SELECT l.Id, p.Id FROM Laptops l FULL JOIN People p ON p.Id = l.Owner_Id"),
              10U + 3 * 5U);
    EXPECT_LE(site.requestsOf("SELECT l.Id, p.Id FROM Laptops l FULL JOIN People p ON p.Name = l.Owner"), 10U + 5U);
}

TEST(Join, ByAConstantDoesNotReadTheWholeTable) {
    JoinSizes sizes;
    sizes.people = 5000;
    JoinSiteTables site(sizes);
    site.requestsOf("SELECT l.Id, p.Name FROM Laptops l JOIN People p ON p.Id = 100005");
    EXPECT_EQ(site.people->requests, 1U);
    EXPECT_EQ(site.people->rows, 1U);
    site.requestsOf("SELECT l.Id FROM Laptops l WHERE l.Owner_Id = (SELECT Id FROM People WHERE Id = 100200)");
    EXPECT_EQ(site.people->rows, 1U);
}

TEST(Join, ByValuesOfAnExpressionLoadsAtLast) {
    JoinSiteTables site;
    EXPECT_LE(site.requestsOf("SELECT l.Id, p.Name FROM Laptops l LEFT JOIN People p ON p.Id = l.Owner_Id + 1"),
              10U + 5U + 5U + 1U);
    EXPECT_LE(
        site.requestsOf("SELECT x.Owner_Id, p.Name FROM (SELECT DISTINCT Owner_Id FROM Laptops ORDER BY Name LIMIT "
                        "300) x LEFT JOIN People p ON p.Id = x.Owner_Id"),
        10U + 5U + 5U + 1U);
}

TEST(Join, OfEveryPairReadsEachTableOnce) {
    JoinSiteTables site;
    EXPECT_LE(site.requestsOf("SELECT COUNT(*) FROM Laptops l, Offices o"), 11U);
    EXPECT_LE(site.requestsOf("SELECT COUNT(*) FROM People p JOIN Offices o ON o.Floor < p.Id % 5"), 6U);
}

TEST(Join, TheSameScanInSeveralPlacesAsksOnce) {
    JoinSiteTables site;
    EXPECT_LE(site.requestsOf("SELECT Id FROM People UNION ALL SELECT Id FROM People"), 5U);
    EXPECT_LE(
        site.requestsOf("SELECT * FROM (SELECT Id FROM People LIMIT 150) a JOIN (SELECT Id FROM People) b ON a.Id = "
                        "b.Id"),
        2U + 5U + 5U + 1U);
    EXPECT_LE(site.requestsOf("WITH p AS (SELECT Id, Boss_Id FROM People) SELECT a.Id, (SELECT COUNT(*) FROM p b WHERE "
                              "b.Boss_Id = a.Id) FROM p a"),
              10U);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
