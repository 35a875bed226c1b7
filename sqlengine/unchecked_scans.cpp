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
    PhantomRows(std::uint64_t count, std::vector<std::size_t> notNull) : left_(count), notNull_(std::move(notNull)) {}
    bool next(const common::CallContext&) override {
        if (left_ == 0) return false;
        --left_;
        return true;
    }
    schema::CellView cell(std::size_t column) const override {
        if (std::find(notNull_.begin(), notNull_.end(), column) != notNull_.end()) return std::int64_t{1};
        throw common::Error(common::ErrorKind::Internal, "A column was read of rows that were only counted.");
    }

private:
    std::uint64_t left_;
    std::vector<std::size_t> notNull_;
};

class FirstRow final : public schema::RowStream {
public:
    explicit FirstRow(std::unique_ptr<schema::RowStream> rows) : rows_(std::move(rows)) {}
    bool next(const common::CallContext& context) override {
        if (isRead_) return false;
        isRead_ = true;
        return rows_->next(context);
    }
    schema::CellView cell(std::size_t column) const override { return rows_->cell(column); }

private:
    std::unique_ptr<schema::RowStream> rows_;
    bool isRead_ = false;
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
        if (candidate.column && !program_.onlyAggregates(filter)) return false;
        return std::all_of(candidate.textArguments.begin(), candidate.textArguments.end(), [&](std::size_t argument) {
            return program_.isPlain(at(filter).p3 + kBeforeArguments + static_cast<int>(argument), filter);
        });
    }

    bool readsNoMoreThan(const UncheckedScan& candidate, int cursor) const {
        std::size_t reads = 0;
        for (const auto& read : program_.columnsReadOf(cursor)) {
            if (read.column < 0) return false;
            const auto column = static_cast<std::size_t>(read.column);
            const bool isKnown = !candidate.column && read.isNullCheck && candidate.notNull.count(column) != 0;
            if (!isKnown && candidate.column != column) return false;
            if (!isKnown) ++reads;
        }
        return reads == (candidate.column ? 1 : 0);
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

std::unique_ptr<schema::RowStream> phantomRows(std::uint64_t count,
                                               const std::vector<schema::Constraint>& constraints) {
    std::vector<std::size_t> notNull;
    for (const auto& constraint : constraints) {
        if (constraint.comparison == schema::Comparison::IsNotNull) notNull.push_back(constraint.column);
    }
    return std::make_unique<PhantomRows>(count, std::move(notNull));
}

std::unique_ptr<schema::RowStream> firstRow(std::unique_ptr<schema::RowStream> rows) {
    return std::make_unique<FirstRow>(std::move(rows));
}

}  // namespace assetsodbc::sqlengine
