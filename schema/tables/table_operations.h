// Which calls of the API a table may make when it is read: what an account or token must be allowed.
#pragma once

#include <string_view>
#include <vector>

#include "assets/operations.h"

namespace assetsodbc::schema {

struct TableOperations {
    std::string_view table;  // "Assets.Objects"
    std::vector<assets::Operation> operations;
};

// Every table that makes calls; the tables of object types, and what lists them, are one entry.
const std::vector<TableOperations>& tableOperations();

}  // namespace assetsodbc::schema
