#include "sqlengine/program.h"

#include <algorithm>
#include <initializer_list>

#include "sqlengine/sqlite_handles.h"

namespace assetsodbc::sqlengine {
namespace {

constexpr int kDeepestCopies = 8;

std::string textOf(sqlite3_stmt* statement, int column) {
    const unsigned char* text = sqlite3_column_text(statement, column);
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

bool isOneOf(const std::string& opcode, std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), opcode) != names.end();
}

// Those that lead back to the begin of a loop; of others the second operand is a register.
bool jumps(const std::string& opcode) {
    return isOneOf(opcode, {"Goto",  "Gosub", "Next",      "Prev",         "VNext", "SorterNext", "Jump",      "If",
                            "IfNot", "IfPos", "IfNotZero", "DecrJumpZero", "Eq",    "Ne",         "Lt",        "Le",
                            "Gt",    "Ge",    "IsNull",    "NotNull",      "Found", "NotFound",   "RowSetRead"});
}

// Whether the instruction puts a value into the register.
bool writes(const Program::Instruction& instruction, int reg) {
    const std::string& opcode = instruction.opcode;
    if (isOneOf(opcode, {"Copy"})) return reg >= instruction.p2 && reg <= instruction.p2 + instruction.p3;
    if (isOneOf(opcode, {"Variable", "Integer", "Int64", "Real", "String8", "String", "SCopy", "VInitIn"})) {
        return instruction.p2 == reg;
    }
    if (opcode == "Null") return reg >= instruction.p2 && reg <= std::max(instruction.p2, instruction.p3);
    if (opcode == "Cast") return instruction.p1 == reg;
    return instruction.p3 == reg && isOneOf(opcode, {"Function", "PureFunc", "Column", "VColumn", "Add", "Subtract",
                                                     "Multiply", "Divide", "Remainder", "Concat"});
}

}  // namespace

Program Program::of(sqlite3* db, std::string_view sql) {
    Program program;
    const std::string explain = "EXPLAIN " + std::string(sql);
    sqlite3_stmt* prepared = nullptr;
    sqlite3_prepare_v2(db, explain.data(), static_cast<int>(explain.size()), &prepared, nullptr);
    const StatementHandle statement(prepared);
    if (!statement) return program;
    int code = sqlite3_step(statement.get());
    for (; code == SQLITE_ROW; code = sqlite3_step(statement.get())) {
        program.instructions_.push_back({textOf(statement.get(), 1), sqlite3_column_int(statement.get(), 2),
                                         sqlite3_column_int(statement.get(), 3), sqlite3_column_int(statement.get(), 4),
                                         textOf(statement.get(), 5)});
    }
    if (code != SQLITE_DONE) program.instructions_.clear();
    return program;
}

// The program starts at its end, with what is done once, and jumps from there to its begin.
bool Program::isInLoop(int address) const {
    const int end = instructions_.empty() ? 0 : instructions_.front().p2;
    for (int from = address; from < end; ++from) {
        const Instruction& instruction = instructions_[static_cast<std::size_t>(from)];
        if (jumps(instruction.opcode) && instruction.p2 > 0 && instruction.p2 <= address) return true;
    }
    return false;
}

int Program::openingOf(int cursor) const {
    const auto found = std::find_if(instructions_.begin(), instructions_.end(), [&](const Instruction& instruction) {
        return instruction.opcode == "VOpen" && instruction.p1 == cursor;
    });
    return found == instructions_.end() ? -1 : static_cast<int>(found - instructions_.begin());
}

std::vector<int> Program::filters() const {
    std::vector<int> addresses;
    for (std::size_t i = 0; i < instructions_.size(); ++i) {
        if (instructions_[i].opcode == "VFilter") addresses.push_back(static_cast<int>(i));
    }
    return addresses;
}

std::vector<Program::ColumnRead> Program::columnsReadOf(int cursor) const {
    std::vector<ColumnRead> columns;
    for (std::size_t i = 0; i < instructions_.size(); ++i) {
        const Instruction& instruction = instructions_[i];
        if (instruction.p1 != cursor) continue;
        const bool isChecked = i + 1 < instructions_.size() && instructions_[i + 1].opcode == "IsNull" &&
                               instructions_[i + 1].p1 == instruction.p3;
        if (instruction.opcode == "VColumn") columns.push_back({instruction.p2, isChecked});
        if (isOneOf(instruction.opcode, {"Rowid", "Column", "VRowid"})) columns.push_back({-1, false});
    }
    return columns;
}

bool Program::onlyAggregates(int filter) const {
    const int cursor = instructions_[static_cast<std::size_t>(filter)].p1;
    for (std::size_t i = static_cast<std::size_t>(filter) + 1; i < instructions_.size(); ++i) {
        const Instruction& instruction = instructions_[i];
        if (instruction.opcode == "VNext") return instruction.p1 == cursor;
        if (!isOneOf(instruction.opcode, {"VColumn", "CollSeq", "AggStep", "Goto"})) return false;
    }
    return false;
}

bool Program::isPlain(int reg, int address) const {
    return isPlain(reg, address, 0);
}

// The last one before the address wrote it; or, what is done once, one behind it.
bool Program::isPlain(int reg, int address, int depth) const {
    if (depth > kDeepestCopies) return false;
    for (int i = address - 1; i >= 0; --i) {
        const Instruction& writer = instructions_[static_cast<std::size_t>(i)];
        if (writes(writer, reg)) return isPlainAfter(writer, reg, depth);
    }
    for (std::size_t i = static_cast<std::size_t>(address); i < instructions_.size(); ++i) {
        if (writes(instructions_[i], reg)) return isPlainAfter(instructions_[i], reg, depth);
    }
    return false;
}

bool Program::isPlainAfter(const Instruction& writer, int reg, int depth) const {
    if (isOneOf(writer.opcode, {"Column", "VColumn", "Cast"})) return false;
    if (!isOneOf(writer.opcode, {"Copy", "SCopy"})) return true;
    const int source = writer.p1 + (reg - writer.p2);
    const auto at = static_cast<int>(&writer - instructions_.data());
    return isPlain(source, at, depth + 1);
}

}  // namespace assetsodbc::sqlengine
