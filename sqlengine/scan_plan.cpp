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

void addPart(ScanPlan& plan, std::string_view part) {
    if (part.empty()) refuse(part);
    const auto rest = part.substr(1);
    switch (part.front()) {
        case 'u':
            plan.columnsUsed = columnsOf(rest);
            return;
        case '=':
            plan.constraints.push_back({columnOf(rest), schema::Comparison::Eq});
            return;
        case 'i':
            plan.constraints.push_back({columnOf(rest), schema::Comparison::In});
            return;
        case 'L':
            plan.hasLimit = true;
            return;
        case 'O':
            plan.hasOffset = true;
            return;
        default:
            refuse(part);
    }
}

}  // namespace

std::string encode(const ScanPlan& plan) {
    std::string text = "u";
    for (const std::size_t column : plan.columnsUsed) {
        if (text.size() > 1) text += ',';
        text += std::to_string(column);
    }
    for (const auto& constraint : plan.constraints) {
        text += constraint.comparison == schema::Comparison::Eq ? ";=" : ";i";
        text += std::to_string(constraint.column);
    }
    if (plan.hasLimit) text += ";L";
    if (plan.hasOffset) text += ";O";
    return text;
}

ScanPlan decodeScanPlan(std::string_view text) {
    ScanPlan plan;
    while (true) {
        const auto end = text.find(';');
        addPart(plan, text.substr(0, end));
        if (end == std::string_view::npos) return plan;
        text.remove_prefix(end + 1);
    }
}

}  // namespace assetsodbc::sqlengine
