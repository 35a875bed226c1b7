#include "installer/data_source_file.h"

#include <odbcinst.h>

#include "common/error.h"
#include "installer/data_sources.h"
#include "installer/dsn_entries.h"
#include "installer/ini_file.h"

namespace assetsodbc::installer {
namespace {

using common::Error;
using common::ErrorKind;

constexpr mode_t kOwnerOnly = 0600, kEverybodyReads = 0644, kOthersRead = 0044;

void requireValidName(const std::string& name) {
    if (SQLValidDSN(name.c_str()) != 0) return;
    throw Error(
        ErrorKind::InvalidArgument,
        "\"" + name +
            "\" cannot be the name of a data source: it must have 1 to 32 characters, none of []{}(),;?*=!@\\.");
}

IniFile fileOf(bool isSystem) {
    return IniFile(isSystem ? systemIniFile() : userIniFile());
}

// Who may read the file from now on.
mode_t modeFor(const IniFile& file, bool isSystem, bool holdsSecret) {
    if (!file.exists()) return isSystem ? kEverybodyReads : kOwnerOnly;
    const bool isExposed = holdsSecret && !isSystem && (file.mode() & kOthersRead) != 0;
    return isExposed ? kOwnerOnly : file.mode();
}

void write(IniFile& file, bool isSystem, bool holdsSecret, std::vector<std::string>& warnings) {
    const mode_t before = file.exists() ? file.mode() : kOwnerOnly;
    file.write(modeFor(file, isSystem, holdsSecret));
    if (!isSystem && before != file.mode())
        warnings.push_back(file.path() + " holds a secret now, and was made readable for you only (0600).");
    if (holdsSecret && (file.mode() & kOthersRead) != 0)
        warnings.push_back(file.path() +
                           " holds a secret and can be read by everybody on this machine. Keep the secret elsewhere "
                           "(env:NAME, file:PATH, cmd:COMMAND), or use a data source of your own.");
}

}  // namespace

StoredDataSource storeDataSource(const std::string& name, const std::string& driver,
                                 common::ConnectionAttributes entries, bool isSystem, bool mayReplace) {
    requireValidName(name);
    CheckedEntries checked = checkedEntries(entries);
    entries.insert(entries.begin(), {"Driver", driver});
    IniFile file = fileOf(isSystem);
    StoredDataSource stored{file.path(), file.section(name).has_value(), std::move(checked.warnings)};
    if (stored.wasThere && !mayReplace)
        throw Error(ErrorKind::InvalidArgument,
                    file.path() + " has a data source [" + name + "] already. --replace puts this one in its place.");
    file.setSection(name, entries);
    write(file, isSystem, checked.holdsSecret, stored.warnings);
    if (libraryOf(driver).empty())
        stored.warnings.push_back(driversIniFile() + " has no driver [" + driver +
                                  "]. Enter it with \"assets-odbc-register install\".");
    return stored;
}

std::string removeDataSource(const std::string& name, bool isSystem, bool ofAnyDriver) {
    IniFile file = fileOf(isSystem);
    const auto entries = file.section(name);
    if (!entries)
        throw Error(ErrorKind::NotFound, file.path() + " has no data source [" + name +
                                             "]. \"assets-odbc dsn list\" shows which there are.");
    const common::ConnectionAttribute* const driver = common::find(*entries, "Driver");
    if (!ofAnyDriver && (driver == nullptr || !isAssetsDriver(driver->value)))
        throw Error(ErrorKind::InvalidArgument,
                    "[" + name + "] in " + file.path() +
                        " belongs to another driver and was left alone. --force removes it all the same.");
    file.removeSection(name);
    file.write(file.mode());
    return file.path();
}

}  // namespace assetsodbc::installer
