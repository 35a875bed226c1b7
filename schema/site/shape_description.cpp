// The AQL of a scan before its values are known, for people.
#include "schema/site/pushdown_rules.h"
#include "schema/site/shape_conditions.h"

namespace assetsodbc::schema {
namespace {

std::string symbolOf(Comparison comparison) {
    switch (comparison) {
        case Comparison::Eq:
            return "=";
        case Comparison::In:
            return "IN";
        case Comparison::Less:
            return "<";
        case Comparison::LessOrEqual:
            return "<=";
        case Comparison::Greater:
            return ">";
        case Comparison::GreaterOrEqual:
            return ">=";
        case Comparison::Like:
            return "LIKE";
        case Comparison::IsNull:
            return "IS NULL";
        case Comparison::IsNotNull:
            return "IS NOT NULL";
    }
    return {};
}

std::string equalOrIn(const std::string& path, Comparison comparison) {
    return path + (comparison == Comparison::In ? " IN (?)" : " = ?");
}

// A range widened on the sides that the comparison bounds.
std::string widened(const std::string& path, Comparison comparison) {
    const std::string below = path + " >= ?", above = path + " <= ?";
    if (comparison == Comparison::Eq || comparison == Comparison::In) return below + " AND " + above;
    return comparison == Comparison::Less || comparison == Comparison::LessOrEqual ? above : below;
}

std::string described(const PushdownRule& rule, Comparison comparison) {
    const std::string name = '"' + rule.attribute + '"';
    switch (rule.form) {
        case ConditionForm::ObjectIds:
            return equalOrIn("objectId", comparison);
        case ConditionForm::ObjectKeys:
            return equalOrIn("Key", comparison);
        case ConditionForm::GivenAql:
            return "(?)";
        case ConditionForm::Texts:
            return equalOrIn(name, comparison);
        case ConditionForm::Truth:
            return name + " = ?";
        case ConditionForm::Pattern:
            return name + " STARTSWITH, ENDSWITH or LIKE ?";
        case ConditionForm::JoinedPattern:
            return name + " LIKE ?";
        case ConditionForm::Whole:
            return comparison == Comparison::In ? equalOrIn(name, comparison)
                                                : name + " " + symbolOf(comparison) + " ?";
        case ConditionForm::Real:
        case ConditionForm::Moment:
            return widened(name, comparison);
        case ConditionForm::ReferenceKeys:
            return equalOrIn(name + ".Key", comparison);
        case ConditionForm::ReferenceIds:
            return equalOrIn(name + ".objectId", comparison);
        case ConditionForm::IsEmpty:
            return name + " IS EMPTY";
        case ConditionForm::IsNotEmpty:
            return name + " IS NOT EMPTY";
    }
    return {};
}

std::string typeCondition(const ObjectTableShape& shape) {
    constexpr std::size_t kMostShown = 10;
    if (shape.objectTypeIds.size() == 1) return "objectTypeId = " + std::to_string(shape.objectTypeIds.front());
    std::string text = "objectTypeId IN (";
    for (std::size_t i = 0; i < shape.objectTypeIds.size() && i < kMostShown; ++i)
        text += (i == 0 ? "" : ", ") + std::to_string(shape.objectTypeIds[i]);
    return text + (shape.objectTypeIds.size() > kMostShown ? ", ...)" : ")");
}

}  // namespace

std::string describeShapeScan(const ObjectTableShape& shape, const SiteTableOptions& options,
                              const PushdownMemory& memory, const std::vector<ConstraintShape>& offered) {
    std::string aql = typeCondition(shape);
    for (const auto [column, comparison] : offered) {
        const auto rule = pushdownRule(shape, options, memory, column, comparison);
        if (rule) aql += " AND " + described(*rule, comparison);
    }
    if (shape.bridgeAttribute) {
        const std::string& name = shape.attributes[*shape.bridgeAttribute].definition.name;
        for (std::size_t i = 0; i < shape.columns.size(); ++i) {
            if (shape.columns[i].source < CellSource::Text) continue;
            if (pushdownRule(shape, options, memory, i, Comparison::IsNotNull))
                aql += " AND \"" + name + "\" IS NOT EMPTY";
            break;
        }
    }
    return aql;
}

}  // namespace assetsodbc::schema
