// The features that the ODBC reference puts into its three levels of interface conformance, whether the driver has
// them, and the test that proves it. The documentation is written from this list, and a test compares the names of the
// tests with those that exist.
#pragma once

#include <vector>

namespace assetsodbc::docs {

struct Feature {
    int number;  // the reference's own; those of Core are counted in its order
    const char* level;
    const char* meaning;
    const char* here;  // "yes", or what is missing
    const char* test;  // "Suite.Name" in odbc_test or driver_test
};

const std::vector<Feature>& conformanceFeatures();

}  // namespace assetsodbc::docs
