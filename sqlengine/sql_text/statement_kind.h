// What a statement does, told from its first words. Stateless.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sqlengine/sql_text/lexer.h"
#include "sqlengine/sql_text/translate.h"

namespace assetsodbc::sqlengine {

struct StatementVerb {
    StatementKind kind = StatementKind::Select;
    std::string verb;    // upper case
    std::string object;  // of CREATE, DROP and ALTER: "TABLE", "VIEW", ...
    std::size_t at = 0;  // the token that holds the verb
};

// Throws Error{SyntaxError} when no statement of SQL starts so. `tokens` is not empty.
StatementVerb statementVerb(std::string_view sql, const std::vector<Token>& tokens);

// What EXPLAIN or EXPLAIN QUERY PLAN is followed by. `sql` starts with one of them.
std::string_view explainedStatement(std::string_view sql);

}  // namespace assetsodbc::sqlengine
