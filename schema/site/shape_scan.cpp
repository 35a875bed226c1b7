// Scans and counts of the objects of a shape, and the orders that they may come in.
#include <algorithm>
#include <utility>

#include "common/error.h"
#include "schema/site/pushdown_rules.h"
#include "schema/site/shape_conditions.h"
#include "schema/site/shape_confirmation.h"

namespace assetsodbc::schema {
namespace {

constexpr const char* kOrder = "ORDER BY";

RefusableConditions conditionsOf(std::shared_ptr<const ObjectTableShape> shape,
                                 const ObjectTableEnvironment& environment, const ScanRequest& request) {
    return {
        [shape = std::move(shape), options = environment.options, request, place = queryPlaceOf(environment.client)](
            const PushdownMemory& memory) { return shapeConditions(*shape, options, request, place, memory); },
        environment.memory, environment.onStale};
}

// Without its value the column would silently compare as NULL.
void requireInput(const ObjectTableShape& shape, const ScanRequest& request, const ObjectConditions& conditions) {
    if (conditions.givenAql) return;
    for (std::size_t i = 0; i < shape.columns.size(); ++i) {
        if (shape.columns[i].source != CellSource::Aql || !request.uses(i)) continue;
        throw common::Error(
            common::ErrorKind::Unsupported,
            shape.spec.columns[i].name + " is an input of " + shape.spec.schemaName + "." + shape.spec.name +
                ": give it as AQL = '...' or AQL IN (...), joined with AND, not OR, to the rest of WHERE.");
    }
}

bool isMoment(CellSource source) {
    return source == CellSource::Created || source == CellSource::Updated;
}

// A constraint that no NULL satisfies leaves nothing to look for among objects without a value.
bool mayBeMissing(const ObjectTableShape& shape, const ScanRequest& request, std::size_t column) {
    if (isMoment(shape.columns[column].source)) return false;
    return std::none_of(request.constraints.begin(), request.constraints.end(), [column](const Constraint& constraint) {
        return constraint.column == column && constraint.comparison != Comparison::IsNull;
    });
}

std::optional<ObjectOrder> orderOf(const ObjectTableShape& shape, const ObjectTableEnvironment& environment,
                                   const ScanRequest& request, OrderValue valueOf) {
    if (!request.order) return std::nullopt;
    const std::size_t column = request.order->column;
    ObjectOrder order;
    const auto name = canOrderShapeBy(shape, column) ? aqlNameOf(shape, column) : std::nullopt;
    if (!name)
        throw common::Error(common::ErrorKind::Internal,
                            "The site cannot order by " + shape.spec.columns[column].name + ".");
    order.attribute = *name;
    order.descending = request.order->descending;
    order.mayBeMissing = mayBeMissing(shape, request, column);
    order.isBlurred = isMoment(shape.columns[column].source);
    const std::string fragment = fragmentName(shape, *name, kOrder);
    order.isRefused = environment.memory.isRefused(fragment);
    order.onRefused = [&memory = environment.memory, fragment] { memory.refuse(fragment); };
    order.valueOf = std::move(valueOf);
    return order;
}

}  // namespace

bool canOrderShapeBy(const ObjectTableShape& shape, std::size_t column) {
    if (shape.bridgeAttribute) return false;
    switch (shape.columns[column].source) {
        case CellSource::Created:
        case CellSource::Updated:
            return aqlNameOf(shape, column).has_value();
        case CellSource::Integer:
        case CellSource::Double:
        case CellSource::Date:
        case CellSource::DateTime:
            return aqlNameOf(shape, column).has_value() && isOfEveryType(shape, column);
        default:
            return false;
    }
}

bool canCountShape(const ObjectTableShape& shape) {
    return !shape.bridgeAttribute;
}

ObjectScan scanShape(std::shared_ptr<const ObjectTableShape> shape, const ObjectTableEnvironment& environment,
                     const ScanRequest& request, SearchFields fields, OrderValue valueOf) {
    auto order = orderOf(*shape, environment, request, std::move(valueOf));
    RefusableConditions conditions = conditionsOf(shape, environment, request);
    requireInput(*shape, request, conditions.current());
    return {environment.client, std::move(conditions), std::move(fields), request.rowBound, std::move(order)};
}

std::optional<std::uint64_t> countShape(const std::shared_ptr<const ObjectTableShape>& shape,
                                        const ObjectTableEnvironment& environment, const ScanRequest& request,
                                        const common::CallContext& context) {
    if (!canCountShape(*shape)) return std::nullopt;
    const ObjectConditions conditions =
        shapeConditions(*shape, environment.options, request, queryPlaceOf(environment.client), environment.memory);
    const auto count = countObjects(environment.client, conditions, context);
    if (count && (*count == 0 || conditions.asksOfAttributes()))
        requireSameDefinitions(*shape, environment, request, context);
    return count;
}

}  // namespace assetsodbc::schema
