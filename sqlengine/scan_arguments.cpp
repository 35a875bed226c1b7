#include "sqlengine/scan_arguments.h"

#include <sqlite3.h>

#include <algorithm>

#include "common/error.h"
#include "sqlengine/compared_value.h"

namespace assetsodbc::sqlengine {
namespace {

bool hasValue(schema::Comparison comparison) {
    return comparison != schema::Comparison::IsNull && comparison != schema::Comparison::IsNotNull;
}

// LIMIT + OFFSET, where both are plain numbers; SQLite itself does the skipping and the counting.
std::optional<std::uint64_t> rowBound(sqlite3_value* limit, sqlite3_value* offset) {
    if (sqlite3_value_type(limit) != SQLITE_INTEGER) return std::nullopt;
    if (offset != nullptr && sqlite3_value_type(offset) != SQLITE_INTEGER) return std::nullopt;
    const sqlite3_int64 rows = sqlite3_value_int64(limit);
    if (rows <= 0) return std::nullopt;  // negative: no limit
    const sqlite3_int64 skipped = offset == nullptr ? 0 : std::max<sqlite3_int64>(0, sqlite3_value_int64(offset));
    return static_cast<std::uint64_t>(rows) + static_cast<std::uint64_t>(skipped);
}

class Requesting {
public:
    Requesting(const schema::TableSpec& spec, const ScanPlan& plan, ScanArguments arguments)
        : spec_(spec), plan_(plan), arguments_(arguments) {
        const std::size_t expected =
            plan.constraints.size() + (plan.hasLimit ? 1 : 0) + (plan.hasOffset ? 1 : 0) + plan.lookups.size();
        if (arguments.count == expected) return;
        throw common::Error(common::ErrorKind::Internal,
                            "A scan of " + spec.name + " got other arguments than planned.");
    }

    std::optional<PlannedRequest> planned() {
        auto& request = planned_.request;
        request.columnsUsed.resize(spec_.columns.size());
        for (const std::size_t column : plan_.columnsUsed) request.columnsUsed.at(column) = true;
        for (std::size_t i = 0; i < plan_.constraints.size(); ++i) {
            if (!addConstraint(i)) return std::nullopt;
        }
        for (std::size_t i = 0; i < plan_.lookups.size(); ++i) {
            if (!addLookup(i)) return std::nullopt;
        }
        if (plan_.notNull) request.constraints.push_back({*plan_.notNull, schema::Comparison::IsNotNull, {}});
        bound();
        if (plan_.order) order();
        return std::move(planned_);
    }

private:
    // Whether any row may meet it.
    bool addConstraint(std::size_t index) {
        const auto& shape = plan_.constraints[index];
        const auto& column = spec_.columns.at(shape.column);
        sqlite3_value* const argument = arguments_.values[index];
        ComparedValues compared;
        if (shape.comparison == schema::Comparison::In) {
            compared = comparedList(column, argument);
        } else if (hasValue(shape.comparison)) {
            compared = comparedValue(column, shape.comparison, argument, plan_.isNullSafe(index),
                                     plan_.plainArguments || plan_.isUnchecked());
        }
        if (compared.outcome == Compared::Values) {
            planned_.request.constraints.push_back({shape.column, shape.comparison, std::move(compared.values)});
        } else if (compared.outcome == Compared::BySqlite) {
            planned_.leftOut.push_back({shape.column, shape.comparison, std::move(compared.values)});
        }
        return compared.outcome != Compared::Never;
    }

    bool addLookup(std::size_t index) {
        const std::size_t column = plan_.lookups[index];
        sqlite3_value* const argument = arguments_.values[arguments_.count - plan_.lookups.size() + index];
        ComparedValues compared =
            comparedValue(spec_.columns.at(column), schema::Comparison::Eq, argument, false, false);
        if (compared.outcome == Compared::Values) {
            planned_.lookups.push_back({column, schema::Comparison::Eq, std::move(compared.values)});
        }
        return compared.outcome != Compared::Never;
    }

    void bound() {
        const std::size_t next = plan_.constraints.size();
        if (plan_.oneRow) planned_.request.rowBound = 1;
        if (plan_.hasLimit) {
            sqlite3_value* const offset = plan_.hasOffset ? arguments_.values[next + 1] : nullptr;
            planned_.request.rowBound = rowBound(arguments_.values[next], offset);
        }
        // Who knows how many rows SQLite will drop.
        if (!planned_.leftOut.empty()) planned_.request.rowBound.reset();
    }

    void order() {
        const auto& rows = planned_.request.rowBound;
        if (rows && *rows <= kLargestOrderedBound) {
            planned_.request.order = plan_.order;
            return;
        }
        planned_.request.rowBound.reset();
        planned_.toSort = plan_.order;
    }

    const schema::TableSpec& spec_;
    const ScanPlan& plan_;
    ScanArguments arguments_;
    PlannedRequest planned_;
};

}  // namespace

std::optional<PlannedRequest> plannedRequest(const schema::TableSpec& spec, const ScanPlan& plan,
                                             ScanArguments arguments) {
    return Requesting(spec, plan, arguments).planned();
}

}  // namespace assetsodbc::sqlengine
