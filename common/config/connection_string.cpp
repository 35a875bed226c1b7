#include "common/config/connection_string.h"

#include <algorithm>
#include <unordered_set>

#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";
constexpr std::size_t kMostAttributes = 500;

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    ConnectionAttributes parse() {
        ConnectionAttributes attributes;
        for (skipBlanksAndSemicolons(); at_ < text_.size(); skipBlanksAndSemicolons()) {
            const std::size_t start = at_;
            ConnectionAttribute attribute;
            attribute.keyword = keyword();
            attribute.value = value();
            if (!seen_.insert(asciiLower(attribute.keyword)).second) continue;
            if (attributes.size() == kMostAttributes)
                fail(start, "it has more than " + std::to_string(kMostAttributes) + " different keywords.");
            attributes.push_back(std::move(attribute));
        }
        return attributes;
    }

private:
    [[noreturn]] void fail(std::size_t at, const std::string& what) const {
        const std::size_t position = codePointCount(text_.substr(0, at)) + 1;
        throw Error(ErrorKind::InvalidArgument,
                    "The connection string is malformed at character " + std::to_string(position) + ": " + what);
    }

    void skipAny(std::string_view characters) {
        at_ = std::min(text_.find_first_not_of(characters, at_), text_.size());
    }
    void skipBlanksAndSemicolons() { skipAny(" \t\r\n;"); }

    std::string keyword() {
        const std::size_t start = at_;
        const std::size_t end = text_.find_first_of("=;", start);
        if (end == std::string_view::npos || text_[end] == ';')
            fail(start,
                 "a keyword without \"=\" starts here. Write KEYWORD=value, and put a value that holds a semicolon in "
                 "braces: KEYWORD={value}.");
        if (end == start) fail(start, "there is no keyword before \"=\".");
        at_ = end + 1;
        return std::string(withoutOuterBlanks(text_.substr(start, end - start)));
    }

    std::string value() {
        skipAny(kBlanks);
        if (at_ < text_.size() && text_[at_] == '{') return bracedValue();
        const std::size_t start = at_;
        at_ = std::min(text_.find(';', at_), text_.size());
        return std::string(withoutOuterBlanks(text_.substr(start, at_ - start)));
    }

    std::string bracedValue() {
        const std::size_t start = at_++;
        std::string value;
        for (;; ++at_) {
            const std::size_t brace = text_.find('}', at_);
            if (brace == std::string_view::npos)
                fail(start,
                     "the brace that opens here is never closed. End the value with \"}\", and write a \"}\" "
                     "inside of it twice.");
            value.append(text_.substr(at_, brace - at_));
            at_ = brace + 1;
            if (at_ >= text_.size() || text_[at_] != '}') break;
            value += '}';
        }
        skipAny(kBlanks);
        if (at_ < text_.size() && text_[at_] != ';')
            fail(at_, "only \";\" may follow the brace that closes a value. Write a \"}\" inside of a value twice.");
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::unordered_set<std::string> seen_;
};

}  // namespace

std::string_view withoutOuterBlanks(std::string_view text) {
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

ConnectionAttributes parseConnectionString(std::string_view text) {
    return Parser(text).parse();
}

const ConnectionAttribute* find(const ConnectionAttributes& attributes, std::string_view keyword) {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const ConnectionAttribute& attribute) {
        return equalIgnoringAsciiCase(attribute.keyword, keyword);
    });
    return found == attributes.end() ? nullptr : &*found;
}

std::string quotedValue(std::string_view value) {
    const bool plain =
        value.find_first_of(";{}") == std::string_view::npos && withoutOuterBlanks(value).size() == value.size();
    if (plain) return std::string(value);
    std::string quoted = "{";
    for (const char c : value) quoted.append(c == '}' ? 2 : 1, c);
    return quoted + "}";
}

std::string joinedConnectionString(const ConnectionAttributes& attributes) {
    std::string text;
    for (const ConnectionAttribute& attribute : attributes)
        text.append(attribute.keyword).append("=").append(quotedValue(attribute.value)).append(";");
    return text;
}

}  // namespace assetsodbc::common
