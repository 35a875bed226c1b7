// Data sources of odbc.ini, found as the driver manager finds them (ODBCINI, ODBCSYSINI, user before system). The only
// code that talks to odbcinst, in a target of its own. Thread-safe.
#pragma once

#include <optional>
#include <string>

#include "common/config/connection_properties.h"
#include "common/config/connection_string.h"

namespace assetsodbc::common {

// All entries of the section, of whatever length; nullopt when there is no such data source.
std::optional<ConnectionAttributes> dataSourceAttributes(const std::string& name);

// The same as odbcinst tells it, which knows ini files in unusual places. Second choice, because odbcinst cuts long
// lines (refused here with an Error) and answers from a cache that outlives changes of the file by many seconds.
std::optional<ConnectionAttributes> attributesKnownToManager(const std::string& name);

// What a connection string asks for: its own attributes over those of the DSN it names. DSN counts unless DRIVER stands
// before it. Secrets that are references (secret_source.h) are read, which may run a command. Throws
// Error{InvalidArgument} as parseConnectionProperties does, or when the data source does not exist.
ParsedConnection resolveConnection(const ConnectionAttributes& given);

}  // namespace assetsodbc::common
