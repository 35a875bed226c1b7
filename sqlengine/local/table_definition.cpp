#include "sqlengine/local/table_definition.h"

#include <algorithm>
#include <set>

#include "common/error.h"
#include "common/unicode.h"
#include "schema/declared_type.h"
#include "sqlengine/local/stored_value.h"
#include "sqlengine/local/token_walk.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

const std::vector<std::string_view> kTableConstraints = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"};
const std::vector<std::string_view> kColumnConstraints = {"CONSTRAINT", "PRIMARY",    "NOT",       "NULL", "UNIQUE",
                                                          "CHECK",      "DEFAULT",    "COLLATE",   "AS",   "REFERENCES",
                                                          "GENERATED",  "DEFERRABLE", "INITIALLY", "ON"};

// SQL's TIMESTAMP has microseconds where no precision is written.
std::optional<schema::TypeSpec> typeOf(std::string_view words) {
    auto type = schema::namedType(words);
    if (type && type->type == schema::SqlType::Timestamp && words.find('(') == std::string_view::npos) {
        type->scale = 6;
        type->size = 26;
    }
    return type;
}

class DefinitionRewriter {
public:
    DefinitionRewriter(std::string_view sql, const LiteralOf& literalOf)
        : sql_(sql), tokens_(tokenize(sql)), literalOf_(literalOf) {}

    std::string rewrite();

private:
    bool word(std::size_t at, std::string_view text) const { return at < tokens_.size() && tokens_[at].isWord(text); }
    std::string textOf(TokenSpan span) const {
        const std::size_t start = tokens_[span.first].offset;
        return std::string(sql_.substr(start, tokens_[span.end - 1].end() - start));
    }

    std::string declarationIn(TokenSpan words) const;

    void rewriteCreate(std::size_t at);
    void rewriteAdd(std::size_t at);
    void rewriteColumn(TokenSpan column);
    void rewriteDefault(TokenSpan clause, const schema::TypeSpec& type, const std::string& place);
    bool isInPrimaryKey(TokenSpan column) const;
    void noteKey(TokenSpan constraint);

    std::string_view sql_;
    Tokens tokens_;
    const LiteralOf& literalOf_;
    std::string table_;
    std::set<std::string> keyColumns_;  // of the table's constraint, lower case
    TextEdits edits_;
};

std::string DefinitionRewriter::rewrite() {
    const std::size_t table = findOutside(tokens_, {0, std::min<std::size_t>(tokens_.size(), 6)},
                                          [&](std::size_t i) { return tokens_[i].isWord("TABLE"); });
    if (word(0, "CREATE") && word(table, "TABLE")) rewriteCreate(table + 1);
    if (word(0, "ALTER") && word(table, "TABLE")) rewriteAdd(table + 1);
    return edits_.apply(sql_);
}

// Without quotes around the words: [decimal](5,2).
std::string DefinitionRewriter::declarationIn(TokenSpan words) const {
    if (words.isEmpty()) return "";
    const std::string written = textOf(words);
    const bool isQuoted = written.find_first_of("\"[`'") != std::string::npos;
    if (!isQuoted) return written;
    std::string declared;
    for (std::size_t i = words.first; i < words.end; ++i) {
        const bool isWord = isName(tokens_[i]);
        declared +=
            (isWord && i > words.first ? " " : "") + (isWord ? unquoted(tokens_[i]) : std::string(tokens_[i].text));
    }
    return declared;
}

void DefinitionRewriter::rewriteCreate(std::size_t at) {
    if (word(at, "IF")) at += 3;
    table_ = takeName(tokens_, at, tokens_.size()).name;
    if (at >= tokens_.size() || !tokens_[at].is("(")) return;
    const std::size_t after = afterParentheses(tokens_, at, tokens_.size());
    const std::vector<TokenSpan> items = splitAtCommas(tokens_, {at + 1, after - 1});
    const auto isConstraint = [&](TokenSpan item) {
        return item.isEmpty() || isAnyWord(tokens_[item.first], kTableConstraints);
    };
    for (const TokenSpan& item : items) {
        if (isConstraint(item)) noteKey(item);
    }
    for (const TokenSpan& item : items) {
        if (!isConstraint(item)) rewriteColumn(item);
    }
}

// [CONSTRAINT name] PRIMARY KEY (a, b)
void DefinitionRewriter::noteKey(TokenSpan constraint) {
    std::size_t at = constraint.first;
    if (word(at, "CONSTRAINT")) at += 2;
    if (!word(at, "PRIMARY") || at + 2 >= constraint.end) return;
    const std::size_t after = afterParentheses(tokens_, at + 2, constraint.end);
    for (const TokenSpan& part : splitAtCommas(tokens_, {at + 3, after - 1})) {
        if (!part.isEmpty()) keyColumns_.insert(common::asciiLower(unquoted(tokens_[part.first])));
    }
}

void DefinitionRewriter::rewriteAdd(std::size_t at) {
    table_ = takeName(tokens_, at, tokens_.size()).name;
    if (!word(at, "ADD")) return;
    at += word(at + 1, "COLUMN") ? 2 : 1;
    const std::size_t end =
        findOutside(tokens_, {at, tokens_.size()}, [&](std::size_t i) { return tokens_[i].is(";"); });
    if (at < end) rewriteColumn({at, end});
}

bool DefinitionRewriter::isInPrimaryKey(TokenSpan column) const {
    if (keyColumns_.count(common::asciiLower(unquoted(tokens_[column.first]))) != 0) return true;
    return findOutside(tokens_, column, [&](std::size_t i) { return tokens_[i].isWord("PRIMARY"); }) < column.end;
}

void DefinitionRewriter::rewriteColumn(TokenSpan column) {
    std::size_t at = column.first + 1;
    const TokenSpan rest{at, column.end};
    at = findOutside(tokens_, rest, [&](std::size_t i) { return isAnyWord(tokens_[i], kColumnConstraints); });
    const TokenSpan words{rest.first, at};
    const std::string written = words.isEmpty() ? "" : textOf(words);
    const std::string declared = declarationIn(words);
    const auto type = typeOf(declared);
    const std::string place = table_ + '.' + unquoted(tokens_[column.first]);
    if (const std::string_view refusal = schema::refusalOf(declared); !refusal.empty()) {
        throw common::Error(common::ErrorKind::SyntaxError, declared + ", the type of column " + place +
                                                                ", is none that can be kept: it " +
                                                                std::string(refusal) + ".");
    }
    const bool isKey = isInPrimaryKey(column);
    const bool isInteger = common::equalIgnoringAsciiCase(declared, "INTEGER");
    std::string addition;
    if (type && schema::isKeptAsText(*type)) addition = " COLLATE " + std::string(kDecimalCollation);
    // INTEGER PRIMARY KEY takes NULL for "make up a number".
    const bool isRowId = isInteger && keyColumns_.size() < 2;
    if (isKey && !isRowId) addition += " NOT NULL";
    const bool isShort = isInteger || common::equalIgnoringAsciiCase(declared, "INT");
    const bool keepsWords = !type || (isShort && written == declared);
    if (!keepsWords) {
        edits_.replace(tokens_[words.first].offset, written.size(),
                       (isShort ? declared : schema::declarationOf(*type)) + addition);
    } else if (!addition.empty()) {
        edits_.insert(tokens_[at - 1].end(), addition);
    }
    if (!type) return;
    const TokenSpan constraints{at, column.end};
    const std::size_t isDefault =
        findOutside(tokens_, constraints, [&](std::size_t i) { return tokens_[i].isWord("DEFAULT"); });
    if (isDefault + 1 < column.end) rewriteDefault({isDefault + 1, column.end}, *type, place);
}

// After DEFAULT: a literal with an optional sign, a word such as CURRENT_TIMESTAMP, a call, or an expression in
// parentheses.
void DefinitionRewriter::rewriteDefault(TokenSpan clause, const schema::TypeSpec& type, const std::string& place) {
    const std::string callEnd = storedCallEnd(schema::declarationOf(type), place);
    std::size_t end = clause.first + 1;
    const bool isCall = tokens_[clause.first].kind == TokenKind::Word && end < clause.end && tokens_[end].is("(");
    if (tokens_[clause.first].is("(") || isCall) {
        end = afterParentheses(tokens_, isCall ? end : clause.first, clause.end);
    } else if (tokens_[clause.first].is("-") || tokens_[clause.first].is("+")) {
        ++end;
    }
    const std::string expression = textOf({clause.first, std::min(end, clause.end)});
    const std::size_t start = tokens_[clause.first].offset;
    if (word(clause.first, "NULL")) return;
    const bool isLiteral =
        !isCall && !tokens_[clause.first].is("(") &&
        (tokens_[clause.first].kind != TokenKind::Word || word(clause.first, "TRUE") || word(clause.first, "FALSE"));
    if (isLiteral) {
        const std::string value = keepsLiteral(type, expression) ? quotedText(expression) : expression;
        edits_.replace(start, expression.size(), literalOf_(storedCallStart() + value + callEnd));
        return;
    }
    edits_.replace(start, expression.size(), "(" + storedCallStart() + expression + callEnd + ")");
}

}  // namespace

std::string typedDefinition(std::string_view sql, const LiteralOf& literalOf) {
    return DefinitionRewriter(sql, literalOf).rewrite();
}

std::optional<TableFromQuery> tableFromQuery(std::string_view sql) {
    const Tokens tokens = tokenize(sql);
    const std::size_t table = findOutside(tokens, {0, std::min<std::size_t>(tokens.size(), 6)},
                                          [&](std::size_t i) { return tokens[i].isWord("TABLE"); });
    if (tokens.empty() || !tokens[0].isWord("CREATE") || table + 2 >= tokens.size()) return std::nullopt;
    TableFromQuery result;
    std::size_t at = table + 1;
    result.ifNotExists = tokens[at].isWord("IF");
    if (result.ifNotExists) at += 3;
    const std::size_t nameStart = at;
    result.tableName = takeName(tokens, at, tokens.size());
    if (at == nameStart || at + 1 >= tokens.size() || !tokens[at].isWord("AS")) return std::nullopt;
    const std::size_t nameEnd = tokens[at - 1].end();
    result.head = std::string(sql.substr(0, nameEnd));
    result.name = std::string(sql.substr(tokens[nameStart].offset, nameEnd - tokens[nameStart].offset));
    const std::size_t end = tokens.back().is(";") ? tokens.back().offset : sql.size();
    result.query = std::string(sql.substr(tokens[at].end(), end - tokens[at].end()));
    return result;
}

std::string columnList(const std::vector<ResultColumn>& columns) {
    std::string list;
    std::set<std::string> taken;
    for (const ResultColumn& column : columns) {
        std::string name = column.label;
        for (int number = 1; !taken.insert(common::asciiLower(name)).second; ++number) {
            name = column.label + ":" + std::to_string(number);
        }
        list += (list.empty() ? "" : ", ") + quotedName(name) + ' ' + schema::declarationOf(column.type);
        if (schema::isKeptAsText(column.type)) list += " COLLATE " + std::string(kDecimalCollation);
    }
    return "(" + list + ")";
}

std::string newTableName(std::string_view sql) {
    const Tokens tokens = tokenize(sql);
    std::size_t at = 2;
    if (tokens.size() < 4 || !tokens[0].isWord("ALTER") || !tokens[1].isWord("TABLE")) return {};
    takeName(tokens, at, tokens.size());
    if (at + 2 >= tokens.size() || !tokens[at].isWord("RENAME") || !tokens[at + 1].isWord("TO")) return {};
    return unquoted(tokens[at + 2]);
}

}  // namespace assetsodbc::sqlengine
