#include "sqlengine/sql_text/statement_kind.h"

#include <algorithm>
#include <iterator>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

struct VerbRow {
    std::string_view word;
    StatementKind kind;
};

// Statements that are no queries; of Other, those that SQLite or other databases know.
constexpr VerbRow kVerbs[] = {
    {"INSERT", StatementKind::Insert},     {"REPLACE", StatementKind::Insert},
    {"UPDATE", StatementKind::Update},     {"DELETE", StatementKind::Delete},
    {"TRUNCATE", StatementKind::Delete},   {"CREATE", StatementKind::Create},
    {"DROP", StatementKind::Drop},         {"ALTER", StatementKind::Alter},
    {"BEGIN", StatementKind::Begin},       {"START", StatementKind::Begin},
    {"COMMIT", StatementKind::Commit},     {"END", StatementKind::Commit},
    {"ROLLBACK", StatementKind::Rollback}, {"SAVEPOINT", StatementKind::Savepoint},
    {"SAVE", StatementKind::Savepoint},    {"RELEASE", StatementKind::Release},
    {"CALL", StatementKind::Call},         {"EXEC", StatementKind::Call},
    {"EXECUTE", StatementKind::Call},      {"MERGE", StatementKind::Other},
    {"PRAGMA", StatementKind::Other},      {"ATTACH", StatementKind::Other},
    {"DETACH", StatementKind::Other},      {"VACUUM", StatementKind::Other},
    {"REINDEX", StatementKind::Other},     {"ANALYZE", StatementKind::Other},
    {"GRANT", StatementKind::Other},       {"REVOKE", StatementKind::Other},
    {"SET", StatementKind::Other},         {"USE", StatementKind::Other},
    {"DECLARE", StatementKind::Other},     {"SHOW", StatementKind::Other},
    {"DESCRIBE", StatementKind::Other},    {"PRINT", StatementKind::Other},
    {"IF", StatementKind::Other},          {"WHILE", StatementKind::Other},
    {"LOCK", StatementKind::Other},        {"COMMENT", StatementKind::Other},
    {"COPY", StatementKind::Other},
};

// What CREATE, DROP and ALTER make, remove and change.
constexpr std::string_view kObjectWords[] = {"TABLE",    "VIEW",      "INDEX",    "TRIGGER", "SCHEMA", "DATABASE",
                                             "SEQUENCE", "PROCEDURE", "FUNCTION", "USER",    "ROLE",   "TYPE"};
constexpr std::size_t kFurthestObjectWord = 5;  // CREATE OR REPLACE GLOBAL TEMPORARY TABLE

bool isOneOf(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.isWord(word); });
}

// The statement after the common table expressions: the first verb outside parentheses.
std::size_t verbAfterWith(const std::vector<Token>& tokens) {
    int depth = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].is("(")) ++depth;
        if (tokens[i].is(")")) --depth;
        if (depth == 0 && isOneOf(tokens[i], {"SELECT", "VALUES", "INSERT", "UPDATE", "DELETE", "REPLACE"})) return i;
    }
    return 0;
}

bool isQueryVerb(const Token& token) {
    return isOneOf(token, {"SELECT", "VALUES", "WITH"}) || token.is("(");
}

// {call p(…)} and {? = call p(…)}.
bool isCallEscape(const std::vector<Token>& tokens) {
    if (tokens.size() < 2 || !tokens[0].is("{")) return false;
    return tokens[1].isWord("call") || (tokens.size() > 3 && tokens[1].kind == TokenKind::Parameter &&
                                        tokens[2].is("=") && tokens[3].isWord("call"));
}

std::string objectWord(const std::vector<Token>& tokens, std::size_t verb) {
    for (std::size_t i = verb + 1; i < std::min(tokens.size(), verb + 1 + kFurthestObjectWord); ++i) {
        for (std::string_view word : kObjectWords) {
            if (tokens[i].isWord(word)) return std::string(word);
        }
    }
    return {};
}

bool namesObject(StatementKind kind) {
    return kind == StatementKind::Create || kind == StatementKind::Drop || kind == StatementKind::Alter;
}

[[noreturn]] void refuseVerb(std::string_view sql, const Token& token) {
    const std::string_view shown = token.text.substr(0, common::prefixWithin(token.text, 40));
    throw common::Error(common::ErrorKind::SyntaxError, "No SQL statement starts with " + std::string(shown) + " (" +
                                                            positionText(sql, token.offset) +
                                                            "). Start with SELECT, WITH or VALUES.");
}

}  // namespace

StatementVerb statementVerb(std::string_view sql, const std::vector<Token>& tokens) {
    const Token& first = tokens.front();
    if (first.isWord("EXPLAIN")) return {StatementKind::Explain, "EXPLAIN", {}, 0};
    if (isCallEscape(tokens)) return {StatementKind::Call, "CALL", {}, 0};
    const std::size_t at = first.isWord("WITH") ? verbAfterWith(tokens) : 0;
    if (isQueryVerb(tokens[at]) || tokens[at].is("{")) return {StatementKind::Select, "SELECT", {}, at};
    const auto row = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                  [&](const VerbRow& candidate) { return tokens[at].isWord(candidate.word); });
    if (row == std::end(kVerbs)) refuseVerb(sql, tokens[at]);
    StatementVerb result{row->kind, std::string(row->word), {}, at};
    if (namesObject(row->kind)) result.object = objectWord(tokens, at);
    return result;
}

std::string_view explainedStatement(std::string_view sql) {
    const std::vector<Token> tokens = tokenize(sql);
    const bool hasPlan = tokens.size() > 2 && tokens[1].isWord("QUERY") && tokens[2].isWord("PLAN");
    const std::size_t first = hasPlan ? 3 : 1;
    return first < tokens.size() ? sql.substr(tokens[first].offset) : std::string_view();
}

}  // namespace assetsodbc::sqlengine
