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
// How the data source would sign in by itself, "OAuthClient", where that is not OAuth, so that it would not use what a log-in
// keeps; empty otherwise. Reads no secret.
std::string otherScheme(const Arguments& arguments);
common::ConnectionConfig signInConfig(const Arguments& arguments, Terminal& terminal);

}  // namespace assetsodbc::installer
