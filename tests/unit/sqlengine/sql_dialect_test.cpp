// The dialect through the whole engine: labels, errors and their kinds, requests, what SQLNativeSql answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::ElementsAre;
using testing::HasSubstr;

struct ErrorCase {
    const char* sql;
    ErrorKind kind;
    const char* message;
};

void PrintTo(const ErrorCase& c, std::ostream* out) {
    *out << c.sql;
}

class DialectErrors : public testing::TestWithParam<ErrorCase> {};

TEST_P(DialectErrors, SayWhatIsWrong) {
    FakeSite site;
    try {
        site.run(GetParam().sql);
        ADD_FAILURE() << "nothing was thrown";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), GetParam().kind) << error.what();
        EXPECT_THAT(std::string(error.what()), HasSubstr(GetParam().message));
    }
}

constexpr auto kBadValue = ErrorKind::ValueUnreadable;
constexpr auto kOutOfRange = ErrorKind::NumericOverflow;

INSTANTIATE_TEST_SUITE_P(
    All, DialectErrors,
    testing::Values(ErrorCase{"SELECT CAST(Name AS INTEGER) FROM Hosts", kBadValue, "is not a number"},
                    ErrorCase{"SELECT CAST('12abc' AS DECIMAL(10,2))", kBadValue, "'12abc' is not a number"},
                    ErrorCase{"SELECT CAST('1,5' AS DOUBLE PRECISION)", kBadValue, "'1,5' is not a number"},
                    ErrorCase{"SELECT CONVERT(INT, 'x')", kBadValue, "'x' is not a number"},
                    ErrorCase{"SELECT {fn CONVERT('x', SQL_BIGINT)}", kBadValue, "'x' is not a number"},
                    ErrorCase{"SELECT CAST('2024-02-30' AS DATE)", kBadValue, "is not a date"},
                    ErrorCase{"SELECT CAST(40000 AS SMALLINT)", kOutOfRange, "out of range"},
                    ErrorCase{"SELECT CAST(123.45 AS DECIMAL(4,2))", kOutOfRange, "more than 2 digits"},
                    ErrorCase{"SELECT Id * 9223372036854775807 FROM Hosts WHERE Id = 3", kOutOfRange, "64 bits"},
                    ErrorCase{"{call p(1)}", ErrorKind::SyntaxError, "no procedure to call"},
                    ErrorCase{"{? = call p}", ErrorKind::SyntaxError, "no procedure to call"},
                    ErrorCase{"EXEC p", ErrorKind::SyntaxError, "no procedure to call"},
                    ErrorCase{"SELECT Id FROM Hosts FOR UPDATE", ErrorKind::Unsupported, "leave FOR UPDATE out"},
                    ErrorCase{"SELECT Id INTO x FROM Hosts", ErrorKind::Unsupported, "CREATE TABLE"},
                    ErrorCase{"SELECT LEFT(Name) FROM Hosts", ErrorKind::SyntaxError, "LEFT takes 2 arguments"}));

TEST(Dialect, NestingBeyondSqlitesParserSaysWhatToDo) {
    FakeSite site;
    std::string deep = "SELECT 1 AS x";
    for (int i = 0; i < 14; ++i) deep = "SELECT x FROM (" + deep + ")";
    EXPECT_THAT(site.run(deep), ElementsAre("1"));
    for (int i = 0; i < 14; ++i) deep = "SELECT x FROM (" + deep + ")";
    try {
        site.run(deep);
        ADD_FAILURE() << "nothing was thrown";
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Unsupported);
        EXPECT_THAT(std::string(error.what()), HasSubstr("WITH"));
    }
}

TEST(Dialect, ColumnsWithoutAnAliasCarryTheUsersText) {
    FakeSite site;
    const auto query = site.prepare("SELECT {fn LEFT(Name, 2)}, CAST(Id AS INT), {fn NOW()} AS n, Name FROM Hosts");
    std::vector<std::string> labels;
    for (const ResultColumn& column : query->columns()) labels.push_back(column.label);
    EXPECT_THAT(labels, ElementsAre("{fn LEFT(Name, 2)}", "CAST(Id AS INT)", "n", "Name"));
}

TEST(Dialect, ADateMatchesTheMidnightOfATimestampColumn) {
    FakeSite site;
    const char* count = "SELECT COUNT(*) FROM Hosts WHERE ";
    const auto rows = [&](const std::string& condition) { return site.run(count + condition).at(0); };
    EXPECT_EQ(rows("Seen = {d '2024-01-31'}"), "0");
    EXPECT_EQ(rows("Seen > {d '2024-01-31'}"), "1000");
    EXPECT_EQ(rows("Seen = '2024-01-31 10:00:00'"), "1000");
    EXPECT_EQ(rows("DATEADD(hour, -10, Seen) = {d '2024-01-31'}"), "1000");
}

TEST(Dialect, ViewsTellTheTypesOfTheirExpressions) {
    FakeSite site;
    site.run("CREATE TABLE l (Id INT NOT NULL, Price DECIMAL(10,3), Day DATE)");
    site.run("CREATE VIEW w AS SELECT Id + 1 AS Next, Price, UPPER('abc') AS Big, CAST(Day AS TIMESTAMP) AS At FROM l");
    site.run("CREATE TEMP VIEW h AS SELECT LEFT(Name, 3) AS Short, Seen FROM Hosts");
    const auto types = [&](const char* sql) {
        std::vector<std::string> names;
        const auto query = site.prepare(sql);
        for (const ResultColumn& column : query->columns()) names.push_back(schema::typeNameOf(column.type));
        return names;
    };
    EXPECT_THAT(types("SELECT * FROM w"), ElementsAre("BIGINT", "DECIMAL(10,3)", "NVARCHAR(3)", "TIMESTAMP(3)"));
    EXPECT_THAT(types("SELECT * FROM h"), ElementsAre("NVARCHAR(6)", "TIMESTAMP(3)"));
}

TEST(Dialect, RewrittenConditionsAreStillPushedDown) {
    FakeSite site;
    EXPECT_THAT(site.run("SELECT Name FROM Hosts WITH (NOLOCK) WHERE Id = CAST('8' AS BIGINT)"), ElementsAre("host1"));
    ASSERT_EQ(site.hosts->scans.size(), 1u);
    EXPECT_EQ(site.hosts->scans[0].constraints.size(), 1u);
    EXPECT_EQ(site.run("SELECT Name FROM Hosts WHERE Id = ANY (SELECT Id FROM Offices WHERE Id = 8)").size(), 1u);
    EXPECT_EQ(site.hosts->scans.back().constraints.size(), 1u);
}

// What SQLNativeSql answers holds no brace of an escape sequence.
struct NativeCase {
    const char* odbc;
    const char* native;
};

void PrintTo(const NativeCase& c, std::ostream* out) {
    *out << c.odbc;
}

class NativeSql : public testing::TestWithParam<NativeCase> {};

TEST_P(NativeSql, HasNoEscapesLeft) {
    EXPECT_EQ(Engine::nativeSql(GetParam().odbc), GetParam().native);
}

INSTANTIATE_TEST_SUITE_P(
    All, NativeSql,
    testing::Values(
        NativeCase{"SELECT {fn UCASE('a')}", "SELECT UCASE('a')"},
        NativeCase{"SELECT {d '2024-01-31'}, {t '10:00:00'}, {ts '2024-01-31 10:00:00'}",
                   "SELECT odbc_to_date('2024-01-31'), odbc_to_time('10:00:00'), "
                   "odbc_to_timestamp('2024-01-31 10:00:00.000')"},
        NativeCase{"SELECT * FROM {oj a LEFT OUTER JOIN b ON a.x = {fn LEFT(b.x, {fn LENGTH('ab')})}}",
                   "SELECT * FROM a LEFT OUTER JOIN b ON a.x = odbc_left(b.x, odbc_length('ab'))"},
        NativeCase{"SELECT 1 WHERE a LIKE 'x' {escape '!'}", "SELECT 1 WHERE a LIKE 'x' ESCAPE '!'"},
        NativeCase{"SELECT {guid '01234567-89AB-CDEF-0123-456789ABCDEF'}",
                   "SELECT odbc_to_guid('01234567-89ab-cdef-0123-456789abcdef')"},
        NativeCase{"{call p(?, 'x')}", "call p(?, 'x')"}, NativeCase{"{? = call s.p(?)}", "? = call s.p(?)"},
        NativeCase{"SELECT '{fn x}' /* {fn y} */ -- {", "SELECT '{fn x}' /* {fn y} */ -- {"},
        NativeCase{"INSERT INTO t VALUES ({d '2024-01-31'})", "INSERT INTO t VALUES (odbc_to_date('2024-01-31'))"},
        NativeCase{"SELECT (SELECT {fn MAX({fn ABS(a)})} FROM t)", "SELECT (SELECT MAX(odbc_abs(a)) FROM t)"}));

}  // namespace
}  // namespace assetsodbc::sqlengine
