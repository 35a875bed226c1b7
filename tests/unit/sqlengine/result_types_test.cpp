#include "sqlengine/result_types.h"

#include <gtest/gtest.h>

#include <random>

#include "common/clock.h"
#include "sqlengine/functions.h"
#include "sqlengine/sql_text/scalar_functions.h"
#include "sqlengine/sql_text/translate.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/view_texts.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr const char* kTables = R"(
    CREATE TABLE Objects(Id BIGINT NOT NULL, Name NVARCHAR(255) NOT NULL, Label NVARCHAR(100), Created TEXT TIMESTAMP(3),
                         Day TEXT DATE, At TEXT TIME, HasAvatar BIT, Link NLONGVARCHAR, Weight DOUBLE, TypeId INTEGER,
                         Code VARCHAR(64), Price DECIMAL(10,2), Icon BLOB, Url NVARCHAR(2048));
    CREATE TABLE Types(Id INTEGER NOT NULL, TypeName NVARCHAR(50), ParentId INTEGER);
    CREATE VIEW Named AS SELECT Id, Name, Id + 1 AS Next FROM Objects;
    CREATE VIEW Outer(Id, TypeId, Total) AS SELECT o.Id, t.Id, o.Price FROM Objects o LEFT JOIN Types t ON t.Id = o.TypeId;
    CREATE VIEW Above AS SELECT Next * 1.5 AS More, UPPER(Name) AS Big FROM Named;
    CREATE TEMP VIEW Passing AS SELECT MAX(Created) AS Last FROM Objects;
    CREATE VIEW Grown AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 9) SELECT n FROM c;
    ATTACH ':memory:' AS Other;
    CREATE TABLE Other.Things(Id SMALLINT, Note NVARCHAR(7));
)";

std::string shown(const schema::TypeSpec& type) {
    return schema::declarationOf(type);
}

std::string shown(const InferredColumn& column) {
    switch (column.nullability) {
        case Nullability::No:
            return shown(column.type) + "!";
        case Nullability::Yes:
            return shown(column.type) + "?";
        case Nullability::Unknown:
            break;
    }
    return shown(column.type);
}

class ResultTypes : public testing::Test {
protected:
    ResultTypes() {
        sqlite3* db = nullptr;
        sqlite3_open(":memory:", &db);
        db_.reset(db);
        registerFunctions(db, common::realClock());
        registerViewTexts(db, [](const std::function<void()>& read) { read(); });
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, kTables, nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
        sqlite3_free(message);
        sqlite3_trace_v2(db, SQLITE_TRACE_STMT, countRun, &runs_);
    }

    // "BIGINT!, NVARCHAR(255)?": ! for NOT NULL, ? for nullable.
    std::string columns(const std::string& odbcSql) {
        const std::string sql = translate(odbcSql).sql;
        const StatementHandle statement = prepare(sql);
        if (!statement) return std::string("error: ") + sqlite3_errmsg(db_.get());
        std::string text;
        for (const InferredColumn& column : inferResultTypes(db_.get(), statement.get(), sql)) {
            text += (text.empty() ? "" : ", ") + shown(column);
        }
        return text;
    }

    std::string parameters(const std::string& odbcSql) {
        const std::string sql = translate(odbcSql).sql;
        const StatementHandle statement = prepare(sql);
        if (!statement) return std::string("error: ") + sqlite3_errmsg(db_.get());
        std::string text;
        const auto count = static_cast<std::size_t>(sqlite3_bind_parameter_count(statement.get()));
        for (const ParameterDescription& parameter : inferParameterTypes(db_.get(), sql, count)) {
            text += (text.empty() ? "" : ", ") + shown(parameter.type);
        }
        return text;
    }

    StatementHandle prepare(const std::string& sql) const {
        sqlite3_stmt* statement = nullptr;
        sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &statement, nullptr);
        return StatementHandle(statement);
    }

    sqlite3* db() const { return db_.get(); }
    int runs() const { return runs_; }

private:
    // Reading the text of a view is no run of the statement.
    static int countRun(unsigned, void* runs, void*, void* text) {
        const std::string_view sql = static_cast<const char*>(text);
        const bool ofView = sql.find("sqlite_master") != sql.npos || sql.find("odbc_view_text") != sql.npos;
        *static_cast<int*>(runs) += ofView ? 0 : 1;
        return 0;
    }

    DatabaseHandle db_;
    int runs_ = 0;
};

struct TypeCase {
    const char* sql;
    const char* types;
};

void PrintTo(const TypeCase& c, std::ostream* out) {
    *out << c.sql;
}

class ColumnTypes : public ResultTypes, public testing::WithParamInterface<TypeCase> {};

TEST_P(ColumnTypes, AreToldWithoutRunning) {
    EXPECT_EQ(columns(GetParam().sql), GetParam().types);
    EXPECT_EQ(runs(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    Columns, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT Id, Name, Label, Created FROM Objects",
                 "BIGINT!, NVARCHAR(255)!, NVARCHAR(100)?, TEXT TIMESTAMP(3)?"},
        TypeCase{"SELECT Day, At, HasAvatar, Link, Weight FROM Objects",
                 "TEXT DATE?, TEXT TIME?, BIT?, NLONGVARCHAR?, DOUBLE?"},
        TypeCase{"SELECT TypeId, Code, Price, Icon FROM Objects", "INTEGER?, VARCHAR(64)?, DECIMAL(10,2)?, BLOB?"},
        TypeCase{"SELECT o.\"Id\", [o].Name FROM main.Objects o", "BIGINT!, NVARCHAR(255)!"},
        TypeCase{"SELECT main.Objects.Id FROM Objects", "BIGINT!"},
        TypeCase{"SELECT Objects.id x FROM objects", "BIGINT!"}, TypeCase{"SELECT rowid FROM Objects", "BIGINT!"},
        TypeCase{"SELECT * FROM Types", "INTEGER!, NVARCHAR(50)?, INTEGER?"},
        TypeCase{"SELECT COUNT(*), t.* FROM Types t", "BIGINT!, INTEGER?, NVARCHAR(50)?, INTEGER?"},
        TypeCase{"SELECT t.*, o.Name, t.* FROM Types t, Objects o",
                 "INTEGER!, NVARCHAR(50)?, INTEGER?, NVARCHAR(255)!, INTEGER!, NVARCHAR(50)?, INTEGER?"},
        TypeCase{"SELECT Types.* FROM Types", "INTEGER!, NVARCHAR(50)?, INTEGER?"},
        TypeCase{"SELECT * FROM Other.Things", "SMALLINT?, NVARCHAR(7)?"},
        TypeCase{"SELECT Other.Things.Note FROM Other.Things", "NVARCHAR(7)?"},
        TypeCase{"SELECT Id, Next FROM Named", "BIGINT!, BIGINT!"},
        TypeCase{"SELECT * FROM Outer", "BIGINT!, INTEGER?, DECIMAL(10,2)?"},
        TypeCase{"SELECT a.* FROM Above a", "DOUBLE!, NVARCHAR(255)!"},
        TypeCase{"SELECT Last FROM Passing", "TEXT TIMESTAMP(3)?"}, TypeCase{"SELECT n FROM Grown", "BIGINT!"},
        TypeCase{"UPDATE Types SET TypeName = 'x' RETURNING Id, TypeName || '!'", "INTEGER!, NVARCHAR(51)?"},
        TypeCase{"DELETE FROM Types", ""},
        TypeCase{"EXPLAIN QUERY PLAN SELECT 1, 2, 3, 4", "NLONGVARCHAR, NLONGVARCHAR, NLONGVARCHAR, NLONGVARCHAR"},
        TypeCase{"SELECT value FROM json_each('[1]')", "NLONGVARCHAR"},
        TypeCase{"SELECT o.Id, t.TypeName FROM Objects o LEFT JOIN Types t ON t.Id = o.TypeId",
                 "BIGINT!, NVARCHAR(50)?"},
        TypeCase{"SELECT o.Id, t.Id FROM Objects o LEFT OUTER JOIN Types t ON t.Id = o.TypeId", "BIGINT!, INTEGER?"},
        TypeCase{"SELECT o.Id, t.Id FROM Objects o RIGHT JOIN Types t ON t.Id = o.TypeId", "BIGINT?, INTEGER!"},
        TypeCase{"SELECT o.Id, t.Id FROM Objects o FULL JOIN Types t ON t.Id = o.TypeId", "BIGINT?, INTEGER?"},
        TypeCase{"SELECT o.Id, t.Id FROM {oj Objects o LEFT OUTER JOIN Types t ON t.Id = o.TypeId}",
                 "BIGINT!, INTEGER?"},
        TypeCase{"SELECT * FROM Types a JOIN Types b USING (Id)",
                 "INTEGER!, NVARCHAR(50)?, INTEGER?, NVARCHAR(50)?, INTEGER?"},
        TypeCase{"SELECT * FROM Types NATURAL JOIN Other.Things", "INTEGER!, NVARCHAR(50)?, INTEGER?, NVARCHAR(7)?"},
        TypeCase{"SELECT * FROM (Types a JOIN Other.Things b ON 1)",
                 "INTEGER!, NVARCHAR(50)?, INTEGER?, SMALLINT?, NVARCHAR(7)?"},
        TypeCase{"SELECT Id FROM Objects NOT INDEXED WHERE 1", "BIGINT!"}));

INSTANTIATE_TEST_SUITE_P(
    Literals, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT 1, -1, 2147483647, 2147483648, -5000000000", "INTEGER!, INTEGER!, INTEGER!, BIGINT!, BIGINT!"},
        TypeCase{"SELECT 99999999999999999999, 0xFF", "DOUBLE!, BIGINT!"},
        TypeCase{"SELECT 1.5, 1e3, .5", "DOUBLE!, DOUBLE!, DOUBLE!"},
        TypeCase{"SELECT 'abc', '', '\xF0\x9F\x98\x80''x'", "NVARCHAR(3)!, NVARCHAR(1)!, NVARCHAR(4)!"},
        TypeCase{"SELECT NULL", "NVARCHAR(255)?"}, TypeCase{"SELECT x'00'", "BLOB!"},
        TypeCase{"SELECT TRUE, false", "INTEGER!, INTEGER!"}, TypeCase{"SELECT ?", "NLONGVARCHAR?"},
        TypeCase{"SELECT CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP", "TEXT DATE!, TEXT TIME!, TEXT TIMESTAMP(3)!"},
        TypeCase{"VALUES (1, 'a'), (2.5, 'abc')", "DOUBLE!, NVARCHAR(3)!"},
        TypeCase{"VALUES (NULL), (1)", "INTEGER?"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT Id + 1, Id * 2, TypeId - 1, HasAvatar + 1 FROM Objects", "BIGINT!, BIGINT!, BIGINT?, BIGINT?"},
        TypeCase{"SELECT Id + 0.5, Weight * 2, Price + 1, Name + 1 FROM Objects", "DOUBLE!, DOUBLE?, DOUBLE?, DOUBLE!"},
        TypeCase{"SELECT Id / 2, Id % 2, Id / 2.0 FROM Objects", "BIGINT?, BIGINT?, DOUBLE?"},
        TypeCase{"SELECT -Id, +Weight, ~Id, Id & 1, Id << 2 FROM Objects",
                 "BIGINT!, DOUBLE?, BIGINT!, BIGINT!, BIGINT!"},
        TypeCase{"SELECT 1 + 2 * 3 - 4, (1), ((Id)) FROM Objects", "BIGINT!, INTEGER!, BIGINT!"},
        TypeCase{"SELECT Id + ? FROM Objects", "DOUBLE"},
        TypeCase{"SELECT Id = 1, Id > 1, Id <> 2 AND Id < 5, NOT Id FROM Objects",
                 "INTEGER!, INTEGER!, INTEGER!, INTEGER!"},
        TypeCase{"SELECT Label IS NULL, Label ISNULL, Label NOT NULL, Label LIKE 'a%' FROM Objects",
                 "INTEGER?, INTEGER?, INTEGER?, INTEGER?"},
        TypeCase{"SELECT Id IN (1, 2), Id NOT IN (SELECT Id FROM Types), Id BETWEEN 1 AND 2 FROM Objects",
                 "INTEGER!, INTEGER?, INTEGER!"},
        TypeCase{"SELECT EXISTS (SELECT 1 FROM Types), NOT EXISTS (SELECT 1), 1 = NOT EXISTS (SELECT 1), 1 = NOT 2",
                 "INTEGER!, INTEGER!, INTEGER!, INTEGER!"},
        TypeCase{"SELECT Name IS NOT DISTINCT FROM Label, Id IN () FROM Objects", "INTEGER?, INTEGER!"},
        TypeCase{"SELECT (Id, Name) = (1, 'x') FROM Objects", "INTEGER"},
        TypeCase{"SELECT Name || '-' || Label FROM Objects", "NVARCHAR(356)?"},
        TypeCase{"SELECT Name || Id, Id || '' FROM Objects", "NVARCHAR(277)!, NVARCHAR(23)!"},
        TypeCase{"SELECT Name || Link, Url || Url, Name || ? FROM Objects",
                 "NLONGVARCHAR?, NLONGVARCHAR?, NLONGVARCHAR"},
        TypeCase{"SELECT Weight || '', Created || '', HasAvatar || '' FROM Objects",
                 "NVARCHAR(25)?, NVARCHAR(24)?, NVARCHAR(2)?"},
        TypeCase{"SELECT Link -> '$', Link ->> '$.a' FROM Objects", "NLONGVARCHAR?, NLONGVARCHAR?"},
        TypeCase{"SELECT Name COLLATE NOCASE FROM Objects", "NVARCHAR(255)!"}));

INSTANTIATE_TEST_SUITE_P(
    Combinations, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT CASE WHEN Id = 1 THEN 'a' ELSE 'long' END FROM Objects", "NVARCHAR(4)!"},
        TypeCase{"SELECT CASE Id WHEN 1 THEN 5 END FROM Objects", "INTEGER?"},
        TypeCase{"SELECT CASE WHEN 1 THEN Id ELSE Weight END FROM Objects", "DOUBLE?"},
        TypeCase{"SELECT CASE WHEN 1 THEN NULL ELSE Created END FROM Objects", "TEXT TIMESTAMP(3)?"},
        TypeCase{"SELECT CASE WHEN 1 THEN Day ELSE Created END FROM Objects", "TEXT TIMESTAMP(3)?"},
        TypeCase{"SELECT CASE WHEN 1 THEN Id ELSE Name END FROM Objects", "NVARCHAR(255)!"},
        TypeCase{"SELECT CASE WHEN 1 THEN ? ELSE Id END FROM Objects", "BIGINT"},
        TypeCase{"SELECT CASE WHEN Id THEN CASE WHEN 1 THEN 1 ELSE 2 END ELSE 3 END end_ FROM Objects", "INTEGER!"},
        TypeCase{"SELECT COALESCE(Label, Name), COALESCE(Label, 'x'), IFNULL(TypeId, 0) FROM Objects",
                 "NVARCHAR(255)!, NVARCHAR(100)!, INTEGER!"},
        TypeCase{"SELECT COALESCE(Label, Code), COALESCE(Weight, Id), NULLIF(Id, 0) FROM Objects",
                 "NVARCHAR(100)?, DOUBLE!, BIGINT?"},
        TypeCase{"SELECT IIF(Id > 1, Day, NULL), IIF(1, Code, Code) FROM Objects", "TEXT DATE?, VARCHAR(64)?"},
        TypeCase{"SELECT COALESCE(Price, Id), COALESCE(Price, 1.5), COALESCE(Price, TypeId) FROM Objects",
                 "TEXT DECIMAL(21,2)!, DOUBLE!, DECIMAL(12,2)?"},
        TypeCase{"SELECT COALESCE(HasAvatar, 0), COALESCE(HasAvatar, HasAvatar), COALESCE(At, Day) FROM Objects",
                 "INTEGER!, BIT?, NVARCHAR(10)?"},
        TypeCase{"SELECT Id FROM Objects UNION SELECT TypeName FROM Types", "NVARCHAR(50)?"},
        TypeCase{"SELECT Id, 'abc' FROM Objects UNION ALL SELECT Weight, NULL FROM Objects", "DOUBLE?, NVARCHAR(3)?"},
        TypeCase{"SELECT NULL AS a UNION SELECT Id FROM Objects EXCEPT SELECT 1 INTERSECT SELECT 2 ORDER BY 1",
                 "BIGINT?"},
        TypeCase{"SELECT * FROM Types UNION ALL VALUES (1.5, 'x', 2)", "DOUBLE!, NVARCHAR(50)?, INTEGER?"}));

INSTANTIATE_TEST_SUITE_P(
    Casts, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT CAST(Name AS INTEGER), CAST(Id AS BIGINT), CAST(Id AS SMALLINT) FROM Objects",
                 "INTEGER!, BIGINT!, SMALLINT!"},
        TypeCase{
            "SELECT CAST(Id AS DOUBLE), CAST(Id AS DECIMAL(10,2)), CAST(Id AS NUMERIC), CAST(Id AS REAL) FROM Objects",
            "DOUBLE!, DECIMAL(10,2)!, DOUBLE!, DOUBLE!"},
        TypeCase{"SELECT CAST(Id AS NUMERIC(5)), CONVERT(MONEY, Id), TRY_CAST(Name AS DECIMAL(4,1)) FROM Objects",
                 "DECIMAL(5,0)!, TEXT DECIMAL(19,4)!, DECIMAL(4,1)?"},
        TypeCase{"SELECT CAST(Id AS VARCHAR(50)), CAST(Id AS VARCHAR(5)), CAST(Id AS TEXT) FROM Objects",
                 "NVARCHAR(22)!, NVARCHAR(5)!, NVARCHAR(22)!"},
        TypeCase{"SELECT CAST(Name AS VARCHAR(10)), CAST(Link AS VARCHAR(10)), CAST(? AS VARCHAR(10)), CAST(NULL AS "
                 "VARCHAR(10)) FROM Objects",
                 "NVARCHAR(10)!, NVARCHAR(10)?, NVARCHAR(10), NVARCHAR(10)?"},
        TypeCase{
            "SELECT CAST(Name AS BLOB), CAST(Created AS DATE), CAST(Day AS TIMESTAMP), CAST(Id AS BIT) FROM Objects",
            "BLOB!, TEXT DATE?, TEXT TIMESTAMP(3)?, BIT!"},
        TypeCase{"SELECT {fn CONVERT(Name, SQL_INTEGER)}, {fn CONVERT(Id, SQL_WVARCHAR)}, {fn CONVERT(Name, "
                 "SQL_GUID)}, {fn CONVERT(Id, SQL_DOUBLE)}, {fn CONVERT(Id, SQL_SMALLINT)} FROM Objects",
                 "INTEGER!, NVARCHAR(22)!, TEXT GUID!, DOUBLE!, SMALLINT!"}));

INSTANTIATE_TEST_SUITE_P(
    Calls, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT COUNT(*), COUNT( * ), COUNT(Id), COUNT(DISTINCT Name) FROM Objects",
                 "BIGINT!, BIGINT!, BIGINT!, BIGINT!"},
        TypeCase{"SELECT SUM(Id), SUM(Weight), SUM(HasAvatar), SUM(Price), SUM(Name) FROM Objects",
                 "BIGINT?, DOUBLE?, BIGINT?, DOUBLE?, DOUBLE?"},
        TypeCase{"SELECT AVG(Id), TOTAL(Id), MIN(Created), MAX(Name), MIN(Id, 2.5), MAX(HasAvatar) FROM Objects",
                 "DOUBLE?, DOUBLE!, TEXT TIMESTAMP(3)?, NVARCHAR(255)?, DOUBLE?, BIT?"},
        TypeCase{
            "SELECT GROUP_CONCAT(Name, ', ') FILTER (WHERE Id > 1) FROM Objects GROUP BY TypeId HAVING COUNT(*) > 1",
            "NLONGVARCHAR?"},
        TypeCase{"SELECT ROW_NUMBER() OVER (PARTITION BY TypeId ORDER BY Id), RANK() OVER w, SUM(Id) OVER w FROM "
                 "Objects WINDOW w AS (ORDER BY Id)",
                 "BIGINT!, BIGINT!, BIGINT?"},
        TypeCase{"SELECT LAG(Name) OVER (ORDER BY Id), LEAD(Id, 1, 0.5) OVER (ORDER BY Id), FIRST_VALUE(Day) OVER "
                 "(ORDER BY Id) FROM Objects",
                 "NVARCHAR(255)?, DOUBLE?, TEXT DATE?"},
        TypeCase{"SELECT UPPER(Name), TRIM(Label), SUBSTR(Name, 1, 3), LENGTH(Name), ROUND(Weight, 1), ABS(Id), "
                 "REPLACE(Name, 'a', 'b') FROM Objects",
                 "NVARCHAR(255)!, NVARCHAR(100)?, NVARCHAR(255)!, INTEGER!, DOUBLE?, BIGINT!, NLONGVARCHAR!"},
        TypeCase{"SELECT date(Created), time('now'), datetime('now'), strftime('%Y', Created), julianday('now') FROM "
                 "Objects",
                 "TEXT DATE?, TEXT TIME?, TEXT TIMESTAMP(3)?, NLONGVARCHAR?, DOUBLE?"},
        TypeCase{"SELECT {fn LEFT(Name, 3)}, {fn UCASE(Name)}, {fn CONCAT(Name, Label)}, {fn LENGTH(Name)}, {fn "
                 "LEFT(Name, Id)} FROM Objects",
                 "NVARCHAR(6)!, NVARCHAR(255)!, NVARCHAR(355)?, INTEGER!, NVARCHAR(255)!"},
        TypeCase{"SELECT {fn ROUND(Id, 1)}, {fn ROUND(Weight, 1)}, {fn MOD(Id, 2)}, {fn CEILING(Weight)}, {fn "
                 "FLOOR(Id)}, {fn PI()}, {fn SIGN(Weight)} FROM Objects",
                 "BIGINT!, DOUBLE?, BIGINT!, DOUBLE?, BIGINT!, DOUBLE!, INTEGER?"},
        TypeCase{"SELECT {fn NOW()}, {fn CURDATE()}, {fn CURTIME()}, {fn YEAR(Created)}, {fn MONTHNAME(Created)}, {fn "
                 "TIMESTAMPADD(SQL_TSI_DAY, 1, Created)}, {fn TIMESTAMPDIFF(SQL_TSI_DAY, Day, Created)} FROM Objects",
                 "TEXT TIMESTAMP(3)!, TEXT DATE!, TEXT TIME!, INTEGER?, NVARCHAR(9)?, TEXT TIMESTAMP(3)?, BIGINT?"},
        TypeCase{"SELECT typeof(Id), hex(Id), random(), json_extract(Link, '$'), printf('%d', Id) FROM Objects",
                 "NVARCHAR(7)!, NLONGVARCHAR!, BIGINT!, NLONGVARCHAR, NLONGVARCHAR?"}));

INSTANTIATE_TEST_SUITE_P(
    Subqueries, ColumnTypes,
    testing::Values(
        TypeCase{"SELECT (SELECT MAX(Id) FROM Types), (SELECT Name FROM Objects LIMIT 1)", "INTEGER?, NVARCHAR(255)?"},
        TypeCase{"SELECT (SELECT o.Id + t.Id FROM Types t) FROM Objects o", "BIGINT?"},
        TypeCase{"SELECT n, Name FROM (SELECT COUNT(*) AS n, Name FROM Objects GROUP BY Name) x",
                 "BIGINT!, NVARCHAR(255)!"},
        TypeCase{"SELECT * FROM (SELECT COUNT(*) AS n, Name FROM Objects GROUP BY Name)", "BIGINT!, NVARCHAR(255)!"},
        TypeCase{"SELECT x.n + 1, x.* FROM (SELECT TOP 5 Id * 2 AS n FROM Objects ORDER BY Id) x", "BIGINT!, BIGINT!"},
        TypeCase{"SELECT a.b FROM (SELECT c AS b FROM (SELECT Weight AS c FROM Objects))  a", "DOUBLE?"},
        TypeCase{"SELECT x FROM (SELECT Id AS x FROM Objects UNION ALL SELECT 'abc')", "NVARCHAR(22)!"},
        TypeCase{"SELECT column1, column2 FROM (VALUES (1, 'a'))", "INTEGER!, NVARCHAR(1)!"},
        TypeCase{"WITH c AS (SELECT COUNT(*) AS n FROM Objects) SELECT n, n * 1.5 FROM c", "BIGINT!, DOUBLE!"},
        TypeCase{"WITH c(a, b) AS (SELECT Id, Name FROM Objects), d AS (SELECT b FROM c) SELECT * FROM c, d",
                 "BIGINT!, NVARCHAR(255)!, NVARCHAR(255)!"},
        TypeCase{"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 9) SELECT n FROM c",
                 "BIGINT!"},
        TypeCase{
            "WITH RECURSIVE c AS (SELECT 1 AS n, 'a' AS s UNION ALL SELECT n + 1, s || 'x' FROM c) SELECT * FROM c",
            "BIGINT!, NLONGVARCHAR!"},
        TypeCase{"WITH Objects AS (SELECT 1 AS Id) SELECT Id FROM Objects", "INTEGER!"},
        TypeCase{"SELECT (WITH c AS (SELECT Day FROM Objects) SELECT Day FROM c)", "TEXT DATE?"},
        TypeCase{"SELECT TOP 3 Id FROM Objects UNION ALL SELECT Id FROM Types", "BIGINT!"},
        TypeCase{"SELECT c FROM (SELECT COUNT(*) FROM Objects) x, (SELECT 1.5 AS c)", "DOUBLE!"},
        TypeCase{"SELECT t.n FROM Objects o LEFT JOIN (SELECT Id, COUNT(*) AS n FROM Types GROUP BY Id) t ON t.Id = "
                 "o.TypeId",
                 "BIGINT?"}));

class ParameterTypes : public ResultTypes, public testing::WithParamInterface<TypeCase> {};

TEST_P(ParameterTypes, FollowWhatTheyMeet) {
    EXPECT_EQ(parameters(GetParam().sql), GetParam().types);
    EXPECT_EQ(runs(), 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, ParameterTypes,
    testing::Values(
        TypeCase{"SELECT 1", ""},
        TypeCase{"UPDATE Types SET TypeName = ?, ParentId = ? + 1 WHERE Id IN (?, ?)",
                 "NVARCHAR(50), BIGINT, INTEGER, INTEGER"},
        TypeCase{"UPDATE Types SET (TypeName, Id) = (?, 1) WHERE Id = ?", "NVARCHAR(255), INTEGER"},
        TypeCase{"DELETE FROM Objects WHERE Created < ? AND Code = ?", "TEXT TIMESTAMP(3), VARCHAR(64)"},
        TypeCase{"INSERT INTO Types (TypeName, Id) VALUES (?, ?), ('x', ?)", "NVARCHAR(50), INTEGER, INTEGER"},
        TypeCase{"INSERT INTO Types (Id) SELECT Id FROM Objects WHERE Day = ? LIMIT ?", "TEXT DATE, BIGINT"},
        TypeCase{
            "WITH c AS (SELECT Id FROM Types WHERE TypeName = ?) DELETE FROM Objects WHERE Id IN (SELECT Id FROM c)",
            "NVARCHAR(50)"},
        TypeCase{"SELECT Id FROM Objects WHERE Created = odbc_moment(?) AND Day > odbc_day(?)",
                 "TEXT TIMESTAMP(3), TEXT DATE"},
        TypeCase{"SELECT ?", "NVARCHAR(255)"}, TypeCase{"SELECT Id FROM Objects WHERE Id = ?", "BIGINT"},
        TypeCase{"SELECT Id FROM Objects WHERE ? < Created AND Day >= (?)", "TEXT TIMESTAMP(3), TEXT DATE"},
        TypeCase{"SELECT Id FROM Objects o WHERE o.Id IN (?, 5, ?) OR Name NOT IN (?)",
                 "BIGINT, BIGINT, NVARCHAR(255)"},
        TypeCase{"SELECT Id FROM Objects WHERE Label LIKE ? ESCAPE ? AND Id LIKE ?",
                 "NVARCHAR(100), NVARCHAR(255), NVARCHAR(255)"},
        TypeCase{"SELECT Id FROM Objects WHERE Weight BETWEEN ? AND ? OR ? BETWEEN 1 AND TypeId",
                 "DOUBLE, DOUBLE, INTEGER"},
        TypeCase{"SELECT Id FROM Objects WHERE HasAvatar IS ? AND Code <> ?", "BIT, VARCHAR(64)"},
        TypeCase{"SELECT Id FROM Objects LIMIT ? OFFSET ?", "BIGINT, BIGINT"},
        TypeCase{"SELECT TOP ? Id FROM Objects WHERE Name = ?", "BIGINT, NVARCHAR(255)"},
        TypeCase{"SELECT Id FROM Objects WHERE Name = ? OFFSET ? ROWS FETCH NEXT ? ROWS ONLY",
                 "NVARCHAR(255), BIGINT, BIGINT"},
        TypeCase{"SELECT Id FROM Objects WHERE TypeId IN (SELECT Id FROM Types WHERE TypeName = ?) AND Created > ?",
                 "NVARCHAR(50), TEXT TIMESTAMP(3)"},
        TypeCase{"SELECT Id FROM Objects o WHERE EXISTS (SELECT 1 FROM Types t WHERE t.Id = ? AND o.Day = ?)",
                 "INTEGER, TEXT DATE"},
        TypeCase{"SELECT Id FROM Objects WHERE ? IN (SELECT Id FROM Types)", "INTEGER"},
        TypeCase{"SELECT o.Id FROM Objects o JOIN Types t ON t.TypeName = ? WHERE t.ParentId = ?",
                 "NVARCHAR(50), INTEGER"},
        TypeCase{"SELECT COALESCE(Label, ?), CASE Id WHEN ? THEN ? ELSE Name END FROM Objects",
                 "NVARCHAR(100), BIGINT, NVARCHAR(255)"},
        TypeCase{"SELECT Id + ?, Weight * ?, Name || ? FROM Objects", "BIGINT, DOUBLE, NVARCHAR(255)"},
        TypeCase{"SELECT CAST(? AS INTEGER), CAST(? AS VARCHAR(30)), CAST(? AS DECIMAL(10,2))",
                 "INTEGER, NVARCHAR(255), DECIMAL(10,2)"},
        TypeCase{"SELECT x FROM (SELECT Id AS x FROM Objects WHERE Name = ?) WHERE x = ?", "NVARCHAR(255), BIGINT"},
        TypeCase{"WITH c AS (SELECT Day AS d FROM Objects WHERE Id = ?) SELECT d FROM c WHERE d > ?",
                 "BIGINT, TEXT DATE"},
        TypeCase{"SELECT Id FROM Objects WHERE Id = ? UNION SELECT Id FROM Types WHERE TypeName = ? ORDER BY 1 LIMIT ?",
                 "BIGINT, NVARCHAR(50), BIGINT"},
        TypeCase{"SELECT COUNT(*) AS n FROM Objects GROUP BY TypeId HAVING n > ? AND MAX(Created) < ?",
                 "BIGINT, TEXT TIMESTAMP(3)"},
        TypeCase{"SELECT Id FROM Objects WHERE (Id, Name) = (?, ?)", "BIGINT, NVARCHAR(255)"},
        TypeCase{"SELECT Id FROM Objects WHERE Name = {fn UCASE(?)} AND {fn YEAR(Created)} = ?",
                 "NVARCHAR(255), INTEGER"},
        TypeCase{"SELECT Id FROM Objects ORDER BY Id = ?", "BIGINT"},
        TypeCase{"SELECT 1 WHERE ? = 'abc' OR ? IN (1, 2) OR 'abc' LIKE ?", "NVARCHAR(255), INTEGER, NVARCHAR(255)"},
        TypeCase{"SELECT Id FROM Objects WHERE NOT (Id = ? OR NOT Label = ?)", "BIGINT, NVARCHAR(100)"},
        TypeCase{"SELECT COUNT(*) FILTER (WHERE Day = ?) FROM Objects", "TEXT DATE"},
        TypeCase{"SELECT * FROM json_each(?) WHERE key = ?", "NVARCHAR(255), NVARCHAR(255)"}));

// The text between the parentheses of a call of every ODBC function.
std::string sampleArguments(const ScalarFunction& function) {
    switch (function.form) {
        case CallForm::Extract:
            return "YEAR FROM Created";
        case CallForm::Position:
            return "Name IN Label";
        case CallForm::TimestampInterval:
            return "SQL_TSI_DAY, " + std::string(function.name == "TIMESTAMPADD" ? "1" : "Day") + ", Created";
        case CallForm::Convert:
            return "Name, SQL_WVARCHAR";
        case CallForm::Plain:
            break;
    }
    std::string arguments;
    for (int i = 0; i < function.minArguments; ++i) arguments += i == 0 ? "Name" : ", 1";
    return arguments;
}

TEST_F(ResultTypes, EveryOdbcFunctionHasAType) {
    for (const ScalarFunction& function : scalarFunctions()) {
        const std::string call = "{fn " + std::string(function.name) + "(" + sampleArguments(function) + ")}";
        const std::string types = columns("SELECT " + call + " FROM Objects");
        EXPECT_TRUE(types.back() == '!' || types.back() == '?') << call << " is " << types;
        const bool mayBeLong = function.name == "REPEAT" || function.name == "REPLACE" || function.name == "SPACE";
        EXPECT_EQ(types.rfind("NLONGVARCHAR", 0) == 0, mayBeLong) << call << " is " << types;
    }
}

TEST_F(ResultTypes, WhatIsNotUnderstoodFallsBackToWhatSqliteDeclares) {
    const StatementHandle statement = prepare("SELECT Id, Id + 1 FROM Objects");
    const auto types = inferResultTypes(db(), statement.get(), "SELECT Id, some nonsense ((");
    ASSERT_EQ(types.size(), 2u);
    EXPECT_EQ(types[0].type, schema::wlongvarchar());  // the text is not even a query
    EXPECT_EQ(types[1].type, schema::wlongvarchar());
    const auto others = inferResultTypes(db(), statement.get(), "SELECT Id, unknown(Id), 3 FROM Objects");
    ASSERT_EQ(others.size(), 2u);
    EXPECT_EQ(others[0].type, schema::bigInt());  // SQLite tells
    EXPECT_EQ(others[1].type, schema::wlongvarchar());
}

TEST_F(ResultTypes, ExplainIsDescribedAsText) {
    EXPECT_EQ(columns("EXPLAIN QUERY PLAN SELECT 1"), "NLONGVARCHAR, NLONGVARCHAR, NLONGVARCHAR, NLONGVARCHAR");
}

TEST_F(ResultTypes, DeepAndWideQueriesAreTypedOrFallBack) {
    std::string nested = "Id", sum = "Id";
    for (int i = 0; i < 30; ++i) nested = "(" + nested + " + 1)";
    EXPECT_EQ(columns("SELECT " + nested + " FROM Objects"), "BIGINT!");
    for (int i = 0; i < 900; ++i) sum += " + 1";
    EXPECT_EQ(columns("SELECT " + sum + " FROM Objects"), "BIGINT!");
    std::string subquery = "SELECT Id AS c FROM Objects";
    for (int i = 0; i < 12; ++i) subquery = "SELECT c FROM (" + subquery + ")";
    EXPECT_EQ(columns(subquery), "BIGINT!");
}

TEST_F(ResultTypes, GarbageNeverCrashesTheParser) {
    const StatementHandle statement = prepare("SELECT 1");
    for (const char* pattern : {"(", "SELECT (", "a.", "CASE WHEN ", "NOT ", "- ", "x IN (", "WITH a AS (", "f(",
                                "a = ", "CAST(", "(SELECT "}) {
        std::string sql = "SELECT ";
        while (sql.size() < 150'000) sql += pattern;
        EXPECT_EQ(inferResultTypes(db(), statement.get(), sql).size(), 1u);
        EXPECT_EQ(inferParameterTypes(db(), sql, 3).size(), 3u);
    }
}

TEST_F(ResultTypes, AnAggregateOverNoRowShowsNullColumns) {
    EXPECT_EQ(columns("SELECT Id, upper(Name), count(*), total(Id), 1 FROM Objects WHERE Id = -1"),
              "BIGINT?, NVARCHAR(255)?, BIGINT!, DOUBLE!, INTEGER!");
    EXPECT_EQ(columns("SELECT * FROM (SELECT Id, count(*) AS n FROM Objects)"), "BIGINT?, BIGINT!");
    EXPECT_EQ(columns("SELECT Id, count(*) FROM Objects GROUP BY Id"), "BIGINT!, BIGINT!");
    EXPECT_EQ(columns("SELECT Id, count(*) OVER (), max(Id, 3) FROM Objects"), "BIGINT!, BIGINT!, BIGINT?");
    EXPECT_EQ(columns("SELECT Id, (SELECT count(*) FROM Types) FROM Objects"), "BIGINT!, BIGINT?");
}

TEST_F(ResultTypes, ASignKeepsWhatSqliteKeeps) {
    EXPECT_EQ(columns("SELECT +Label, +Id, -Id, +'abc' FROM Objects"),
              "NVARCHAR(100)?, BIGINT!, BIGINT!, NVARCHAR(3)!");
    EXPECT_EQ(columns("SELECT -9223372036854775808, 9223372036854775808, -9223372036854775809"),
              "BIGINT!, DOUBLE!, DOUBLE!");
}

TEST_F(ResultTypes, AggregatesTakeDistinctAndAll) {
    EXPECT_EQ(columns("SELECT COUNT(DISTINCT Id), SUM(ALL Id), COUNT(ALL Name), Id FROM Objects GROUP BY Id"),
              "BIGINT!, BIGINT?, BIGINT!, BIGINT!");
}

TEST_F(ResultTypes, OneUnreadableExpressionLeavesItsNeighboursAlone) {
    const StatementHandle statement = prepare("SELECT 1, 2, 3 FROM Objects");
    const auto types = inferResultTypes(db(), statement.get(), "SELECT Id, a <=> (b, c) AS x, Name FROM Objects");
    ASSERT_EQ(types.size(), 3U);
    EXPECT_EQ(shown(types[0]), "BIGINT!");
    EXPECT_EQ(shown(types[1]), "NLONGVARCHAR");
    EXPECT_EQ(shown(types[2]), "NVARCHAR(255)!");
}

TEST_F(ResultTypes, RandomWordsNeverCrashTheParser) {
    const char* words[] = {"SELECT", "FROM",   "Objects", "Id",      "*",       ",",     "(",      ")",      ".",
                           "AS",     "x",      "WHERE",   "=",       "?",       "IN",    "NOT",    "NULL",   "IS",
                           "CASE",   "WHEN",   "THEN",    "ELSE",    "END",     "CAST",  "UNION",  "ALL",    "VALUES",
                           "WITH",   "JOIN",   "LEFT",    "ON",      "USING",   "ORDER", "BY",     "LIMIT",  "1",
                           "'a'",    "||",     "+",       "BETWEEN", "AND",     "LIKE",  "ESCAPE", "EXISTS", "OVER",
                           "count",  "FILTER", "GROUP",   "HAVING",  "NATURAL", "->",    "COLLATE"};
    const StatementHandle statement = prepare("SELECT Id, 2 FROM Objects");
    std::mt19937 random(3);
    for (int round = 0; round < 20000; ++round) {
        std::string sql = "SELECT ";
        for (std::size_t n = random() % 16; n > 0; --n) sql += std::string(words[random() % std::size(words)]) + " ";
        ASSERT_EQ(inferResultTypes(db(), statement.get(), sql).size(), 2u) << sql;
        ASSERT_EQ(inferParameterTypes(db(), sql, 2).size(), 2u) << sql;
    }
    EXPECT_EQ(runs(), 0);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
