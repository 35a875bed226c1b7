#include "schema/site/attribute_conditions.h"

#include <algorithm>
#include <utility>

#include "schema/key_constraints.h"
#include "schema/like_runs.h"
#include "schema/site/number_conditions.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;
using assets::AqlOperator;
using Kind = AttributeCondition::Kind;

constexpr std::size_t kLongestValue = 1000;
// What a reference leads to takes the site a step more for each; clients send no more.
constexpr std::size_t kMostReferences = 100;

AttributeCondition ofExpression(AqlExpression expression) {
    return {Kind::Expression, std::move(expression)};
}

AttributeCondition ofList(ListCondition list) {
    if (list.size() == 0) return {Kind::Nothing};
    return {Kind::List, {}, std::move(list)};
}

AttributeCondition objectIds(const Constraint& constraint, QueryPlace place) {
    std::vector<std::int64_t> ids = idsOf(constraint);
    ListCondition list = ListCondition::ofNumbers(ids, place, &AqlExpression::objectIdIn);
    list.check = IdCheck{&assets::AssetObject::id, std::move(ids)};
    return ofList(std::move(list));
}

AttributeCondition objectKeys(const Constraint& constraint, QueryPlace place) {
    ListCondition list = ListCondition::ofTexts(objectKeysOf(constraint), place, &AqlExpression::keyIn);
    list.isDisjoint = false;  // as the site compares, keys may be equal that differ
    return ofList(std::move(list));
}

AttributeCondition referenceKeys(const std::string& name, const Constraint& constraint, QueryPlace place) {
    ListCondition list = ListCondition::ofTexts(
        objectKeysOf(constraint), place,
        [name](const std::vector<std::string>& keys) { return AqlExpression::referenceKeyIn(name, keys); });
    list.isDisjoint = false;
    list.mostAlternatives = kMostReferences;
    return ofList(std::move(list));
}

AttributeCondition referenceIds(const std::string& name, const Constraint& constraint, QueryPlace place) {
    ListCondition list = ListCondition::ofNumbers(
        idsOf(constraint), place,
        [name](const std::vector<std::int64_t>& ids) { return AqlExpression::referenceIdIn(name, ids); });
    list.isDisjoint = false;
    list.mostAlternatives = kMostReferences;
    return ofList(std::move(list));
}

// One value that cannot be sent would be missing in what is found.
AttributeCondition texts(const std::string& name, const Constraint& constraint, QueryPlace place) {
    std::vector<std::string> values = textsOf(constraint);
    const bool allText = std::all_of(constraint.values.begin(), constraint.values.end(),
                                     [](const Value& value) { return std::holds_alternative<std::string>(value); });
    const bool canBeSent = std::all_of(values.begin(), values.end(), [](const std::string& value) {
        return value.size() <= kLongestValue && assets::isComparableValue(value);
    });
    if (!allText || !canBeSent) return {};
    ListCondition list = ListCondition::ofTexts(std::move(values), place, [name](const std::vector<std::string>& some) {
        return AqlExpression::attributeIn(name, some);
    });
    list.isDisjoint = false;  // texts that differ may be equal for the site
    return ofList(std::move(list));
}

AqlOperator operatorOf(const LikeRun& run) {
    if (run.isAtStart) return AqlOperator::StartsWith;
    return run.isAtEnd ? AqlOperator::EndsWith : AqlOperator::Like;
}

AttributeCondition pattern(const std::string& name, const Constraint& constraint) {
    const auto* text = std::get_if<std::string>(&constraint.values.front());
    if (text == nullptr) return {};
    std::vector<AqlExpression> parts;
    for (const LikeRun& run : likeRuns(*text)) {
        parts.push_back(AqlExpression::attribute(name, operatorOf(run), run.text));
        if (run.isAtStart && run.isAtEnd)
            parts.push_back(AqlExpression::attribute(name, AqlOperator::EndsWith, run.text));
    }
    if (parts.empty()) return {};
    return ofExpression(AqlExpression::allOf(std::move(parts)));
}

// A run without any character of the separator lies within one value.
AttributeCondition joinedPattern(const std::string& name, const Constraint& constraint, const std::string& separator) {
    const auto* text = std::get_if<std::string>(&constraint.values.front());
    if (text == nullptr || separator.empty()) return {};
    std::vector<AqlExpression> parts;
    for (const LikeRun& run : likeRuns(*text)) {
        if (run.text.find_first_of(separator) != std::string::npos) continue;
        parts.push_back(AqlExpression::attribute(name, AqlOperator::Like, run.text));
    }
    if (parts.empty()) return {};
    return ofExpression(AqlExpression::allOf(std::move(parts)));
}

}  // namespace

AttributeCondition attributeCondition(const PushdownRule& rule, const Constraint& constraint,
                                      const std::string& separator, QueryPlace place) {
    switch (rule.form) {
        case ConditionForm::ObjectIds:
            return objectIds(constraint, place);
        case ConditionForm::ObjectKeys:
            return objectKeys(constraint, place);
        case ConditionForm::Texts:
            return texts(rule.attribute, constraint, place);
        case ConditionForm::Pattern:
            return pattern(rule.attribute, constraint);
        case ConditionForm::JoinedPattern:
            return joinedPattern(rule.attribute, constraint, separator);
        case ConditionForm::Whole:
            return wholeNumberCondition(rule.attribute, constraint, place);
        case ConditionForm::Real:
            return realNumberCondition(rule.attribute, constraint);
        case ConditionForm::Truth:
            return booleanCondition(rule.attribute, constraint);
        case ConditionForm::Moment:
            return momentCondition(rule.attribute, constraint);
        case ConditionForm::ReferenceKeys:
            return referenceKeys(rule.attribute, constraint, place);
        case ConditionForm::ReferenceIds:
            return referenceIds(rule.attribute, constraint, place);
        case ConditionForm::IsEmpty:
            return ofExpression(AqlExpression::attributeIsEmpty(rule.attribute));
        case ConditionForm::IsNotEmpty:
            return ofExpression(AqlExpression::attributeIsNotEmpty(rule.attribute));
        case ConditionForm::GivenAql:
            break;
    }
    return {};
}

}  // namespace assetsodbc::schema
