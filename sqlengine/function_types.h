// The result types of functions: SQLite's own, aggregates and window functions, and those of ODBC.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sqlengine/type_fact.h"

namespace assetsodbc::sqlengine {

// One argument of a call.
struct ArgumentFact {
    TypeFact fact;
    std::optional<std::int64_t> literal;  // of an integer literal, e.g. the 3 of LEFT(x, 3)
};

// `name` in lower case. Unknown for a function that is not in the table.
TypeFact typeOfCall(std::string_view name, const std::vector<ArgumentFact>& arguments);

// Whether a call without OVER makes one row of many. `name` in lower case.
bool isAggregate(std::string_view name, std::size_t argumentCount);

}  // namespace assetsodbc::sqlengine
