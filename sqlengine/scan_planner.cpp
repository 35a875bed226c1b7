#include "sqlengine/scan_planner.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "common/error.h"
#include "sqlengine/scan_plan.h"
#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

// One request is worth so many rows.
constexpr double kRequestCost = 1000;

struct Offers {
    std::vector<schema::ConstraintShape> shapes;
    std::vector<int> positions;     // of each shape in info.aConstraint
    int limit = -1, offset = -1;    // positions, when usable
    bool everythingOffered = true;  // but for LIMIT and OFFSET
    bool missesInput = false;       // an input column's value is not known at this place of a join
};

bool isLimitOrOffset(unsigned char op) {
    return op == SQLITE_INDEX_CONSTRAINT_LIMIT || op == SQLITE_INDEX_CONSTRAINT_OFFSET;
}

[[noreturn]] void refuseInput(const schema::TableSpec& spec, const schema::ColumnSpec& column) {
    throw common::Error(common::ErrorKind::Unsupported, "The column " + column.name + " of " + spec.name +
                                                            " is an input: compare it with = or IN (…), as in WHERE " +
                                                            column.name + " = '…'.");
}

// An integer compares the same under every collation; text that is compared otherwise than byte by byte is SQLite's.
bool comparesAsTableDoes(const schema::ColumnSpec& column, sqlite3_index_info& info, int position) {
    switch (column.type.type) {
        case schema::SqlType::BigInt:
        case schema::SqlType::Integer:
        case schema::SqlType::SmallInt:
        case schema::SqlType::Bit:
            return true;
        default: {
            const char* collation = sqlite3_vtab_collation(&info, position);
            return collation == nullptr || sqlite3_stricmp(collation, "BINARY") == 0;
        }
    }
}

class Offering {
public:
    Offering(const schema::TableSpec& spec, bool pushdown, sqlite3_index_info& info)
        : spec_(spec), pushdown_(pushdown), info_(info) {}

    Offers collect() {
        for (int i = 0; i < info_.nConstraint; ++i) add(i);
        return std::move(offers_);
    }

private:
    void add(int position) {
        const auto& constraint = info_.aConstraint[position];
        if (isLimitOrOffset(constraint.op)) {
            if (!constraint.usable)
                offers_.everythingOffered = false;
            else
                (constraint.op == SQLITE_INDEX_CONSTRAINT_LIMIT ? offers_.limit : offers_.offset) = position;
            return;
        }
        if (!offer(position)) offers_.everythingOffered = false;
    }

    bool offer(int position) {
        const auto& constraint = info_.aConstraint[position];
        if (constraint.iColumn < 0) return false;
        const auto& column = spec_.columns[static_cast<std::size_t>(constraint.iColumn)];
        const bool equality = constraint.op == SQLITE_INDEX_CONSTRAINT_EQ;
        if (column.hidden) {
            if (!equality) refuseInput(spec_, column);
            if (!constraint.usable) offers_.missesInput = true;
        } else if (!pushdown_ || !comparesAsTableDoes(column, info_, position)) {
            return false;
        }
        return constraint.usable && equality && offerShape(column, position);
    }

    bool offerShape(const schema::ColumnSpec& column, int position) {
        const auto index = static_cast<std::size_t>(info_.aConstraint[position].iColumn);
        const bool isList = sqlite3_vtab_in(&info_, position, -1) != 0;
        if (isList && has(column.push, schema::Push::In)) {
            offers_.shapes.push_back({index, schema::Comparison::In});
        } else if (has(column.push, schema::Push::Eq)) {
            offers_.shapes.push_back({index, schema::Comparison::Eq});  // a list: SQLite scans once per value
        } else {
            return false;
        }
        offers_.positions.push_back(position);
        return true;
    }

    const schema::TableSpec& spec_;
    bool pushdown_;
    sqlite3_index_info& info_;
    Offers offers_;
};

// Bit 63 of colUsed stands for every column from the 64th on.
std::vector<std::size_t> columnsUsed(const schema::TableSpec& spec, sqlite3_uint64 mask) {
    std::vector<std::size_t> used;
    for (std::size_t i = 0; i < spec.columns.size(); ++i) {
        const bool read = ((mask >> std::min<std::size_t>(i, 63)) & 1U) != 0;
        const bool isKey = std::any_of(spec.primaryKey.begin(), spec.primaryKey.end(),
                                       [&](const std::string& name) { return spec.columnIndex(name) == i; });
        if (read || isKey) used.push_back(i);
    }
    return used;
}

class Planning {
public:
    Planning(const Offers& offers, const schema::ScanEstimate& estimate, sqlite3_index_info& info)
        : offers_(offers), estimate_(estimate), info_(info) {}

    ScanPlan plan() {
        ScanPlan plan;
        for (std::size_t i = 0; i < offers_.shapes.size(); ++i) {
            if (!estimate_.taken[i]) continue;
            pass(offers_.positions[i]);
            if (offers_.shapes[i].comparison == schema::Comparison::In)
                sqlite3_vtab_in(&info_, offers_.positions[i], 1);
            plan.constraints.push_back(offers_.shapes[i]);
        }
        if (mayBound()) {
            pass(offers_.limit);
            plan.hasLimit = true;
            if (offers_.offset >= 0) pass(offers_.offset);
            plan.hasOffset = offers_.offset >= 0;
        }
        return plan;
    }

private:
    // Never `omit`: SQLite checks every row again, counts and skips by itself, so that an answer of the site that is
    // too wide costs rows, not truth.
    void pass(int position) { info_.aConstraintUsage[position].argvIndex = ++arguments_; }

    // A scan may learn how many rows the statement reads at most only if nothing drops or reorders rows above it.
    bool mayBound() const {
        if (offers_.limit < 0 || !offers_.everythingOffered || info_.nOrderBy > 0) return false;
        for (std::size_t i = 0; i < offers_.shapes.size(); ++i) {
            if (!estimate_.taken[i] || !estimate_.exact[i]) return false;
            if (!isWholeList(i)) return false;
        }
        return true;
    }

    // Not a list that SQLite feeds value by value, one scan each.
    bool isWholeList(std::size_t i) const {
        return offers_.shapes[i].comparison == schema::Comparison::In ||
               sqlite3_vtab_in(&info_, offers_.positions[i], -1) == 0;
    }

    const Offers& offers_;
    const schema::ScanEstimate& estimate_;
    sqlite3_index_info& info_;
    int arguments_ = 0;
};

void tellCost(const schema::ScanEstimate& estimate, sqlite3_index_info& info) {
    info.estimatedCost = kRequestCost * estimate.requests + estimate.rows;
    info.estimatedRows = std::max<sqlite3_int64>(1, static_cast<sqlite3_int64>(estimate.rows));
    if (estimate.uniqueRow) info.idxFlags |= SQLITE_INDEX_SCAN_UNIQUE;
}

}  // namespace

int planScan(const schema::Table& table, bool pushdown, sqlite3_index_info& info) {
    const Offers offers = Offering(table.spec(), pushdown, info).collect();
    if (offers.missesInput) return SQLITE_CONSTRAINT;
    const schema::ScanEstimate estimate = table.estimate(offers.shapes);
    ScanPlan plan = Planning(offers, estimate, info).plan();
    plan.columnsUsed = columnsUsed(table.spec(), info.colUsed);
    SqliteText text(sqlite3_mprintf("%s", encode(plan).c_str()));
    if (!text) throw std::bad_alloc();
    info.idxStr = text.release();
    info.needToFreeIdxStr = 1;
    tellCost(estimate, info);
    return SQLITE_OK;
}

}  // namespace assetsodbc::sqlengine
