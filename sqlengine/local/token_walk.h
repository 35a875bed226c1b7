// Walking over the tokens of a statement without parsing its expressions, and changing its text in places.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/sql_text/lexer.h"

namespace assetsodbc::sqlengine {

// Tokens [first, end).
struct TokenSpan {
    std::size_t first = 0;
    std::size_t end = 0;
    bool isEmpty() const noexcept { return first >= end; }
};

using Tokens = std::vector<Token>;

bool isAnyWord(const Token& token, const std::vector<std::string_view>& words);
// The token after the parenthesis that closes the one at `open`, at most `end`.
std::size_t afterParentheses(const Tokens& tokens, std::size_t open, std::size_t end);
// The first token of the span, outside parentheses and CASE … END, that the predicate takes; the span's end when none.
std::size_t findOutside(const Tokens& tokens, TokenSpan span, const std::function<bool(std::size_t)>& matches);
// Cut at the commas outside parentheses.
std::vector<TokenSpan> splitAtCommas(const Tokens& tokens, TokenSpan span);

// A name in parts: "t", "main"."t".
struct QualifiedName {
    std::string schema;  // empty when not written
    std::string name;
};
// Reads it at `at` and moves on; the name is empty when there is none.
QualifiedName takeName(const Tokens& tokens, std::size_t& at, std::size_t end);
bool isName(const Token& token);

// Changes to a text, given in any order, applied at once.
class TextEdits {
public:
    void insert(std::size_t offset, std::string text) { replace(offset, 0, std::move(text)); }
    void replace(std::size_t offset, std::size_t length, std::string text);
    bool isEmpty() const noexcept { return edits_.empty(); }
    std::string apply(std::string_view text) const;

private:
    struct Edit {
        std::size_t offset, length;
        std::string text;
    };
    std::vector<Edit> edits_;
};

}  // namespace assetsodbc::sqlengine
