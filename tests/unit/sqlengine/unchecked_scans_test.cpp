// Which scans are answered by a count or by the first row of an order, and that no other statement asks for more.
#include "sqlengine/unchecked_scans.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/sqlengine/trap_site.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class UncheckedScans : public testing::Test {
protected:
    TrapSite& site = TrapSite::of(trapVariants().at(1));
    void SetUp() override { site.forget(); }
    std::size_t requests() const {
        return site.obj->scans.size() + site.obj->counts.size() + site.loct->scans.size() + site.loct->counts.size();
    }
};

TEST_F(UncheckedScans, CountWhereNoColumnIsRead) {
    for (const char* sql :
         {"SELECT COUNT(*) FROM Obj", "SELECT COUNT(1) + 1 AS n FROM Obj AS o WHERE o.Status = 'open'",
          "SELECT COUNT(*) FROM Obj WHERE Status = 'open' AND N IN (1, 2) AND Id > 5 AND D IS NOT NULL",
          "SELECT COUNT(*) FROM Obj WHERE D < {ts '2024-03-01 00:00:00'}",
          "SELECT COUNT(*) FROM Obj WHERE Id >= 5 AND Id <= 900 GROUP BY 'x'", "SELECT 'x' FROM Obj WHERE N = 3",
          "SELECT EXISTS (SELECT * FROM Obj WHERE Status = 'open')", "SELECT (SELECT COUNT(*) FROM Obj WHERE N = 3)",
          "SELECT n FROM (SELECT COUNT(*) AS n FROM Obj WHERE N = 3) WHERE n > 1",
          "WITH c AS (SELECT COUNT(*) AS n FROM Obj) SELECT n FROM c",
          "SELECT COUNT(*) FROM (SELECT Id FROM Obj WHERE N = 3)", "SELECT COUNT(*) FROM Obj WHERE N = (SELECT 3)"}) {
        site.forget();
        EXPECT_EQ(site.run(sql), site.runOrdinary(sql)) << sql;
        EXPECT_THAT(site.obj->counts, SizeIs(1)) << sql;
        EXPECT_THAT(site.obj->scans, IsEmpty()) << sql;
    }
}

TEST_F(UncheckedScans, CountWithParameters) {
    const char* sql = "SELECT COUNT(*) FROM Obj WHERE Status = ? AND N < ?";
    EXPECT_EQ(site.run(sql, {std::string("open"), std::int64_t{4}}),
              site.runOrdinary(sql, {std::string("open"), std::int64_t{4}}));
    ASSERT_THAT(site.obj->counts, SizeIs(1));
    EXPECT_THAT(site.obj->scans, IsEmpty());
    EXPECT_EQ(site.obj->counts[0].constraints.size(), 2U);
}

TEST_F(UncheckedScans, CountOnceForAllRowsOfAJoin) {
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Loct, Obj WHERE Loct.Key LIKE 'L-1_'"), ElementsAre("10000"));
    EXPECT_THAT(site.obj->counts, SizeIs(1));
    EXPECT_THAT(site.obj->scans, IsEmpty());
}

TEST_F(UncheckedScans, AreOnlyThoseThatReadNothing) {
    for (const char* sql :
         {"SELECT Status FROM Obj WHERE Status = 'open'", "SELECT COUNT(Status) FROM Obj WHERE Status = 'open'",
          "SELECT COUNT(*) FROM Obj WHERE Status >= 'open' AND length(Status) = 4",
          "SELECT COUNT(*) FROM Obj WHERE N = 3 OR Id = 5", "SELECT N, COUNT(*) FROM Obj GROUP BY N",
          "SELECT COUNT(*) FROM Obj WHERE Status = 'OPEN' COLLATE NOCASE",
          "SELECT COUNT(*) FROM Obj o WHERE EXISTS (SELECT 1 FROM Obj p WHERE p.N = o.N)",
          "SELECT (SELECT COUNT(*) FROM Obj), MAX(length(Name)) FROM Obj"}) {
        site.forget();
        EXPECT_EQ(site.run(sql), site.runOrdinary(sql)) << sql;
        EXPECT_THAT(site.obj->counts, IsEmpty()) << sql;
        EXPECT_FALSE(site.obj->scans.empty()) << sql;
    }
}

TEST_F(UncheckedScans, OfOneStatementAreToldApart) {
    EXPECT_THAT(
        site.run("SELECT (SELECT COUNT(*) FROM Obj WHERE N = 3), (SELECT MAX(length(Key)) FROM Obj WHERE Id = 9)"),
        ElementsAre("92|3"));
    EXPECT_THAT(site.obj->counts, SizeIs(1));
    EXPECT_THAT(site.obj->scans, SizeIs(1));
}

// SQLite compiles the statement again when a table was made, and again scans then.
TEST_F(UncheckedScans, StayRightWhenSqliteCompilesAgain) {
    const auto query = site.prepare("SELECT COUNT(*) FROM Obj WHERE N = 3");
    const auto answer = [&] {
        EXPECT_TRUE(query->step(site.context));
        const std::string text = FakeSite::rowText(*query);
        query->reset();
        return text;
    };
    EXPECT_EQ(answer(), "92");
    site.run("CREATE TABLE Another (a INTEGER)");
    EXPECT_EQ(answer(), "92");
    site.run("DROP TABLE Another");
    EXPECT_EQ(answer(), "92");
}

// A view that is another one when SQLite compiles again.
TEST_F(UncheckedScans, StayRightWhenAViewChanges) {
    site.run("CREATE TEMP VIEW Chosen AS SELECT 1 AS a FROM Obj WHERE Status = 'open'");
    const auto query = site.prepare("SELECT COUNT(*) FROM Chosen");
    ASSERT_TRUE(query->step(site.context));
    EXPECT_EQ(FakeSite::rowText(*query), "666");
    query->reset();
    site.run("DROP VIEW Chosen");
    site.run("CREATE TEMP VIEW Chosen AS SELECT 1 AS a FROM Obj WHERE Status = 'open' AND Status = upper(Status)");
    ASSERT_TRUE(query->step(site.context));
    EXPECT_EQ(FakeSite::rowText(*query), "0");
    query->reset();
    site.run("DROP VIEW Chosen");
}

TEST_F(UncheckedScans, AnswerMinAndMaxByTheFirstRow) {
    struct Case {
        const char* sql;
        std::size_t column;
        bool descending;
    };
    for (const Case& given : {Case{"SELECT MIN(Id) FROM Obj", 0, false}, Case{"SELECT MAX(Id) FROM Obj", 0, true},
                              Case{"SELECT MIN(N) FROM Obj WHERE Status = 'open'", 5, false},
                              Case{"SELECT MAX(N) AS most FROM Obj AS o WHERE o.Status = 'open'", 5, true},
                              Case{"SELECT MIN(D) FROM Obj", 7, false}, Case{"SELECT MAX(D) FROM Obj", 7, true}}) {
        site.forget();
        EXPECT_EQ(site.run(given.sql), site.runOrdinary(given.sql)) << given.sql;
        ASSERT_THAT(site.obj->scans, SizeIs(1)) << given.sql;
        const schema::ScanRequest& scan = site.obj->scans[0];
        ASSERT_TRUE(scan.order) << given.sql;
        EXPECT_EQ(*scan.order, (schema::OrderTerm{given.column, given.descending})) << given.sql;
        EXPECT_EQ(scan.rowBound, 1U) << given.sql;
        EXPECT_EQ(site.obj->rowsBeyondBound, 0U) << given.sql;
    }
}

TEST_F(UncheckedScans, DescribeMinAndMaxAsBefore) {
    const auto query = site.prepare("SELECT MIN(D) FROM Obj");
    EXPECT_EQ(query->columns().at(0).label, "MIN(D)");
    EXPECT_EQ(query->columns().at(0).type, schema::timestamp());
    EXPECT_EQ(query->columns().at(0).nullability, Nullability::Yes);
}

TEST_F(UncheckedScans, DoNotAnswerMinWhereMoreIsRead) {
    for (const char* sql : {"SELECT MIN(N), MAX(N) FROM Obj", "SELECT MIN(N) FROM Obj HAVING COUNT(*) > 5",
                            "SELECT MIN(N) FROM Obj WHERE length(Name) = 5", "SELECT MIN(N) FROM Obj GROUP BY Status",
                            "SELECT MIN(N) FROM Obj WHERE N + 0 = 3", "SELECT MIN(N + 1) FROM Obj",
                            "SELECT MIN(N) FROM Obj WHERE N IN (SELECT N FROM Loct)",
                            "SELECT MIN(N) FROM (SELECT N FROM Obj ORDER BY Id LIMIT 5)"}) {
        site.forget();
        auto rows = site.run(sql), expected = site.runOrdinary(sql);
        EXPECT_THAT(rows, testing::UnorderedElementsAreArray(expected)) << sql;
        for (const auto& scan : site.obj->scans) EXPECT_NE(scan.rowBound, 1U) << sql;
    }
}

}  // namespace
}  // namespace assetsodbc::sqlengine
