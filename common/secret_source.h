// Secrets that a connection property only points at, so that none is written down in odbc.ini:
//   env:NAME      an environment variable
//   file:PATH     a file, as Docker, Kubernetes and systemd provide them; one line break at its end is dropped
//   cmd:COMMAND   what a command of /bin/sh prints within 30 seconds, such as a password manager's; likewise
//   text:SECRET   the secret itself, where it begins with one of these words
// Anything else is the secret itself, unchanged.
#pragma once

#include <string_view>

#include "common/clock.h"
#include "common/secret.h"

namespace assetsodbc::common {

// `property` is named in messages. Throws Error{InvalidArgument} saying what is missing; no message holds what was
// read, nor what the command wrote. A file may be readable by its owner only, unless it is root's, and at most 64 KiB.
// Thread-safe as far as the environment is.
Secret resolveSecret(std::string_view property, const Secret& given, const Clock& clock = realClock());

}  // namespace assetsodbc::common
