// Types the expressions of a query from its syntax tree: names are looked up as SQLite does, through aliases,
// subqueries, common table expressions and outer queries, down to the declared columns of the tables. On the way it
// notes what each parameter is compared with. Use one per statement.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/base_tables.h"
#include "sqlengine/sql_text/syntax_tree.h"
#include "sqlengine/type_fact.h"

namespace assetsodbc::sqlengine {

// A call to be put around a text: "odbc_to_timestamp(" before `begin`, ")" at `end`.
struct MomentWrap {
    std::size_t end = 0;
    std::string_view function;
};
using MomentWraps = std::map<std::size_t, MomentWrap>;

class QueryTypes {
public:
    explicit QueryTypes(sqlite3* db) : baseTables_(db) {}

    // The columns of the result.
    Relation columnsOf(const QueryTree& query);
    // As many as asked for; not known for parameters that meet nothing with a type.
    std::vector<TypeFact> parametersOf(const QueryTree& query, std::size_t count);
    // The texts that must be wrapped so that dates are compared with timestamps as moments; by where they begin.
    MomentWraps momentWrapsOf(const QueryTree& query);

private:
    struct CommonScope;  // the common table expressions that can be seen
    struct Scope;        // the sources of one SELECT, and of those around it
    struct ScopeSource;

    Relation relationOf(const QueryTree& query, const Scope* outer, const CommonScope* common,
                        CommonScope* self = nullptr);
    void recursiveArms(const QueryTree& query, const Scope* outer, const CommonScope* common, const CommonScope& self,
                       Relation& result);
    Relation coreRelation(const Core& core, const Scope* outer, const CommonScope* common);
    Relation valuesRelation(const Core& core, const Scope& scope);
    void addSource(const Source& source, Scope& scope);
    const Relation& sourceRelation(const Source& source, const Scope& scope);
    const Relation& tableOrView(const std::vector<std::string>& name);
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
    void noteMoments(const Expression& comparison, const std::vector<TypeFact>& types);
    TypeFact assignmentType(const Expression& expression, const Scope& scope);
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
    MomentWraps wraps_;
    bool visitsAll_ = false;  // conditions and order, too
    bool notesParameters_ = false;
    bool notesMoments_ = false;
    int viewDepth_ = 0;
};

}  // namespace assetsodbc::sqlengine
