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
    if (nameOrString.find('=') != std::string::npos) return nameOrString;
    return "DSN=" + common::quotedValue(nameOrString);
}

std::string chosenConnection(const Arguments& arguments) {
    const auto name = arguments.value("--dsn"), text = arguments.value("--connect");
    if (text && !name) return *text;
    const std::string source = "DSN=" + common::quotedValue(name ? *name : onlyDataSource());
    return text ? source + ";" + *text : source;
}

}  // namespace assetsodbc::installer
