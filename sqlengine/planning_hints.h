// What is known of a statement while it is compiled, beyond what SQLite tells xBestIndex, and what xBestIndex tells of
// its scans. One per compilation; SQLite compiles a statement again by itself without any, so that whatever is done by
// a hint must be right without it, only slower.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "sqlengine/call_scope.h"

struct sqlite3;

namespace assetsodbc::sqlengine {

// The statement is SELECT MIN(column) or MAX(column) FROM table [WHERE …], and nothing else is read. One row of the
// site answers it, where the site sorts by the column. SQLite stops such a query at the first row of an order, but asks
// for that order as it asks for those of GROUP BY and DISTINCT, and of MIN not at all; the statement's text tells it
// apart.
struct ExtremeValue {
    std::string table;  // as TableSpec names it, with or without its schema and a dot
    std::string column;
    bool greatest = false;
};

// A scan that could do without SQLite's checks if nothing but what is said here is read of its rows.
struct UncheckedScan {
    std::set<std::size_t> textArguments;  // those of its arguments that are compared with columns of text
    std::set<std::size_t> notNull;        // columns of which SQLite may still ask whether they are NULL: they are not
    std::optional<std::size_t> column;    // the one that is read, once per row
};

struct PlanningHints {
    std::optional<ExtremeValue> extreme;
    bool plainArguments = false;  // nothing is compared with a CAST or a column of another table
    bool describes = false;       // the statement is an EXPLAIN: scans are described for people

    std::map<std::string, UncheckedScan> candidates;  // by their plans, encoded: noted by xBestIndex
    std::set<std::string> unchecked;                  // those to be compiled so (unchecked_scans.h)
};

// What the text of a statement tells. `sql` is what SQLite compiles, or would accept. Prepares statements, runs none.
PlanningHints planningHintsOf(sqlite3* db, std::string_view sql);

class PlanningScope {
public:
    PlanningScope(CallState& state, PlanningHints& hints) noexcept : state_(state), previous_(state.planning_) {
        state.planning_ = &hints;
    }
    ~PlanningScope() { state_.planning_ = previous_; }
    PlanningScope(const PlanningScope&) = delete;
    PlanningScope& operator=(const PlanningScope&) = delete;

private:
    CallState& state_;
    PlanningHints* previous_;
};

}  // namespace assetsodbc::sqlengine
