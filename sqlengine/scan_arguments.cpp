#include "sqlengine/scan_arguments.h"

#include <algorithm>
#include <new>

#include "common/error.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

bool hasNumericAffinity(const schema::TypeSpec& type) {
    switch (type.type) {
        case schema::SqlType::Bit:
        case schema::SqlType::SmallInt:
        case schema::SqlType::Integer:
        case schema::SqlType::BigInt:
        case schema::SqlType::Double:
        case schema::SqlType::Decimal:
            return true;
        default:
            return false;
    }
}

std::string textOf(sqlite3_value* value) {
    const void* text = sqlite3_value_text(value);
    if (text == nullptr) throw std::bad_alloc();
    return {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

// The value as it takes part in a comparison with the column; nullopt when it equals nothing.
std::optional<schema::Value> comparedValue(const schema::ColumnSpec& column, sqlite3_value* value) {
    const bool numeric = hasNumericAffinity(column.type);
    switch (numeric ? sqlite3_value_numeric_type(value) : sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            if (numeric) return sqlite3_value_int64(value);
            return textOf(value);
        case SQLITE_FLOAT:
            if (numeric) return sqlite3_value_double(value);
            return textOf(value);
        case SQLITE_TEXT:
            return textOf(value);
        default:
            return std::nullopt;  // NULL, bytes
    }
}

std::vector<schema::Value> listValues(const schema::ColumnSpec& column, sqlite3_value* list) {
    std::vector<schema::Value> values;
    sqlite3_value* item = nullptr;
    int rc = sqlite3_vtab_in_first(list, &item);
    for (; rc == SQLITE_OK && item != nullptr; rc = sqlite3_vtab_in_next(list, &item)) {
        if (auto value = comparedValue(column, item)) values.push_back(std::move(*value));
    }
    if (rc == SQLITE_NOMEM) throw std::bad_alloc();
    if (rc != SQLITE_OK && rc != SQLITE_DONE) {
        throw common::Error(common::ErrorKind::Internal, "SQLite could not read the list of an IN condition.");
    }
    return values;
}

std::vector<schema::Value> valuesOf(const schema::ConstraintShape& shape, const schema::ColumnSpec& column,
                                    sqlite3_value* argument) {
    if (shape.comparison == schema::Comparison::In) return listValues(column, argument);
    std::vector<schema::Value> values;
    if (auto value = comparedValue(column, argument)) values.push_back(std::move(*value));
    return values;
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

}  // namespace

std::optional<schema::ScanRequest> scanRequest(const schema::TableSpec& spec, const ScanPlan& plan,
                                               ScanArguments arguments) {
    const std::size_t expected = plan.constraints.size() + (plan.hasLimit ? 1 : 0) + (plan.hasOffset ? 1 : 0);
    if (arguments.count != expected) {
        throw common::Error(common::ErrorKind::Internal,
                            "A scan of " + spec.name + " got other arguments than planned.");
    }
    schema::ScanRequest request;
    request.columnsUsed.resize(spec.columns.size());
    for (const std::size_t column : plan.columnsUsed) request.columnsUsed.at(column) = true;
    std::size_t next = 0;
    for (const auto& shape : plan.constraints) {
        auto values = valuesOf(shape, spec.columns.at(shape.column), arguments.values[next++]);
        if (values.empty()) return std::nullopt;
        request.constraints.push_back({shape.column, shape.comparison, std::move(values)});
    }
    if (plan.hasLimit) {
        sqlite3_value* limit = arguments.values[next++];
        request.rowBound = rowBound(limit, plan.hasOffset ? arguments.values[next] : nullptr);
    }
    return request;
}

}  // namespace assetsodbc::sqlengine
