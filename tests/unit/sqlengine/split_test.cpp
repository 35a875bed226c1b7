#include "sqlengine/sql_text/split.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

struct SplitCase {
    const char* batch;
    std::vector<const char*> statements;
};

void PrintTo(const SplitCase& c, std::ostream* out) {
    *out << c.batch;
}

class Batches : public testing::TestWithParam<SplitCase> {};

TEST_P(Batches, AreCutAtTheSemicolonsThatEndStatements) {
    const std::string_view batch = GetParam().batch;
    std::vector<std::string> found, expected(GetParam().statements.begin(), GetParam().statements.end());
    for (const StatementText& statement : splitStatements(batch)) {
        found.emplace_back(statement.text);
        EXPECT_EQ(batch.substr(statement.offset, statement.text.size()), statement.text);
    }
    EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(
    All, Batches,
    testing::Values(
        SplitCase{"", {}}, SplitCase{" \n-- nothing;\n/* ; */", {}}, SplitCase{";; ;", {}},
        SplitCase{"SELECT 1", {"SELECT 1"}}, SplitCase{"SELECT 1;", {"SELECT 1"}},
        SplitCase{"SELECT 1 ; -- end;", {"SELECT 1 "}}, SplitCase{"-- a;b\nSELECT 1", {"-- a;b\nSELECT 1"}},
        SplitCase{"SELECT 1; SELECT 2", {"SELECT 1", " SELECT 2"}},
        SplitCase{";SELECT 1;;/* x; */SELECT 2;", {"SELECT 1", "/* x; */SELECT 2"}},
        SplitCase{"SELECT ';', \";\", [;], `;` FROM t; SELECT 'it''s;'",
                  {"SELECT ';', \";\", [;], `;` FROM t", " SELECT 'it''s;'"}},
        SplitCase{"SELECT {fn CONCAT(';', 'a')}; SELECT 2", {"SELECT {fn CONCAT(';', 'a')}", " SELECT 2"}},
        SplitCase{"SELECT {fn x;y}; SELECT 2", {"SELECT {fn x;y}", " SELECT 2"}},
        SplitCase{"SELECT (1; SELECT 2", {"SELECT (1", " SELECT 2"}},
        SplitCase{"BEGIN; INSERT INTO t VALUES (1); END; SELECT 1",
                  {"BEGIN", " INSERT INTO t VALUES (1)", " END", " SELECT 1"}},
        SplitCase{"CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; DELETE FROM u; END; SELECT 2",
                  {"CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; DELETE FROM u; END", " SELECT 2"}},
        SplitCase{
            "create temp trigger r after insert on t begin update t set a = case when 1 then 2 end; end; SELECT 2",
            {"create temp trigger r after insert on t begin update t set a = case when 1 then 2 end; end",
             " SELECT 2"}},
        SplitCase{"EXPLAIN CREATE TEMPORARY TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
                  {"EXPLAIN CREATE TEMPORARY TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END"}},
        SplitCase{"CREATE TABLE trigger(begin INT); SELECT 1", {"CREATE TABLE trigger(begin INT)", " SELECT 1"}}));

TEST(Split, EachStatementKnowsItsParameters) {
    const auto statements = splitStatements("INSERT INTO t VALUES (?, '?', ?); SELECT 1; SELECT ? -- ?\n");
    ASSERT_EQ(statements.size(), 3u);
    EXPECT_EQ(statements[0].parameterCount, 2u);
    EXPECT_EQ(statements[1].parameterCount, 0u);
    EXPECT_EQ(statements[2].parameterCount, 1u);
}

TEST(Split, TextThatIsNotClosedIsRefusedWithItsPosition) {
    try {
        splitStatements("SELECT 1; SELECT 'x");
        FAIL();
    } catch (const common::Error& error) {
        EXPECT_EQ(error.kind(), common::ErrorKind::SyntaxError);
        EXPECT_NE(std::string(error.what()).find("character 18"), std::string::npos) << error.what();
    }
}

TEST(Split, NoByteOfAStatementIsLost) {
    std::mt19937 random(5);
    const char* words[] = {"SELECT 1",       ";",       " ",    "'a;b'", "-- ;\n", "/*;*/", "{",  "}",
                           "CREATE TRIGGER", " BEGIN ", " END", "?",     "(",      ")",     "[;]"};
    for (int round = 0; round < 5000; ++round) {
        std::string batch;
        for (std::size_t n = random() % 20; n > 0; --n) batch += words[random() % std::size(words)];
        std::size_t reached = 0;
        for (const StatementText& statement : splitStatements(batch)) {
            ASSERT_GE(statement.offset, reached) << batch;
            const std::string between = batch.substr(reached, statement.offset - reached);
            ASSERT_TRUE(splitStatements(between).empty()) << batch;  // semicolons, blanks and comments only
            reached = statement.offset + statement.text.size();
        }
        ASSERT_TRUE(splitStatements(batch.substr(reached)).empty()) << batch;
    }
}

}  // namespace
}  // namespace assetsodbc::sqlengine
