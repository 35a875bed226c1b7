#include "sqlengine/moment_comparisons.h"

#include <exception>
#include <map>

#include "common/date_time.h"
#include "common/error.h"
#include "sqlengine/query_types.h"
#include "sqlengine/sql_text/query_parser.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::SqlType;

bool isOf(const TypeFact& fact, SqlType type) {
    return fact.isKnown() && fact.type.type == type;
}

// Whether the operand may be a moment in a spelling of its own: a literal that is one, a marker, any other text.
bool isFree(const Expression& operand, const TypeFact& fact) {
    if (operand.kind == ExpressionKind::Parameter) return true;
    if (operand.kind == ExpressionKind::Text) return common::parseTimestamp(operand.name).has_value();
    return fact.isKnown() && isText(fact.type.type);
}

// Whether operands are of a type, and whether a column is.
struct Presence {
    bool any = false;
    bool column = false;
};

Presence presenceOf(SqlType type, const std::vector<ExpressionPointer>& operands, const std::vector<TypeFact>& types) {
    Presence presence;
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (!isOf(types[i], type)) continue;
        presence.any = true;
        const bool column = i >= operands.size() || operands[i]->kind == ExpressionKind::Column;
        presence.column = presence.column || column;
    }
    return presence;
}

// Towards timestamps, or, where only a date is a column, towards dates.
bool prefersDays(const Presence& timestamps, const Presence& dates) {
    return dates.any && !timestamps.column && (!timestamps.any || dates.column);
}

// The function that makes an operand comparable; empty when it is already.
std::string_view wrapOf(const Expression& operand, const TypeFact& fact, bool asDays) {
    const bool free = isFree(operand, fact);
    if (asDays) return free || isOf(fact, SqlType::Timestamp) ? "odbc_day" : "";
    if (free || fact.mixesDates) return "odbc_moment";
    return isOf(fact, SqlType::Date) ? "odbc_to_timestamp" : "";
}

// Calls may stand within each other.
std::string wrapped(std::string_view sql, const TextWraps& wraps, const std::map<std::size_t, std::string>& aliases) {
    struct Edit {
        std::string inserted;
        std::size_t replaced = 0;
    };
    std::multimap<std::size_t, Edit> edits;
    for (auto wrap = wraps.rbegin(); wrap != wraps.rend(); ++wrap)
        edits.emplace(wrap->second.end, Edit{wrap->second.after});
    for (const auto& [end, alias] : aliases) edits.emplace(end, Edit{alias});
    for (const auto& [begin, wrap] : wraps) {
        edits.emplace(begin, Edit{wrap.before, wrap.replaces ? wrap.end - begin : 0});
    }
    std::string text;
    std::size_t copied = 0;
    for (const auto& [position, edit] : edits) {
        text.append(sql.substr(copied, position - copied)).append(edit.inserted);
        copied = position + edit.replaced;
    }
    return text.append(sql.substr(copied));
}

// A column without a name keeps its own text as its label.
std::map<std::size_t, std::string> aliasesOf(const QueryTree& tree, std::string_view sql, const TextWraps& wraps) {
    std::map<std::size_t, std::string> aliases;
    for (const ResultItem& item : tree.cores.front().items) {
        const auto inside = wraps.lower_bound(item.begin);
        const bool changes = inside != wraps.end() && inside->first < item.end;
        if (!item.expression || !item.alias.empty() || !changes) continue;
        aliases.emplace(item.end, " AS " + quotedName(std::string(sql.substr(item.begin, item.end - item.begin))));
    }
    return aliases;
}

}  // namespace

std::string alignMoments(sqlite3* db, std::string_view sql) {
    std::string aligned(sql), refusal;
    try {
        const std::unique_ptr<QueryTree> tree = parseQuery(sql);
        if (!tree) return aligned;
        const Alignment alignment = QueryTypes(db).alignmentOf(*tree);
        refusal = alignment.refusal;
        aligned = wrapped(sql, alignment.wraps, aliasesOf(*tree, sql, alignment.wraps));
    } catch (const std::exception&) {  // SQLite will say what is wrong with the statement
        return std::string(sql);
    }
    if (!refusal.empty()) throw common::Error(common::ErrorKind::SyntaxError, refusal);
    return aligned;
}

bool isMomentWrap(std::string_view function) {
    return function == "odbc_moment" || function == "odbc_day" || function == "odbc_decimal_text";
}

void QueryTypes::noteMoments(const Expression& comparison, const std::vector<TypeFact>& types) {
    const auto& operands = comparison.operands;
    const bool chained = !comparison.name.empty() && operands.size() > 2;  // a < b < c
    const Presence timestamps = presenceOf(SqlType::Timestamp, operands, types);
    const Presence dates = presenceOf(SqlType::Date, operands, types);
    if (chained || (!timestamps.any && !dates.any)) return;
    const bool inQuery = types.size() > operands.size();  // what a query gives stays as it is
    const bool asDays = inQuery ? isOf(types.back(), SqlType::Date) : prefersDays(timestamps, dates);
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const std::string_view function = wrapOf(*operands[i], types[i], asDays);
        const Expression& operand = *operands[i];
        if (!function.empty() && operand.end > operand.begin) {
            alignment_.wraps[operand.begin] = {operand.end, std::string(function) + "(", ")"};
        }
    }
}

}  // namespace assetsodbc::sqlengine
