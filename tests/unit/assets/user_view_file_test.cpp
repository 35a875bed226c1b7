#include "assets/user_view_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/error.h"

namespace assetsodbc::assets {
namespace {

using common::UserView;

class UserViewFile : public ::testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "assetsodbc-views-XXXXXX").string();
        ::close(mkstemp(pattern.data()));
        file_ = pattern;
    }
    void TearDown() override { std::filesystem::remove(file_); }

    std::vector<UserView> viewsIn(const std::string& text) const {
        std::ofstream(file_, std::ios::binary) << text;
        return readUserViews(file_);
    }
    std::string refusalOf(const std::string& text) const {
        try {
            viewsIn(text);
            ADD_FAILURE() << text;
            return {};
        } catch (const common::Error& error) {
            EXPECT_EQ(error.kind(), common::ErrorKind::InvalidArgument);
            EXPECT_NE(std::string(error.what()).find(file_), std::string::npos) << error.what();
            return error.what();
        }
    }

    std::string file_;
};

TEST_F(UserViewFile, viewsComeInTheOrderOfTheFile) {
    const auto views = viewsIn(
        "{\n \"Zoo\": {\"query\": \"SELECT 1\"},\n /* note */ \"Büro\": {\"other\": 1, \"QUERY\": "
        "\"SELECT \\u00fc\"},\n \"A\": \"SELECT 3\",\n}");
    ASSERT_EQ(views.size(), 3u);
    EXPECT_EQ(views[0].name, "Zoo");
    EXPECT_EQ(views[0].query, "SELECT 1");
    EXPECT_EQ(views[1].name, "Büro");
    EXPECT_EQ(views[1].query, "SELECT ü");
    EXPECT_EQ(views[2].query, "SELECT 3");
    EXPECT_TRUE(viewsIn("{}").empty());
}

TEST_F(UserViewFile, whatIsWrongIsNamed) {
    const std::pair<const char*, const char*> all[] = {
        {"", "is no JSON"},
        {"{\"A\": ", "is no JSON"},
        {"{\"A\": \"\xFF\"}", "is no JSON"},
        {"[]", "not a JSON object"},
        {"{\"A\": {}}", "no query for the view \"A\""},
        {"{\"A\": {\"query\": 1}}", "no query for the view \"A\""},
        {"{\"A\": null}", "no query for the view \"A\""},
        {"{\"\": \"SELECT 1\"}", "a view without a name"},
        {"{\"A\": \"SELECT 1\", \"a\": \"SELECT 2\"}", "two views of the name \"a\""},
    };
    for (const auto& [text, words] : all) EXPECT_NE(refusalOf(text).find(words), std::string::npos) << text;
}

TEST_F(UserViewFile, deepNestingIsNoDanger) {
    refusalOf("{\"A\": " + std::string(100000, '['));
}

TEST_F(UserViewFile, aFileThatIsNotThereIsNamed) {
    std::filesystem::remove(file_);
    EXPECT_THROW(readUserViews(file_), common::Error);
    EXPECT_THROW(readUserViews(std::filesystem::temp_directory_path().string()), common::Error);
}

}  // namespace
}  // namespace assetsodbc::assets
