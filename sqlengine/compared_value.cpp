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
    if (isMoment(column.type) && comparison != Comparison::Like && !isCanonical(column.type, text)) {
        return outcome(Compared::BySqlite);
    }
    // SQLite's LIKE ends where the text has a NUL.
    if (comparison == Comparison::Like && text.find('\0') != std::string::npos) return outcome(Compared::BySqlite);
    return one(std::move(text));
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
    if (sqlite3_value_type(value) == SQLITE_NULL) return outcome(nullSafe ? Compared::BySqlite : Compared::Never);
    const Kind kind = kindOf(column.type);
    if (kind != Kind::Text) return comparedNumber(kind, comparison, value);
    return comparedBesideText(column, comparison, value, asText);
}

// SQLite has converted the items as the comparison wants them.
ComparedValues comparedList(const schema::ColumnSpec& column, sqlite3_value* list) {
    ComparedValues result;
    sqlite3_value* item = nullptr;
    int rc = sqlite3_vtab_in_first(list, &item);
    for (; rc == SQLITE_OK && item != nullptr; rc = sqlite3_vtab_in_next(list, &item)) {
        ComparedValues compared = comparedValue(column, Comparison::Eq, item, false, false);
        if (compared.outcome == Compared::BySqlite) return compared;
        if (compared.outcome == Compared::Values) result.values.push_back(std::move(compared.values.front()));
    }
    if (rc == SQLITE_NOMEM) throw std::bad_alloc();
    if (rc != SQLITE_OK && rc != SQLITE_DONE) {
        throw common::Error(common::ErrorKind::Internal, "SQLite could not read the list of an IN condition.");
    }
    if (result.values.empty()) result.outcome = Compared::Never;
    return result;
}

}  // namespace assetsodbc::sqlengine
