#include "sqlengine/moment_comparisons.h"

#include <gtest/gtest.h>

#include "common/clock.h"
#include "sqlengine/functions.h"
#include "sqlengine/sql_text/translate.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr const char* kTables = R"(
    CREATE TABLE t(Id INTEGER, Created TEXT TIMESTAMP(3), Day TEXT DATE, Name NVARCHAR(50));
    INSERT INTO t VALUES (1, '2024-01-01 00:00:00.000', '2024-01-01', 'midnight'),
                         (2, '2024-01-01 10:20:30.000', '2024-01-01', 'morning'),
                         (3, '2024-01-02 00:00:00.000', '2024-01-01', 'next'),
                         (4, '2023-12-31 23:59:59.999', '2024-01-02', 'before'),
                         (5, NULL, NULL, NULL);
)";

class MomentComparisons : public testing::Test {
protected:
    MomentComparisons() {
        sqlite3* db = nullptr;
        sqlite3_open(":memory:", &db);
        db_.reset(db);
        registerFunctions(db, common::realClock());
        sqlite3_exec(db, kTables, nullptr, nullptr, nullptr);
    }

    std::string aligned(const std::string& odbcSql) const { return alignMoments(db_.get(), translate(odbcSql).sql); }

    // "1, 3": the ids for which the condition holds; `parameter` is bound to every marker.
    std::string ids(const std::string& condition, const char* parameter = nullptr) const {
        const std::string sql = aligned("SELECT Id FROM t WHERE " + condition + " ORDER BY Id");
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK)
            return sqlite3_errmsg(db_.get());
        const StatementHandle statement(raw);
        for (int i = 1; i <= sqlite3_bind_parameter_count(raw); ++i) {
            sqlite3_bind_text(raw, i, parameter, -1, SQLITE_TRANSIENT);
        }
        std::string found;
        int code = SQLITE_OK;
        while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
            found += (found.empty() ? "" : ", ") + std::to_string(sqlite3_column_int(raw, 0));
        }
        return code == SQLITE_DONE ? found : sqlite3_errmsg(db_.get());
    }

private:
    DatabaseHandle db_;
};

struct MomentCase {
    const char* condition;
    const char* ids;
    const char* parameter = nullptr;
};

void PrintTo(const MomentCase& c, std::ostream* out) {
    *out << c.condition;
}

class MomentCases : public MomentComparisons, public testing::WithParamInterface<MomentCase> {};

TEST_P(MomentCases, ADateIsItsMidnight) {
    EXPECT_EQ(ids(GetParam().condition, GetParam().parameter), GetParam().ids) << aligned(GetParam().condition);
}

INSTANTIATE_TEST_SUITE_P(
    All, MomentCases,
    testing::Values(
        MomentCase{"Created = {d '2024-01-01'}", "1"}, MomentCase{"{d '2024-01-01'} = Created", "1"},
        MomentCase{"Created > {d '2024-01-01'}", "2, 3"}, MomentCase{"Created >= {d '2024-01-01'}", "1, 2, 3"},
        MomentCase{"Created <= {d '2024-01-01'}", "1, 4"}, MomentCase{"Created < DATE '2024-01-01'", "4"},
        MomentCase{"Created <> {d '2024-01-01'}", "2, 3, 4"}, MomentCase{"Created IS {d '2024-01-01'}", "1"},
        MomentCase{"Created IN ({d '2024-01-01'}, {d '2024-01-02'})", "1, 3"},
        MomentCase{"Created NOT IN ({d '2024-01-01'})", "2, 3, 4"},
        MomentCase{"Created BETWEEN {d '2024-01-01'} AND {d '2024-01-02'}", "1, 2, 3"},
        MomentCase{"Created BETWEEN {d '2024-01-01'} AND {ts '2024-01-01 23:00:00'}", "1, 2"},
        MomentCase{"Created = CAST('2024-01-01' AS DATE)", "1"}, MomentCase{"Created = Day", "1"},
        MomentCase{"Created > Day", "2, 3"}, MomentCase{"Day = {ts '2024-01-01 00:00:00'}", "1, 2, 3"},
        MomentCase{"Day < {ts '2024-01-01 10:00:00'}", "1, 2, 3"}, MomentCase{"Day > {ts '2024-01-01 10:00:00'}", "4"},
        MomentCase{"Day >= {ts '2024-01-01 00:00:00'}", "1, 2, 3, 4"}, MomentCase{"Day = {d '2024-01-02'}", "4"},
        MomentCase{"Created = '2024-01-01'", "1"}, MomentCase{"Created = '2024-01-01 10:20:30'", "2"},
        MomentCase{"Created <= '2024-01-01T10:20:30Z'", "1, 2, 4"}, MomentCase{"Created > '2024-01-01'", "2, 3"},
        MomentCase{"Created >= '2024'", "1, 2, 3"}, MomentCase{"Day = '2024-01-01 00:00:00'", "1, 2, 3"},
        MomentCase{"Created = ?", "1", "2024-01-01"}, MomentCase{"Created <= ?", "1, 2, 4", "2024-01-01 10:20:30"},
        MomentCase{"Created = ?", "", "nonsense"}, MomentCase{"Day = ?", "1, 2, 3", "2024-01-01 00:00:00.000"},
        MomentCase{"Day < ?", "1, 2, 3", "2024-01-01 10:00:00"}, MomentCase{"? = Day", "4", "2024-01-02"},
        MomentCase{"Created IN (SELECT Day FROM t)", "1, 3"},
        MomentCase{"Day IN (SELECT Created FROM t)", "1, 2, 3, 4"},
        MomentCase{"Created = (SELECT MIN(Day) FROM t WHERE Created >= {d '2024-01-01'})", "1"},
        MomentCase{"CASE WHEN Created = {d '2024-01-01'} THEN 1 END = 1", "1"},
        MomentCase{"Created = {d '2024-01-01'} OR (Created = {d '2024-01-02'} AND Name = 'next')", "1, 3"},
        MomentCase{"EXISTS (SELECT 1 FROM t u WHERE u.Day = t.Created)", "1, 3"},
        MomentCase{"Id IN (SELECT Id FROM t GROUP BY Id HAVING MAX(Created) = {d '2024-01-02'})", "3"},
        MomentCase{"DATEADD(day, 1, Day) = Created", "3"}, MomentCase{"EOMONTH(Created, -1) < Created", "1, 2, 3, 4"},
        MomentCase{"Name = '2024-01-01'", ""}, MomentCase{"CURRENT_DATE > Created", "1, 2, 3, 4"}));

TEST_F(MomentComparisons, JoinsCompareMomentsToo) {
    const std::string sql = aligned("SELECT COUNT(*) FROM t a JOIN t b ON a.Created = b.Day");
    EXPECT_NE(sql.find("a.Created = odbc_to_timestamp(b.Day)"), std::string::npos) << sql;
}

TEST_F(MomentComparisons, ColumnsStayPlainWhereTheOtherSideCanChange) {
    EXPECT_EQ(aligned("SELECT 1 FROM t WHERE Created = {d '2024-01-01'}").find("(Created"), std::string::npos);
    EXPECT_EQ(aligned("SELECT 1 FROM t WHERE Day = {ts '2024-01-01 00:00:00'}").find("(Day"), std::string::npos);
    EXPECT_EQ(aligned("SELECT 1 FROM t WHERE Day = ?").find("(Day"), std::string::npos);
}

TEST_F(MomentComparisons, EverythingElseStaysAsItIs) {
    for (const char* sql : {"SELECT 1", "SELECT Created FROM t WHERE Id = ?", "SELECT 1 FROM t WHERE Created = Created",
                            "SELECT 1 FROM t WHERE Name = '2024-01-01'", "SELECT nonsense FROM", "SELECT Created AS x",
                            "UPDATE t SET Created = '2024-01-01'", "SELECT 1 FROM nowhere WHERE x = '2024-01-01'"}) {
        EXPECT_EQ(aligned(sql), sql);
    }
}

TEST_F(MomentComparisons, ChangesCompareMomentsToo) {
    EXPECT_EQ(aligned("DELETE FROM t WHERE Created = '2024-01-01'"),
              "DELETE FROM t WHERE Created = odbc_moment('2024-01-01')");
    EXPECT_EQ(aligned("UPDATE t SET Created = ? WHERE Created = ?"),
              "UPDATE t SET Created = ? WHERE Created = odbc_moment(?)");
    EXPECT_EQ(aligned("CREATE VIEW v AS SELECT Id FROM t WHERE Created = '2024-01-01'"),
              "CREATE VIEW v AS SELECT Id FROM t WHERE Created = odbc_moment('2024-01-01')");
}

}  // namespace
}  // namespace assetsodbc::sqlengine
