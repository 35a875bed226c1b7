#include "sqlengine/sql_text/query_parser.h"

#include <algorithm>
#include <charconv>

#include "common/error.h"
#include "sqlengine/sql_text/parser.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr int kDeepest = 250;

// Words that may follow a table in FROM, so that they are no alias.
const std::initializer_list<std::string_view> kAfterSource = {
    "ON",    "USING", "NATURAL", "LEFT",  "RIGHT", "FULL",      "INNER",  "CROSS",   "OUTER", "JOIN",  "WHERE",
    "GROUP", "ORDER", "HAVING",  "LIMIT", "UNION", "INTERSECT", "EXCEPT", "INDEXED", "NOT",   "WINDOW"};
// Words that may follow a result column.
const std::initializer_list<std::string_view> kAfterItem = {"FROM",  "WHERE", "GROUP",  "HAVING",    "ORDER",
                                                            "LIMIT", "UNION", "EXCEPT", "INTERSECT", "WINDOW"};

std::size_t numberOf(std::string_view text) {
    std::size_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::vector<std::size_t> positionsOfParameters(const std::vector<Token>& tokens) {
    std::vector<std::size_t> positions(tokens.size(), 0);
    std::size_t count = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].kind == TokenKind::Parameter) positions[i] = count++;
        if (tokens[i].kind != TokenKind::NamedParameter || tokens[i].text.front() != '?') continue;
        positions[i] = std::max<std::size_t>(numberOf(tokens[i].text.substr(1)), 1) - 1;
    }
    return positions;
}

}  // namespace

std::unique_ptr<QueryTree> parseQuery(std::string_view sql) {
    try {
        return Parser(sql).wholeText();
    } catch (const NotUnderstood&) {
        return nullptr;
    } catch (const common::Error&) {  // of the lexer
        return nullptr;
    }
}

Parser::Parser(std::string_view sql) : tokens_(tokenize(sql)), parameterPositions_(positionsOfParameters(tokens_)) {}

Parser::Nesting::Nesting(int& depth) : depth_(depth) {
    if (depth_ >= kDeepest) throw NotUnderstood();
    ++depth_;
}

std::unique_ptr<QueryTree> Parser::wholeText() {
    std::unique_ptr<QueryTree> result = statement();
    while (accept(";")) {
    }
    if (next_ != tokens_.size()) throw NotUnderstood();
    return result;
}

// ---- tokens

const Token& Parser::token(std::size_t ahead) const {
    static const Token kEnd;
    return next_ + ahead < tokens_.size() ? tokens_[next_ + ahead] : kEnd;
}

bool Parser::atWord(std::initializer_list<std::string_view> words, std::size_t ahead) const {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return token(ahead).isWord(word); });
}

bool Parser::accept(std::string_view operatorText) {
    if (!at(operatorText)) return false;
    ++next_;
    return true;
}

bool Parser::acceptWord(std::string_view word) {
    if (!token().isWord(word)) return false;
    ++next_;
    return true;
}

void Parser::expect(std::string_view operatorText) {
    if (!accept(operatorText)) throw NotUnderstood();
}

void Parser::expectWord(std::string_view word) {
    if (!acceptWord(word)) throw NotUnderstood();
}

bool Parser::atName(std::size_t ahead) const {
    const TokenKind kind = token(ahead).kind;
    return kind == TokenKind::Word || kind == TokenKind::QuotedName || kind == TokenKind::String;
}

std::string Parser::name() {
    if (!atName()) throw NotUnderstood();
    return unquoted(tokens_[next_++]);
}

std::string Parser::optionalAlias(std::initializer_list<std::string_view> followers) {
    if (acceptWord("AS")) return name();
    return atName() && !atWord(followers) ? name() : std::string();
}

void Parser::skipGroup() {
    int open = 0;
    do {
        if (next_ >= tokens_.size()) throw NotUnderstood();
        if (at("(")) ++open;
        if (at(")")) --open;
        ++next_;
    } while (open > 0);
}

// ---- queries

bool Parser::startsQuery(std::size_t ahead) const {
    return atWord({"SELECT", "VALUES", "WITH"}, ahead);
}

std::unique_ptr<QueryTree> Parser::query() {
    const Nesting nesting(depth_);
    auto result = std::make_unique<QueryTree>();
    commonTables(*result);
    queryBody(*result);
    return result;
}

void Parser::queryBody(QueryTree& query) {
    bool all = true;
    do {
        query.cores.push_back(core());
        query.cores.back().keepsDuplicates = all;
        all = false;
        if (acceptWord("UNION")) {
            all = acceptWord("ALL");
        } else if (!acceptWord("INTERSECT") && !acceptWord("EXCEPT")) {
            break;
        }
    } while (true);
    orderAndLimit(query);
}

void Parser::commonTables(QueryTree& query) {
    if (!acceptWord("WITH")) return;
    acceptWord("RECURSIVE");
    do {
        CommonTable table;
        table.name = name();
        if (accept("(")) {
            do table.columns.push_back(name());
            while (accept(","));
            expect(")");
        }
        expectWord("AS");
        acceptWord("NOT");
        acceptWord("MATERIALIZED");
        expect("(");
        table.query = this->query();
        expect(")");
        query.commonTables.push_back(std::move(table));
    } while (accept(","));
}

Core Parser::core() {
    if (acceptWord("VALUES")) return valuesCore();
    expectWord("SELECT");
    Core core;
    core.isDistinct = acceptWord("DISTINCT");
    if (!core.isDistinct) acceptWord("ALL");
    selectList(core);
    if (acceptWord("FROM")) fromClause(core);
    if (acceptWord("WHERE")) core.conditions.push_back(expression());
    if (acceptWord("GROUP")) {
        expectWord("BY");
        core.hasGroups = true;
        core.firstGroup = core.conditions.size();
        for (ExpressionPointer& term : expressionList()) core.conditions.push_back(std::move(term));
        core.groupCount = core.conditions.size() - core.firstGroup;
    }
    if (acceptWord("HAVING")) core.conditions.push_back(expression());
    windowClause();
    return core;
}

Core Parser::valuesCore() {
    Core core;
    core.isValues = true;
    do {
        expect("(");
        core.rows.push_back(expressionList());
        expect(")");
    } while (accept(","));
    return core;
}

void Parser::selectList(Core& core) {
    do core.items.push_back(resultItem());
    while (accept(","));
}

ResultItem Parser::resultItem() {
    ResultItem item;
    if (starItem(item)) return item;
    const std::size_t begin = next_;
    try {
        readItem(item);
    } catch (const NotUnderstood&) {  // its neighbours are still worth reading
        next_ = begin;
        skipItem(item);
    }
    return item;
}

void Parser::readItem(ResultItem& item) {
    item.begin = tokens_[next_].offset;
    item.expression = expression();
    item.end = tokens_[next_ - 1].end();
    item.alias = optionalAlias(kAfterItem);
    if (!atItemEnd()) throw NotUnderstood();
}

bool Parser::atItemEnd() const {
    return next_ >= tokens_.size() || at(",") || at(")") || at(";") || atWord(kAfterItem);
}

// Past an item that cannot be read; its name is still told by AS.
void Parser::skipItem(ResultItem& item) {
    const std::size_t begin = next_;
    item.alias.clear();
    item.expression = std::make_unique<Expression>(ExpressionKind::Unreadable);
    const auto isDistinctFrom = [&] {
        return next_ > begin && atWord({"FROM"}) && tokens_[next_ - 1].isWord("DISTINCT");
    };
    while (!atItemEnd() || isDistinctFrom()) {
        if (at("("))
            skipGroup();
        else
            ++next_;
    }
    if (next_ == begin) throw NotUnderstood();
    if (next_ >= begin + 2 && tokens_[next_ - 2].isWord("AS")) item.alias = unquoted(tokens_[next_ - 1]);
}

// * and t.*, which SQLite also takes as schema.t.*.
bool Parser::starItem(ResultItem& item) {
    std::size_t ahead = 0;
    while (atName(ahead) && token(ahead + 1).is(".")) ahead += 2;
    if (!token(ahead).is("*")) return false;
    for (; ahead > 0; ahead -= 2) {
        item.starQualifiers.push_back(name());
        expect(".");
    }
    expect("*");
    return true;
}

void Parser::fromClause(Core& core) {
    joinChain(core);
}

void Parser::joinChain(Core& core) {
    source(core);
    while (true) {
        const bool natural = acceptWord("NATURAL");
        bool leftOuter = false, rightOuter = false;
        if (acceptWord("LEFT"))
            leftOuter = true;
        else if (acceptWord("RIGHT"))
            rightOuter = true;
        else if (acceptWord("FULL"))
            leftOuter = rightOuter = true;
        else if (!acceptWord("INNER"))
            acceptWord("CROSS");
        acceptWord("OUTER");
        if (!acceptWord("JOIN") && !accept(",")) return;
        const std::size_t joined = core.sources.size();
        if (rightOuter) {
            for (Source& before : core.sources) before.nullable = true;
        }
        source(core);
        for (std::size_t i = joined; i < core.sources.size(); ++i) {
            core.sources[i].nullable = core.sources[i].nullable || leftOuter;
        }
        core.sources[joined].natural = natural;
        joinConstraint(core, joined);
    }
}

void Parser::joinConstraint(Core& core, std::size_t joined) {
    if (acceptWord("ON")) {
        core.conditions.push_back(expression());
    } else if (acceptWord("USING")) {
        expect("(");
        do core.sources[joined].usingColumns.push_back(name());
        while (accept(","));
        expect(")");
    }
}

void Parser::source(Core& core) {
    if (!at("(")) return tableSource(core);
    const Nesting nesting(depth_);
    expect("(");
    if (!startsQuery(0)) {  // (a JOIN b): its tables are seen from outside
        joinChain(core);
        expect(")");
        optionalAlias(kAfterSource);
        return;
    }
    Source derived;
    derived.query = query();
    expect(")");
    derived.alias = optionalAlias(kAfterSource);
    core.sources.push_back(std::move(derived));
}

void Parser::tableName(Source& table) {
    const std::size_t first = next_;
    table.name.push_back(name());
    while (accept(".")) table.name.push_back(name());
    table.begin = tokens_[first].offset;
    table.end = tokens_[next_ - 1].end();
}

void Parser::tableSource(Core& core) {
    Source table;
    tableName(table);
    table.isCall = at("(");
    if (accept("(")) {  // a table-valued function: its arguments do not change its columns
        if (!at(")")) {
            for (ExpressionPointer& argument : expressionList()) core.conditions.push_back(std::move(argument));
        }
        expect(")");
    }
    table.alias = optionalAlias(kAfterSource);
    if (atWord({"NOT"}) && atWord({"INDEXED"}, 1)) next_ += 2;
    if (acceptWord("INDEXED")) {
        expectWord("BY");
        name();
    }
    core.sources.push_back(std::move(table));
}

void Parser::windowClause() {
    if (!acceptWord("WINDOW")) return;
    do {
        name();
        expectWord("AS");
        skipGroup();
    } while (accept(","));
}

void Parser::orderAndLimit(QueryTree& query) {
    if (acceptWord("ORDER")) {
        expectWord("BY");
        orderingTerms(query.orderBy);
    }
    if (!acceptWord("LIMIT")) return;
    query.limits.push_back(expression());
    if (acceptWord("OFFSET") || accept(",")) query.limits.push_back(expression());
}

}  // namespace assetsodbc::sqlengine
