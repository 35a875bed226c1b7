// Requests that speak JSON.
#pragma once

#include <string>
#include <string_view>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

Request getJson(std::string url);
Request postJson(std::string url, std::string body);

// The text as a JSON string, quotes included.
std::string jsonQuoted(std::string_view text);

}  // namespace assetsodbc::assets
