// Cuts the text of an AQL query into tokens.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulator/aql_ast.h"

namespace assetsodbc::simulator {

struct AqlToken {
    enum class Kind { Word, Number, Quoted, Symbol, End };
    Kind kind = Kind::End;
    std::string text;  // of Quoted: without its quotes and escapes
    std::size_t position = 0;
};

// A word is made of letters of any script, digits, '_' and '-'. The last token is End. Throws AqlError for an open
// quote and for a character that begins no token.
std::vector<AqlToken> tokenizeAql(std::string_view text);

}  // namespace assetsodbc::simulator
