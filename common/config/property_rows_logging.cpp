#include "common/config/property_fields.h"
#include "common/config/property_rows.h"

namespace assetsodbc::common {
namespace {

constexpr std::uint64_t kLeastLogFile = 102400;

using Config = ConnectionConfig;
using Category = PropertyCategory;
using Secrecy = PropertySecrecy;

// clang-format off
constexpr std::array kProperties{
    PropertySpec{"Logfile", "", Category::Logging, "", &Config::logfile, Secrecy::Public, "/home/you/assets-odbc.log",
        "File to append a log to; made readable for its owner only. No log when not set."},
    PropertySpec{"Verbosity", "", Category::Logging, "1", integer<&Config::verbosity>(1, 5), Secrecy::Public, "",
        "What the log holds: 1 errors, 2 also warnings, 3 also connections and queries, 4 also requests, 5 everything. "
        "Never a secret."},
    PropertySpec{"LogModules", "", Category::Logging, "", &Config::logModules, Secrecy::Public, "HTTP;AUTH",
        "Parts of the driver that write to the log, separated by semicolons: ODBC (calls), HTTP (requests), AUTH (signing "
        "in). All of them when not set. Errors and warnings are always written."},
    PropertySpec{"MaxLogFileSize", "", Category::Logging, "100MB", SizeField{kLeastLogFile, &Config::maxLogFileSize},
        Secrecy::Public, "", "Size at which the log file is put aside, with a time in its name, and another is begun."},
    PropertySpec{"MaxLogFileCount", "", Category::Logging, "-1", integer<&Config::maxLogFileCount>(-1, 1000000),
        Secrecy::Public, "10",
        "Most log files that are kept, with the one that is written to; at least 2. The oldest are deleted. 0 and -1 keep "
        "all."},
};
// clang-format on

}  // namespace

PropertyTable loggingProperties() {
    return {kProperties.data(), kProperties.size()};
}

}  // namespace assetsodbc::common
