#include "tests/oracle/results.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace assetsodbc::oracle {
namespace {

constexpr std::size_t kRowsShown = 12;
constexpr std::size_t kTextShown = 60;

// "2024-01-31 10:00:00.500" with zeros or without is the same moment.
bool isMoment(const std::string& text) {
    return text.size() >= 19 && text[4] == '-' && text[7] == '-' && text[10] == ' ' && text[13] == ':' &&
           text[16] == ':' && text.find_first_not_of("0123456789.", 17) == std::string::npos;
}

// One text for all cells that are the same value: 1 and 1.0 are, 1 and '1' are not where both sides are typed; an
// integer in a column of texts is its digits.
std::string canonical(const Cell& cell) {
    if (std::holds_alternative<std::monostate>(cell)) return "NULL";
    if (const auto* whole = std::get_if<std::int64_t>(&cell)) return std::to_string(*whole);
    if (const auto* real = std::get_if<double>(&cell)) {
        if (*real == std::floor(*real) && std::fabs(*real) < 1e15) return std::to_string(static_cast<long long>(*real));
        char text[40];
        std::snprintf(text, sizeof text, "%.14g", *real);
        return text;
    }
    std::string text = std::get<std::string>(cell);
    if (isMoment(text) && text.find('.') != std::string::npos) {
        while (text.back() == '0') text.pop_back();
        if (text.back() == '.') text.pop_back();
    }
    const bool isNumber =
        !text.empty() && text.size() < 20 && text.find_first_not_of("0123456789") == std::string::npos;
    return isNumber ? text : "'" + text + "'";
}

std::string canonical(const ResultRow& row, std::size_t columns) {
    std::string text;
    for (std::size_t i = 0; i < columns; ++i) text += canonical(row[i]) + "\x1f";
    return text;
}

std::string shown(const ResultRow& row) {
    std::string line;
    for (const Cell& cell : row) {
        std::string text = canonical(cell);
        if (text.size() > kTextShown) text = text.substr(0, kTextShown) + "...";
        std::replace(text.begin(), text.end(), '\n', ' ');
        line += (line.empty() ? "" : " | ") + text;
    }
    return line;
}

std::map<std::string, int> counted(const std::vector<ResultRow>& rows) {
    std::map<std::string, int> counts;
    for (const ResultRow& row : rows) ++counts[canonical(row, row.size())];
    return counts;
}

// A row that one side has more often than the other.
std::string firstExtra(const std::vector<ResultRow>& rows, std::map<std::string, int> allowed) {
    for (const ResultRow& row : rows) {
        if (--allowed[canonical(row, row.size())] < 0) return shown(row);
    }
    return "";
}

std::optional<std::string> orderDifference(const Result& expected, const Result& got, std::size_t columns) {
    for (std::size_t i = 0; i < std::min(expected.rows.size(), got.rows.size()); ++i) {
        const std::size_t width = columns == 0 ? expected.rows[i].size() : columns;
        if (canonical(expected.rows[i], width) != canonical(got.rows[i], width)) {
            return "row " + std::to_string(i + 1) + " should be " + shown(expected.rows[i]) + " and is " +
                   shown(got.rows[i]);
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> difference(const Result& expected, const Result& all, const Result& got,
                                      const Comparison& comparison) {
    if (expected.error && got.error) return std::nullopt;
    if (expected.error || got.error)
        return "it failed on one side: " + expected.error.value_or("") + got.error.value_or("");
    if (expected.rows.size() != got.rows.size()) {
        const std::string extra = firstExtra(got.rows, counted(all.rows));
        const std::string missing = firstExtra(expected.rows, counted(got.rows));
        return std::to_string(expected.rows.size()) + " rows expected, " + std::to_string(got.rows.size()) + " came" +
               (extra.empty() ? "" : "; unexpected: " + extra) + (missing.empty() ? "" : "; missing: " + missing);
    }
    if (!got.rows.empty() && got.rows.front().size() != expected.rows.front().size()) {
        return std::to_string(expected.rows.front().size()) + " columns expected, " +
               std::to_string(got.rows.front().size()) + " came";
    }
    const std::string extra = firstExtra(got.rows, counted(comparison.isPart ? all.rows : expected.rows));
    if (!extra.empty()) return "unexpected row: " + extra;
    if (comparison.inOrder) return orderDifference(expected, got, 0);
    return comparison.sortKeys == 0 ? std::nullopt : orderDifference(expected, got, comparison.sortKeys);
}

std::string shortened(const Result& result) {
    if (result.error) return "  error: " + *result.error + "\n";
    std::string text = "  " + std::to_string(result.rows.size()) + " rows\n";
    for (std::size_t i = 0; i < std::min(kRowsShown, result.rows.size()); ++i) {
        text += "    " + shown(result.rows[i]) + "\n";
    }
    if (result.rows.size() > kRowsShown) text += "    ...\n";
    return text;
}

}  // namespace assetsodbc::oracle
