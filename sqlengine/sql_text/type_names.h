// The names of SQL types in CAST and CONVERT, ODBC's, ANSI's and Transact-SQL's, and the function that converts to
// each.
#pragma once

#include <string_view>

namespace assetsodbc::sqlengine {

enum class TypeParameters {
    None,       // those given are of no consequence: INT(11)
    Length,     // VARCHAR(n): longer text is cut there
    Decimal,    // DECIMAL(p, s)
    Precision,  // TIMESTAMP(p)
};

struct CastType {
    std::string_view words;     // upper case, single blanks
    std::string_view function;  // empty: SQLite's own CAST is right
    TypeParameters parameters = TypeParameters::None;
};

// Ignores ASCII case, and the SQL_ of ODBC's type names. nullptr when there is no such type.
const CastType* findCastType(std::string_view words);

}  // namespace assetsodbc::sqlengine
