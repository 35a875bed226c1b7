#include "sqlengine/join_site.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <unordered_set>

#include "common/error.h"
#include "sqlengine/join_key.h"
#include "sqlengine/lookup_scan.h"
#include "sqlengine/row_order.h"

namespace assetsodbc::sqlengine {
namespace {

using schema::Comparison;
using schema::Constraint;

constexpr std::size_t kMostKeys = 200;  // of one request
// Rows of an outer table in which other keys are looked for, at most.
constexpr std::size_t kMostUpcoming = 2000;

bool isEquality(const Constraint& constraint) {
    return constraint.comparison == Comparison::Eq && constraint.values.size() == 1;
}

std::string textOfRequest(const schema::Table& table, const schema::ScanRequest& request) {
    const auto* address = &table;
    std::string text(reinterpret_cast<const char*>(&address), sizeof address);
    for (const bool isUsed : request.columnsUsed) text += isUsed ? '1' : '0';
    if (request.rowBound) text += '<' + std::to_string(*request.rowBound);
    if (request.order) text += (request.order->descending ? 'D' : 'A') + std::to_string(request.order->column);
    return text + ';' + textOf(request.constraints);
}

}  // namespace

std::vector<std::size_t> JoinSite::Lookup::columns() const {
    std::vector<std::size_t> columns;
    for (const Constraint& constraint : compared) columns.push_back(constraint.column);
    return columns;
}

std::vector<schema::Value> JoinSite::Lookup::values() const {
    std::vector<schema::Value> values;
    for (const Constraint& constraint : compared) values.push_back(constraint.values.front());
    return values;
}

std::unique_ptr<schema::RowStream> JoinSite::scan(const schema::ScanRequest& wanted,
                                                  const std::vector<Constraint>& lookups, bool isExact,
                                                  const common::CallContext& context) {
    schema::ScanRequest request = wanted;
    request.columnsUsed = columnsUsed_;
    if (isExact) return replay(rowsUnder(request).load(context));
    for (const Constraint& constraint : request.constraints) learn(constraint);
    const Lookup lookup = takeApart(request, lookups);
    if (lookup.compared.empty()) return scanWithoutKey(lookup, request, context);
    std::unique_ptr<schema::RowStream> rows = lookUp(lookup, request, context);
    if (request.order) rows = sortedRows(std::move(rows), *request.order, request.columnsUsed);
    return rows;
}

std::unique_ptr<schema::RowStream> JoinSite::replay(const std::shared_ptr<IndexedScan>& rows) {
    return std::make_unique<ReplayedScan>(memory_.open, *this, rows->scan());
}

// ---- by which values the scans differ

bool JoinSite::isInput(const Constraint& constraint) const {
    return table_.spec().columns[constraint.column].hidden;
}

JoinSite::Habit& JoinSite::habitOf(const Constraint& constraint) {
    return habits_[{constraint.column, constraint.comparison}];
}

void JoinSite::learn(const Constraint& constraint) {
    Habit& habit = habitOf(constraint);
    if (habit.varies) return;
    std::string text;
    for (const auto& value : constraint.values) text += textOf(value);
    const bool isFirst = habit.last.empty();
    if (!isFirst && text != habit.last) habit.varies = true;
    habit.last = std::move(text);
    if (habit.varies || !isEquality(constraint) || isInput(constraint)) return;
    if (!isFirst && habit.sources.empty()) return;
    // A value that stays while the cell changes does not come from there.
    std::vector<Source> sources;
    for (const Current& current : matches(constraint)) {
        const Source source{&current.scan->site(), current.column};
        const bool isKnown = std::find(habit.sources.begin(), habit.sources.end(), source) != habit.sources.end();
        if (isFirst || isKnown) sources.push_back(source);
    }
    habit.sources = std::move(sources);
}

bool JoinSite::seemsToVary(const Constraint& constraint) {
    const Habit& habit = habitOf(constraint);
    return !isInput(constraint) && (habit.varies || !habit.sources.empty());
}

double JoinSite::rowsPerValue(std::size_t column) {
    const auto [found, isNew] = rowsPerValue_.emplace(column, 0);
    if (isNew) found->second = table_.estimate({{column, Comparison::Eq}}).rows;
    return found->second;
}

// Of the equalities that vary, the one that the fewest rows meet.
const Constraint* JoinSite::keyOf(const schema::ScanRequest& request) {
    const Constraint* key = nullptr;
    double fewest = std::numeric_limits<double>::infinity();
    for (const Constraint& constraint : request.constraints) {
        if (!isEquality(constraint) || !seemsToVary(constraint)) continue;
        const double rows = rowsPerValue(constraint.column);
        if (rows >= fewest) continue;
        fewest = rows;
        key = &constraint;
    }
    return key;
}

JoinSite::Lookup JoinSite::takeApart(const schema::ScanRequest& request, const std::vector<Constraint>& lookups) {
    Lookup lookup;
    const Constraint* const key = keyOf(request);
    if (key != nullptr) {
        lookup.compared.push_back(*key);
        lookup.isAsked = true;
    }
    for (const Constraint& constraint : request.constraints) {
        if (&constraint == key) continue;
        if (!seemsToVary(constraint)) {
            lookup.kept.push_back(constraint);
        } else if (isEquality(constraint)) {
            lookup.compared.push_back(constraint);
        } else {
            lookup.isWider = true;
        }
    }
    lookup.compared.insert(lookup.compared.end(), lookups.begin(), lookups.end());
    return lookup;
}

// ---- rows

JoinRows& JoinSite::rowsUnder(const schema::ScanRequest& request) {
    std::string text = textOfRequest(table_, request);
    const auto found = memory_.groups.find(text);
    if (found != memory_.groups.end()) return *found->second;
    memory_.rows.countOther(text.size() + sizeof(JoinRows));
    auto rows = std::make_unique<JoinRows>(memory_.rows, table_, request);
    return *memory_.groups.emplace(std::move(text), std::move(rows)).first->second;
}

// Scans that differ by more than equalities, such as ranges: one by one, until all rows would have cost no more.
std::unique_ptr<schema::RowStream> JoinSite::scanWithoutKey(const Lookup& lookup, const schema::ScanRequest& request,
                                                            const common::CallContext& context) {
    if (lookup.isWider && !request.order) {
        schema::ScanRequest wider = request;
        wider.constraints = lookup.kept;
        wider.rowBound.reset();
        JoinRows& all = rowsUnder(wider);
        if (all.all() != nullptr || spentWithoutKey_ >= all.cost()) return replay(all.load(context));
    }
    JoinRows& rows = rowsUnder(request);
    if (rows.all() == nullptr) spentWithoutKey_ += std::max(1.0, rows.cost());
    return replay(rows.load(context));
}

std::unique_ptr<schema::RowStream> JoinSite::lookUp(const Lookup& lookup, const schema::ScanRequest& request,
                                                    const common::CallContext& context) {
    schema::ScanRequest kept;
    kept.columnsUsed = request.columnsUsed;
    kept.constraints = lookup.kept;
    JoinRows& rows = rowsUnder(kept);
    LookupTarget target;
    target.rows = &rows;
    target.columns = lookup.columns();
    target.values = lookup.values();
    target.isAsked = lookup.isAsked;
    if (lookup.isAsked) {
        LookupColumn& column = rows.by(lookup.compared.front().column);
        ++column.lookups;
        target.isUnique = column.isUnique;
    }
    auto found = lookup.isAsked ? fetch(rows, lookup, context) : rows.load(context);
    return std::make_unique<LookupScan>(memory_.open, *this, std::move(target), std::move(found));
}

// The outer table of a self join, say, is read already, but perhaps not to its end.
bool JoinSite::hasRowOf(JoinRows& rows, const Lookup& lookup) {
    if (rows.all() == nullptr || lookup.compared.size() > 1) return false;
    const Constraint& by = lookup.compared.front();
    return rows.by(by.column).isUnique && rows.all()->by({by.column}).firstKnown(by.values.front());
}

std::shared_ptr<IndexedScan> JoinSite::fetch(JoinRows& rows, const Lookup& lookup, const common::CallContext& context) {
    const Constraint& by = lookup.compared.front();
    LookupColumn& column = rows.by(by.column);
    const auto known = column.asked.find(textOf(by.values.front()));
    if (known != column.asked.end()) return known->second;  // the same rows each time
    if (rows.isLoaded() || hasRowOf(rows, lookup)) return rows.all();
    const auto source = sourceOf(by);
    const auto values = valuesToAsk(rows, by, source ? &*source : nullptr);
    if (rows.shouldLoad(by.column, source.has_value())) return rows.load(context);
    try {
        return rows.ask(by.column, values, context);
    } catch (const common::Error& error) {
        if (values.size() == 1 || !mayBeOfOneValue(error)) throw;
        return rows.ask(by.column, {by.values.front()}, context);
    }
}

std::vector<schema::Value> JoinSite::valuesToAsk(JoinRows& rows, const Constraint& by, const Current* source) const {
    std::vector<schema::Value> values = {by.values.front()};
    LookupColumn& column = rows.by(by.column);
    if (source == nullptr || !column.takesLists) return values;
    std::unordered_set<std::string> seen = {textOf(values.front())};
    for (const auto& cell : source->scan->upcoming(source->column, kMostUpcoming)) {
        auto value = keyFor(table_.spec().columns[by.column], schema::viewOf(cell));
        if (!value || column.asked.count(textOf(*value)) != 0 || !seen.insert(textOf(*value)).second) continue;
        values.push_back(std::move(*value));
        if (values.size() == kMostKeys) break;
    }
    return values;
}

// ---- where values come from

std::optional<JoinSite::Current> JoinSite::sourceOf(const Constraint& by) {
    const auto found = matches(by);
    if (found.empty()) return std::nullopt;
    Habit& habit = habitOf(by);
    std::vector<Source> sources;
    std::optional<Current> best;
    for (const Current& current : found) {
        const Source source{&current.scan->site(), current.column};
        if (std::find(habit.sources.begin(), habit.sources.end(), source) == habit.sources.end()) continue;
        sources.push_back(source);
        if (!best) best = current;
    }
    if (!best) {
        best = found.front();
        for (const Current& current : found) sources.push_back({&current.scan->site(), current.column});
    }
    habit.sources = std::move(sources);
    return best;
}

// The innermost first.
std::vector<JoinSite::Current> JoinSite::matches(const Constraint& by, const OpenScan* within) const {
    std::vector<Current> found;
    const schema::ColumnSpec& column = table_.spec().columns[by.column];
    const auto& scans = memory_.open.all();
    auto scan = scans.rbegin();
    if (within != nullptr) scan = std::make_reverse_iterator(std::find(scans.begin(), scans.end(), within));
    for (; scan != scans.rend(); ++scan) {
        if (!(*scan)->hasRow()) continue;
        const JoinSite& site = (*scan)->site();
        for (std::size_t i = 0; i < site.columnsUsed_.size(); ++i) {
            if (!site.columnsUsed_[i]) continue;
            try {
                const auto value = keyFor(column, (*scan)->cell(i));
                if (value && areEqual(schema::viewOf(*value), schema::viewOf(by.values.front()))) {
                    found.push_back({*scan, i});
                }
            } catch (const common::Error&) {
                continue;  // matters only to who reads it
            }
        }
    }
    return found;
}

std::vector<schema::Value> JoinSite::upcomingKeys(const OpenScan& asking, std::size_t column,
                                                  const schema::Value& value, std::size_t most) const {
    const auto found = matches({column, Comparison::Eq, {value}}, &asking);
    if (found.empty()) return {};
    return found.front().scan->upcoming(found.front().column, most);
}

}  // namespace assetsodbc::sqlengine
