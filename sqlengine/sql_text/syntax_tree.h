// The syntax tree of a query, as far as the types of its columns and parameters need it. Chains of one operator (a + b
// + c) are one node, so that a tree is never deeper than its parentheses.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace assetsodbc::sqlengine {

struct QueryTree;

enum class ExpressionKind {
    Null,
    Integer,      // literal; name is its text
    Real,         // literal
    Text,         // literal; name is the text that it stands for
    Blob,         // literal
    CurrentTime,  // CURRENT_DATE, CURRENT_TIME, CURRENT_TIMESTAMP
    Column,       // name and qualifiers
    Parameter,
    Sign,        // -x, +x
    Arithmetic,  // + - * / % among all operands; name holds the operators
    Bitwise,     // & | << >> ~
    Concatenation,
    JsonArrow,   // -> and ->>
    Comparison,  // the operands are compared with each other: = < IS BETWEEN IN; with a query: IN (SELECT …)
    Like,        // LIKE, GLOB, REGEXP, MATCH
    Logical,     // AND, OR, NOT, EXISTS, IS NULL: 0 or 1, whatever the operands are
    Case,        // conditions are the base (if any) and the WHENs, operands the THENs and the ELSE
    Cast,        // name is the type
    Call,
    Subquery,
    Row,         // (a, b)
    Assignment,  // a column and what it gets: SET a = 1, and INSERT INTO t (a) VALUES (1)
    Unreadable,  // nothing is known of it
};

struct Expression;
using ExpressionPointer = std::unique_ptr<Expression>;

struct Expression {
    explicit Expression(ExpressionKind kindOfNode) : kind(kindOfNode) {}
    ~Expression();

    ExpressionKind kind;
    std::string name;
    std::vector<std::string> qualifiers;        // of a column: table, or schema and table
    std::vector<ExpressionPointer> operands;    // arguments of a call
    std::vector<ExpressionPointer> conditions;  // of CASE; the rest of a call (FILTER, ORDER BY)
    std::unique_ptr<QueryTree> query;
    std::size_t parameter = 0;  // position, from 0
    std::size_t begin = 0;      // where its text stands, in bytes, parentheses included
    std::size_t end = 0;
    bool hasBase = false;  // CASE x WHEN …
    bool hasElse = false;
    bool isWindow = false;    // a call with OVER
    bool isDistinct = false;  // count(DISTINCT x)
};

struct ResultItem {
    ExpressionPointer expression;  // nullptr for a star
    std::string alias;
    std::vector<std::string> starQualifiers;  // of t.*
    std::size_t begin = 0;                    // where its text stands, in bytes
    std::size_t end = 0;
};

// A table, a table-valued function or a subquery in FROM.
struct Source {
    std::vector<std::string> name;  // schema and table; empty for a subquery
    std::size_t begin = 0;          // where the name stands, in bytes
    std::size_t end = 0;
    bool isCall = false;     // of a table-valued function
    bool isChanged = false;  // what INSERT, UPDATE or DELETE changes
    std::string alias;
    std::unique_ptr<QueryTree> query;
    bool nullable = false;  // the other side of an outer join
    bool natural = false;
    std::vector<std::string> usingColumns;
};

struct Core {
    bool isValues = false;
    std::vector<std::vector<ExpressionPointer>> rows;  // of VALUES
    std::vector<ResultItem> items;
    std::vector<Source> sources;
    std::vector<ExpressionPointer> conditions;   // ON, WHERE, GROUP BY, HAVING, arguments of table-valued functions
    bool hasGroups = false;                      // GROUP BY
    std::size_t firstGroup = 0, groupCount = 0;  // its terms among the conditions
    bool isDistinct = false;
    bool keepsDuplicates = true;  // joined to the core before by UNION ALL
};

struct CommonTable {
    std::string name;
    std::vector<std::string> columns;
    std::unique_ptr<QueryTree> query;
};

struct QueryTree {
    std::vector<CommonTable> commonTables;
    std::vector<Core> cores;  // more than one for UNION and the like
    std::vector<ExpressionPointer> orderBy;
    std::vector<ExpressionPointer> limits;  // LIMIT and OFFSET
};

inline Expression::~Expression() = default;

inline std::vector<const Expression*> pointersOf(const std::vector<ExpressionPointer>& expressions) {
    std::vector<const Expression*> pointers;
    for (const ExpressionPointer& expression : expressions) pointers.push_back(expression.get());
    return pointers;
}

}  // namespace assetsodbc::sqlengine
