// What a column of a local table is declared as is what it holds and what is told of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"
#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

using common::ErrorKind;
using testing::ElementsAre;

struct Storing {
    const char* type;
    const char* value;   // SQL
    const char* stored;  // as it is read back; nullptr: refused
    ErrorKind refusal = ErrorKind::Internal;
};

class StoredValue : public testing::TestWithParam<Storing> {};

std::string outcome(FakeSite& site, const std::string& sql) {
    try {
        site.run(sql);
    } catch (const common::Error& error) {
        return "error " + std::to_string(static_cast<int>(error.kind()));
    }
    return "";
}

// By each way into a column.
TEST_P(StoredValue, IsOfTheDeclaredTypeOrRefused) {
    const Storing& storing = GetParam();
    const std::string value = storing.value;
    FakeSite site;
    site.run(std::string("CREATE TABLE t (Id INTEGER PRIMARY KEY, c ") + storing.type + ")");
    site.run("CREATE TABLE source (Id INT)");
    site.run(std::string("CREATE TRIGGER copies AFTER INSERT ON source BEGIN INSERT INTO t (c) VALUES (") + value +
             "); END");
    const std::string expected =
        storing.stored == nullptr ? "error " + std::to_string(static_cast<int>(storing.refusal)) : "";
    EXPECT_EQ(outcome(site, "INSERT INTO t (c) VALUES (" + value + ")"), expected);
    EXPECT_EQ(outcome(site, "INSERT INTO t (c) SELECT " + value), expected);
    EXPECT_EQ(outcome(site, "INSERT INTO source VALUES (1)"), expected);
    site.run("INSERT INTO t (Id) VALUES (99), (100)");
    EXPECT_EQ(outcome(site, "UPDATE t SET c = " + value + " WHERE Id = 99"), expected);
    EXPECT_EQ(outcome(site, "INSERT INTO t (Id) VALUES (100) ON CONFLICT (Id) DO UPDATE SET c = " + value), expected);
    const std::vector<std::string> rows = site.run("SELECT DISTINCT c FROM t");
    const std::string stored = storing.stored == nullptr ? "∅" : storing.stored;
    EXPECT_THAT(rows, ElementsAre(stored));
}

constexpr Storing kTexts[] = {
    {"VARCHAR(3)", "'abc'", "abc"},
    {"VARCHAR(3)", "'abcd'", nullptr, ErrorKind::StringTooLong},
    {"NVARCHAR(3)", "'äöü'", "äöü"},
    {"NVARCHAR(1)", "'😀'", "😀"},
    {"CHAR(2)", "'abc'", nullptr, ErrorKind::StringTooLong},
    {"VARCHAR(3)", "123", "123"},
    {"VARCHAR(MAX)", "'a rather long text'", "a rather long text"},
    {"VARBINARY(2)", "x'414243'", nullptr, ErrorKind::StringTooLong},
    {"BLOB", "'AB'", "x'AB'"},
    {"GUID", "'{0F8FAD5B-D9CB-469F-A165-70867728950E}'", "0f8fad5b-d9cb-469f-a165-70867728950e"},
    {"GUID", "'0F8FAD5B'", nullptr, ErrorKind::ValueUnreadable},
};
INSTANTIATE_TEST_SUITE_P(Texts, StoredValue, testing::ValuesIn(kTexts));

constexpr Storing kNumbers[] = {
    {"INTEGER", "'12'", "12"},
    {"INTEGER", "12.0", "12"},
    {"INTEGER", "2147483648", nullptr, ErrorKind::NumericOverflow},
    {"INTEGER", "1.5", nullptr, ErrorKind::NumericOverflow},
    {"INTEGER", "'1.5'", nullptr, ErrorKind::StringTooLong},
    {"INTEGER", "'x'", nullptr, ErrorKind::ValueUnreadable},
    {"INT", "x'41'", nullptr, ErrorKind::ValueUnreadable},
    {"SMALLINT", "32768", nullptr, ErrorKind::NumericOverflow},
    {"BIGINT", "9223372036854775807", "9223372036854775807"},
    {"BIGINT", "'9007199254740993.0'", "9007199254740993"},
    {"BIGINT", "'9223372036854775808e0'", nullptr, ErrorKind::NumericOverflow},
    {"BIGINT", "1e19", nullptr, ErrorKind::NumericOverflow},
    {"DOUBLE", "'1e3'", "1000.000000"},
    {"DOUBLE", "'1e309'", nullptr, ErrorKind::NumericOverflow},
    {"DOUBLE", "'x'", nullptr, ErrorKind::ValueUnreadable},
    {"BIT", "'true'", "1"},
    {"BIT", "FALSE", "0"},
    {"BIT", "2", nullptr, ErrorKind::NumericOverflow},
    {"BIT", "'x'", nullptr, ErrorKind::ValueUnreadable},
    {"DECIMAL(10,3)", "5.6", "5.600000"},
    {"DECIMAL(10,3)", "'5.6001'", nullptr, ErrorKind::StringTooLong},
    {"DECIMAL(10,3)", "0.1 + 0.2", "0.300000"},
    {"DECIMAL(10,3)", "12345678", nullptr, ErrorKind::NumericOverflow},
    {"DECIMAL(10,3)", "'x'", nullptr, ErrorKind::ValueUnreadable},
    {"DECIMAL(30,3)", "'123456789012345678901234567.5'", "123456789012345678901234567.500"},
    {"DECIMAL(30,3)", "'-1e2'", "-100.000"},
    {"DECIMAL(20,5)", "'1e-2147483648'", nullptr, ErrorKind::ValueUnreadable},
    {"DECIMAL(20,5)", "'1e+-5'", nullptr, ErrorKind::ValueUnreadable},
    {"DECIMAL(20,5)", "'1e+2'", "100.00000"},
    {"DECIMAL(38,0)", "'12345678901234567890123456789012345678'", "12345678901234567890123456789012345678"},
};
INSTANTIATE_TEST_SUITE_P(Numbers, StoredValue, testing::ValuesIn(kNumbers));

constexpr Storing kMoments[] = {
    {"DATE", "'2024-01-31'", "2024-01-31"},
    {"DATE", "'2024-01-31 00:00:00'", "2024-01-31"},
    {"DATE", "'2024-01-31 10:00:00'", nullptr, ErrorKind::DateTimeOverflow},
    {"DATE", "'2024-02-30'", nullptr, ErrorKind::DateTimeUnreadable},
    {"DATE", "5", nullptr, ErrorKind::DateTimeUnreadable},
    {"TIME", "'10:00'", "10:00:00"},
    {"TIME", "'10:00:00.5'", nullptr, ErrorKind::DateTimeOverflow},
    {"TIMESTAMP", "'2024-01-31'", "2024-01-31 00:00:00.000"},
    {"TIMESTAMP", "'2024-01-31 10:00:00.123456'", "2024-01-31 10:00:00.123456"},
    {"TIMESTAMP(3)", "'2024-01-31 10:00:00.1234'", nullptr, ErrorKind::DateTimeOverflow},
    {"DATETIME", "'soon'", nullptr, ErrorKind::DateTimeUnreadable},
};
INSTANTIATE_TEST_SUITE_P(Moments, StoredValue, testing::ValuesIn(kMoments));

TEST(DeclaredTypes, MayBeWrittenInQuotes) {
    FakeSite site;
    site.run("CREATE TABLE [x] ([a] [int], [b] [varchar](3), [c] [decimal](5, 2), [d] [double] [precision])");
    const std::string tooLong = "error " + std::to_string(static_cast<int>(ErrorKind::StringTooLong));
    const std::string tooLarge = "error " + std::to_string(static_cast<int>(ErrorKind::NumericOverflow));
    EXPECT_EQ(outcome(site, "INSERT INTO x (b) VALUES ('abcd')"), tooLong);
    EXPECT_EQ(outcome(site, "INSERT INTO x (a) VALUES (3000000000)"), tooLarge);
    EXPECT_EQ(outcome(site, "INSERT INTO x (c) VALUES (12345)"), tooLarge);
    EXPECT_EQ(site.prepare("SELECT c FROM x")->columns()[0].type.type, schema::SqlType::Decimal);
    EXPECT_EQ(site.prepare("SELECT d FROM x")->columns()[0].type.type, schema::SqlType::Double);
}

TEST(DeclaredTypes, ExponentsBeyondAllUseAreComparedInNoTime) {
    FakeSite site;
    site.run("CREATE TABLE t (d DECIMAL(20,5))");
    site.run("INSERT INTO t VALUES (1)");
    EXPECT_THAT(site.run("SELECT d FROM t WHERE d < '1e-2147483648'"),
                testing::SizeIs(1));  // a text, after all numbers
}

TEST(DeclaredTypes, NumberLiteralsKeepAllTheirDigits) {
    FakeSite site;
    site.run("CREATE TABLE t (a DECIMAL(20,2) DEFAULT 12345678901234567.89, b DECIMAL(18,0), c BIGINT)");
    site.run("CREATE TABLE source (x INT)");
    site.run(
        "CREATE TRIGGER copies AFTER INSERT ON source BEGIN INSERT INTO t (a) VALUES (-11111111111111111.11); END");
    site.run("INSERT INTO t VALUES (-98765432109876543.21, +12345678901234567.0, 9007199254740993.0)");
    EXPECT_THAT(site.run("SELECT * FROM t"), ElementsAre("-98765432109876543.21|12345678901234567|9007199254740993"));
    site.run("UPDATE t SET a = 77777777777777777.77");
    site.run("INSERT INTO t (b) VALUES (NULL)");
    site.run("INSERT INTO source VALUES (1)");
    EXPECT_THAT(site.run("SELECT a FROM t"),
                ElementsAre("77777777777777777.77", "12345678901234567.89", "-11111111111111111.11"));
}

// A literal within a query, or a calculation, is a double.
TEST(DeclaredTypes, DoublesWithMoreDigitsThanAreCertainAreRefused) {
    FakeSite site;
    site.run("CREATE TABLE t (d DECIMAL(20,2))");
    const std::string refused = "error " + std::to_string(static_cast<int>(ErrorKind::NumericOverflow));
    EXPECT_EQ(outcome(site, "INSERT INTO t SELECT 12345678901234567.89"), refused);
    EXPECT_EQ(outcome(site, "INSERT INTO t VALUES (12345678901234567.89 + 0)"), refused);
    EXPECT_EQ(outcome(site, "INSERT INTO t VALUES (ROUND(1234567890123.45 + 0.1, 2))"), "");
    EXPECT_THAT(site.run("SELECT d FROM t"), ElementsAre("1234567890123.55"));
}

TEST(DeclaredTypes, OfParametersThatCannotBeKeptAreRefused) {
    FakeSite site;
    for (const char* type : {"VARCHAR(-5)", "DECIMAL(5,10)", "DECIMAL(50,2)", "TIMESTAMP(12)", "VARCHAR(0)"}) {
        const std::string refused = "error " + std::to_string(static_cast<int>(ErrorKind::SyntaxError));
        EXPECT_EQ(outcome(site, std::string("CREATE TABLE t (a ") + type + ")"), refused) << type;
    }
}

TEST(DeclaredTypes, OfOtherProductsAreHeldAndUnknownOnesAreReadAsText) {
    FakeSite site;
    site.run("CREATE TABLE t (m MONEY, d SMALLDATETIME, u INT UNSIGNED, x XML)");
    site.run("INSERT INTO t VALUES (1.5, '2024-01-31T10:00:00Z', 4000000000, '<a/>')");
    EXPECT_THAT(site.run("SELECT m, d, u, x FROM t"), ElementsAre("1.5000|2024-01-31 10:00:00.000|4000000000|<a/>"));
    const auto query = site.prepare("SELECT m, d, u, x FROM t");
    EXPECT_EQ(query->columns()[0].type, (schema::TypeSpec{schema::SqlType::Decimal, 19, 4}));
    EXPECT_EQ(query->columns()[1].type.type, schema::SqlType::Timestamp);
    EXPECT_EQ(query->columns()[2].type, schema::bigInt());
    EXPECT_EQ(query->columns()[3].type, schema::wlongvarchar());
    for (const char* column : {"m", "d", "u"})
        EXPECT_NE(outcome(site, std::string("INSERT INTO t (") + column + ") VALUES ('abc')"), "") << column;
}

TEST(DeclaredTypes, MomentsAreComparedInAnySpellingAndWithAllTheirDigits) {
    FakeSite site;
    site.run("CREATE TABLE t (d DATE, ts TIMESTAMP, v VARCHAR(40))");
    site.run("INSERT INTO t VALUES ('2024-01-31', '2024-01-31 10:00:00.123456', '2024-01-31T10:00:00.123456Z')");
    for (const char* condition :
         {"ts = '2024-01-31T10:00:00.123456Z'", "ts > '2024-01-31T10:00:00.000100Z'", "ts = v", "v = ts",
          "ts = ('2024-01-31T10:00:00.' || '123456Z')", "ts = (SELECT '2024-01-31T10:00:00.123456Z')",
          "ts IN (SELECT ts FROM t)", "coalesce(d, ts) = '2024-01-31'", "coalesce(NULL, d, ts) < ts",
          "CASE WHEN d IS NULL THEN ts ELSE d END = '2024-01-31'", "d = '2024-01-31T00:00:00Z'"}) {
        EXPECT_THAT(site.run(std::string("SELECT 1 FROM t WHERE ") + condition), ElementsAre("1")) << condition;
    }
    EXPECT_THAT(site.run("SELECT 1 FROM (SELECT coalesce(d, ts) AS m FROM t) q WHERE m = '2024-01-31'"),
                ElementsAre("1"));
    EXPECT_THAT(site.run("SELECT 1 FROM t WHERE ts < '2024-01-31T10:00:00.000100Z'"), ElementsAre());
}

// -5.00000, 9.00000, 100.00000, 12345678901234.56789
struct LongDecimals : testing::Test {
    LongDecimals() {
        site.run("CREATE TABLE t (f DECIMAL(20,5), e DOUBLE, v VARCHAR(20))");
        site.run("INSERT INTO t VALUES (9, 9, '9'), (-5, 9, '9'), (12345678901234.56789, 0, 'x'), (100, 10, '1e2')");
    }
    std::vector<std::string> found(const std::string& condition) {
        return site.run("SELECT f FROM t WHERE " + condition + " ORDER BY f");
    }
    std::string refusal(const std::string& sql) { return outcome(site, sql); }
    FakeSite site;
    const std::string kRefused = "error " + std::to_string(static_cast<int>(ErrorKind::SyntaxError));
};

TEST_F(LongDecimals, AreComparedWithAllDigitsOfALiteral) {
    EXPECT_THAT(found("f = 12345678901234.56789"), ElementsAre("12345678901234.56789"));
    EXPECT_THAT(found("f >= 12345678901234.56790"), ElementsAre());
    EXPECT_THAT(found("f BETWEEN 12345678901234.56788 AND 12345678901234.56789"), testing::SizeIs(1));
    EXPECT_THAT(found("12345678901234.56789 = f"), testing::SizeIs(1));
    EXPECT_THAT(found("f IN (-5.0, 12345678901234.56789)"), testing::SizeIs(2));
    EXPECT_THAT(found("(f, e) = (-5.0, 9)"), testing::SizeIs(1));
}

TEST_F(LongDecimals, AreComparedAsNumbersWithEverythingElse) {
    EXPECT_THAT(found("coalesce(f, 0) > 9"), ElementsAre("100.00000", "12345678901234.56789"));
    EXPECT_THAT(found("f = e"), ElementsAre("9.00000"));
    EXPECT_THAT(found("v = f"), ElementsAre("9.00000", "100.00000"));
    EXPECT_THAT(found("CASE f WHEN 9.0 THEN 1 END = 1"), ElementsAre("9.00000"));
    EXPECT_THAT(found("nullif(f, 9) IS NULL"), ElementsAre("9.00000"));
    EXPECT_THAT(found("f > (SELECT min(f) FROM t)"), testing::SizeIs(3));
    EXPECT_THAT(site.run("SELECT e FROM t GROUP BY e HAVING max(f) > 9 ORDER BY e"),
                ElementsAre("0.000000", "10.000000"));
    EXPECT_THAT(site.run("SELECT * FROM (SELECT max(f) OVER () AS m FROM t) q WHERE m < 10"), ElementsAre());
}

TEST_F(LongDecimals, AreSortedAsNumbersInExpressions) {
    const auto sorted = ElementsAre("-5.00000", "9.00000", "100.00000", "12345678901234.56789");
    EXPECT_THAT(site.run("SELECT f FROM t ORDER BY coalesce(f, 0)"), sorted);
    EXPECT_THAT(site.run("SELECT f FROM t ORDER BY CASE WHEN e > 8 THEN f ELSE 1000 END, f"),
                ElementsAre("-5.00000", "9.00000", "100.00000", "12345678901234.56789"));
    EXPECT_THAT(site.run("SELECT coalesce(f, f) AS m FROM t ORDER BY 1"), sorted);
    EXPECT_THAT(site.run("SELECT f, max(f) FROM t GROUP BY f ORDER BY 2 DESC LIMIT 1"),
                ElementsAre("12345678901234.56789|12345678901234.56789"));
    EXPECT_THAT(site.run("SELECT max(f, 9) FROM t ORDER BY f"),
                ElementsAre("9", "9.00000", "100.00000", "12345678901234.56789"));
    EXPECT_THAT(site.run("SELECT max(coalesce(f, 0)) FROM t WHERE f < 101"), ElementsAre("100.00000"));
    EXPECT_THAT(site.run("SELECT count(*) FROM t GROUP BY CASE WHEN f = 9 THEN 100 ELSE f END ORDER BY 1"),
                ElementsAre("1", "1", "2"));
    EXPECT_THAT(site.run("SELECT count(DISTINCT CASE WHEN f = 9 THEN 100 ELSE f END) FROM t"), ElementsAre("3"));
}

TEST_F(LongDecimals, AreRefusedWhereTheyCannotBeComparedAsNumbers) {
    EXPECT_EQ(refusal("SELECT f FROM t UNION SELECT 9.0"), kRefused);
    EXPECT_EQ(refusal("SELECT f FROM t EXCEPT SELECT 9"), kRefused);
    EXPECT_EQ(refusal("SELECT DISTINCT coalesce(f, 0) FROM t"), kRefused);
    EXPECT_EQ(refusal("SELECT coalesce(f, 0) FROM t ORDER BY 1"), kRefused);
    EXPECT_EQ(refusal("SELECT f FROM t UNION ALL SELECT 9 ORDER BY f"), kRefused);
    EXPECT_EQ(refusal("SELECT coalesce(f, 0) FROM t GROUP BY 1"), kRefused);
    EXPECT_EQ(refusal("SELECT f FROM t WHERE f IN (SELECT e FROM t)"), kRefused);
    EXPECT_EQ(refusal("SELECT f FROM t WHERE 1 < f < 3"), kRefused);
    EXPECT_THAT(site.run("SELECT f FROM t UNION SELECT f FROM t"), testing::SizeIs(4));
    EXPECT_THAT(site.run("SELECT f FROM t WHERE f IN (SELECT f FROM t)"), testing::SizeIs(4));
    EXPECT_THAT(site.run("SELECT DISTINCT f FROM t"), testing::SizeIs(4));
}

TEST(DeclaredTypes, LabelsStayTheTextOfTheApplication) {
    FakeSite site;
    site.run("CREATE TABLE t (f DECIMAL(20,5))");
    EXPECT_EQ(site.prepare("SELECT f > 9, coalesce(f, 1) < 2 FROM t")->columns()[0].label, "f > 9");
    EXPECT_EQ(site.prepare("SELECT f > 9, coalesce(f, 1) < 2 FROM t")->columns()[1].label, "coalesce(f, 1) < 2");
}

TEST(DeclaredTypes, LongDecimalsCompareAsNumbers) {
    FakeSite site;
    site.run("CREATE TABLE t (d DECIMAL(20,2) UNIQUE)");
    site.run("INSERT INTO t VALUES (9), (10.5), (-3), ('123456789012345678.25')");
    EXPECT_THAT(site.run("SELECT d FROM t ORDER BY d"), ElementsAre("-3.00", "9.00", "10.50", "123456789012345678.25"));
    EXPECT_THAT(site.run("SELECT d FROM t WHERE d > 9"), testing::SizeIs(2));
    EXPECT_THAT(site.run("SELECT d FROM t WHERE d = 10.5"), ElementsAre("10.50"));
    EXPECT_THAT(site.run("SELECT MAX(d) FROM t"), ElementsAre("123456789012345678.25"));
}

TEST(DeclaredTypes, DefaultsAreStoredInTheColumnsFormAndCheckedWhenTheTableIsMade) {
    FakeSite site;
    site.run(
        "CREATE TABLE t (Id INTEGER PRIMARY KEY, d DATE DEFAULT '2024-01-31 00:00', n DECIMAL(20,2) DEFAULT 5, b BIT "
        "DEFAULT TRUE, w NVARCHAR(9) DEFAULT ('a' || 'b'), x TIMESTAMP DEFAULT NULL)");
    site.run("INSERT INTO t DEFAULT VALUES");
    EXPECT_THAT(site.run("SELECT d, n, b, w, x FROM t"), ElementsAre("2024-01-31|5.00|1|ab|∅"));
    EXPECT_EQ(outcome(site, "CREATE TABLE u (d DATE DEFAULT 'soon')"),
              "error " + std::to_string(static_cast<int>(ErrorKind::DateTimeUnreadable)));
}

TEST(DeclaredTypes, AreToldOfColumnsAndParameters) {
    FakeSite site;
    site.run("CREATE TABLE t (a NVARCHAR(20) NOT NULL, d DECIMAL(10,2), ts TIMESTAMP)");
    site.run("CREATE TABLE numbered (Id INTEGER PRIMARY KEY)");
    EXPECT_EQ(site.prepare("SELECT Id FROM numbered")->columns()[0].nullability, Nullability::No);
    const auto select = site.prepare("SELECT * FROM t");
    EXPECT_EQ(select->columns()[0].type, schema::wvarchar(20));
    EXPECT_EQ(select->columns()[0].nullability, Nullability::No);
    EXPECT_EQ(select->columns()[1].type, (schema::TypeSpec{schema::SqlType::Decimal, 10, 2}));
    const auto insert = site.prepare("INSERT INTO t (d, a) VALUES (?, ?)");
    EXPECT_EQ(insert->parameters().at(0).type, (schema::TypeSpec{schema::SqlType::Decimal, 10, 2}));
    EXPECT_EQ(insert->parameters().at(1).type, schema::wvarchar(20));
    const auto update = site.prepare("UPDATE t SET ts = ? RETURNING d");
    EXPECT_EQ(update->parameters().at(0).type, (schema::TypeSpec{schema::SqlType::Timestamp, 26, 6}));
    EXPECT_EQ(update->columns().at(0).type, (schema::TypeSpec{schema::SqlType::Decimal, 10, 2}));
}

TEST(DeclaredTypes, OfATableMadeFromAQueryAreThoseOfTheQuery) {
    FakeSite site;
    site.run("CREATE TABLE t AS SELECT Id, Name, Seen FROM Hosts WHERE Id <= 2");
    EXPECT_THAT(site.run("SELECT Id, Name, Seen FROM t"),
                ElementsAre("1|host1|2024-01-31 10:00:00.000", "2|host2|2024-01-31 10:00:00.000"));
    const auto select = site.prepare("SELECT * FROM t");
    EXPECT_EQ(select->columns()[1].type, schema::wvarchar(255));
    EXPECT_EQ(select->columns()[2].type, schema::timestamp());
    EXPECT_EQ(outcome(site, "CREATE TABLE t AS SELECT 1"),
              "error " + std::to_string(static_cast<int>(ErrorKind::TableExists)));
    site.run("CREATE TABLE IF NOT EXISTS t AS SELECT 1");
    EXPECT_THAT(site.run("SELECT COUNT(*) FROM t"), ElementsAre("2"));
    const char* fails = "CREATE TABLE u AS SELECT abs(-9223372036854775807 - 1 + Id - Id) FROM Hosts";
    EXPECT_NE(outcome(site, fails), "");
    EXPECT_EQ(outcome(site, "SELECT * FROM u"), "error " + std::to_string(static_cast<int>(ErrorKind::NoSuchTable)));
}

}  // namespace
}  // namespace assetsodbc::sqlengine
