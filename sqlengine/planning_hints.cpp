#include "sqlengine/planning_hints.h"

#include <algorithm>

#include "common/unicode.h"
#include "sqlengine/base_tables.h"
#include "sqlengine/sql_text/query_parser.h"

namespace assetsodbc::sqlengine {
namespace {

bool holdsQuery(const Expression& expression) {
    const auto holds = [](const std::vector<ExpressionPointer>& parts) {
        return std::any_of(parts.begin(), parts.end(),
                           [](const ExpressionPointer& part) { return part != nullptr && holdsQuery(*part); });
    };
    return expression.query != nullptr || expression.kind == ExpressionKind::Unreadable || holds(expression.operands) ||
           holds(expression.conditions);
}

// MIN(x) or MAX(x) of a column and nothing else.
const Expression* extremeCall(const Core& core) {
    const bool isOne = core.items.size() == 1 && core.items.front().expression != nullptr && !core.isDistinct;
    if (!isOne || core.isValues || core.hasGroups) return nullptr;
    const Expression& call = *core.items.front().expression;
    const bool isPlain = call.kind == ExpressionKind::Call && (call.name == "min" || call.name == "max") &&
                         !call.isDistinct && !call.isWindow && call.conditions.empty() && call.operands.size() == 1;
    return isPlain && call.operands.front()->kind == ExpressionKind::Column ? &call : nullptr;
}

// The one table of a query that reads no other, in no subquery either.
const Source* onlyTable(sqlite3* db, const QueryTree& tree) {
    if (tree.cores.size() != 1 || !tree.commonTables.empty()) return nullptr;
    const Core& core = tree.cores.front();
    const auto areFree = [](const std::vector<ExpressionPointer>& expressions) {
        return std::none_of(expressions.begin(), expressions.end(),
                            [](const ExpressionPointer& expression) { return holdsQuery(*expression); });
    };
    const bool itemsAreFree = std::none_of(core.items.begin(), core.items.end(), [](const ResultItem& item) {
        return item.expression != nullptr && holdsQuery(*item.expression);
    });
    if (core.sources.size() != 1 || !itemsAreFree || !areFree(core.conditions) || !areFree(tree.orderBy))
        return nullptr;
    const Source& source = core.sources.front();
    const bool isTable =
        source.query == nullptr && !source.name.empty() && BaseTables(db).viewQuery(source.name) == nullptr;
    return isTable && areFree(tree.limits) ? &source : nullptr;
}

std::string joined(const std::vector<std::string>& name) {
    std::string text;
    for (const std::string& part : name) text += (text.empty() ? "" : ".") + part;
    return text;
}

std::optional<ExtremeValue> extremeValueOf(const QueryTree& tree, const Source& table) {
    const Expression* call = tree.orderBy.empty() ? extremeCall(tree.cores.front()) : nullptr;
    if (call == nullptr) return std::nullopt;
    return ExtremeValue{joined(table.name), call->operands.front()->name, call->name == "max"};
}

}  // namespace

PlanningHints planningHintsOf(sqlite3* db, std::string_view sql) {
    PlanningHints hints;
    const std::unique_ptr<QueryTree> tree = parseQuery(sql);
    const Source* table = tree ? onlyTable(db, *tree) : nullptr;
    if (table == nullptr) return hints;
    // Words in texts and names count, too: they only cost a hint.
    const std::string lower = common::asciiLower(sql);
    const auto says = [&lower](const char* word) { return lower.find(word) != std::string::npos; };
    hints.plainArguments = !says("cast");
    if (!says("having")) hints.extreme = extremeValueOf(*tree, *table);
    return hints;
}

}  // namespace assetsodbc::sqlengine
