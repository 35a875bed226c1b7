// Writes the JSON texts that some columns hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assetsodbc::schema {

// Appends "text" with JSON's escapes; characters above ASCII stay as they are.
void appendJsonString(std::string& json, std::string_view text);
std::string jsonArrayOf(const std::vector<std::string>& texts);

}  // namespace assetsodbc::schema
