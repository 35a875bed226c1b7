// A statement between its tokens and its translated text: the tokens that stay, those that were put in, and the blanks
// and comments before each. Rewriting steps work on pieces; only render() makes text. Borrows from the source text.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/sql_text/lexer.h"

namespace assetsodbc::sqlengine {

struct Piece {
    std::string_view gap;  // blanks and comments before the token
    Token token;
    bool generated = false;  // not at this place in the source, so its offset only serves messages
};

// Half-open range of indexes.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool empty() const noexcept { return begin >= end; }
};

class PieceList {
public:
    std::vector<Piece> pieces;
    std::string_view tail;  // blanks and comments after the last token

    // A token that the source does not hold; `at` is the place that messages name.
    Piece make(TokenKind kind, std::string text, std::string_view gap, std::size_t at);
    std::string render() const;

private:
    std::deque<std::string> texts_;  // owns the generated texts; stable addresses
};

}  // namespace assetsodbc::sqlengine
