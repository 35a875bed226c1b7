#include "sqlengine/sql_text/pieces.h"

namespace assetsodbc::sqlengine {
namespace {

bool joinsWords(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           c == '?' || static_cast<unsigned char>(c) >= 0x80;
}

// Two tokens that did not touch in the source must not grow together: oa{oj b} or 'a'{d '…'}.
bool wouldMerge(char before, char after) {
    return (joinsWords(before) && joinsWords(after)) || (before == '\'' && after == '\'') ||
           (before == '"' && after == '"');
}

bool touchedInSource(const Piece& before, const Piece& after) {
    return !before.generated && !after.generated && before.token.end() == after.token.offset;
}

}  // namespace

Piece PieceList::make(TokenKind kind, std::string text, std::string_view gap, std::size_t at) {
    texts_.push_back(std::move(text));
    return {gap, {kind, at, texts_.back()}, true};
}

std::string PieceList::render() const {
    std::string sql;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces[i];
        const bool mayMerge = i > 0 && piece.gap.empty() && !touchedInSource(pieces[i - 1], piece);
        if (mayMerge && wouldMerge(sql.back(), piece.token.text.front())) sql += ' ';
        sql += piece.gap;
        sql += piece.token.text;
    }
    sql += tail;
    return sql;
}

}  // namespace assetsodbc::sqlengine
