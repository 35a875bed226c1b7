#include "sqlengine/scan_plan.h"

#include <charconv>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

[[noreturn]] void refuse(std::string_view text) {
    throw common::Error(common::ErrorKind::Internal, "Unreadable scan plan: " + std::string(text));
}

std::size_t columnOf(std::string_view text) {
    std::size_t column = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), column);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size()) refuse(text);
    return column;
}

std::vector<std::size_t> columnsOf(std::string_view text) {
    std::vector<std::size_t> columns;
    if (text.empty()) return columns;
    while (true) {
        const auto comma = text.find(',');
        columns.push_back(columnOf(text.substr(0, comma)));
        if (comma == std::string_view::npos) return columns;
        text.remove_prefix(comma + 1);
    }
}

struct Letter {
    char letter;
    schema::Comparison comparison;
};
constexpr Letter kLetters[] = {
    {'=', schema::Comparison::Eq},        {'i', schema::Comparison::In},
    {'<', schema::Comparison::Less},      {'l', schema::Comparison::LessOrEqual},
    {'>', schema::Comparison::Greater},   {'g', schema::Comparison::GreaterOrEqual},
    {'~', schema::Comparison::Like},      {'0', schema::Comparison::IsNull},
    {'!', schema::Comparison::IsNotNull},
};
constexpr char kNullSafe = 's';

char letterOf(schema::Comparison comparison) {
    for (const Letter& row : kLetters) {
        if (row.comparison == comparison) return row.letter;
    }
    throw common::Error(common::ErrorKind::Internal, "A comparison without a letter.");
}

bool addConstraint(ScanPlan& plan, char letter, std::string_view column) {
    if (letter == kNullSafe) {
        plan.nullSafe.resize(plan.constraints.size() + 1);
        plan.nullSafe.back() = true;
        plan.constraints.push_back({columnOf(column), schema::Comparison::Eq});
        return true;
    }
    for (const Letter& row : kLetters) {
        if (row.letter != letter) continue;
        plan.constraints.push_back({columnOf(column), row.comparison});
        return true;
    }
    return false;
}

void addFlag(ScanPlan& plan, std::string_view part) {
    if (part == "1")
        plan.oneRow = true;
    else if (part == "C")
        plan.counted = true;
    else if (part == "T")
        plan.plainArguments = true;
    else if (part == "L")
        plan.hasLimit = true;
    else if (part == "O")
        plan.hasOffset = true;
    else
        refuse(part);
}

void addPart(ScanPlan& plan, std::string_view part) {
    if (part.empty()) refuse(part);
    const auto rest = part.substr(1);
    switch (part.front()) {
        case 'u':
            plan.columnsUsed = columnsOf(rest);
            return;
        case 'j':
            plan.lookups.push_back(columnOf(rest));
            return;
        case 'n':
            plan.notNull = columnOf(rest);
            return;
        case 'A':
        case 'D':
            plan.order = schema::OrderTerm{columnOf(rest), part.front() == 'D'};
            return;
        default:
            if (!addConstraint(plan, part.front(), rest)) addFlag(plan, part);
    }
}

}  // namespace

std::string encode(const ScanPlan& plan) {
    std::string text = "u";
    for (const std::size_t column : plan.columnsUsed) {
        if (text.size() > 1) text += ',';
        text += std::to_string(column);
    }
    for (std::size_t i = 0; i < plan.constraints.size(); ++i) {
        text += ';';
        text += plan.isNullSafe(i) ? kNullSafe : letterOf(plan.constraints[i].comparison);
        text += std::to_string(plan.constraints[i].column);
    }
    if (plan.notNull) text += ";n" + std::to_string(*plan.notNull);
    if (plan.order) text += (plan.order->descending ? ";D" : ";A") + std::to_string(plan.order->column);
    if (plan.oneRow) text += ";1";
    if (plan.counted) text += ";C";
    if (plan.plainArguments) text += ";T";
    if (plan.hasLimit) text += ";L";
    if (plan.hasOffset) text += ";O";
    for (const std::size_t column : plan.lookups) text += ";j" + std::to_string(column);
    return text;
}

ScanPlan decodeScanPlan(std::string_view text) {
    ScanPlan plan;
    text = text.substr(0, text.find(kDescribed));
    while (true) {
        const auto end = text.find(';');
        addPart(plan, text.substr(0, end));
        if (end == std::string_view::npos) return plan;
        text.remove_prefix(end + 1);
    }
}

}  // namespace assetsodbc::sqlengine
