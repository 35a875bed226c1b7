#include "installer/data_sources.h"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "common/unicode.h"
#include "installer/ini_file.h"

namespace assetsodbc::installer {
namespace {

constexpr const char* kLibrary = "libassetsodbc.so";

// NOLINTBEGIN(concurrency-mt-unsafe): nobody here sets variables, and no other thread asks for the user
std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

std::string homeFolder() {
    const passwd* const entry = getpwuid(getuid());
    return entry == nullptr ? variable("HOME") : std::string(entry->pw_dir);
}
// NOLINTEND(concurrency-mt-unsafe)

std::string systemFolder() {
    const std::string folder = variable("ODBCSYSINI");
    return folder.empty() ? "/etc" : folder;
}

std::string valueOf(const common::ConnectionAttributes& entries, std::string_view keyword) {
    const common::ConnectionAttribute* const entry = common::find(entries, keyword);
    return entry == nullptr ? std::string() : entry->value;
}

void append(std::vector<DataSource>& all, std::set<std::string>& names, const std::string& file, bool isSystem) {
    const IniFile ini(file);
    for (const std::string& name : ini.sections()) {
        // iODBC's list of data sources, and unixODBC's own settings.
        if (common::equalIgnoringAsciiCase(name, "ODBC Data Sources") || common::equalIgnoringAsciiCase(name, "ODBC"))
            continue;
        if (!names.insert(common::asciiLower(name)).second) continue;
        const auto entries = ini.section(name).value_or(common::ConnectionAttributes());
        all.push_back({name, valueOf(entries, "Driver"), valueOf(entries, "URL"), valueOf(entries, "Description"), file,
                       isSystem});
    }
}

}  // namespace

std::string userIniFile() {
    std::string file = variable("ODBCINI");
    return file.empty() ? homeFolder() + "/.odbc.ini" : file;
}

std::string systemIniFile() {
    return systemFolder() + "/odbc.ini";
}

std::string driversIniFile() {
    std::string file = variable("ODBCINSTINI");
    if (!file.empty() && file.front() == '/') return file;
    return systemFolder() + "/" + (file.empty() ? "odbcinst.ini" : file);
}

std::vector<DataSource> dataSources() {
    std::vector<DataSource> all;
    std::set<std::string> names;
    append(all, names, userIniFile(), false);
    if (systemIniFile() != userIniFile()) append(all, names, systemIniFile(), true);
    return all;
}

std::vector<DataSource> assetsDataSources() {
    std::vector<DataSource> ours = dataSources();
    ours.erase(std::remove_if(ours.begin(), ours.end(),
                              [](const DataSource& source) { return !isAssetsDriver(source.driver); }),
               ours.end());
    return ours;
}

std::string libraryOf(const std::string& driver) {
    if (driver.find('/') != std::string::npos) return driver;
    const auto entries = IniFile(driversIniFile()).section(driver);
    return entries ? valueOf(*entries, "Driver") : std::string();
}

bool isAssetsDriver(const std::string& driver) {
    if (common::equalIgnoringAsciiCase(driver, kDriverName)) return true;
    const std::string library = libraryOf(driver);
    return library.substr(library.rfind('/') + 1) == kLibrary;
}

}  // namespace assetsodbc::installer
