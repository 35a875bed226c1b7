#include "sqlengine/row_checks.h"

#include <sqlite3.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "sqlengine/row_order.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;

bool isLike(const schema::CellView& cell, const schema::Value& pattern) {
    const auto* text = std::get_if<std::string_view>(&cell);
    const auto* wanted = std::get_if<std::string>(&pattern);
    return text != nullptr && wanted != nullptr && sqlite3_strlike(wanted->c_str(), std::string(*text).c_str(), 0) == 0;
}

// The text as a number, where SQLite would take it for one.
std::optional<schema::Value> numberIn(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\n\v\f\r";
    const auto first = text.find_first_not_of(kBlanks);
    if (first == std::string_view::npos) return std::nullopt;
    text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
    if (text.front() == '+') text.remove_prefix(1);
    if (text.empty() || text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
    const char* const end = text.data() + text.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end) {
        return whole;
    }
    double real = 0;
    if (const auto read = std::from_chars(text.data(), end, real); read.ec == std::errc() && read.ptr == end)
        return real;
    return std::nullopt;
}

// A number in a list beside a column of text comes from a column of numbers, and is compared as one.
bool isInList(const schema::CellView& cell, const schema::Value& value) {
    const auto* text = std::get_if<std::string_view>(&cell);
    const bool isNumber = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    if (text == nullptr || !isNumber) return compareAsSqlite(cell, schema::viewOf(value)) == 0;
    const auto number = numberIn(*text);
    return number && compareAsSqlite(schema::viewOf(*number), schema::viewOf(value)) == 0;
}

bool isRelated(Comparison comparison, int order) {
    switch (comparison) {
        case Comparison::Less:
            return order < 0;
        case Comparison::LessOrEqual:
            return order <= 0;
        case Comparison::Greater:
            return order > 0;
        case Comparison::GreaterOrEqual:
            return order >= 0;
        default:
            return order == 0;
    }
}

class CheckedRows final : public schema::RowStream {
public:
    CheckedRows(std::unique_ptr<schema::RowStream> rows, std::vector<schema::Constraint> constraints)
        : rows_(std::move(rows)), constraints_(std::move(constraints)) {}

    bool next(const common::CallContext& context) override {
        while (rows_->next(context)) {
            const bool isWanted = std::all_of(constraints_.begin(), constraints_.end(), [&](const auto& constraint) {
                return meets(rows_->cell(constraint.column), constraint.comparison, constraint.values);
            });
            if (isWanted) return true;
        }
        return false;
    }
    schema::CellView cell(std::size_t column) const override { return rows_->cell(column); }

private:
    std::unique_ptr<schema::RowStream> rows_;
    std::vector<schema::Constraint> constraints_;
};

}  // namespace

bool meets(const schema::CellView& cell, Comparison comparison, const std::vector<schema::Value>& values) {
    const bool isNull = schema::isNull(cell);
    if (comparison == Comparison::IsNull) return isNull;
    if (comparison == Comparison::IsNotNull) return !isNull;
    if (isNull) return false;
    return std::any_of(values.begin(), values.end(), [&](const schema::Value& value) {
        if (schema::isNull(value)) return false;
        if (comparison == Comparison::Like) return isLike(cell, value);
        if (comparison == Comparison::In) return isInList(cell, value);
        return isRelated(comparison, compareAsSqlite(cell, schema::viewOf(value)));
    });
}

std::unique_ptr<schema::RowStream> checkedRows(std::unique_ptr<schema::RowStream> rows,
                                               std::vector<schema::Constraint> constraints) {
    return std::make_unique<CheckedRows>(std::move(rows), std::move(constraints));
}

}  // namespace assetsodbc::sqlengine
