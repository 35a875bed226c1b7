#include "common/config/dsn.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/config/ini_section.h"
#include "common/error.h"

namespace assetsodbc::common {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Each test has ini files of its own, and so paths of its own: odbcinst keeps what it has read by path.
class DsnTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assetsodbc-dsn-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        setenv("ODBCINI", (folder_ / "user.ini").c_str(), 1);
        setenv("ODBCSYSINI", folder_.c_str(), 1);
    }
    void TearDown() override {
        unsetenv("ODBCINI");
        unsetenv("ODBCSYSINI");
        std::filesystem::remove_all(folder_);
    }

    void write(const char* file, const std::string& text) const {
        std::ofstream(folder_ / file, std::ios::binary) << text;
    }
    void writeUserIni(const std::string& text) const { write("user.ini", text); }
    void writeSystemIni(const std::string& text) const { write("odbc.ini", text); }

    std::filesystem::path folder_;
};

std::string valueOf(const std::optional<ConnectionAttributes>& attributes, std::string_view keyword) {
    const ConnectionAttribute* const found = attributes ? find(*attributes, keyword) : nullptr;
    return found == nullptr ? "(absent)" : found->value;
}

TEST_F(DsnTest, readsAllEntriesOfItsSectionOnly) {
    writeUserIni(
        "[Other]\nDriver = X\nURL = https://other\n\n"
        "[Assets]\n# a comment\n; another\nDriver = Assets\n  URL=https://team.atlassian.net  \nUser =\nScope = a b ; "
        "c\n"
        "User Name = é😀\n\n[Last]\nDriver=Y\n");
    const auto attributes = dataSourceAttributes("Assets");
    ASSERT_TRUE(attributes);
    EXPECT_EQ(attributes->size(), 5u);
    EXPECT_EQ(valueOf(attributes, "Driver"), "Assets");
    EXPECT_EQ(valueOf(attributes, "URL"), "https://team.atlassian.net");
    EXPECT_EQ(valueOf(attributes, "User"), "");
    EXPECT_EQ(valueOf(attributes, "Scope"), "a b ; c");
    EXPECT_EQ(valueOf(attributes, "User Name"), "é😀");
}

TEST_F(DsnTest, userFileStandsBeforeSystemFile) {
    writeUserIni("[Both]\nDriver=FromUser\n");
    writeSystemIni("[Both]\nDriver=FromSystem\n[System]\nDriver=S\n");
    EXPECT_EQ(valueOf(dataSourceAttributes("Both"), "Driver"), "FromUser");
    EXPECT_EQ(valueOf(dataSourceAttributes("System"), "Driver"), "S");
}

TEST_F(DsnTest, theSystemFileOfIodbcIsReadLast) {
    writeUserIni("[Both]\nDriver=FromUser\n");
    write("iodbc.ini", "[Both]\nDriver=FromIodbc\n[Iodbc]\nDriver=I\n");
    EXPECT_EQ(dataSourceAttributes("Iodbc"), std::nullopt);
    setenv("SYSODBCINI", (folder_ / "iodbc.ini").c_str(), 1);
    EXPECT_EQ(valueOf(dataSourceAttributes("Both"), "Driver"), "FromUser");
    EXPECT_EQ(valueOf(dataSourceAttributes("Iodbc"), "Driver"), "I");
    unsetenv("SYSODBCINI");
}

TEST_F(DsnTest, aMissingDataSourceIsToldApart) {
    writeUserIni("[Assets]\nDriver=Assets\n");
    EXPECT_EQ(dataSourceAttributes("Nowhere"), std::nullopt);
    try {
        resolveConnection({{"DSN", "Nowhere"}, {"URL", "https://team.atlassian.net"}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument);
        EXPECT_THAT(error.what(), HasSubstr("Data source name not found: odbc.ini has no section [Nowhere]"));
    }
}

TEST_F(DsnTest, longTokensAreReadWhole) {
    for (const std::size_t length : {890u, 900u, 985u, 990u, 991u, 1000u, 1024u, 2048u, 8000u, 70000u}) {
        const std::string name = "Long" + std::to_string(length);
        const std::string token(length, 't');
        std::ofstream(folder_ / "user.ini", std::ios::binary | std::ios::app)
            << "[" << name << "]\nDriver=Assets\nAPIToken = " << token << "x\nUser=me\n";
    }
    for (const std::size_t length : {890u, 900u, 985u, 990u, 991u, 1000u, 1024u, 2048u, 8000u, 70000u}) {
        const auto attributes = dataSourceAttributes("Long" + std::to_string(length));
        ASSERT_TRUE(attributes) << length;
        EXPECT_EQ(attributes->size(), 3u) << length;
        EXPECT_EQ(valueOf(attributes, "APIToken"), std::string(length, 't') + "x") << length;
        EXPECT_EQ(valueOf(attributes, "User"), "me") << length;
    }
}

TEST_F(DsnTest, longTokensOfTheSystemFileAreReadWhole) {
    writeUserIni("[Another]\nDriver=Assets\n");
    writeSystemIni("[Long]\nDriver=Assets\nPAT=" + std::string(3000, 'p') + "\n");
    EXPECT_EQ(valueOf(dataSourceAttributes("Long"), "PAT"), std::string(3000, 'p'));
}

TEST_F(DsnTest, theManagerKnowsTheSameEntries) {
    writeUserIni("[Managed]\nDriver=Assets\nURL=https://team.atlassian.net\nScope=a b ; c\n");
    const auto attributes = attributesKnownToManager("Managed");
    ASSERT_TRUE(attributes);
    EXPECT_EQ(joinedConnectionString(*attributes), joinedConnectionString(*dataSourceAttributes("Managed")));
    EXPECT_EQ(attributesKnownToManager("NotManaged"), std::nullopt);
}

TEST_F(DsnTest, anEntryThatTheManagerCutsIsRefusedWithoutShowingIt) {
    writeUserIni("[Cut]\nDriver=Assets\nPAT=" + std::string(3000, 'p') + "\n");
    try {
        attributesKnownToManager("Cut");
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("\"Cut\" holds an entry of more than 900 characters"));
        EXPECT_THAT(error.what(), ::testing::Not(HasSubstr("pppp")));
    }
}

TEST_F(DsnTest, theConnectionStringStandsOverItsDataSource) {
    writeUserIni("[Assets]\nDriver=Assets\nURL=https://team.atlassian.net\nUser=me\nAPIToken=t\nPageSize=11\n");
    const ParsedConnection parsed = resolveConnection(parseConnectionString("DSN=Assets;PageSize=12;PWD=other"));
    EXPECT_EQ(parsed.config.pageSize, 12u);
    EXPECT_EQ(parsed.config.user, "me");
    EXPECT_EQ(parsed.config.apiToken.reveal(), "other");
    EXPECT_EQ(parsed.config.dataSourceName, "Assets");
    EXPECT_THAT(parsed.warnings, IsEmpty());
}

TEST_F(DsnTest, theFirstOfDsnAndDriverCounts) {
    writeUserIni("[Assets]\nDriver=Assets\nURL=https://team.atlassian.net\nUser=dsn-user\nAPIToken=t\n");
    const std::string rest = "URL=https://own.atlassian.net;User=own;APIToken=t;PageSize=3";
    EXPECT_EQ(resolveConnection(parseConnectionString("DRIVER={Assets};DSN=Nowhere;" + rest)).config.user, "own");
    EXPECT_EQ(resolveConnection(parseConnectionString("DSN=Assets;DRIVER={Assets}")).config.user, "dsn-user");
    EXPECT_EQ(resolveConnection(parseConnectionString(rest)).config.user, "own");
}

TEST_F(DsnTest, iniSectionsAreReadWithoutLimit) {
    const std::string file = (folder_ / "any.ini").string();
    write("any.ini",
          "stray=1\n[ A ]\r\nk = v\r\nnovalue\r\n;c=1\nk2=" + std::string(5000, 'x') + "\n[a]\nk=second\n[b]\n");
    const auto section = readIniSection(file, "a");
    ASSERT_TRUE(section);
    ASSERT_EQ(section->size(), 3u);
    EXPECT_EQ(valueOf(section, "k"), "v");
    EXPECT_EQ(valueOf(section, "novalue"), "");
    EXPECT_EQ(valueOf(section, "k2").size(), 5000u);
    EXPECT_TRUE(readIniSection(file, "b")->empty());
    EXPECT_EQ(readIniSection(file, "c"), std::nullopt);
    EXPECT_EQ(readIniSection((folder_ / "missing.ini").string(), "a"), std::nullopt);
}

}  // namespace
}  // namespace assetsodbc::common
