// Secrets that a command is given: never as a plain argument, which other users of the machine can see.
#pragma once

#include <string>

#include "common/secret.h"
#include "installer/command/terminal.h"

namespace assetsodbc::installer {

// `from`: empty = asked for without echo (a line of the standard input where that is no terminal), "-" = a line of the
// standard input, "env:NAME", "file:PATH", "cmd:COMMAND". Throws UsageError for anything else, common::Error for what
// cannot be read or is empty.
common::Secret readSecret(const std::string& property, const std::string& from, Terminal& terminal);

}  // namespace assetsodbc::installer
