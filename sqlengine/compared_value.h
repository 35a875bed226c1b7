// Values of SQLite as they take part in a comparison with a column, so that a table may compare in SQLite's place.
#pragma once

#include <optional>
#include <vector>

#include "schema/table.h"

struct sqlite3_value;

namespace assetsodbc::sqlengine {

enum class Compared {
    Values,    // compare the column with the values
    Never,     // no cell can meet the comparison
    BySqlite,  // a table could not compare, or every cell but NULL meets the comparison
};

struct ComparedValues {
    Compared outcome = Compared::Values;
    std::vector<schema::Value> values;  // also BySqlite: what SQLite compares with
};

// The one value of any comparison but In, IsNull and IsNotNull; `nullSafe`: NULL equals NULL. `asText`: a number beside
// a column of text is compared as its text, which is so unless it comes from a column or a CAST (then SQLite compares
// numbers).
ComparedValues comparedValue(const schema::ColumnSpec& column, schema::Comparison comparison, sqlite3_value* value,
                             bool nullSafe, bool asText);
// The values of In, from the list that sqlite3_vtab_in_first takes.
ComparedValues comparedList(const schema::ColumnSpec& column, sqlite3_value* list);

}  // namespace assetsodbc::sqlengine
