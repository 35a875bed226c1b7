// Types the expressions of a query from its syntax tree: names are looked up as SQLite does, through aliases,
// subqueries, common table expressions and outer queries, down to the declared columns of the tables. On the way it
// notes what each parameter is compared with. Use one per statement.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "sqlengine/base_tables.h"
#include "sqlengine/sql_text/syntax_tree.h"
#include "sqlengine/type_fact.h"

namespace assetsodbc::sqlengine {

class QueryTypes {
public:
    explicit QueryTypes(sqlite3* db) : baseTables_(db) {}

    // The columns of the result.
    Relation columnsOf(const QueryTree& query);
    // As many as asked for; not known for parameters that meet nothing with a type.
    std::vector<TypeFact> parametersOf(const QueryTree& query, std::size_t count);

private:
    struct CommonScope;  // the common table expressions that can be seen
    struct Scope;        // the sources of one SELECT, and of those around it
    struct ScopeSource;

    Relation relationOf(const QueryTree& query, const Scope* outer, const CommonScope* common,
                        CommonScope* self = nullptr);
    Relation coreRelation(const Core& core, const Scope* outer, const CommonScope* common);
    Relation valuesRelation(const Core& core, const Scope& scope);
    void addSource(const Source& source, Scope& scope);
    const Relation& sourceRelation(const Source& source, const Scope& scope);
    void addStar(const ResultItem& item, const Scope& scope, Relation& result) const;
    void visit(const std::vector<ExpressionPointer>& expressions, const Scope& scope);
    void visitOrderAndLimit(const QueryTree& query, const Scope* outer, const CommonScope* common);

    TypeFact typeOf(const Expression& expression, const Scope& scope);
    std::vector<TypeFact> typesOf(const std::vector<ExpressionPointer>& expressions, const Scope& scope);
    TypeFact columnType(const Expression& column, const Scope& scope);
    const TypeFact* aliasType(const Expression& column, const Scope& scope, TypeFact& storage);
    TypeFact signType(const Expression& expression, const Scope& scope);
    TypeFact arithmeticType(const Expression& expression, const Scope& scope);
    TypeFact comparisonType(const Expression& expression, const Scope& scope);
    TypeFact likeType(const Expression& expression, const Scope& scope);
    TypeFact logicalType(const Expression& expression, const Scope& scope);
    TypeFact caseType(const Expression& expression, const Scope& scope);
    TypeFact castType(const Expression& expression, const Scope& scope);
    TypeFact callType(const Expression& expression, const Scope& scope);
    TypeFact subqueryType(const QueryTree& query, const Scope& scope);

    // Gives each parameter among the operands the type, unless it has one.
    void noteParameters(const std::vector<ExpressionPointer>& operands, const TypeFact& type);
    void noteRows(const std::vector<ExpressionPointer>& rows, const Scope& scope);

    BaseTables baseTables_;
    std::deque<Relation> derived_;  // relations of subqueries; addresses are kept
    std::vector<TypeFact> parameters_;
    bool notesParameters_ = false;
};

}  // namespace assetsodbc::sqlengine
