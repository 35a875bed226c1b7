// The program that SQLite compiles a statement to (EXPLAIN), as far as it tells how a virtual table is scanned.
#pragma once

#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace assetsodbc::sqlengine {

class Program {
public:
    struct Instruction {
        std::string opcode;
        int p1 = 0, p2 = 0, p3 = 0;
        std::string p4;
    };

    // Empty when the statement cannot be compiled. Runs nothing of it.
    static Program of(sqlite3* db, std::string_view sql);

    const std::vector<Instruction>& instructions() const noexcept { return instructions_; }
    // Whether the instruction may run more than once, as far as the jumps back tell.
    bool isInLoop(int address) const;
    // Where a cursor of a virtual table is opened; -1 when it is not.
    int openingOf(int cursor) const;
    // The addresses of the scans of virtual tables.
    std::vector<int> filters() const;
    struct ColumnRead {
        int column;        // -1 = the rest of the row
        bool isNullCheck;  // nothing is done with it but to see whether it is NULL
    };
    // One for each time that the program names one, in order.
    std::vector<ColumnRead> columnsReadOf(int cursor) const;
    // Whether the rows of a scan are taken by an aggregate function one by one, and nothing keeps any from it.
    bool onlyAggregates(int filter) const;
    // Whether what stands in the register at this address is a parameter, a literal or the result of a function: a
    // value without an affinity of its own.
    bool isPlain(int reg, int address) const;

private:
    bool isPlainAfter(const Instruction& writer, int reg, int depth) const;
    bool isPlain(int reg, int address, int depth) const;

    std::vector<Instruction> instructions_;
};

}  // namespace assetsodbc::sqlengine
