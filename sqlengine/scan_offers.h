// The constraints that SQLite has for a scan, as a table may be offered them.
#pragma once

#include <vector>

#include "schema/table.h"

struct sqlite3_index_info;

namespace assetsodbc::sqlengine {

struct Offers {
    std::vector<schema::ConstraintShape> shapes;
    std::vector<int> positions;     // of each shape in info.aConstraint
    std::vector<bool> nullSafe;     // from IS: NULL equals NULL
    int limit = -1, offset = -1;    // positions, when usable
    bool everythingOffered = true;  // but for LIMIT and OFFSET
    bool missesInput = false;       // an input column's value is not known at this place of a join
};

// Throws Error{Unsupported} for comparisons of an input column that cannot be answered. Without pushdown only input
// columns are offered.
Offers offersOf(const schema::TableSpec& spec, bool pushdown, sqlite3_index_info& info);

bool isLimitOrOffset(unsigned char op);
// Whether its cells compare as numbers, the same under every collation.
bool isOfNumbers(const schema::ColumnSpec& column);

}  // namespace assetsodbc::sqlengine
