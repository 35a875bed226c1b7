// The recursive-descent parser behind parseQuery: one object per text. Queries are read in query_parser.cpp,
// expressions in expression_parser.cpp.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/syntax_tree.h"

namespace assetsodbc::sqlengine {

// Thrown inside the parser only.
struct NotUnderstood {};

class Parser {
public:
    explicit Parser(std::string_view sql);
    std::unique_ptr<QueryTree> wholeText();

private:
    // Counts how deep the reader is; throws NotUnderstood beyond the limit.
    class Nesting {
    public:
        explicit Nesting(int& depth);
        ~Nesting() { --depth_; }

    private:
        int& depth_;
    };

    // tokens
    const Token& token(std::size_t ahead = 0) const;
    bool at(std::string_view operatorText) const { return token().is(operatorText); }
    bool atWord(std::initializer_list<std::string_view> words, std::size_t ahead = 0) const;
    bool accept(std::string_view operatorText);
    bool acceptWord(std::string_view word);
    void expect(std::string_view operatorText);
    void expectWord(std::string_view word);
    std::string name();
    bool atName(std::size_t ahead = 0) const;
    std::string optionalAlias(std::initializer_list<std::string_view> followers);
    void skipGroup();  // from "(" past its ")"

    // statements
    std::unique_ptr<QueryTree> statement();
    void createView();
    void insertStatement(QueryTree& tree);
    void insertedRows(Core& core, const std::vector<std::string>& columns);
    void updateStatement(QueryTree& tree);
    void deleteStatement(QueryTree& tree);
    void changedTable(Core& core);
    void assignments(Core& core);
    void conditionAndReturning(Core& core);
    void conflictAction();
    std::vector<std::string> columnList();

    // queries
    std::unique_ptr<QueryTree> query();
    void queryBody(QueryTree& query);
    void commonTables(QueryTree& query);
    Core core();
    Core valuesCore();
    void selectList(Core& core);
    ResultItem resultItem();
    bool starItem(ResultItem& item);
    void readItem(ResultItem& item);
    void skipItem(ResultItem& item);
    bool atItemEnd() const;
    void fromClause(Core& core);
    void joinChain(Core& core);
    void source(Core& core);
    void tableName(Source& table);
    void tableSource(Core& core);
    void joinConstraint(Core& core, std::size_t joined);
    void windowClause();
    void orderAndLimit(QueryTree& query);
    bool startsQuery(std::size_t ahead) const;

    // expressions
    ExpressionPointer expression();
    ExpressionPointer conjunction();
    ExpressionPointer negation();
    ExpressionPointer equality();
    bool equalityStep(ExpressionPointer& left);
    void inList(ExpressionPointer& left);
    ExpressionPointer comparison();
    ExpressionPointer bitwise();
    ExpressionPointer sum();
    ExpressionPointer product();
    ExpressionPointer concatenation();
    ExpressionPointer unary();
    ExpressionPointer primary();
    ExpressionPointer literal();
    ExpressionPointer parenthesised();
    ExpressionPointer wordExpression();
    ExpressionPointer caseExpression();
    ExpressionPointer castExpression();
    ExpressionPointer call();
    ExpressionPointer column();
    std::vector<ExpressionPointer> expressionList();
    void orderingTerms(std::vector<ExpressionPointer>& into);
    using Level = ExpressionPointer (Parser::*)();
    ExpressionPointer located(std::size_t firstToken, ExpressionPointer expression) const;
    ExpressionPointer chain(ExpressionKind kind, Level operand, std::initializer_list<std::string_view> operators);

    std::vector<Token> tokens_;
    std::vector<std::size_t> parameterPositions_;  // per token
    std::size_t next_ = 0;
    int depth_ = 0;
};

}  // namespace assetsodbc::sqlengine
