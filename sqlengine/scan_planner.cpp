#include "sqlengine/scan_planner.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <optional>
#include <set>

#include "common/unicode.h"
#include "sqlengine/join_planning.h"
#include "sqlengine/planning_hints.h"
#include "sqlengine/scan_offers.h"
#include "sqlengine/scan_plan.h"
#include "sqlengine/sqlite_handles.h"
#include "sqlengine/virtual_table.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using schema::Push;

// One request is worth so many rows.
constexpr double kRequestCost = 1000;

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

bool isNullSafe(const Offers& offers) {
    return std::find(offers.nullSafe.begin(), offers.nullSafe.end(), true) != offers.nullSafe.end();
}

// `name` as the statement has it; of a table of the site perhaps with a number behind it.
bool isNamed(std::string_view name, const schema::TableSpec& spec) {
    const std::string qualified = spec.schemaName + '.' + spec.name;
    if (name.substr(0, kSiteTablePrefix.size()) == kSiteTablePrefix)
        return common::equalIgnoringAsciiCase(name.substr(kSiteTablePrefix.size(), qualified.size()), qualified);
    return common::equalIgnoringAsciiCase(name, spec.name) || common::equalIgnoringAsciiCase(name, qualified);
}

// Whether all columns that are read are compared, too, or perhaps none is really read, as in EXISTS (SELECT * …). Bit
// 63 tells too little to say no.
bool mayReadNothing(const schema::TableSpec& spec, const Offers& offers, sqlite3_uint64 mask) {
    const std::size_t count = spec.columns.size();
    const sqlite3_uint64 all = count >= 64 ? ~sqlite3_uint64{0} : (sqlite3_uint64{1} << count) - 1;
    if ((mask & all) == all) return true;
    for (const auto& shape : offers.shapes) mask &= ~(sqlite3_uint64{1} << std::min<std::size_t>(shape.column, 63));
    return mask == 0;
}

// LIMIT + OFFSET where both are written as numbers.
std::optional<sqlite3_int64> knownBound(const Offers& offers, sqlite3_index_info& info) {
    sqlite3_int64 bound = 0;
    for (const int position : {offers.limit, offers.offset}) {
        sqlite3_value* value = nullptr;
        if (position < 0) continue;
        if (sqlite3_vtab_rhs_value(&info, position, &value) != SQLITE_OK || value == nullptr) return std::nullopt;
        bound += std::min<sqlite3_int64>(sqlite3_value_int64(value), kLargestOrderedBound + 1);
    }
    return bound;
}

class Planning {
public:
    Planning(const schema::Table& table, bool pushdown, PlanningHints* hints, const Offers& offers,
             const schema::ScanEstimate& estimate, sqlite3_index_info& info)
        : table_(table),
          pushdown_(pushdown),
          hints_(pushdown ? hints : nullptr),
          offers_(offers),
          estimate_(estimate),
          info_(info) {}

    ScanPlan plan() {
        plan_.columnsUsed = columnsUsed(table_.spec(), info_.colUsed);
        plan_.plainArguments = hints_ != nullptr && hints_->plainArguments;
        passConstraints();
        if (mayOrder()) takeOrder({orderColumn(), info_.aOrderBy[0].desc != 0});
        if (hints_ != nullptr && hints_->extreme) findExtreme(*hints_->extreme);
        if (mayBound()) passLimit();
        if (mayCount()) countIfAllowed();
        return std::move(plan_);
    }

private:
    int pass(int position) {
        info_.aConstraintUsage[position].argvIndex = ++arguments_;
        return position;
    }

    void passConstraints() {
        for (std::size_t i = 0; i < offers_.shapes.size(); ++i) {
            if (!estimate_.taken[i]) continue;
            passed_.push_back(pass(offers_.positions[i]));
            if (offers_.shapes[i].comparison == Comparison::In) sqlite3_vtab_in(&info_, offers_.positions[i], 1);
            plan_.constraints.push_back(offers_.shapes[i]);
            plan_.nullSafe.push_back(offers_.nullSafe[i]);
        }
    }

    void takeOrder(schema::OrderTerm order) {
        plan_.order = order;
        info_.orderByConsumed = 1;
    }

    // SQLite stops at the first row of an order that ends with the NULLs. For MIN it asks for one that no table has,
    // and tells nothing of it; that the NULLs are left out says as much.
    void findExtreme(const ExtremeValue& extreme) {
        const schema::TableSpec& spec = table_.spec();
        const auto column = spec.columnIndex(extreme.column);
        if (!isNamed(extreme.table, spec) || !column || spec.columns[*column].hidden) return;
        if (!table_.canOrderBy(*column) || !isExact() || isNullSafe(offers_) || offers_.limit >= 0) return;
        const bool isAsked = info_.nOrderBy == 1 && info_.aOrderBy[0].iColumn == static_cast<int>(*column) &&
                             (info_.aOrderBy[0].desc != 0) == extreme.greatest;
        const bool skipsNulls = !extreme.greatest && info_.nOrderBy == 0;
        if (skipsNulls ? !canSkipNulls(*column) : !isAsked) return;
        ScanPlan extremePlan = plan_;
        if (skipsNulls) extremePlan.notNull = *column;
        extremePlan.oneRow = true;
        extremePlan.order = schema::OrderTerm{*column, extreme.greatest};
        if (mayGoUnchecked(extremePlan, *column)) takeOrder(*extremePlan.order);
    }

    bool canSkipNulls(std::size_t column) const {
        if (!has(table_.spec().columns[column].push, Push::Null)) return false;
        std::vector<schema::ConstraintShape> shapes = offers_.shapes;
        shapes.push_back({column, Comparison::IsNotNull});
        const schema::ScanEstimate estimate = table_.estimate(shapes);
        const auto all = [](const std::vector<bool>& flags) {
            return std::find(flags.begin(), flags.end(), false) == flags.end();
        };
        return all(estimate.taken) && all(estimate.exact);
    }

    void passLimit() {
        pass(offers_.limit);
        plan_.hasLimit = true;
        if (offers_.offset >= 0) pass(offers_.offset);
        plan_.hasOffset = offers_.offset >= 0;
    }

    // Nothing drops many rows above the scan or puts them in another order.
    bool mayBound() const {
        if (offers_.limit < 0 || !offers_.everythingOffered) return false;
        if (info_.nOrderBy > 0 && !plan_.order) return false;
        for (std::size_t i = 0; i < offers_.shapes.size(); ++i) {
            const bool isEquality =
                offers_.shapes[i].comparison == Comparison::Eq || offers_.shapes[i].comparison == Comparison::In;
            if (!estimate_.taken[i] || !(estimate_.exact[i] || isEquality) || !isWholeList(i)) return false;
        }
        return true;
    }

    // ORDER BY is also what SQLite makes of DISTINCT, GROUP BY, MIN and MAX; those come without LIMIT.
    bool mayOrder() const {
        if (!pushdown_ || offers_.limit < 0 || info_.nOrderBy != 1 || sqlite3_vtab_distinct(&info_) != 0) return false;
        if (info_.aOrderBy[0].iColumn < 0 || !table_.canOrderBy(orderColumn()) || !isExact()) return false;
        // Of LIMIT ? the bound is not known; SQLite sorts then, which keeps no more rows than it must.
        const auto bound = knownBound(offers_, info_);
        return bound && *bound <= static_cast<sqlite3_int64>(kLargestOrderedBound);
    }

    bool mayCount() const {
        if (hints_ == nullptr || !table_.canCount() || info_.nOrderBy > 0 || plan_.order) return false;
        return isExact() && !isNullSafe(offers_) && mayReadNothing(table_.spec(), offers_, info_.colUsed);
    }

    void countIfAllowed() {
        ScanPlan countedPlan = plan_;
        countedPlan.counted = true;
        mayGoUnchecked(countedPlan, std::nullopt);
    }

    // Notes the plan, and makes it the plan where it is known that nothing else than the column is read.
    bool mayGoUnchecked(const ScanPlan& plan, std::optional<std::size_t> column) {
        const std::string text = encode(plan);
        UncheckedScan& candidate = hints_->candidates[text];
        candidate.column = column;
        for (std::size_t i = 0; i < plan.constraints.size(); ++i) {
            const bool isText = !isOfNumbers(table_.spec().columns[plan.constraints[i].column]);
            if (isText && !plan.plainArguments) candidate.textArguments.insert(i);
            const auto& shape = plan.constraints[i];
            if (shape.comparison == Comparison::IsNotNull) candidate.notNull.insert(shape.column);
        }
        if (hints_->unchecked.count(text) == 0) return false;
        plan_ = plan;
        for (const int position : passed_) info_.aConstraintUsage[position].omit = 1;
        return true;
    }

    // Every row of the scan is one that the statement wants.
    bool isExact() const {
        if (!offers_.everythingOffered) return false;
        for (std::size_t i = 0; i < offers_.shapes.size(); ++i) {
            if (!estimate_.taken[i] || !estimate_.exact[i] || !isWholeList(i)) return false;
        }
        return true;
    }

    // Not a list that SQLite feeds value by value, one scan each.
    bool isWholeList(std::size_t i) const {
        return offers_.shapes[i].comparison == Comparison::In || sqlite3_vtab_in(&info_, offers_.positions[i], -1) == 0;
    }

    std::size_t orderColumn() const { return static_cast<std::size_t>(info_.aOrderBy[0].iColumn); }

    const schema::Table& table_;
    bool pushdown_;
    PlanningHints* hints_;
    const Offers& offers_;
    const schema::ScanEstimate& estimate_;
    sqlite3_index_info& info_;
    ScanPlan plan_;
    std::vector<int> passed_;  // positions of the constraints that are arguments
    int arguments_ = 0;
};

void tellCost(const schema::ScanEstimate& estimate, const Offers& offers, sqlite3_index_info& info) {
    info.estimatedCost = kRequestCost * estimate.requests + estimate.rows;
    info.estimatedRows = std::max<sqlite3_int64>(1, static_cast<sqlite3_int64>(estimate.rows));
    // Of a unique column many rows may be NULL.
    if (estimate.uniqueRow && !isNullSafe(offers)) info.idxFlags |= SQLITE_INDEX_SCAN_UNIQUE;
}

std::string conditionsChecked(const schema::Table& table, const Offers& offers, const schema::ScanEstimate& estimate,
                              const sqlite3_index_info& info) {
    std::string columns;
    std::set<int> named;
    for (int i = 0; i < info.nConstraint; ++i) {
        const auto& constraint = info.aConstraint[i];
        if (isLimitOrOffset(constraint.op) || constraint.iColumn < 0) continue;
        const auto offered = std::find(offers.positions.begin(), offers.positions.end(), i);
        const auto shape = static_cast<std::size_t>(offered - offers.positions.begin());
        if (offered != offers.positions.end() && estimate.taken[shape] && estimate.exact[shape]) continue;
        if (!named.insert(constraint.iColumn).second) continue;
        columns +=
            (columns.empty() ? "" : ", ") + table.spec().columns[static_cast<std::size_t>(constraint.iColumn)].name;
    }
    return columns;
}

// For people: what the site is asked, and what SQLite does itself.
std::string description(const schema::Table& table, const ScanPlan& plan, const std::string& checked) {
    std::string text = table.describeScan(plan.constraints);
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (plan.counted) add("counted");
    if (plan.order) {
        add("in the order of " + table.spec().columns[plan.order->column].name +
            (plan.order->descending ? " DESC" : ""));
    }
    if (plan.oneRow) add("first row only");
    if (plan.hasLimit) add("up to LIMIT");
    if (!checked.empty()) add("checked again: " + checked);
    return text.empty() ? text : std::string(kDescribed) + text;
}

}  // namespace

int planScan(const schema::Table& table, bool pushdown, PlanningHints* hints, sqlite3_index_info& info) {
    const Offers offers = offersOf(table.spec(), pushdown, info);
    if (offers.missesInput) return SQLITE_CONSTRAINT;
    const schema::ScanEstimate estimate = table.estimate(offers.shapes);
    ScanPlan plan = Planning(table, pushdown, hints, offers, estimate, info).plan();
    planLookups(table.spec(), plan, info);
    std::string encoded = encode(plan);
    if (hints != nullptr && hints->describes) {
        encoded += description(table, plan, conditionsChecked(table, offers, estimate, info));
    }
    SqliteText text(sqlite3_mprintf("%s", encoded.c_str()));
    if (!text) throw std::bad_alloc();
    info.idxStr = text.release();
    info.needToFreeIdxStr = 1;
    tellCost(estimate, offers, info);
    tellLookupCost(table.spec(), plan, info);
    return SQLITE_OK;
}

}  // namespace assetsodbc::sqlengine
