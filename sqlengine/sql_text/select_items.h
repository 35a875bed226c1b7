// The result columns of every SELECT of a statement that have no alias, so that a column whose text is rewritten can
// keep the user's text as its label. Works on tokens; stateless.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "sqlengine/sql_text/lexer.h"

namespace assetsodbc::sqlengine {

enum class SelectLabels {
    AsWritten,  // a rewritten column without an alias gets its source text as one
    Native,     // none is added: the text is for people
};

// First token of a column to the token after its last.
using SelectItems = std::map<std::size_t, std::size_t>;

// `partner` holds for each ( and { the index of its closing bracket, else -1.
SelectItems itemsWithoutAlias(const std::vector<Token>& tokens, const std::vector<std::size_t>& partner);

}  // namespace assetsodbc::sqlengine
