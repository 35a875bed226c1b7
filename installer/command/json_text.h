// JSON values as text.
#pragma once

#include <string>
#include <string_view>

namespace assetsodbc::installer {

// In quotes, with everything escaped that must be. The text is UTF-8 and stays so.
std::string jsonString(std::string_view text);
// Whether the text can stand as a number in JSON as it is.
bool isJsonNumber(std::string_view text);

}  // namespace assetsodbc::installer
