// assets-odbc dsn remove: takes a data source out of odbc.ini.
#include <ostream>

#include "common/config/connection_string.h"
#include "common/error.h"
#include "installer/command/command.h"
#include "installer/data_sources.h"
#include "installer/ini_file.h"

namespace assetsodbc::installer {
namespace {

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string& name = arguments.operands()[0];
    IniFile file(arguments.has("--system") ? systemIniFile() : userIniFile());
    const auto entries = file.section(name);
    if (!entries)
        throw common::Error(common::ErrorKind::NotFound, file.path() + " has no data source [" + name +
                                                             "]. \"assets-odbc dsn list\" shows which there are.");
    const common::ConnectionAttribute* const driver = common::find(*entries, "Driver");
    if (!arguments.has("--force") && (driver == nullptr || !isAssetsDriver(driver->value)))
        throw common::Error(common::ErrorKind::InvalidArgument,
                            "[" + name + "] in " + file.path() +
                                " belongs to another driver and was left alone. --force removes it all the same.");
    file.removeSection(name);
    file.write(file.mode());
    terminal.out << "Removed the data source [" << name << "] from " << file.path() << ".\n";
    return kDone;
}

}  // namespace

const CommandSpec& dsnRemoveCommand() {
    static const CommandSpec spec{"dsn remove",
                                  "NAME",
                                  "remove a data source",
                                  "",
                                  {{"--system", "", "from everybody's odbc.ini instead of your own"},
                                   {"--force", "", "also a data source of another driver"}},
                                  1,
                                  1,
                                  run};
    return spec;
}

}  // namespace assetsodbc::installer
