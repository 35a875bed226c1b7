// The syntax tree of an AQL query. Positions are byte offsets into the query text, for error messages.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace assetsodbc::simulator {

// The query is not valid; answered with status 400.
class AqlError : public std::runtime_error {
public:
    AqlError(std::size_t position, const std::string& text) : std::runtime_error(text), position_(position) {}
    std::size_t position() const { return position_; }

private:
    std::size_t position_;
};

enum class AqlOperator {
    Equal,
    EqualCaseSensitive,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Like,
    NotLike,
    StartsWith,
    EndsWith,
    In,
    NotIn,
    IsEmpty,
    IsNotEmpty,
    Having,
    NotHaving
};

struct AqlName {
    std::string text;
    bool quoted = false;
    std::size_t position = 0;
};

using AqlPath = std::vector<AqlName>;

struct AqlExpression;
struct AqlFunction;

struct AqlOperand {
    enum class Kind { Word, Number, Quoted, Null, Function };
    Kind kind = Kind::Word;
    std::string text;  // unescaped
    std::shared_ptr<const AqlFunction> function;
    std::size_t position = 0;
};

struct AqlFunction {
    std::string name;  // as it is documented, however it was written
    std::size_t position = 0;
    std::vector<AqlOperand> arguments;  // of all functions but the next two
    std::string offset;                 // of time functions: "-2h 15m"
    std::shared_ptr<const AqlExpression>
        condition;                            // of inboundReferences, outboundReferences, connectedTickets; null: any
    std::vector<std::string> referenceTypes;  // refType IN (…)
};

struct AqlCondition {
    AqlPath path;
    AqlOperator op = AqlOperator::Equal;
    std::vector<AqlOperand> operands;
    std::size_t position = 0;  // of the operator
};

struct AqlExpression {
    enum class Kind { Or, And, Condition };
    Kind kind = Kind::Condition;
    std::vector<AqlExpression> parts;  // of Or and And
    AqlCondition condition;
};

struct AqlOrder {
    AqlPath path;
    bool descending = false;
};

struct AqlStatement {
    std::optional<AqlExpression> where;  // unset: everything
    std::optional<AqlOrder> order;
};

}  // namespace assetsodbc::simulator
