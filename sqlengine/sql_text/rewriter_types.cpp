// CAST and CONVERT of Rewriter. Every conversion is a function of ours, because SQLite's CAST takes the leading number
// of a text that is none, and does not cut, round or check; only CAST to unlimited text and bytes is left to it.
#include <algorithm>

#include "common/unicode.h"
#include "sqlengine/sql_text/rewriter.h"
#include "sqlengine/sql_text/type_names.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::size_t kLongestNumber = 9;  // digits of a length or a precision

// "DECIMAL(10, 2)" as words and parameters.
struct TypeText {
    std::string words;
    std::vector<std::string> parameters;
    bool unlimited = false;  // VARCHAR(MAX)
    bool readable = true;
};

bool isLength(const Token& token) {
    return token.kind == TokenKind::Number && token.text.size() <= kLongestNumber &&
           token.text.find_first_not_of("0123456789") == std::string_view::npos;
}

TypeText typeTextOf(const std::vector<Token>& tokens, Range range) {
    TypeText type;
    int depth = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        const Token& token = tokens[i];
        if (token.is("(")) ++depth;
        if (token.is(")")) --depth;
        if (token.is("(") || token.is(")") || (depth > 0 && token.is(","))) continue;
        if (depth > 0 && isLength(token)) {
            type.parameters.emplace_back(token.text);
        } else if (depth > 0 && token.isWord("MAX")) {
            type.unlimited = true;
        } else if (depth == 0 && (token.kind == TokenKind::Word || token.kind == TokenKind::QuotedName)) {
            type.words += (type.words.empty() ? "" : " ") + common::asciiUpper(unquoted(token));
        } else {
            type.readable = false;
        }
    }
    return type;
}

bool isInterval(const std::string& words) {
    return words.find("INTERVAL") != std::string::npos;
}

// What follows the value among the arguments of the function.
std::vector<std::string> argumentsOf(const CastType& type, const TypeText& text) {
    const auto given = [&](std::size_t i) { return i < text.parameters.size(); };
    if (text.unlimited || !given(0)) return {};
    switch (type.parameters) {
        case TypeParameters::None:
            return {};
        case TypeParameters::Decimal:
            return {text.parameters[0], given(1) ? text.parameters[1] : "0"};
        case TypeParameters::Length:
        case TypeParameters::Precision:
            return {text.parameters[0]};
    }
    return {};
}

}  // namespace

// CAST(x AS type) and TRY_CAST.
bool Rewriter::plainCast(std::size_t name, Range inside) {
    const std::size_t as = findWord(inside, "AS");
    if (as == kNone || as == inside.begin || as + 1 >= inside.end) return false;
    const CastType* type = findCastType(typeTextOf(tokens_, {as + 1, inside.end}).words);
    if (type != nullptr && type->function.empty() && isWord(name, "CAST")) return false;  // SQLite's own
    emitConversion({as + 1, inside.end}, {inside.begin, as}, isWord(name, "TRY_CAST"), name);
    return true;
}

// ODBC's CONVERT(x, SQL_INTEGER) and Transact-SQL's CONVERT(INT, x).
bool Rewriter::plainConvert(std::size_t name, Range inside) {
    const std::vector<Range> arguments = splitAtCommas(inside);
    if (arguments.size() < 2 || arguments.size() > 3 || arguments[0].empty() || arguments[1].empty()) {
        refuse(name, "CONVERT takes a type and a value");
    }
    const bool odbcOrder = arguments.size() == 2 && arguments[1].end - arguments[1].begin == 1 &&
                           common::asciiUpper(tokens_[arguments[1].begin].text).rfind("SQL_", 0) == 0;
    const bool tries = isWord(name, "TRY_CONVERT");
    if (odbcOrder) {
        emitConversion(arguments[1], arguments[0], tries, name);
        return true;
    }
    if (arguments.size() == 3) {
        emitStyled(arguments, tries, name);
        return true;
    }
    emitConversion(arguments[0], arguments[1], tries, name);
    return true;
}

// CONVERT(VARCHAR(10), x, 104) and CONVERT(DATE, x, 104).
void Rewriter::emitStyled(const std::vector<Range>& arguments, bool tries, std::size_t name) {
    const TypeText type = typeTextOf(tokens_, arguments[0]);
    const CastType* target = findCastType(type.words);
    const std::string_view function = target == nullptr ? std::string_view() : target->function;
    const bool text = function == "odbc_to_text";
    if (!text && function != "odbc_to_date" && function != "odbc_to_time" && function != "odbc_to_timestamp") {
        refuse(name, "A style of CONVERT goes with texts, dates and times only");
    }
    emit(TokenKind::Word, (tries ? "odbc_try_styled_" : "odbc_styled_") + std::string(function.substr(8)), name);
    emit(TokenKind::Operator, "(");
    copyArguments({arguments[1], arguments[2]});
    if (text && !type.unlimited && !type.parameters.empty()) {
        emit(TokenKind::Operator, ",");
        emit(TokenKind::Number, type.parameters[0]);
    }
    emit(TokenKind::Operator, ")");
}

void Rewriter::convertCall(const ScalarFunction& function, std::size_t name, Range inside, std::size_t start) {
    const std::vector<Range> arguments = checkedArguments(function, name, inside);
    const Range type = arguments[1];
    const TypeText text = typeTextOf(tokens_, type);
    const bool alone = type.end - type.begin == 1;
    if (alone && (isInterval(text.words) || findCastType(text.words) != nullptr)) {
        return emitConversion(type, arguments[0], false, start);
    }
    if (findCastType(typeTextOf(tokens_, arguments[0]).words) != nullptr) {  // Transact-SQL's order within {fn}
        return emitConversion(arguments[0], arguments[1], false, start);
    }
    refuse(type.begin,
           "CONVERT takes as its second argument the name of an ODBC type alone, for example SQL_INTEGER, SQL_WVARCHAR "
           "or SQL_TYPE_DATE, not " +
               std::string(tokens_[type.begin].text));
}

void Rewriter::emitConversion(Range type, Range value, bool tries, std::size_t start) {
    const TypeText text = typeTextOf(tokens_, type);
    if (isInterval(text.words)) {
        unsupported(type.begin, "There are no interval types here; DATEADD and DATEDIFF calculate with dates");
    }
    const CastType* target = text.readable ? findCastType(text.words) : nullptr;
    if (target == nullptr) {
        refuse(type.begin, "There is no type " + text.words +
                               " to convert to. Types are CHAR, VARCHAR, NVARCHAR, TEXT, BIT, TINYINT, SMALLINT, "
                               "INTEGER, BIGINT, DECIMAL, REAL, DOUBLE, DATE, TIME, TIMESTAMP, BINARY, VARBINARY, "
                               "BLOB and GUID");
    }
    if (target->function.empty()) {
        emit(TokenKind::Word, "CAST", start);
        emit(TokenKind::Operator, "(");
        copy(value);
        emitWords("AS " + text.words);
        emit(TokenKind::Operator, ")");
        return;
    }
    std::string function(target->function);
    if (tries) function.insert(5, "try_");  // odbc_try_to_…
    emit(TokenKind::Word, function, start);
    emit(TokenKind::Operator, "(");
    copy(value);
    for (const std::string& argument : argumentsOf(*target, text)) {
        emit(TokenKind::Operator, ",");
        emit(TokenKind::Number, argument);
    }
    emit(TokenKind::Operator, ")");
}

}  // namespace assetsodbc::sqlengine
