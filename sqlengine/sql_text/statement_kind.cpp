#include "sqlengine/sql_text/statement_kind.h"

#include <algorithm>
#include <iterator>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

// Statements that SQLite or other databases know and that are no queries.
constexpr std::string_view kOtherVerbs[] = {
    "INSERT",   "UPDATE",  "DELETE",  "REPLACE",  "MERGE",     "CREATE",  "DROP",  "ALTER",
    "TRUNCATE", "PRAGMA",  "ATTACH",  "DETACH",   "BEGIN",     "COMMIT",  "END",   "START",
    "VACUUM",   "REINDEX", "ANALYZE", "ROLLBACK", "SAVEPOINT", "RELEASE", "GRANT", "REVOKE",
    "CALL",     "EXEC",    "SET",     "USE",      "EXECUTE",   "DECLARE", "SHOW",  "DESCRIBE",
};

bool isOneOf(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.isWord(word); });
}

// The statement after the common table expressions: the first verb outside parentheses.
const Token* verbAfterWith(const std::vector<Token>& tokens) {
    int depth = 0;
    for (const Token& token : tokens) {
        if (token.is("(")) ++depth;
        if (token.is(")")) --depth;
        if (depth == 0 && isOneOf(token, {"SELECT", "VALUES", "INSERT", "UPDATE", "DELETE", "REPLACE"})) return &token;
    }
    return nullptr;
}

bool isQueryVerb(const Token& token) {
    return isOneOf(token, {"SELECT", "VALUES"}) || token.is("(") || token.is("{");
}

}  // namespace

StatementVerb statementVerb(std::string_view sql, const std::vector<Token>& tokens) {
    const Token& first = tokens.front();
    if (first.isWord("EXPLAIN")) return {StatementKind::Explain, "EXPLAIN"};
    const Token* verb = first.isWord("WITH") ? verbAfterWith(tokens) : &first;
    if (verb == nullptr || isQueryVerb(*verb)) return {StatementKind::Select, "SELECT"};
    const bool known = std::any_of(std::begin(kOtherVerbs), std::end(kOtherVerbs),
                                   [&](std::string_view word) { return verb->isWord(word); });
    if (known) return {StatementKind::Other, common::asciiUpper(verb->text)};
    const std::string_view shown = verb->text.substr(0, common::prefixWithin(verb->text, 40));
    throw common::Error(common::ErrorKind::SyntaxError, "No SQL statement starts with " + std::string(shown) + " (" +
                                                            positionText(sql, verb->offset) +
                                                            "). Start with SELECT, WITH or VALUES.");
}

}  // namespace assetsodbc::sqlengine
