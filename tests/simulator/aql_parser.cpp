#include "tests/simulator/aql_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "tests/simulator/aql_functions.h"
#include "tests/simulator/aql_lexer.h"
#include "tests/simulator/text_case.h"

namespace assetsodbc::simulator {

namespace {

using Token = AqlToken;

struct ComparisonSymbol {
    std::string_view symbol;
    AqlOperator op;
};
constexpr std::array<ComparisonSymbol, 7> kComparisons = {{{"=", AqlOperator::Equal},
                                                           {"==", AqlOperator::EqualCaseSensitive},
                                                           {"!=", AqlOperator::NotEqual},
                                                           {"<", AqlOperator::Less},
                                                           {">", AqlOperator::Greater},
                                                           {"<=", AqlOperator::LessOrEqual},
                                                           {">=", AqlOperator::GreaterOrEqual}}};

constexpr std::array<std::string_view, 11> kReserved = {"AND",        "OR",       "NOT", "IN",    "LIKE",  "IS",
                                                        "STARTSWITH", "ENDSWITH", "BY",  "ORDER", "HAVING"};
constexpr int kDeepestNesting = 200;

class Parser {
public:
    Parser(std::string_view text, const AqlSwitches& switches)
        : text_(text), switches_(switches), tokens_(tokenizeAql(text)) {}

    AqlStatement parse() {
        AqlStatement statement;
        if (!atEnd() && !atKeyword("ORDER")) statement.where = parseOr();
        if (takeKeyword("ORDER")) statement.order = parseOrder();
        if (!atEnd()) fail("Expected AND, OR, ORDER BY or the end of the query");
        return statement;
    }

private:
    const Token& token() const { return tokens_[at_]; }
    const Token& following() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
    bool atEnd() const { return token().kind == Token::Kind::End; }
    bool atSymbol(std::string_view symbol) const { return isSymbol(token(), symbol); }

    static bool isSymbol(const Token& token, std::string_view symbol) {
        return token.kind == Token::Kind::Symbol && token.text == symbol;
    }

    bool isKeyword(const Token& token, std::string_view keyword) const {
        if (token.kind != Token::Kind::Word) return false;
        return switches_.strictCase ? token.text == keyword : equalIgnoringCase(token.text, keyword);
    }
    bool atKeyword(std::string_view keyword) const { return isKeyword(token(), keyword); }

    Token take() { return tokens_[atEnd() ? at_ : at_++]; }
    bool takeIf(bool condition) {
        if (condition) ++at_;
        return condition;
    }
    bool takeKeyword(std::string_view keyword) { return takeIf(atKeyword(keyword)); }
    bool takeSymbol(std::string_view symbol) { return takeIf(atSymbol(symbol)); }

    [[noreturn]] void fail(const std::string& expected) const {
        const std::string found = atEnd() ? "the end of the query" : "'" + token().text + "'";
        throw AqlError(token().position, expected + ", found " + found + ".");
    }
    void expectSymbol(std::string_view symbol) {
        if (!takeSymbol(symbol)) fail("Expected '" + std::string(symbol) + "'");
    }
    void expectKeyword(std::string_view keyword) {
        if (!takeKeyword(keyword)) fail("Expected " + std::string(keyword));
    }

    AqlExpression parseOr() {
        if (++depth_ > kDeepestNesting) fail("Too many nested parentheses");
        AqlExpression expression = parseSeries(AqlExpression::Kind::Or, "OR", &Parser::parseAnd);
        --depth_;
        return expression;
    }
    AqlExpression parseAnd() { return parseSeries(AqlExpression::Kind::And, "AND", &Parser::parsePrimary); }

    AqlExpression parseSeries(AqlExpression::Kind kind, std::string_view keyword, AqlExpression (Parser::*part)()) {
        AqlExpression first = (this->*part)();
        if (!atKeyword(keyword)) return first;
        AqlExpression series;
        series.kind = kind;
        series.parts.push_back(std::move(first));
        while (takeKeyword(keyword)) series.parts.push_back((this->*part)());
        return series;
    }

    AqlExpression parsePrimary() {
        if (takeSymbol("(")) {
            AqlExpression expression = parseOr();
            expectSymbol(")");
            return expression;
        }
        AqlExpression expression;
        expression.condition = parseCondition();
        return expression;
    }

    AqlCondition parseCondition() {
        AqlCondition condition;
        condition.path = parsePath();
        condition.position = token().position;
        for (const ComparisonSymbol& comparison : kComparisons) {
            if (takeSymbol(comparison.symbol)) {
                condition.op = comparison.op;
                condition.operands.push_back(parseOperand());
                turnNullIntoEmpty(condition);
                return condition;
            }
        }
        parseWordOperator(condition);
        return condition;
    }

    // "= null" and "!= null" are not documented; they are seen to work.
    static void turnNullIntoEmpty(AqlCondition& condition) {
        if (condition.operands.front().kind != AqlOperand::Kind::Null) return;
        const bool negated = condition.op == AqlOperator::NotEqual;
        if (!negated && condition.op != AqlOperator::Equal) {
            throw AqlError(condition.position, "null can only be compared with = and !=.");
        }
        condition.op = negated ? AqlOperator::IsNotEmpty : AqlOperator::IsEmpty;
        condition.operands.clear();
    }

    void parseWordOperator(AqlCondition& condition) {
        const bool negated = takeKeyword("NOT");
        if (takeKeyword("LIKE")) {
            condition.op = negated ? AqlOperator::NotLike : AqlOperator::Like;
            condition.operands.push_back(parseText());
        } else if (takeKeyword("IN")) {
            condition.op = negated ? AqlOperator::NotIn : AqlOperator::In;
            condition.operands = parseList();
        } else if (takeKeyword("HAVING")) {
            condition.op = negated ? AqlOperator::NotHaving : AqlOperator::Having;
            condition.operands.push_back(parseFunctionOperand());
        } else if (negated) {
            fail("Expected LIKE, IN or HAVING after NOT");
        } else if (takeKeyword("STARTSWITH")) {
            condition.op = AqlOperator::StartsWith;
            condition.operands.push_back(parseText());
        } else if (takeKeyword("ENDSWITH")) {
            condition.op = AqlOperator::EndsWith;
            condition.operands.push_back(parseText());
        } else if (takeKeyword("IS")) {
            condition.op = takeKeyword("NOT") ? AqlOperator::IsNotEmpty : AqlOperator::IsEmpty;
            if (!takeKeyword("NULL")) expectKeyword("EMPTY");
        } else {
            fail("Expected an operator");
        }
    }

    AqlPath parsePath() {
        AqlPath path = {parseName()};
        while (takeSymbol(".")) path.push_back(parseName());
        return path;
    }

    AqlName parseName() {
        const bool quoted = token().kind == Token::Kind::Quoted;
        const bool word = token().kind == Token::Kind::Word || token().kind == Token::Kind::Number;
        const bool reserved = std::any_of(kReserved.begin(), kReserved.end(),
                                          [this](std::string_view keyword) { return atKeyword(keyword); });
        if ((!quoted && !word) || reserved) fail("Expected the name of an attribute");
        const Token taken = take();
        return {taken.text, quoted, taken.position};
    }

    AqlOperand parseOperand() {
        if (token().kind == Token::Kind::Word && isSymbol(following(), "(")) return parseFunctionOperand();
        AqlOperand operand;
        operand.position = token().position;
        switch (token().kind) {
            case Token::Kind::Quoted:
                operand.kind = AqlOperand::Kind::Quoted;
                break;
            case Token::Kind::Number:
                operand.kind = AqlOperand::Kind::Number;
                break;
            case Token::Kind::Word:
                operand.kind =
                    atKeyword("NULL") || token().text == "null" ? AqlOperand::Kind::Null : AqlOperand::Kind::Word;
                break;
            default:
                fail("Expected a value");
        }
        operand.text = take().text;
        return operand;
    }

    AqlOperand parseText() {
        AqlOperand operand = parseOperand();
        if (operand.kind == AqlOperand::Kind::Null) operand.kind = AqlOperand::Kind::Word;
        if (operand.kind == AqlOperand::Kind::Function) {
            throw AqlError(operand.position, "LIKE, STARTSWITH and ENDSWITH take a text, not a function.");
        }
        return operand;
    }

    std::vector<AqlOperand> parseList() {
        if (!atSymbol("(")) return {parseFunctionOperand()};
        const std::size_t position = take().position;
        std::vector<AqlOperand> operands;
        do {
            operands.push_back(parseOperand());
        } while (takeSymbol(","));
        expectSymbol(")");
        if (switches_.inListLimit > 0 && operands.size() > switches_.inListLimit) {
            throw AqlError(position, "The list has more than " + std::to_string(switches_.inListLimit) + " values.");
        }
        return operands;
    }

    AqlOperand parseFunctionOperand() {
        if (token().kind != Token::Kind::Word || !isSymbol(following(), "(")) fail("Expected a function");
        AqlOperand operand;
        operand.kind = AqlOperand::Kind::Function;
        operand.position = token().position;
        operand.text = token().text;
        operand.function = std::make_shared<const AqlFunction>(parseFunction());
        return operand;
    }

    AqlFunction parseFunction() {
        const Token name = take();
        const AqlFunctionSpec* spec = findAqlFunction(name.text, switches_.strictCase);
        if (spec == nullptr) throw AqlError(name.position, "There is no function " + name.text + "().");
        AqlFunction function;
        function.name = spec->name;
        function.position = name.position;
        expectSymbol("(");
        switch (spec->arguments) {
            case AqlArguments::None:
                break;
            case AqlArguments::Offset:
                function.offset = parseOffset();
                break;
            case AqlArguments::Values:
                parseValues(function);
                break;
            case AqlArguments::Query:
                parseSubquery(function);
                break;
        }
        expectSymbol(")");
        return function;
    }

    // "-2h 15m": taken as written, since its parts are no tokens of the language.
    std::string parseOffset() {
        if (token().kind == Token::Kind::Quoted) return take().text;
        const std::size_t start = token().position;
        while (!atEnd() && !atSymbol(")")) ++at_;
        return std::string(text_.substr(start, token().position - start));
    }

    void parseValues(AqlFunction& function) {
        if (atSymbol(")")) fail("Expected a value");
        do {
            function.arguments.push_back(parseOperand());
        } while (takeSymbol(","));
    }

    bool atReferenceTypes() const {
        return token().kind == Token::Kind::Word && equalIgnoringCase(token().text, "refType");
    }

    void parseSubquery(AqlFunction& function) {
        if (atSymbol(")")) return;
        if (!atReferenceTypes()) {
            function.condition = std::make_shared<const AqlExpression>(parseOr());
            if (!takeSymbol(",")) return;
        }
        if (!takeIf(atReferenceTypes())) fail("Expected refType");
        if (!takeSymbol("=")) expectKeyword("IN");
        for (const AqlOperand& operand : atSymbol("(") ? parseList() : std::vector<AqlOperand>{parseOperand()}) {
            function.referenceTypes.push_back(operand.text);
        }
    }

    AqlOrder parseOrder() {
        expectKeyword("BY");
        AqlOrder order;
        order.path = parsePath();
        order.descending = takeKeyword("DESC");
        if (!order.descending) takeKeyword("ASC");
        return order;
    }

    std::string_view text_;
    const AqlSwitches& switches_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

AqlStatement parseAql(std::string_view text, const AqlSwitches& switches) {
    if (switches.queryLengthLimit > 0 && text.size() > switches.queryLengthLimit) {
        throw AqlError(switches.queryLengthLimit,
                       "The query is longer than " + std::to_string(switches.queryLengthLimit) + " bytes.");
    }
    return Parser(text, switches).parse();
}

}  // namespace assetsodbc::simulator
