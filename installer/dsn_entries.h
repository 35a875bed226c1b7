// The entries of a data source, checked by the driver's own rules before anything is written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/config/connection_string.h"

namespace assetsodbc::installer {

// The keyword as the driver spells the property; itself when it is none.
std::string propertyName(std::string_view keyword);
bool isSecretProperty(std::string_view keyword);
// Whether the value points at a secret (env:, file:, cmd:) instead of being one.
bool isSecretReference(std::string_view value);
// The secret as an entry holds it, so that what only looks like a reference is not taken for one.
std::string storableSecret(const std::string& secret);

struct CheckedEntries {
    std::vector<std::string> warnings;  // of the driver; and that no credentials are given
    bool holdsSecret = false;           // itself, not only a reference
};
// Throws common::Error with the driver's own message for a property that it does not know or a value that is not
// allowed. Secrets that stand elsewhere are not read.
CheckedEntries checkedEntries(const common::ConnectionAttributes& entries);

}  // namespace assetsodbc::installer
