// What a table is asked for: constraints, values, orders, bounds; and how EXPLAIN shows it.
#include "sqlengine/scan_planner.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/sqlengine/trap_site.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using schema::Value;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ScanPlanner : public testing::Test {
protected:
    TrapSite& site = TrapSite::of(trapVariants().at(1));
    void SetUp() override { site.forget(); }

    // The constraints of the one scan that the condition makes: "<5:3" is N < 3.
    std::string asked(const std::string& condition, const std::vector<Value>& parameters = {}) {
        constexpr std::string_view kSigns[] = {"=", "in", "<", "<=", ">", ">=", "~", "null", "notnull"};
        site.forget();
        site.run("SELECT Key, Name FROM Obj WHERE " + condition, parameters);
        if (site.obj->scans.size() != 1) return std::to_string(site.obj->scans.size()) + " scans";
        std::string text;
        for (const auto& constraint : site.obj->scans[0].constraints) {
            text += (text.empty() ? "" : " ") + std::string(kSigns[static_cast<std::size_t>(constraint.comparison)]);
            text += std::to_string(constraint.column);
            for (const auto& value : constraint.values) text += ":" + FakeSite::cellText(schema::viewOf(value));
        }
        return text;
    }
    const schema::ScanRequest& scanOf(const char* sql, const std::vector<Value>& parameters = {}) {
        site.forget();
        site.run(sql, parameters);
        if (site.obj->scans.size() != 1) throw std::logic_error("not one scan");
        return site.obj->scans[0];
    }
    std::string explained(const std::string& sql) {
        std::string text;
        for (const auto& row : site.run("EXPLAIN QUERY PLAN " + sql)) text += row + "\n";
        return text;
    }
};

TEST_F(ScanPlanner, OffersEveryComparison) {
    EXPECT_EQ(asked("N = 3"), "=5:3");
    EXPECT_EQ(asked("N IS 3"), "=5:3");
    EXPECT_EQ(asked("N < 3"), "<5:3");
    EXPECT_EQ(asked("3 >= N"), "<=5:3");
    EXPECT_EQ(asked("N > 3 AND N >= 4"), ">5:3 >=5:4");
    EXPECT_EQ(asked("N BETWEEN 3 AND 4"), ">=5:3 <=5:4");
    EXPECT_EQ(asked("N IN (3, 4)"), "in5:3:4");
    EXPECT_EQ(asked("Name LIKE '%a_'"), "~2:%a_");
    EXPECT_EQ(asked("N IS NULL"), "null5");
    EXPECT_EQ(asked("N IS NOT NULL"), "notnull5");
    EXPECT_EQ(asked("Name >= 'a' AND Name < 'b'"), ">=2:a <2:b");
    EXPECT_EQ(asked("D >= {ts '2024-05-01 00:00:00'}"), ">=7:2024-05-01 00:00:00.000");
    EXPECT_EQ(asked("D < {d '2024-05-01'}"), "<7:2024-05-01 00:00:00.000");
}

TEST_F(ScanPlanner, HandsOverValuesAsSqliteComparesThem) {
    EXPECT_EQ(asked("N < '3'"), "<5:3");
    EXPECT_EQ(asked("N < 3.0"), "<5:3");
    EXPECT_EQ(asked("N < 3.5"), "<5:3.500000");
    EXPECT_EQ(asked("R = 3"), "=6:3");
    EXPECT_EQ(asked("Name = 5"), "=2:5");
    EXPECT_EQ(asked("Name = ?", {std::int64_t{5}}), "=2:5");
    EXPECT_EQ(asked("Name LIKE 5"), "~2:5");
    EXPECT_EQ(asked("N IS ?", {std::int64_t{5}}), "=5:5");
}

TEST_F(ScanPlanner, AsksNothingWhereNoRowCanBe) {
    for (const char* condition : {"N = NULL", "N < NULL", "Name LIKE NULL", "N = 'x'", "N > 'x'", "Name > x'00'",
                                  "N = 3.5", "N > 1e300", "N IN (NULL, 'x')"}) {
        EXPECT_EQ(asked(condition), "0 scans") << condition;
    }
}

TEST_F(ScanPlanner, LeavesToSqliteWhatATableCannotCompare) {
    for (const char* condition :
         {"N < 'x'", "N < 1e300", "N IS (SELECT NULL)", "D < '2024'", "D = 'x'", "Name < 'B' COLLATE NOCASE",
          "Name GLOB '*a'", "Name LIKE 'a!_' ESCAPE '!'", "N <> 3", "N LIKE '3%'"}) {
        EXPECT_EQ(asked(condition), "") << condition;
    }
}

TEST_F(ScanPlanner, AsksForAnOrderUnderALimit) {
    const auto& scan = scanOf("SELECT Key FROM Obj WHERE Status = 'open' ORDER BY D DESC LIMIT 5 OFFSET 2");
    ASSERT_TRUE(scan.order);
    EXPECT_EQ(*scan.order, (schema::OrderTerm{7, true}));
    EXPECT_EQ(scan.rowBound, 7U);
    // How many are wanted is not known while the statement is compiled; SQLite sorts then.
    EXPECT_FALSE(scanOf("SELECT Key FROM Obj ORDER BY N LIMIT ?", {std::int64_t{5}}).order);
    EXPECT_FALSE(scanOf("SELECT (SELECT Key FROM Obj ORDER BY N LIMIT 1)").order);
}

TEST_F(ScanPlanner, AsksForNoOrderThatIsNotUnderASmallLimit) {
    for (const char* sql :
         {"SELECT Key FROM Obj ORDER BY N", "SELECT Key FROM Obj ORDER BY N LIMIT 1001",
          "SELECT Key FROM Obj ORDER BY N LIMIT (SELECT 1001)", "SELECT Key FROM Obj ORDER BY N LIMIT (SELECT -1)",
          "SELECT Key FROM Obj ORDER BY N, Id LIMIT 5", "SELECT Key FROM Obj ORDER BY N NULLS LAST LIMIT 5",
          "SELECT Key FROM Obj ORDER BY Name COLLATE NOCASE LIMIT 5", "SELECT DISTINCT N FROM Obj ORDER BY N LIMIT 5",
          "SELECT N, COUNT(*) FROM Obj GROUP BY N ORDER BY N LIMIT 5",
          "SELECT Key FROM Obj WHERE Name GLOB 'n*' ORDER BY N LIMIT 5"}) {
        const auto& scan = scanOf(sql);
        EXPECT_FALSE(scan.order) << sql;
        EXPECT_FALSE(scan.rowBound) << sql;
    }
}

TEST_F(ScanPlanner, AsksForNoOrderOfRowsThatSqliteMustCheck) {
    TrapSite& inexact = TrapSite::of(trapVariants().at(2));
    inexact.forget();
    inexact.run("SELECT Key FROM Obj WHERE Status = 'open' ORDER BY D DESC LIMIT 5");
    ASSERT_THAT(inexact.obj->scans, SizeIs(1));
    EXPECT_FALSE(inexact.obj->scans[0].order);
}

TEST_F(ScanPlanner, ExplainsWhatIsAskedAndCheckedAgain) {
    EXPECT_THAT(explained("SELECT Key FROM Obj WHERE Status = 'open'"), HasSubstr(" -- asks Obj by Status\n"));
    EXPECT_THAT(explained("SELECT Key FROM Obj WHERE Status = 'open' AND Name GLOB 'n*' AND N <> 3"),
                HasSubstr("checked again: N, Name\n"));
    EXPECT_THAT(explained("SELECT Key FROM Obj ORDER BY D DESC LIMIT 5"),
                HasSubstr("asks Obj; in the order of D DESC; up to LIMIT\n"));
    EXPECT_THAT(explained("SELECT COUNT(*) FROM Obj WHERE N = 3"), HasSubstr("asks Obj by N; counted\n"));
    EXPECT_THAT(explained("SELECT MAX(N) FROM Obj"), HasSubstr("in the order of N DESC; first row only\n"));
    EXPECT_THAT(site.obj->scans, IsEmpty());
    EXPECT_THAT(site.obj->counts, IsEmpty());
    TrapSite& inexact = TrapSite::of(trapVariants().at(2));
    EXPECT_THAT(inexact.run("EXPLAIN QUERY PLAN SELECT Key FROM Obj WHERE N = 3").at(0),
                HasSubstr("asks Obj by N; checked again: N"));
}

}  // namespace
}  // namespace assetsodbc::sqlengine
