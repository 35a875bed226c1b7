// One section of an ini file, read as unixODBC reads it but without its limit of 1000 characters per line.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/config/connection_string.h"

namespace assetsodbc::common {

// The entries of [section], name compared ignoring case, first of equally named sections; nullopt when the file cannot
// be read or has no such section. Lines that start with ";" or "#" are comments; an entry without "=" has an empty
// value.
std::optional<ConnectionAttributes> readIniSection(const std::string& file, std::string_view section);

}  // namespace assetsodbc::common
