#include <algorithm>
#include <cstring>
#include <exception>
#include <optional>
#include <string>

#include "common/error.h"
#include "common/unicode.h"
#include "installer/data_source_file.h"
#include "installer/data_sources.h"
#include "installer/dsn_entries.h"
#include "installer/ini_file.h"
#include "installer/setup/setup.h"

namespace assetsodbc::installer {
namespace {

using common::ConnectionAttribute;
using common::ConnectionAttributes;

// A failure with its code of SQLInstallerError.
struct InstallerError {
    DWORD code;
    std::string message;
};

[[noreturn]] void fail(DWORD code, const std::string& message) {
    throw InstallerError{code, message};
}

ConnectionAttributes attributesOf(const char* list) {
    ConnectionAttributes attributes;
    for (const char* at = list; at != nullptr && *at != '\0'; at += std::strlen(at) + 1) {
        const std::string text = at;
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            fail(ODBC_ERROR_INVALID_KEYWORD_VALUE, "An attribute is no KEYWORD=value.");
        attributes.push_back({propertyName(text.substr(0, equals)), text.substr(equals + 1)});
    }
    return attributes;
}

std::string takeName(ConnectionAttributes& attributes) {
    const auto found = std::find_if(attributes.begin(), attributes.end(), [](const ConnectionAttribute& attribute) {
        return common::equalIgnoringAsciiCase(attribute.keyword, "DSN");
    });
    if (found == attributes.end() || found->value.empty())
        fail(ODBC_ERROR_INVALID_DSN, "The attributes name no data source. Give DSN=name.");
    std::string name = found->value;
    attributes.erase(found);
    return name;
}

void removeKeyword(ConnectionAttributes& attributes, std::string_view keyword) {
    attributes.erase(std::remove_if(attributes.begin(), attributes.end(),
                                    [&](const ConnectionAttribute& attribute) {
                                        return common::equalIgnoringAsciiCase(attribute.keyword, keyword);
                                    }),
                     attributes.end());
}

bool isForSystem() {
    UWORD mode = ODBC_BOTH_DSN;
    return SQLGetConfigMode(&mode) != 0 && mode == ODBC_SYSTEM_DSN;
}

// What the data source holds, with the new values in place of the old ones; an empty value takes an entry out.
ConnectionAttributes changedEntries(const std::string& name, bool isSystem, const ConnectionAttributes& changes) {
    const IniFile file(isSystem ? systemIniFile() : userIniFile());
    auto entries = file.section(name);
    if (!entries) fail(ODBC_ERROR_INVALID_DSN, file.path() + " has no data source [" + name + "] to change.");
    for (ConnectionAttribute& entry : *entries) entry.keyword = propertyName(entry.keyword);
    removeKeyword(*entries, "Driver");
    for (const ConnectionAttribute& change : changes) {
        removeKeyword(*entries, change.keyword);
        if (!change.value.empty()) entries->push_back(change);
    }
    return *entries;
}

void configure(WORD request, const char* driver, const char* list) {
    ConnectionAttributes attributes = attributesOf(list);
    const std::string name = takeName(attributes);
    removeKeyword(attributes, "Driver");
    const bool isSystem = isForSystem() || request == ODBC_ADD_SYS_DSN || request == ODBC_CONFIG_SYS_DSN ||
                          request == ODBC_REMOVE_SYS_DSN;
    switch (request) {
        case ODBC_REMOVE_DSN:
        case ODBC_REMOVE_SYS_DSN:
            removeDataSource(name, isSystem, true);
            return;
        case ODBC_CONFIG_DSN:
        case ODBC_CONFIG_SYS_DSN:
            attributes = changedEntries(name, isSystem, attributes);
            break;
        case ODBC_ADD_DSN:
        case ODBC_ADD_SYS_DSN:
            break;
        default:
            fail(ODBC_ERROR_INVALID_REQUEST_TYPE, "There is no such request.");
    }
    const bool namesDriver = driver != nullptr && *driver != '\0';
    storeDataSource(name, namesDriver ? driver : kDriverName, attributes, isSystem, true);
}

DWORD codeOf(const common::Error& error) {
    return error.kind() == common::ErrorKind::NotFound ? ODBC_ERROR_INVALID_DSN : ODBC_ERROR_INVALID_KEYWORD_VALUE;
}

}  // namespace

bool configureDataSource(WORD request, const char* driver, const char* attributes) noexcept {
    try {
        configure(request, driver, attributes);
        return true;
    } catch (const InstallerError& error) {
        SQLPostInstallerError(error.code, error.message.c_str());
    } catch (const common::Error& error) {
        SQLPostInstallerError(codeOf(error), error.what());
    } catch (const std::exception& error) {
        SQLPostInstallerError(ODBC_ERROR_GENERAL_ERR, error.what());
    }
    return false;
}

}  // namespace assetsodbc::installer
