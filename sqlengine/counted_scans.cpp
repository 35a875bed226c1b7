#include "sqlengine/counted_scans.h"

#include <algorithm>

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

bool mayCount(const Program& program, int address, const std::set<std::size_t>& textArguments) {
    constexpr int kBeforeArguments = 2;  // registers: the number of the plan, and how many arguments there are
    const Program::Instruction& filter = program.instructions()[static_cast<std::size_t>(address)];
    if (program.readsColumnsOf(filter.p1)) return false;
    if (program.isInLoop(address)) {
        const int opening = program.openingOf(filter.p1);
        const bool isSame = decodeScanPlan(filter.p4).constraints.empty();
        if (!isSame || opening < 0 || program.isInLoop(opening)) return false;
    }
    return std::all_of(textArguments.begin(), textArguments.end(), [&](std::size_t argument) {
        return program.isPlain(filter.p3 + kBeforeArguments + static_cast<int>(argument), address);
    });
}

// Those of the candidates that only occur where they may be counted.
std::set<std::string> countedIn(const Program& program, const PlanningHints& hints) {
    std::set<std::string> counted, refused;
    const auto& instructions = program.instructions();
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        if (instructions[i].opcode != "VFilter") continue;
        const std::string plan = instructions[i].p4.substr(0, instructions[i].p4.find(kDescribed));
        const auto candidate = hints.countable.find(plan);
        if (candidate == hints.countable.end()) continue;
        const bool may = mayCount(program, static_cast<int>(i), candidate->second);
        (may ? counted : refused).insert(plan);
    }
    for (const std::string& plan : refused) counted.erase(plan);
    return counted;
}

}  // namespace

bool chooseCounted(sqlite3* db, std::string_view sql, PlanningHints& hints) {
    for (const auto& candidate : hints.countable) hints.counted.insert(candidate.first);
    std::set<std::string> counted = countedIn(Program::of(db, sql), hints);
    const bool areAll = counted == hints.counted;
    hints.counted = std::move(counted);
    // With some of the conditions checked again, the others must still do without columns.
    if (!areAll && !hints.counted.empty() && countedIn(Program::of(db, sql), hints) != hints.counted)
        hints.counted.clear();
    return !hints.counted.empty();
}

std::unique_ptr<schema::RowStream> phantomRows(std::uint64_t count) {
    return std::make_unique<PhantomRows>(count);
}

}  // namespace assetsodbc::sqlengine
