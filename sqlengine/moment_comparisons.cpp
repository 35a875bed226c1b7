#include "sqlengine/moment_comparisons.h"

#include <exception>
#include <map>

#include "common/date_time.h"
#include "sqlengine/query_types.h"
#include "sqlengine/sql_text/query_parser.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::SqlType;

bool isOf(const TypeFact& fact, SqlType type) {
    return fact.isKnown() && fact.type.type == type;
}

bool isMomentText(const Expression& operand) {
    return operand.kind == ExpressionKind::Text && common::parseTimestamp(operand.name).has_value();
}

// Calls may stand within each other.
std::string wrapped(std::string_view sql, const MomentWraps& wraps) {
    std::multimap<std::size_t, std::string> insertions;
    for (const auto& [begin, wrap] : wraps) insertions.emplace(wrap.end, ")");
    for (const auto& [begin, wrap] : wraps) insertions.emplace(begin, std::string(wrap.function) + "(");
    std::string text;
    std::size_t copied = 0;
    for (const auto& [position, inserted] : insertions) {
        text.append(sql.substr(copied, position - copied)).append(inserted);
        copied = position;
    }
    return text.append(sql.substr(copied));
}

}  // namespace

std::string alignMoments(sqlite3* db, std::string_view sql) {
    std::string aligned(sql);
    try {
        const std::unique_ptr<QueryTree> tree = parseQuery(sql);
        if (!tree) return aligned;
        const MomentWraps wraps = QueryTypes(db).momentWrapsOf(*tree);
        aligned = wrapped(sql, wraps);
    } catch (const std::exception&) {  // SQLite will say what is wrong with the statement
        return std::string(sql);
    }
    return aligned;
}

bool isMomentWrap(std::string_view function) {
    return function == "odbc_moment" || function == "odbc_day";
}

// Towards timestamps, or, where only a date is a column, towards dates.
void QueryTypes::noteMoments(const Expression& comparison, const std::vector<TypeFact>& types) {
    const auto& operands = comparison.operands;
    const bool chained = !comparison.name.empty() && operands.size() > 2;  // a < b < c
    if (chained) return;
    const auto any = [&](SqlType type, bool columnsOnly) {
        for (std::size_t i = 0; i < types.size(); ++i) {
            const bool column = i >= operands.size() || operands[i]->kind == ExpressionKind::Column;
            if (isOf(types[i], type) && (column || !columnsOnly)) return true;
        }
        return false;
    };
    const bool timestamps = any(SqlType::Timestamp, false), dates = any(SqlType::Date, false);
    if (!timestamps && !dates) return;
    const bool inQuery = types.size() > operands.size();  // what a query gives stays as it is
    const bool asDays = inQuery ? isOf(types.back(), SqlType::Date)
                                : dates && !any(SqlType::Timestamp, true) && (!timestamps || any(SqlType::Date, true));
    for (std::size_t i = 0; i < operands.size(); ++i) {
        const Expression& operand = *operands[i];
        const bool free = operand.kind == ExpressionKind::Parameter || isMomentText(operand);
        std::string_view function;
        if (asDays && (free || isOf(types[i], SqlType::Timestamp))) function = "odbc_day";
        if (!asDays && free) function = "odbc_moment";
        if (!asDays && isOf(types[i], SqlType::Date)) function = "odbc_to_timestamp";
        if (!function.empty() && operand.end > operand.begin) wraps_[operand.begin] = {operand.end, function};
    }
}

}  // namespace assetsodbc::sqlengine
