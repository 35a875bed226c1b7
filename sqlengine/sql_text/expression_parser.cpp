// The expressions of Parser, from the operators that bind least to those that bind most
// (https://sqlite.org/lang_expr.html).
#include "common/unicode.h"
#include "sqlengine/sql_text/parser.h"

namespace assetsodbc::sqlengine {
namespace {

ExpressionPointer node(ExpressionKind kind) {
    return std::make_unique<Expression>(kind);
}

ExpressionPointer node(ExpressionKind kind, ExpressionPointer operand) {
    ExpressionPointer result = node(kind);
    result->operands.push_back(std::move(operand));
    return result;
}

ExpressionPointer node(ExpressionKind kind, ExpressionPointer left, ExpressionPointer right) {
    ExpressionPointer result = node(kind, std::move(left));
    result->operands.push_back(std::move(right));
    return result;
}

constexpr int kLongestEqualityChain = 500;  // a = b = c … nests to the left

}  // namespace

ExpressionPointer Parser::located(std::size_t firstToken, ExpressionPointer expression) const {
    expression->begin = tokens_[firstToken].offset;
    expression->end = tokens_[next_ - 1].end();
    return expression;
}

// operand { operator operand } as one node; its name lists the operators.
ExpressionPointer Parser::chain(ExpressionKind kind, Level operand, std::initializer_list<std::string_view> operators) {
    const std::size_t begin = next_;
    ExpressionPointer first = (this->*operand)();
    ExpressionPointer whole;
    while (true) {
        const std::string_view* found = nullptr;
        for (const std::string_view& candidate : operators) {
            if (at(candidate) || token().isWord(candidate)) found = &candidate;
        }
        if (found == nullptr) return whole ? located(begin, std::move(whole)) : std::move(first);
        ++next_;
        if (!whole) whole = node(kind, std::move(first));
        whole->name += *found;
        whole->operands.push_back((this->*operand)());
    }
}

ExpressionPointer Parser::expression() {
    const Nesting nesting(depth_);
    return chain(ExpressionKind::Logical, &Parser::conjunction, {"OR"});
}

ExpressionPointer Parser::conjunction() {
    return chain(ExpressionKind::Logical, &Parser::negation, {"AND"});
}

ExpressionPointer Parser::negation() {
    if (!token().isWord("NOT") || token(1).isWord("EXISTS")) return equality();
    ++next_;
    const Nesting nesting(depth_);
    return node(ExpressionKind::Logical, negation());
}

ExpressionPointer Parser::equality() {
    const std::size_t begin = next_;
    ExpressionPointer left = comparison();
    for (int length = 0; equalityStep(left); ++length) {
        if (length > kLongestEqualityChain) throw NotUnderstood();
        left = located(begin, std::move(left));
    }
    return left;
}

// One operator of the level of =, applied to `left`.
bool Parser::equalityStep(ExpressionPointer& left) {
    if (accept("=") || accept("==") || accept("<>") || accept("!=")) {
        left = node(ExpressionKind::Comparison, std::move(left), comparison());
        return true;
    }
    if (acceptWord("ISNULL") || acceptWord("NOTNULL")) {
        left = node(ExpressionKind::Logical, std::move(left));
        return true;
    }
    if (acceptWord("IS")) {
        acceptWord("NOT");
        if (acceptWord("DISTINCT")) expectWord("FROM");
        left = node(ExpressionKind::Comparison, std::move(left), comparison());
        return true;
    }
    if (atWord({"NOT"}) && atWord({"NULL"}, 1)) {
        next_ += 2;
        left = node(ExpressionKind::Logical, std::move(left));
        return true;
    }
    if (atWord({"NOT"}) && atWord({"IN", "LIKE", "GLOB", "REGEXP", "MATCH", "BETWEEN"}, 1)) ++next_;
    if (acceptWord("IN")) {
        inList(left);
        return true;
    }
    if (acceptWord("BETWEEN")) {
        left = node(ExpressionKind::Comparison, std::move(left), comparison());
        expectWord("AND");
        left->operands.push_back(comparison());
        return true;
    }
    if (acceptWord("LIKE") || acceptWord("GLOB") || acceptWord("REGEXP") || acceptWord("MATCH")) {
        left = node(ExpressionKind::Like, std::move(left), comparison());
        if (acceptWord("ESCAPE")) left->conditions.push_back(comparison());
        return true;
    }
    return false;
}

void Parser::inList(ExpressionPointer& left) {
    left = node(ExpressionKind::Comparison, std::move(left));
    if (!accept("(")) {  // IN table
        name();
        if (accept(".")) name();
        if (at("(")) skipGroup();
        return;
    }
    if (startsQuery(0)) {
        left->query = query();
    } else if (!at(")")) {
        for (ExpressionPointer& value : expressionList()) left->operands.push_back(std::move(value));
    }
    expect(")");
}

ExpressionPointer Parser::comparison() {
    return chain(ExpressionKind::Comparison, &Parser::bitwise, {"<", "<=", ">", ">="});
}

ExpressionPointer Parser::bitwise() {
    return chain(ExpressionKind::Bitwise, &Parser::sum, {"&", "|", "<<", ">>"});
}
ExpressionPointer Parser::sum() {
    return chain(ExpressionKind::Arithmetic, &Parser::product, {"+", "-"});
}
ExpressionPointer Parser::product() {
    return chain(ExpressionKind::Arithmetic, &Parser::concatenation, {"*", "/", "%"});
}

ExpressionPointer Parser::concatenation() {
    ExpressionPointer whole = chain(ExpressionKind::Concatenation, &Parser::unary, {"||", "->", "->>"});
    if (whole->kind == ExpressionKind::Concatenation && whole->name.find('>') != std::string::npos) {
        whole->kind = ExpressionKind::JsonArrow;
    }
    return whole;
}

ExpressionPointer Parser::unary() {
    const Nesting nesting(depth_);
    const std::size_t begin = next_;
    if (at("-") || at("+")) {
        ExpressionPointer result = node(ExpressionKind::Sign);
        result->name = tokens_[next_++].text;
        result->operands.push_back(unary());
        return located(begin, std::move(result));
    }
    if (accept("~")) return located(begin, node(ExpressionKind::Bitwise, unary()));
    ExpressionPointer result = located(begin, primary());
    while (acceptWord("COLLATE")) name();
    return result;
}

ExpressionPointer Parser::primary() {
    switch (token().kind) {
        case TokenKind::Word:
            return wordExpression();
        case TokenKind::QuotedName:
            return column();
        case TokenKind::Operator:
            return parenthesised();
        default:
            return literal();
    }
}

ExpressionPointer Parser::literal() {
    const Token current = token();
    ExpressionPointer result;
    switch (current.kind) {
        case TokenKind::String:
            if (token(1).is(".")) return column();  // SQLite takes 't'.a
            result = node(ExpressionKind::Text);
            result->name = unquoted(current);
            break;
        case TokenKind::Blob:
            result = node(ExpressionKind::Blob);
            break;
        case TokenKind::Number: {
            const bool hex = current.text.size() > 1 && (current.text[1] == 'x' || current.text[1] == 'X');
            const bool real = !hex && current.text.find_first_of(".eE") != std::string_view::npos;
            result = node(real ? ExpressionKind::Real : ExpressionKind::Integer);
            result->name = std::string(current.text);
            break;
        }
        case TokenKind::Parameter:
        case TokenKind::NamedParameter:
            result = node(ExpressionKind::Parameter);
            result->parameter = parameterPositions_[next_];
            break;
        default:
            throw NotUnderstood();
    }
    ++next_;
    return result;
}

ExpressionPointer Parser::parenthesised() {
    expect("(");
    ExpressionPointer result;
    if (startsQuery(0)) {
        result = node(ExpressionKind::Subquery);
        result->query = query();
    } else {
        std::vector<ExpressionPointer> parts = expressionList();
        if (parts.size() == 1) {
            result = std::move(parts.front());
        } else {
            result = node(ExpressionKind::Row);
            result->operands = std::move(parts);
        }
    }
    expect(")");
    return result;
}

ExpressionPointer Parser::wordExpression() {
    const bool qualified = token(1).is(".");
    if (qualified) return column();
    if (acceptWord("NULL")) return node(ExpressionKind::Null);
    if (atWord({"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"})) {
        ExpressionPointer result = node(ExpressionKind::CurrentTime);
        result->name = common::asciiUpper(name());
        return result;
    }
    if (acceptWord("CASE")) return caseExpression();
    if (token(1).is("(")) {
        if (acceptWord("CAST")) return castExpression();
        if (!atWord({"EXISTS", "NOT"})) return call();
    }
    if (acceptWord("NOT") && !atWord({"EXISTS"})) return node(ExpressionKind::Logical, negation());
    if (acceptWord("EXISTS")) {
        expect("(");
        ExpressionPointer result = node(ExpressionKind::Logical);
        result->query = query();
        expect(")");
        return result;
    }
    return column();
}

ExpressionPointer Parser::caseExpression() {
    ExpressionPointer result = node(ExpressionKind::Case);
    if (!atWord({"WHEN"})) {
        result->hasBase = true;
        result->conditions.push_back(expression());
    }
    while (acceptWord("WHEN")) {
        result->conditions.push_back(expression());
        expectWord("THEN");
        result->operands.push_back(expression());
    }
    if (acceptWord("ELSE")) {
        result->hasElse = true;
        result->operands.push_back(expression());
    }
    expectWord("END");
    return result;
}

ExpressionPointer Parser::castExpression() {
    expect("(");
    ExpressionPointer result = node(ExpressionKind::Cast, expression());
    expectWord("AS");
    while (!at(")")) {
        if (at("(")) {
            const std::size_t begin = next_;
            skipGroup();
            for (std::size_t i = begin; i < next_; ++i) result->name += tokens_[i].text;
        } else {
            if (next_ >= tokens_.size()) throw NotUnderstood();
            if (!result->name.empty()) result->name += ' ';
            result->name += unquoted(tokens_[next_++]);
        }
    }
    expect(")");
    return result;
}

ExpressionPointer Parser::call() {
    ExpressionPointer result = node(ExpressionKind::Call);
    result->name = common::asciiLower(name());
    expect("(");
    result->isDistinct = acceptWord("DISTINCT");
    if (!result->isDistinct) acceptWord("ALL");
    if (!accept("*") && !at(")")) result->operands = expressionList();
    if (acceptWord("ORDER")) {
        expectWord("BY");
        orderingTerms(result->conditions);
    }
    expect(")");
    if (atWord({"FILTER"}) && token(1).is("(")) {
        ++next_;
        expect("(");
        expectWord("WHERE");
        result->conditions.push_back(expression());
        expect(")");
    }
    if (acceptWord("OVER")) {
        result->isWindow = true;
        if (at("("))
            skipGroup();
        else
            name();
    }
    return result;
}

ExpressionPointer Parser::column() {
    ExpressionPointer result = node(ExpressionKind::Column);
    result->name = name();
    while (accept(".")) {
        result->qualifiers.push_back(std::move(result->name));
        result->name = name();
    }
    return result;
}

std::vector<ExpressionPointer> Parser::expressionList() {
    std::vector<ExpressionPointer> list;
    do list.push_back(expression());
    while (accept(","));
    return list;
}

void Parser::orderingTerms(std::vector<ExpressionPointer>& into) {
    do {
        into.push_back(expression());
        if (!acceptWord("ASC")) acceptWord("DESC");
        if (acceptWord("NULLS") && !acceptWord("FIRST")) expectWord("LAST");
    } while (accept(","));
}

}  // namespace assetsodbc::sqlengine
