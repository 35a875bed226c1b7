// What libcurl's error codes mean for the user: which kind of failure, why, and what to do about it.
#pragma once

#include <curl/curl.h>

#include <string>
#include <string_view>

#include "assets/http/transport.h"

namespace assetsodbc::assets {

// detail is libcurl's own sentence; it names hosts and ports, never credentials.
TransportError transportErrorOf(CURLcode code, const std::string& host, std::string_view detail);

}  // namespace assetsodbc::assets
