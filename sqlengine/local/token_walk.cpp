#include "sqlengine/local/token_walk.h"

#include <algorithm>

namespace assetsodbc::sqlengine {

bool isAnyWord(const Token& token, const std::vector<std::string_view>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.isWord(word); });
}

std::size_t afterParentheses(const Tokens& tokens, std::size_t open, std::size_t end) {
    int depth = 0;
    for (std::size_t i = open; i < end; ++i) {
        if (tokens[i].is("(")) ++depth;
        if (tokens[i].is(")") && --depth == 0) return i + 1;
    }
    return end;
}

std::size_t findOutside(const Tokens& tokens, TokenSpan span, const std::function<bool(std::size_t)>& matches) {
    int depth = 0, cases = 0;
    for (std::size_t i = span.first; i < span.end; ++i) {
        if (depth == 0 && cases == 0 && matches(i)) return i;
        if (tokens[i].is("(")) ++depth;
        if (tokens[i].is(")")) --depth;
        if (tokens[i].isWord("CASE")) ++cases;
        if (tokens[i].isWord("END") && cases > 0) --cases;
    }
    return span.end;
}

std::vector<TokenSpan> splitAtCommas(const Tokens& tokens, TokenSpan span) {
    std::vector<TokenSpan> parts;
    while (!span.isEmpty()) {
        const std::size_t comma = findOutside(tokens, span, [&](std::size_t i) { return tokens[i].is(","); });
        parts.push_back({span.first, comma});
        span.first = comma + 1;
    }
    return parts;
}

bool isName(const Token& token) {
    return token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName || token.kind == TokenKind::String;
}

QualifiedName takeName(const Tokens& tokens, std::size_t& at, std::size_t end) {
    QualifiedName result;
    if (at >= end || !isName(tokens[at])) return result;
    result.name = unquoted(tokens[at++]);
    if (at + 1 < end && tokens[at].is(".") && isName(tokens[at + 1])) {
        result.schema = std::move(result.name);
        result.name = unquoted(tokens[at + 1]);
        at += 2;
    }
    return result;
}

void TextEdits::replace(std::size_t offset, std::size_t length, std::string text) {
    edits_.push_back({offset, length, std::move(text)});
}

std::string TextEdits::apply(std::string_view text) const {
    std::vector<Edit> ordered = edits_;
    std::stable_sort(ordered.begin(), ordered.end(), [](const Edit& a, const Edit& b) { return a.offset < b.offset; });
    std::string result;
    std::size_t position = 0;
    for (const Edit& edit : ordered) {
        result += text.substr(position, edit.offset - position);
        result += edit.text;
        position = edit.offset + edit.length;
    }
    return result += text.substr(position);
}

}  // namespace assetsodbc::sqlengine
