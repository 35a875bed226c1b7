// Which connection a command is about: --dsn NAME, --connect STRING, or the one data source there is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "installer/command/arguments.h"

namespace assetsodbc::installer {

const OptionSpec& dsnOption();
const OptionSpec& connectOption();

// The connection string that --dsn and --connect make together; without them, that of the only data source of our
// driver. Throws UsageError when there are none or several, naming them.
std::string chosenConnection(const Arguments& arguments);

// "DSN=NAME" for a name, the text itself for what has a "=" in it. Both put our driver before a string that names
// neither a data source nor a driver.
std::string connectionStringOf(const std::string& nameOrString);

}  // namespace assetsodbc::installer
