// Which calls of the API a table makes when it is read, and which it will make when it is written: what an account or
// token must be allowed.
#pragma once

#include <string_view>
#include <vector>

#include "assets/operations.h"

namespace assetsodbc::schema {

struct TableOperations {
    std::string_view table;  // "Assets.Objects"
    std::vector<assets::Operation> reads;
    std::vector<assets::Operation> atTimes = {};  // also, for some conditions or columns
    std::vector<assets::Operation> writes = {};
};

// Every table that makes calls. The tables of object types, and what lists them, are one entry; so is what finds the
// workspace before any other call.
const std::vector<TableOperations>& tableOperations();

enum class Access { Read, Write };

// The scopes of Cloud that a table needs, in the order of assets::allScopes(), without offline_access; a table that is
// written is read, too. The name may lack its schema and is compared without regard to case; one that is no fixed table
// is taken for an object type's. Finding the workspace is included.
std::vector<const assets::Scope*> scopesOfTable(std::string_view table, Access access);
// Whether one of the table's calls needs the scope.
bool needs(const TableOperations& table, const assets::Scope& scope);

}  // namespace assetsodbc::schema
