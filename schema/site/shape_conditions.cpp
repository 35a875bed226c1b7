#include "schema/site/shape_conditions.h"

#include <algorithm>
#include <utility>

#include "common/error.h"
#include "schema/condition_batches.h"
#include "schema/site/attribute_conditions.h"
#include "schema/site/pushdown_rules.h"

namespace assetsodbc::schema {
namespace {

using assets::AqlExpression;

// Collects what is asked for, one constraint after the other.
class ShapeConditions {
public:
    ShapeConditions(const ObjectTableShape& shape, const SiteTableOptions& options, const PushdownMemory& memory,
                    QueryPlace place)
        : shape_(shape), options_(options), memory_(memory), place_(place) {}

    ObjectConditions of(const ScanRequest& request) {
        addTypes();
        for (const Constraint& constraint : request.constraints) add(constraint);
        if (shape_.bridgeAttribute) addBridge();
        if (isImpossible_) {
            conditions_.batches.clear();
            return std::move(conditions_);
        }
        if (conditions_.givenAql) {
            // What a user writes may reach beyond its place in the query.
            conditions_.isExact = false;
            conditions_.checks.push_back({&assets::AssetObject::objectTypeId, types_});
        }
        addBatches(conditions_, AqlExpression::allOf(std::move(expressions_)), lists_, place_, memory_.longestList());
        if (types_.size() <= memory_.longestList())
            conditions_.longestList = std::max(conditions_.longestList, types_.size());
        return std::move(conditions_);
    }

private:
    void addTypes() {
        types_ = shape_.objectTypeIds;
        std::sort(types_.begin(), types_.end());
        if (types_.size() <= memory_.longestList()) {
            expressions_.push_back(AqlExpression::objectTypeIdIn(types_));
            return;
        }
        ListCondition list = ListCondition::ofNumbers(types_, place_, &AqlExpression::objectTypeIdIn);
        list.check = IdCheck{&assets::AssetObject::objectTypeId, types_};
        lists_.push_back(std::move(list));
    }

    void add(const Constraint& constraint) {
        const auto rule = pushdownRule(shape_, options_, memory_, constraint.column, constraint.comparison);
        if (!rule || !rule->isExact) conditions_.isExact = false;
        if (!rule) return;
        if (rule->form == ConditionForm::GivenAql) {
            expressions_.insert(expressions_.begin(), givenCondition(conditions_, constraint));
            return;
        }
        AttributeCondition condition = attributeCondition(*rule, constraint, options_.multiValueSeparator, place_);
        if (condition.kind == AttributeCondition::Kind::Expression && !fits(condition.expression))
            condition.kind = AttributeCondition::Kind::NotSent;
        switch (condition.kind) {
            case AttributeCondition::Kind::NotSent:
                conditions_.isExact = false;
                return;
            case AttributeCondition::Kind::Nothing:
                isImpossible_ = true;
                note(*rule);
                return;
            case AttributeCondition::Kind::Expression:
                expressions_.push_back(std::move(condition.expression));
                break;
            case AttributeCondition::Kind::List:
                lists_.push_back(std::move(*condition.list));
                break;
        }
        note(*rule);
    }

    // Objects without a value make no row of a bridge.
    void addBridge() {
        const auto column = std::find_if(shape_.columns.begin(), shape_.columns.end(),
                                         [](const ObjectColumn& each) { return each.source >= CellSource::Text; });
        if (column == shape_.columns.end()) return;
        auto rule = pushdownRule(shape_, options_, memory_, static_cast<std::size_t>(column - shape_.columns.begin()),
                                 Comparison::IsNotNull);
        if (!rule) return;
        rule->isOptional = true;
        expressions_.push_back(AqlExpression::attributeIsNotEmpty(rule->attribute));
        note(*rule);
    }

    // Very many conditions make a query that is too long; half of it is left to lists.
    bool fits(const AqlExpression& expression) {
        const std::size_t length = measureOf(" AND " + expression.render(), place_);
        if (length_ + length > longestQuery(place_) / 2) return false;
        length_ += length;
        return true;
    }

    void note(const PushdownRule& rule) {
        if (rule.fragment.empty()) return;
        (rule.isOptional ? conditions_.optionalFragments : conditions_.attributeFragments).push_back(rule.fragment);
    }

    const ObjectTableShape& shape_;
    const SiteTableOptions& options_;
    const PushdownMemory& memory_;
    QueryPlace place_;
    ObjectConditions conditions_;
    std::vector<std::int64_t> types_;
    std::vector<AqlExpression> expressions_;
    std::vector<ListCondition> lists_;
    std::size_t length_ = 0;
    bool isImpossible_ = false;
};

}  // namespace

ObjectConditions shapeConditions(const ObjectTableShape& shape, const SiteTableOptions& options,
                                 const ScanRequest& request, QueryPlace place, const PushdownMemory& memory) {
    return ShapeConditions(shape, options, memory, place).of(request);
}

}  // namespace assetsodbc::schema
