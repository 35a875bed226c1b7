#include "sqlengine/unchecked_scans.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "sqlengine/planning_hints.h"
#include "sqlengine/program.h"
#include "sqlengine/scan_plan.h"

namespace assetsodbc::sqlengine {
namespace {

class PhantomRows final : public schema::RowStream {
public:
    explicit PhantomRows(std::uint64_t count) : left_(count) {}
    bool next(const common::CallContext&) override {
        if (left_ == 0) return false;
        --left_;
        return true;
    }
    schema::CellView cell(std::size_t) const override {
        throw common::Error(common::ErrorKind::Internal, "A column was read of rows that were only counted.");
    }

private:
    std::uint64_t left_;
};

class Choice {
public:
    Choice(const Program& program, const PlanningHints& hints) : program_(program), hints_(hints) {}

    // Those of the candidates that only occur where they may go unchecked.
    std::set<std::string> plans() const {
        std::set<std::string> chosen, refused;
        for (const int filter : program_.filters()) {
            const std::string plan = planOf(filter);
            if (hints_.candidates.count(plan) != 0) (mayGoUnchecked(filter) ? chosen : refused).insert(plan);
        }
        for (const std::string& plan : refused) chosen.erase(plan);
        return chosen;
    }

private:
    const Program::Instruction& at(int address) const {
        return program_.instructions()[static_cast<std::size_t>(address)];
    }
    std::string planOf(int filter) const { return at(filter).p4.substr(0, at(filter).p4.find(kDescribed)); }

    bool mayGoUnchecked(int filter) const {
        constexpr int kBeforeArguments = 2;  // registers: the number of the plan, and how many arguments there are
        const UncheckedScan& candidate = hints_.candidates.at(planOf(filter));
        if (!readsNoMoreThan(candidate, at(filter).p1) || repeats(filter) || isReadElsewhere(filter)) return false;
        return std::all_of(candidate.textArguments.begin(), candidate.textArguments.end(), [&](std::size_t argument) {
            return program_.isPlain(at(filter).p3 + kBeforeArguments + static_cast<int>(argument), filter);
        });
    }

    bool readsNoMoreThan(const UncheckedScan& candidate, int cursor) const {
        std::vector<int> expected;
        if (candidate.column) expected.push_back(static_cast<int>(*candidate.column));
        return program_.columnsReadOf(cursor) == expected;
    }

    // With other values each time, or forgotten in between.
    bool repeats(int filter) const {
        if (!program_.isInLoop(filter)) return false;
        const int opening = program_.openingOf(at(filter).p1);
        return !decodeScanPlan(planOf(filter)).constraints.empty() || opening < 0 || program_.isInLoop(opening);
    }

    // One reading serves all scans of a statement with the same conditions.
    bool isReadElsewhere(int filter) const {
        const auto& filters = program_.filters();
        return std::any_of(filters.begin(), filters.end(), [&](int other) {
            return hints_.candidates.count(planOf(other)) == 0 && tableOf(other) == tableOf(filter) &&
                   conditionsOf(other) == conditionsOf(filter);
        });
    }

    std::string tableOf(int filter) const {
        const int opening = program_.openingOf(at(filter).p1);
        return opening < 0 ? std::string() : at(opening).p4;
    }

    std::vector<std::pair<std::size_t, schema::Comparison>> conditionsOf(int filter) const {
        std::vector<std::pair<std::size_t, schema::Comparison>> conditions;
        if (tableOf(filter).empty()) return conditions;
        for (const auto& shape : decodeScanPlan(planOf(filter)).constraints) {
            conditions.emplace_back(shape.column, shape.comparison);
        }
        return conditions;
    }

    const Program& program_;
    const PlanningHints& hints_;
};

}  // namespace

bool chooseUnchecked(sqlite3* db, std::string_view sql, PlanningHints& hints) {
    for (const auto& candidate : hints.candidates) hints.unchecked.insert(candidate.first);
    std::set<std::string> chosen = Choice(Program::of(db, sql), hints).plans();
    const bool areAll = chosen == hints.unchecked;
    hints.unchecked = std::move(chosen);
    // With some of the conditions checked again, the others must still do without columns.
    if (!areAll && !hints.unchecked.empty() && Choice(Program::of(db, sql), hints).plans() != hints.unchecked) {
        hints.unchecked.clear();
    }
    return !hints.unchecked.empty();
}

std::unique_ptr<schema::RowStream> phantomRows(std::uint64_t count) {
    return std::make_unique<PhantomRows>(count);
}

}  // namespace assetsodbc::sqlengine
