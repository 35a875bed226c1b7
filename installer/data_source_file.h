// Data sources written to and removed from odbc.ini, the user's or the system's. A file that holds a secret is made
// readable for its owner only, as far as it is the user's.
#pragma once

#include <string>
#include <vector>

#include "common/config/connection_string.h"

namespace assetsodbc::installer {

struct StoredDataSource {
    std::string file;
    bool wasThere = false;              // and was replaced
    std::vector<std::string> warnings;  // what the user should know
};

// Throws common::Error for a name or an entry that is not allowed, a data source that is there already unless it may be
// replaced, and a file that cannot be written. The entries are those of the driver's properties; Driver is added.
StoredDataSource storeDataSource(const std::string& name, const std::string& driver,
                                 common::ConnectionAttributes entries, bool isSystem, bool mayReplace);

// The file that it was in. Throws common::Error when there is none of that name, or it belongs to another driver and is
// not to be removed anyway.
std::string removeDataSource(const std::string& name, bool isSystem, bool ofAnyDriver);

}  // namespace assetsodbc::installer
