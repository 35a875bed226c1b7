#include "sqlengine/sql_text/split.h"

#include <algorithm>

#include "sqlengine/sql_text/lexer.h"

namespace assetsodbc::sqlengine {
namespace {

// Of the statement that starts at token `first`: CREATE [TEMP | TEMPORARY] TRIGGER, perhaps to be explained.
bool createsTrigger(const std::vector<Token>& tokens, std::size_t first) {
    const auto isWord = [&](std::size_t i, std::string_view word) {
        return i < tokens.size() && tokens[i].isWord(word);
    };
    std::size_t i = first;
    if (isWord(i, "EXPLAIN")) ++i;
    if (isWord(i, "QUERY") && isWord(i + 1, "PLAN")) i += 2;
    if (!isWord(i, "CREATE")) return false;
    ++i;
    if (isWord(i, "TEMP") || isWord(i, "TEMPORARY")) ++i;
    return isWord(i, "TRIGGER");
}

// The token after the last of the statement that starts at `first`: its semicolon, or the end of the batch.
std::size_t statementEnd(const std::vector<Token>& tokens, std::size_t first) {
    const bool trigger = createsTrigger(tokens, first);
    bool inBody = false;
    std::size_t openBraces = 0;
    for (std::size_t i = first; i < tokens.size(); ++i) {
        if (tokens[i].is("{")) ++openBraces;
        if (tokens[i].is("}") && openBraces > 0) --openBraces;
        if (trigger && tokens[i].isWord("BEGIN")) inBody = true;
        if (inBody && tokens[i].isWord("END") && tokens[i - 1].is(";")) inBody = false;  // CASE … END has none before
        if (tokens[i].is(";") && openBraces == 0 && !inBody) return i;
    }
    return tokens.size();
}

std::size_t parametersIn(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
    const auto from = tokens.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto to = tokens.begin() + static_cast<std::ptrdiff_t>(end);
    return static_cast<std::size_t>(
        std::count_if(from, to, [](const Token& token) { return token.kind == TokenKind::Parameter; }));
}

}  // namespace

std::vector<StatementText> splitStatements(std::string_view odbcSql) {
    const std::vector<Token> tokens = tokenize(odbcSql);
    std::vector<StatementText> statements;
    std::size_t offset = 0;
    for (std::size_t first = 0; first < tokens.size();) {
        const std::size_t end = statementEnd(tokens, first);
        const std::size_t endOffset = end < tokens.size() ? tokens[end].offset : odbcSql.size();
        if (end > first) {
            statements.push_back(
                {odbcSql.substr(offset, endOffset - offset), offset, parametersIn(tokens, first, end)});
        }
        offset = end < tokens.size() ? tokens[end].end() : endOffset;
        first = end + 1;
    }
    return statements;
}

}  // namespace assetsodbc::sqlengine
