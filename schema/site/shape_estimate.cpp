// What a scan of a shape costs, guessed from the number of objects alone.
#include <algorithm>
#include <cmath>

#include "schema/site/pushdown_rules.h"
#include "schema/site/shape_conditions.h"

namespace assetsodbc::schema {
namespace {

// Of a type whose objects nobody counted yet.
constexpr double kGuessedObjects = 500;
constexpr double kValuesPerObject = 2;      // of a bridge
constexpr double kGuessedListLength = 1.9;  // so that a list is cheaper than two lookups, which a = 1 OR a = 2 is
constexpr double kObjectsOfAql = 100;

// What one request costs a scan by the values of one key. In a join many such scans are asked for by one request (up to
// 200 keys), and a key that is written out is looked up once, where it costs little whatever the number: so a lookup is
// told as a part of a request, cheap but not free. One by a value that is no key may join as well, but less likely.
constexpr double kRequestsOfKeyLookup = 0.05;
constexpr double kRequestsOfValueLookup = 0.25;
constexpr double kLookupsOfList = 1.1;  // one request, too: less than two lookups, which a = 1 OR a = 2 might become

// The share of objects that a condition finds.
double shareOf(ConditionForm form, Comparison comparison) {
    const bool isEquality = comparison == Comparison::Eq || comparison == Comparison::In;
    double share = 1;
    switch (form) {
        case ConditionForm::Texts:
            share = 0.05;
            break;
        case ConditionForm::ReferenceKeys:
        case ConditionForm::ReferenceIds:
            share = 0.02;
            break;
        case ConditionForm::Pattern:
        case ConditionForm::JoinedPattern:
        case ConditionForm::IsEmpty:
            share = 0.1;
            break;
        case ConditionForm::IsNotEmpty:
            share = 0.9;
            break;
        case ConditionForm::Truth:
            share = 0.5;
            break;
        case ConditionForm::Whole:
        case ConditionForm::Real:
        case ConditionForm::Moment:
            share = isEquality ? 0.05 : 0.3;
            break;
        default:
            break;
    }
    return comparison == Comparison::In ? std::min(1.0, share * kGuessedListLength) : share;
}

bool isKey(ConditionForm form) {
    return form == ConditionForm::ObjectIds || form == ConditionForm::ObjectKeys;
}
bool isReference(ConditionForm form) {
    return form == ConditionForm::ReferenceIds || form == ConditionForm::ReferenceKeys;
}

bool isUnique(const ObjectTableShape& shape, std::size_t column) {
    const CellSource source = shape.columns[column].source;
    if (source == CellSource::ObjectId || source == CellSource::ObjectKey) return true;
    const bool isOfAttribute = source == CellSource::Label || source >= CellSource::Text;
    return isOfAttribute && shape.objectTypeIds.size() == 1 && !shape.bridgeAttribute &&
           shape.attributes[shape.columns[column].attribute].definition.uniqueAttribute;
}

}  // namespace

ScanEstimate estimateShapeScan(const ObjectTableShape& shape, const SiteTableOptions& options,
                               const PushdownMemory& memory, std::uint32_t pageSize,
                               const std::vector<ConstraintShape>& offered) {
    ScanEstimate estimate;
    estimate.taken.resize(offered.size());
    estimate.exact.resize(offered.size());
    double objects = std::max(1.0, shape.objectCount ? static_cast<double>(*shape.objectCount) : kGuessedObjects);
    double lookup = 1;
    bool hasAql = false, isOneObject = false;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const auto [column, comparison] = offered[i];
        const auto rule = pushdownRule(shape, options, memory, column, comparison);
        if (!rule) continue;
        estimate.taken[i] = true;
        estimate.exact[i] = rule->isExact;
        hasAql = hasAql || rule->form == ConditionForm::GivenAql;
        const bool isOne = comparison == Comparison::Eq;
        objects *= shareOf(rule->form, comparison);
        if (rule->form == ConditionForm::GivenAql) objects = std::min(objects, kObjectsOfAql);
        if (isUnique(shape, column)) objects = std::min(objects, isOne ? 1 : kGuessedListLength);
        isOneObject = isOneObject || (isOne && isKey(rule->form));
        if ((isOne || comparison == Comparison::In) && rule->form != ConditionForm::GivenAql) {
            const double one =
                isKey(rule->form) || isReference(rule->form) ? kRequestsOfKeyLookup : kRequestsOfValueLookup;
            lookup = std::min(lookup, isOne ? one : one * kLookupsOfList);
        }
    }
    // What a user writes may reach beyond its place in the query, so nothing is sure to hold, not even the type.
    if (hasAql) estimate.exact.assign(offered.size(), false);
    objects = std::max(objects, 1.0);
    estimate.uniqueRow = isOneObject && !shape.bridgeAttribute;
    estimate.rows = objects * (shape.bridgeAttribute ? kValuesPerObject : 1);
    estimate.requests = lookup + (objects - 1) / std::max<std::uint32_t>(pageSize, 1);
    return estimate;
}

}  // namespace assetsodbc::schema
