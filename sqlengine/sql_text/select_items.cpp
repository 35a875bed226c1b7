#include "sqlengine/sql_text/select_items.h"

#include <algorithm>
#include <initializer_list>

namespace assetsodbc::sqlengine {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool isAnyWord(const Token& token, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token.isWord(word); });
}

// A word that ends an expression or stands between two: what follows it, or it itself, is no alias.
bool isExpressionWord(const Token& token) {
    return isAnyWord(token, {"AND",  "OR",   "NOT",     "IN",     "IS",      "LIKE",   "GLOB",    "REGEXP", "MATCH",
                             "CASE", "WHEN", "THEN",    "ELSE",   "BETWEEN", "ESCAPE", "OVER",    "FROM",   "DISTINCT",
                             "ALL",  "AS",   "COLLATE", "SELECT", "EXISTS",  "FILTER", "INTERVAL"});
}

bool isClosingWord(const Token& token) {
    return isAnyWord(token, {"END", "NULL", "NOTNULL", "ISNULL", "TRUE", "FALSE"});
}

bool endsOperand(const Token& token) {
    switch (token.kind) {
        case TokenKind::Operator:
            return token.is(")") || token.is("}");
        case TokenKind::Word:
            return !isExpressionWord(token);
        default:
            return true;
    }
}

bool mayBeAlias(const Token& token) {
    if (token.kind == TokenKind::QuotedName || token.kind == TokenKind::String) return true;
    return token.kind == TokenKind::Word && !isExpressionWord(token) && !isClosingWord(token);
}

class Items {
public:
    Items(const std::vector<Token>& tokens, const std::vector<std::size_t>& partner)
        : tokens_(tokens), partner_(partner) {}

    SelectItems find() {
        for (std::size_t i = 0; i < tokens_.size(); ++i) {
            const bool qualified = i > 0 && tokens_[i - 1].is(".");
            if (tokens_[i].isWord("SELECT") && !qualified) readList(afterTop(i + 1));
        }
        return std::move(items_);
    }

private:
    std::size_t after(std::size_t i) const { return partner_[i] == kNone ? i + 1 : partner_[i] + 1; }
    bool isWord(std::size_t i, std::string_view word) const { return i < tokens_.size() && tokens_[i].isWord(word); }

    // DISTINCT, ALL and TOP n go before the first column.
    std::size_t afterTop(std::size_t i) const {
        if (isWord(i, "DISTINCT") || isWord(i, "ALL")) ++i;
        if (!isWord(i, "TOP") || i + 1 >= tokens_.size()) return i;
        const Token& count = tokens_[i + 1];
        const bool counts = count.kind == TokenKind::Number || count.kind == TokenKind::Parameter || count.is("(");
        return counts ? after(i + 1) : i;
    }

    bool endsList(std::size_t i) const {
        if (i >= tokens_.size()) return true;
        const Token& token = tokens_[i];
        if (token.is(")") || token.is("}") || token.is(";")) return true;
        return isAnyWord(token, {"FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT",
                                 "WINDOW", "FETCH", "OFFSET", "INTO", "SELECT"}) &&
               !(i > 0 && (tokens_[i - 1].isWord("DISTINCT") || tokens_[i - 1].is(".")));
    }

    void readList(std::size_t begin) {
        std::size_t i = begin;
        for (; !endsList(i); i = after(i)) {
            if (!tokens_[i].is(",")) continue;
            add(begin, i);
            begin = i + 1;
        }
        add(begin, std::min(i, tokens_.size()));
    }

    // DATE '2024-01-31' and N'text'.
    bool endsWithTypedText(std::size_t end) const {
        const Token& before = tokens_[end - 2];
        if (tokens_[end - 1].kind != TokenKind::String) return false;
        return isAnyWord(before, {"DATE", "TIME", "TIMESTAMP"}) ||
               (before.isWord("N") && before.end() == tokens_[end - 1].offset);
    }

    void add(std::size_t begin, std::size_t end) {
        if (end <= begin) return;
        const bool aliased = end - begin >= 2 && mayBeAlias(tokens_[end - 1]) && !endsWithTypedText(end) &&
                             (tokens_[end - 2].isWord("AS") || endsOperand(tokens_[end - 2]));
        const bool column = end - begin == 1;
        if (!aliased && !(column && tokens_[begin].kind == TokenKind::QuotedName)) items_.emplace(begin, end);
    }

    const std::vector<Token>& tokens_;
    const std::vector<std::size_t>& partner_;
    SelectItems items_;
};

}  // namespace

SelectItems itemsWithoutAlias(const std::vector<Token>& tokens, const std::vector<std::size_t>& partner) {
    return Items(tokens, partner).find();
}

}  // namespace assetsodbc::sqlengine
