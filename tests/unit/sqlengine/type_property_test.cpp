// The rule of result types: what is told before a statement runs is never exceeded or contradicted by what it gives.
// Random expressions over a table whose values reach the edges of their types.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "common/clock.h"
#include "common/date_time.h"
#include "common/unicode.h"
#include "sqlengine/functions.h"
#include "sqlengine/moment_comparisons.h"
#include "sqlengine/result_types.h"
#include "sqlengine/sql_text/escape_literals.h"
#include "sqlengine/sql_text/translate.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/view_texts.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::SqlType;

constexpr const char* kTables = R"(
    CREATE TABLE t(Big BIGINT NOT NULL, Small SMALLINT, Num INTEGER, Flag BIT, Dbl DOUBLE, Dec DECIMAL(10,2),
                   Short NVARCHAR(5) NOT NULL, Name NVARCHAR(40), Long NLONGVARCHAR, Code VARCHAR(8),
                   Created TEXT TIMESTAMP(3), Day TEXT DATE, At TEXT TIME, Bytes BLOB VARBINARY(4), Uid TEXT GUID);
    INSERT INTO t VALUES
        (9007199254740993, 32767, 2147483647, 1, 1.7976931348623157e308, 99999999.99, 'abcde',
         'The quick brown fox jumps over the dogs', 'x', 'ABCDEFGH', '9999-12-31 23:59:59.999', '9999-12-31', '23:59:59',
         x'FFFFFFFF', '01234567-89ab-cdef-0123-456789abcdef'),
        (-9007199254740993, -32768, -2147483648, 0, -2.2250738585072014e-308, -99999999.99, '', '', '', '',
         '0001-01-01 00:00:00.000', '0001-01-01', '00:00:00', x'', 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
        (42, 7, 5, 1, 2.5, 12.5, X'F09F9880F09F9880', '12', '3.5', '7', '2024-02-29 10:20:30.456', '2024-02-29',
         '10:20:30', x'41', 'a0000000-0000-0000-0000-000000000000'),
        (0, NULL, NULL, NULL, NULL, NULL, 'x', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    UPDATE t SET Short = CAST(Short AS TEXT);
    CREATE VIEW v AS SELECT a.Big, a.Num + 1 AS Num, a.Name || a.Short AS Name, a.Created, b.Day, b.Flag, a.Dec, b.Code,
                            b.At, a.Dbl FROM t a LEFT JOIN t b ON a.Num = b.Small;
)";

// Expressions of a kind, so that most of them run.
class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::string number(int depth) {
        if (depth <= 0)
            return pick({"Big", "Small", "Num", "Flag", "Dbl", "Dec", "1", "-7", "2.5", "NULL", "0", "3000000000"});
        switch (roll(16)) {
            case 0:
                return "(" + number(depth - 1) + pick({" + ", " - ", " * ", " / ", " % "}) + number(depth - 1) + ")";
            case 1:
                return pick({"-", "+", "~"}) + std::string("(") + number(depth - 1) + ")";
            case 2:
                return call({"ABS(", "ROUND(", "SIGN(", "CEIL(", "FLOOR(", "{fn ABS(", "{fn SIGN("}, number(depth - 1));
            case 3:
                return call({"LEN(", "LENGTH(", "{fn LENGTH(", "ASCII(", "{fn OCTET_LENGTH(", "CHAR_LENGTH("},
                            text(depth - 1));
            case 4:
                return "CAST(" + number(depth - 1) + " AS " +
                       pick(
                           {"INTEGER", "BIGINT", "SMALLINT", "DECIMAL(12,3)", "DOUBLE", "BIT", "NUMERIC(5)", "MONEY"}) +
                       ")";
            case 5:
                return choice([this](int d) { return number(d); }, depth);
            case 6:
                return pick({"YEAR(", "MONTH(", "DAY(", "QUARTER(", "WEEK("}) + moment(depth - 1) + ")";
            case 7:
                return "DATEDIFF(" + pick({"day", "month", "year", "week"}) + ", " + moment(depth - 1) + ", " +
                       moment(depth - 1) + ")";
            case 8:
                return "(" + condition(depth - 1) + ")";
            case 9:
                return pick({"CHARINDEX(", "INSTR("}) + text(depth - 1) + ", " + text(depth - 1) + ")";
            case 10:
                return "(SELECT " + pick({"MAX", "MIN", "SUM", "AVG", "COUNT", "TOTAL", "STDDEV"}) + "(" +
                       number(depth - 1) + ") FROM t)";
            case 11:
                return "{fn CONVERT(" + number(depth - 1) + ", " +
                       pick({"SQL_INTEGER", "SQL_BIGINT", "SQL_DOUBLE", "SQL_SMALLINT", "SQL_TINYINT", "SQL_DECIMAL"}) +
                       ")}";
            case 12:
                return "TRY_CAST(" + text(depth - 1) + " AS " + pick({"INTEGER", "DECIMAL(9,4)", "DOUBLE", "BIT"}) +
                       ")";
            case 13:
                return pick({"{fn MOD(", "{fn POWER(", "{fn ROUND(", "{fn TRUNCATE("}) + number(depth - 1) + ", " +
                       pick({"1", "2", "-1"}) + ")}";
            case 14:
                return "(" + number(depth - 1) + pick({" & ", " | ", " << "}) + number(depth - 1) + ")";
            default:
                return number(0);
        }
    }

    std::string text(int depth) {
        if (depth <= 0)
            return pick({"Short", "Name", "Long", "Code", "'ab'", "''", "N'\xC3\xA4\xF0\x9F\x98\x80'", "NULL", "Uid"});
        switch (roll(16)) {
            case 0:
                return "(" + any(depth - 1) + " || " + text(depth - 1) + ")";
            case 1:
                return call({"UPPER(", "LOWER(", "TRIM(", "REVERSE(", "{fn UCASE(", "{fn LTRIM(", "BTRIM("},
                            text(depth - 1));
            case 2:
                return pick({"LEFT(", "RIGHT("}) + any(depth - 1) + ", " + pick({"0", "3", "100"}) + ")";
            case 3:
                return "SUBSTRING(" + any(depth - 1) + " FROM 2 FOR 3)";
            case 4:
                return "CAST(" + any(depth - 1) + " AS " +
                       pick({"VARCHAR(3)", "NVARCHAR(30)", "CHAR(10)", "VARCHAR", "TEXT", "VARCHAR(5000)"}) + ")";
            case 5:
                return choice([this](int d) { return text(d); }, depth);
            case 6:
                return pick({"CONCAT(", "CONCAT_WS("}) + any(depth - 1) + ", " + any(depth - 1) + ", " +
                       text(depth - 1) + ")";
            case 7:
                return "REPLACE(" + text(depth - 1) + ", 'a', 'long text')";
            case 8:
                return "STUFF(" + text(depth - 1) + ", 1, 1, " + text(depth - 1) + ")";
            case 9:
                return call({"DATENAME(month, ", "DATENAME(weekday, ", "{fn MONTHNAME("}, moment(depth - 1));
            case 10:
                return "CONVERT(VARCHAR(" + pick({"4", "40"}) + "), " + any(depth - 1) + ", " +
                       pick({"104", "120", "126"}) + ")";
            case 11:
                return "(SELECT " + pick({"MAX", "MIN", "GROUP_CONCAT"}) + "(" + text(depth - 1) + ") FROM t)";
            case 12:
                return "{fn INSERT(" + text(depth - 1) + ", 1, 1, " + text(depth - 1) + ")}";
            case 13:
                return "OVERLAY(" + text(depth - 1) + " PLACING " + text(depth - 1) + " FROM 2)";
            case 14:
                return pick({"TRIM(BOTH 'x' FROM ", "LTRIM(", "SOUNDEX(", "typeof(", "hex("}) + text(depth - 1) + ")";
            default:
                return pick({"LPAD(", "RPAD("}) + text(depth - 1) + ", 7, 'xy')";
        }
    }

    std::string moment(int depth) {
        if (depth <= 0)
            return pick(
                {"Created", "Day", "{d '2024-01-31'}", "{ts '2024-01-31 10:00:00'}", "CURRENT_TIMESTAMP", "NULL"});
        switch (roll(9)) {
            case 0:
                return "DATEADD(" + pick({"day", "month", "hour"}) + ", " + pick({"1", "-3"}) + ", " +
                       moment(depth - 1) + ")";
            case 1:
                return "EOMONTH(" + moment(depth - 1) + ")";
            case 2:
                return "CAST(" + moment(depth - 1) + " AS " + pick({"DATE", "TIMESTAMP", "DATETIME2(0)"}) + ")";
            case 3:
                return choice([this](int d) { return moment(d); }, depth);
            case 4:
                return "DATETRUNC(month, " + moment(depth - 1) + ")";
            case 5:
                return "{fn TIMESTAMPADD(SQL_TSI_DAY, 1, " + moment(depth - 1) + ")}";
            case 6:
                return "(SELECT " + pick({"MAX(", "MIN("}) + moment(depth - 1) + ") FROM t)";
            case 7:
                return pick({"date(", "datetime("}) + moment(0) + ")";  // of a number they count days
            default:
                return moment(0);
        }
    }

    std::string condition(int depth) {
        switch (roll(6)) {
            case 0:
                return number(depth - 1) + pick({" < ", " = ", " >= ", " <> "}) + number(depth - 1);
            case 1:
                return text(depth - 1) + pick({" LIKE ", " = ", " < "}) + text(depth - 1);
            case 2:
                return moment(depth - 1) + pick({" = ", " < "}) + moment(depth - 1);
            case 3:
                return any(depth - 1) + pick({" IS NULL", " IS NOT NULL"});
            case 4:
                return number(depth - 1) + " IN (1, " + number(depth - 1) + ")";
            default:
                return moment(depth - 1) + " BETWEEN " + moment(depth - 1) + " AND " + moment(depth - 1);
        }
    }

    std::string other(int depth) {
        const std::string inner = depth <= 0 ? "Bytes" : text(depth - 1);
        return pick({"Bytes", "At", "Uid", "Flag", "x'4142'", "CURRENT_TIME", "CAST(" + inner + " AS VARBINARY(3))",
                     "CAST(Created AS TIME)", "CAST(" + inner + " AS BLOB)", "CASE WHEN Flag THEN Bytes END"});
    }

    std::string any(int depth) {
        switch (roll(7)) {
            case 0:
            case 1:
                return number(depth);
            case 2:
            case 3:
                return text(depth);
            case 4:
            case 5:
                return moment(depth);
            default:
                return other(depth);
        }
    }

    std::string query() {
        const int depth = 1 + roll(3);
        switch (roll(9)) {
            case 0:
                return "SELECT " + any(depth) + " FROM t UNION ALL SELECT " + any(depth) + " FROM t";
            case 1:
                return "SELECT x, x FROM (SELECT " + any(depth) + " AS x FROM t) q";
            case 2:
                return "WITH c(x) AS (SELECT " + any(depth) + " FROM t) SELECT * FROM c UNION SELECT " +
                       any(depth - 1) + " FROM t";
            case 3:
                return "SELECT " + pick({"MAX", "MIN", "COUNT", "SUM", "AVG"}) + "(" + any(depth) + "), " +
                       pick({"LAG", "FIRST_VALUE", "MAX"}) + "(" + pick({"Big", "Name", "Created"}) +
                       ") OVER (ORDER BY Num) FROM t GROUP BY Big";
            case 4:
                return "SELECT a.x, b.x FROM (SELECT " + any(depth) + " AS x, Num FROM t) a LEFT JOIN (SELECT " +
                       any(depth) + " AS x, Small AS Num FROM t) b ON a.Num = b.Num";
            case 5:
                return "SELECT Big, Num, Name, Created, Day, Flag, Dec, Code, At, Dbl, Num * 2, UPPER(Name) FROM v";
            case 6:
                return "VALUES (" + pick({"1", "'a'", "NULL", "2.5"}) + "), (" +
                       pick({"'long'", "3000000000", "NULL", "x'00'"}) + ")";
            case 7:
                return "WITH RECURSIVE c(n, s) AS (SELECT 1, " + pick({"'a'", "1", "NULL"}) + " UNION ALL SELECT n + " +
                       pick({"1", "0.5"}) + ", s || 'x' FROM c WHERE n < 7) SELECT n, s FROM c";
            default:
                return "SELECT " + any(depth) + ", " + any(depth) + " FROM t";
        }
    }

private:
    int roll(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }
    std::string pick(std::initializer_list<std::string> from) {
        return *(from.begin() + roll(static_cast<int>(from.size())));
    }
    std::string call(std::initializer_list<std::string> opening, const std::string& argument) {
        const std::string open = pick(opening);
        return open + argument + (open.front() == '{' ? ")}" : ")");
    }

    template <typename Make>
    std::string choice(Make make, int depth) {
        switch (roll(4)) {
            case 0:
                return "CASE WHEN " + condition(depth - 1) + " THEN " + make(depth - 1) +
                       (roll(2) == 0 ? " ELSE " + make(depth - 1) : "") + " END";
            case 1:
                return pick({"COALESCE(", "ISNULL("}) + make(depth - 1) + ", " + any(depth - 1) + ")";
            case 2:
                return "NULLIF(" + make(depth - 1) + ", " + make(depth - 1) + ")";
            default:
                return "IIF(" + condition(depth - 1) + ", " + make(depth - 1) + ", " + any(depth - 1) + ")";
        }
    }

    std::mt19937 random_;
};

// One cell, as SQLite holds it.
struct Value {
    sqlite3_stmt* statement;
    int column;

    int storage() const { return sqlite3_column_type(statement, column); }
    std::int64_t integer() const { return sqlite3_column_int64(statement, column); }
    double real() const { return sqlite3_column_double(statement, column); }
    std::string text() const {
        const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_blob(statement, column));
        if (storage() != SQLITE_BLOB) bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
        const auto length = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
        return bytes == nullptr ? std::string() : std::string(bytes, length);
    }
};

bool isIntegerWithin(const Value& value, std::int64_t lowest, std::int64_t highest) {
    return value.storage() == SQLITE_INTEGER && value.integer() >= lowest && value.integer() <= highest;
}

bool isNumber(const Value& value) {
    return value.storage() == SQLITE_INTEGER || value.storage() == SQLITE_FLOAT;
}

bool fits(const Value& value, const schema::TypeSpec& type) {
    const std::string text = value.text();
    switch (type.type) {
        case SqlType::Bit:
            return isIntegerWithin(value, 0, 1);
        case SqlType::SmallInt:
            return isIntegerWithin(value, -32768, 32767);
        case SqlType::Integer:
            return isIntegerWithin(value, std::numeric_limits<std::int32_t>::min(),
                                   std::numeric_limits<std::int32_t>::max());
        case SqlType::BigInt:  // what needs more than 64 bits is a real, which the result refuses
            return value.storage() == SQLITE_INTEGER ||
                   (value.storage() == SQLITE_FLOAT && std::fabs(value.real()) >= 9.2e18);
        case SqlType::Double:
            return isNumber(value);
        case SqlType::Decimal:
            return isNumber(value) &&
                   std::fabs(value.real()) < std::pow(10.0, static_cast<int>(type.size) - type.scale);
        case SqlType::Char:
        case SqlType::Varchar:
        case SqlType::WVarchar:
            return value.storage() != SQLITE_BLOB && common::utf16Length(text) <= type.size;
        case SqlType::LongVarchar:
        case SqlType::WLongVarchar:
            return true;
        case SqlType::Date:
            return common::parseDate(text) && text.size() == 10;
        case SqlType::Time:
            return common::parseTime(text) && text.size() == 8;
        case SqlType::Timestamp:
            return common::parseTimestamp(text).has_value();
        case SqlType::Varbinary:
            return value.storage() == SQLITE_BLOB && text.size() <= type.size;
        case SqlType::LongVarbinary:
            return value.storage() == SQLITE_BLOB;
        case SqlType::Guid:
            return guidOf(text).has_value();
    }
    return false;
}

class TypeProperty : public testing::Test {
protected:
    TypeProperty() {
        sqlite3* db = nullptr;
        sqlite3_open(":memory:", &db);
        db_.reset(db);
        registerFunctions(db, common::realClock());
        registerViewTexts(db, [](const std::function<void()>& read) { read(); });
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, kTables, nullptr, nullptr, &message), SQLITE_OK) << (message ? message : "");
        sqlite3_free(message);
    }

    // How many values were looked at.
    int check(const std::string& odbcSql) {
        const std::string sql = alignMoments(db_.get(), translate(odbcSql).sql);
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) {
            ADD_FAILURE() << odbcSql << "\n" << sql << "\n" << sqlite3_errmsg(db_.get());
            return 0;
        }
        const StatementHandle statement(raw);
        const auto columns = inferResultTypes(db_.get(), raw, sql);
        int values = 0;
        while (sqlite3_step(raw) == SQLITE_ROW) {  // an error of values ends it
            for (std::size_t i = 0; i < columns.size(); ++i, ++values)
                checkValue({raw, static_cast<int>(i)}, columns[i], odbcSql);
        }
        return values;
    }

private:
    static void checkValue(const Value& value, const InferredColumn& column, const std::string& sql) {
        if (value.storage() == SQLITE_NULL) {
            EXPECT_NE(column.nullability, Nullability::No) << "NULL in column " << value.column + 1 << " of\n" << sql;
            return;
        }
        EXPECT_TRUE(fits(value, column.type))
            << "'" << value.text() << "' (storage " << value.storage() << ") is no " << schema::typeNameOf(column.type)
            << " in column " << value.column + 1 << " of\n"
            << sql;
    }

    DatabaseHandle db_;
};

TEST_F(TypeProperty, NoValueContradictsWhatIsToldOfItsColumn) {
    constexpr int kRounds = 1500;
    constexpr unsigned kSeed = 20240131;
    Generator generator(kSeed);
    int values = 0;
    for (int round = 0; round < kRounds; ++round) values += check(generator.query());
    EXPECT_GT(values, kRounds * 2);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
