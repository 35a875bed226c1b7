// Which data sources and drivers the ini files of unixODBC tell of, and where these files are (ODBCINI, ODBCSYSINI,
// ODBCINSTINI; else the home directory and /etc).
#pragma once

#include <string>
#include <vector>

namespace assetsodbc::installer {

inline constexpr const char* kDriverName = "Assets";

struct DataSource {
    std::string name;
    std::string driver;  // as written: a name of odbcinst.ini, or a library
    std::string url, description;
    std::string file;
    bool isSystem = false;
};

std::string userIniFile();
std::string systemIniFile();
std::string driversIniFile();

// The user's, then the system's; of the same name only the first, because only that one counts.
std::vector<DataSource> dataSources();
// Those of our driver, under whatever name it is registered.
std::vector<DataSource> assetsDataSources();

// The library that a driver's name of odbcinst.ini, or a path, stands for; empty when there is no such driver.
std::string libraryOf(const std::string& driver);
bool isAssetsDriver(const std::string& driver);

}  // namespace assetsodbc::installer
