// The groups of checks of the doctor, in their order. Each adds its findings; none throws for what it looks for.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "common/config/connection_config.h"
#include "common/config/connection_string.h"

namespace assetsodbc::common {
struct CallContext;
}

namespace assetsodbc::installer {

class DoctorReport;

// Of this machine: the driver's entry and library, the data source, its properties. nullopt when they are so wrong that
// nothing can be tried.
bool checkDriver(const common::ConnectionAttributes& given, DoctorReport& report);
bool checkDataSource(const common::ConnectionAttributes& given, DoctorReport& report);
std::optional<common::ConnectionConfig> checkProperties(const common::ConnectionAttributes& given,
                                                        DoctorReport& report);

// Of the way to each host: proxy, name, connection and certificate, and the clocks. Whether all could be reached.
bool checkNetwork(const common::ConnectionConfig& config, DoctorReport& report, const common::CallContext& context);

// Of the site: kept sign-in, kind of site and workspace, credentials, and what they may read.
void checkSite(const common::ConnectionConfig& config, DoctorReport& report, const common::CallContext& context);

// All together, through the driver manager, as an application connects.
void checkConnection(const std::string& connectionString, DoctorReport& report);

}  // namespace assetsodbc::installer
