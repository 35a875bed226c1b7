// What a connection's log holds at each verbosity, as docs/security.md promises a reviewer.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "test_site.h"

namespace assetsodbc::odbctest {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Logging : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assets-odbc-log-XXXXXX").string();
        folder = mkdtemp(pattern.data());
    }
    void TearDown() override {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
    // Of a connection that asks once.
    std::string logOf(const std::string& settings) const {
        const std::string file = (folder / "log").string();
        {
            Connection connection;
            EXPECT_TRUE(SQL_SUCCEEDED(connection.driverConnect(cloudConnection("Logfile=" + file + ";" + settings))))
                << describe(connection.diagnostics());
            query(connection, "SELECT Name FROM ITSM.Laptops WHERE Key = 'ITSM-102'");
        }
        std::ifstream in(file);
        std::string text{std::istreambuf_iterator<char>(in), {}};
        std::filesystem::remove(file);
        return text;
    }
    std::filesystem::path folder;
};

TEST_F(Logging, GrowsWithTheVerbosityAndHoldsTheTextOfQueriesAtTheHighestOnly) {
    EXPECT_EQ(logOf("Verbosity=1"), "");
    EXPECT_EQ(logOf("Verbosity=2"), "");
    EXPECT_THAT(logOf("Verbosity=3"),
                AllOf(HasSubstr("connected to http"), HasSubstr("signed in by AuthScheme=APIToken"),
                      HasSubstr("query of 52 bytes"), Not(HasSubstr("/object/aql"))));
    EXPECT_THAT(logOf("Verbosity=4"), AllOf(HasSubstr("/object/aql"), Not(HasSubstr("ITSM-102"))));
    EXPECT_THAT(logOf("Verbosity=5"), HasSubstr("query: SELECT Name FROM ITSM.Laptops WHERE Key = 'ITSM-102'"));
}

TEST_F(Logging, MayBeOfPartsOfTheDriver) {
    EXPECT_THAT(logOf("Verbosity=5;LogModules=AUTH"),
                AllOf(HasSubstr("signed in by"), Not(HasSubstr("/object/aql")), Not(HasSubstr("query: "))));
    EXPECT_THAT(logOf("Verbosity=5;LogModules=HTTP"), AllOf(HasSubstr("/object/aql"), Not(HasSubstr("signed in by"))));
}

TEST_F(Logging, IsNotWrittenThroughALink) {
    std::filesystem::create_symlink(folder / "elsewhere", folder / "link");
    Connection connection;
    EXPECT_EQ(connection.driverConnect(cloudConnection("Logfile=" + (folder / "link").string())), SQL_ERROR);
    EXPECT_THAT(describe(connection.diagnostics()), HasSubstr("not a link"));
    EXPECT_FALSE(std::filesystem::exists(folder / "elsewhere"));
}

}  // namespace
}  // namespace assetsodbc::odbctest
