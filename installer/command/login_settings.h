// The connection that login and logout are about, read from their options.
#pragma once

#include "common/config/connection_config.h"
#include "installer/command/arguments.h"
#include "installer/command/terminal.h"

namespace assetsodbc::installer {

// The options that login and logout share.
std::vector<OptionSpec> signInOptions();
// With AuthScheme=OAuth. Throws UsageError, or common::Error for properties that cannot be used or are no sign-in of a
// person.
common::ConnectionConfig signInConfig(const Arguments& arguments, Terminal& terminal);

}  // namespace assetsodbc::installer
