#include "schema/key_constraints.h"

#include <algorithm>

namespace assetsodbc::schema {
namespace {

// What an IN list is guessed to hold: its values are not known when a statement is compiled.
constexpr double kGuessedListLength = 5;

template <class T>
void sortUnique(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

ScanEstimate estimateByFirstKey(const std::vector<ConstraintShape>& offered, const std::vector<KeyPath>& paths,
                                FullScan fullScan) {
    ScanEstimate estimate;
    estimate.taken.resize(offered.size());
    estimate.exact.resize(offered.size());
    for (const KeyPath& path : paths) {
        const auto shape = std::find_if(offered.begin(), offered.end(), [&](const ConstraintShape& candidate) {
            return candidate.column == path.column;
        });
        if (shape == offered.end()) continue;
        const double keys = shape->comparison == Comparison::In ? kGuessedListLength : 1;
        estimate.taken[static_cast<std::size_t>(shape - offered.begin())] = true;
        estimate.requests = path.requests * keys;
        estimate.rows = path.rows * keys;
        estimate.uniqueRow = path.unique && shape->comparison == Comparison::Eq;
        return estimate;
    }
    estimate.requests = fullScan.requests;
    estimate.rows = fullScan.rows;
    return estimate;
}

const Constraint* constraintOn(const ScanRequest& request, std::size_t column) {
    for (const Constraint& constraint : request.constraints) {
        if (constraint.column == column) return &constraint;
    }
    return nullptr;
}

std::vector<std::int64_t> idsOf(const Constraint& constraint) {
    std::vector<std::int64_t> ids;
    for (const Value& value : constraint.values) {
        const auto* id = std::get_if<std::int64_t>(&value);
        if (id != nullptr && *id > 0) ids.push_back(*id);
    }
    sortUnique(ids);
    return ids;
}

std::vector<std::string> textsOf(const Constraint& constraint) {
    std::vector<std::string> texts;
    for (const Value& value : constraint.values) {
        if (const auto* text = std::get_if<std::string>(&value)) texts.push_back(*text);
    }
    sortUnique(texts);
    return texts;
}

}  // namespace assetsodbc::schema
