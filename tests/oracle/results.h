// Rows as either side found them, and whether they are the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/model_tables.h"

namespace assetsodbc::oracle {

using ResultRow = std::vector<Cell>;

struct Result {
    std::optional<std::string> error;
    std::vector<ResultRow> rows;
};

// What must agree.
struct Comparison {
    bool inOrder = false;      // row by row; else as multisets
    std::size_t sortKeys = 0;  // so many columns in front must come in the same sequence
    bool isPart = false;       // any rows of `all` will do, as many of them as expected
};

// What differs, in words; nothing when the results agree. `all` is what a query with a limit finds without it.
std::optional<std::string> difference(const Result& expected, const Result& all, const Result& got,
                                      const Comparison& comparison);

// The first rows, one a line.
std::string shortened(const Result& result);

}  // namespace assetsodbc::oracle
