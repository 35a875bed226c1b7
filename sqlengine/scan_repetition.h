// Which virtual tables a statement may scan more than once, by the program that SQLite compiled it to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

struct sqlite3;

namespace assetsodbc::sqlengine {

class Program;

class ScanRepetition {
public:
    // Nothing is known: any scan may be repeated.
    ScanRepetition() = default;
    // `sql` as it was compiled. Where that cannot be found out, nothing is known.
    static ScanRepetition of(sqlite3* db, std::string_view sql);
    static ScanRepetition of(const Program& program);

    // `table`: the sqlite3_vtab; `plan`: that of the scan. Of a scan that is not in the program nothing is known.
    bool mayRepeat(const void* table, std::string_view plan) const;
    // The statement scans this table once, and no other.
    bool isOnlyScan(const void* table, std::string_view plan) const {
        return scans_.size() == 1 && !mayRepeat(table, plan);
    }

    // All columns that the statement reads of the table, wherever it scans it: so that those scans may be one.
    const std::set<std::size_t>& columnsOf(const void* table) const;

private:
    static std::uintptr_t addressOf(const void* table) { return reinterpret_cast<std::uintptr_t>(table); }

    std::set<std::pair<std::uintptr_t, std::string>> scans_;  // table and plan
    std::set<std::uintptr_t> repeated_;
    std::map<std::uintptr_t, std::set<std::size_t>> columns_;
};

}  // namespace assetsodbc::sqlengine
