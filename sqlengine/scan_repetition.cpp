#include "sqlengine/scan_repetition.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <vector>

#include "common/error.h"
#include "sqlengine/program.h"
#include "sqlengine/scan_plan.h"

namespace assetsodbc::sqlengine {
namespace {

using Instruction = Program::Instruction;

// From the first to the last instruction.
struct Range {
    std::size_t first, last;
};

bool jumpsBack(const Instruction& instruction, std::size_t address) {
    constexpr std::string_view kJumps[] = {"Next",         "Prev",  "VNext",      "SorterNext", "Goto",
                                           "DecrJumpZero", "IfPos", "IfNotZero",  "If",         "IfNot",
                                           "RowSetRead",   "Yield", "RowSetTest", "IfNullRow"};
    const bool isJump = std::find(std::begin(kJumps), std::end(kJumps), instruction.opcode) != std::end(kJumps);
    return isJump && instruction.p2 > 0 && static_cast<std::size_t>(instruction.p2) <= address;
}

// Loops; and subroutines, which may be called from any loop.
std::vector<Range> repeatedParts(const std::vector<Instruction>& program) {
    std::vector<Range> parts;
    // The program starts at its end, with what is done once, and jumps from there to its begin.
    const auto end = static_cast<std::size_t>(program.front().p2);
    for (std::size_t i = 0; i < end && i < program.size(); ++i) {
        const Instruction& instruction = program[i];
        if (jumpsBack(instruction, i)) parts.push_back({static_cast<std::size_t>(instruction.p2), i});
        if (instruction.opcode != "Gosub") continue;
        const auto first = static_cast<std::size_t>(instruction.p2);
        std::size_t last = first;
        while (last + 1 < program.size() && !(program[last].opcode == "Return" && program[last].p1 == instruction.p1)) {
            ++last;
        }
        parts.push_back({first, last});
    }
    return parts;
}

// "vtab:55D3C0" is how SQLite writes the address of a sqlite3_vtab; 0 for everything else.
std::uintptr_t tableOf(const std::string& text) {
    constexpr std::string_view kPrefix = "vtab:";
    if (text.compare(0, kPrefix.size(), kPrefix) != 0) return 0;
    constexpr int kHexadecimal = 16;
    return std::strtoull(text.c_str() + kPrefix.size(), nullptr, kHexadecimal);
}

// Tables of SQLite's own, such as json_each, plan otherwise.
std::vector<std::size_t> columnsRead(const std::string& plan) {
    try {
        return decodeScanPlan(plan).columnsUsed;
    } catch (const common::Error&) {
        return {};
    }
}

// The plan as it is when the statement is compiled without what was found out about it (planning_hints.h): that only
// changes how the scan is answered.
std::string plainPlan(std::string_view text) {
    try {
        ScanPlan plan = decodeScanPlan(text);
        if (plan.oneRow) plan.order.reset();
        plan.oneRow = plan.counted = plan.plainArguments = false;
        plan.notNull.reset();
        return encode(plan);
    } catch (const common::Error&) {
        return std::string(text);  // of SQLite's own tables
    }
}

}  // namespace

bool ScanRepetition::mayRepeat(const void* table, std::string_view plan) const {
    return repeated_.count(addressOf(table)) != 0 || scans_.count({addressOf(table), plainPlan(plan)}) == 0;
}

ScanRepetition ScanRepetition::of(sqlite3* db, std::string_view sql) {
    return of(Program::of(db, sql));
}

ScanRepetition ScanRepetition::of(const Program& program) {
    const auto& instructions = program.instructions();
    ScanRepetition result;
    if (instructions.empty() || instructions.front().opcode != "Init") return result;
    const std::vector<Range> parts = repeatedParts(instructions);
    std::map<int, std::uintptr_t> tables;  // by cursor
    std::set<std::uintptr_t> scanned;
    for (std::size_t i = 0; i < instructions.size(); ++i) {
        if (instructions[i].opcode == "VOpen") tables[instructions[i].p1] = tableOf(instructions[i].p4);
        if (instructions[i].opcode != "VFilter") continue;
        const std::uintptr_t table = tables[instructions[i].p1];
        if (table == 0) return ScanRepetition();
        result.scans_.emplace(table, plainPlan(instructions[i].p4));
        for (const std::size_t column : columnsRead(instructions[i].p4)) result.columns_[table].insert(column);
        const bool isInLoop = std::any_of(parts.begin(), parts.end(),
                                          [&](const Range& part) { return part.first <= i && i <= part.last; });
        if (!scanned.insert(table).second || isInLoop) result.repeated_.insert(table);
    }
    return result;
}

const std::set<std::size_t>& ScanRepetition::columnsOf(const void* table) const {
    static const std::set<std::size_t> kNone;
    const auto found = columns_.find(addressOf(table));
    return found == columns_.end() ? kNone : found->second;
}

}  // namespace assetsodbc::sqlengine
