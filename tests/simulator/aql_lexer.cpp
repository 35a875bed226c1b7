#include "tests/simulator/aql_lexer.h"

#include <algorithm>
#include <array>

namespace assetsodbc::simulator {

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isWordCharacter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || byte >= 0x80;
}

bool isNumber(std::string_view text) {
    if (!text.empty() && text.front() == '-') text.remove_prefix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

class Lexer {
public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<AqlToken> run() {
        std::vector<AqlToken> tokens;
        do {
            skipBlanks();
            tokens.push_back(next());
        } while (tokens.back().kind != AqlToken::Kind::End);
        return tokens;
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    void skipBlanks() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    AqlToken next() {
        if (at_ == text_.size()) return {AqlToken::Kind::End, "", at_};
        if (peek() == '"') return quoted();
        if (isWordCharacter(peek())) return wordOrNumber();
        return symbol();
    }

    AqlToken quoted() {
        AqlToken token = {AqlToken::Kind::Quoted, "", at_++};
        while (peek() != '"') {
            if (peek() == '\\') ++at_;
            if (at_ >= text_.size()) throw AqlError(token.position, "The quoted text has no end.");
            token.text += text_[at_++];
        }
        ++at_;
        return token;
    }

    AqlToken wordOrNumber() {
        AqlToken token = {AqlToken::Kind::Word, takeWord(), at_};
        token.position = at_ - token.text.size();
        if (!isNumber(token.text)) return token;
        token.kind = AqlToken::Kind::Number;
        if (peek() == '.' && isDigit(peek(1))) {
            ++at_;
            token.text += "." + takeWord();
            const std::size_t point = token.text.find('.');
            if (!isNumber(std::string_view(token.text).substr(point + 1))) token.kind = AqlToken::Kind::Word;
        }
        return token;
    }

    std::string takeWord() {
        const std::size_t start = at_;
        while (isWordCharacter(peek())) ++at_;
        return std::string(text_.substr(start, at_ - start));
    }

    AqlToken symbol() {
        static constexpr std::array<std::string_view, 12> kSymbols = {"==", "!=", "<=", ">=", "=", "<",
                                                                      ">",  "(",  ")",  ",",  ".", "+"};
        for (const auto symbol : kSymbols) {
            if (text_.substr(at_, symbol.size()) == symbol) {
                at_ += symbol.size();
                return {AqlToken::Kind::Symbol, std::string(symbol), at_ - symbol.size()};
            }
        }
        throw AqlError(at_, "Unexpected character '" + std::string(1, peek()) + "'; put text in double quotes.");
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<AqlToken> tokenizeAql(std::string_view text) {
    return Lexer(text).run();
}

}  // namespace assetsodbc::simulator
