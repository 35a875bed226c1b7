#include "sqlengine/streaming_query.h"

#include <algorithm>
#include <array>

#include "common/unicode.h"
#include "sqlengine/base_tables.h"
#include "sqlengine/functions/aggregates.h"
#include "sqlengine/sql_text/query_parser.h"

namespace assetsodbc::sqlengine {
namespace {

bool isAggregate(const Expression& call) {
    constexpr std::array<std::string_view, 8> kNames = {"avg",        "count", "count_big", "group_concat",
                                                        "string_agg", "sum",   "total",     "json_group_array"};
    const auto isNamed = [&](std::string_view name) { return common::equalIgnoringAsciiCase(call.name, name); };
    // With several arguments they choose among these.
    if (isNamed("min") || isNamed("max")) return call.operands.size() < 2;
    return std::any_of(kNames.begin(), kNames.end(), isNamed) || isNamed("json_group_object") ||
           isStatisticalAggregate(call.name);
}

// Whether the expression is made of the current row alone.
bool isOfRow(const Expression& expression) {
    if (expression.kind == ExpressionKind::Unreadable || expression.query) return false;
    if (expression.kind == ExpressionKind::Call && (expression.isWindow || isAggregate(expression))) return false;
    const auto all = [](const std::vector<ExpressionPointer>& parts) {
        return std::all_of(parts.begin(), parts.end(), [](const auto& part) { return !part || isOfRow(*part); });
    };
    return all(expression.operands) && all(expression.conditions);
}

}  // namespace

bool streamsOneTable(sqlite3* db, std::string_view sql) {
    const std::unique_ptr<QueryTree> tree = parseQuery(sql);
    if (!tree || tree->cores.size() != 1 || !tree->commonTables.empty() || !tree->orderBy.empty()) return false;
    const Core& core = tree->cores.front();
    if (core.isValues || core.isDistinct || core.hasGroups || core.sources.size() != 1) return false;
    if (core.sources.front().query || core.sources.front().isCall || core.sources.front().isChanged) return false;
    if (BaseTables(db).viewQuery(core.sources.front().name) != nullptr) return false;
    const auto areOfRow = [](const std::vector<ExpressionPointer>& expressions) {
        return std::all_of(expressions.begin(), expressions.end(), [](const auto& part) { return isOfRow(*part); });
    };
    return areOfRow(core.conditions) && areOfRow(tree->limits) &&
           std::all_of(core.items.begin(), core.items.end(),
                       [](const ResultItem& item) { return !item.expression || isOfRow(*item.expression); });
}

}  // namespace assetsodbc::sqlengine
