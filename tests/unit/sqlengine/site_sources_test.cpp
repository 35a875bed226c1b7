#include "sqlengine/site_sources.h"

#include <gtest/gtest.h>

#include "tests/unit/sqlengine/fake_site.h"

namespace assetsodbc::sqlengine {
namespace {

// "name alias@text" of each source, so that the positions are checked too.
std::vector<std::string> sourcesOf(std::string_view sql) {
    std::vector<std::string> told;
    for (const NamedSource& source : namedSources(sql)) {
        std::string text;
        for (const std::string& part : source.name) text += (text.empty() ? "" : "|") + part;
        if (!source.alias.empty()) text += " as " + source.alias;
        told.push_back(text + " at " + std::string(sql.substr(source.begin, source.end - source.begin)));
    }
    return told;
}

using Names = std::vector<std::string>;

TEST(NamedSources, TellsTablesWithAndWithoutSchemaAndAlias) {
    EXPECT_EQ(sourcesOf("SELECT * FROM ITSM.Laptops l JOIN \"People\" ON 1"),
              (Names{"ITSM|Laptops as l at ITSM.Laptops", "People at \"People\""}));
    EXPECT_EQ(sourcesOf("SELECT * FROM [ITSM].[Two Words], `x`"),
              (Names{"ITSM|Two Words at [ITSM].[Two Words]", "x at `x`"}));
}

TEST(NamedSources, LooksIntoSubqueriesOfEveryClause) {
    EXPECT_EQ(
        sourcesOf("SELECT (SELECT 1 FROM a) FROM (SELECT * FROM b) WHERE EXISTS (SELECT 1 FROM c) GROUP BY "
                  "(SELECT 1 FROM d) HAVING 1 IN (SELECT 1 FROM e) ORDER BY (SELECT 1 FROM f) LIMIT (SELECT 1 FROM g)"),
        (Names{"a at a", "b at b", "c at c", "d at d", "e at e", "f at f", "g at g"}));
    EXPECT_EQ(sourcesOf("SELECT 1 FROM a UNION SELECT 1 FROM b"), (Names{"a at a", "b at b"}));
}

TEST(NamedSources, LeavesCommonTableExpressionsOutWhereTheyAreSeen) {
    EXPECT_EQ(sourcesOf("WITH a AS (SELECT * FROM b) SELECT * FROM A, c"), (Names{"b at b", "c at c"}));
    EXPECT_EQ(sourcesOf("SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a) JOIN a"), (Names{"a at a"}));
    EXPECT_EQ(sourcesOf("WITH a AS (SELECT 1) SELECT * FROM ITSM.a"), (Names{"ITSM|a at ITSM.a"}));
}

TEST(NamedSources, LeavesTableValuedFunctionsOut) {
    EXPECT_EQ(sourcesOf("SELECT * FROM json_each('[1]'), t"), (Names{"t at t"}));
}

TEST(NamedSources, ReadsWhatChangesRowsAndWhatDefinesTables) {
    EXPECT_EQ(sourcesOf("INSERT INTO l SELECT * FROM ITSM.Laptops"), (Names{"l at l", "ITSM|Laptops at ITSM.Laptops"}));
    EXPECT_EQ(sourcesOf("CREATE TEMP VIEW v AS SELECT * FROM ITSM.Laptops"), (Names{"ITSM|Laptops at ITSM.Laptops"}));
    EXPECT_EQ(sourcesOf("CREATE TABLE l AS SELECT * FROM ITSM.Laptops"), (Names{"ITSM|Laptops at ITSM.Laptops"}));
    EXPECT_EQ(sourcesOf("EXPLAIN QUERY PLAN SELECT * FROM ITSM.Laptops"), (Names{"ITSM|Laptops at ITSM.Laptops"}));
    EXPECT_EQ(sourcesOf("CREATE TABLE l (a INTEGER)"), Names{});
}

TEST(NamedSources, AnswersNothingForWhatIsNoSql) {
    EXPECT_EQ(sourcesOf("SELECT FROM WHERE"), Names{});
    EXPECT_EQ(sourcesOf("'not closed"), Names{});
    EXPECT_EQ(sourcesOf(""), Names{});
}

}  // namespace
}  // namespace assetsodbc::sqlengine
