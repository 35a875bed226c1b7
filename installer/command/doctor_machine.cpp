#include <dlfcn.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

#include "common/config/connection_properties.h"
#include "common/config/dsn.h"
#include "common/error.h"
#include "common/unicode.h"
#include "installer/command/doctor_checks.h"
#include "installer/command/doctor_report.h"
#include "installer/command/odbc.h"
#include "installer/data_sources.h"
#include "installer/dsn_entries.h"
#include "installer/ini_file.h"

namespace assetsodbc::installer {
namespace {

using common::ConnectionAttribute;
using common::ConnectionAttributes;

constexpr mode_t kOthersRead = 0044;

// The data source that the string names, unless it names a driver before it.
std::string dataSourceOf(const ConnectionAttributes& given) {
    for (const ConnectionAttribute& attribute : given) {
        if (common::equalIgnoringAsciiCase(attribute.keyword, "DRIVER")) return {};
        if (common::equalIgnoringAsciiCase(attribute.keyword, "DSN")) return attribute.value;
    }
    return {};
}

const DataSource* findDataSource(const std::vector<DataSource>& all, const std::string& name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const DataSource& source) {
        return common::equalIgnoringAsciiCase(source.name, name);
    });
    return found == all.end() ? nullptr : &*found;
}

std::string driverOf(const ConnectionAttributes& given) {
    if (const ConnectionAttribute* const driver = common::find(given, "DRIVER")) return driver->value;
    const std::vector<DataSource> all = dataSources();
    const DataSource* const source = findDataSource(all, dataSourceOf(given));
    return source == nullptr || source->driver.empty() ? kDriverName : source->driver;
}

struct CloseLibrary {
    void operator()(void* library) const { dlclose(library); }
};

// Empty when the library can be used.
std::string faultOf(const std::string& library) {
    const bool isPath = library.find('/') != std::string::npos;
    struct stat status {};
    if (isPath && stat(library.c_str(), &status) != 0) return "there is no such file";
    const std::unique_ptr<void, CloseLibrary> opened(dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL));
    if (opened == nullptr) return dlerror();  // NOLINT(concurrency-mt-unsafe): one thread loads
    if (dlsym(opened.get(), "SQLDriverConnectW") == nullptr) return "it is no ODBC driver with Unicode";
    return {};
}

std::string placeOf(const std::string& driver) {
    return driver.find('/') == std::string::npos ? "[" + driver + "] in " + driversIniFile() : "Driver";
}

// "Setup" is for programs with forms only.
void checkSetupLibrary(const std::string& driver, DoctorReport& report) {
    const auto entries = IniFile(driversIniFile()).section(driver);
    const ConnectionAttribute* const setup = entries ? common::find(*entries, "Setup") : nullptr;
    struct stat status {};
    if (setup == nullptr || stat(setup->value.c_str(), &status) == 0) return;
    report.warn("set-up library", placeOf(driver) + " names " + setup->value +
                                      " as Setup, which is not there: programs that edit data sources will fail. Run "
                                      "assets-odbc-register uninstall and install.");
}

std::string filesAsked() {
    const std::string user = userIniFile(), system = systemIniFile();
    return user == system ? "no part of " + user : "neither " + user + " nor " + system;
}

// Secrets of the section that stand there themselves.
bool holdsSecret(const ConnectionAttributes& entries) {
    return std::any_of(entries.begin(), entries.end(), [](const ConnectionAttribute& entry) {
        return isSecretProperty(entry.keyword) && !entry.value.empty() && !isSecretReference(entry.value);
    });
}

void checkReaders(const DataSource& source, DoctorReport& report) {
    const IniFile file(source.file);
    const auto entries = file.section(source.name);
    if (!entries || !holdsSecret(*entries) || (file.mode() & kOthersRead) == 0) return;
    report.warn("data source",
                source.file + " holds a secret and can be read by other users of this machine. " +
                    (source.isSystem ? std::string("Keep the secret elsewhere (env:NAME, file:PATH, cmd:COMMAND).")
                                     : "Run: chmod 600 " + source.file));
}

}  // namespace

bool checkDriver(const ConnectionAttributes& given, DoctorReport& report) {
    const std::string driver = driverOf(given);
    const std::string library = libraryOf(driver);
    if (library.empty()) {
        report.fail("driver",
                    driversIniFile() + " has no driver [" + driver + "]. Enter it with: assets-odbc-register install");
        return false;
    }
    if (const std::string fault = faultOf(library); !fault.empty()) {
        report.fail("driver", placeOf(driver) + " names the library " + library + ", which cannot be loaded: " + fault +
                                  ". Install the driver again, and enter it with: assets-odbc-register install");
        return false;
    }
    report.ok("driver", placeOf(driver) + " is " + library + ", which loads.");
    checkSetupLibrary(driver, report);
    return true;
}

bool checkDataSource(const ConnectionAttributes& given, DoctorReport& report) {
    const std::string name = dataSourceOf(given);
    if (name.empty()) {
        report.ok("data source", "the connection string names none, and needs none.");
        return true;
    }
    const std::vector<DataSource> all = dataSources();
    const DataSource* const source = findDataSource(all, name);
    if (source == nullptr) {
        std::string names;
        for (const DataSource& each : assetsDataSources()) names.append(names.empty() ? "" : ", ").append(each.name);
        report.fail("data source", filesAsked() + " has [" + name + "]. " +
                                       (names.empty() ? "Enter it with: assets-odbc dsn add " + name + " URL=..."
                                                      : "Of this driver there are: " + names + "."));
        return false;
    }
    report.ok("data source", "[" + source->name + "] is in " + source->file + ".");
    checkReaders(*source, report);
    return true;
}

std::optional<common::ConnectionConfig> checkProperties(const ConnectionAttributes& given, DoctorReport& report) {
    try {
        common::ParsedConnection parsed = common::resolveConnection(given);
        for (const std::string& warning : parsed.warnings) report.warn("properties", warning);
        for (const std::string& substitution : parsed.substitutions) report.warn("properties", substitution);
        const auto shown = [&](const char* name) {
            return std::string(name) + "=" + common::displayedValue(*common::findProperty(name), parsed.config);
        };
        report.ok("properties", "can be used: " + shown("URL") + ", " + shown("AuthScheme") + ".");
        return std::move(parsed.config);
    } catch (const common::Error& error) {
        report.fail("properties", error.what());
        return std::nullopt;
    }
}

void checkConnection(const std::string& connectionString, DoctorReport& report) {
    try {
        Connection connection(connectionString, [](const Diagnostic&) {});
        Statement statement = connection.statement();
        statement.execute("SELECT COUNT(*) FROM Schemas");
        std::vector<Cell> cells;
        statement.fetch(cells);
        report.ok("connection", "works through the driver manager; object schemas: " + cells.at(0).value_or("?") + ".");
    } catch (const OdbcError& error) {
        report.fail("connection", error.what());
    }
}

}  // namespace assetsodbc::installer
