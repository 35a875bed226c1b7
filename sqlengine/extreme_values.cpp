#include "sqlengine/extreme_values.h"

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

bool isTable(sqlite3* db, const Source& source) {
    return source.query == nullptr && !source.name.empty() && BaseTables(db).viewQuery(source.name) == nullptr;
}

std::string joined(const std::vector<std::string>& name) {
    std::string text;
    for (const std::string& part : name) text += (text.empty() ? "" : ".") + part;
    return text;
}

}  // namespace

std::optional<ExtremeValue> extremeValueOf(sqlite3* db, std::string_view sql) {
    const std::string lower = common::asciiLower(sql);
    const auto says = [&lower](const char* word) { return lower.find(word) != std::string::npos; };
    if ((!says("min") && !says("max")) || says("having")) return std::nullopt;
    const std::unique_ptr<QueryTree> tree = parseQuery(sql);
    if (!tree || tree->cores.size() != 1 || !tree->commonTables.empty() || !tree->orderBy.empty()) return std::nullopt;
    const Core& core = tree->cores.front();
    const Expression* call = extremeCall(core);
    if (call == nullptr || core.sources.size() != 1 || !isTable(db, core.sources.front())) return std::nullopt;
    const bool hasQuery = std::any_of(core.conditions.begin(), core.conditions.end(),
                                      [](const ExpressionPointer& condition) { return holdsQuery(*condition); });
    if (hasQuery) return std::nullopt;
    return ExtremeValue{joined(core.sources.front().name), call->operands.front()->name, call->name == "max"};
}

}  // namespace assetsodbc::sqlengine
