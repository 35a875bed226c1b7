#include "installer/command/secret_input.h"

#include "common/error.h"
#include "common/secret_source.h"
#include "installer/command/arguments.h"
#include "installer/dsn_entries.h"

namespace assetsodbc::installer {

common::Secret readSecret(const std::string& property, const std::string& from, Terminal& terminal) {
    common::Secret secret;
    if (from.empty()) {
        secret = terminal.readSecret(property);
    } else if (from == "-") {
        secret = secretLine(terminal.in, property);
    } else if (isSecretReference(from)) {
        secret = common::resolveSecret(property, common::Secret(from));
    } else {
        throw UsageError("the secret " + property +
                         " is not taken from the command line, where others could see it. Say where to read it: "
                         "env:NAME, file:PATH, cmd:COMMAND, or - for the standard input.");
    }
    if (secret.empty()) throw common::Error(common::ErrorKind::InvalidArgument, property + " is empty.");
    return secret;
}

}  // namespace assetsodbc::installer
