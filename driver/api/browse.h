// What SQLBrowseConnect asks for next.
#pragma once

#include <string>

#include "common/config/connection_string.h"

namespace assetsodbc::driver::api {

// The browse result string that names what is still missing, "URL:Address of the site=?;…"; empty when the attributes,
// with those of the data source they name, are enough to connect.
std::string missingAttributes(const common::ConnectionAttributes& given);

}  // namespace assetsodbc::driver::api
