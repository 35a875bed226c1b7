// Literals, keywords, hints and other spellings of Rewriter that are no calls. Each function answers the index after
// what it wrote, or kNone when the token is none of its business.
#include <algorithm>
#include <iterator>

#include "common/unicode.h"
#include "sqlengine/sql_text/escape_literals.h"
#include "sqlengine/sql_text/rewriter.h"

namespace assetsodbc::sqlengine {
namespace {

struct Keyword {
    std::string_view word;
    std::string_view call;
};

// USER alone stays a name: columns are called so.
constexpr Keyword kKeywords[] = {
    {"CURRENT_DATE", "curdate"}, {"CURRENT_TIME", "curtime"}, {"CURRENT_TIMESTAMP", "now"}, {"LOCALTIME", "curtime"},
    {"LOCALTIMESTAMP", "now"},   {"CURRENT_USER", "user"},    {"SESSION_USER", "user"},     {"SYSTEM_USER", "user"},
};

struct TypedLiteral {
    std::string_view word;
    const char* function;
    std::string (*canonical)(std::string_view, const std::string&);
};

constexpr TypedLiteral kTypedLiterals[] = {
    {"DATE", "odbc_to_date", canonicalDate},
    {"TIME", "odbc_to_time", canonicalTime},
    {"TIMESTAMP", "odbc_to_timestamp", canonicalTimestamp},
};

constexpr std::string_view kDerivedName = "odbc_rows";

}  // namespace

std::size_t Rewriter::rewriteWord(std::size_t i) {
    const Token& token = tokens_[i];
    if (token.is("(")) {
        const std::size_t next = parenthesisedQuery(i);
        return next != kNone ? next : derivedTable(i);
    }
    if (token.kind == TokenKind::Operator) return quantified(i);
    if (token.kind == TokenKind::Unknown) return temporaryName(i);
    if (token.kind != TokenKind::Word || (i > 0 && is(i - 1, "."))) return kNone;
    using Step = std::size_t (Rewriter::*)(std::size_t);
    for (const Step step :
         {&Rewriter::currentMoment, &Rewriter::typedLiteral, &Rewriter::nationalText, &Rewriter::lockingClause,
          &Rewriter::hints, &Rewriter::defaultValue, &Rewriter::onCommit, &Rewriter::selectInto}) {
        const std::size_t next = (this->*step)(i);
        if (next != kNone) return next;
    }
    return kNone;
}

// CURRENT_TIMESTAMP and the like, with the milliseconds that SQLite's own leave out.
std::size_t Rewriter::currentMoment(std::size_t i) {
    const auto found = std::find_if(std::begin(kKeywords), std::end(kKeywords),
                                    [&](const Keyword& keyword) { return tokens_[i].isWord(keyword.word); });
    if (found == std::end(kKeywords) || is(i + 1, "(") || is(i + 1, ".") || (i > 0 && isWord(i - 1, "AS"))) {
        return kNone;
    }
    emitCall(std::string(found->call), {}, i);
    return i + 1;
}

// DATE '2024-01-31'.
std::size_t Rewriter::typedLiteral(std::size_t i) {
    if (i + 1 >= tokens_.size() || tokens_[i + 1].kind != TokenKind::String || (i > 0 && isWord(i - 1, "AS"))) {
        return kNone;
    }
    if (tokens_[i].isWord("INTERVAL")) {
        unsupported(i,
                    "INTERVAL literals are not supported. Use DATEADD(...), {fn TIMESTAMPADD(...)} or {fn "
                    "TIMESTAMPDIFF(...)} to calculate with dates");
    }
    const auto found = std::find_if(std::begin(kTypedLiterals), std::end(kTypedLiterals),
                                    [&](const TypedLiteral& literal) { return tokens_[i].isWord(literal.word); });
    if (found == std::end(kTypedLiterals)) return kNone;
    const std::string text = found->canonical(unquoted(tokens_[i + 1]), positionText(sql_, tokens_[i].offset));
    emit(TokenKind::Word, std::string(found->function) + "('" + text + "')", i);
    return i + 2;
}

// N'text': all text is Unicode.
std::size_t Rewriter::nationalText(std::size_t i) {
    const bool national = tokens_[i].isWord("N") && i + 1 < tokens_.size() &&
                          tokens_[i + 1].kind == TokenKind::String && tokens_[i].end() == tokens_[i + 1].offset;
    if (!national) return kNone;
    emit(TokenKind::String, std::string(tokens_[i + 1].text), i);
    return i + 2;
}

// FOR READ ONLY is what every query is; FOR UPDATE asks for locks that the site does not give.
std::size_t Rewriter::lockingClause(std::size_t i) {
    if (!tokens_[i].isWord("FOR")) return kNone;
    if (isAnyWord(i + 1, {"READ", "FETCH"}) && isWord(i + 2, "ONLY")) return i + 3;
    if (isWord(i + 1, "BROWSE") && (i + 2 == tokens_.size() || is(i + 2, ";"))) return i + 2;
    if (isAnyWord(i + 1, {"UPDATE", "SHARE"})) {
        unsupported(i, "Rows of the site cannot be locked; leave FOR UPDATE out");
    }
    if (isAnyWord(i + 1, {"XML", "JSON"}))
        unsupported(i, "FOR XML and FOR JSON are not supported; use json_group_array");
    return kNone;
}

// FROM t WITH (NOLOCK) and OPTION (…): nothing here takes locks, and there are no plans to choose from.
std::size_t Rewriter::hints(std::size_t i) {
    if (!isAnyWord(i, {"WITH", "OPTION"}) || !is(i + 1, "(") || partner_[i + 1] == kNone || i == 0) return kNone;
    const std::size_t next = partner_[i + 1] + 1;
    if (isWord(i, "OPTION")) return next == tokens_.size() || is(next, ";") ? next : kNone;
    for (std::size_t hint = i + 2; hint + 1 < next; ++hint) {
        const bool harmless = is(hint, ",") || isAnyWord(hint, {"NOLOCK", "READUNCOMMITTED", "READCOMMITTED",
                                                                "READPAST", "SNAPSHOT", "NOEXPAND", "ROWLOCK"});
        if (!harmless) {
            unsupported(hint, "The table hint " + std::string(tokens_[hint].text) + " is not supported; leave it out");
        }
    }
    return next;
}

// DEFAULT CURRENT_TIMESTAMP and DEFAULT f(): SQLite wants calls in parentheses there.
std::size_t Rewriter::defaultValue(std::size_t i) {
    if (!tokens_[i].isWord("DEFAULT") || !isAnyWord(0, {"CREATE", "ALTER"})) return kNone;
    const std::size_t value = i + 1;
    const bool keyword = std::any_of(std::begin(kKeywords), std::end(kKeywords),
                                     [&](const Keyword& candidate) { return isWord(value, candidate.word); });
    const bool call = isName(value) && is(value + 1, "(");
    const bool literal = isName(value) && value + 1 < tokens_.size() && tokens_[value + 1].kind == TokenKind::String;
    if (!keyword && !call && !literal && !is(value, "{")) return kNone;
    output_.pieces.push_back({gapBefore(i), tokens_[i]});
    emitWords("(");
    const std::size_t next = copyOne(value);
    if (next == value + 1 && call) copy({next, after(next)});
    emit(TokenKind::Operator, ")");
    return next == value + 1 && call ? after(next) : next;
}

std::size_t Rewriter::selectInto(std::size_t i) {
    const bool inserts =
        i > 0 && isAnyWord(i - 1, {"INSERT", "REPLACE", "IGNORE", "ABORT", "FAIL", "ROLLBACK", "MERGE"});
    if (!tokens_[i].isWord("INTO") || inserts || i == 0 || !isAnyWord(0, {"SELECT", "WITH"})) return kNone;
    unsupported(i, "SELECT ... INTO is not supported; write CREATE TABLE name AS SELECT ...");
}

// ON COMMIT PRESERVE ROWS of a temporary table: they always stay.
std::size_t Rewriter::onCommit(std::size_t i) {
    if (!isWord(0, "CREATE") || !tokens_[i].isWord("ON") || !isWord(i + 1, "COMMIT")) return kNone;
    if (isWord(i + 2, "PRESERVE") && isWord(i + 3, "ROWS")) return i + 4;
    unsupported(i, "Temporary tables keep their rows at the end of a transaction; write ON COMMIT PRESERVE ROWS");
}

// = ANY (SELECT …) is IN, <> ALL (SELECT …) is NOT IN; the others have another way to be written.
std::size_t Rewriter::quantified(std::size_t i) {
    const bool compares =
        is(i, "=") || is(i, "<>") || is(i, "!=") || is(i, "<") || is(i, ">") || is(i, "<=") || is(i, ">=");
    if (!compares || !isAnyWord(i + 1, {"ANY", "SOME", "ALL"}) || !is(i + 2, "(") || !startsQuery(i + 3)) return kNone;
    const bool all = isWord(i + 1, "ALL");
    const bool unequal = is(i, "<>") || is(i, "!=");
    if (is(i, "=") ? all : !(unequal && all)) {
        unsupported(i,
                    std::string(tokens_[i].text) + " " + common::asciiUpper(tokens_[i + 1].text) +
                        " (SELECT ...) is not supported; compare with (SELECT MIN(...)) or (SELECT MAX(...)), or write "
                        "EXISTS (SELECT ... WHERE ...)");
    }
    emit(TokenKind::Word, all ? "NOT IN" : "IN", i);
    return i + 2;
}

// (SELECT …) UNION (SELECT …): SQLite takes no parentheses around the arms.
std::size_t Rewriter::parenthesisedQuery(std::size_t i) {
    if (partner_[i] == kNone || !(startsQuery(i + 1) || is(i + 1, "("))) return kNone;
    const auto setOperator = [&](std::size_t at) { return isAnyWord(at, {"UNION", "EXCEPT", "INTERSECT"}); };
    const bool arm = i > 0 && (setOperator(i - 1) || (isWord(i - 1, "ALL") && i > 1 && setOperator(i - 2)));
    const bool firstArm = setOperator(partner_[i] + 1) && (i == 0 || is(i - 1, "(") || isWord(i - 1, "AS"));
    const bool whole = i == 0 && startsQuery(i + 1);
    if (!arm && !firstArm && !whole) return kNone;
    emit(TokenKind::Word, "SELECT", i);
    emitWords("* FROM (");
    copy({i + 1, partner_[i]});
    emit(TokenKind::Operator, ")");
    return partner_[i] + 1;
}

// (SELECT …) AS x (a, b): the names go to a common table expression inside.
std::size_t Rewriter::derivedTable(std::size_t i) {
    if (partner_[i] == kNone || !startsQuery(i + 1) || i == 0) return kNone;
    if (!isAnyWord(i - 1, {"FROM", "JOIN"}) && !is(i - 1, ",")) return kNone;
    const std::size_t close = partner_[i];
    const std::size_t alias = isWord(close + 1, "AS") ? close + 2 : close + 1;
    if (!isName(alias) || !is(alias + 1, "(") || isAnyWord(alias, {"USING", "WITH", "ON", "OVER"})) return kNone;
    const std::size_t end = endOfColumnList(alias + 1);
    if (end == kNone) return kNone;
    emit(TokenKind::Operator, "(", i);
    emit(TokenKind::Word, "WITH");
    emitWords(kDerivedName);
    for (std::size_t column = alias + 1; column < end; ++column) {
        output_.pieces.push_back(output_.make(tokens_[column].kind, std::string(tokens_[column].text),
                                              gapBefore(column), tokens_[i].offset));
    }
    emitWords("AS (");
    copy({i + 1, close});
    emitWords(") SELECT * FROM");
    emitWords(kDerivedName);
    emitWords(") AS");
    output_.pieces.push_back(
        output_.make(tokens_[alias].kind, std::string(tokens_[alias].text), " ", tokens_[alias].offset));
    return end;
}

// The index after "(a, b)" that opens at `open`; kNone when it is no list of names.
std::size_t Rewriter::endOfColumnList(std::size_t open) const {
    if (partner_[open] == kNone) return kNone;
    for (std::size_t i = open + 1; i < partner_[open]; ++i) {
        const bool wantsName = (i - open) % 2 == 1;
        if (wantsName ? !isName(i) : !is(i, ",")) return kNone;
    }
    return (partner_[open] - open) % 2 == 0 ? partner_[open] + 1 : kNone;
}

// #name of Transact-SQL: a temporary table.
std::size_t Rewriter::temporaryName(std::size_t i) {
    const std::string_view text = tokens_[i].text;
    if (text.size() < 2 || text.front() != '#') return kNone;
    emit(TokenKind::QuotedName, "\"" + std::string(text) + "\"", i);
    return i + 1;
}

}  // namespace assetsodbc::sqlengine
