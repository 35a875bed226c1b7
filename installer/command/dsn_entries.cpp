#include "installer/command/dsn_entries.h"

#include "common/config/connection_properties.h"
#include "common/config/ignored_keywords.h"
#include "common/error.h"
#include "installer/command/arguments.h"
#include "installer/command/secret_input.h"

namespace assetsodbc::installer {
namespace {

using common::ErrorKind;

bool isSecret(const common::ConnectionAttribute& entry) {
    const common::PropertySpec* const property = common::findProperty(entry.keyword);
    return property != nullptr && property->secrecy == common::PropertySecrecy::Secret;
}

bool hasPassword(const common::ConnectionAttribute& entry) {
    const common::PropertySpec* const property = common::findProperty(entry.keyword);
    return property != nullptr && property->secrecy == common::PropertySecrecy::UrlPassword &&
           entry.value.find('@') != std::string::npos;
}

// First of all: a misspelt URL is not a missing one.
void requireKnown(const common::ConnectionAttributes& entries) {
    for (const common::ConnectionAttribute& entry : entries) {
        if (common::findProperty(entry.keyword) != nullptr) continue;
        const auto warning = common::warningFor(entry.keyword);
        if (warning && warning->find(" is unknown") != std::string::npos)
            throw common::Error(ErrorKind::InvalidArgument, *warning);
    }
}

}  // namespace

common::ConnectionAttributes entriesOf(const std::vector<std::string>& words) {
    common::ConnectionAttributes entries;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos || equals == 0)
            throw UsageError("\"" + word.substr(0, equals) + "\" is no PROPERTY=VALUE.");
        std::string keyword = word.substr(0, equals);
        const common::PropertySpec* const property = common::findProperty(keyword);
        if (property != nullptr) keyword = property->name;
        if (common::find(entries, keyword) != nullptr) throw UsageError(keyword + " was given twice.");
        entries.push_back({keyword, word.substr(equals + 1)});
    }
    return entries;
}

CheckedEntries checkedEntries(const common::ConnectionAttributes& entries) {
    CheckedEntries checked;
    requireKnown(entries);
    common::ConnectionAttributes resolved = entries;
    for (common::ConnectionAttribute& entry : resolved) {
        if (isSecret(entry) && isSecretReference(entry.value))
            entry.value = "placeholder";  // what it points at may be there only when the driver connects
        else if (!entry.value.empty() && (isSecret(entry) || hasPassword(entry)))
            checked.holdsSecret = true;
    }
    try {
        checked.warnings = common::parseConnectionProperties(resolved).warnings;
    } catch (const common::Error& error) {
        // A data source may leave user and password to the log-in window of an application.
        if (error.kind() != ErrorKind::AuthenticationFailed) throw;
        checked.warnings.emplace_back(error.what());
    }
    return checked;
}

}  // namespace assetsodbc::installer
