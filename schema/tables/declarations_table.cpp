#include "schema/tables/declarations_table.h"

#include <algorithm>

#include "common/unicode.h"

namespace assetsodbc::schema {
namespace {

// Guesses: a site's object types are told by one request per object schema, unless they are remembered.
constexpr double kGuessedSchemas = 5;
constexpr double kRowsOfSchema = 200;
constexpr double kRowsOfTable = 10;

NameCondition conditionOf(const Constraint* constraint) {
    NameCondition condition;
    if (constraint == nullptr) return condition;
    std::vector<std::string> names = textsOf(*constraint);
    if (names.size() == 1) {
        condition.exact = std::move(names.front());
        return condition;
    }
    condition.test = [names = std::move(names)](std::string_view name) {
        return std::any_of(names.begin(), names.end(),
                           [&](const std::string& wanted) { return common::equalIgnoringAsciiCase(wanted, name); });
    };
    return condition;
}

}  // namespace

ScanEstimate estimateDeclarations(const std::vector<ConstraintShape>& offered, const DeclarationPlaces& places) {
    ScanEstimate estimate;
    estimate.taken.resize(offered.size());
    estimate.exact.resize(offered.size());
    bool bySchema = false, byTable = false;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const std::size_t column = offered[i].column;
        const bool isSchema = column == places.schemaColumn || column == places.otherSchemaColumn;
        bool& by = isSchema ? bySchema : byTable;
        if ((!isSchema && column != places.tableColumn) || by) continue;
        by = estimate.taken[i] = true;
    }
    estimate.requests = bySchema ? 1 : kGuessedSchemas;
    estimate.rows = byTable ? kRowsOfTable : bySchema ? kRowsOfSchema : kGuessedSchemas * kRowsOfSchema;
    return estimate;
}

TableFilter tableFilterOf(const ScanRequest& request, const DeclarationPlaces& places) {
    TableFilter filter;
    const Constraint* bySchema = constraintOn(request, places.schemaColumn);
    if (bySchema == nullptr && places.otherSchemaColumn) bySchema = constraintOn(request, *places.otherSchemaColumn);
    filter.schema = conditionOf(bySchema);
    if (places.tableColumn) filter.table = conditionOf(constraintOn(request, *places.tableColumn));
    filter.columns = places.needsColumns;
    return filter;
}

}  // namespace assetsodbc::schema
