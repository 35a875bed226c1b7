#include "installer/command/connection_source.h"

#include "common/config/connection_string.h"
#include "installer/data_sources.h"

namespace assetsodbc::installer {
namespace {

std::string onlyDataSource() {
    const std::vector<DataSource> sources = assetsDataSources();
    if (sources.size() == 1) return sources[0].name;
    if (sources.empty())
        throw UsageError(
            "which site? There is no data source of this driver: make one with \"assets-odbc dsn add\", or give "
            "--connect.");
    std::string names;
    for (const DataSource& source : sources) names.append(names.empty() ? "" : ", ").append(source.name);
    throw UsageError("which data source? Choose one with --dsn: " + names + ".");
}

// A string that names neither means this driver.
std::string withDriver(const std::string& text) {
    const common::ConnectionAttributes given = common::parseConnectionString(text);
    const bool isComplete = common::find(given, "DSN") != nullptr || common::find(given, "DRIVER") != nullptr ||
                            common::find(given, "FILEDSN") != nullptr;
    return isComplete ? text : "DRIVER=" + common::quotedValue(kDriverName) + ";" + text;
}

}  // namespace

const OptionSpec& dsnOption() {
    static const OptionSpec option{"--dsn", "NAME",
                                   "the data source; may be left out where there is only one of this driver"};
    return option;
}

const OptionSpec& connectOption() {
    static const OptionSpec option{"--connect", "STRING",
                                   "a connection string; with --dsn it adds to the data source, and counts first"};
    return option;
}

std::string connectionStringOf(const std::string& nameOrString) {
    if (nameOrString.find('=') != std::string::npos) return withDriver(nameOrString);
    return "DSN=" + common::quotedValue(nameOrString);
}

std::string chosenConnection(const Arguments& arguments) {
    const auto name = arguments.value("--dsn"), text = arguments.value("--connect");
    if (text && !name) return withDriver(*text);
    const std::string source = "DSN=" + common::quotedValue(name ? *name : onlyDataSource());
    return text ? source + ";" + *text : source;
}

}  // namespace assetsodbc::installer
