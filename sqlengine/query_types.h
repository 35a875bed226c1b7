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

// What is to be put around a text: "odbc_to_timestamp(" before `begin`, ")" at `end`.
struct TextWrap {
    std::size_t end = 0;
    std::string before, after;
    bool replaces = false;  // the text itself goes
};
using TextWraps = std::map<std::size_t, TextWrap>;
struct Alignment {
    TextWraps wraps;      // by where the texts begin
    std::string refusal;  // why the statement cannot be answered; empty when it can
};

class QueryTypes {
public:
    explicit QueryTypes(sqlite3* db) : baseTables_(db) {}

    // The columns of the result.
    Relation columnsOf(const QueryTree& query);
    // As many as asked for; not known for parameters that meet nothing with a type.
    std::vector<TypeFact> parametersOf(const QueryTree& query, std::size_t count);
    // The texts that must be wrapped so that dates are compared with timestamps as moments, and decimals that are kept
    // as text as numbers.
    Alignment alignmentOf(const QueryTree& query);

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
    void visitOrderAndLimit(const QueryTree& query, const Scope* outer, const CommonScope* common,
                            const Relation& result);

    TypeFact typeOf(const Expression& expression, const Scope& scope);
    std::vector<TypeFact> typesOf(const std::vector<ExpressionPointer>& expressions, const Scope& scope);
    TypeFact columnType(const Expression& column, const Scope& scope);
    const TypeFact* aliasType(const Expression& column, const Scope& scope, TypeFact& storage);
    TypeFact signType(const Expression& expression, const Scope& scope);
    TypeFact arithmeticType(const Expression& expression, const Scope& scope);
    TypeFact comparisonType(const Expression& expression, const Scope& scope);
    void noteMoments(const Expression& comparison, const std::vector<TypeFact>& types);
    void noteDecimals(const Expression& comparison, const std::vector<TypeFact>& types);
    void noteDecimalOperands(const std::vector<const Expression*>& operands, const std::vector<TypeFact>& types);
    void noteDecimalRows(const std::vector<ExpressionPointer>& rows, const Scope& scope);
    void noteDecimalArguments(const Expression& call, const std::vector<TypeFact>& types);
    void noteDecimalGroups(const Core& core, const Relation& result, const Scope& scope);
    void noteDecimalOrder(const QueryTree& query, const Relation& result, const Scope& scope);
    void noteDecimalSets(const QueryTree& query, const Relation& result);
    void wrapDecimal(const Expression& operand, bool collated);
    void refuseDecimals(const std::string& where);
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
    Alignment alignment_;
    bool visitsAll_ = false;  // conditions and order, too
    bool notesParameters_ = false;
    bool notesMoments_ = false;
    int viewDepth_ = 0;
};

}  // namespace assetsodbc::sqlengine
