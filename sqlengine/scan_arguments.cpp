#include "sqlengine/scan_arguments.h"

#include <algorithm>
#include <cmath>
#include <new>

#include "common/error.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

enum class Kind { Whole, Number, Text };

Kind kindOf(const schema::TypeSpec& type) {
    switch (type.type) {
        case schema::SqlType::Bit:
        case schema::SqlType::SmallInt:
        case schema::SqlType::Integer:
        case schema::SqlType::BigInt:
            return Kind::Whole;
        case schema::SqlType::Double:
        case schema::SqlType::Decimal:
            return Kind::Number;
        default:
            return Kind::Text;
    }
}

std::string textOf(sqlite3_value* value) {
    const void* text = sqlite3_value_text(value);
    if (text == nullptr) throw std::bad_alloc();
    return {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

// The whole number that a real number equals, if it does.
std::optional<schema::Value> wholeNumber(double number) {
    constexpr double kTwoTo63 = 9223372036854775808.0;
    if (!(number >= -kTwoTo63 && number < kTwoTo63) || std::trunc(number) != number) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

// Text that looks like a number is one beside a numeric column.
std::optional<schema::Value> comparedNumber(Kind kind, sqlite3_value* value) {
    switch (sqlite3_value_numeric_type(value)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_value_int64(value)};
        case SQLITE_FLOAT:
            if (kind == Kind::Whole) return wholeNumber(sqlite3_value_double(value));
            return sqlite3_value_double(value);
        default:
            return std::nullopt;
    }
}

// The value as it takes part in a comparison with the column; nullopt when it equals nothing that the column can hold.
std::optional<schema::Value> comparedValue(const schema::ColumnSpec& column, sqlite3_value* value) {
    const Kind kind = kindOf(column.type);
    if (kind != Kind::Text) return comparedNumber(kind, value);
    const int type = sqlite3_value_type(value);
    if (type == SQLITE_NULL || type == SQLITE_BLOB) return std::nullopt;
    return textOf(value);
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
