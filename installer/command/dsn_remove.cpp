// assets-odbc dsn remove: takes a data source out of odbc.ini.
#include <ostream>

#include "installer/command/command.h"
#include "installer/data_source_file.h"

namespace assetsodbc::installer {
namespace {

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string& name = arguments.operands()[0];
    const std::string file = removeDataSource(name, arguments.has("--system"), arguments.has("--force"));
    terminal.out << "Removed the data source [" << name << "] from " << file << ".\n";
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
