#include "sqlengine/sql_text/lexer.h"

#include <gtest/gtest.h>

#include <random>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

std::vector<std::pair<TokenKind, std::string>> kindsAndTexts(std::string_view sql) {
    std::vector<std::pair<TokenKind, std::string>> result;
    for (const Token& token : tokenize(sql)) result.emplace_back(token.kind, std::string(token.text));
    return result;
}

using Expected = std::vector<std::pair<TokenKind, std::string>>;

struct LexerCase {
    const char* sql;
    Expected tokens;
};

class LexerCases : public testing::TestWithParam<LexerCase> {};

TEST_P(LexerCases, CutsIntoTheTokensOfSqlite) {
    EXPECT_EQ(kindsAndTexts(GetParam().sql), GetParam().tokens) << GetParam().sql;
}

constexpr auto W = TokenKind::Word;
constexpr auto Q = TokenKind::QuotedName;
constexpr auto S = TokenKind::String;
constexpr auto N = TokenKind::Number;
constexpr auto B = TokenKind::Blob;
constexpr auto P = TokenKind::Parameter;
constexpr auto NP = TokenKind::NamedParameter;
constexpr auto O = TokenKind::Operator;
constexpr auto U = TokenKind::Unknown;

INSTANTIATE_TEST_SUITE_P(
    All, LexerCases,
    testing::Values(LexerCase{"", {}}, LexerCase{" \t\r\n\f", {}}, LexerCase{"SELECT a", {{W, "SELECT"}, {W, "a"}}},
                    LexerCase{"a$b _c \xC3\xA4\xC3\xB6", {{W, "a$b"}, {W, "_c"}, {W, "\xC3\xA4\xC3\xB6"}}},
                    LexerCase{"'it''s'", {{S, "'it''s'"}}}, LexerCase{"''", {{S, "''"}}},
                    LexerCase{"''''", {{S, "''''"}}}, LexerCase{"'a''b''''c' 'd'", {{S, "'a''b''''c'"}, {S, "'d'"}}},
                    LexerCase{"\"a\"\"b\" [c d] `e``f`", {{Q, "\"a\"\"b\""}, {Q, "[c d]"}, {Q, "`e``f`"}}},
                    LexerCase{"[a'b]", {{Q, "[a'b]"}}}, LexerCase{"\"--\" '/*'", {{Q, "\"--\""}, {S, "'/*'"}}},
                    LexerCase{"a -- 'x\nb", {{W, "a"}, {W, "b"}}}, LexerCase{"a --", {{W, "a"}}},
                    LexerCase{"a/* 'x {fn} */b", {{W, "a"}, {W, "b"}}}, LexerCase{"a/**/b", {{W, "a"}, {W, "b"}}},
                    LexerCase{"a-b", {{W, "a"}, {O, "-"}, {W, "b"}}},
                    LexerCase{"1 1.5 .5 5.", {{N, "1"}, {N, "1.5"}, {N, ".5"}, {N, "5."}}},
                    LexerCase{"1e3 1.5E-3 2e+7", {{N, "1e3"}, {N, "1.5E-3"}, {N, "2e+7"}}},
                    LexerCase{"0x1F", {{N, "0x1F"}}}, LexerCase{"1from 1e 0xg", {{U, "1from"}, {U, "1e"}, {U, "0xg"}}},
                    LexerCase{"x'4A' X'' x'4'", {{B, "x'4A'"}, {B, "X''"}, {U, "x'4'"}}},
                    LexerCase{"? ?1 :a @b $c", {{P, "?"}, {NP, "?1"}, {NP, ":a"}, {NP, "@b"}, {NP, "$c"}}},
                    LexerCase{"#t : !", {{U, "#t"}, {U, ":"}, {U, "!"}}},
                    LexerCase{"a->b->>c||d<<e>>f",
                              {{W, "a"},
                               {O, "->"},
                               {W, "b"},
                               {O, "->>"},
                               {W, "c"},
                               {O, "||"},
                               {W, "d"},
                               {O, "<<"},
                               {W, "e"},
                               {O, ">>"},
                               {W, "f"}}},
                    LexerCase{"<=>=<>==!=", {{O, "<="}, {O, ">="}, {O, "<>"}, {O, "=="}, {O, "!="}}},
                    LexerCase{"{fn a(b.c,*)};",
                              {{O, "{"},
                               {W, "fn"},
                               {W, "a"},
                               {O, "("},
                               {W, "b"},
                               {O, "."},
                               {W, "c"},
                               {O, ","},
                               {O, "*"},
                               {O, ")"},
                               {O, "}"},
                               {O, ";"}}},
                    LexerCase{"{d'x'}", {{O, "{"}, {W, "d"}, {S, "'x'"}, {O, "}"}}},
                    LexerCase{"a.5", {{W, "a"}, {N, ".5"}}}, LexerCase{"\xEF\xBB\xBFSELECT", {{W, "SELECT"}}}));

TEST(Lexer, TokensAndGapsMakeTheWholeText) {
    std::mt19937 random(20240131);
    const std::string alphabet = "aZ09_$ '\"`[](){}?;:,.-+*/|<>=!%&~#@\n\t\xC3\xA4x";
    for (int round = 0; round < 3000; ++round) {
        std::string sql;
        for (std::size_t n = random() % 60; n > 0; --n) sql += alphabet[random() % alphabet.size()];
        std::vector<Token> tokens;
        try {
            tokens = tokenize(sql);
        } catch (const Error& error) {
            EXPECT_EQ(error.kind(), ErrorKind::SyntaxError);
            continue;
        }
        std::size_t at = 0;
        for (const Token& token : tokens) {
            ASSERT_GE(token.offset, at) << sql;
            ASSERT_FALSE(token.text.empty()) << sql;
            ASSERT_EQ(sql.substr(token.offset, token.text.size()), token.text);
            const std::string gap = sql.substr(at, token.offset - at);
            ASSERT_TRUE(tokenize(gap).empty()) << "not a gap: " << gap << " in " << sql;
            at = token.end();
        }
        ASSERT_TRUE(tokenize(sql.substr(at)).empty()) << sql;
    }
}

TEST(Lexer, NamesWhatIsNotClosedAndWhere) {
    struct Case {
        std::string sql, what, where, cure;
    };
    const Case cases[] = {{"SELECT 'abc", "text literal", "character 8", "closing '"},
                          {"SELECT \xC3\xA4, \"abc", "quoted name", "character 11", "closing \""},
                          {"SELECT `abc", "quoted name", "character 8", "closing `"},
                          {"SELECT [abc", "quoted name", "character 8", "closing ]"},
                          {"SELECT /* abc", "comment", "character 8", "closing */"},
                          {"SELECT x'41", "binary literal", "character 8", "closing '"},
                          {"SELECT 'it''", "text literal", "character 8", "closing '"}};
    for (const Case& c : cases) {
        try {
            tokenize(c.sql);
            ADD_FAILURE() << c.sql;
        } catch (const Error& error) {
            const std::string message = error.what();
            EXPECT_EQ(error.kind(), ErrorKind::SyntaxError);
            EXPECT_NE(message.find(c.what), std::string::npos) << message;
            EXPECT_NE(message.find(c.where), std::string::npos) << message;
            EXPECT_NE(message.find(c.cure), std::string::npos) << message;
        }
    }
}

TEST(Lexer, ALongUnclosedLiteralIsQuotedInPartWithWholeCharacters) {
    std::string sql = "'";
    for (int i = 0; i < 1000; ++i) sql += "\xE2\x82\xAC";
    try {
        tokenize(sql);
        FAIL();
    } catch (const Error& error) {
        const std::string message = error.what();
        EXPECT_LT(message.size(), 200u);
        EXPECT_NE(message.find("\xE2\x82\xAC..."), std::string::npos) << message;
    }
}

TEST(Lexer, UnquotedUndoesDoubling) {
    const auto one = [](std::string_view sql) { return unquoted(tokenize(sql).at(0)); };
    EXPECT_EQ(one("'it''s'"), "it's");
    EXPECT_EQ(one("''"), "");
    EXPECT_EQ(one("''''"), "'");
    EXPECT_EQ(one("\"a\"\"b\""), "a\"b");
    EXPECT_EQ(one("[a b]"), "a b");
    EXPECT_EQ(one("`a``b`"), "a`b");
    EXPECT_EQ(one("plain"), "plain");
}

TEST(Lexer, AQuotedNameIsNoKeyword) {
    const auto tokens = tokenize("select \"select\" SELECT");
    EXPECT_TRUE(tokens[0].isWord("SELECT"));
    EXPECT_FALSE(tokens[1].isWord("SELECT"));
    EXPECT_TRUE(tokens[2].isWord("select"));
}

TEST(Lexer, LongTextsOfAnythingTakeLinearTime) {  // quadratic work would outlast CTest's timeout
    for (const char* pattern :
         {"'", "\"", "[", "(", "{", "{fn a(", "a ", "?", "-", "/", "\xFF", "1e", "''", "--\n", "/**/", "x'"}) {
        std::string sql;
        while (sql.size() < 300'000) sql += pattern;
        try {
            tokenize(sql);
        } catch (const Error&) {
        }
    }
}

}  // namespace
}  // namespace assetsodbc::sqlengine
