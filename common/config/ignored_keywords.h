// Keywords of connection strings and odbc.ini sections that are no properties of this driver, and what to say about
// them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assetsodbc::common {

// The warning for a keyword that is no property; nullopt when it belongs to the driver manager or is harmless noise
// that applications add by themselves.
std::optional<std::string> warningFor(std::string_view keyword);

}  // namespace assetsodbc::common
