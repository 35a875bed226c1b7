#include "sqlengine/join_planning.h"

#include <algorithm>

#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

// Of the rows of a table, about so many share the value of a column.
constexpr double kRowsPerValue = 1.0 / 25;
// Of what it costs to read the rows, so much is told to SQLite for one lookup: it knows no cost that is paid once.
constexpr double kShareOfReading = 0.5;

bool isNumber(const schema::TypeSpec& type) {
    switch (type.type) {
        case schema::SqlType::Bit:
        case schema::SqlType::SmallInt:
        case schema::SqlType::Integer:
        case schema::SqlType::BigInt:
        case schema::SqlType::Double:
            return true;
        default:
            return false;
    }
}

// Bytes compare with nothing but bytes, which a scan is never asked for; decimals may be text that means a number.
bool canBeFound(const schema::TypeSpec& type) {
    return type.type != schema::SqlType::Decimal && type.type != schema::SqlType::Varbinary &&
           type.type != schema::SqlType::LongVarbinary;
}

bool isLookup(const schema::TableSpec& spec, sqlite3_index_info& info, int position) {
    const auto& constraint = info.aConstraint[position];
    if (constraint.usable == 0 || constraint.op != SQLITE_INDEX_CONSTRAINT_EQ || constraint.iColumn < 0) return false;
    if (info.aConstraintUsage[position].argvIndex != 0) return false;
    const schema::ColumnSpec& column = spec.columns[static_cast<std::size_t>(constraint.iColumn)];
    if (column.hidden || !canBeFound(column.type)) return false;
    // Of a list SQLite would make one scan per value.
    if (sqlite3_vtab_in(&info, position, -1) != 0) return false;
    const char* const collation = sqlite3_vtab_collation(&info, position);
    return isNumber(column.type) || collation == nullptr || sqlite3_stricmp(collation, "BINARY") == 0;
}

bool hasWholeKey(const schema::TableSpec& spec, const ScanPlan& plan) {
    return std::all_of(spec.primaryKey.begin(), spec.primaryKey.end(), [&](const std::string& name) {
        const auto column = spec.columnIndex(name);
        return column && std::find(plan.lookups.begin(), plan.lookups.end(), *column) != plan.lookups.end();
    });
}

}  // namespace

void planLookups(const schema::TableSpec& spec, ScanPlan& plan, sqlite3_index_info& info) {
    int arguments = 0;
    for (int i = 0; i < info.nConstraint; ++i) {
        arguments = std::max(arguments, info.aConstraintUsage[i].argvIndex);
    }
    for (int i = 0; i < info.nConstraint; ++i) {
        if (!isLookup(spec, info, i)) continue;
        info.aConstraintUsage[i].argvIndex = ++arguments;
        plan.lookups.push_back(static_cast<std::size_t>(info.aConstraint[i].iColumn));
    }
}

void tellLookupCost(const schema::TableSpec& spec, const ScanPlan& plan, sqlite3_index_info& info) {
    if (plan.lookups.empty()) return;
    const auto all = static_cast<double>(info.estimatedRows);
    const double rows = hasWholeKey(spec, plan) ? 1 : std::max(1.0, all * kRowsPerValue);
    info.estimatedCost = (info.estimatedCost - all) * kShareOfReading + rows;
    info.estimatedRows = static_cast<sqlite3_int64>(rows);
}

}  // namespace assetsodbc::sqlengine
