// Cuts SQL text into tokens: SQLite's lexical rules plus the braces of ODBC escape sequences. Blanks and comments are
// not tokens; they are what lies between one token's end and the next one's offset, so that no byte is ever lost.
// Tokens borrow from the text, which must outlive them. Stateless and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::sqlengine {

enum class TokenKind {
    Word,            // keyword or bare identifier
    QuotedName,      // "x" [x] `x`
    String,          // 'x'
    Blob,            // x'00'
    Number,          // 1 1.5 1e3 0x1F
    Parameter,       // ?
    NamedParameter,  // ?1 :x @x $x
    Operator,        // punctuation of SQL, and { }
    Unknown,         // what SQLite would refuse: left to it to say so
};

struct Token {
    TokenKind kind = TokenKind::Unknown;
    std::size_t offset = 0;  // in bytes from the start of the text
    std::string_view text;

    std::size_t end() const noexcept { return offset + text.size(); }
    // A bare word, ignoring ASCII case; never a quoted name.
    bool isWord(std::string_view word) const noexcept;
    bool is(std::string_view operatorText) const noexcept {
        return kind == TokenKind::Operator && text == operatorText;
    }
};

// Throws Error{SyntaxError} for a string, quoted name or comment that is not closed, naming its position and text.
// Anything else that is not SQL becomes an Unknown token.
std::vector<Token> tokenize(std::string_view sql);

// The name that a Word or QuotedName stands for, and the text that a String stands for: without quotes, doubled quotes
// made single.
std::string unquoted(const Token& token);

// "character 17" (counted from 1, in characters) for messages.
std::string positionText(std::string_view sql, std::size_t offset);

}  // namespace assetsodbc::sqlengine
