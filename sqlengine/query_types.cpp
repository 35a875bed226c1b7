#include "sqlengine/query_types.h"

#include <algorithm>

#include "common/unicode.h"
#include "sqlengine/function_types.h"
#include "sqlengine/query_scope.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr schema::TypeSpec kDefaultText = schema::wvarchar(255);

// What SQLite would name the column when it is asked for from outside.
std::string columnName(const ResultItem& item) {
    if (!item.alias.empty()) return item.alias;
    return item.expression->kind == ExpressionKind::Column ? item.expression->name : std::string();
}

void combineColumns(Relation& all, const Relation& arm) {
    all.complete = all.complete && arm.complete;
    if (arm.columns.size() < all.columns.size()) all.columns.resize(arm.columns.size());
    for (std::size_t i = 0; i < all.columns.size(); ++i) {
        all.columns[i].fact = combined(all.columns[i].fact, arm.columns[i].fact);
    }
}

void renameColumns(Relation& relation, const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < std::min(names.size(), relation.columns.size()); ++i) {
        relation.columns[i].name = names[i];
    }
}

bool holdsAggregate(const std::vector<ExpressionPointer>& expressions);

// Those of subqueries are not its own.
bool holdsAggregate(const Expression& expression) {
    const bool isOne = expression.kind == ExpressionKind::Call && !expression.isWindow &&
                       isAggregate(expression.name, expression.operands.size());
    return isOne || holdsAggregate(expression.operands) || holdsAggregate(expression.conditions);
}

bool holdsAggregate(const std::vector<ExpressionPointer>& expressions) {
    return std::any_of(expressions.begin(), expressions.end(),
                       [](const ExpressionPointer& expression) { return holdsAggregate(*expression); });
}

// One row, even of no rows. HAVING and ORDER BY alone do not make it so.
bool isWholeAggregate(const Core& core) {
    return !core.hasGroups && std::any_of(core.items.begin(), core.items.end(), [](const ResultItem& item) {
        return item.expression != nullptr && holdsAggregate(*item.expression);
    });
}

}  // namespace

Relation QueryTypes::columnsOf(const QueryTree& query) {
    notesParameters_ = false;
    return relationOf(query, nullptr, nullptr);
}

std::vector<TypeFact> QueryTypes::parametersOf(const QueryTree& query, std::size_t count) {
    notesParameters_ = true;
    parameters_.assign(count, TypeFact());
    relationOf(query, nullptr, nullptr);
    return parameters_;
}

Relation QueryTypes::relationOf(const QueryTree& query, const Scope* outer, const CommonScope* common,
                                CommonScope* self) {
    std::deque<CommonScope> own;
    for (const CommonTable& table : query.commonTables) {
        CommonScope scope{common, table.name, table.columns, nullptr};
        Relation relation = relationOf(*table.query, outer, common, &scope);
        renameColumns(relation, table.columns);
        derived_.push_back(std::move(relation));
        scope.relation = &derived_.back();
        own.push_back(scope);
        common = &own.back();
    }
    Relation result = coreRelation(query.cores.front(), outer, common);
    CommonScope recursion{common, "", {}, nullptr};
    if (self != nullptr && query.cores.size() > 1) {  // the later arms may read what the first gave
        derived_.push_back(result);
        renameColumns(derived_.back(), self->columns);
        recursion.name = self->name;
        recursion.relation = &derived_.back();
        common = &recursion;
    }
    for (std::size_t i = 1; i < query.cores.size(); ++i) {
        combineColumns(result, coreRelation(query.cores[i], outer, common));
    }
    if (notesParameters_) visitOrderAndLimit(query, outer, common);
    return result;
}

Relation QueryTypes::coreRelation(const Core& core, const Scope* outer, const CommonScope* common) {
    Scope scope{outer, common, {}, nullptr};
    if (core.isValues) return valuesRelation(core, scope);
    for (const Source& source : core.sources) addSource(source, scope);
    const bool isWhole = isWholeAggregate(core);
    for (ScopeSource& source : scope.sources) source.mayBeEmptyGroup = isWhole;
    Relation result;
    for (const ResultItem& item : core.items) {
        if (!item.expression) {
            addStar(item, scope, result);
            continue;
        }
        const TypeFact fact = typeOf(*item.expression, scope);  // also for the parameters in it
        if (result.complete) result.columns.push_back({columnName(item), fact});
    }
    scope.aliases = &core.items;
    if (notesParameters_) visit(core.conditions, scope);
    return result;
}

Relation QueryTypes::valuesRelation(const Core& core, const Scope& scope) {
    Relation result;
    for (const auto& row : core.rows) {
        Relation one;
        for (const TypeFact& fact : typesOf(row, scope)) {
            one.columns.push_back({"column" + std::to_string(one.columns.size() + 1), fact});
        }
        if (&row == &core.rows.front()) {
            result = std::move(one);
        } else {
            combineColumns(result, one);
        }
    }
    return result;
}

// ---- FROM

void QueryTypes::addSource(const Source& source, Scope& scope) {
    const Relation& relation = sourceRelation(source, scope);
    ScopeSource added{&source, &relation, {}};
    for (const RelationColumn& column : relation.columns) {
        const bool joined = source.natural ? scope.hasColumn(column.name)
                                           : std::any_of(source.usingColumns.begin(), source.usingColumns.end(),
                                                         [&](const std::string& name) {
                                                             return common::equalIgnoringAsciiCase(name, column.name);
                                                         });
        added.mergedByJoin.push_back(joined);
    }
    scope.sources.push_back(std::move(added));
}

const Relation& QueryTypes::sourceRelation(const Source& source, const Scope& scope) {
    if (source.query) {
        Relation relation = relationOf(*source.query, scope.outer, scope.common);
        derived_.push_back(std::move(relation));
        return derived_.back();
    }
    if (source.name.size() == 1) {
        const Relation* common = CommonScope::find(scope.common, source.name.front());
        if (common != nullptr) return *common;
    }
    return baseTables_.relation(source.name);
}

void QueryTypes::addStar(const ResultItem& item, const Scope& scope, Relation& result) const {
    for (const ScopeSource& source : scope.sources) {
        if (!source.answersTo(item.starQualifiers)) continue;
        for (std::size_t i = 0; i < source.relation->columns.size() && result.complete; ++i) {
            if (item.starQualifiers.empty() && source.mergedByJoin[i]) continue;
            result.columns.push_back({source.relation->columns[i].name, source.factOf(source.relation->columns[i])});
        }
        result.complete = result.complete && source.relation->complete;
    }
}

// ---- parameters outside the select list

void QueryTypes::visit(const std::vector<ExpressionPointer>& expressions, const Scope& scope) {
    for (const ExpressionPointer& expression : expressions) typeOf(*expression, scope);
}

void QueryTypes::visitOrderAndLimit(const QueryTree& query, const Scope* outer, const CommonScope* common) {
    Scope scope{outer, common, {}, nullptr};
    const Core& core = query.cores.front();
    for (const Source& source : core.sources) {
        if (!source.query) addSource(source, scope);  // a subquery was visited with its SELECT
    }
    scope.aliases = &core.items;
    visit(query.orderBy, scope);
    visit(query.limits, scope);
    noteParameters(query.limits, knownFact(schema::bigInt()));
}

void QueryTypes::noteParameters(const std::vector<ExpressionPointer>& operands, const TypeFact& type) {
    if (!notesParameters_ || !type.isKnown()) return;
    const bool meetsColumn = std::any_of(operands.begin(), operands.end(), [](const ExpressionPointer& operand) {
        return operand->kind == ExpressionKind::Column;
    });
    const bool shortText = !meetsColumn && isText(type.type.type) && type.type.size < kDefaultText.size;
    const schema::TypeSpec noted = shortText ? kDefaultText : type.type;  // ? = 'abc' does not limit ? to three
    for (const ExpressionPointer& operand : operands) {
        if (operand->kind != ExpressionKind::Parameter || operand->parameter >= parameters_.size()) continue;
        TypeFact& parameter = parameters_[operand->parameter];
        if (!parameter.isKnown()) parameter = knownFact(noted);
    }
}

// (a, b) IN ((?, ?)): column by column.
void QueryTypes::noteRows(const std::vector<ExpressionPointer>& rows, const Scope& scope) {
    const std::vector<TypeFact> types = typesOf(rows.front()->operands, scope);
    for (const ExpressionPointer& row : rows) {
        for (std::size_t i = 0; i < std::min(types.size(), row->operands.size()); ++i) {
            const Expression& operand = *row->operands[i];
            const bool parameter = operand.kind == ExpressionKind::Parameter && operand.parameter < parameters_.size();
            if (parameter && types[i].isKnown()) parameters_[operand.parameter] = knownFact(types[i].type);
        }
    }
}

}  // namespace assetsodbc::sqlengine
