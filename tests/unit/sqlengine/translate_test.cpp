#include "sqlengine/sql_text/translate.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <random>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

struct Rewriting {
    const char* odbc;
    const char* sqlite;
};

class Rewritings : public testing::TestWithParam<Rewriting> {};

void PrintTo(const Rewriting& rewriting, std::ostream* out) {
    *out << rewriting.odbc;
}

TEST_P(Rewritings, ComeOutInSqlitesDialect) {
    EXPECT_EQ(translate(GetParam().odbc, SelectLabels::Native).sql, GetParam().sqlite);
}

INSTANTIATE_TEST_SUITE_P(
    ScalarFunctions, Rewritings,
    testing::Values(
        Rewriting{"SELECT {fn UCASE(Name)} FROM t", "SELECT UCASE(Name) FROM t"},
        Rewriting{"SELECT {fn ucase( Name )}", "SELECT ucase( Name)"},
        Rewriting{"SELECT { FN lcase (Name) } AS n", "SELECT lcase(Name) AS n"},
        Rewriting{"SELECT{fn PI()}AS p", "SELECT odbc_pi()AS p"},
        Rewriting{"SELECT {fn LEFT(Name, 3)}", "SELECT odbc_left(Name, 3)"},
        Rewriting{"SELECT {fn LENGTH(Name)}, LENGTH(Name)", "SELECT odbc_length(Name), LENGTH(Name)"},
        Rewriting{"SELECT {fn CONCAT({fn UCASE(a)}, {fn LTRIM(b)})}", "SELECT odbc_concat(UCASE(a), odbc_ltrim(b))"},
        Rewriting{"SELECT {fn INSERT('abc', 1, 2, 'x')}", "SELECT odbc_insert('abc', 1, 2, 'x')"},
        Rewriting{"SELECT {fn CURRENT_DATE}", "SELECT curdate()"},
        Rewriting{"SELECT {fn CURRENT_TIMESTAMP(3)}", "SELECT now(3)"},
        Rewriting{"SELECT {fn EXTRACT(YEAR FROM Created)}", "SELECT year( Created)"},
        Rewriting{"SELECT {fn EXTRACT(day FROM {fn NOW()})}", "SELECT dayofmonth( NOW())"},
        Rewriting{"SELECT {fn POSITION('a' IN Name)}", "SELECT odbc_position('a', Name)"},
        Rewriting{"SELECT {fn POSITION((SELECT 1 IN (1)) IN Name)}", "SELECT odbc_position((SELECT 1 IN (1)), Name)"},
        Rewriting{"SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, 1, Created)}", "SELECT TIMESTAMPADD('DAY', 1, Created)"},
        Rewriting{"SELECT {fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND,a,b)}", "SELECT TIMESTAMPDIFF('FRAC_SECOND',a,b)"},
        Rewriting{"SELECT {fn CONVERT(Id, SQL_INTEGER)}", "SELECT odbc_to_integer(Id)"},
        Rewriting{"SELECT {fn CONVERT({fn CONVERT(Id, SQL_WVARCHAR)}, SQL_TYPE_TIMESTAMP)}",
                  "SELECT odbc_to_timestamp(odbc_to_text(Id))"},
        Rewriting{"SELECT {fn COALESCE(a, {fn UCASE(b)})}", "SELECT COALESCE(a, UCASE(b))"},
        Rewriting{"SELECT {fn IFNULL(?, ?)}", "SELECT IFNULL(?, ?)"}));

INSTANTIATE_TEST_SUITE_P(
    Literals, Rewritings,
    testing::Values(
        Rewriting{"SELECT {d '2024-01-31'}", "SELECT odbc_to_date('2024-01-31')"},
        Rewriting{"SELECT {d'2024-02-29'}", "SELECT odbc_to_date('2024-02-29')"},
        Rewriting{"SELECT {t '23:59:59'}", "SELECT odbc_to_time('23:59:59')"},
        Rewriting{"SELECT {t '23:59:59.000'}", "SELECT odbc_to_time('23:59:59')"},
        Rewriting{"SELECT {ts '2024-01-31 10:00:00'}", "SELECT odbc_to_timestamp('2024-01-31 10:00:00.000')"},
        Rewriting{"SELECT {ts '2024-01-31 10:00:00.5'}", "SELECT odbc_to_timestamp('2024-01-31 10:00:00.500')"},
        Rewriting{"SELECT {ts '2024-01-31 10:00:00.123000000'}", "SELECT odbc_to_timestamp('2024-01-31 10:00:00.123')"},
        Rewriting{"SELECT {ts '2024-01-31 10:00:00.123456'}", "SELECT odbc_to_timestamp('2024-01-31 10:00:00.123456')"},
        Rewriting{"SELECT {TS '2024-01-31T10:00:00.25Z'}", "SELECT odbc_to_timestamp('2024-01-31 10:00:00.250')"},
        Rewriting{"SELECT {guid '01234567-89AB-CDEF-0123-456789ABCDEF'}",
                  "SELECT odbc_to_guid('01234567-89ab-cdef-0123-456789abcdef')"},
        Rewriting{"SELECT 'a'{d '2024-01-31'}", "SELECT 'a'odbc_to_date('2024-01-31')"},
        Rewriting{"SELECT * FROM t WHERE a LIKE 'x\\%' {escape '\\'}",
                  "SELECT * FROM t WHERE a LIKE 'x\\%' ESCAPE '\\'"},
        Rewriting{"SELECT * FROM t WHERE a LIKE 'x'{escape ''''}", "SELECT * FROM t WHERE a LIKE 'x'ESCAPE ''''"},
        Rewriting{"SELECT * FROM t WHERE a LIKE 'x'{escape'\xE2\x82\xAC'}AND b",
                  "SELECT * FROM t WHERE a LIKE 'x'ESCAPE '\xE2\x82\xAC'AND b"},
        Rewriting{"SELECT * FROM {oj a LEFT OUTER JOIN b ON a.x=b.x} WHERE 1",
                  "SELECT * FROM a LEFT OUTER JOIN b ON a.x=b.x WHERE 1"},
        Rewriting{"SELECT * FROM{oj a LEFT OUTER JOIN {oj b LEFT JOIN c ON b.x=c.x} ON a.x=b.x}WHERE 1",
                  "SELECT * FROM a LEFT OUTER JOIN b LEFT JOIN c ON b.x=c.x ON a.x=b.x WHERE 1"}));

INSTANTIATE_TEST_SUITE_P(
    PlainCalls, Rewritings,
    testing::Values(Rewriting{"SELECT LEFT(a, 2), right (a, 2)", "SELECT odbc_left(a, 2), odbc_right(a, 2)"},
                    Rewriting{"SELECT EXTRACT(YEAR FROM LEFT(a, 10))", "SELECT year( odbc_left(a, 10))"},
                    Rewriting{"SELECT POSITION('x' IN a)", "SELECT odbc_position('x', a)"},
                    Rewriting{"SELECT TIMESTAMPADD(SQL_TSI_YEAR, -1, a)", "SELECT TIMESTAMPADD('YEAR', -1, a)"},
                    Rewriting{"SELECT CAST(a AS DATE)", "SELECT odbc_to_date(a)"},
                    Rewriting{"SELECT CAST(a AS BINARY(3)), CAST(b AS varbinary(20))",
                              "SELECT odbc_to_binary(a,3), odbc_to_binary(b,20)"},
                    Rewriting{"SELECT CAST( a AS timestamp(3))", "SELECT odbc_to_timestamp( a,3)"},
                    Rewriting{"SELECT CAST(CAST(a AS \"DATE\") AS TEXT)", "SELECT CAST(odbc_to_date(a) AS TEXT)"},
                    Rewriting{"SELECT a FROM x LEFT JOIN (b) ON 1", "SELECT a FROM x LEFT JOIN (b) ON 1"},
                    Rewriting{"WITH left(a) AS (SELECT 1) SELECT a FROM \"left\"",
                              "WITH left(a) AS (SELECT 1) SELECT a FROM \"left\""}));

INSTANTIATE_TEST_SUITE_P(
    RowLimits, Rewritings,
    testing::Values(
        Rewriting{"SELECT TOP 5 a FROM t", "SELECT a FROM t LIMIT 5"},
        Rewriting{"SELECT TOP 5 * FROM t ORDER BY a -- c", "SELECT * FROM t ORDER BY a LIMIT 5 -- c"},
        Rewriting{"SELECT DISTINCT TOP (5) a FROM t;", "SELECT DISTINCT a FROM t LIMIT (5);"},
        Rewriting{"SELECT TOP(5)a FROM t", "SELECT a FROM t LIMIT (5)"},
        Rewriting{"select all top 1 -a from t", "select all -a from t LIMIT 1"},
        Rewriting{"SELECT * FROM (SELECT TOP 3 a FROM t ORDER BY a) x WHERE a > 1",
                  "SELECT * FROM (SELECT a FROM t ORDER BY a LIMIT 3) x WHERE a > 1"},
        Rewriting{"SELECT TOP 2 a FROM (SELECT TOP 3 a FROM t) x", "SELECT a FROM (SELECT a FROM t LIMIT 3) x LIMIT 2"},
        Rewriting{"SELECT (SELECT TOP 1 b FROM u) FROM t", "SELECT (SELECT b FROM u LIMIT 1) FROM t"},
        Rewriting{"SELECT TOP 5 a, row_number() OVER (ORDER BY a) FROM t",
                  "SELECT a, row_number() OVER (ORDER BY a) FROM t LIMIT 5"},
        Rewriting{"WITH c AS (SELECT TOP 2 a FROM t) SELECT TOP 1 a FROM c",
                  "WITH c AS (SELECT a FROM t LIMIT 2) SELECT a FROM c LIMIT 1"},
        Rewriting{"SELECT TOP 2 a FROM t UNION ALL SELECT b FROM u ORDER BY 1",
                  "SELECT * FROM (SELECT a FROM t LIMIT 2) UNION ALL SELECT b FROM u ORDER BY 1"},
        Rewriting{"SELECT a FROM t EXCEPT SELECT TOP 2 b FROM u ORDER BY 1",
                  "SELECT a FROM t EXCEPT SELECT * FROM ( SELECT b FROM u LIMIT 2) ORDER BY 1"},
        Rewriting{"SELECT TOP ? a FROM t WHERE b = ?", "SELECT a FROM t WHERE b = ?2 LIMIT ?1"},
        Rewriting{"SELECT TOP (? + 1) a FROM t WHERE b = ?", "SELECT a FROM t WHERE b = ?2 LIMIT (?1 + 1)"},
        Rewriting{"SELECT a FROM t ORDER BY a FETCH FIRST 3 ROWS ONLY", "SELECT a FROM t ORDER BY a LIMIT 3"},
        Rewriting{"SELECT a FROM t FETCH FIRST ROW ONLY", "SELECT a FROM t LIMIT 1"},
        Rewriting{"SELECT a FROM t OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY", "SELECT a FROM t LIMIT 5 OFFSET 10"},
        Rewriting{"SELECT a FROM t OFFSET 10 ROWS", "SELECT a FROM t LIMIT -1 OFFSET 10"},
        Rewriting{"SELECT a FROM t WHERE b = ? OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                  "SELECT a FROM t WHERE b = ?1 LIMIT ?3 OFFSET ?2"},
        Rewriting{"SELECT * FROM (SELECT a FROM t FETCH NEXT 1 ROW ONLY)", "SELECT * FROM (SELECT a FROM t LIMIT 1)"}));

INSTANTIATE_TEST_SUITE_P(
    AnsiAndTransactSql, Rewritings,
    testing::Values(
        Rewriting{"SELECT N'a', n'b' x", "SELECT 'a', 'b' x"},
        Rewriting{"SELECT DATE '2024-01-31', TIME '10:00:00', TIMESTAMP '2024-01-31 10:00:00'",
                  "SELECT odbc_to_date('2024-01-31'), odbc_to_time('10:00:00'), "
                  "odbc_to_timestamp('2024-01-31 10:00:00.000')"},
        Rewriting{"SELECT CURRENT_DATE, CURRENT_TIMESTAMP(3), CURRENT_USER, LOCALTIMESTAMP",
                  "SELECT curdate(), now(3), user(), now()"},
        Rewriting{"SELECT t.current_date, 1 AS localtime FROM t", "SELECT t.current_date, 1 AS localtime FROM t"},
        Rewriting{"SELECT SUBSTRING(a FROM 2 FOR 3), SUBSTRING(a FROM 2), SUBSTRING(a FOR 3), SUBSTRING(a, 1, 2)",
                  "SELECT odbc_substring(a, 2, 3), odbc_substring(a, 2), odbc_substring(a,1, 3), SUBSTRING(a, 1, 2)"},
        Rewriting{"SELECT TRIM(a), TRIM(BOTH FROM a), TRIM(LEADING 'x' FROM a), TRIM('x' FROM a), TRIM(a, 'x')",
                  "SELECT TRIM(a), trim( a), odbc_trim_leading( 'x', a), odbc_trim_both('x', a), TRIM(a, 'x')"},
        Rewriting{"SELECT TRIM(TRAILING ? FROM ?)", "SELECT odbc_trim_trailing( ?, ?)"},
        Rewriting{"SELECT OVERLAY(a PLACING 'x' FROM 2 FOR 1)", "SELECT odbc_overlay(a, 'x', 2, 1)"},
        Rewriting{"SELECT ISNULL(a, 0), a ISNULL, IF(a, 1, 2)", "SELECT ifnull(a, 0), a ISNULL, iif(a, 1, 2)"},
        Rewriting{"SELECT DATEADD(dd, 1, a), DATEDIFF(year, a, b), DATEPART(\"q\", a)",
                  "SELECT DATEADD('DAY', 1, a), DATEDIFF('YEAR', a, b), DATEPART(\"q\", a)"},
        Rewriting{"SELECT {fn DATEADD(SQL_TSI_DAY, 1, a)}", "SELECT DATEADD('DAY', 1, a)"},
        Rewriting{"SELECT CONVERT(INT, a), CONVERT(a, SQL_INTEGER), CONVERT(VARCHAR(10), a, 104)",
                  "SELECT odbc_to_integer( a), odbc_to_integer(a), odbc_styled_text( a, 104,10)"},
        Rewriting{"SELECT TRY_CAST(a AS DECIMAL(10,2)), TRY_CONVERT(DATE, a, 104)",
                  "SELECT odbc_try_to_decimal(a,10,2), odbc_try_styled_date( a, 104)"},
        Rewriting{"SELECT CAST(a AS CHARACTER VARYING(5)), CAST(a AS VARCHAR(MAX)), CAST(a AS double precision)",
                  "SELECT odbc_to_text(a,5), odbc_to_text(a), odbc_to_double(a)"},
        Rewriting{"SELECT CAST(a AS ntext), CONVERT(CLOB, a)", "SELECT CAST(a AS ntext), CAST( a AS CLOB)"},
        Rewriting{"SELECT STRING_AGG(a, ','), COUNT_BIG(*) FROM t", "SELECT group_concat(a, ','), count(*) FROM t"},
        Rewriting{"SELECT a FROM t WITH (NOLOCK) WHERE b = 1 OPTION (RECOMPILE)", "SELECT a FROM t WHERE b = 1"},
        Rewriting{"SELECT a FROM t FOR READ ONLY", "SELECT a FROM t"},
        Rewriting{"SELECT a FROM t WHERE b = ANY (SELECT c FROM u) AND d <> ALL (SELECT e FROM u)",
                  "SELECT a FROM t WHERE b IN (SELECT c FROM u) AND d NOT IN (SELECT e FROM u)"},
        Rewriting{"(SELECT a FROM t) UNION ALL (SELECT b FROM u) ORDER BY 1",
                  "SELECT * FROM (SELECT a FROM t) UNION ALL SELECT * FROM (SELECT b FROM u) ORDER BY 1"},
        Rewriting{"(SELECT 1)", "SELECT * FROM (SELECT 1)"},
        Rewriting{"SELECT * FROM (SELECT a, b FROM t) AS x (c, d)",
                  "SELECT * FROM (WITH odbc_rows (c, d) AS (SELECT a, b FROM t) SELECT * FROM odbc_rows) AS x"},
        Rewriting{"SELECT * FROM t JOIN (VALUES (1, 'a')) v(i, s) ON 1",
                  "SELECT * FROM t JOIN (WITH odbc_rows(i, s) AS (VALUES (1, 'a')) SELECT * FROM odbc_rows) AS v ON 1"},
        Rewriting{"SELECT * FROM (SELECT TOP 2 a FROM t) x (c)",
                  "SELECT * FROM (WITH odbc_rows (c) AS (SELECT a FROM t LIMIT 2) SELECT * FROM odbc_rows) AS x"}));

INSTANTIATE_TEST_SUITE_P(
    Statements, Rewritings,
    testing::Values(
        Rewriting{"START TRANSACTION", "BEGIN"}, Rewriting{"BEGIN TRAN;", "BEGIN;"}, Rewriting{"COMMIT WORK", "COMMIT"},
        Rewriting{"ROLLBACK TRANSACTION", "ROLLBACK TRANSACTION"}, Rewriting{"SAVE TRAN s", "SAVEPOINT s"},
        Rewriting{"TRUNCATE TABLE t", "DELETE FROM t"}, Rewriting{"DELETE t WHERE a = 1", "DELETE FROM t WHERE a = 1"},
        Rewriting{"INSERT t VALUES (1)", "INSERT INTO t VALUES (1)"},
        Rewriting{"INSERT OR IGNORE INTO t VALUES (1)", "INSERT OR IGNORE INTO t VALUES (1)"},
        Rewriting{"CREATE LOCAL TEMPORARY TABLE t (a INT) ON COMMIT PRESERVE ROWS", "CREATE TEMPORARY TABLE t (a INT)"},
        Rewriting{"CREATE TABLE #t (a INT)", "CREATE TEMPORARY TABLE \"#t\" (a INT)"},
        Rewriting{"SELECT a FROM #t", "SELECT a FROM \"#t\""},
        Rewriting{"CREATE TABLE t (a TIMESTAMP DEFAULT CURRENT_TIMESTAMP, b INT DEFAULT (1), c DATE DEFAULT {d "
                  "'2024-01-31'}, d DATETIME DEFAULT GETDATE() NOT NULL, e INT DEFAULT 5)",
                  "CREATE TABLE t (a TIMESTAMP DEFAULT ( now()), b INT DEFAULT (1), c DATE DEFAULT ( "
                  "odbc_to_date('2024-01-31')), d DATETIME DEFAULT ( GETDATE()) NOT NULL, e INT DEFAULT 5)"}));

// What SQLDescribeCol tells as the name of a column without an alias.
class Labels : public testing::TestWithParam<Rewriting> {};

TEST_P(Labels, AreTheUsersOwnText) {
    EXPECT_EQ(translate(GetParam().odbc).sql, GetParam().sqlite);
}

INSTANTIATE_TEST_SUITE_P(
    All, Labels,
    testing::Values(
        Rewriting{"SELECT {fn LEFT(a,2)} FROM t", "SELECT odbc_left(a,2) AS \"{fn LEFT(a,2)}\" FROM t"},
        Rewriting{"SELECT a, b + CAST(c AS INT), d FROM t",
                  "SELECT a, b + odbc_to_integer(c) AS \"b + CAST(c AS INT)\", d FROM t"},
        Rewriting{"SELECT {fn LEFT(a,2)} x, {fn LEFT(a,2)} AS y, {fn LEFT(a,2)} \"z\" FROM t",
                  "SELECT odbc_left(a,2) x, odbc_left(a,2) AS y, odbc_left(a,2) \"z\" FROM t"},
        Rewriting{
            "SELECT CASE WHEN LEFT(a,1) = 'x' THEN 1 END FROM t",
            "SELECT CASE WHEN odbc_left(a,1) = 'x' THEN 1 END AS \"CASE WHEN LEFT(a,1) = 'x' THEN 1 END\" FROM t"},
        Rewriting{"SELECT DISTINCT TOP 3 LEFT(\"a\", 1) FROM t",
                  "SELECT DISTINCT odbc_left(\"a\", 1) AS \"LEFT(\"\"a\"\", 1)\" FROM t LIMIT 3"},
        Rewriting{"SELECT DATE '2024-01-31', N'x'",
                  "SELECT odbc_to_date('2024-01-31') AS \"DATE '2024-01-31'\", 'x' AS \"N'x'\""},
        Rewriting{"SELECT 1 FROM t WHERE a IN (SELECT LEFT(b, 1) FROM u)",
                  "SELECT 1 FROM t WHERE a IN (SELECT odbc_left(b, 1) AS \"LEFT(b, 1)\" FROM u)"},
        Rewriting{"SELECT LEFT(a,1) COLLATE NOCASE, COUNT(LEFT(a,1)) OVER w FROM t WINDOW w AS ()",
                  "SELECT odbc_left(a,1) COLLATE NOCASE AS \"LEFT(a,1) COLLATE NOCASE\", COUNT(odbc_left(a,1)) OVER w "
                  "AS \"COUNT(LEFT(a,1)) OVER w\" FROM t WINDOW w AS ()"}));

// Names of columns that are words of these rewritings elsewhere.
class Untouched : public testing::TestWithParam<const char*> {};

TEST_P(Untouched, ComesOutAsItWentIn) {
    EXPECT_EQ(translate(GetParam()).sql, GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, Untouched,
    testing::Values("SELECT 1", "SELECT * FROM Objects", "select\"a\"from[b]where`c`='d'", "SELECT COUNT( * )FROM t",
                    "SELECT a b FROM t c", "SELECT'x'AS y", "VALUES (1),(2)", " \n SELECT 1 ; -- end\n ; /* more */ ",
                    "SELECT '{fn UCASE(a)} {d ''2024-01-31''}'",
                    "SELECT a -- {fn UCASE(a)}\nFROM t /* {d 'x'} TOP 5 */", "SELECT \"{fn x}\", [{d 'x'}], `{` FROM t",
                    "SELECT top FROM t", "SELECT top, a FROM t", "SELECT top.a FROM t top", "SELECT top(5), a FROM t",
                    "SELECT TOP (5) FROM t", "SELECT top + 1 FROM t", "SELECT \"top\" FROM t",
                    "SELECT offset FROM t LIMIT 5 OFFSET 3", "SELECT offset rows FROM t", "SELECT fetch first FROM t",
                    "SELECT a FROM t LIMIT 5, 3", "SELECT CAST(a AS TEXT)", "SELECT CAST(a AS BLOB)",
                    "SELECT date('now')", "SELECT position(a)", "EXPLAIN QUERY PLAN SELECT 1",
                    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c) SELECT n FROM c",
                    "SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM t",
                    "SELECT a FROM t WHERE b IN (?,?) AND c LIKE ? ESCAPE '!'",
                    "SELECT x'4142', 1e3, .5, 0xFF, a->>'$.b'"));

TEST(Translate, TextWithoutRewritableWordsIsNeverChanged) {
    std::mt19937 random(7);
    const char* words[] = {"a",     "b.c",  "'x''{'",   "\"y{\"", "[z}]",  ",",        "(",     ")",  "=",
                           "<>",    "||",   "-- {c}\n", "/*{*/",  "1",     "2.5e3",    "?",     "+",  "-",
                           "WHERE", "AND",  "CASE",     "END",    "x'00'", "\xC3\xA4", "ORDER", "BY", "LIMIT",
                           "UNION", "OVER", "SELECT",   "FROM",   "LEFT",  "JOIN",     "top"};
    const char* gaps[] = {"", " ", "\n", "\t ", "/**/"};
    for (int round = 0; round < 5000; ++round) {
        std::string sql = "SELECT ";
        for (std::size_t n = random() % 25; n > 0; --n) {
            sql += words[random() % std::size(words)];
            sql += gaps[random() % std::size(gaps)];
        }
        try {
            const std::string translated = translate(sql).sql;
            const bool rewritten = sql.find("LEFT") != std::string::npos || sql.find("top") != std::string::npos;
            ASSERT_TRUE(rewritten || translated == sql) << sql << "\nbecame\n" << translated;
        } catch (const Error& error) {  // two pieces may have grown into an unclosed comment or a row limit
            ASSERT_EQ(error.kind(), ErrorKind::SyntaxError) << sql << ": " << error.what();
        }
    }
}

struct Refusal {
    const char* sql;
    ErrorKind kind;
    const char* message;  // a part of it
};

class Refusals : public testing::TestWithParam<Refusal> {};

TEST_P(Refusals, NameTheCause) {
    try {
        const std::string sql = translate(GetParam().sql).sql;
        ADD_FAILURE() << GetParam().sql << " became " << sql;
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), GetParam().kind) << error.what();
        EXPECT_NE(std::string(error.what()).find(GetParam().message), std::string::npos) << error.what();
    }
}

constexpr auto kSyntax = ErrorKind::SyntaxError;
constexpr auto kUnsupported = ErrorKind::Unsupported;

INSTANTIATE_TEST_SUITE_P(
    All, Refusals,
    testing::Values(
        Refusal{"", kSyntax, "empty"}, Refusal{"  -- nothing\n", kSyntax, "empty"}, Refusal{" ; ", kSyntax, "empty"},
        Refusal{"SELEC 1", kSyntax, "No SQL statement starts with SELEC"}, Refusal{"42", kSyntax, "starts with 42"},
        Refusal{"SELECT 1; SELECT 2", kUnsupported, "one at a time"},
        Refusal{"SELECT 1;;x", kUnsupported, "character 11"}, Refusal{"SELECT :a", kSyntax, "Write ?"},
        Refusal{"SELECT @a", kSyntax, "@a"}, Refusal{"SELECT ?1", kSyntax, "?1"},
        Refusal{"SELECT {d '2024-02-30'}", kSyntax, "2024-02-30"},
        Refusal{"SELECT {d '2023-02-29'}", kSyntax, "not a date"},
        Refusal{"SELECT {d '31.01.2024'}", kSyntax, "not a date"}, Refusal{"SELECT {d 5}", kSyntax, "text literal"},
        Refusal{"SELECT {d}", kSyntax, "text literal"}, Refusal{"SELECT {d '2024-01-31' 'x'}", kSyntax, "text literal"},
        Refusal{"SELECT {t '25:00:00'}", kSyntax, "not a time"},
        Refusal{"SELECT {t '10:00:00.5'}", kSyntax, "fraction"},
        Refusal{"SELECT {ts '2024-01-31 24:00:00'}", kSyntax, "not a timestamp"},
        Refusal{"SELECT {ts '2024-01-31 10:00:00.1234567891'}", kSyntax, "nine"},
        Refusal{"SELECT {ts ''}", kSyntax, "not a timestamp"}, Refusal{"SELECT {guid 'x'}", kSyntax, "not a GUID"},
        Refusal{"SELECT {fn}", kSyntax, "function call"}, Refusal{"SELECT {fn UCASE}", kSyntax, "function call"},
        Refusal{"SELECT {fn UCASE('a') || 'b'}", kSyntax, "nothing else"},
        Refusal{"SELECT {fn (1)}", kSyntax, "function call"},
        Refusal{"SELECT {fn LEFT('a')}", kSyntax, "LEFT takes 2 arguments, not 1"},
        Refusal{"SELECT {fn UCASE()}", kSyntax, "UCASE takes 1 argument, not 0"},
        Refusal{"SELECT {fn LOCATE('a')}", kSyntax, "LOCATE takes 2 to 3 arguments"},
        Refusal{"SELECT {fn LEFT('a',)}", kSyntax, "is empty"},
        Refusal{"SELECT {fn EXTRACT(x FROM y)}", kSyntax, "EXTRACT takes YEAR"},
        Refusal{"SELECT {fn EXTRACT(YEAR FROM)}", kSyntax, "EXTRACT"},
        Refusal{"SELECT {fn EXTRACT()}", kSyntax, "EXTRACT"},
        Refusal{"SELECT {fn TIMESTAMPADD(SQL_TSI_EON, 1, a)}", kSyntax, "SQL_TSI_DAY"},
        Refusal{"SELECT {fn CONVERT(a, SQL_NONSENSE)}", kSyntax, "SQL_NONSENSE"},
        Refusal{"SELECT {fn CONVERT(a, SQL_INTERVAL_DAY)}", kUnsupported, "interval"},
        Refusal{"SELECT {interval '1' day}", kUnsupported, "TIMESTAMPADD"},
        Refusal{"SELECT a + INTERVAL '1' DAY", kUnsupported, "DATEADD"},
        Refusal{"SELECT CAST(a AS INTERVAL DAY)", kUnsupported, "interval"},
        Refusal{"SELECT CAST(a AS XML)", kSyntax, "There is no type XML"},
        Refusal{"SELECT CONVERT(NONSENSE, a)", kSyntax, "There is no type NONSENSE"},
        Refusal{"SELECT CONVERT(INT, a, 104)", kSyntax, "style"},
        Refusal{"SELECT DATE '2024-02-30'", kSyntax, "not a date"},
        Refusal{"SELECT DATEADD(eon, 1, a)", kSyntax, "part of a date"},
        Refusal{"SELECT a FROM t FOR UPDATE", kUnsupported, "FOR UPDATE"},
        Refusal{"SELECT a FROM t WITH (UPDLOCK)", kUnsupported, "UPDLOCK"},
        Refusal{"SELECT a FROM t WHERE b > ALL (SELECT c FROM u)", kUnsupported, "MAX"},
        Refusal{"SELECT a FROM t WHERE b = ALL (SELECT c FROM u)", kUnsupported, "= ALL"},
        Refusal{"SELECT a INTO b FROM t", kUnsupported, "CREATE TABLE"},
        Refusal{"START TRANSACTION READ ONLY", kUnsupported, "no options"},
        Refusal{"SELECT TRIM(LEADING FROM)", kSyntax, "TRIM is written"},
        Refusal{"SELECT SUBSTRING(a FROM FOR 2)", kSyntax, "SUBSTRING is written"},
        Refusal{"{call}", kSyntax, "{call name(...)}"}, Refusal{"{call 5}", kSyntax, "{call name(...)}"},
        Refusal{"{? call p(?)}", kSyntax, "{? = call name(...)}"}, Refusal{"{?=p(?)}", kSyntax, "{? = call name(...)}"},
        Refusal{"SELECT {call p()}", kSyntax, "stands alone"}, Refusal{"SELECT {?}", kSyntax, "{call name(...)}"},
        Refusal{"SELECT {x 'y'}", kSyntax, "not an ODBC escape"}, Refusal{"SELECT {}", kSyntax, "is empty"},
        Refusal{"SELECT {fn UCASE('a')", kSyntax, "not closed"},
        Refusal{"SELECT {d '2024-01-31'", kSyntax, "character 8"}, Refusal{"SELECT 1}", kSyntax, "without its {"},
        Refusal{"SELECT {fn UCASE('a'})", kSyntax, "parenthesis"}, Refusal{"SELECT {oj }", kSyntax, "no join"},
        Refusal{"SELECT a LIKE b {escape 'xy'}", kSyntax, "one character"},
        Refusal{"SELECT a LIKE b {escape}", kSyntax, "one character"},
        Refusal{"SELECT TOP 5 PERCENT a FROM t", kUnsupported, "PERCENT"},
        Refusal{"SELECT TOP 5 WITH TIES a FROM t", kUnsupported, "TIES"},
        Refusal{"SELECT TOP 2.5 a FROM t", kSyntax, "whole number"},
        Refusal{"SELECT TOP 5 a FROM t LIMIT 3", kSyntax, "limited twice"},
        Refusal{"SELECT TOP 5 a FROM t FETCH FIRST 3 ROWS ONLY", kSyntax, "limited twice"},
        Refusal{"SELECT a FROM t LIMIT 3 FETCH FIRST 3 ROWS ONLY", kSyntax, "limited twice"},
        Refusal{"SELECT a FROM t FETCH FIRST 3 ROWS WITH TIES", kUnsupported, "TIES"},
        Refusal{"SELECT a FROM t FETCH FIRST 3 PERCENT ROWS ONLY", kUnsupported, "PERCENT"},
        Refusal{"SELECT a FROM t FETCH FIRST 3", kSyntax, "FETCH is not complete"}));

TEST(Translate, ANulInTheTextIsRefusedBecauseSqliteWouldStopThere) {
    EXPECT_THROW(translate(std::string_view("SELECT 1\0 FROM x", 16)), Error);
    EXPECT_THROW(translate(std::string_view("SELECT '\0'", 10)), Error);
}

INSTANTIATE_TEST_SUITE_P(Procedures, Rewritings,
                         testing::Values(Rewriting{"{call p(?)}", "call p(?)"},
                                         Rewriting{"{?=call p(?, {fn LENGTH('a')})}", "?=call p(?, odbc_length('a'))"},
                                         Rewriting{" { ? = call s.p }", " ? = call s.p"}));

struct KindCase {
    const char* sql;
    StatementKind kind;
    const char* verb;
    const char* object = "";
};

class StatementKinds : public testing::TestWithParam<KindCase> {};

TEST_P(StatementKinds, AreToldFromTheFirstWords) {
    const TranslatedSql result = translate(GetParam().sql);
    EXPECT_EQ(result.kind, GetParam().kind);
    EXPECT_EQ(result.verb, GetParam().verb);
    EXPECT_EQ(result.object, GetParam().object);
}

INSTANTIATE_TEST_SUITE_P(
    All, StatementKinds,
    testing::Values(
        KindCase{"select 1", StatementKind::Select, "SELECT"},
        KindCase{"-- c\nVALUES (1)", StatementKind::Select, "SELECT"},
        KindCase{"WITH a AS (SELECT 1) SELECT * FROM a", StatementKind::Select, "SELECT"},
        KindCase{"WITH a(x) AS (SELECT 1), b AS (SELECT 2) DELETE FROM t", StatementKind::Delete, "DELETE"},
        KindCase{"WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a", StatementKind::Insert, "INSERT"},
        KindCase{"explain query plan select 1", StatementKind::Explain, "EXPLAIN"},
        KindCase{"insert into t values (1)", StatementKind::Insert, "INSERT"},
        KindCase{"REPLACE INTO t VALUES (1)", StatementKind::Insert, "REPLACE"},
        KindCase{"UPDATE t SET a = {d '2024-01-31'}", StatementKind::Update, "UPDATE"},
        KindCase{"Create table t(a)", StatementKind::Create, "CREATE", "TABLE"},
        KindCase{"CREATE TEMP TABLE IF NOT EXISTS t(a)", StatementKind::Create, "CREATE", "TABLE"},
        KindCase{"CREATE UNIQUE INDEX i ON t(a)", StatementKind::Create, "CREATE", "INDEX"},
        KindCase{"CREATE TEMPORARY VIEW v AS SELECT 1", StatementKind::Create, "CREATE", "VIEW"},
        KindCase{"CREATE VIRTUAL TABLE t USING x", StatementKind::Create, "CREATE", "TABLE"},
        KindCase{"CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END", StatementKind::Create, "CREATE", "TRIGGER"},
        KindCase{"CREATE PROCEDURE p AS SELECT 1", StatementKind::Create, "CREATE", "PROCEDURE"},
        KindCase{"DROP TABLE IF EXISTS t", StatementKind::Drop, "DROP", "TABLE"},
        KindCase{"ALTER TABLE t ADD c INT", StatementKind::Alter, "ALTER", "TABLE"},
        KindCase{"BEGIN", StatementKind::Begin, "BEGIN"}, KindCase{"COMMIT", StatementKind::Commit, "COMMIT"},
        KindCase{"END", StatementKind::Commit, "END"}, KindCase{"ROLLBACK", StatementKind::Rollback, "ROLLBACK"},
        KindCase{"ROLLBACK TO s", StatementKind::Rollback, "ROLLBACK"},
        KindCase{"SAVEPOINT s", StatementKind::Savepoint, "SAVEPOINT"},
        KindCase{"RELEASE s", StatementKind::Release, "RELEASE"}, KindCase{"{call p}", StatementKind::Call, "CALL"},
        KindCase{"{? = call p(1)}", StatementKind::Call, "CALL"}, KindCase{"EXEC p 1", StatementKind::Call, "EXEC"},
        KindCase{"PRAGMA user_version", StatementKind::Other, "PRAGMA"},
        KindCase{"ATTACH 'x' AS y", StatementKind::Other, "ATTACH"}));

TEST(Translate, EscapesAreReplacedInEveryKindOfStatement) {
    EXPECT_EQ(translate("INSERT INTO t(a, b) VALUES ({d '2024-01-01'}, {fn LEFT(?, 2)})").sql,
              "INSERT INTO t(a, b) VALUES (odbc_to_date('2024-01-01'), odbc_left(?, 2))");
    EXPECT_EQ(translate("UPDATE t SET a = {ts '2024-01-01 10:00:00'} WHERE b = LEFT(c, 1)").sql,
              "UPDATE t SET a = odbc_to_timestamp('2024-01-01 10:00:00.000') WHERE b = odbc_left(c, 1)");
    EXPECT_EQ(translate("DELETE FROM t WHERE a = {guid '01234567-89AB-CDEF-0123-456789ABCDEF'}").sql,
              "DELETE FROM t WHERE a = odbc_to_guid('01234567-89ab-cdef-0123-456789abcdef')");
    EXPECT_EQ(translate("CREATE VIEW v AS SELECT TOP 2 {fn UCASE(a)} x FROM t").sql,
              "CREATE VIEW v AS SELECT UCASE(a) x FROM t LIMIT 2");
}

TEST(Translate, CountsParametersOutsideTextAndComments) {
    EXPECT_EQ(translate("SELECT 1").parameterCount, 0u);
    EXPECT_EQ(translate("SELECT ?, '?', \"?\", [?], /* ? */ {fn LEFT(?, ?)} -- ?").parameterCount, 3u);
    EXPECT_EQ(translate("SELECT TOP ? a FROM t WHERE b = ?").parameterCount, 2u);
    EXPECT_EQ(translate("SELECT {fn TIMESTAMPADD(SQL_TSI_DAY, ?, ?)}, {fn POSITION(? IN ?)}").parameterCount, 4u);
}

TEST(Translate, FiftyNestedCallsAreTranslatedInside) {
    std::string odbc = "'a'", sqlite = "'a'";
    for (int i = 0; i < 50; ++i) {
        odbc = "{fn UCASE(" + odbc + ")}";
        sqlite = i == 0 ? "UCASE(" + sqlite + ")" : "UCASE( " + sqlite + ")";
    }
    std::string withoutBlanks;
    for (char c : translate("SELECT " + odbc, SelectLabels::Native).sql)
        withoutBlanks += c == ' ' ? "" : std::string(1, c);
    std::string expected = "SELECT";
    for (char c : sqlite) expected += c == ' ' ? "" : std::string(1, c);
    EXPECT_EQ(withoutBlanks, expected);
}

TEST(Translate, EndlessNestingIsRefusedAndNotRun) {
    for (const char* opening : {"{fn UCASE(", "{oj (", "LEFT(", "CAST("}) {
        const std::string closing = opening[0] == '{' ? ")}" : (opening[0] == 'L' ? ",1)" : " AS DATE)");
        std::string sql = "SELECT ", end;
        for (int i = 0; i < 20000; ++i) {
            sql += opening;
            end += closing;
        }
        EXPECT_THROW(translate(sql + "a" + end), Error) << opening;
    }
}

TEST(Translate, LongTextsOfAnythingTakeLinearTime) {  // quadratic work would outlast CTest's timeout
    for (const char* pattern : {"(",
                                ")",
                                "{",
                                "}",
                                "{fn a(",
                                "{fn UCASE('a')},",
                                "a,",
                                "CAST(",
                                "LEFT(",
                                "SELECT TOP 5 ",
                                "(SELECT TOP 1 ",
                                "UNION SELECT TOP 1 a ",
                                "FETCH FIRST ",
                                "OFFSET 1 ROWS ",
                                "{d '2024-01-31'},",
                                "POSITION(",
                                "EXTRACT(YEAR FROM ",
                                "{?",
                                "'a'",
                                "[]",
                                "\xFF"}) {
        std::string sql = "SELECT ";
        while (sql.size() < 150'000) sql += pattern;
        try {
            translate(sql);
        } catch (const Error&) {
        }
    }
}

TEST(Translate, RandomMixturesOfEscapesNeverCrash) {
    std::mt19937 random(11);
    const char* words[] = {
        "{",           "}",    "(",       ")",      ",",        "fn",     "d",       "ts",          "'2024-01-31'",
        "UCASE",       "LEFT", "oj",      "TOP",    "5",        "?",      "FROM",    "IN",          "CAST",
        "AS",          "DATE", "EXTRACT", "YEAR",   "POSITION", "escape", "UNION",   "ORDER",       "FETCH",
        "FIRST",       "ROWS", "ONLY",    "OFFSET", "LIMIT",    "SELECT", "CONVERT", "SQL_INTEGER", "TIMESTAMPADD",
        "SQL_TSI_DAY", ";"};
    for (int round = 0; round < 10000; ++round) {
        std::string sql = "SELECT ";
        for (std::size_t n = random() % 20; n > 0; --n) sql += std::string(words[random() % std::size(words)]) + " ";
        try {
            translate(sql);
        } catch (const Error& error) {
            ASSERT_TRUE(error.kind() == kSyntax || error.kind() == kUnsupported) << sql;
        }
    }
}

}  // namespace
}  // namespace assetsodbc::sqlengine
