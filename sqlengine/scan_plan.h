// The plan of one scan of a virtual table, made by xBestIndex when a statement is compiled and read by xFilter whenever
// it runs. It travels as text inside SQLite's own plan (idxStr), so it lives and dies with the statement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.h"

namespace assetsodbc::sqlengine {

// Rows of one page of a site, about: an order is asked of the site for so many at most, and more are sorted here.
constexpr std::uint64_t kLargestOrderedBound = 1000;

struct ScanPlan {
    std::vector<std::size_t> columnsUsed;              // ascending
    std::vector<schema::ConstraintShape> constraints;  // one argument of xFilter each, in this order
    std::vector<bool> nullSafe;              // per constraint (false beyond the end): an Eq from IS, NULL equals NULL
    std::optional<std::size_t> notNull;      // a column whose NULLs are of no use, without an argument: of MIN
    std::optional<schema::OrderTerm> order;  // SQLite does not sort
    bool oneRow = false;                     // only the first row counts; SQLite checks nothing again
    bool counted = false;                    // no column is read; SQLite checks nothing again
    bool plainArguments = false;             // none comes from a column or a CAST: a number beside text is its text
    bool hasLimit = false;                   // then the LIMIT is the next argument,
    bool hasOffset = false;                  // and the OFFSET the one after
    // Columns that the table cannot narrow by, compared with =: one argument each, behind all others. A scan that is
    // repeated finds its rows by them among those that it has read already.
    std::vector<std::size_t> lookups;

    bool isUnchecked() const { return oneRow || counted; }
    bool isNullSafe(std::size_t constraint) const { return constraint < nullSafe.size() && nullSafe[constraint]; }
};

// "u0,3,7;=0;i6;L;O": columns used, constraints (= i < l > g ~ 0 ! and s for IS), n not null, A and D order, 1 one row,
// C counted, T plain arguments, L LIMIT, O OFFSET, j lookups.
std::string encode(const ScanPlan& plan);
// What follows kDescribed in a plan's text is for people and skipped.
constexpr std::string_view kDescribed = " -- ";
// Throws Error{Internal} for anything that encode() does not write.
ScanPlan decodeScanPlan(std::string_view text);

}  // namespace assetsodbc::sqlengine
