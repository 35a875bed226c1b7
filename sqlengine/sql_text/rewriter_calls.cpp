// The calls of Rewriter: ODBC's functions by the names of its appendix E, and those calls of plain SQL that SQLite's
// grammar cannot take.
#include <algorithm>
#include <iterator>

#include "common/unicode.h"
#include "sqlengine/sql_text/date_parts.h"
#include "sqlengine/sql_text/rewriter.h"

namespace assetsodbc::sqlengine {

void Rewriter::call(const ScalarFunction& function, std::size_t name, bool hasParentheses, std::size_t start) {
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
std::string Rewriter::spelling(const ScalarFunction& function, std::size_t name) const {
    const bool same = common::equalIgnoringAsciiCase(function.name, function.target);
    return std::string(same ? tokens_[name].text : function.target);
}

std::vector<Range> Rewriter::checkedArguments(const ScalarFunction& function, std::size_t name, Range inside) const {
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

void Rewriter::extractCall(std::size_t name, Range inside, std::size_t start) {
    const std::string_view target = inside.empty() ? std::string_view() : extractTarget(tokens_[inside.begin].text);
    const bool complete = inside.end - inside.begin > 2 && tokens_[inside.begin + 1].isWord("FROM");
    if (target.empty() || !complete) {
        refuse(name,
               "EXTRACT takes YEAR, QUARTER, MONTH, WEEK, DAY, DAYOFWEEK, DAYOFYEAR, HOUR, MINUTE or SECOND, then "
               "FROM, then a date or time");
    }
    emitCall(std::string(target), {{inside.begin + 2, inside.end}}, start);
}

// POSITION(a IN b); false when there is no IN, so that POSITION(a, b) is taken too.
bool Rewriter::positionCall(const ScalarFunction& function, Range inside, std::size_t start) {
    const std::size_t in = findWord(inside, "IN");
    if (in == kNone || in == inside.begin || in + 1 == inside.end) return false;
    emitCall(std::string(function.target), {{inside.begin, in}, {in + 1, inside.end}}, start);
    return true;
}

void Rewriter::intervalCall(const ScalarFunction& function, std::size_t name, Range inside, std::size_t start) {
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

// ---- calls outside {fn}

struct Rewriter::PlainCall {
    std::string_view name;
    PlainRewrite rewrite;
};

const Rewriter::PlainCall* Rewriter::findPlainCall(const Token& token) {
    static constexpr PlainCall kPlainCalls[] = {
        {"LEFT", &Rewriter::plainOdbcCall},
        {"RIGHT", &Rewriter::plainOdbcCall},
        {"EXTRACT", &Rewriter::plainExtract},
        {"POSITION", &Rewriter::plainPosition},
        {"TIMESTAMPADD", &Rewriter::plainTimestampCall},
        {"TIMESTAMPDIFF", &Rewriter::plainTimestampCall},
        {"CURRENT_DATE", &Rewriter::plainRenamed},
        {"CURRENT_TIME", &Rewriter::plainRenamed},
        {"CURRENT_TIMESTAMP", &Rewriter::plainRenamed},
        {"LOCALTIME", &Rewriter::plainRenamed},
        {"LOCALTIMESTAMP", &Rewriter::plainRenamed},
        {"STRING_AGG", &Rewriter::plainRenamed},
        {"COUNT_BIG", &Rewriter::plainRenamed},
        {"SUBSTRING", &Rewriter::plainSubstring},
        {"TRIM", &Rewriter::plainTrim},
        {"OVERLAY", &Rewriter::plainOverlay},
        {"ISNULL", &Rewriter::plainIsNull},
        {"IF", &Rewriter::plainIf},
        {"DATEADD", &Rewriter::plainDateUnit},
        {"DATEDIFF", &Rewriter::plainDateUnit},
        {"DATEPART", &Rewriter::plainDateUnit},
        {"DATENAME", &Rewriter::plainDateUnit},
        {"DATETRUNC", &Rewriter::plainDateUnit},
        {"CAST", &Rewriter::plainCast},
        {"TRY_CAST", &Rewriter::plainCast},
        {"CONVERT", &Rewriter::plainConvert},
        {"TRY_CONVERT", &Rewriter::plainConvert},
    };
    const auto found = std::find_if(std::begin(kPlainCalls), std::end(kPlainCalls),
                                    [&](const PlainCall& candidate) { return token.isWord(candidate.name); });
    return found == std::end(kPlainCalls) ? nullptr : &*found;
}

bool Rewriter::rewritePlainCall(std::size_t name) {
    if (name + 1 >= tokens_.size() || !tokens_[name + 1].is("(") || partner_[name + 1] == kNone) return false;
    const PlainCall* plain = findPlainCall(tokens_[name]);
    if (plain == nullptr || namesTable(name)) return false;
    const Nesting nesting(*this, name);
    return (this->*plain->rewrite)(name, {name + 2, partner_[name + 1]});
}

// LEFT and the like may also name a common table expression, a table to be made, or a column of a table.
bool Rewriter::namesTable(std::size_t name) const {
    return name > 0 &&
           (is(name - 1, ".") || isAnyWord(name - 1, {"WITH", "RECURSIVE", "TABLE", "INTO", "REFERENCES", "EXISTS"}));
}

bool Rewriter::plainOdbcCall(std::size_t name, Range) {
    call(*findScalarFunction(tokens_[name].text), name, true, name);
    return true;
}

bool Rewriter::plainExtract(std::size_t name, Range inside) {
    const bool fields = inside.end - inside.begin > 2 && tokens_[inside.begin + 1].isWord("FROM");
    return fields && plainOdbcCall(name, inside);
}

bool Rewriter::plainPosition(std::size_t name, Range inside) {
    return findWord(inside, "IN") != kNone && plainOdbcCall(name, inside);
}

bool Rewriter::plainTimestampCall(std::size_t name, Range inside) {
    const bool unit = !inside.empty() && !intervalUnit(tokens_[inside.begin].text).empty();
    return unit && plainOdbcCall(name, inside);
}

// Functions that SQLite has under another name, and its keywords with a precision.
bool Rewriter::plainRenamed(std::size_t name, Range inside) {
    struct Renamed {
        std::string_view name, target;
    };
    static constexpr Renamed kNames[] = {{"CURRENT_DATE", "curdate"},  {"CURRENT_TIME", "curtime"},
                                         {"CURRENT_TIMESTAMP", "now"}, {"LOCALTIME", "curtime"},
                                         {"LOCALTIMESTAMP", "now"},    {"STRING_AGG", "group_concat"},
                                         {"COUNT_BIG", "count"}};
    if (inside.empty() && isAnyWord(name, {"STRING_AGG", "COUNT_BIG"})) return false;
    const auto found = std::find_if(std::begin(kNames), std::end(kNames),
                                    [&](const Renamed& candidate) { return tokens_[name].isWord(candidate.name); });
    emit(TokenKind::Word, std::string(found->target), name);
    emit(TokenKind::Operator, "(");
    copy(inside);
    emit(TokenKind::Operator, ")");
    return true;
}

// SUBSTRING(x FROM a FOR b); with commas it is SQLite's own.
bool Rewriter::plainSubstring(std::size_t name, Range inside) {
    const std::size_t from = findWord(inside, "FROM"), length = findWord(inside, "FOR");
    if (from == kNone && length == kNone) return false;
    const std::size_t textEnd = std::min(from, length);
    const std::size_t startEnd = length == kNone ? inside.end : length;
    const bool complete = textEnd > inside.begin && (from == kNone || from + 1 < startEnd) &&
                          (length == kNone || length + 1 < inside.end) && (from == kNone || from < startEnd);
    if (!complete) refuse(name, "SUBSTRING is written SUBSTRING(text FROM start FOR length)");
    emit(TokenKind::Word, "odbc_substring", name);
    emit(TokenKind::Operator, "(");
    copy({inside.begin, textEnd});
    emit(TokenKind::Operator, ",");
    if (from == kNone) emit(TokenKind::Number, "1");
    if (from != kNone) copy({from + 1, startEnd});
    if (length != kNone) {
        emit(TokenKind::Operator, ",");
        copy({length + 1, inside.end});
    }
    emit(TokenKind::Operator, ")");
    return true;
}

// TRIM([LEADING | TRAILING | BOTH] [characters] FROM x); with a comma or one argument it is SQLite's own.
bool Rewriter::plainTrim(std::size_t name, Range inside) {
    const std::size_t from = findWord(inside, "FROM");
    if (from == kNone) return false;
    const bool sided = isAnyWord(inside.begin, {"LEADING", "TRAILING", "BOTH"}) && inside.begin < from;
    const Range characters{sided ? inside.begin + 1 : inside.begin, from};
    if (from + 1 >= inside.end || (!sided && characters.empty())) {
        refuse(name, "TRIM is written TRIM([LEADING | TRAILING | BOTH] [characters] FROM text)");
    }
    const bool leading = isWord(inside.begin, "LEADING"), trailing = isWord(inside.begin, "TRAILING");
    if (!characters.empty()) {  // in this order, for the sake of parameters
        emitCall(leading    ? "odbc_trim_leading"
                 : trailing ? "odbc_trim_trailing"
                            : "odbc_trim_both",
                 {characters, {from + 1, inside.end}}, name);
        return true;
    }
    emitCall(leading ? "ltrim" : trailing ? "rtrim" : "trim", {{from + 1, inside.end}}, name);
    return true;
}

// OVERLAY(x PLACING y FROM start [FOR length]).
bool Rewriter::plainOverlay(std::size_t name, Range inside) {
    const std::size_t placing = findWord(inside, "PLACING"), from = findWord(inside, "FROM");
    const std::size_t length = findWord(inside, "FOR");
    if (placing == kNone) return false;
    const bool complete = from != kNone && placing > inside.begin && placing + 1 < from &&
                          (length == kNone ? from + 1 < inside.end : from + 1 < length && length + 1 < inside.end);
    if (!complete) refuse(name, "OVERLAY is written OVERLAY(text PLACING other FROM start FOR length)");
    std::vector<Range> arguments{{inside.begin, placing}, {placing + 1, from}};
    arguments.push_back({from + 1, length == kNone ? inside.end : length});
    if (length != kNone) arguments.push_back({length + 1, inside.end});
    emitCall("odbc_overlay", arguments, name);
    return true;
}

// ISNULL(a, b); a ISNULL (…) is no SQL.
bool Rewriter::plainIsNull(std::size_t name, Range inside) {
    const std::vector<Range> arguments = splitAtCommas(inside);
    if (arguments.size() != 2) return false;
    emitCall("ifnull", arguments, name);
    return true;
}

// IF(condition, a, b).
bool Rewriter::plainIf(std::size_t name, Range inside) {
    const std::vector<Range> arguments = splitAtCommas(inside);
    if (arguments.size() != 3) return false;
    emitCall("iif", arguments, name);
    return true;
}

// DATEADD(day, 1, x): the part is a bare word, or a text that the function itself reads.
bool Rewriter::plainDateUnit(std::size_t name, Range inside) {
    const std::vector<Range> arguments = splitAtCommas(inside);
    if (arguments.size() < 2 || arguments[0].end - arguments[0].begin != 1) return false;
    const Token& part = tokens_[arguments[0].begin];
    if (part.kind != TokenKind::Word) return false;
    const std::string_view known = datePart(part.text);
    if (known.empty()) {
        refuse(arguments[0].begin, std::string(tokens_[name].text) +
                                       " takes as its first argument a part of a date: year, quarter, month, "
                                       "dayofyear, day, week, weekday, hour, minute, second, millisecond");
    }
    emit(TokenKind::Word, std::string(tokens_[name].text), name);
    emit(TokenKind::Operator, "(");
    emit(TokenKind::String, "'" + std::string(known) + "'");
    emit(TokenKind::Operator, ",");
    copyArguments({arguments.begin() + 1, arguments.end()});
    emit(TokenKind::Operator, ")");
    return true;
}

}  // namespace assetsodbc::sqlengine
