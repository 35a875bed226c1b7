// Text as a terminal shows it: how many columns it takes, and what keeps a value from moving the cursor.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace assetsodbc::installer {

// Columns of a terminal that the UTF-8 text takes: two for East Asian wide characters and emoji, none for combining
// marks.
std::size_t displayWidth(std::string_view utf8);
// On one line and harmless: line breaks, tabs and control characters as \n, \t, \x1b.
std::string displayText(std::string_view utf8);

}  // namespace assetsodbc::installer
