// Upper and lower case of single code points, by Unicode's simple case mapping: the same in every locale, and never
// more than one code point for one (so "ß" has no upper case).
#pragma once

#include <cstdint>

namespace assetsodbc::sqlengine {

char32_t toUpperCase(char32_t codePoint);
char32_t toLowerCase(char32_t codePoint);

}  // namespace assetsodbc::sqlengine
