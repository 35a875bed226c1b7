// ODBC SQL to SQLite's dialect: escape sequences ({fn}, {d}, {t}, {ts}, {oj}, {escape}, {guid}), TOP n and FETCH FIRST,
// and the spellings of ANSI SQL and Transact-SQL that SQLite cannot parse (LEFT(, EXTRACT(x FROM y), CAST(x AS DATE) …;
// docs/sql.md lists them). Everything else, text inside strings, comments and quoted names included, comes out byte for
// byte as it went in.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "sqlengine/sql_text/select_items.h"

namespace assetsodbc::sqlengine {

enum class StatementKind {
    Select,   // SELECT, VALUES, WITH … SELECT
    Explain,  // EXPLAIN …: read-only whatever follows
    Insert,   // and REPLACE
    Update,
    Delete,  // and TRUNCATE TABLE, which becomes one
    Create,
    Drop,
    Alter,
    Begin,     // and START TRANSACTION
    Commit,    // and END
    Rollback,  // and ROLLBACK TO
    Savepoint,
    Release,
    Call,   // a procedure; there are none
    Other,  // every other statement: see verb
};

struct TranslatedSql {
    std::string sql;
    StatementKind kind = StatementKind::Select;
    std::string verb;  // "SELECT", "INSERT", "PRAGMA": upper case, for messages
    std::string
        object;  // of CREATE, DROP and ALTER: "TABLE", "VIEW", "INDEX", "TRIGGER", ...; empty when there is none
    std::size_t parameterCount = 0;
};

// Throws Error{SyntaxError} (empty text, a broken escape sequence, an impossible date, a named parameter, …) and
// Error{Unsupported} (a second statement: see splitStatements; {interval}, TOP … PERCENT). Names the position and the
// cure. What a statement may do is for the caller to decide by its kind.
TranslatedSql translate(std::string_view odbcSql, SelectLabels labels = SelectLabels::AsWritten);

}  // namespace assetsodbc::sqlengine
