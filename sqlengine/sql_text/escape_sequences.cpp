// The escape sequences of Rewriter, and how it goes through the tokens.
#include "sqlengine/sql_text/escape_sequences.h"

#include <algorithm>

#include "common/error.h"
#include "common/unicode.h"
#include "sqlengine/sql_text/escape_literals.h"
#include "sqlengine/sql_text/rewriter.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

constexpr int kDeepestNesting = 200;  // of escape sequences and calls within each other

std::string quotedName(std::string_view text) {
    std::string quoted = "\"";
    for (char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
}

}  // namespace

void rewriteEscapes(std::string_view sql, const std::vector<Token>& tokens, PieceList& output, SelectLabels labels) {
    Rewriter(sql, tokens, output, labels).run();
}

Rewriter::Rewriter(std::string_view sql, const std::vector<Token>& tokens, PieceList& output, SelectLabels labels)
    : sql_(sql), tokens_(tokens), output_(output), labels_(labels) {}

Rewriter::Nesting::Nesting(Rewriter& rewriter, std::size_t token) : depth_(rewriter.depth_) {
    if (depth_ >= kDeepestNesting) rewriter.refuse(token, "Escape sequences and calls are nested too deeply");
    ++depth_;
}

void Rewriter::run() {
    pairBrackets();
    if (labels_ == SelectLabels::AsWritten) items_ = itemsWithoutAlias(tokens_, partner_);
    output_.pieces.reserve(tokens_.size());
    copy({statementStart(), tokens_.size()});
    output_.tail = sql_.substr(tokens_.empty() ? 0 : tokens_.back().end());
}

// For each ( and {, the index of its partner. Parentheses that do not pair are left to SQLite to refuse.
void Rewriter::pairBrackets() {
    partner_.assign(tokens_.size(), kNone);
    std::vector<std::size_t> open;
    std::size_t openBraces = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        const Token& token = tokens_[i];
        if (token.is("(") || token.is("{")) {
            open.push_back(i);
            openBraces += token.is("{") ? 1 : 0;
        } else if (token.is(")")) {
            if (open.empty() || !tokens_[open.back()].is("(")) continue;
            partner_[open.back()] = i;
            open.pop_back();
        } else if (token.is("}")) {
            if (openBraces == 0) refuse(i, "There is a } without its {");
            if (!tokens_[open.back()].is("{")) refuse(open.back(), "A parenthesis is not closed before the }");
            partner_[open.back()] = i;
            open.pop_back();
            --openBraces;
        }
    }
    const auto brace = std::find_if(open.begin(), open.end(), [&](std::size_t i) { return tokens_[i].is("{"); });
    if (brace != open.end()) refuse(*brace, "The escape sequence is not closed; add the }");
}

void Rewriter::copy(Range range) {
    for (std::size_t i = range.begin; i < range.end;) i = copyOne(i);
}

// A result column whose text changes keeps that of the source as its label.
std::size_t Rewriter::copyOne(std::size_t i) {
    const auto item = items_.find(i);
    if (item == items_.end()) return copyToken(i);
    const std::size_t end = item->second, first = output_.pieces.size();
    items_.erase(item);
    std::size_t next = i;
    while (next < end) next = copyOne(next);
    const auto from = output_.pieces.begin() + static_cast<std::ptrdiff_t>(first);
    const bool changed = output_.pieces.size() - first != end - i ||
                         std::any_of(from, output_.pieces.end(), [](const Piece& piece) { return piece.generated; });
    if (!changed) return next;
    emitWords("AS");
    const std::string_view source = sql_.substr(tokens_[i].offset, tokens_[end - 1].end() - tokens_[i].offset);
    output_.pieces.push_back(output_.make(TokenKind::QuotedName, quotedName(source), " ", tokens_[i].offset));
    return next;
}

// Writes the translation of what starts at i and returns the index after it.
std::size_t Rewriter::copyToken(std::size_t i) {
    if (tokens_[i].is("{")) {
        const Nesting nesting(*this, i);
        escape(i);
        return partner_[i] + 1;
    }
    const std::size_t next = rewriteWord(i);
    if (next != kNone) return next;
    if (tokens_[i].kind == TokenKind::Word && rewritePlainCall(i)) return partner_[i + 1] + 1;
    output_.pieces.push_back({gapBefore(i), tokens_[i]});
    return i + 1;
}

// ---- escape sequences

void Rewriter::escape(std::size_t open) {
    const std::size_t close = partner_[open];
    const Range body{open + 2, close};
    if (open + 1 == close) refuse(open, "The escape sequence is empty");
    const Token& keyword = tokens_[open + 1];
    if (keyword.isWord("fn")) return scalarFunction(open, body);
    if (keyword.isWord("oj")) return outerJoin(open, body);
    if (keyword.isWord("d")) return escapeLiteral(open, body, "odbc_to_date", canonicalDate);
    if (keyword.isWord("t")) return escapeLiteral(open, body, "odbc_to_time", canonicalTime);
    if (keyword.isWord("ts")) return escapeLiteral(open, body, "odbc_to_timestamp", canonicalTimestamp);
    if (keyword.isWord("guid")) return escapeLiteral(open, body, "odbc_to_guid", canonicalGuid);
    if (keyword.isWord("escape")) return likeEscape(open, body);
    if (keyword.isWord("call") || keyword.kind == TokenKind::Parameter) return procedureCall(open, close);
    refuseEscape(open, keyword);
}

void Rewriter::refuseEscape(std::size_t open, const Token& keyword) const {
    if (keyword.isWord("interval")) {
        unsupported(
            open,
            "{interval ...} is not supported. Use {fn TIMESTAMPADD(...)} or {fn TIMESTAMPDIFF(...)} to calculate "
            "with dates");
    }
    refuse(open, "{" + std::string(keyword.text) +
                     " ...} is not an ODBC escape sequence. Known are {fn ...}, {d '...'}, "
                     "{t '...'}, {ts '...'}, {guid '...'}, {oj ...}, {call ...} and {escape '...'}");
}

// A call rather than the bare text, so that the literal keeps its type in the result's description.
void Rewriter::escapeLiteral(std::size_t open, Range body, const std::string& function, Canonical canonical) {
    if (body.end - body.begin != 1 || tokens_[body.begin].kind != TokenKind::String) {
        refuse(open, "{" + std::string(tokens_[open + 1].text) + " ...} takes one text literal in single quotes");
    }
    const std::string text = canonical(unquoted(tokens_[body.begin]), positionText(sql_, tokens_[open].offset));
    emit(TokenKind::Word, function + "('" + text + "')", open);
}

void Rewriter::likeEscape(std::size_t open, Range body) {
    const bool one = body.end - body.begin == 1;
    const Token& token = tokens_[body.begin];
    const bool character = one && token.kind == TokenKind::String && common::codePointCount(unquoted(token)) == 1;
    if (!character && !(one && token.kind == TokenKind::Parameter)) {
        refuse(open, "{escape ...} takes one character in single quotes, for example {escape '\\'}");
    }
    emit(TokenKind::Word, "ESCAPE", open);
    output_.pieces.push_back({" ", token});
}

void Rewriter::outerJoin(std::size_t open, Range body) {
    if (body.empty()) refuse(open, "{oj ...} holds no join");
    const std::size_t first = output_.pieces.size();
    copy(body);
    output_.pieces[first].gap = gapBefore(open);
}

// {call p(…)} and {? = call p(…)}: the whole statement. That there is no such procedure is the caller's to say.
void Rewriter::procedureCall(std::size_t open, std::size_t close) {
    const bool answers = tokens_[open + 1].kind == TokenKind::Parameter;
    const std::size_t call = answers ? open + 3 : open + 1;
    const bool named = call + 1 < close && tokens_[call].isWord("call") &&
                       (tokens_[call + 1].kind == TokenKind::Word || tokens_[call + 1].kind == TokenKind::QuotedName);
    if (!named || (answers && !tokens_[open + 2].is("="))) {
        refuse(open, "A call is written {call name(...)} or {? = call name(...)}");
    }
    if (open != 0) refuse(open, "A {call ...} stands alone as a statement");
    const std::size_t first = output_.pieces.size();
    copy({open + 1, close});
    output_.pieces[first].gap = gapBefore(open);
}

void Rewriter::scalarFunction(std::size_t open, Range body) {
    if (body.empty() || tokens_[body.begin].kind != TokenKind::Word) {
        refuse(open, "{fn ...} takes one function call, for example {fn LCASE(Name)}");
    }
    const std::size_t name = body.begin;
    const ScalarFunction* function = findScalarFunction(tokens_[name].text);
    const bool hasParentheses = name + 1 < body.end && tokens_[name + 1].is("(");
    const std::size_t last = hasParentheses ? partner_[name + 1] : name;
    if (last + 1 != body.end || (!hasParentheses && !(function && function->minArguments == 0))) {
        refuse(open, "{fn ...} takes one function call and nothing else, for example {fn LCASE(Name)}");
    }
    if (function) return call(*function, name, hasParentheses, open);
    const std::size_t first = output_.pieces.size();
    copy({name, body.end});  // not ODBC's, but known under this name
    output_.pieces[first].gap = gapBefore(open);
    output_.pieces[first].generated = true;
}

// ---- reading

bool Rewriter::isAnyWord(std::size_t i, std::initializer_list<std::string_view> words) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return isWord(i, word); });
}

bool Rewriter::isName(std::size_t i) const {
    return i < tokens_.size() && (tokens_[i].kind == TokenKind::Word || tokens_[i].kind == TokenKind::QuotedName);
}

std::size_t Rewriter::findWord(Range range, std::string_view word) const {
    for (std::size_t i = range.begin; i < range.end; i = after(i)) {
        if (tokens_[i].isWord(word)) return i;
    }
    return kNone;
}

std::vector<Range> Rewriter::splitAtCommas(Range range) const {
    std::vector<Range> parts;
    if (range.empty()) return parts;
    std::size_t begin = range.begin;
    for (std::size_t i = range.begin; i < range.end; i = after(i)) {
        if (!tokens_[i].is(",")) continue;
        parts.push_back({begin, i});
        begin = i + 1;
    }
    parts.push_back({begin, range.end});
    return parts;
}

std::string_view Rewriter::gapBefore(std::size_t i) const {
    const std::size_t begin = i == 0 ? 0 : tokens_[i - 1].end();
    return sql_.substr(begin, tokens_[i].offset - begin);
}

// ---- writing

void Rewriter::emit(TokenKind kind, std::string text, std::size_t standsFor) {
    output_.pieces.push_back(output_.make(kind, std::move(text), gapBefore(standsFor), tokens_[standsFor].offset));
}

void Rewriter::emit(TokenKind kind, std::string text) {
    output_.pieces.push_back(output_.make(kind, std::move(text), "", output_.pieces.back().token.offset));
}

void Rewriter::emitWords(std::string_view words) {
    const std::size_t at = output_.pieces.empty() ? 0 : output_.pieces.back().token.offset;
    while (!words.empty()) {
        const std::string_view word = words.substr(0, words.find(' '));
        words.remove_prefix(std::min(words.size(), word.size() + 1));
        const TokenKind kind = word == "(" || word == ")" ? TokenKind::Operator : TokenKind::Word;
        const bool touches = output_.pieces.empty() || word == ")";
        output_.pieces.push_back(output_.make(kind, std::string(word), touches ? "" : " ", at));
    }
}

void Rewriter::emitCall(std::string target, const std::vector<Range>& arguments, std::size_t start) {
    emit(TokenKind::Word, std::move(target), start);
    emit(TokenKind::Operator, "(");
    copyArguments(arguments);
    emit(TokenKind::Operator, ")");
}

void Rewriter::copyArguments(const std::vector<Range>& arguments) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (i > 0) emit(TokenKind::Operator, ",");
        copy(arguments[i]);
    }
}

void Rewriter::refuse(std::size_t token, const std::string& what) const {
    throw Error(ErrorKind::SyntaxError, what + " (" + positionText(sql_, tokens_[token].offset) + ").");
}

void Rewriter::unsupported(std::size_t token, const std::string& what) const {
    throw Error(ErrorKind::Unsupported, what + " (" + positionText(sql_, tokens_[token].offset) + ").");
}

}  // namespace assetsodbc::sqlengine
