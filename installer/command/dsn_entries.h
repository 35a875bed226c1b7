// The entries of a data source as a command line gives them, checked by the driver's own rules before anything is
// written.
#pragma once

#include <string>
#include <vector>

#include "common/config/connection_string.h"

namespace assetsodbc::installer {

// "PROPERTY=VALUE" each; names as the driver spells them. Throws UsageError without "=".
common::ConnectionAttributes entriesOf(const std::vector<std::string>& words);

struct CheckedEntries {
    std::vector<std::string> warnings;  // of the driver; and that no credentials are given
    bool holdsSecret = false;           // itself, not only a reference (env:, file:, cmd:)
};
// Throws common::Error with the driver's own message for a property that it does not know or a value that is not
// allowed. Secrets that stand elsewhere are not read.
CheckedEntries checkedEntries(const common::ConnectionAttributes& entries);

}  // namespace assetsodbc::installer
