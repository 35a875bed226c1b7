#include "sqlengine/engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/clock.h"
#include "common/error.h"
#include "sqlengine/sqlite_query.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

struct Failure {
    ErrorKind kind;
    std::string message;
};

template <class Body>
Failure failureOf(Body body) {
    try {
        body();
    } catch (const common::Error& error) {
        return {error.kind(), error.what()};
    }
    ADD_FAILURE() << "nothing was thrown";
    return {ErrorKind::Internal, ""};
}

Failure failureOfSql(FakeSite& site, std::string_view sql) {
    return failureOf([&] { site.run(sql); });
}

TEST(Engine, NamesTablesThatAnUnknownNameMayMean) {
    FakeSite site;
    const auto near = failureOfSql(site, "SELECT * FROM Host");
    EXPECT_EQ(near.kind, ErrorKind::NoSuchTable);
    EXPECT_THAT(near.message, HasSubstr("Host"));
    EXPECT_THAT(near.message, HasSubstr("Did you mean Assets.Hosts?"));
    const auto far = failureOfSql(site, "SELECT * FROM nowhere.Somewhere");
    EXPECT_EQ(far.kind, ErrorKind::NoSuchTable);
    EXPECT_THAT(far.message, HasSubstr("Tables are Assets.Hosts, Assets.Offices"));
}

TEST(Engine, RemembersNoRowOfAScanThatIsDoneOnce) {
    FakeSite site;
    const auto remembered = [&](const char* sql) {
        const auto query = site.prepare(sql);
        std::size_t most = 0;
        while (query->step(site.context)) most = std::max(most, dynamic_cast<SqliteQuery&>(*query).rememberedBytes());
        return most;
    };
    for (const char* sql :
         {"SELECT * FROM Hosts", "SELECT Name FROM Hosts WHERE Number = 3", "SELECT MAX(Id) FROM Hosts",
          "SELECT Id FROM Hosts ORDER BY Name", "SELECT Name FROM Hosts WHERE Name LIKE 'h%' LIMIT 500"})
        EXPECT_EQ(0u, remembered(sql)) << sql;
    EXPECT_GT(remembered("SELECT a.Id FROM Hosts a JOIN Hosts b ON b.Number = a.Number"), 0u);
}

TEST(Engine, CutsLongLabelsAtACharacter) {
    FakeSite site;
    const std::string text = "'" + std::string(253, 'x') + "\xC3\xA4" + std::string(70'000, 'x') + "'";
    EXPECT_EQ(site.prepare("SELECT " + text)->columns()[0].label, "'" + std::string(253, 'x'));
    EXPECT_EQ(site.run("SELECT length(" + text + ")"), std::vector<std::string>{"70254"});
}

TEST(Engine, TellsUnknownAndAmbiguousColumnsApart) {
    FakeSite site;
    const auto unknown = failureOfSql(site, "SELECT Nme FROM Hosts");
    EXPECT_EQ(unknown.kind, ErrorKind::NoSuchColumn);
    EXPECT_THAT(unknown.message, HasSubstr("Nme (at character 8)"));
    EXPECT_EQ(failureOfSql(site, "SELECT \"Nme\" FROM Hosts").kind, ErrorKind::NoSuchColumn);
    EXPECT_EQ(failureOfSql(site, "SELECT x.Id FROM Hosts").kind, ErrorKind::NoSuchColumn);
    EXPECT_EQ(failureOfSql(site, "SELECT Id FROM Hosts, Offices").kind, ErrorKind::AmbiguousName);
}

TEST(Engine, PointsAtSyntaxErrors) {
    FakeSite site;
    const auto failure = failureOfSql(site, "SELECT Id FORM Hosts WHERE");
    EXPECT_EQ(failure.kind, ErrorKind::SyntaxError);
    EXPECT_THAT(failure.message, HasSubstr("\"Hosts\""));
    EXPECT_THAT(failure.message, HasSubstr("at character 16"));
    for (const char* sql :
         {"", "   ", "SELECT", "SELECT (1", "SELECT no_such_function(1)", "SELECT lower(1, 2)", "SELECT 1 FROM",
          "SELECT COUNT(*) FROM Hosts WHERE COUNT(*) > 1", "SELECT 1 UNION SELECT 1, 2"}) {
        EXPECT_EQ(failureOfSql(site, sql).kind, ErrorKind::SyntaxError) << sql;
    }
}

TEST(Engine, RefusesWhateverReachesBeyondItsTables) {
    FakeSite site;
    for (const char* sql : {"INSERT INTO Hosts (Id) VALUES (1)",
                            "UPDATE Hosts SET Id = 1",
                            "DELETE FROM Hosts",
                            "DROP TABLE Hosts",
                            "WITH x AS (SELECT 1) DELETE FROM Hosts",
                            "EXPLAIN DELETE FROM Hosts"}) {
        EXPECT_EQ(failureOfSql(site, sql).kind, ErrorKind::Forbidden) << sql;
    }
    for (const char* sql : {"PRAGMA user_version",
                            "ATTACH ':memory:' AS x",
                            "DETACH Assets",
                            "VACUUM",
                            "REINDEX",
                            "ANALYZE",
                            "SELECT * FROM pragma_table_info('Hosts')",
                            "SELECT * FROM sqlite_schema",
                            "SELECT * FROM Assets.sqlite_master",
                            "SELECT * FROM dbstat",
                            "CREATE VIRTUAL TABLE x USING fts5(a)",
                            "VACUUM INTO 'x'",
                            "INSERT INTO sqlite_schema VALUES ('table', 'x', 'x', 0, '')",
                            "DELETE FROM sqlite_schema"}) {
        const auto failure = failureOfSql(site, sql);
        EXPECT_THAT(failure.kind, testing::AnyOf(ErrorKind::Unsupported, ErrorKind::NoSuchTable))
            << sql << ": " << failure.message;
    }
    EXPECT_EQ(failureOfSql(site, "SELECT 1; SELECT 2").kind, ErrorKind::Unsupported);
    EXPECT_EQ(failureOfSql(site, "SELECT load_extension('x')").kind, ErrorKind::Unsupported);
}

TEST(Engine, StaysUsableAfterEveryError) {
    FakeSite site;
    for (const char* sql :
         {"SELECT * FROM Nowhere", "SELECT ?", "SELEC 1", "SELECT json('{')", "SELECT abs(-9223372036854775807 - 1)"}) {
        try {
            site.run(sql);
        } catch (const common::Error&) {
        }
        EXPECT_THAT(site.run("SELECT COUNT(*) FROM Hosts"), ElementsAre("1000")) << sql;
    }
}

TEST(Engine, ReportsFailuresOfFunctionsWhileRunning) {
    FakeSite site;
    EXPECT_EQ(failureOfSql(site, "SELECT json('{')").kind, ErrorKind::InvalidArgument);
    EXPECT_EQ(failureOfSql(site, "SELECT Id FROM Hosts WHERE Name LIKE 'a' ESCAPE 'xy'").kind,
              ErrorKind::InvalidArgument);
}

TEST(Engine, HandsTheOriginalErrorOfATableOn) {
    FakeBehaviour failing;
    failing.beforeRow = [](std::size_t row, const auto&) {
        if (row == 500) throw common::Error(ErrorKind::RateLimited, "too many requests", 429);
    };
    FakeSite site(true, failing);
    const auto query = site.prepare("SELECT Id FROM Hosts");
    int rows = 0;
    try {
        while (query->step(site.context)) ++rows;
        FAIL() << "no error";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::RateLimited);
        EXPECT_EQ(error.httpStatus(), 429);
        EXPECT_STREQ(error.what(), "too many requests");
    }
    EXPECT_EQ(rows, 500);
    EXPECT_EQ(site.hosts->openStreams, 0U);
    EXPECT_FALSE(query->step(site.context));
}

TEST(Engine, HandsOnOtherExceptionsToo) {
    FakeBehaviour failing;
    failing.beforeRow = [](std::size_t, const auto&) { throw std::bad_alloc(); };
    FakeSite site(true, failing);
    EXPECT_THROW(site.run("SELECT Id FROM Hosts"), std::bad_alloc);
    EXPECT_THROW(site.run("SELECT * FROM Offices WHERE Id IN (SELECT Id FROM Hosts)"), std::bad_alloc);
}

TEST(Engine, StopsAtCancellationInsideSqliteItself) {
    FakeSite site;
    const auto query =
        site.prepare("WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT COUNT(*) FROM r, Hosts");
    site.token.cancel();
    EXPECT_EQ(failureOf([&] { query->step(site.context); }).kind, ErrorKind::Cancelled);
}

// Cancels from within the run, after SQLite has taken over.
TEST(Engine, StopsAtCancellationDuringARun) {
    FakeBehaviour cancelling;
    FakeSite* target = nullptr;
    cancelling.beforeRow = [&](std::size_t row, const auto&) {
        if (row == 10) target->token.cancel();
    };
    FakeSite site(true, cancelling);
    target = &site;
    const auto query = site.prepare("SELECT COUNT(*) FROM Hosts a, Offices b, Offices c, Offices d");
    const auto other = site.prepare("SELECT Id FROM Offices");
    ASSERT_TRUE(other->step(site.context));
    EXPECT_EQ(failureOf([&] { query->step(site.context); }).kind, ErrorKind::Cancelled);
    site.token.reset();
    EXPECT_TRUE(other->step(site.context)) << "another open statement was stopped as well";
    EXPECT_THAT(site.run("SELECT 1"), ElementsAre("1"));
}

class PresentClock final : public common::Clock {
public:
    Steady::time_point now() const override { return time; }
    System::time_point wallClock() const override { return {}; }
    void sleep(std::chrono::milliseconds, const common::CallContext&) const override {}
    mutable Steady::time_point time{};
};

TEST(Engine, StopsAtTheDeadline) {
    PresentClock clock;
    FakeSite site;
    EngineOptions options;
    options.clock = &clock;
    Engine engine(*site.catalog, site.context, options);
    common::CallContext limited{site.token, clock.time + std::chrono::seconds(1), 1};
    const auto query = engine.prepare("SELECT Id FROM Hosts", limited);
    EXPECT_TRUE(query->step(limited));
    clock.time += std::chrono::seconds(2);
    EXPECT_EQ(failureOf([&] { query->step(limited); }).kind, ErrorKind::Timeout);
}

TEST(Engine, RunsSeveralStatementsAtOnce) {
    FakeSite site;
    const auto first = site.prepare("SELECT Id FROM Hosts");
    const auto second = site.prepare("SELECT Id FROM Hosts WHERE Number = 3");
    const auto third = site.prepare("SELECT h.Id FROM Hosts h JOIN Offices o ON o.Id = h.Id ORDER BY 1");
    for (int i = 1; i <= 50; ++i) {
        ASSERT_TRUE(first->step(site.context));
        ASSERT_TRUE(second->step(site.context));
        ASSERT_TRUE(third->step(site.context));
        EXPECT_EQ(FakeSite::rowText(*first), std::to_string(i));
        EXPECT_EQ(FakeSite::rowText(*second), std::to_string(i * 10 - 7));
        EXPECT_EQ(FakeSite::rowText(*third), std::to_string(i));
    }
    EXPECT_FALSE(third->step(site.context));
    EXPECT_TRUE(first->step(site.context));
}

TEST(Engine, TellsTheTableWhichStatementAsks) {
    std::vector<std::uint64_t> statements;
    FakeBehaviour noting;
    noting.beforeRow = [&](std::size_t, const common::CallContext& context) {
        statements.push_back(context.statementNumber);
    };
    FakeSite site(true, noting);
    const auto first = site.prepare("SELECT Id FROM Hosts");
    const auto second = site.prepare("SELECT Id FROM Hosts");
    const common::CallContext other{site.token, std::nullopt, 8};
    first->step(site.context);
    second->step(other);
    first->step(site.context);
    EXPECT_THAT(statements, ElementsAre(7, 8, 7));
}

TEST(Engine, PreparesWithoutScanning) {
    FakeSite site;
    const auto query = site.prepare("SELECT h.Id, COUNT(*) FROM Hosts h JOIN Offices o ON o.Id = h.Id GROUP BY h.Id");
    EXPECT_EQ(query->columns().size(), 2U);
    EXPECT_TRUE(site.hosts->scans.empty());
    EXPECT_TRUE(site.offices->scans.empty());
}

TEST(Engine, DescribesColumnsOfTables) {
    FakeSite site;
    const auto query = site.prepare("SELECT Id, h.Name AS N, Seen, Load, upper(Name) FROM Hosts AS h");
    const auto& columns = query->columns();
    ASSERT_EQ(columns.size(), 5U);
    EXPECT_EQ(columns[0].label, "Id");
    EXPECT_EQ(columns[0].type, schema::bigInt());
    EXPECT_EQ(columns[0].baseSchema, "Assets");
    EXPECT_EQ(columns[0].baseTable, "Hosts");
    EXPECT_EQ(columns[0].baseColumn, "Id");
    EXPECT_EQ(columns[1].label, "N");
    EXPECT_EQ(columns[1].baseColumn, "Name");
    EXPECT_EQ(columns[1].type, schema::wvarchar(255));
    EXPECT_EQ(columns[2].type, schema::timestamp());
    EXPECT_EQ(columns[3].type, schema::doublePrecision());
    EXPECT_TRUE(columns[4].isExpression());
}

TEST(Engine, DoesNotNameABaseColumnForAUnion) {
    FakeSite site;
    const auto query = site.prepare("SELECT Id FROM Hosts UNION ALL SELECT City FROM Offices");
    EXPECT_TRUE(query->columns()[0].isExpression());
}

TEST(Engine, RunsAQueryAgainWithOtherParameters) {
    FakeSite site;
    const auto query = site.prepare("SELECT HostKey FROM Hosts WHERE Id = ?");
    ASSERT_EQ(query->parameters().size(), 1U);
    for (const std::int64_t id : {5, 6}) {
        query->bind(0, id);
        ASSERT_TRUE(query->step(site.context));
        EXPECT_EQ(FakeSite::rowText(*query), "K-" + std::to_string(id));
        EXPECT_FALSE(query->step(site.context));
        EXPECT_FALSE(query->step(site.context)) << "started over";
        query->reset();
    }
    ASSERT_TRUE(query->step(site.context)) << "parameters stay bound";
    EXPECT_EQ(FakeSite::rowText(*query), "K-6");
}

TEST(Engine, CarriesTextOfAnyContentThrough) {
    FakeSite site;
    const std::string text = std::string("a\0b", 3) + "ü€𝄞";
    const auto query = site.prepare("SELECT ?, ''");
    query->bind(0, text);
    ASSERT_TRUE(query->step(site.context));
    EXPECT_EQ(std::get<std::string_view>(query->cell(0)), text);
    EXPECT_EQ(std::get<std::string_view>(query->cell(1)), "");
}

TEST(Engine, RefusesTextThatSqliteWouldCutOff) {
    FakeSite site;
    EXPECT_EQ(failureOfSql(site, std::string_view("SELECT 1\0, 2", 12)).kind, ErrorKind::SyntaxError);
    EXPECT_EQ(failureOfSql(site, "SELECT 1" + std::string(17 << 20, ' ')).kind, ErrorKind::Unsupported);
}

TEST(Engine, ExplainsItsPlans) {
    FakeSite site;
    const auto plan = site.run("EXPLAIN QUERY PLAN SELECT Name FROM Hosts WHERE Id = 5");
    ASSERT_EQ(plan.size(), 1U);
    EXPECT_THAT(plan[0], HasSubstr("Hosts VIRTUAL TABLE INDEX 0:u0,2;=0"));
}

TEST(Engine, KnowsWhichColumnsAreNeverNull) {
    FakeSite site;
    const auto query = site.prepare("SELECT h.Id, h.Name, o.Id FROM Hosts h LEFT JOIN Offices o ON o.Id = h.Id");
    EXPECT_EQ(query->columns()[0].nullability, Nullability::No);
    EXPECT_EQ(query->columns()[1].nullability, Nullability::Yes);
    EXPECT_NE(query->columns()[2].nullability, Nullability::No);
}

TEST(Engine, AnswersTheNativeText) {
    EXPECT_EQ(Engine::nativeSql("SELECT {d '2024-01-31'}"), "SELECT odbc_to_date('2024-01-31')");
}

TEST(Engine, TellsErrorsOfValuesFromThoseOfRanges) {
    FakeSite site;
    const auto unreadable = failureOfSql(site, "SELECT {fn CONVERT('abc', SQL_INTEGER)}");
    EXPECT_EQ(unreadable.kind, ErrorKind::ValueUnreadable);
    EXPECT_EQ(unreadable.message, "CONVERT to INTEGER: 'abc' is not a number.");
    EXPECT_EQ(failureOfSql(site, "SELECT Id FROM Hosts LIMIT 'x'").kind, ErrorKind::ValueUnreadable);
    for (const char* sql :
         {"SELECT SUM(9223372036854775807) FROM Hosts", "SELECT abs(-9223372036854775807 - 1)",
          "SELECT {fn ABS(-9223372036854775807 - 1)}", "SELECT {fn CONVERT(70000, SQL_SMALLINT)}",
          "SELECT {fn EXP(1000)}", "SELECT {fn TIMESTAMPADD(SQL_TSI_YEAR, 9000, {ts '2024-01-31 10:00:00'})}",
          "SELECT {fn TIMESTAMPADD(SQL_TSI_SECOND, 9223372036854775807, {ts '2024-01-31 10:00:00'})}"}) {
        const auto failure = failureOfSql(site, sql);
        EXPECT_EQ(failure.kind, ErrorKind::NumericOverflow) << sql;
        EXPECT_EQ(failure.message.find("(code"), std::string::npos) << failure.message;
    }
}

TEST(Engine, TakesBytesAsAParameter) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT ? = X'FFFE', typeof(?)", {schema::Bytes{"\xFF\xFE"}, schema::Bytes{""}}),
                ElementsAre("1|blob"));
    EXPECT_THAT(
        site.run("SELECT Id FROM Hosts WHERE Id = ? OR HostKey = ?", {schema::Bytes{"5"}, schema::Bytes{"K-5"}}),
        ElementsAre());
}

TEST(Engine, CastsToBytes) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT CAST('12ab' AS BINARY(4)) = X'31326162', CAST(X'FF' AS VARBINARY(9)) = X'FF', "
                         "typeof(CAST('' AS VARBINARY(2))), CAST(NULL AS BINARY(3)) IS NULL"),
                ElementsAre("1|1|blob|1"));
}

}  // namespace
}  // namespace assetsodbc::sqlengine
