#include "sqlengine/functions.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <map>
#include <memory>
#include <optional>
#include <set>

#include "common/clock.h"
#include "common/error.h"
#include "sqlengine/engine.h"
#include "sqlengine/functions/case_mapping.h"
#include "sqlengine/sql_text/translate.h"

namespace assetsodbc::sqlengine {
namespace {

// Each look at the wall clock is a second later, so that a test can tell how often it was read.
class TickingClock : public common::Clock {
public:
    Steady::time_point now() const override { return {}; }
    System::time_point wallClock() const override {
        return System::time_point(std::chrono::milliseconds(1'706'695'200'123)) + std::chrono::seconds(reads_++);
    }
    void sleep(std::chrono::milliseconds, const common::CallContext&) const override {}

private:
    mutable int reads_ = 0;
};

struct CloseDatabase {
    void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

// NULL, "i:5", "r:1.5", "t:text", "b:bytes" or "error: message".
using Answer = std::string;

class Functions : public testing::Test {
protected:
    Functions() {
        sqlite3* db = nullptr;
        sqlite3_open(":memory:", &db);
        db_.reset(db);
        registerFunctions(db, clock_, {"company", "ada"});
    }

    std::vector<Answer> column(const std::string& odbcSql) {
        std::vector<Answer> answers;
        try {
            const std::string sql = translate(odbcSql).sql;
            sqlite3_stmt* raw = nullptr;
            if (sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) return {sqliteError()};
            const std::unique_ptr<sqlite3_stmt, FinalizeStatement> statement(raw);
            int code = SQLITE_OK;
            while ((code = sqlite3_step(raw)) == SQLITE_ROW) answers.push_back(cell(raw));
            if (code != SQLITE_DONE) answers.push_back(sqliteError());
        } catch (const common::Error& error) {
            return {std::string("refused: ") + error.what()};
        }
        return answers;
    }

    Answer evaluate(const std::string& expression) { return column("SELECT " + expression).at(0); }

    int errorCode() const { return sqlite3_errcode(db_.get()); }
    sqlite3* db() const { return db_.get(); }

private:
    Answer sqliteError() const { return std::string("error: ") + sqlite3_errmsg(db_.get()); }

    static Answer cell(sqlite3_stmt* statement) {
        const auto bytes = [&] {
            const char* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
            return std::string(text ? text : "", static_cast<std::size_t>(sqlite3_column_bytes(statement, 0)));
        };
        switch (sqlite3_column_type(statement, 0)) {
            case SQLITE_NULL:
                return "NULL";
            case SQLITE_INTEGER:
                return "i:" + bytes();
            case SQLITE_FLOAT:
                return "r:" + bytes();
            case SQLITE_TEXT:
                return "t:" + bytes();
            default:
                return "b:" + bytes();
        }
    }

    TickingClock clock_;
    std::unique_ptr<sqlite3, CloseDatabase> db_;
};

struct FunctionCase {
    const char* expression;
    const char* answer;  // errors: a part of the message
};

void PrintTo(const FunctionCase& c, std::ostream* out) {
    *out << c.expression;
}

class FunctionCases : public Functions, public testing::WithParamInterface<FunctionCase> {};

TEST_P(FunctionCases, AnswersAsOdbcDefinesIt) {
    const std::string expected = GetParam().answer;
    const Answer answer = evaluate(GetParam().expression);
    if (expected.rfind("error: ", 0) == 0) {
        EXPECT_EQ(answer.rfind("error: ", 0), 0u) << answer;
        EXPECT_NE(answer.find(expected.substr(7)), std::string::npos) << answer;
        EXPECT_TRUE(errorCode() == SQLITE_MISMATCH || errorCode() == SQLITE_RANGE) << errorCode();
    } else {
        EXPECT_EQ(answer, expected);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Text, FunctionCases,
    testing::Values(
        FunctionCase{"{fn ASCII('Abc')}", "i:65"}, FunctionCase{"{fn ASCII('')}", "i:0"},
        FunctionCase{"{fn ASCII('\xE2\x82\xAC')}", "i:8364"}, FunctionCase{"{fn BIT_LENGTH('a\xC3\xA4')}", "i:24"},
        FunctionCase{"{fn OCTET_LENGTH('a\xC3\xA4')}", "i:3"}, FunctionCase{"{fn CHAR(65)}", "t:A"},
        FunctionCase{"{fn CHAR(8364)}", "t:\xE2\x82\xAC"}, FunctionCase{"{fn CHAR(128512)}", "t:\xF0\x9F\x98\x80"},
        FunctionCase{"{fn CHAR(0)}", "error: CHAR: 0 is not the code of a character"},
        FunctionCase{"{fn CHAR(55296)}", "error: CHAR"},
        FunctionCase{"{fn CHAR('x')}", "error: CHAR: 'x' is not a number"},
        FunctionCase{"{fn CHAR_LENGTH('a\xC3\xA4\xF0\x9F\x98\x80 ')}", "i:4"},
        FunctionCase{"{fn CHARACTER_LENGTH('')}", "i:0"}, FunctionCase{"{fn CHAR_LENGTH(x'C3A4')}", "i:2"},
        FunctionCase{"{fn LENGTH('a\xC3\xA4  ')}", "i:2"}, FunctionCase{"{fn LENGTH('   ')}", "i:0"},
        FunctionCase{"LENGTH('ab  ')", "i:4"}, FunctionCase{"{fn LENGTH(12345)}", "i:5"},
        FunctionCase{"{fn CONCAT('a', 'b')}", "t:ab"}, FunctionCase{"{fn CONCAT('a', 5)}", "t:a5"},
        FunctionCase{"{fn CONCAT(1.5, '')}", "t:1.5"}, FunctionCase{"{fn DIFFERENCE('Smith', 'Smythe')}", "i:4"},
        FunctionCase{"{fn DIFFERENCE('Smith', 'Jones')}", "i:2"}, FunctionCase{"{fn SOUNDEX('Robert')}", "t:R163"},
        FunctionCase{"{fn SOUNDEX('Ashcraft')}", "t:A261"}, FunctionCase{"{fn SOUNDEX('Tymczak')}", "t:T522"},
        FunctionCase{"{fn SOUNDEX('Pfister')}", "t:P236"}, FunctionCase{"{fn SOUNDEX('')}", "t:0000"},
        FunctionCase{"{fn INSERT('abcdef', 2, 3, 'X')}", "t:aXef"},
        FunctionCase{"{fn INSERT('\xC3\xA4\xC3\xB6\xC3\xBC', 2, 1, 'o')}", "t:\xC3\xA4o\xC3\xBC"},
        FunctionCase{"{fn INSERT('abc', 4, 0, 'd')}", "t:abcd"}, FunctionCase{"{fn INSERT('abc', 9, 1, 'd')}", "t:abc"},
        FunctionCase{"{fn INSERT('abc', 0, 1, 'd')}", "t:abc"}, FunctionCase{"{fn INSERT('abc', 1, 99, '')}", "t:"},
        FunctionCase{"{fn LCASE('\xC3\x84\xD0\x96Z')}", "t:\xC3\xA4\xD0\xB6z"},
        FunctionCase{"{fn UCASE('gr\xC3\xB6\xC3\x9F\x65 \xCE\xB1')}", "t:GR\xC3\x96\xC3\x9F\x45 \xCE\x91"},
        FunctionCase{"{fn UCASE('\xF0\x9F\x98\x80x')}", "t:\xF0\x9F\x98\x80X"},
        FunctionCase{"ucase(lcase('AbC'))", "t:ABC"},
        FunctionCase{"{fn LEFT('\xC3\xA4\xC3\xB6\xC3\xBC', 2)}", "t:\xC3\xA4\xC3\xB6"},
        FunctionCase{"{fn LEFT('abc', 0)}", "t:"}, FunctionCase{"{fn LEFT('abc', 99)}", "t:abc"},
        FunctionCase{"{fn LEFT('abc', -1)}", "error: LEFT: a number of characters cannot be negative"},
        FunctionCase{"LEFT('abc', 1)", "t:a"},
        FunctionCase{"{fn RIGHT('\xC3\xA4\xC3\xB6\xC3\xBC', 2)}", "t:\xC3\xB6\xC3\xBC"},
        FunctionCase{"{fn RIGHT('abc', 99)}", "t:abc"}, FunctionCase{"{fn RIGHT('abc', 0)}", "t:"},
        FunctionCase{"{fn RIGHT('abc', 1.5)}", "error: whole number"}, FunctionCase{"{fn LOCATE('b', 'abcb')}", "i:2"},
        FunctionCase{"{fn LOCATE('b', 'abcb', 3)}", "i:4"}, FunctionCase{"{fn LOCATE('x', 'abc')}", "i:0"},
        FunctionCase{"{fn LOCATE('\xC3\xBC', '\xC3\xA4\xC3\xB6\xC3\xBC')}", "i:3"},
        FunctionCase{"{fn LOCATE('', 'abc')}", "i:1"}, FunctionCase{"{fn LOCATE('a', 'abc', 9)}", "i:0"},
        FunctionCase{"{fn LOCATE('a', 'abc', 0)}", "error: counts from 1"},
        FunctionCase{"{fn POSITION('c' IN 'abc')}", "i:3"}, FunctionCase{"POSITION('c' IN 'abc')", "i:3"},
        FunctionCase{"{fn POSITION('z' IN '')}", "i:0"}, FunctionCase{"{fn LTRIM('  a ')}", "t:a "},
        FunctionCase{"{fn RTRIM('  a  ')}", "t:  a"}, FunctionCase{"{fn LTRIM('  ')}", "t:"},
        FunctionCase{"{fn RTRIM('')}", "t:"}, FunctionCase{"{fn LTRIM({fn RTRIM('  a  ')})}", "t:a"},
        FunctionCase{"{fn REPEAT('ab', 3)}", "t:ababab"}, FunctionCase{"{fn REPEAT('ab', 0)}", "t:"},
        FunctionCase{"{fn REPEAT('', 1000000000000)}", "t:"},
        FunctionCase{"{fn REPEAT('ab', 9000000000000000000)}", "error: longer than"},
        FunctionCase{"{fn REPEAT('ab', -1)}", "error: negative"},
        FunctionCase{"{fn REPLACE('abab', 'b', 'x')}", "t:axax"}, FunctionCase{"{fn SPACE(3)}", "t:   "},
        FunctionCase{"{fn SPACE(0)}", "t:"}, FunctionCase{"{fn SUBSTRING('abcdef', 2, 3)}", "t:bcd"},
        FunctionCase{"{fn SUBSTRING('abcdef', 4)}", "t:def"},
        FunctionCase{"{fn SUBSTRING('\xC3\xA4\xC3\xB6\xC3\xBC', 2, 1)}", "t:\xC3\xB6"},
        FunctionCase{"{fn SUBSTRING('abc', 0, 2)}", "t:a"}, FunctionCase{"{fn SUBSTRING('abc', -5, 2)}", "t:"},
        FunctionCase{"{fn SUBSTRING('abc', 2, 9223372036854775807)}", "t:bc"},
        FunctionCase{"{fn SUBSTRING('abc', -9223372036854775807, 9223372036854775807)}", "t:"},
        FunctionCase{"{fn SUBSTRING('abc', 9, 1)}", "t:"},
        FunctionCase{"{fn SUBSTRING('abc', 1, -1)}", "error: negative"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, FunctionCases,
    testing::Values(
        FunctionCase{"{fn ABS(-5)}", "i:5"}, FunctionCase{"{fn ABS(-5.5)}", "r:5.5"},
        FunctionCase{"{fn ABS('-5')}", "r:5.0"}, FunctionCase{"{fn ABS(-9223372036854775807 - 1)}", "error: 64 bits"},
        FunctionCase{"{fn ABS('x')}", "error: ABS: 'x' is not a number"},
        FunctionCase{"{fn ABS(x'41')}", "error: binary"}, FunctionCase{"{fn ACOS(1)}", "r:0.0"},
        FunctionCase{"{fn ACOS(2)}", "error: check the argument's range"}, FunctionCase{"{fn ASIN(0)}", "r:0.0"},
        FunctionCase{"{fn ATAN(0)}", "r:0.0"}, FunctionCase{"{fn ATAN2(1, 1)}", "r:0.785398163397448"},
        FunctionCase{"{fn CEILING(1.2)}", "r:2.0"}, FunctionCase{"{fn CEILING(-1.2)}", "r:-1.0"},
        FunctionCase{"{fn CEILING(7)}", "i:7"}, FunctionCase{"{fn COS(0)}", "r:1.0"},
        FunctionCase{"{fn COT(0)}", "error: COT"}, FunctionCase{"{fn COT(1)}", "r:0.642092615934331"},
        FunctionCase{"{fn DEGREES({fn PI()})}", "r:180.0"}, FunctionCase{"{fn EXP(0)}", "r:1.0"},
        FunctionCase{"{fn EXP(1000)}", "error: EXP"}, FunctionCase{"{fn FLOOR(-1.2)}", "r:-2.0"},
        FunctionCase{"{fn FLOOR(9223372036854775807)}", "i:9223372036854775807"},
        FunctionCase{"{fn LOG({fn EXP(2)})}", "r:2.0"}, FunctionCase{"{fn LOG(0)}", "error: LOG"},
        FunctionCase{"{fn LOG(-1)}", "error: LOG"}, FunctionCase{"log(100)", "r:2.0"},
        FunctionCase{"{fn LOG10(1000)}", "r:3.0"}, FunctionCase{"{fn MOD(7, 3)}", "i:1"},
        FunctionCase{"{fn MOD(-7, 3)}", "i:-1"}, FunctionCase{"{fn MOD(7.5, 2)}", "r:1.5"},
        FunctionCase{"{fn MOD(7, 0)}", "error: division by zero"},
        FunctionCase{"{fn MOD(-9223372036854775807 - 1, -1)}", "i:0"}, FunctionCase{"{fn PI()}", "r:3.14159265358979"},
        FunctionCase{"{fn POWER(2, 10)}", "r:1024.0"}, FunctionCase{"{fn POWER(-8, 0.5)}", "error: POWER"},
        FunctionCase{"{fn POWER(10, 400)}", "error: POWER"}, FunctionCase{"{fn RADIANS(180)}", "r:3.14159265358979"},
        FunctionCase{"{fn RAND(5)} = {fn RAND(5)}", "i:1"}, FunctionCase{"{fn RAND()} >= 0 AND {fn RAND()} < 1", "i:1"},
        FunctionCase{"{fn RAND(1)} = {fn RAND(2)}", "i:0"}, FunctionCase{"{fn ROUND(2.5, 0)}", "r:3.0"},
        FunctionCase{"{fn ROUND(-2.5, 0)}", "r:-3.0"}, FunctionCase{"{fn ROUND(1.005, 2)}", "r:1.01"},
        FunctionCase{"{fn ROUND(2.675, 2)}", "r:2.68"}, FunctionCase{"{fn ROUND(1234.5678, -2)}", "r:1200.0"},
        FunctionCase{"{fn ROUND(1250, -2)}", "i:1300"}, FunctionCase{"{fn ROUND(-1250, -2)}", "i:-1300"},
        FunctionCase{"{fn ROUND(1249, -2)}", "i:1200"},
        FunctionCase{"{fn ROUND(9007199254740993, 2)}", "i:9007199254740993"},
        FunctionCase{"{fn ROUND(9223372036854775807, -18)}", "i:9000000000000000000"},
        FunctionCase{"{fn ROUND(9223372036854775807, -1)}", "error: 64 bits"},
        FunctionCase{"{fn ROUND(9223372036854775807, -19)}", "error: 64 bits"},
        FunctionCase{"{fn ROUND(4999999999999999999, -19)}", "i:0"}, FunctionCase{"{fn ROUND(5, -99)}", "i:0"},
        FunctionCase{"{fn ROUND(1.5, 400)}", "r:1.5"}, FunctionCase{"{fn ROUND(1.5, -400)}", "r:0.0"},
        FunctionCase{"{fn ROUND(1e300, 100)}", "r:1.0e+300"}, FunctionCase{"{fn TRUNCATE(1.29, 1)}", "r:1.2"},
        FunctionCase{"{fn TRUNCATE(0.29, 2)}", "r:0.29"}, FunctionCase{"{fn TRUNCATE(-1.29, 1)}", "r:-1.2"},
        FunctionCase{"{fn TRUNCATE(1299, -2)}", "i:1200"}, FunctionCase{"{fn TRUNCATE(1299, -30)}", "i:0"},
        FunctionCase{"{fn SIGN(-3.5)}", "i:-1"}, FunctionCase{"{fn SIGN(0)}", "i:0"},
        FunctionCase{"{fn SIN(0)}", "r:0.0"}, FunctionCase{"{fn SQRT(9)}", "r:3.0"},
        FunctionCase{"{fn SQRT(-1)}", "error: SQRT"}, FunctionCase{"{fn TAN(0)}", "r:0.0"}));

INSTANTIATE_TEST_SUITE_P(
    DatesAndTimes, FunctionCases,
    testing::Values(
        FunctionCase{"{fn CURDATE()}", "t:2024-01-31"}, FunctionCase{"{fn CURRENT_DATE()}", "t:2024-01-31"},
        FunctionCase{"{fn CURRENT_DATE}", "t:2024-01-31"}, FunctionCase{"{fn CURTIME()}", "t:10:00:00"},
        FunctionCase{"{fn CURRENT_TIME(0)}", "t:10:00:00"}, FunctionCase{"{fn CURRENT_TIME(10)}", "error: precision"},
        FunctionCase{"{fn NOW()}", "t:2024-01-31 10:00:00.123"},
        FunctionCase{"{fn CURRENT_TIMESTAMP}", "t:2024-01-31 10:00:00.123"},
        FunctionCase{"{fn CURRENT_TIMESTAMP(0)}", "t:2024-01-31 10:00:00.000"},
        FunctionCase{"{fn CURRENT_TIMESTAMP(2)}", "t:2024-01-31 10:00:00.120"},
        FunctionCase{"{fn CURRENT_TIMESTAMP(6)}", "t:2024-01-31 10:00:00.123"},
        FunctionCase{"{fn CURRENT_TIMESTAMP(-1)}", "error: precision"},
        FunctionCase{"{fn DAYNAME({d '2024-01-31'})}", "t:Wednesday"},
        FunctionCase{"{fn DAYNAME('1969-12-28')}", "t:Sunday"}, FunctionCase{"{fn DAYNAME('0001-01-01')}", "t:Monday"},
        FunctionCase{"{fn DAYOFMONTH('2024-01-31 10:00:00.000')}", "i:31"},
        FunctionCase{"{fn DAYOFWEEK('2024-01-28')}", "i:1"}, FunctionCase{"{fn DAYOFWEEK('2024-02-03')}", "i:7"},
        FunctionCase{"{fn DAYOFYEAR('2024-12-31')}", "i:366"},
        FunctionCase{"{fn DAYOFYEAR('2024-12-31 23:59:59.999')}", "i:366"},
        FunctionCase{"{fn EXTRACT(YEAR FROM {ts '2024-01-31 10:20:30.5'})}", "i:2024"},
        FunctionCase{"{fn EXTRACT(MONTH FROM '2024-01-31')}", "i:1"},
        FunctionCase{"{fn EXTRACT(DAY FROM '2024-01-31')}", "i:31"},
        FunctionCase{"{fn EXTRACT(HOUR FROM {t '10:20:30'})}", "i:10"},
        FunctionCase{"EXTRACT(MINUTE FROM '10:20:30')", "i:20"},
        FunctionCase{"{fn EXTRACT(SECOND FROM '2024-01-31 10:20:30.900')}", "i:30"},
        FunctionCase{"{fn HOUR('2024-01-31')}", "i:0"}, FunctionCase{"{fn MINUTE('10:20')}", "i:20"},
        FunctionCase{"{fn SECOND('10:20:30')}", "i:30"}, FunctionCase{"{fn MONTH('2024-01-31')}", "i:1"},
        FunctionCase{"{fn MONTHNAME('2024-12-31')}", "t:December"}, FunctionCase{"{fn QUARTER('2024-03-31')}", "i:1"},
        FunctionCase{"{fn QUARTER('2024-04-01')}", "i:2"}, FunctionCase{"{fn WEEK('2024-01-01')}", "i:1"},
        FunctionCase{"{fn WEEK('2024-01-07')}", "i:2"}, FunctionCase{"{fn WEEK('2024-12-31')}", "i:53"},
        FunctionCase{"{fn YEAR('2024-01-31')}", "i:2024"}, FunctionCase{"year('2024-01-31')", "i:2024"},
        FunctionCase{"{fn YEAR('2024-02-30')}", "error: YEAR: '2024-02-30' is not a date"},
        FunctionCase{"{fn YEAR('10:00:00')}", "error: date or timestamp"},
        FunctionCase{"{fn YEAR(2024)}", "error: '2024' is not a date"},
        FunctionCase{"{fn HOUR('soon')}", "error: 'soon'"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_DAY, 1, {d '2024-02-28'})}", "t:2024-02-29 00:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_MONTH, 1, {ts '2024-01-31 10:00:00'})}", "t:2024-02-29 10:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_MONTH, -1, '2024-03-31')}", "t:2024-02-29 00:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_YEAR, 1, '2024-02-29')}", "t:2025-02-28 00:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_QUARTER, -5, '2024-01-15')}", "t:2022-10-15 00:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_WEEK, 1, '2024-12-31')}", "t:2025-01-07 00:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_HOUR, -1, '2024-01-01')}", "t:2023-12-31 23:00:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_MINUTE, 90, '10:00:00')}", "t:2024-01-31 11:30:00.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_SECOND, 1, '1969-12-31 23:59:59.500')}", "t:1970-01-01 00:00:00.500"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 5000000, '2024-01-31')}", "t:2024-01-31 00:00:00.005"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_FRAC_SECOND, 5, '2024-01-31')}", "error: nanoseconds"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_YEAR, 9000, '2024-01-31')}", "error: years 1 to 9999"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_DAY, 9223372036854775807, '2024-01-31')}", "error: years"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_YEAR, 9223372036854775807, '2024-01-31')}", "error: years"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_DAY, -1, '0001-01-01')}", "error: years"},
        FunctionCase{"timestampadd('EON', 1, '2024-01-31')", "error: 'EON'"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_DAY, '2024-01-31 23:59:00', '2024-02-01 00:01:00')}", "i:0"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_DAY, '2024-03-01', '2024-02-28')}", "i:-2"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, '2024-01-31', '2024-02-29')}", "i:0"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, '2024-01-15', '2024-03-15')}", "i:2"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_MONTH, '2024-03-15', '2024-01-16')}", "i:-1"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_YEAR, '2020-02-29', '2024-02-28')}", "i:3"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_QUARTER, '2024-01-01', '2024-12-31')}", "i:3"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_WEEK, '2024-01-01', '2024-01-31')}", "i:4"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_HOUR, '10:00:00', '12:30:00')}", "i:2"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_SECOND, '2024-01-31 10:00:00.000', '2024-01-31 10:00:01.999')}", "i:1"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, '2024-01-31 10:00:00.000', '2024-01-31 10:00:00.001')}",
                     "i:1000000"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, '0001-01-01', '2024-01-31')}", "error: 64 bits"}));

INSTANTIATE_TEST_SUITE_P(
    Conversions, FunctionCases,
    testing::Values(
        FunctionCase{"{fn CONVERT('42', SQL_INTEGER)}", "i:42"},
        FunctionCase{"{fn CONVERT(42.9, SQL_INTEGER)}", "i:42"},
        FunctionCase{"{fn CONVERT('-1.5e1', SQL_INTEGER)}", "i:-15"},
        FunctionCase{"{fn CONVERT('abc', SQL_INTEGER)}", "error: CONVERT to INTEGER: 'abc' is not a number"},
        FunctionCase{"{fn CONVERT(3000000000, SQL_INTEGER)}", "error: out of range"},
        FunctionCase{"{fn CONVERT(3000000000, SQL_BIGINT)}", "i:3000000000"},
        FunctionCase{"{fn CONVERT(1e30, SQL_BIGINT)}", "error: out of range"},
        FunctionCase{"{fn CONVERT('9223372036854775807', SQL_BIGINT)}", "i:9223372036854775807"},
        FunctionCase{"{fn CONVERT('9007199254740993.7', SQL_BIGINT)}", "i:9007199254740993"},
        FunctionCase{"{fn CONVERT('0.99999999999999999999', SQL_INTEGER)}", "i:0"},
        FunctionCase{"{fn CONVERT(40000, SQL_SMALLINT)}", "error: out of range"},
        FunctionCase{"{fn CONVERT(255, SQL_TINYINT)}", "i:255"},
        FunctionCase{"{fn CONVERT(256, SQL_TINYINT)}", "error: out of range"},
        FunctionCase{"{fn CONVERT('1.5', SQL_DOUBLE)}", "r:1.5"}, FunctionCase{"{fn CONVERT(1, SQL_DECIMAL)}", "r:1.0"},
        FunctionCase{"{fn CONVERT('true', SQL_BIT)}", "i:1"}, FunctionCase{"{fn CONVERT(0, SQL_BIT)}", "i:0"},
        FunctionCase{"{fn CONVERT(2, SQL_BIT)}", "error: neither 0 nor 1"},
        FunctionCase{"{fn CONVERT('x', SQL_BIT)}", "error: not a number"},
        FunctionCase{"{fn CONVERT(42, SQL_WVARCHAR)}", "t:42"}, FunctionCase{"{fn CONVERT(1.5, SQL_VARCHAR)}", "t:1.5"},
        FunctionCase{"{fn CONVERT(x'C3A4', SQL_CHAR)}", "t:\xC3\xA4"},
        FunctionCase{"{fn CONVERT(x'FF', SQL_CHAR)}", "error: UTF-8"},
        FunctionCase{"{fn CONVERT('\xC3\xA4', SQL_VARBINARY)}", "b:\xC3\xA4"},
        FunctionCase{"{fn CONVERT('2024-01-31T10:20:30.456Z', SQL_TYPE_DATE)}", "t:2024-01-31"},
        FunctionCase{"{fn CONVERT('2024-01-31 10:20:30.456', SQL_TYPE_TIME)}", "t:10:20:30"},
        FunctionCase{"{fn CONVERT('2024-01-31', SQL_TIMESTAMP)}", "t:2024-01-31 00:00:00.000"},
        FunctionCase{"{fn CONVERT('10:20:30', SQL_TYPE_TIMESTAMP)}", "t:2024-01-31 10:20:30.000"},
        FunctionCase{"{fn CONVERT('2024-01-31 10:20:30.4567', SQL_TYPE_TIMESTAMP)}", "t:2024-01-31 10:20:30.4567"},
        FunctionCase{"CAST('2024-01-31 10:20:30.123456789' AS TIMESTAMP(9))", "t:2024-01-31 10:20:30.123456789"},
        FunctionCase{"CAST('2024-01-31T10:20:30.123456Z' AS TIMESTAMP(4))", "t:2024-01-31 10:20:30.1234"},
        FunctionCase{"{ts '2024-01-31 10:20:30.123456'}", "t:2024-01-31 10:20:30.123456"},
        FunctionCase{"CAST('2024-01-31 10:20:30.123456' AS DATE)", "t:2024-01-31"},
        FunctionCase{"DATEADD(day, 1, '2024-01-31 10:20:30.123456')", "t:2024-02-01 10:20:30.123456"},
        FunctionCase{"DATEADD(month, 1, '2024-01-31 10:20:30.123456')", "t:2024-02-29 10:20:30.123456"},
        FunctionCase{"DATETRUNC(second, '2024-01-31 10:20:30.123456')", "t:2024-01-31 10:20:30.000"},
        FunctionCase{"{fn TIMESTAMPADD(SQL_TSI_HOUR, 1, '2024-01-31 10:20:30.123456')}",
                     "t:2024-01-31 11:20:30.123456"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_SECOND, '2024-01-31 10:00:00.0009', '2024-01-31 10:00:01.0001')}",
                     "i:0"},
        FunctionCase{"{fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, '2024-01-31 10:00:00.0009', '2024-01-31 10:00:01.0001')}",
                     "i:999200000"},
        FunctionCase{"{fn CONVERT('2024-02-30', SQL_DATE)}", "error: not a date"},
        FunctionCase{"{fn CONVERT('10:00:00', SQL_DATE)}", "error: not a date or timestamp"},
        FunctionCase{"{fn CONVERT(20240131, SQL_DATE)}", "error: not a date"},
        FunctionCase{"{fn CONVERT('{01234567-89AB-CDEF-0123-456789ABCDEF}', SQL_GUID)}",
                     "t:01234567-89ab-cdef-0123-456789abcdef"},
        FunctionCase{"{fn CONVERT('x', SQL_GUID)}", "error: not a GUID"},
        FunctionCase{"CAST('2024-01-31 10:20:30.456' AS DATE)", "t:2024-01-31"},
        FunctionCase{"CAST('2024-01-31' AS TIMESTAMP)", "t:2024-01-31 00:00:00.000"},
        FunctionCase{"CAST('2024-01-31 10:20:30.456' AS TIME(0))", "t:10:20:30"}, FunctionCase{"CAST(1 AS BIT)", "i:1"},
        FunctionCase{"CAST(NULL AS DATE)", "NULL"},
        FunctionCase{"CAST('12abc' AS INTEGER)", "error: '12abc' is not a number"},
        FunctionCase{"{fn DATABASE()}", "t:company"}, FunctionCase{"{fn USER()}", "t:ada"},
        FunctionCase{"{fn IFNULL(NULL, 'x')}", "t:x"}));

INSTANTIATE_TEST_SUITE_P(
    PlainText, FunctionCases,
    testing::Values(
        FunctionCase{"LEN('a\xC3\xA4  ')", "i:2"}, FunctionCase{"LEN(NULL)", "NULL"},
        FunctionCase{"CHARINDEX('b', 'abcb')", "i:2"}, FunctionCase{"CHARINDEX('b', 'abcb', 3)", "i:4"},
        FunctionCase{"CHARINDEX('b', 'abcb', -5)", "i:2"}, FunctionCase{"CHARINDEX('', 'abc')", "i:0"},
        FunctionCase{"CHARINDEX('x', 'abc')", "i:0"}, FunctionCase{"CHARINDEX(NULL, 'abc')", "NULL"},
        FunctionCase{"ISNULL(NULL, 'x')", "t:x"}, FunctionCase{"ISNULL('a', 'x')", "t:a"},
        FunctionCase{"STUFF('abcdef', 2, 3, 'X')", "t:aXef"}, FunctionCase{"STUFF('abc', 2, 1, NULL)", "t:ac"},
        FunctionCase{"STUFF('abc', 4, 1, 'x')", "NULL"}, FunctionCase{"STUFF('abc', 0, 1, 'x')", "NULL"},
        FunctionCase{"STUFF(NULL, 1, 1, 'x')", "NULL"}, FunctionCase{"STUFF('abc', 1, -1, 'x')", "NULL"},
        FunctionCase{"ISNUMERIC('1e3') + ISNUMERIC(5)", "i:2"}, FunctionCase{"ISNUMERIC('x') + ISNUMERIC(NULL)", "i:0"},
        FunctionCase{"ISDATE('2024-02-29') + ISDATE('2024-02-29T10:00:00Z')", "i:2"},
        FunctionCase{"ISDATE('2023-02-29') + ISDATE(NULL) + ISDATE(20240131)", "i:0"},
        FunctionCase{"REVERSE('a\xC3\xA4\xF0\x9F\x98\x80')", "t:\xF0\x9F\x98\x80\xC3\xA4\x61"},
        FunctionCase{"REPLICATE('ab', 2)", "t:abab"}, FunctionCase{"REPLICATE('ab', -1)", "NULL"},
        FunctionCase{"CONCAT('a', NULL, 1)", "t:a1"}, FunctionCase{"CONCAT(NULL)", "t:"},
        FunctionCase{"{fn CONCAT('a', NULL)}", "NULL"}, FunctionCase{"CONCAT_WS(', ', 'a', NULL, 'b')", "t:a, b"},
        FunctionCase{"CONCAT_WS(NULL, 'a', 'b')", "NULL"}, FunctionCase{"CONCAT_WS(',')", "t:"},
        FunctionCase{"NCHAR(228)", "t:\xC3\xA4"}, FunctionCase{"NCHAR(0)", "NULL"},
        FunctionCase{"UNICODE('\xC3\xA4')", "i:228"}, FunctionCase{"BTRIM('  a ')", "t:a"},
        FunctionCase{"BTRIM('xyaxy', 'yx')", "t:a"}, FunctionCase{"TRIM(BOTH 'x' FROM 'xxaxx')", "t:a"},
        FunctionCase{"TRIM(LEADING 'x' FROM 'xxaxx')", "t:axx"},
        FunctionCase{"TRIM(TRAILING '\xC3\xA4' FROM 'a\xC3\xA4\xC3\xA4')", "t:a"},
        FunctionCase{
            "TRIM(FROM 'a')",
            "refused: TRIM is written TRIM([LEADING | TRAILING | BOTH] [characters] FROM text) (character 8)."},
        FunctionCase{"TRIM(BOTH FROM ' a ')", "t:a"}, FunctionCase{"TRIM('' FROM 'a')", "t:a"},
        FunctionCase{"SUBSTRING('abcdef' FROM 2 FOR 3)", "t:bcd"}, FunctionCase{"SUBSTRING('abcdef' FOR 3)", "t:abc"},
        FunctionCase{"OVERLAY('abcdef' PLACING 'XY' FROM 2)", "t:aXYdef"},
        FunctionCase{"OVERLAY('abcdef' PLACING 'XY' FROM 2 FOR 1)", "t:aXYcdef"}, FunctionCase{"LPAD('a', 3)", "t:  a"},
        FunctionCase{"LPAD('a', 4, 'xy')", "t:xyxa"}, FunctionCase{"RPAD('abc', 2)", "t:ab"},
        FunctionCase{"RPAD('a', 3, '\xC3\xA4')", "t:a\xC3\xA4\xC3\xA4"},
        FunctionCase{"UPPER('gr\xC3\xB6n')", "t:GR\xC3\x96N"}, FunctionCase{"LOWER('\xC3\x96')", "t:\xC3\xB6"},
        FunctionCase{"N'a' || n'b'", "t:ab"}, FunctionCase{"IF(1 > 2, 'a', 'b')", "t:b"},
        FunctionCase{"2 = ANY (SELECT 2)", "i:1"}, FunctionCase{"2 <> ALL (SELECT 2)", "i:0"}));

INSTANTIATE_TEST_SUITE_P(
    DateParts, FunctionCases,
    testing::Values(
        FunctionCase{"DATEADD(month, 1, {d '2024-01-31'})", "t:2024-02-29 00:00:00.000"},
        FunctionCase{"DATEADD(ms, 5, '2024-01-31')", "t:2024-01-31 00:00:00.005"},
        FunctionCase{"DATEADD(weekday, 1, '2024-01-31')", "t:2024-02-01 00:00:00.000"},
        FunctionCase{"DATEADD(yy, 9000, '2024-01-31')", "error: years 1 to 9999"},
        FunctionCase{"DATEADD('nonsense', 1, '2024-01-31')", "error: no part of a date"},
        FunctionCase{"DATEDIFF(day, '2024-01-31 23:59:00', '2024-02-01 00:01:00')", "i:1"},
        FunctionCase{"DATEDIFF(year, '2023-12-31', '2024-01-01')", "i:1"},
        FunctionCase{"DATEDIFF(quarter, '2023-12-31', '2024-04-01')", "i:2"},
        FunctionCase{"DATEDIFF(month, '2024-03-01', '2024-01-31')", "i:-2"},
        FunctionCase{"DATEDIFF(week, '2024-02-03', '2024-02-04')", "i:1"},
        FunctionCase{"DATEDIFF(iso_week, '2024-02-04', '2024-02-05')", "i:1"},
        FunctionCase{"DATEDIFF(hour, '1969-12-31 23:59:59', '1970-01-01 00:00:00')", "i:1"},
        FunctionCase{"DATEDIFF(second, NULL, '2024-01-31')", "NULL"},
        FunctionCase{"DATEPART(weekday, '2024-01-28')", "i:1"}, FunctionCase{"DATEPART(dy, '2024-12-31')", "i:366"},
        FunctionCase{"DATEPART(iso_week, '2024-12-30')", "i:1"},
        FunctionCase{"DATEPART(iso_week, '2023-01-01')", "i:52"},
        FunctionCase{"DATEPART(ms, '2024-01-31 10:20:30.456')", "i:456"},
        FunctionCase{"DATE_PART('month', '2024-03-31')", "i:3"},
        FunctionCase{"DATENAME(mm, '2024-12-31')", "t:December"},
        FunctionCase{"DATENAME(dw, '2024-01-31')", "t:Wednesday"}, FunctionCase{"DATENAME(yy, '2024-01-31')", "t:2024"},
        FunctionCase{"DATETRUNC(quarter, '2024-05-17 10:20:30')", "t:2024-04-01 00:00:00.000"},
        FunctionCase{"DATE_TRUNC('week', '2024-01-31 10:00:00')", "t:2024-01-28 00:00:00.000"},
        FunctionCase{"DATETRUNC(iso_week, '2024-01-31')", "t:2024-01-29 00:00:00.000"},
        FunctionCase{"DATETRUNC(hour, '1969-12-31 23:59:59.999')", "t:1969-12-31 23:00:00.000"},
        FunctionCase{"EOMONTH('2024-02-10')", "t:2024-02-29"},
        FunctionCase{"EOMONTH('2024-02-10', -1)", "t:2024-01-31"},
        FunctionCase{"DATEFROMPARTS(2024, 2, 29)", "t:2024-02-29"},
        FunctionCase{"DATEFROMPARTS(2023, 2, 29)", "error: not a day"}, FunctionCase{"DAY('2024-01-31')", "i:31"},
        FunctionCase{"GETDATE()", "t:2024-01-31 10:00:00.123"},
        FunctionCase{"SYSDATETIME()", "t:2024-01-31 10:00:00.123"},
        FunctionCase{"CURRENT_TIMESTAMP", "t:2024-01-31 10:00:00.123"}, FunctionCase{"CURRENT_DATE", "t:2024-01-31"},
        FunctionCase{"CURRENT_TIMESTAMP(0)", "t:2024-01-31 10:00:00.000"}, FunctionCase{"LOCALTIME", "t:10:00:00"},
        FunctionCase{"CURRENT_USER", "t:ada"}, FunctionCase{"EXTRACT(QUARTER FROM '2024-05-01')", "i:2"},
        FunctionCase{"DATE '2024-01-31' < TIMESTAMP '2024-01-31 10:00:00'", "i:1"}));

INSTANTIATE_TEST_SUITE_P(
    Casts, FunctionCases,
    testing::Values(
        FunctionCase{"CAST('12abc' AS DECIMAL(10,2))", "error: '12abc' is not a number"},
        FunctionCase{"CAST('x' AS DOUBLE)", "error: not a number"},
        FunctionCase{"CAST('' AS INTEGER)", "error: not a number"}, FunctionCase{"CAST(' 12 ' AS INTEGER)", "i:12"},
        FunctionCase{"CAST(3000000000 AS INT)", "error: out of range"}, FunctionCase{"CAST(2.9 AS INTEGER)", "i:2"},
        FunctionCase{"CAST(5.6 AS DECIMAL(10,3))", "r:5.6"}, FunctionCase{"CAST('1.005' AS DECIMAL(10,2))", "r:1.01"},
        FunctionCase{"CAST(1.005 AS DECIMAL(10,2))", "r:1.01"}, FunctionCase{"CAST(-0.005 AS DECIMAL(3,2))", "r:-0.01"},
        FunctionCase{"CAST(9.995 AS DECIMAL(4,2))", "r:10.0"},
        FunctionCase{"CAST(99.995 AS DECIMAL(4,2))", "error: digits before"},
        FunctionCase{"CAST(0.0001 AS DECIMAL(3,2))", "r:0.0"}, FunctionCase{"CAST(5 AS NUMERIC(10)) / 2", "r:2.5"},
        FunctionCase{"CAST(1e20 AS DECIMAL(10))", "error: digits before"},
        FunctionCase{"CAST('12345678901234567' AS DECIMAL(19,0))", "i:12345678901234567"},
        FunctionCase{"CAST('1234567890123456.5' AS DECIMAL(19,1))", "error: more than 15 digits"},
        FunctionCase{"CAST(1 AS DECIMAL(39,0))", "error: precision"},
        FunctionCase{"CAST(1.23456 AS MONEY)", "r:1.2346"}, FunctionCase{"CAST('abcdef' AS VARCHAR(3))", "t:abc"},
        FunctionCase{"CAST('abc' AS CHAR(5))", "t:abc"},
        FunctionCase{"CAST('a\xF0\x9F\x98\x80' AS NVARCHAR(2))", "t:a"},
        FunctionCase{"CAST('abc' AS VARCHAR(MAX))", "t:abc"},
        FunctionCase{"CAST(12345 AS VARCHAR(3))", "error: longer than 3"},
        FunctionCase{"CAST(x'414243' AS VARBINARY(2))", "b:AB"},
        FunctionCase{"CAST('2024-01-31 10:00:00.789' AS TIMESTAMP(1))", "t:2024-01-31 10:00:00.700"},
        FunctionCase{"CAST('2024-01-31 10:00:00.7891' AS DATETIME2(7))", "t:2024-01-31 10:00:00.7891"},
        FunctionCase{"CAST('31.01.2024' AS DATE)", "error: not a date"},
        FunctionCase{"CAST('12abc' AS TEXT)", "t:12abc"}, FunctionCase{"TRY_CAST('12abc' AS INTEGER)", "NULL"},
        FunctionCase{"TRY_CAST('12' AS INTEGER)", "i:12"}, FunctionCase{"TRY_CONVERT(DATE, '2024-02-30')", "NULL"},
        FunctionCase{"CONVERT(INT, '42')", "i:42"}, FunctionCase{"CONVERT('42', SQL_INTEGER)", "i:42"},
        FunctionCase{"CONVERT(VARCHAR(10), {d '2024-01-31'}, 104)", "t:31.01.2024"},
        FunctionCase{"CONVERT(VARCHAR(7), {d '2024-01-31'}, 120)", "t:2024-01"},
        FunctionCase{"CONVERT(VARCHAR, {ts '2024-01-31 10:20:30.456'}, 126)", "t:2024-01-31T10:20:30.456"},
        FunctionCase{"CONVERT(VARCHAR(8), {ts '2024-01-31 10:20:30.456'}, 108)", "t:10:20:30"},
        FunctionCase{"CONVERT(VARCHAR, 5, 104)", "t:5"},
        FunctionCase{"CONVERT(VARCHAR, {d '2024-01-31'}, 999)", "error: no style 999"},
        FunctionCase{"CONVERT(DATE, '31/01/2024', 103)", "t:2024-01-31"},
        FunctionCase{"CONVERT(DATE, '2024-01-31', 103)", "t:2024-01-31"},
        FunctionCase{"CONVERT(DATE, '01/31/2024', 103)", "error: not a date"},
        FunctionCase{"CONVERT(DATETIME, '20240131', 112)", "t:2024-01-31 00:00:00.000"}));

TEST_F(Functions, DeviationAndVarianceAreTheUsualOnes) {
    const std::string from = " FROM (VALUES (2), (4), (4), (4), (5), (5), (7), (9), (NULL))";
    for (const char* name : {"STDDEV_POP", "STDEVP"}) {
        EXPECT_EQ(column("SELECT " + std::string(name) + "(column1)" + from).at(0), "r:2.0") << name;
    }
    for (const char* name : {"VAR_POP", "VARP"}) {
        EXPECT_EQ(column("SELECT " + std::string(name) + "(column1)" + from).at(0), "r:4.0") << name;
    }
    for (const char* name : {"VAR", "VARIANCE", "VAR_SAMP"}) {
        EXPECT_EQ(column("SELECT ROUND(" + std::string(name) + "(column1), 6)" + from).at(0), "r:4.571429") << name;
    }
    for (const char* name : {"STDDEV", "STDDEV_SAMP", "STDEV"}) {
        EXPECT_EQ(column("SELECT ROUND(" + std::string(name) + "(column1), 6)" + from).at(0), "r:2.13809") << name;
    }
    EXPECT_EQ(evaluate("STDDEV(1)"), "NULL");
    EXPECT_EQ(evaluate("STDDEV_POP(1)"), "r:0.0");
    EXPECT_EQ(evaluate("VAR_POP(NULL)"), "NULL");
    EXPECT_NE(evaluate("VAR('x')").find("error: "), std::string::npos);
}

TEST_F(Functions, DeviationSlidesOverAWindow) {
    const auto answers = column(
        "SELECT VAR_POP(column1) OVER (ORDER BY column1 ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1), "
        "(3), "
        "(7), (7))");
    EXPECT_EQ(answers, (std::vector<Answer>{"r:0.0", "r:1.0", "r:4.0", "r:0.0"}));
}

TEST_F(Functions, ColumnNamesOfADerivedTableAreThoseOfItsList) {
    EXPECT_EQ(column("SELECT y.b || y.a FROM (VALUES (1, 'x'), (2, 'z')) AS y (a, b)"),
              (std::vector<Answer>{"t:x1", "t:z2"}));
    EXPECT_EQ(column("SELECT s FROM (SELECT n + 1 FROM (SELECT 1) p(n)) q(s)"), (std::vector<Answer>{"i:2"}));
    EXPECT_EQ(column("(SELECT 2) UNION (SELECT 1 ) ORDER BY 1"), (std::vector<Answer>{"i:1", "i:2"}));
}

// A call that works, by name: each function that is claimed must be here.
const std::map<std::string_view, std::vector<std::string>>& sampleArguments() {
    static const std::string ts = "'2024-01-31 10:20:30.456'";
    static const std::map<std::string_view, std::vector<std::string>> kSamples = {
        {"ASCII", {"'a'"}},
        {"BIT_LENGTH", {"'a'"}},
        {"CHAR", {"65"}},
        {"CHAR_LENGTH", {"'a'"}},
        {"CHARACTER_LENGTH", {"'a'"}},
        {"CONCAT", {"'a'", "'b'"}},
        {"DIFFERENCE", {"'a'", "'b'"}},
        {"INSERT", {"'abc'", "1", "1", "'x'"}},
        {"LCASE", {"'A'"}},
        {"LEFT", {"'abc'", "1"}},
        {"LENGTH", {"'a'"}},
        {"LOCATE", {"'a'", "'abc'", "1"}},
        {"LTRIM", {"' a'"}},
        {"OCTET_LENGTH", {"'a'"}},
        {"POSITION", {"'a'", "'abc'"}},
        {"REPEAT", {"'a'", "2"}},
        {"REPLACE", {"'a'", "'a'", "'b'"}},
        {"RIGHT", {"'abc'", "1"}},
        {"RTRIM", {"'a '"}},
        {"SOUNDEX", {"'a'"}},
        {"SPACE", {"1"}},
        {"SUBSTRING", {"'abc'", "1", "1"}},
        {"UCASE", {"'a'"}},
        {"ABS", {"1"}},
        {"ACOS", {"1"}},
        {"ASIN", {"1"}},
        {"ATAN", {"1"}},
        {"ATAN2", {"1", "1"}},
        {"CEILING", {"1.5"}},
        {"COS", {"1"}},
        {"COT", {"1"}},
        {"DEGREES", {"1"}},
        {"EXP", {"1"}},
        {"FLOOR", {"1.5"}},
        {"LOG", {"1"}},
        {"LOG10", {"1"}},
        {"MOD", {"5", "3"}},
        {"PI", {}},
        {"POWER", {"2", "3"}},
        {"RADIANS", {"1"}},
        {"RAND", {"1"}},
        {"ROUND", {"1.5", "0"}},
        {"SIGN", {"1"}},
        {"SIN", {"1"}},
        {"SQRT", {"1"}},
        {"TAN", {"1"}},
        {"TRUNCATE", {"1.5", "0"}},
        {"CURDATE", {}},
        {"CURRENT_DATE", {}},
        {"CURRENT_TIME", {"0"}},
        {"CURRENT_TIMESTAMP", {"3"}},
        {"CURTIME", {}},
        {"DAYNAME", {ts}},
        {"DAYOFMONTH", {ts}},
        {"DAYOFWEEK", {ts}},
        {"DAYOFYEAR", {ts}},
        {"EXTRACT", {"YEAR FROM " + ts}},
        {"HOUR", {ts}},
        {"MINUTE", {ts}},
        {"MONTH", {ts}},
        {"MONTHNAME", {ts}},
        {"NOW", {}},
        {"QUARTER", {ts}},
        {"SECOND", {ts}},
        {"TIMESTAMPADD", {"SQL_TSI_DAY", "1", ts}},
        {"TIMESTAMPDIFF", {"SQL_TSI_DAY", ts, ts}},
        {"WEEK", {ts}},
        {"YEAR", {ts}},
        {"DATABASE", {}},
        {"IFNULL", {"'a'", "'b'"}},
        {"USER", {}},
        {"CONVERT", {"'1'", "SQL_INTEGER"}}};
    return kSamples;
}

std::string escapeCall(std::string_view name, const std::vector<std::string>& arguments) {
    const std::string separator = name == "POSITION" ? " IN " : ", ";
    std::string call = "{fn " + std::string(name) + "(";
    for (std::size_t i = 0; i < arguments.size(); ++i) call += (i > 0 ? separator : "") + arguments[i];
    return call + ")}";
}

bool isKeywordArgument(std::string_view argument) {
    return argument.rfind("SQL_", 0) == 0;
}

TEST_F(Functions, EveryClaimedFunctionRunsAndPassesNullOn) {
    for (std::string_view name : odbcScalarFunctions()) {
        ASSERT_EQ(sampleArguments().count(name), 1u) << name;
        const std::vector<std::string>& arguments = sampleArguments().at(name);
        const Answer answer = evaluate(escapeCall(name, arguments));
        EXPECT_TRUE(answer.size() > 1 && answer[1] == ':') << name << " answered " << answer;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (isKeywordArgument(arguments[i])) continue;
            std::vector<std::string> withNull = arguments;
            withNull[i] = name == "EXTRACT" ? "YEAR FROM NULL" : "NULL";
            const Answer expected = name == "IFNULL" ? (i == 0 ? "t:b" : "t:a") : "NULL";
            EXPECT_EQ(evaluate(escapeCall(name, withNull)), expected) << name << " with NULL as argument " << i + 1;
        }
    }
}

TEST_F(Functions, AllConvertTargetsRunAndPassNullOn) {
    const std::map<std::string, std::string> samples = {{"SQL_CHAR", "1"},
                                                        {"SQL_VARCHAR", "1"},
                                                        {"SQL_LONGVARCHAR", "1"},
                                                        {"SQL_WCHAR", "1"},
                                                        {"SQL_WVARCHAR", "1"},
                                                        {"SQL_WLONGVARCHAR", "1"},
                                                        {"SQL_DECIMAL", "1"},
                                                        {"SQL_NUMERIC", "1"},
                                                        {"SQL_BIT", "1"},
                                                        {"SQL_TINYINT", "1"},
                                                        {"SQL_SMALLINT", "1"},
                                                        {"SQL_INTEGER", "1"},
                                                        {"SQL_BIGINT", "1"},
                                                        {"SQL_REAL", "1"},
                                                        {"SQL_FLOAT", "1"},
                                                        {"SQL_DOUBLE", "1"},
                                                        {"SQL_BINARY", "1"},
                                                        {"SQL_VARBINARY", "1"},
                                                        {"SQL_LONGVARBINARY", "1"},
                                                        {"SQL_DATE", "'2024-01-31'"},
                                                        {"SQL_TYPE_DATE", "'2024-01-31'"},
                                                        {"SQL_TIME", "'10:00:00'"},
                                                        {"SQL_TYPE_TIME", "'10:00:00'"},
                                                        {"SQL_TIMESTAMP", "'2024-01-31'"},
                                                        {"SQL_TYPE_TIMESTAMP", "'2024-01-31'"},
                                                        {"SQL_GUID", "'01234567-89ab-cdef-0123-456789abcdef'"}};
    for (const auto& [type, sample] : samples) {
        EXPECT_EQ(evaluate("{fn CONVERT(" + sample + ", " + type + ")}")[1], ':') << type;
        EXPECT_EQ(evaluate("{fn CONVERT(NULL, " + type + ")}"), "NULL") << type;
    }
}

TEST_F(Functions, TheListOfClaimsHasNoDuplicates) {
    const auto& names = odbcScalarFunctions();
    EXPECT_EQ(std::set<std::string_view>(names.begin(), names.end()).size(), names.size());
}

TEST_F(Functions, SqlitesOwnFunctionsKeepTheirMeaning) {
    EXPECT_EQ(evaluate("length('ab  ')"), "i:4");
    EXPECT_EQ(evaluate("char(72, 105)"), "t:Hi");
    EXPECT_EQ(evaluate("ltrim('xxa', 'x')"), "t:a");
    EXPECT_EQ(evaluate("substring('abc', -2)"), "t:bc");
    EXPECT_EQ(evaluate("round(2.567, 1)"), "r:2.6");
    EXPECT_EQ(evaluate("abs('x')"), "r:0.0");
}

TEST_F(Functions, NowIsOneMomentWithinARun) {
    const auto answers = column("SELECT {fn NOW()} FROM (VALUES (1), (2), (3))");
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_EQ(answers[0], answers[2]);
}

TEST_F(Functions, RandDiffersFromRowToRow) {
    const auto answers = column("SELECT {fn RAND()} FROM (VALUES (1), (2), (3))");
    EXPECT_EQ(std::set<Answer>(answers.begin(), answers.end()).size(), 3u);
}

TEST_F(Functions, AnErrorLeavesTheConnectionUsable) {
    EXPECT_EQ(evaluate("{fn SQRT(-1)}").rfind("error: ", 0), 0u);
    EXPECT_EQ(evaluate("{fn SQRT(4)}"), "r:2.0");
}

TEST_F(Functions, NestedCallsRunAsDeepAsSqlitesParserGoes) {
    std::string expression = "'a'";
    for (int i = 0; i < 20; ++i) expression = "{fn CONCAT(" + expression + ", 'b')}";
    EXPECT_EQ(evaluate(expression), "t:a" + std::string(20, 'b'));
}

TEST_F(Functions, TextThatIsNotUtf8PassesThroughCaseMappingUnharmed) {
    EXPECT_EQ(evaluate("{fn UCASE(CAST(x'61FF62C3' AS TEXT))}"), "t:A\xFF\x42\xC3");
}

TEST_F(Functions, ResultsRespectTheConnectionsLengthLimit) {
    sqlite3_limit(db(), SQLITE_LIMIT_LENGTH, 1000);
    EXPECT_NE(evaluate("{fn SPACE(1001)}").find("longer than 1000 bytes"), std::string::npos);
    EXPECT_EQ(evaluate("{fn LENGTH({fn REPEAT('ab', 500)})}"), "i:1000");
}

TEST(CaseMapping, FollowsUnicode) {
    EXPECT_EQ(toUpperCase(U'a'), U'A');
    EXPECT_EQ(toUpperCase(U'\u00FF'), U'\u0178');
    EXPECT_EQ(toUpperCase(U'\u0101'), U'\u0100');
    EXPECT_EQ(toUpperCase(U'\u0100'), U'\u0100');
    EXPECT_EQ(toUpperCase(U'\u00DF'), U'\u00DF');
    EXPECT_EQ(toLowerCase(U'\u0130'), U'\u0130');
    EXPECT_EQ(toLowerCase(U'\u03A3'), U'\u03C3');
    EXPECT_EQ(toLowerCase(U'\U00010400'), U'\U00010428');
    EXPECT_EQ(toLowerCase(U'\U0010FFFF'), U'\U0010FFFF');
    EXPECT_EQ(toUpperCase(0), 0u);
}

}  // namespace
}  // namespace assetsodbc::sqlengine
