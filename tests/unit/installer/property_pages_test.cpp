#include "installer/property_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/config/dsn.h"
#include "common/config/foreign_keywords.h"
#include "common/config/moving_notes.h"
#include "common/error.h"

namespace assetsodbc::installer {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string committed(const char* file) {
    std::ifstream in(std::filesystem::path(SOURCE_FOLDER) / file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// An ini file of its own for each test.
class SampleIniTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assetsodbc-sample-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        setenv("ODBCINI", (folder_ / "odbc.ini").c_str(), 1);
        setenv("ODBCSYSINI", folder_.c_str(), 1);
    }
    void TearDown() override {
        unsetenv("ODBCINI");
        unsetenv("ODBCSYSINI");
        std::filesystem::remove_all(folder_);
    }
    void install(const std::string& text) const { std::ofstream(folder_ / "odbc.ini", std::ios::binary) << text; }

    std::filesystem::path folder_;
};

TEST_F(SampleIniTest, theCommittedSampleConnects) {
    install(committed("odbc.ini.sample"));
    const common::ParsedConnection cloud = common::resolveConnection({{"DSN", "Assets"}});
    EXPECT_THAT(cloud.warnings, IsEmpty());
    EXPECT_EQ(cloud.config.url, "https://your-site.atlassian.net");
    EXPECT_EQ(cloud.config.user, "you@example.com");
    EXPECT_EQ(cloud.config.apiToken.reveal(), "your-api-token");
    EXPECT_EQ(cloud.config.pageSize, 500u);

    const common::ParsedConnection dataCenter = common::resolveConnection({{"DSN", "AssetsDataCenter"}});
    EXPECT_THAT(dataCenter.warnings, IsEmpty());
    EXPECT_EQ(dataCenter.config.deployment, common::Deployment::DataCenter);
    EXPECT_EQ(dataCenter.config.url, "https://jira.example.com/jira");
    EXPECT_EQ(dataCenter.config.pat.reveal(), "your-personal-access-token");
}

TEST_F(SampleIniTest, everyLineOfTheSampleIsAllowedWhenItsCommentSignIsTakenAway) {
    std::istringstream lines(committed("odbc.ini.sample"));
    std::string text;
    for (std::string line; std::getline(lines, line);) {
        const bool isEntry = line.size() > 1 && line[0] == '#' && line[1] != ' ';
        text += (isEntry ? line.substr(1) : line) + "\n";
    }
    install(text);
    const auto attributes = common::dataSourceAttributes("Assets");
    ASSERT_TRUE(attributes);
    for (const common::PropertySpec& property : common::connectionProperties()) {
        if (property.name == "DSN") continue;
        const common::ConnectionAttribute* const entry = common::find(*attributes, property.name);
        ASSERT_NE(entry, nullptr) << property.name;
        if (property.fallback.empty()) continue;
        EXPECT_EQ(entry->value, property.example.empty() ? property.fallback : property.example) << property.name;
    }
    const common::ParsedConnection parsed = common::resolveConnection({{"DSN", "Assets"}});
    EXPECT_THAT(parsed.warnings, IsEmpty());
    EXPECT_EQ(parsed.config.multiValueSeparator, "; ");
    EXPECT_EQ(parsed.config.workspaceId, "11111111-2222-3333-4444-555555555555");
    EXPECT_EQ(parsed.config.proxyServer, "http://proxy.example.com:8080");
}

TEST(PropertyPages, theTablesNameEveryPropertyWithItsAliases) {
    const std::string tables = propertyTables();
    for (const common::PropertySpec& property : common::connectionProperties()) {
        EXPECT_THAT(tables, HasSubstr("| `" + std::string(property.name) + "`")) << property.name;
        EXPECT_THAT(tables, HasSubstr(std::string(property.help))) << property.name;
    }
    EXPECT_THAT(tables, HasSubstr("`User`<br>also `UID`, `User ID`"));
    EXPECT_THAT(tables, HasSubstr("| `APIToken`<br>also `PWD`, `Password` | secret text | – |"));
    EXPECT_THAT(tables, HasSubstr("| `PageSize` | a whole number from 1 to 999 | `500` |"));
}

TEST(PropertyPages, theTableForThoseWhoMoveNamesEveryPropertyOnce) {
    const std::string table = movingTable();
    for (const common::SharedProperty& shared : common::sharedProperties()) {
        EXPECT_NE(common::findProperty(shared.name), nullptr) << shared.name;
        const std::string row = "| `" + std::string(shared.name) + "` |";
        EXPECT_THAT(table, HasSubstr(row));
        EXPECT_EQ(table.find(row), table.rfind(row)) << shared.name;
    }
    for (const common::ForeignKeyword& keyword : common::foreignKeywords())
        EXPECT_THAT(table, HasSubstr("| `" + std::string(keyword.name) + "` |"));
    EXPECT_THAT(table, HasSubstr("| `Offline` | `false` is what is done anyway. Anything else is refused: "));
    EXPECT_THAT(table, HasSubstr("| `RTK` | Is ignored (01S02): "));
}

TEST(PropertyPages, thePageKeepsWhatStandsAroundItsMarkers) {
    const std::string begin = "<!-- properties: begin, made by assets-odbc-describe -->\n";
    const std::string end = "<!-- properties: end -->\n";
    const std::string movingBegin = "<!-- moving: begin, made by assets-odbc-describe -->\n";
    const std::string movingEnd = "<!-- moving: end -->\n";
    const std::string page =
        withPropertyTables("head\n" + begin + "old" + end + "between\n" + movingBegin + "old" + movingEnd + "tail\n");
    EXPECT_EQ(page, "head\n" + begin + "\n" + propertyTables() + end + "between\n" + movingBegin + "\n" +
                        movingTable() + "\n" + movingEnd + "tail\n");
    EXPECT_EQ(withPropertyTables(page), page);
}

TEST(PropertyPages, aPageWithoutMarkersIsRefused) {
    EXPECT_THROW(withPropertyTables("head\n"), common::Error);
    EXPECT_THROW(withPropertyTables("<!-- properties: end -->\n"), common::Error);
    EXPECT_THROW(
        withPropertyTables("<!-- properties: begin, made by assets-odbc-describe -->\n<!-- properties: end -->\n"),
        common::Error);
}

}  // namespace
}  // namespace assetsodbc::installer
