#include "sqlengine/virtual_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using schema::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

TEST(VirtualTable, IsFoundWithAndWithoutItsSchemaInAnyCaseAndQuoting) {
    FakeSite site;
    for (const char* name : {"Hosts", "hosts", "Assets.Hosts", "\"Assets\".\"Hosts\"", "[assets].[HOSTS]", "`Hosts`"}) {
        EXPECT_THAT(site.run(std::string("SELECT Name FROM ") + name + " WHERE Id = 1"), ElementsAre("host1")) << name;
    }
}

TEST(VirtualTable, DeclaresColumnsAndPrimaryKey) {
    schema::TableSpec spec = officesSpec();
    spec.columns[3].hidden = true;
    spec.columns[2].name = "The \"City\"";
    spec.primaryKey = {"Id", "OfficeKey"};
    EXPECT_EQ(declarationOf(spec),
              "CREATE TABLE x(\"Id\" BIGINT NOT NULL, \"OfficeKey\" VARCHAR(64), \"The \"\"City\"\"\" NVARCHAR(255), "
              "\"Number\" INTEGER HIDDEN, PRIMARY KEY(\"Id\", \"OfficeKey\")) WITHOUT ROWID");
}

TEST(VirtualTable, YieldsEveryRowAndCellType) {
    FakeSite site;
    const auto rows = site.run("SELECT * FROM Hosts");
    ASSERT_THAT(rows, SizeIs(1000));
    EXPECT_EQ(rows[0], "1|K-1|host1|L-8|1|0.125000|2024-01-31 10:00:00.000");
    EXPECT_EQ(rows[10], "11|K-11|∅|L-28|1|1.375000|2024-01-31 10:00:00.000");
}

TEST(VirtualTable, BelievesARowRatherThanADeclarationThatSaysNotNull) {
    schema::TableSpec spec{"Assets", "Wide", schema::TableKind::Table, "", {}, {"Id"}, {}};
    spec.columns = {{"Id", schema::bigInt(), false, schema::Push::None, ""},
                    {"Required", schema::bigInt(), false, schema::Push::None, ""}};
    const std::vector<FakeRow> rows = {{std::int64_t{1}, std::int64_t{7}}, {std::int64_t{2}, Value()}};
    std::vector<std::unique_ptr<schema::Table>> tables;
    tables.push_back(std::make_unique<FakeTable>(spec, rows, std::make_shared<FakeTableLog>()));
    const schema::Catalog catalog(std::move(tables));
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 1};
    Engine engine(catalog, context);
    for (const char* sql :
         {"SELECT Id FROM Wide WHERE Required IS NULL", "SELECT SUM(Id) FROM Wide WHERE Required IS NOT NULL"}) {
        const auto query = engine.prepare(sql, context);
        ASSERT_TRUE(query->step(context)) << sql;
        EXPECT_EQ(FakeSite::rowText(*query), sql[7] == 'I' ? "2" : "1") << sql;
        EXPECT_FALSE(query->step(context)) << sql;
    }
}

TEST(VirtualTable, AnnouncesTheColumnsThatAreReadAndTheKey) {
    FakeSite site;
    site.run("SELECT Load FROM Hosts WHERE Name = 'host1'");
    ASSERT_THAT(site.hosts->scans, SizeIs(1));
    EXPECT_THAT(site.hosts->scans[0].columnsUsed, ElementsAre(true, false, true, false, false, true, false));
    site.run("SELECT COUNT(*) FROM Hosts");
    EXPECT_THAT(site.hosts->scans[1].columnsUsed, ElementsAre(true, false, false, false, false, false, false));
}

TEST(VirtualTable, AnnouncesColumnsBeyondTheSixtyFourth) {
    schema::TableSpec spec{"Assets", "Wide", schema::TableKind::Table, "", {}, {"C0"}, {}};
    FakeRow row;
    for (std::int64_t i = 0; i < 150; ++i) {
        spec.columns.push_back({"C" + std::to_string(i), schema::bigInt(), true, schema::Push::None, ""});
        row.emplace_back(i);
    }
    auto log = std::make_shared<FakeTableLog>();
    std::vector<std::unique_ptr<schema::Table>> tables;
    tables.push_back(std::make_unique<FakeTable>(spec, std::vector<FakeRow>{row}, log));
    const schema::Catalog catalog(std::move(tables));
    common::CancelToken token;
    const common::CallContext context{token, std::nullopt, 1};
    Engine engine(catalog, context);
    const auto query = engine.prepare("SELECT C5, C62, C63, C64, C149 FROM Wide", context);
    ASSERT_TRUE(query->step(context));
    EXPECT_EQ(FakeSite::rowText(*query), "5|62|63|64|149");
    EXPECT_FALSE(log->scans[0].uses(6));
}

TEST(VirtualTable, PassesEqualityDown) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT HostKey FROM Hosts WHERE Id = 88"), ElementsAre("K-88"));
    ASSERT_THAT(site.hosts->scans, SizeIs(1));
    ASSERT_THAT(site.hosts->scans[0].constraints, SizeIs(1));
    EXPECT_EQ(site.hosts->scans[0].constraints[0].values, std::vector<Value>{std::int64_t{88}});
    EXPECT_EQ(site.hosts->rowsPulled, 1U);
}

TEST(VirtualTable, PassesAWholeListDownInOneScan) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE HostKey IN ('K-5', 'K-6', 'K-5', NULL, 'nope')"),
                UnorderedElementsAre("5", "6"));
    ASSERT_THAT(site.hosts->scans, SizeIs(1));
    EXPECT_EQ(site.hosts->scans[0].constraints[0].comparison, Comparison::In);
    EXPECT_THAT(site.hosts->scans[0].constraints[0].values, SizeIs(3));
}

TEST(VirtualTable, PassesParametersAndSubqueriesDownAsLists) {
    FakeSite site;
    EXPECT_THAT(
        site.run("SELECT Id FROM Hosts WHERE Id IN (?, ?, ?)", {std::int64_t{3}, std::string("4"), std::monostate()}),
        UnorderedElementsAre("3", "4"));
    EXPECT_THAT(site.hosts->scans, SizeIs(1));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts WHERE Number IN (SELECT Number FROM Offices WHERE Id < 4)"),
                ElementsAre("300"));
    EXPECT_THAT(site.hosts->scans, SizeIs(2));
}

TEST(VirtualTable, AsksOnceForAnOrOfKeys) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE HostKey = 'K-1' OR HostKey = 'K-2'"),
                UnorderedElementsAre("1", "2"));
    EXPECT_THAT(site.hosts->scans, SizeIs(1));
}

TEST(VirtualTable, YieldsARowOnceThatSeveralBranchesOfAnOrFind) {
    FakeBehaviour cheapKeys;
    cheapKeys.rowsPerKey = 1;
    FakeSite site(true, cheapKeys);
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE Id = 5 OR HostKey = 'K-5' OR HostKey = 'K-6'"),
                UnorderedElementsAre("5", "6"));
}

TEST(VirtualTable, AnswersNullComparisonsWithoutAScan) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE Id = NULL"), IsEmpty());
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE Id = ?", {std::monostate()}), IsEmpty());
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE HostKey IN (NULL)"), IsEmpty());
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE Id = x'31'"), IsEmpty());
    EXPECT_THAT(site.hosts->scans, IsEmpty());
}

// Each condition must find the same rows whether the table or SQLite applies it.
TEST(VirtualTable, ComparesAsSqliteDoes) {
    FakeSite pushed(true), plain(false);
    for (const char* condition :
         {"Id = 88",
          "Id = '88'",
          "Id = ' 88 '",
          "Id = '88.0'",
          "Id = 88.0",
          "Id = 88.5",
          "Id = 'abc'",
          "Id = ''",
          "Id = x'3838'",
          "Id = TRUE",
          "Id = 9223372036854775807",
          "Id = '9223372036854775808'",
          "Id = 1e300",
          "Id = -1",
          "Id IS 88",
          "Id IS NULL",
          "Id == 88",
          "88 = Id",
          "Id = 44 + 44",
          "Id = CAST('88' AS TEXT)",
          "HostKey = 'K-88'",
          "HostKey = 'k-88'",
          "HostKey = 'k-88' COLLATE NOCASE",
          "HostKey COLLATE NOCASE = 'k-88'",
          "HostKey = 'K-88 ' COLLATE RTRIM",
          "HostKey = 88",
          "HostKey = x'4b2d3838'",
          "HostKey IN ('K-1', 'k-2', 3, x'4b2d34', NULL)",
          "Id IN (1, '2', 3.0, 3.5, 'x', x'34', NULL)",
          "Id IN (1, 1, '1', 1.0)",
          "Id NOT IN (1, 2)",
          "Id <> 5",
          "NOT Id = 5",
          "Id = 5 AND HostKey = 'K-5'",
          "Id = 5 AND HostKey = 'K-6'",
          "Id IN (5, 6) AND Id IN (6, 7)",
          "Id = 5 AND Id = 6",
          "(Id, HostKey) = (5, 'K-5')",
          "(Id, HostKey) IN (VALUES (5, 'K-5'), (6, 'K-7'))",
          "Number = '3' AND Name = 'host1'",
          "Number = 3.0 OR Id = 7",
          "HostKey LIKE 'K-1%'",
          "Name IS NULL",
          "Seen > '2024'",
          "Seen < '2025'",
          "Id BETWEEN 5 AND 7",
          "CASE WHEN Id = 5 THEN 1 ELSE 0 END",
          "Id = (SELECT MAX(Number) FROM Offices)",
          "EXISTS (SELECT 1 FROM Offices o WHERE o.Number = Hosts.Number AND o.City = 'Zürich 3')"}) {
        const std::string sql = std::string("SELECT Id, Number FROM Hosts WHERE ") + condition + " ORDER BY Id";
        EXPECT_EQ(pushed.run(sql), plain.run(sql)) << condition;
    }
}

TEST(VirtualTable, LeavesOtherCollationsToSqlite) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE HostKey = 'k-88' COLLATE NOCASE"), ElementsAre("88"));
    EXPECT_THAT(site.hosts->scans[0].constraints, IsEmpty());
}

TEST(VirtualTable, ComparesTimestampsAsText) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts WHERE Seen < '2025'"), ElementsAre("1000"));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts WHERE Seen < '2023'"), ElementsAre("0"));
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts WHERE Seen >= {ts '2024-01-31 10:00:00'}"), ElementsAre("1000"));
}

TEST(VirtualTable, ChecksRowsThatATableDeliversTooMany) {
    FakeBehaviour wide;
    wide.exact = false;
    FakeSite site(true, wide);
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE HostKey = 'K-88'"), ElementsAre("88"));
    EXPECT_THAT(site.run("SELECT Id FROM Hosts WHERE HostKey IN ('K-88', 'K-90') LIMIT 5"), ElementsAre("88", "90"));
}

TEST(VirtualTable, JoinsFromTheSmallSide) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts h JOIN Offices o ON o.OfficeKey = h.Office"), ElementsAre("1000"));
    EXPECT_THAT(site.run("SELECT COUNT(*), COUNT(o.Id) FROM Hosts h LEFT JOIN Offices o ON o.OfficeKey = h.Office AND "
                         "o.Number < 11"),
                ElementsAre("1000|200"));
    EXPECT_THAT(
        site.run(
            "SELECT a.Id FROM Hosts a JOIN Hosts b ON b.Id = a.Id + 1 WHERE a.Number = 3 AND b.Id < 30 ORDER BY 1"),
        ElementsAre("3", "13", "23"));
}

TEST(VirtualTable, ScansAnInnerTableThatFitsOnePageOnce) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT COUNT(*), COUNT(o.Id) FROM Hosts h LEFT JOIN Offices o ON o.OfficeKey = h.Office"),
                ElementsAre("1000|1000"));
    EXPECT_THAT(site.offices->scans, SizeIs(1));
    EXPECT_THAT(site.run("SELECT SUM((SELECT COUNT(*) FROM Offices o WHERE o.OfficeKey = h.Office)) FROM Hosts h"),
                ElementsAre("1000"));
    EXPECT_THAT(site.offices->scans, SizeIs(2)) << "another run asks again";
}

TEST(VirtualTable, AsksOnceForEachKeyOfACorrelatedSubqueryThatStopsEarly) {
    for (const char* sql :
         {"SELECT COUNT((SELECT OfficeKey FROM Offices o WHERE o.Number = h.Number)) FROM Hosts h",
          "SELECT COUNT((SELECT OfficeKey FROM Offices o WHERE o.Number = h.Number AND o.City LIKE 'Z%')) FROM Hosts h",
          "SELECT COUNT(*) FROM Hosts h WHERE EXISTS (SELECT 1 FROM Offices o WHERE o.Number = h.Number)",
          "SELECT COUNT(*) FROM Hosts h WHERE EXISTS (SELECT 1 FROM Hosts o WHERE o.Number = h.Number AND h.Number > "
          "0)"}) {
        FakeSite site;
        EXPECT_THAT(site.run(sql), ElementsAre("900")) << sql;
        EXPECT_LE(site.offices->scans.size() + site.hosts->scans.size(), 11U) << sql;
    }
}

TEST(VirtualTable, GoesOnBehindWhatAnEarlierReaderOfTheSameScanLeftUnread) {
    FakeSite site;
    // The subquery reads the hosts of a number up to the first one beyond its own: every time a row further.
    const char* sql =
        "SELECT h.Id, (SELECT MIN(x) FROM (SELECT o.Id + 0 AS x FROM Hosts o WHERE o.Number = h.Number AND o.Id + 0 > "
        "h.Id LIMIT 1)) FROM Hosts h WHERE h.Number = 3 ORDER BY h.Id";
    EXPECT_EQ(site.run(sql), FakeSite(false).run(sql));
    EXPECT_EQ(site.run(sql).at(1), "13|23");
}

TEST(VirtualTable, ScansAWholeInnerTableTwiceAtMost) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts h LEFT JOIN Offices o ON o.City || '' = h.Name"),
                ElementsAre("1000"));
    EXPECT_LE(site.offices->scans.size(), 2U);
}

TEST(VirtualTable, DoesNotMistakeABoundedOrBrokenOffScanForAWholeOne) {
    FakeSite site;
    const char* sql =
        "SELECT h.Id, (SELECT COUNT(*) FROM Offices o WHERE o.Number = h.Number), EXISTS (SELECT 1 FROM Offices o "
        "WHERE "
        "o.Number = h.Number), (SELECT OfficeKey FROM Offices o WHERE o.Number >= h.Number LIMIT 1), (SELECT COUNT(*) "
        "FROM "
        "Offices o WHERE o.Number >= h.Number) FROM Hosts h ORDER BY h.Id";
    EXPECT_EQ(site.run(sql), FakeSite(false).run(sql));
    EXPECT_EQ(site.run(sql).at(2), "3|1|1|L-3|48");
}

TEST(VirtualTable, DoesNotFailForACellThatNobodyReads) {
    FakeBehaviour failing;
    failing.unreadableColumn = 2;
    FakeSite site(true, failing);
    EXPECT_THAT(site.run("SELECT CASE WHEN Id = 5 THEN 'five' ELSE Name END FROM Hosts WHERE Id = 5"),
                ElementsAre("five"));
    EXPECT_THROW(site.run("SELECT Name FROM Hosts WHERE Id = 5"), common::Error);
}

TEST(VirtualTable, GivesStreamsBackAsSoonAsTheRunEnds) {
    FakeSite site;
    const auto query = site.prepare("SELECT Id FROM Hosts");
    ASSERT_TRUE(query->step(site.context));
    EXPECT_EQ(site.hosts->openStreams, 1U);
    query->reset();
    EXPECT_EQ(site.hosts->openStreams, 0U);
    while (query->step(site.context)) continue;
    EXPECT_EQ(site.hosts->openStreams, 0U);
}

TEST(VirtualTable, KeepsTextsOfEarlierRowsThatAnAggregateNeeds) {
    FakeSite site;
    EXPECT_THAT(
        site.run("SELECT MAX(HostKey), MIN(Name), GROUP_CONCAT(DISTINCT Number) FROM Hosts WHERE Id IN (1, 2, 21)"),
        ElementsAre("K-21|host0|1,2"));
}

}  // namespace
}  // namespace assetsodbc::sqlengine
