#include "schema/site/shape_confirmation.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/error.h"
#include "schema/site/attribute_columns.h"
#include "schema/site/object_cells.h"
#include "schema/site/pushdown_rules.h"

namespace assetsodbc::schema {
namespace {

bool isOfAttribute(CellSource source) {
    return isOfValues(source) || source == CellSource::Label || source == CellSource::Created ||
           source == CellSource::Updated;
}

// The columns of attributes that the site was asked by.
std::set<std::size_t> columnsAskedBy(const ObjectTableShape& shape, const ScanRequest& request) {
    std::set<std::size_t> columns;
    for (const Constraint& constraint : request.constraints) columns.insert(constraint.column);
    if (request.order) columns.insert(request.order->column);
    for (std::size_t i = 0; i < shape.columns.size() && shape.bridgeAttribute; ++i) columns.insert(i);
    for (auto column = columns.begin(); column != columns.end();)
        column = isOfAttribute(shape.columns[*column].source) ? std::next(column) : columns.erase(column);
    return columns;
}

bool isSameAttribute(const ShapeAttribute& a, const ShapeAttribute& b) {
    return a.definition.id == b.definition.id && a.ids == b.ids && isOfSameKind(a.definition, b.definition) &&
           a.isSameInEveryType == b.isSameInEveryType;
}

bool isSameColumn(const ObjectTableShape& shape, std::size_t column, const ObjectTableShape& latest) {
    const ObjectColumn& of = shape.columns[column];
    for (std::size_t i = 0; i < latest.columns.size(); ++i) {
        const ObjectColumn& other = latest.columns[i];
        if (other.source != of.source ||
            !isSameAttribute(shape.attributes[of.attribute], latest.attributes[other.attribute]))
            continue;
        return aqlNameOf(shape, column) == aqlNameOf(latest, i);
    }
    return false;
}

}  // namespace

void requireSameDefinitions(const ObjectTableShape& shape, const ObjectTableEnvironment& environment,
                            const ScanRequest& request, const common::CallContext& context) {
    if (!environment.latestShape) return;
    const auto latest = environment.latestShape(context);
    if (latest.get() == &shape) return;
    const auto columns = columnsAskedBy(shape, request);
    const bool isSame = latest != nullptr && latest->objectTypeIds == shape.objectTypeIds &&
                        std::all_of(columns.begin(), columns.end(),
                                    [&](std::size_t column) { return isSameColumn(shape, column, *latest); });
    if (isSame) return;
    environment.onStale();
    throw common::Error(common::ErrorKind::ResultChanged,
                        std::string(latest == nullptr ? "The type " : "The attributes of ") + shape.spec.schemaName +
                            "." + shape.spec.name +
                            (latest == nullptr ? " is no longer on the site, or hidden."
                                               : " changed on the site since the statement was prepared.") +
                            " Prepare the statement again.");
}

}  // namespace assetsodbc::schema
