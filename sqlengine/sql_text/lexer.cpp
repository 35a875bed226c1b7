#include "sqlengine/sql_text/lexer.h"

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

// ASCII classes without the locale.
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isHexDigit(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool startsName(char c) {
    return isLetter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continuesName(char c) {
    return startsName(c) || isDigit(c) || c == '$';
}
bool isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kShownLength = 40;  // bytes of the text that a message quotes

// Longest first, so that "->>" is not read as "->" and ">".
constexpr std::string_view kLongOperators[] = {"->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "==", "!="};
constexpr std::string_view kShortOperators = "()[]{},;.+-*/%<>=&|~";

class Scanner {
public:
    explicit Scanner(std::string_view sql) : sql_(sql) {}

    std::vector<Token> run() {
        std::vector<Token> tokens;
        tokens.reserve(sql_.size() / 5 + 8);
        while (skipGap()) tokens.push_back(next());
        return tokens;
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }
    bool atEnd() const { return at_ >= sql_.size(); }

    // Passes blanks and comments; false at the end of the text.
    bool skipGap() {
        while (!atEnd()) {
            if (isBlank(peek())) {
                ++at_;
            } else if (sql_.compare(at_, kByteOrderMark.size(), kByteOrderMark) == 0) {
                at_ += kByteOrderMark.size();  // a blank to SQLite too
            } else if (peek() == '-' && peek(1) == '-') {
                const std::size_t lineEnd = sql_.find('\n', at_);
                at_ = lineEnd == std::string_view::npos ? sql_.size() : lineEnd + 1;
            } else if (peek() == '/' && peek(1) == '*') {
                const std::size_t close = sql_.find("*/", at_ + 2);
                if (close == std::string_view::npos) refuseUnclosed(at_, "comment", "*/");
                at_ = close + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    Token next() {
        const std::size_t start = at_;
        const TokenKind kind = scan();
        return {kind, start, sql_.substr(start, at_ - start)};
    }

    TokenKind scan() {
        const char c = peek();
        if (c == '\'') return quoted('\'', TokenKind::String, "text literal");
        if (c == '"' || c == '`') return quoted(c, TokenKind::QuotedName, "quoted name");
        if (c == '[') return bracketed();
        if ((c == 'x' || c == 'X') && peek(1) == '\'') return blob();
        if (startsName(c)) return word();
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) return number();
        if (c == '?' || c == ':' || c == '@' || c == '$' || c == '#') return parameter();
        return punctuation();
    }

    TokenKind quoted(char quote, TokenKind kind, const char* what) {
        const std::size_t start = at_++;
        for (;;) {
            const std::size_t close = sql_.find(quote, at_);
            if (close == std::string_view::npos) refuseUnclosed(start, what, std::string(1, quote));
            at_ = close + 1;
            if (peek() != quote) return kind;
            ++at_;  // a doubled quote stands for itself
        }
    }

    TokenKind bracketed() {
        const std::size_t close = sql_.find(']', at_);
        if (close == std::string_view::npos) refuseUnclosed(at_, "quoted name", "]");
        at_ = close + 1;
        return TokenKind::QuotedName;
    }

    TokenKind blob() {
        const std::size_t start = at_;
        const std::size_t close = sql_.find('\'', at_ + 2);
        if (close == std::string_view::npos) refuseUnclosed(start, "binary literal", "'");
        bool wellFormed = (close - start) % 2 == 0;
        for (std::size_t i = start + 2; i < close; ++i) wellFormed = wellFormed && isHexDigit(sql_[i]);
        at_ = close + 1;
        return wellFormed ? TokenKind::Blob : TokenKind::Unknown;
    }

    TokenKind word() {
        skipName();
        return TokenKind::Word;
    }

    TokenKind number() {
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X') && isHexDigit(peek(2))) {
            at_ += 2;
            while (isHexDigit(peek())) ++at_;
        } else {
            skipDigits();
            if (peek() == '.') {
                ++at_;
                skipDigits();
            }
            skipExponent();
        }
        if (!continuesName(peek())) return TokenKind::Number;
        skipName();  // 1from, 1e: SQLite refuses the whole run
        return TokenKind::Unknown;
    }

    void skipExponent() {
        if (peek() != 'e' && peek() != 'E') return;
        const std::size_t sign = (peek(1) == '+' || peek(1) == '-') ? 1 : 0;
        if (!isDigit(peek(1 + sign))) return;
        at_ += 1 + sign;
        skipDigits();
    }

    TokenKind parameter() {
        const char sigil = peek();
        ++at_;
        if (sigil == '?') {
            if (!isDigit(peek())) return TokenKind::Parameter;
            skipDigits();
            return TokenKind::NamedParameter;
        }
        const bool named = continuesName(peek());
        skipName();
        return named && sigil != '#' ? TokenKind::NamedParameter : TokenKind::Unknown;
    }

    TokenKind punctuation() {
        for (std::string_view candidate : kLongOperators) {
            if (sql_.substr(at_, candidate.size()) == candidate) {
                at_ += candidate.size();
                return TokenKind::Operator;
            }
        }
        const bool known = kShortOperators.find(peek()) != std::string_view::npos;
        ++at_;
        return known ? TokenKind::Operator : TokenKind::Unknown;
    }

    void skipDigits() {
        while (isDigit(peek())) ++at_;
    }
    void skipName() {
        while (!atEnd() && continuesName(peek())) ++at_;
    }

    [[noreturn]] void refuseUnclosed(std::size_t start, const std::string& what, const std::string& closing) const {
        std::string_view shown = sql_.substr(start, common::prefixWithin(sql_.substr(start), kShownLength));
        throw Error(ErrorKind::SyntaxError, "The " + what + " that starts at " + positionText(sql_, start) +
                                                " is not closed: " + std::string(shown) +
                                                (start + shown.size() < sql_.size() ? "..." : "") +
                                                " Add the closing " + closing + ".");
    }

    std::string_view sql_;
    std::size_t at_ = 0;
};

}  // namespace

bool Token::isWord(std::string_view word) const noexcept {
    return kind == TokenKind::Word && text.size() == word.size() && common::equalIgnoringAsciiCase(text, word);
}

std::vector<Token> tokenize(std::string_view sql) {
    return Scanner(sql).run();
}

std::string unquoted(const Token& token) {
    if (token.kind != TokenKind::QuotedName && token.kind != TokenKind::String) return std::string(token.text);
    const char closing = token.text.back();
    std::string_view inner = token.text.substr(1, token.text.size() - 2);
    if (closing == ']') return std::string(inner);
    std::string result;
    result.reserve(inner.size());
    for (std::size_t i = 0; i < inner.size(); ++i) {
        result += inner[i];
        if (inner[i] == closing) ++i;
    }
    return result;
}

std::string positionText(std::string_view sql, std::size_t offset) {
    return "character " + std::to_string(common::codePointCount(sql.substr(0, offset)) + 1);
}

}  // namespace assetsodbc::sqlengine
