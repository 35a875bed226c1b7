#include "installer/dsn_entries.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "common/config/connection_properties.h"
#include "common/config/foreign_keywords.h"
#include "common/error.h"

namespace assetsodbc::installer {
namespace {

using common::ErrorKind;

bool hasPassword(const common::ConnectionAttribute& entry) {
    const common::PropertySpec* const property = common::findProperty(entry.keyword);
    return property != nullptr && property->secrecy == common::PropertySecrecy::UrlPassword &&
           entry.value.find('@') != std::string::npos;
}

// First of all: a misspelt URL is not a missing one.
void requireKnown(const common::ConnectionAttributes& entries) {
    common::KeywordWarnings warnings;
    for (const common::ConnectionAttribute& entry : entries)
        if (common::findProperty(entry.keyword) == nullptr)
            common::judgeForeignKeyword(entry.keyword, entry.value, warnings);
    if (!warnings.unknown.empty()) throw common::Error(ErrorKind::InvalidArgument, warnings.unknown.front());
}

}  // namespace

std::string propertyName(std::string_view keyword) {
    const common::PropertySpec* const property = common::findProperty(keyword);
    return std::string(property == nullptr ? keyword : property->name);
}

bool isSecretProperty(std::string_view keyword) {
    const common::PropertySpec* const property = common::findProperty(keyword);
    return property != nullptr && property->secrecy == common::PropertySecrecy::Secret;
}

bool isSecretReference(std::string_view value) {
    for (const std::string_view prefix : {"env:", "file:", "cmd:"})
        if (value.substr(0, prefix.size()) == prefix) return true;
    return false;
}

std::string storableSecret(const std::string& secret) {
    return (isSecretReference(secret) || secret.rfind("text:", 0) == 0 ? "text:" : "") + secret;
}

CheckedEntries checkedEntries(const common::ConnectionAttributes& entries) {
    CheckedEntries checked;
    requireKnown(entries);
    for (const common::ConnectionAttribute& entry : entries)
        if (!entry.value.empty() &&
            ((isSecretProperty(entry.keyword) && !isSecretReference(entry.value)) || hasPassword(entry)))
            checked.holdsSecret = true;
    try {
        common::ParsedConnection parsed = common::parseConnectionProperties(entries);
        checked.warnings = std::move(parsed.warnings);
        std::move(parsed.substitutions.begin(), parsed.substitutions.end(), std::back_inserter(checked.warnings));
    } catch (const common::Error& error) {
        // A data source may leave user and password to the log-in window of an application.
        if (error.kind() != ErrorKind::AuthenticationFailed) throw;
        checked.warnings.emplace_back(error.what());
    }
    return checked;
}

}  // namespace assetsodbc::installer
