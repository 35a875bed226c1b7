// GUIDs between text ("0f8fad5b-d9cb-469f-a165-70867728950e") and the C structure.
#pragma once

#include <sql.h>
#include <sqlext.h>

#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::driver {

inline constexpr std::size_t kGuidTextLength = 36;

// Either case, blanks and one pair of braces around it allowed.
std::optional<SQLGUID> parseGuid(std::string_view text) noexcept;
std::string guidText(const SQLGUID& guid);  // lower case
int hexDigit(char c) noexcept;              // -1 for any other character

}  // namespace assetsodbc::driver
