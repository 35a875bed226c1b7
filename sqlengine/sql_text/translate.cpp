#include "sqlengine/sql_text/translate.h"

#include <algorithm>

#include "common/error.h"
#include "sqlengine/sql_text/escape_sequences.h"
#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/row_limits.h"
#include "sqlengine/sql_text/split.h"
#include "sqlengine/sql_text/statement_kind.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

void refuseEmbeddedNul(std::string_view sql) {
    const std::size_t nul = sql.find('\0');
    if (nul == std::string_view::npos) return;
    throw Error(ErrorKind::SyntaxError, "The SQL text holds a NUL character (" + positionText(sql, nul) +
                                            "); it would end there for SQLite. Check the length that was passed.");
}

void refuseSecondStatement(std::string_view sql) {
    const std::vector<StatementText> statements = splitStatements(sql);
    if (statements.size() < 2) return;
    const std::size_t second = statements[1].offset + tokenize(statements[1].text).front().offset;
    throw Error(ErrorKind::Unsupported,
                "A second statement starts at " + positionText(sql, second) + ". Send statements one at a time.");
}

void refuseNamedParameters(std::string_view sql, const std::vector<Token>& tokens) {
    for (const Token& token : tokens) {
        if (token.kind != TokenKind::NamedParameter) continue;
        throw Error(ErrorKind::SyntaxError, "The parameter " + std::string(token.text.substr(0, 40)) + " (" +
                                                positionText(sql, token.offset) +
                                                ") is named or numbered. Write ? for each parameter.");
    }
}

}  // namespace

TranslatedSql translate(std::string_view odbcSql, SelectLabels labels) {
    refuseEmbeddedNul(odbcSql);
    const std::vector<Token> tokens = tokenize(odbcSql);
    if (std::all_of(tokens.begin(), tokens.end(), [](const Token& token) { return token.is(";"); })) {
        throw Error(ErrorKind::SyntaxError, "The SQL text is empty. Send a SELECT.");
    }
    TranslatedSql result;
    const StatementVerb verb = statementVerb(odbcSql, tokens);
    result.kind = verb.kind;
    result.verb = verb.verb;
    result.object = verb.object;
    refuseSecondStatement(odbcSql);
    refuseNamedParameters(odbcSql, tokens);

    PieceList list;
    rewriteEscapes(odbcSql, tokens, list, labels);
    rewriteRowLimits(odbcSql, list);
    for (const Piece& piece : list.pieces) result.parameterCount += piece.token.kind == TokenKind::Parameter ? 1 : 0;
    result.sql = list.render();
    return result;
}

}  // namespace assetsodbc::sqlengine
