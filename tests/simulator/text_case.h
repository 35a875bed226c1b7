// Comparing UTF-8 text without regard to case: simple case folding of Latin, Greek, Cyrillic and Armenian letters. Text
// that is not valid UTF-8 is compared byte by byte.
#pragma once

#include <string>
#include <string_view>

namespace assetsodbc::simulator {

std::string foldCase(std::string_view text);
bool equalIgnoringCase(std::string_view a, std::string_view b);

}  // namespace assetsodbc::simulator
