#include "sqlengine/query_types.h"

#include <algorithm>

#include "common/unicode.h"
#include "sqlengine/function_types.h"
#include "sqlengine/moment_comparisons.h"
#include "sqlengine/query_scope.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr int kMostRounds = 6;
constexpr std::size_t kMostColumns = 2000;
constexpr int kDeepestViews = 20;  // views of views

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

// The parameter that an operand is, also when it is made a moment for a comparison.
const Expression* parameterOf(const Expression& operand) {
    const bool wrapped =
        operand.kind == ExpressionKind::Call && isMomentWrap(operand.name) && !operand.operands.empty();
    const Expression& inner = wrapped ? *operand.operands.front() : operand;
    return inner.kind == ExpressionKind::Parameter ? &inner : nullptr;
}

}  // namespace

Relation QueryTypes::columnsOf(const QueryTree& query) {
    visitsAll_ = notesParameters_ = notesMoments_ = false;
    return relationOf(query, nullptr, nullptr);
}

std::vector<TypeFact> QueryTypes::parametersOf(const QueryTree& query, std::size_t count) {
    visitsAll_ = notesParameters_ = true;
    notesMoments_ = false;
    parameters_.assign(count, TypeFact());
    relationOf(query, nullptr, nullptr);
    return parameters_;
}

Alignment QueryTypes::alignmentOf(const QueryTree& query) {
    visitsAll_ = notesMoments_ = true;
    notesParameters_ = false;
    alignment_ = Alignment();
    relationOf(query, nullptr, nullptr);
    return alignment_;
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
    if (self != nullptr && query.cores.size() > 1) {
        recursiveArms(query, outer, common, *self, result);
    } else {
        for (std::size_t i = 1; i < query.cores.size(); ++i) {
            combineColumns(result, coreRelation(query.cores[i], outer, common));
        }
    }
    if (notesMoments_) noteDecimalSets(query, result);
    if (visitsAll_) visitOrderAndLimit(query, outer, common, result);
    return result;
}

// The later arms may read what all arms gave: types widen until they hold what comes back. Texts that still grow after
// some rounds have no limit, and numbers end as doubles.
void QueryTypes::recursiveArms(const QueryTree& query, const Scope* outer, const CommonScope* common,
                               const CommonScope& self, Relation& result) {
    for (int round = 0; round < kMostRounds; ++round) {
        const std::vector<RelationColumn> before = result.columns;
        derived_.push_back(result);
        renameColumns(derived_.back(), self.columns);
        const CommonScope recursion{common, self.name, {}, &derived_.back()};
        for (std::size_t i = 1; i < query.cores.size(); ++i) {
            combineColumns(result, coreRelation(query.cores[i], outer, &recursion));
        }
        bool grew = false;
        for (std::size_t i = 0; i < result.columns.size(); ++i) {
            TypeFact& fact = result.columns[i].fact;
            if (fact.state == before[i].fact.state && fact.type == before[i].fact.type &&
                fact.nullability == before[i].fact.nullability) {
                continue;
            }
            grew = true;
            if (round > 1 && fact.isKnown() && isText(fact.type.type)) fact.type = schema::wlongvarchar();
        }
        if (!grew) return;
    }
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
    if (visitsAll_) visit(core.conditions, scope);
    if (notesMoments_) noteDecimalGroups(core, result, scope);
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
    return tableOrView(source.name);
}

// The columns of a view are those of its query: SQLite tells the types of plain columns alone, and not that an outer
// join makes them nullable.
const Relation& QueryTypes::tableOrView(const std::vector<std::string>& name) {
    const Relation& declared = baseTables_.relation(name);
    const QueryTree* view = viewDepth_ < kDeepestViews ? baseTables_.viewQuery(name) : nullptr;
    if (view == nullptr) return declared;
    const bool visits = visitsAll_, moments = notesMoments_, parameters = notesParameters_;
    visitsAll_ = notesMoments_ = notesParameters_ = false;  // its text is not the statement's
    ++viewDepth_;
    Relation relation = relationOf(*view, nullptr, nullptr);
    --viewDepth_;
    visitsAll_ = visits, notesMoments_ = moments, notesParameters_ = parameters;
    if (!relation.complete || relation.columns.size() != declared.columns.size()) return declared;
    for (std::size_t i = 0; i < relation.columns.size(); ++i) relation.columns[i].name = declared.columns[i].name;
    derived_.push_back(std::move(relation));
    return derived_.back();
}

void QueryTypes::addStar(const ResultItem& item, const Scope& scope, Relation& result) const {
    for (const ScopeSource& source : scope.sources) {
        if (!source.answersTo(item.starQualifiers)) continue;
        for (std::size_t i = 0; i < source.relation->columns.size() && result.complete; ++i) {
            if (result.columns.size() >= kMostColumns) result.complete = false;  // SQLite refuses it, too
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

void QueryTypes::visitOrderAndLimit(const QueryTree& query, const Scope* outer, const CommonScope* common,
                                    const Relation& result) {
    Scope scope{outer, common, {}, nullptr};
    const Core& core = query.cores.front();
    for (const Source& source : core.sources) {
        if (!source.query) addSource(source, scope);  // a subquery was visited with its SELECT
    }
    scope.aliases = &core.items;
    visit(query.orderBy, scope);
    if (notesMoments_) noteDecimalOrder(query, result, scope);
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
        const Expression* marker = parameterOf(*operand);
        if (marker == nullptr || marker->parameter >= parameters_.size()) continue;
        TypeFact& parameter = parameters_[marker->parameter];
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
