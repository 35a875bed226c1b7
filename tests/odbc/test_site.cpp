#include "test_site.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/simulator/server.h"

namespace assetsodbc::odbctest {

namespace {

// The driver manager's files for this process, written before its first call and removed at exit.
class OdbcConfiguration {
public:
    explicit OdbcConfiguration(const std::string& url) {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-test-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        std::ofstream(folder_ / "odbcinst.ini") << "[Assets]\nDriver=" << ASSETSODBC_LIBRARY << "\n";
        std::ofstream(folder_ / "odbc.ini") << "[TestSite]\nDriver=Assets\nURL=" << url << "\nApiUrl=" << url
                                            << "\nDeployment=Cloud\nUser=demo@example.com\nAPIToken=demo-token\n"
                                            << "[TestDataCenter]\nDriver=Assets\nURL=" << url
                                            << "\nDeployment=DataCenter\nAuthScheme=PAT\nPAT=demo-pat\n";
        setenv("ODBCSYSINI", folder_.c_str(), 1);
        setenv("ODBCINI", (folder_ / "odbc.ini").c_str(), 1);
        setenv("XDG_CACHE_HOME", (folder_ / "cache").c_str(), 1);
    }
    ~OdbcConfiguration() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

private:
    std::filesystem::path folder_;
};

struct Environment {
    simulator::Simulator simulator{simulator::SimulatorOptions{}};
    std::optional<OdbcConfiguration> configuration;
    Environment() {
        simulator.start();
        configuration.emplace(simulator.url());
    }
};

Environment& environment() {
    static Environment instance;
    return instance;
}

// The manager reads where its files are once, at its first call; so they are there before the first test.
class SiteEnvironment : public ::testing::Environment {
    void SetUp() override { environment(); }
    // Before exit destroys what the site's threads read.
    void TearDown() override { environment().simulator.stop(); }
};
const ::testing::Environment* const kSiteEnvironment = ::testing::AddGlobalTestEnvironment(new SiteEnvironment);

}  // namespace

simulator::Simulator& site() {
    return environment().simulator;
}

std::string cloudConnectionTo(const std::string& url, const std::string& more) {
    environment();
    // The first of two equal keywords counts, so `more` comes first. A site of another test may have had the address of
    // this one, so nothing is kept of it in a file.
    return "Driver={Assets};" + more + ";URL=" + url + ";ApiUrl=" + url +
           ";Deployment=Cloud;User=demo@example.com;APIToken=demo-token;CacheMetadata=false";
}

std::string dataCenterConnectionTo(const std::string& url, const std::string& more) {
    environment();
    return "Driver={Assets};" + more + ";URL=" + url + ";Deployment=DataCenter;AuthScheme=PAT;PAT=demo-pat;CacheMetadata=false";
}

std::string cloudConnection(const std::string& more) {
    const char* live = std::getenv("ASSETS_TEST_CONNECTION");
    return live != nullptr ? live : cloudConnectionTo(site().url(), more);
}

std::string dataCenterConnection(const std::string& more) {
    return dataCenterConnectionTo(site().url(), more);
}

std::string dsnConnection() {
    environment();
    return "DSN=TestSite";
}

void BothFamilies::SetUp() {
    ASSERT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection()))) << describe(connection.diagnostics());
}

std::string familyName(const ::testing::TestParamInfo<Family>& info) {
    return info.param == Family::Narrow ? "Narrow" : "Wide";
}

}  // namespace assetsodbc::odbctest
