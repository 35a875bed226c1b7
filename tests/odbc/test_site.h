// The site that the black-box tests talk to: one simulator in this process with the company's data, started on first
// use, and connection strings for it. With ASSETS_TEST_CONNECTION in the environment the tests that do not script the
// site use that connection instead, so the same bodies run against a live site.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "odbc_client.h"

namespace assetsodbc::simulator {
class Simulator;
}

namespace assetsodbc::odbctest {

simulator::Simulator& site();
std::string cloudConnection(const std::string& more = "");
std::string dataCenterConnection(const std::string& more = "");
std::string cloudConnectionTo(const std::string& url, const std::string& more = "");
std::string dataCenterConnectionTo(const std::string& url, const std::string& more = "");
std::string dsnConnection();  // DSN=…, from a private odbc.ini

// A test that runs in the narrow and in the wide family, on an open connection to the Cloud site.
class BothFamilies : public ::testing::TestWithParam<Family> {
protected:
    void SetUp() override;
    Connection connection{GetParam()};
};
std::string familyName(const ::testing::TestParamInfo<Family>& info);

#define IN_BOTH_FAMILIES(suite) \
    INSTANTIATE_TEST_SUITE_P(Odbc, suite, ::testing::Values(Family::Narrow, Family::Wide), familyName)

}  // namespace assetsodbc::odbctest
