#include "sqlengine/scan_offers.h"

#include <sqlite3.h>

#include <algorithm>
#include <iterator>

#include "common/error.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using schema::Push;

[[noreturn]] void refuseInput(const schema::TableSpec& spec, const schema::ColumnSpec& column) {
    throw common::Error(common::ErrorKind::Unsupported,
                        "The column " + column.name + " of " + spec.name +
                            " is an input: compare it with = or IN (...), as in WHERE " + column.name + " = '...'.");
}

struct Operator {
    unsigned char op;
    Comparison comparison;
    Push push;
};
constexpr Operator kOperators[] = {
    {SQLITE_INDEX_CONSTRAINT_EQ, Comparison::Eq, Push::Eq},
    {SQLITE_INDEX_CONSTRAINT_IS, Comparison::Eq, Push::Eq},
    {SQLITE_INDEX_CONSTRAINT_LT, Comparison::Less, Push::Range},
    {SQLITE_INDEX_CONSTRAINT_LE, Comparison::LessOrEqual, Push::Range},
    {SQLITE_INDEX_CONSTRAINT_GT, Comparison::Greater, Push::Range},
    {SQLITE_INDEX_CONSTRAINT_GE, Comparison::GreaterOrEqual, Push::Range},
    {SQLITE_INDEX_CONSTRAINT_LIKE, Comparison::Like, Push::Like},
    {SQLITE_INDEX_CONSTRAINT_ISNULL, Comparison::IsNull, Push::Null},
    {SQLITE_INDEX_CONSTRAINT_ISNOTNULL, Comparison::IsNotNull, Push::Null},
};

const Operator* operatorOf(unsigned char op) {
    const auto* found = std::find_if(std::begin(kOperators), std::end(kOperators),
                                     [&](const Operator& candidate) { return candidate.op == op; });
    return found == std::end(kOperators) ? nullptr : found;
}

// Numbers compare the same under every collation, and NULLs and patterns know none; text that is compared otherwise
// than byte by byte is SQLite's.
bool comparesAsTableDoes(const schema::ColumnSpec& column, Comparison comparison, sqlite3_index_info& info,
                         int position) {
    switch (comparison) {
        case Comparison::Like:
            return !isOfNumbers(column);
        case Comparison::IsNull:
        case Comparison::IsNotNull:
            return true;
        default: {
            const char* collation = sqlite3_vtab_collation(&info, position);
            return isOfNumbers(column) || collation == nullptr || sqlite3_stricmp(collation, "BINARY") == 0;
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
        const Operator* op = operatorOf(constraint.op);
        if (column.hidden) {
            if (constraint.op != SQLITE_INDEX_CONSTRAINT_EQ) refuseInput(spec_, column);
            if (!constraint.usable) offers_.missesInput = true;
        } else if (!pushdown_ || op == nullptr || !comparesAsTableDoes(column, op->comparison, info_, position)) {
            return false;
        }
        return constraint.usable && offerShape(column, *op, position);
    }

    bool offerShape(const schema::ColumnSpec& column, const Operator& op, int position) {
        const auto index = static_cast<std::size_t>(info_.aConstraint[position].iColumn);
        const bool isList = sqlite3_vtab_in(&info_, position, -1) != 0;
        if (isList && has(column.push, Push::In)) {
            offers_.shapes.push_back({index, Comparison::In});
        } else if (has(column.push, op.push)) {
            offers_.shapes.push_back({index, op.comparison});  // a list: SQLite scans once per value
        } else {
            return false;
        }
        offers_.positions.push_back(position);
        offers_.nullSafe.push_back(op.op == SQLITE_INDEX_CONSTRAINT_IS);
        return true;
    }

    const schema::TableSpec& spec_;
    bool pushdown_;
    sqlite3_index_info& info_;
    Offers offers_;
};

}  // namespace

Offers offersOf(const schema::TableSpec& spec, bool pushdown, sqlite3_index_info& info) {
    return Offering(spec, pushdown, info).collect();
}

bool isLimitOrOffset(unsigned char op) {
    return op == SQLITE_INDEX_CONSTRAINT_LIMIT || op == SQLITE_INDEX_CONSTRAINT_OFFSET;
}

bool isOfNumbers(const schema::ColumnSpec& column) {
    switch (column.type.type) {
        case schema::SqlType::BigInt:
        case schema::SqlType::Integer:
        case schema::SqlType::SmallInt:
        case schema::SqlType::Bit:
        case schema::SqlType::Double:
            return true;
        default:
            return false;
    }
}

}  // namespace assetsodbc::sqlengine
