// assets-odbc doctor: finds out why a connection fails, in the order in which one thing needs the last.
#include <ostream>

#include "common/call_context.h"
#include "common/config/connection_string.h"
#include "installer/command/command.h"
#include "installer/command/connection_source.h"
#include "installer/command/doctor_checks.h"
#include "installer/command/doctor_report.h"
#include "installer/command/interrupts.h"

namespace assetsodbc::installer {
namespace {

void examine(const std::string& connectionString, DoctorReport& report) {
    common::CancelToken token;
    const OnInterrupt cancelling([&token] { token.cancel(); });
    const common::CallContext context{token, std::nullopt};
    const common::ConnectionAttributes given = common::parseConnectionString(connectionString);
    const bool hasDriver = checkDriver(given, report);
    if (!checkDataSource(given, report)) return;
    const auto config = checkProperties(given, report);
    if (!config) return;
    if (checkNetwork(*config, report, context)) checkSite(*config, report, context);
    if (!hasDriver || report.hasFailed())
        report.skip("connection",
                    "a connection through the driver manager was not tried, because of what failed above.");
    else
        checkConnection(connectionString, report);
}

int run(const Arguments& arguments, Terminal& terminal) {
    const std::string connection =
        arguments.operands().empty() ? chosenConnection(arguments) : connectionStringOf(arguments.operands()[0]);
    DoctorReport report(terminal.out, arguments.has("--json"));
    examine(connection, report);
    report.finish();
    return report.hasFailed() ? kFailed : kDone;
}

constexpr std::string_view kDetails =
    R"(Checks, one line each: the driver's entry in odbcinst.ini and its library, the data source, its properties, and for
each host the proxy, the name, the connection and the certificate; the clock; the site and its workspace, the sign-in,
what it may read; and a connection through the driver manager. Nothing is changed, no secret is shown. Exit code 1 when
a check failed.
)";

}  // namespace

const CommandSpec& doctorCommand() {
    static const CommandSpec spec{"doctor",
                                  "[NAME | CONNECTION-STRING]",
                                  "find out why a connection fails",
                                  kDetails,
                                  {dsnOption(), connectOption(), {"--json", "", "as JSON, at the end"}},
                                  0,
                                  1,
                                  run};
    return spec;
}

}  // namespace assetsodbc::installer
