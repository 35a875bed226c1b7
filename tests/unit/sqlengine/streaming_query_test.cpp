#include "sqlengine/streaming_query.h"

#include <gtest/gtest.h>

#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

sqlite3* database() {
    static const DatabaseHandle db = [] {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        return DatabaseHandle(opened);
    }();
    return db.get();
}

TEST(StreamsOneTable, WhereRowsComeOneByOne) {
    for (const char* sql :
         {"SELECT * FROM t", "SELECT a, upper(b) || 'x' AS c FROM s.t WHERE a > 1 AND b LIKE 'x%'",
          "SELECT max(a, b) FROM t", "SELECT a FROM t LIMIT 5 OFFSET 2", "SELECT a FROM t WHERE a IN (1, 2)"})
        EXPECT_TRUE(streamsOneTable(database(), sql)) << sql;
}

TEST(StreamsOneTable, NotWhereMoreRowsAreReadThanTold) {
    for (const char* sql :
         {"SELECT count(*) FROM t", "SELECT max(a) FROM t", "SELECT 1 + sum(a) FROM t", "SELECT stdev(a) FROM t",
          "SELECT a FROM t ORDER BY a", "SELECT DISTINCT a FROM t", "SELECT a FROM t GROUP BY a", "SELECT a FROM t, u",
          "SELECT a FROM t UNION ALL SELECT a FROM u", "SELECT a FROM (SELECT * FROM t)",
          "WITH x AS (SELECT 1) SELECT * FROM x", "SELECT row_number() OVER (ORDER BY a) FROM t",
          "SELECT (SELECT count(*) FROM u) FROM t", "SELECT a FROM t WHERE a IN (SELECT a FROM u)",
          "SELECT value FROM json_each('[1]')", "VALUES (1)", "no SQL"})
        EXPECT_FALSE(streamsOneTable(database(), sql)) << sql;
}

}  // namespace
}  // namespace assetsodbc::sqlengine
