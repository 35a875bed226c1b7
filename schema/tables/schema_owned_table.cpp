#include "schema/tables/schema_owned_table.h"

#include <algorithm>

namespace assetsodbc::schema {
namespace {

// What estimates go by; nothing is known of the site.
constexpr double kGuessedSchemas = 5;
constexpr double kRowsPerList = 10;

bool narrows(const ConstraintShape& shape, std::size_t ownerColumn) {
    return shape.column == ownerColumn && (shape.comparison == Comparison::Eq || shape.comparison == Comparison::In ||
                                           shape.comparison == Comparison::IsNull);
}

}  // namespace

ScanEstimate estimateByOwner(const std::vector<ConstraintShape>& offered, std::size_t ownerColumn) {
    ScanEstimate estimate;
    estimate.taken.resize(offered.size());
    estimate.exact.resize(offered.size());
    const auto shape = std::find_if(offered.begin(), offered.end(),
                                    [&](const ConstraintShape& each) { return narrows(each, ownerColumn); });
    double lists = 1;
    if (shape == offered.end()) {
        estimate.requests = kGuessedSchemas + 2;  // the list of schemas, the global list, and one per schema
        lists = kGuessedSchemas + 1;
    } else {
        estimate.taken[static_cast<std::size_t>(shape - offered.begin())] = true;
        if (shape->comparison == Comparison::In) lists = kGuessedSchemas;
        estimate.requests = lists;
    }
    estimate.rows = lists * kRowsPerList;
    return estimate;
}

OwnerSelection ownersOf(const ScanRequest& request, std::size_t ownerColumn, assets::Client& client) {
    const Constraint* const byOwner = constraintOn(request, ownerColumn);
    if (byOwner == nullptr) return {true, allSchemaIds(client), IdSource::SiteList};
    if (byOwner->comparison == Comparison::IsNull) return {true, knownKeys<std::int64_t>({}), IdSource::Query};
    return {false, knownKeys(idsOf(*byOwner)), IdSource::Query};
}

}  // namespace assetsodbc::schema
