#include "sqlengine/compared_value.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <new>

#include "common/date_time.h"
#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using schema::SqlType;

enum class Kind { Whole, Number, Text };

Kind kindOf(const schema::TypeSpec& type) {
    switch (type.type) {
        case SqlType::Bit:
        case SqlType::SmallInt:
        case SqlType::Integer:
        case SqlType::BigInt:
            return Kind::Whole;
        case SqlType::Double:
        case SqlType::Decimal:
            return Kind::Number;
        default:
            return Kind::Text;
    }
}

bool isRange(Comparison comparison) {
    return comparison >= Comparison::Less && comparison <= Comparison::GreaterOrEqual;
}

bool isUpwards(Comparison comparison) {
    return comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual;
}

std::string textOf(sqlite3_value* value) {
    const void* text = sqlite3_value_text(value);
    if (text == nullptr) throw std::bad_alloc();
    return {static_cast<const char*>(text), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

ComparedValues one(schema::Value value) {
    ComparedValues result;
    result.values.push_back(std::move(value));
    return result;
}

ComparedValues outcome(Compared compared) {
    return {compared, {}};
}

schema::Value rawValue(sqlite3_value* value) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_INTEGER:
            return std::int64_t{sqlite3_value_int64(value)};
        case SQLITE_FLOAT:
            return sqlite3_value_double(value);
        case SQLITE_TEXT:
            return textOf(value);
        case SQLITE_BLOB: {
            const void* bytes = sqlite3_value_blob(value);
            return schema::Bytes{std::string(bytes == nullptr ? "" : static_cast<const char*>(bytes),
                                             static_cast<std::size_t>(sqlite3_value_bytes(value)))};
        }
        default:
            return {};
    }
}

// The value stands above, or below, all cells of the column.
ComparedValues beyond(Comparison comparison, bool above) {
    if (!isRange(comparison)) return outcome(Compared::Never);
    return outcome(isUpwards(comparison) == above ? Compared::Never : Compared::BySqlite);
}

// ---- numbers

ComparedValues wholeBeside(Comparison comparison, double number) {
    constexpr double kTwoTo63 = 9223372036854775808.0;
    if (number >= kTwoTo63 || number < -kTwoTo63) return beyond(comparison, number > 0);
    if (std::trunc(number) == number) return one(static_cast<std::int64_t>(number));
    return isRange(comparison) ? one(number) : outcome(Compared::Never);
}

// Text that looks like a number is one beside a numeric column; other text and bytes stand above all numbers.
ComparedValues comparedNumber(Kind kind, Comparison comparison, sqlite3_value* value) {
    switch (sqlite3_value_numeric_type(value)) {
        case SQLITE_INTEGER:
            return one(std::int64_t{sqlite3_value_int64(value)});
        case SQLITE_FLOAT: {
            const double number = sqlite3_value_double(value);
            if (kind == Kind::Whole) return wholeBeside(comparison, number);
            if (std::isfinite(number)) return one(number);
            return outcome(Compared::BySqlite);
        }
        default:
            return beyond(comparison, true);
    }
}

// ---- text

bool isMoment(const schema::TypeSpec& type) {
    return type.type == SqlType::Date || type.type == SqlType::Time || type.type == SqlType::Timestamp;
}

// As the cells of the column are spelled: only among themselves do texts sort as moments do.
bool isCanonical(const schema::TypeSpec& type, const std::string& text) {
    switch (type.type) {
        case SqlType::Date: {
            const auto date = common::parseDate(text);
            return date && common::format(*date) == text;
        }
        case SqlType::Time: {
            const auto time = common::parseTime(text);
            return time && common::format(*time) == text;
        }
        default: {
            const auto timestamp = common::parseTimestamp(text);
            return timestamp && common::format(*timestamp) == text;
        }
    }
}

ComparedValues comparedText(const schema::ColumnSpec& column, Comparison comparison, std::string text) {
    const bool isPattern = comparison == Comparison::Like;
    // SQLite's LIKE ends where the text has a NUL.
    const bool isPlain =
        isPattern ? text.find('\0') == std::string::npos : !isMoment(column.type) || isCanonical(column.type, text);
    ComparedValues result = one(std::move(text));
    if (!isPlain) result.outcome = Compared::BySqlite;
    return result;
}

ComparedValues comparedBesideText(const schema::ColumnSpec& column, Comparison comparison, sqlite3_value* value,
                                  bool asText) {
    switch (sqlite3_value_type(value)) {
        case SQLITE_TEXT:
            return comparedText(column, comparison, textOf(value));
        case SQLITE_BLOB:
            return comparison == Comparison::Like ? outcome(Compared::BySqlite) : beyond(comparison, true);
        default:
            if (asText || comparison == Comparison::Like) return comparedText(column, comparison, textOf(value));
            return outcome(Compared::BySqlite);
    }
}

}  // namespace

ComparedValues comparedValue(const schema::ColumnSpec& column, Comparison comparison, sqlite3_value* value,
                             bool nullSafe, bool asText) {
    if (sqlite3_value_type(value) == SQLITE_NULL && !nullSafe) return outcome(Compared::Never);
    ComparedValues result = outcome(Compared::BySqlite);
    const Kind kind = kindOf(column.type);
    if (sqlite3_value_type(value) != SQLITE_NULL) {
        result = kind == Kind::Text ? comparedBesideText(column, comparison, value, asText)
                                    : comparedNumber(kind, comparison, value);
    }
    if (result.outcome == Compared::BySqlite && result.values.empty()) result.values.push_back(rawValue(value));
    return result;
}

// SQLite has converted the items as the comparison wants them.
ComparedValues comparedList(const schema::ColumnSpec& column, sqlite3_value* list) {
    ComparedValues result;
    std::vector<schema::Value> all;
    sqlite3_value* item = nullptr;
    int rc = sqlite3_vtab_in_first(list, &item);
    for (; rc == SQLITE_OK && item != nullptr; rc = sqlite3_vtab_in_next(list, &item)) {
        all.push_back(rawValue(item));
        ComparedValues compared = comparedValue(column, Comparison::Eq, item, false, false);
        if (compared.outcome == Compared::BySqlite) result.outcome = Compared::BySqlite;
        if (compared.outcome == Compared::Values) result.values.push_back(std::move(compared.values.front()));
    }
    if (rc == SQLITE_NOMEM) throw std::bad_alloc();
    if (rc != SQLITE_OK && rc != SQLITE_DONE) {
        throw common::Error(common::ErrorKind::Internal, "SQLite could not read the list of an IN condition.");
    }
    if (result.outcome == Compared::BySqlite) result.values = std::move(all);
    if (result.values.empty()) result.outcome = Compared::Never;
    return result;
}

}  // namespace assetsodbc::sqlengine
