#include "sqlengine/local/typed_changes.h"

#include <algorithm>

#include "sqlengine/local/stored_value.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr std::string_view kSource = "\"odbc source\"";

// Rewrites the statements of one text.
class ChangeRewriter {
public:
    ChangeRewriter(std::string_view sql, const ColumnsOfTable& columnsOf)
        : sql_(sql), tokens_(tokenize(sql)), columnsOf_(columnsOf) {
        for (const Token& token : tokens_) {
            parametersBefore_.push_back(parameters_);
            parameters_ += token.kind == TokenKind::Parameter ? 1 : 0;
        }
    }

    void rewriteStatement(TokenSpan span);
    void rewriteTriggerBody();
    TypedChange result() const { return {edits_.apply(sql_), parameterTypes_}; }
    std::size_t tokenCount() const { return tokens_.size(); }

private:
    struct Target {
        std::string table;
        std::vector<TableColumn> all;
    };
    using Columns = std::vector<const TableColumn*>;  // nullptr: not known

    bool word(std::size_t at, std::string_view text) const { return at < tokens_.size() && tokens_[at].isWord(text); }
    std::size_t find(TokenSpan span, const std::vector<std::string_view>& words) const;
    std::size_t start(const TokenSpan& span) const { return tokens_[span.first].offset; }
    std::size_t finish(const TokenSpan& span) const { return tokens_[span.end - 1].end(); }

    void rewriteInsert(std::size_t at, std::size_t end);
    void rewriteUpdate(std::size_t at, std::size_t end);
    Columns insertedColumns(const Target& target, std::size_t& at, std::size_t end) const;
    void rewriteSource(const Target& target, const Columns& columns, TokenSpan source);
    bool rewriteTuples(const Target& target, const Columns& columns, TokenSpan source);
    void rewriteQuery(const Target& target, const Columns& columns, TokenSpan query);
    void rewriteUpserts(const Target& target, TokenSpan span);
    void rewriteAssignments(const Target& target, TokenSpan span);
    void rewriteRowAssignment(const Target& target, TokenSpan names, TokenSpan values);
    void wrap(const Target& target, const TableColumn* column, TokenSpan expression);
    void noteParameter(const TableColumn& column, TokenSpan expression);

    std::string_view sql_;
    Tokens tokens_;
    const ColumnsOfTable& columnsOf_;
    std::vector<std::size_t> parametersBefore_;  // by token
    std::size_t parameters_ = 0;
    TextEdits edits_;
    std::map<std::size_t, schema::TypeSpec> parameterTypes_;
};

std::size_t ChangeRewriter::find(TokenSpan span, const std::vector<std::string_view>& words) const {
    return findOutside(tokens_, span, [&](std::size_t i) { return isAnyWord(tokens_[i], words); });
}

void ChangeRewriter::rewriteStatement(TokenSpan span) {
    const std::size_t verb = find(span, {"INSERT", "REPLACE", "UPDATE", "DELETE", "SELECT", "VALUES"});
    // OR FAIL would keep what was changed before the failure: here a statement is all or nothing.
    if (word(verb + 1, "OR") && word(verb + 2, "FAIL")) edits_.replace(tokens_[verb + 2].offset, 4, "ABORT");
    if (word(verb, "INSERT") || word(verb, "REPLACE")) rewriteInsert(verb, span.end);
    if (word(verb, "UPDATE")) rewriteUpdate(verb, span.end);
}

// CREATE TRIGGER … BEGIN statement; statement; END
void ChangeRewriter::rewriteTriggerBody() {
    std::size_t at = find({0, tokens_.size()}, {"BEGIN"}) + 1;
    while (at < tokens_.size()) {
        const TokenSpan rest{at, tokens_.size()};
        const std::size_t end = findOutside(tokens_, rest, [&](std::size_t i) { return tokens_[i].is(";"); });
        rewriteStatement({at, end});
        at = end + 1;
    }
}

void ChangeRewriter::rewriteInsert(std::size_t at, std::size_t end) {
    const std::size_t into = find({at, end}, {"INTO"});
    if (into >= end) return;
    at = into + 1;
    const QualifiedName name = takeName(tokens_, at, end);
    const Target target{name.name, columnsOf_(name)};
    if (target.all.empty()) return;
    if (word(at, "AS")) at += 2;
    const Columns columns = insertedColumns(target, at, end);
    const std::size_t sourceEnd = findOutside(tokens_, {at, end}, [&](std::size_t i) {
        return tokens_[i].isWord("RETURNING") || tokens_[i].is(";") ||
               (tokens_[i].isWord("ON") && word(i + 1, "CONFLICT"));
    });
    if (word(at, "DEFAULT")) return rewriteUpserts(target, {at, end});
    rewriteSource(target, columns, {at, sourceEnd});
    rewriteUpserts(target, {sourceEnd, end});
}

ChangeRewriter::Columns ChangeRewriter::insertedColumns(const Target& target, std::size_t& at, std::size_t end) const {
    Columns columns;
    if (at < end && tokens_[at].is("(")) {
        const std::size_t after = afterParentheses(tokens_, at, end);
        for (const TokenSpan& part : splitAtCommas(tokens_, {at + 1, after - 1})) {
            columns.push_back(findColumn(target.all, unquoted(tokens_[part.first])));
        }
        at = after;
        return columns;
    }
    for (const TableColumn& column : target.all) {
        if (!column.generated) columns.push_back(&column);
    }
    return columns;
}

void ChangeRewriter::rewriteSource(const Target& target, const Columns& columns, TokenSpan source) {
    const bool isTyped = std::any_of(columns.begin(), columns.end(), [](const TableColumn* column) {
        return column != nullptr && column->enforcedType();
    });
    if (!isTyped || source.isEmpty()) return;
    if (!rewriteTuples(target, columns, source)) rewriteQuery(target, columns, source);
}

// VALUES (…), (…) and nothing more; false for everything else.
bool ChangeRewriter::rewriteTuples(const Target& target, const Columns& columns, TokenSpan source) {
    if (!word(source.first, "VALUES")) return false;
    std::vector<std::vector<TokenSpan>> tuples;
    std::size_t at = source.first + 1;
    while (at < source.end && tokens_[at].is("(")) {
        const std::size_t after = afterParentheses(tokens_, at, source.end);
        tuples.push_back(splitAtCommas(tokens_, {at + 1, after - 1}));
        at = after;
        if (at >= source.end) break;
        if (!tokens_[at].is(",")) return false;
        ++at;
    }
    if (at < source.end) return false;
    for (const auto& tuple : tuples) {
        if (tuple.size() != columns.size()) return true;  // SQLite says how many are wanted
    }
    for (const auto& tuple : tuples) {
        for (std::size_t i = 0; i < tuple.size(); ++i) wrap(target, columns[i], tuple[i]);
    }
    return true;
}

void ChangeRewriter::rewriteQuery(const Target& target, const Columns& columns, TokenSpan query) {
    std::string names, values;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string name = "c" + std::to_string(i + 1);
        const auto type = columns[i] == nullptr ? std::nullopt : columns[i]->enforcedType();
        names += (i == 0 ? "" : ",") + name;
        values += i == 0 ? "" : ",";
        values += type ? storedCallStart() + name +
                             storedCallEnd(columns[i]->declaration, target.table + '.' + columns[i]->name)
                       : name;
    }
    edits_.insert(start(query), "WITH " + std::string(kSource) + "(" + names + ") AS (");
    // WHERE keeps a following ON CONFLICT from being read as the condition of a join.
    edits_.insert(finish(query), ") SELECT " + values + " FROM " + std::string(kSource) + " WHERE true");
}

void ChangeRewriter::rewriteUpserts(const Target& target, TokenSpan span) {
    while (!span.isEmpty()) {
        const std::size_t update = findOutside(tokens_, span, [&](std::size_t i) {
            return tokens_[i].isWord("DO") && word(i + 1, "UPDATE") && word(i + 2, "SET");
        });
        if (update >= span.end) return;
        span.first = update + 3;
        const std::size_t end = findOutside(tokens_, span, [&](std::size_t i) {
            return isAnyWord(tokens_[i], {"WHERE", "RETURNING"}) || tokens_[i].is(";") ||
                   (tokens_[i].isWord("ON") && word(i + 1, "CONFLICT"));
        });
        rewriteAssignments(target, {span.first, end});
        span.first = end;
    }
}

void ChangeRewriter::rewriteUpdate(std::size_t at, std::size_t end) {
    ++at;
    if (word(at, "OR")) at += 2;
    const QualifiedName name = takeName(tokens_, at, end);
    const Target target{name.name, columnsOf_(name)};
    const std::size_t set = find({at, end}, {"SET"});
    if (target.all.empty() || set >= end) return;
    const std::size_t after = findOutside(tokens_, {set + 1, end}, [&](std::size_t i) {
        if (tokens_[i].isWord("FROM") && word(i - 1, "DISTINCT")) return false;  // a IS DISTINCT FROM b
        return isAnyWord(tokens_[i], {"FROM", "WHERE", "RETURNING", "ORDER", "LIMIT"}) || tokens_[i].is(";");
    });
    rewriteAssignments(target, {set + 1, after});
}

void ChangeRewriter::rewriteAssignments(const Target& target, TokenSpan span) {
    for (const TokenSpan& assignment : splitAtCommas(tokens_, span)) {
        const std::size_t equals =
            findOutside(tokens_, assignment, [&](std::size_t i) { return tokens_[i].is("=") || tokens_[i].is("=="); });
        const TokenSpan value{equals + 1, assignment.end};
        if (equals >= assignment.end || value.isEmpty()) continue;
        if (tokens_[assignment.first].is("(")) {
            rewriteRowAssignment(target, {assignment.first + 1, equals - 1}, value);
        } else {
            wrap(target, findColumn(target.all, unquoted(tokens_[equals - 1])), value);
        }
    }
}

// (a, b) = (x, y) and (a, b) = (SELECT …).
void ChangeRewriter::rewriteRowAssignment(const Target& target, TokenSpan names, TokenSpan values) {
    Columns columns;
    for (const TokenSpan& name : splitAtCommas(tokens_, names)) {
        columns.push_back(findColumn(target.all, unquoted(tokens_[name.first])));
    }
    if (!tokens_[values.first].is("(")) return;
    const TokenSpan inner{values.first + 1, values.end - 1};
    if (inner.isEmpty()) return;
    if (isAnyWord(tokens_[inner.first], {"SELECT", "WITH", "VALUES"})) return rewriteQuery(target, columns, inner);
    const std::vector<TokenSpan> parts = splitAtCommas(tokens_, inner);
    if (parts.size() != columns.size()) return;
    for (std::size_t i = 0; i < parts.size(); ++i) wrap(target, columns[i], parts[i]);
}

void ChangeRewriter::wrap(const Target& target, const TableColumn* column, TokenSpan expression) {
    if (column == nullptr || expression.isEmpty()) return;
    if (!column->enforcedType()) return;
    if (expression.end - expression.first == 1 && word(expression.first, "NULL")) return;
    noteParameter(*column, expression);
    const std::string value(sql_.substr(start(expression), finish(expression) - start(expression)));
    const std::string callEnd = storedCallEnd(column->declaration, target.table + '.' + column->name);
    if (keepsLiteral(*column->enforcedType(), value)) {
        edits_.replace(start(expression), value.size(), storedCallStart() + quotedText(value) + callEnd);
        return;
    }
    edits_.insert(start(expression), storedCallStart());
    edits_.insert(finish(expression), callEnd);
}

void ChangeRewriter::noteParameter(const TableColumn& column, TokenSpan expression) {
    if (expression.end - expression.first != 1 || tokens_[expression.first].kind != TokenKind::Parameter) return;
    parameterTypes_.emplace(parametersBefore_[expression.first], *column.enforcedType());
}

}  // namespace

TypedChange typedChange(std::string_view sql, const ColumnsOfTable& columnsOf) {
    ChangeRewriter rewriter(sql, columnsOf);
    rewriter.rewriteStatement({0, rewriter.tokenCount()});
    return rewriter.result();
}

TypedChange typedTrigger(std::string_view sql, const ColumnsOfTable& columnsOf) {
    ChangeRewriter rewriter(sql, columnsOf);
    rewriter.rewriteTriggerBody();
    return rewriter.result();
}

}  // namespace assetsodbc::sqlengine
