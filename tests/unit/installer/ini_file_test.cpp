#include "installer/ini_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "common/error.h"

namespace assetsodbc::installer {
namespace {

using ::testing::ElementsAre;

class IniFileTest : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assetsodbc-ini-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        path_ = folder_ / "odbc.ini";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    void holds(const std::string& text) const { std::ofstream(path_, std::ios::binary) << text; }
    std::string content() const {
        std::ifstream in(path_, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        return text.str();
    }
    mode_t mode() const {
        struct stat status {};
        stat(path_.c_str(), &status);
        return status.st_mode & 07777;
    }
    std::string afterSetting(const std::string& before, const std::string& name,
                             const common::ConnectionAttributes& entries) const {
        holds(before);
        IniFile file(path_);
        file.setSection(name, entries);
        file.write(0600);
        return content();
    }
    std::string afterRemoving(const std::string& before, const std::string& name) const {
        holds(before);
        IniFile file(path_);
        EXPECT_TRUE(file.removeSection(name));
        file.write(0600);
        return content();
    }

    std::filesystem::path folder_, path_;
};

TEST_F(IniFileTest, aMissingFileIsEmptyAndIsMade) {
    IniFile file(path_);
    EXPECT_FALSE(file.exists());
    EXPECT_TRUE(file.sections().empty());
    file.setSection("Mine", {{"Driver", "Assets"}});
    file.write(0600);
    EXPECT_EQ(content(), "[Mine]\nDriver = Assets\n");
    EXPECT_EQ(mode(), 0600u);
}

TEST_F(IniFileTest, sectionsAreReadAsUnixOdbcReadsThem) {
    holds("# comment\n[ One ]\n  Key=  value ; not a comment \n;Other = 1\nAlone\n[Two]\r\nKey = x\r\n");
    const IniFile file(path_);
    EXPECT_THAT(file.sections(), ElementsAre("One", "Two"));
    const auto one = file.section("one");
    ASSERT_TRUE(one);
    ASSERT_EQ(one->size(), 2u);
    EXPECT_EQ((*one)[0].keyword, "Key");
    EXPECT_EQ((*one)[0].value, "value ; not a comment");
    EXPECT_EQ((*one)[1].keyword, "Alone");
    EXPECT_EQ((*one)[1].value, "");
    EXPECT_EQ(file.section("Two")->front().value, "x");
    EXPECT_FALSE(file.section("Three"));
}

TEST_F(IniFileTest, everythingElseStaysByteForByte) {
    const std::string longToken(5000, 't');
    const std::string before = "; ours\n\n[Other]\n  Token=" + longToken + "\n# tail";
    EXPECT_EQ(afterSetting(before, "Mine", {{"Driver", "Assets"}, {"URL", "https://x"}}),
              before + "\n\n[Mine]\nDriver = Assets\nURL = https://x\n");
    EXPECT_EQ(afterRemoving(before + "\n\n[Mine]\nDriver = Assets\n", "mine"), before + "\n");
}

TEST_F(IniFileTest, aSectionIsReplacedWhereItStands) {
    EXPECT_EQ(afterSetting("[A]\na=1\n\n[B]\nb=1\nc=2\n# about C\n[C]\n", "b", {{"d", "4"}}),
              "[A]\na=1\n\n[b]\nd = 4\n# about C\n[C]\n");
}

TEST_F(IniFileTest, commentsBehindARemovedSectionStay) {
    EXPECT_EQ(afterRemoving("[A]\na=1\n# inside\nb=2\n\n# about B\n[B]\nb=1\n", "A"), "\n# about B\n[B]\nb=1\n");
    IniFile file(path_);
    EXPECT_FALSE(file.removeSection("A"));
}

TEST_F(IniFileTest, linksStayLinks) {
    const auto real = folder_ / "real.ini";
    std::ofstream(real) << "[A]\n";
    std::filesystem::create_symlink("real.ini", path_);
    IniFile file(path_);
    file.setSection("B", {});
    file.write(file.mode());
    EXPECT_TRUE(std::filesystem::is_symlink(path_));
    EXPECT_EQ(IniFile(real).sections().size(), 2u);
}

TEST_F(IniFileTest, whatNoIniFileCanHoldIsRefused) {
    IniFile file(path_);
    for (const char* value : {"a\nb", "a\r", " a", "a "})
        EXPECT_THROW(file.setSection("A", {{"Key", value}}), common::Error) << value;
    EXPECT_TRUE(file.sections().empty());
}

TEST_F(IniFileTest, aFolderThatCannotBeWrittenIsNamed) {
    IniFile file(folder_ / "nowhere" / "odbc.ini");
    try {
        file.write(0600);
        FAIL();
    } catch (const common::Error& error) {
        EXPECT_THAT(error.what(), ::testing::HasSubstr("nowhere/odbc.ini: No such file or directory"));
    }
}

}  // namespace
}  // namespace assetsodbc::installer
