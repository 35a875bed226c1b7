// assets-odbc dsn test: connects as any program would, and asks for one row.
#include <ostream>

#include "installer/command/command.h"
#include "installer/command/connection_source.h"
#include "installer/command/interrupts.h"
#include "installer/command/odbc.h"

namespace assetsodbc::installer {
namespace {

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string connection =
        arguments.operands().empty() ? chosenConnection(arguments) : connectionStringOf(arguments.operands()[0]);
    Connection opened(connection,
                      [&](const Diagnostic& warning) { terminal.err << "Warning: " << lineOf(warning) << "\n"; });
    Statement statement = opened.statement();
    const OnInterrupt cancelling([&statement] { statement.cancel(); });
    statement.execute("SELECT COUNT(*), (SELECT COUNT(*) FROM Schemas) FROM Objects");
    std::vector<Cell> cells;
    statement.fetch(cells);
    terminal.out << "ok: connected; " << cells[0].value_or("?") << " objects in " << cells[1].value_or("?")
                 << " object schemas can be read.\n";
    return kDone;
}

}  // namespace

const CommandSpec& dsnTestCommand() {
    static const CommandSpec spec{"dsn test",
                                  "[NAME | CONNECTION-STRING]",
                                  "connect to a data source and count its objects",
                                  "When it fails, \"assets-odbc doctor\" looks for the cause.\n",
                                  {},
                                  0,
                                  1,
                                  run};
    return spec;
}

}  // namespace assetsodbc::installer
