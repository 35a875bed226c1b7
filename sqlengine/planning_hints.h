// What is known of a statement while it is compiled, beyond what SQLite tells xBestIndex, and what xBestIndex tells of
// its scans. One per compilation; SQLite compiles a statement again by itself without any, so that whatever is done by
// a hint must be right without it, only slower.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "sqlengine/call_scope.h"

namespace assetsodbc::sqlengine {

// The statement is SELECT MIN(column) or MAX(column) FROM table and nothing else scans that table (extreme_values.h).
struct ExtremeValue {
    std::string table;  // as TableSpec names it, with or without its schema and a dot
    std::string column;
    bool greatest = false;
};

struct PlanningHints {
    std::optional<ExtremeValue> extreme;
    bool describes = false;  // the statement is an EXPLAIN: scans are described for people

    // Plans (encoded) of scans that a count could answer if nothing reads their columns, noted by xBestIndex; with
    // those of their arguments that are compared with columns of text.
    std::map<std::string, std::set<std::size_t>> countable;
    // Those of them that are to be counted (counted_scans.h).
    std::set<std::string> counted;
};

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
