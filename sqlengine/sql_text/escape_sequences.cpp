#include "sqlengine/sql_text/escape_sequences.h"

#include <algorithm>

#include "common/error.h"
#include "common/unicode.h"
#include "sqlengine/sql_text/escape_literals.h"
#include "sqlengine/sql_text/scalar_functions.h"

namespace assetsodbc::sqlengine {
namespace {

using common::Error;
using common::ErrorKind;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr int kDeepestNesting = 200;  // of escape sequences within each other

class Rewriter {
public:
    Rewriter(std::string_view sql, const std::vector<Token>& tokens, PieceList& output)
        : sql_(sql), tokens_(tokens), output_(output) {}

    void run() {
        pairBrackets();
        output_.pieces.reserve(tokens_.size());
        copy({0, tokens_.size()});
        output_.tail = sql_.substr(tokens_.empty() ? 0 : tokens_.back().end());
    }

private:
    // For each ( and {, the index of its partner. Parentheses that do not pair are left to SQLite to refuse.
    void pairBrackets() {
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

    void copy(Range range) {
        for (std::size_t i = range.begin; i < range.end;) i = copyOne(i);
    }

    // Writes the translation of what starts at i and returns the index after it.
    std::size_t copyOne(std::size_t i) {
        if (tokens_[i].is("{")) {
            if (++depth_ > kDeepestNesting) refuse(i, "Escape sequences are nested too deeply");
            escape(i);
            --depth_;
            return partner_[i] + 1;
        }
        if (tokens_[i].kind == TokenKind::Word && rewritePlainCall(i)) return partner_[i + 1] + 1;
        output_.pieces.push_back({gapBefore(i), tokens_[i]});
        return i + 1;
    }

    // ---- escape sequences

    void escape(std::size_t open) {
        const std::size_t close = partner_[open];
        const Range body{open + 2, close};
        if (open + 1 == close) refuse(open, "The escape sequence is empty");
        const Token& keyword = tokens_[open + 1];
        if (keyword.isWord("fn")) return scalarFunction(open, body);
        if (keyword.isWord("oj")) return outerJoin(open, body);
        if (keyword.isWord("d")) return literal(open, body, "odbc_to_date", canonicalDate);
        if (keyword.isWord("t")) return literal(open, body, "odbc_to_time", canonicalTime);
        if (keyword.isWord("ts")) return literal(open, body, "odbc_to_timestamp", canonicalTimestamp);
        if (keyword.isWord("guid")) return literal(open, body, "odbc_to_guid", canonicalGuid);
        if (keyword.isWord("escape")) return likeEscape(open, body);
        if (keyword.isWord("call") || keyword.kind == TokenKind::Parameter) return procedureCall(open, close);
        refuseEscape(open, keyword);
    }

    [[noreturn]] void refuseEscape(std::size_t open, const Token& keyword) const {
        if (keyword.isWord("interval")) {
            unsupported(open,
                        "{interval …} is not supported. Use {fn TIMESTAMPADD(…)} or {fn TIMESTAMPDIFF(…)} to calculate "
                        "with dates");
        }
        refuse(open, "{" + std::string(keyword.text) +
                         " …} is not an ODBC escape sequence. Known are {fn …}, {d '…'}, "
                         "{t '…'}, {ts '…'}, {guid '…'}, {oj …} and {escape '…'}");
    }

    // A call rather than the bare text, so that the literal keeps its type in the result's description.
    void literal(std::size_t open, Range body, const std::string& function,
                 std::string (*canonical)(std::string_view, const std::string&)) {
        if (body.end - body.begin != 1 || tokens_[body.begin].kind != TokenKind::String) {
            refuse(open, "{" + std::string(tokens_[open + 1].text) + " …} takes one text literal in single quotes");
        }
        const std::string text = canonical(unquoted(tokens_[body.begin]), positionText(sql_, tokens_[open].offset));
        emit(TokenKind::Word, function + "('" + text + "')", open);
    }

    void likeEscape(std::size_t open, Range body) {
        const bool one = body.end - body.begin == 1;
        const Token& token = tokens_[body.begin];
        const bool character = one && token.kind == TokenKind::String && common::codePointCount(unquoted(token)) == 1;
        if (!character && !(one && token.kind == TokenKind::Parameter)) {
            refuse(open, "{escape …} takes one character in single quotes, for example {escape '\\'}");
        }
        emit(TokenKind::Word, "ESCAPE", open);
        output_.pieces.push_back({" ", token});
    }

    void outerJoin(std::size_t open, Range body) {
        if (body.empty()) refuse(open, "{oj …} holds no join");
        const std::size_t first = output_.pieces.size();
        copy(body);
        output_.pieces[first].gap = gapBefore(open);
    }

    // {call p(…)} and {? = call p(…)}: the whole statement. That there is no such procedure is the caller's to say.
    void procedureCall(std::size_t open, std::size_t close) {
        const bool answers = tokens_[open + 1].kind == TokenKind::Parameter;
        const std::size_t call = answers ? open + 3 : open + 1;
        const bool named =
            call + 1 < close && tokens_[call].isWord("call") &&
            (tokens_[call + 1].kind == TokenKind::Word || tokens_[call + 1].kind == TokenKind::QuotedName);
        if (!named || (answers && !tokens_[open + 2].is("="))) {
            refuse(open, "A call is written {call name(…)} or {? = call name(…)}");
        }
        if (open != 0) refuse(open, "A {call …} stands alone as a statement");
        const std::size_t first = output_.pieces.size();
        copy({open + 1, close});
        output_.pieces[first].gap = gapBefore(open);
    }

    void scalarFunction(std::size_t open, Range body) {
        if (body.empty() || tokens_[body.begin].kind != TokenKind::Word) {
            refuse(open, "{fn …} takes one function call, for example {fn LCASE(Name)}");
        }
        const std::size_t name = body.begin;
        const ScalarFunction* function = findScalarFunction(tokens_[name].text);
        const bool hasParentheses = name + 1 < body.end && tokens_[name + 1].is("(");
        const std::size_t last = hasParentheses ? partner_[name + 1] : name;
        if (last + 1 != body.end || (!hasParentheses && !(function && function->minArguments == 0))) {
            refuse(open, "{fn …} takes one function call and nothing else, for example {fn LCASE(Name)}");
        }
        if (function) return call(*function, name, hasParentheses, open);
        const std::size_t first = output_.pieces.size();
        output_.pieces.push_back({gapBefore(open), tokens_[name]});  // not ODBC's, but SQLite may know it
        copy({name + 1, body.end});
        output_.pieces[first].generated = true;
    }

    // ---- calls

    void call(const ScalarFunction& function, std::size_t name, bool hasParentheses, std::size_t start) {
        if (!hasParentheses) return emitCall(spelling(function, name), {}, start);
        const Range inside{name + 2, partner_[name + 1]};
        switch (function.form) {
            case CallForm::Extract:
                return extractCall(name, inside, start);
            case CallForm::Position:
                if (positionCall(function, inside, start)) return;
                break;
            case CallForm::Convert:
                return convertCall(function, name, inside, start);
            case CallForm::TimestampInterval:
                return intervalCall(function, name, inside, start);
            case CallForm::Plain:
                break;
        }
        emitCall(spelling(function, name), checkedArguments(function, name, inside), start);
    }

    // The user's spelling where SQLite knows the function under the same name.
    std::string spelling(const ScalarFunction& function, std::size_t name) const {
        const bool same = common::equalIgnoringAsciiCase(function.name, function.target);
        return std::string(same ? tokens_[name].text : function.target);
    }

    std::vector<Range> checkedArguments(const ScalarFunction& function, std::size_t name, Range inside) const {
        std::vector<Range> arguments = splitAtCommas(inside);
        const int count = static_cast<int>(arguments.size());
        if (count < function.minArguments || count > function.maxArguments) {
            std::string wanted = std::to_string(function.minArguments);
            if (function.maxArguments > function.minArguments) wanted += " to " + std::to_string(function.maxArguments);
            refuse(name, std::string(function.name) + " takes " + wanted + " argument" + (wanted == "1" ? "" : "s") +
                             ", not " + std::to_string(count));
        }
        for (Range argument : arguments) {
            if (argument.empty()) refuse(name, "An argument of " + std::string(function.name) + " is empty");
        }
        return arguments;
    }

    void extractCall(std::size_t name, Range inside, std::size_t start) {
        const std::string_view target = inside.empty() ? std::string_view() : extractTarget(tokens_[inside.begin].text);
        const bool complete = inside.end - inside.begin > 2 && tokens_[inside.begin + 1].isWord("FROM");
        if (target.empty() || !complete) {
            refuse(name, "EXTRACT takes YEAR, MONTH, DAY, HOUR, MINUTE or SECOND, then FROM, then a date or time");
        }
        emitCall(std::string(target), {{inside.begin + 2, inside.end}}, start);
    }

    // POSITION(a IN b); false when there is no IN, so that POSITION(a, b) is taken too.
    bool positionCall(const ScalarFunction& function, Range inside, std::size_t start) {
        const std::size_t in = findWord(inside, "IN");
        if (in == kNone || in == inside.begin || in + 1 == inside.end) return false;
        emitCall(std::string(function.target), {{inside.begin, in}, {in + 1, inside.end}}, start);
        return true;
    }

    void intervalCall(const ScalarFunction& function, std::size_t name, Range inside, std::size_t start) {
        const std::vector<Range> arguments = checkedArguments(function, name, inside);
        const Range first = arguments.front();
        const std::string_view unit =
            first.end - first.begin == 1 ? intervalUnit(tokens_[first.begin].text) : std::string_view();
        if (unit.empty()) {
            refuse(name, std::string(function.name) +
                             " takes as its first argument one of SQL_TSI_FRAC_SECOND, SQL_TSI_SECOND, SQL_TSI_MINUTE, "
                             "SQL_TSI_HOUR, SQL_TSI_DAY, SQL_TSI_WEEK, SQL_TSI_MONTH, SQL_TSI_QUARTER, SQL_TSI_YEAR");
        }
        emit(TokenKind::Word, spelling(function, name), start);
        emit(TokenKind::Operator, "(");
        emit(TokenKind::String, "'" + std::string(unit) + "'");
        emit(TokenKind::Operator, ",");
        copyArguments({arguments.begin() + 1, arguments.end()});
        emit(TokenKind::Operator, ")");
    }

    void convertCall(const ScalarFunction& function, std::size_t name, Range inside, std::size_t start) {
        const std::vector<Range> arguments = checkedArguments(function, name, inside);
        const Range type = arguments[1];
        const Token& typeName = tokens_[type.begin];
        const std::string_view target = type.end - type.begin == 1 ? convertTarget(typeName.text) : std::string_view();
        if (!target.empty()) return emitCall(std::string(target), {arguments[0]}, start);
        if (common::asciiUpper(typeName.text).find("INTERVAL") != std::string::npos) {
            unsupported(type.begin, "CONVERT to an interval is not supported");
        }
        refuse(type.begin,
               "CONVERT takes as its second argument the name of an ODBC type alone, for example SQL_INTEGER, "
               "SQL_WVARCHAR or SQL_TYPE_DATE, not " +
                   std::string(typeName.text));
    }

    // Calls outside {fn}. True when the call at `name` was rewritten and written.
    bool rewritePlainCall(std::size_t name) {
        if (name + 1 >= tokens_.size() || !tokens_[name + 1].is("(") || partner_[name + 1] == kNone) return false;
        const Range inside{name + 2, partner_[name + 1]};
        if (tokens_[name].isWord("CAST")) return rewriteCast(name, inside);
        if (!needsRewriting(name, inside)) return false;
        if (++depth_ > kDeepestNesting) refuse(name, "Calls are nested too deeply");
        call(*findScalarFunction(tokens_[name].text), name, true, name);
        --depth_;
        return true;
    }

    bool needsRewriting(std::size_t name, Range inside) const {
        const Token& token = tokens_[name];
        if (token.isWord("LEFT") || token.isWord("RIGHT")) return !namesTable(name);
        if (token.isWord("EXTRACT")) {
            return inside.end - inside.begin > 2 && tokens_[inside.begin + 1].isWord("FROM");
        }
        if (token.isWord("POSITION")) return findWord(inside, "IN") != kNone;
        if (token.isWord("TIMESTAMPADD") || token.isWord("TIMESTAMPDIFF")) {
            return !inside.empty() && !intervalUnit(tokens_[inside.begin].text).empty();
        }
        return false;
    }

    // LEFT and RIGHT may name a common table expression, or a column of a table.
    bool namesTable(std::size_t name) const {
        if (name == 0) return false;
        const Token& before = tokens_[name - 1];
        return before.is(".") || before.isWord("WITH") || before.isWord("RECURSIVE");
    }

    bool rewriteCast(std::size_t name, Range inside) {
        const std::size_t as = findWord(inside, "AS");
        if (as == kNone || as == inside.begin || as + 1 >= inside.end) return false;
        const std::string_view target = castTarget(unquoted(tokens_[as + 1]));
        if (target.empty()) return false;
        if (++depth_ > kDeepestNesting) refuse(name, "Calls are nested too deeply");
        emitCall(std::string(target), {{inside.begin, as}}, name);
        --depth_;
        return true;
    }

    // ---- reading

    // Index after token i, or after the group that it opens.
    std::size_t after(std::size_t i) const { return partner_[i] == kNone ? i + 1 : partner_[i] + 1; }

    std::size_t findWord(Range range, std::string_view word) const {
        for (std::size_t i = range.begin; i < range.end; i = after(i)) {
            if (tokens_[i].isWord(word)) return i;
        }
        return kNone;
    }

    std::vector<Range> splitAtCommas(Range range) const {
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

    std::string_view gapBefore(std::size_t i) const {
        const std::size_t begin = i == 0 ? 0 : tokens_[i - 1].end();
        return sql_.substr(begin, tokens_[i].offset - begin);
    }

    // ---- writing

    // With the gap of the source token that it stands for.
    void emit(TokenKind kind, std::string text, std::size_t standsFor) {
        output_.pieces.push_back(output_.make(kind, std::move(text), gapBefore(standsFor), tokens_[standsFor].offset));
    }
    void emit(TokenKind kind, std::string text) {
        output_.pieces.push_back(output_.make(kind, std::move(text), "", output_.pieces.back().token.offset));
    }

    void emitCall(std::string target, const std::vector<Range>& arguments, std::size_t start) {
        emit(TokenKind::Word, std::move(target), start);
        emit(TokenKind::Operator, "(");
        copyArguments(arguments);
        emit(TokenKind::Operator, ")");
    }

    void copyArguments(const std::vector<Range>& arguments) {
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            if (i > 0) emit(TokenKind::Operator, ",");
            copy(arguments[i]);
        }
    }

    [[noreturn]] void refuse(std::size_t token, const std::string& what) const {
        throw Error(ErrorKind::SyntaxError, what + " (" + positionText(sql_, tokens_[token].offset) + ").");
    }
    [[noreturn]] void unsupported(std::size_t token, const std::string& what) const {
        throw Error(ErrorKind::Unsupported, what + " (" + positionText(sql_, tokens_[token].offset) + ").");
    }

    std::string_view sql_;
    const std::vector<Token>& tokens_;
    PieceList& output_;
    std::vector<std::size_t> partner_;
    int depth_ = 0;
};

}  // namespace

void rewriteEscapes(std::string_view sql, const std::vector<Token>& tokens, PieceList& output) {
    Rewriter(sql, tokens, output).run();
}

}  // namespace assetsodbc::sqlengine
