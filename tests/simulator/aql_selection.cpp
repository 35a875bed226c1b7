// The part of AqlConditions that finds objects: what a store can answer by ids and types alone is left to it, so that
// such queries need no scan however large the site is.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <utility>

#include "tests/simulator/aql_conditions.h"

namespace assetsodbc::simulator {

namespace {

// Both lists ascending and without duplicates.
void intersect(std::optional<std::vector<Id>>& ids, std::vector<Id> with) {
    std::sort(with.begin(), with.end());
    with.erase(std::unique(with.begin(), with.end()), with.end());
    if (!ids) {
        ids = std::move(with);
        return;
    }
    std::vector<Id> both;
    std::set_intersection(ids->begin(), ids->end(), with.begin(), with.end(), std::back_inserter(both));
    ids = std::move(both);
}

bool isWhole(double number) {
    return number == static_cast<double>(static_cast<Id>(number));
}

// The id in a key, "ITSM-88"; nothing for any other text.
std::optional<Id> idInKey(const std::string& key) {
    const std::size_t dash = key.rfind('-');
    Id id = 0;
    if (dash == std::string::npos) return std::nullopt;
    const char* last = key.data() + key.size();
    const auto [end, error] = std::from_chars(key.data() + dash + 1, last, id);
    if (error != std::errc() || end != last) return std::nullopt;
    return id;
}

}  // namespace

IdList AqlConditions::select(const AqlExpression* expression) const {
    IdFilter filter;
    std::vector<AqlTest> remaining;
    if (expression != nullptr && expression->kind == AqlExpression::Kind::And) {
        for (const AqlExpression& conjunct : expression->parts) restrict(conjunct, filter, remaining);
    } else if (expression != nullptr) {
        restrict(*expression, filter, remaining);
    }
    IdList candidates = objects_.select(filter);
    if (remaining.empty()) return candidates;
    std::vector<Id> matching;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const auto object = objects_.find(candidates[i]);
        const bool matches =
            std::all_of(remaining.begin(), remaining.end(), [&](const AqlTest& test) { return test(*object); });
        if (matches) matching.push_back(object->id);
    }
    return IdList(std::move(matching));
}

void AqlConditions::restrict(const AqlExpression& conjunct, IdFilter& filter, std::vector<AqlTest>& remaining) const {
    AqlTest test = compile(conjunct);  // also what finds its mistakes
    if (restrictByType(conjunct, filter)) return;
    if (conjunct.kind == AqlExpression::Kind::Condition && conjunct.condition.op != AqlOperator::Having &&
        conjunct.condition.op != AqlOperator::NotHaving) {
        const AqlField left = field(conjunct.condition.path);
        if (left.isDirect() && left.keyword() == AqlKeyword::ObjectId &&
            restrictById(conjunct.condition, left, filter)) {
            return;
        }
        if (left.isDirect() && left.keyword() == AqlKeyword::Key) restrictByKey(conjunct.condition, filter);
    }
    remaining.push_back(std::move(test));
}

bool AqlConditions::isOfTypeAlone(const AqlExpression& expression) const {
    if (expression.kind == AqlExpression::Kind::Condition) {
        const AqlCondition& condition = expression.condition;
        return condition.op != AqlOperator::Having && condition.op != AqlOperator::NotHaving &&
               field(condition.path).isOfType();
    }
    return std::all_of(expression.parts.begin(), expression.parts.end(),
                       [this](const AqlExpression& part) { return isOfTypeAlone(part); });
}

// A condition on types and schemas alone is answered for each type once.
bool AqlConditions::restrictByType(const AqlExpression& conjunct, IdFilter& filter) const {
    if (!isOfTypeAlone(conjunct)) return false;
    const AqlTest test = compile(conjunct);
    std::vector<Id> types;
    for (const ObjectType& type : site_.description().types) {
        Object example;
        example.typeId = type.id;
        if (test(example)) types.push_back(type.id);
    }
    intersect(filter.typeIds, std::move(types));
    return true;
}

bool AqlConditions::restrictById(const AqlCondition& condition, const AqlField& field, IdFilter& filter) const {
    std::vector<Id> ids;
    for (const AqlOperandValue& operand : operandsOf(condition, field)) {
        if (!operand.number || !isWhole(*operand.number)) return false;
        ids.push_back(static_cast<Id>(*operand.number));
    }
    if (ids.empty()) return false;
    switch (condition.op) {
        case AqlOperator::Equal:
        case AqlOperator::EqualCaseSensitive:
        case AqlOperator::In:
            intersect(filter.ids, std::move(ids));
            return true;
        case AqlOperator::Less:
            filter.highest = std::min(filter.highest, ids.front() - 1);
            return true;
        case AqlOperator::LessOrEqual:
            filter.highest = std::min(filter.highest, ids.front());
            return true;
        case AqlOperator::Greater:
            filter.lowest = std::max(filter.lowest, ids.front() + 1);
            return true;
        case AqlOperator::GreaterOrEqual:
            filter.lowest = std::max(filter.lowest, ids.front());
            return true;
        default:
            return false;
    }
}

// Narrows the candidates only: whether the letters of the key are right is tested afterwards.
void AqlConditions::restrictByKey(const AqlCondition& condition, IdFilter& filter) const {
    if (condition.op != AqlOperator::Equal && condition.op != AqlOperator::EqualCaseSensitive &&
        condition.op != AqlOperator::In) {
        return;
    }
    std::vector<Id> ids;
    for (const AqlOperand& operand : condition.operands) {
        if (operand.kind == AqlOperand::Kind::Function) return;
        if (const auto id = idInKey(operand.text)) ids.push_back(*id);
    }
    intersect(filter.ids, std::move(ids));
}

}  // namespace assetsodbc::simulator
