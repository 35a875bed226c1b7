// The set-up library as programs meet it: through odbcinst, which finds it by Setup= in odbcinst.ini.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <odbcinstext.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "common/config/connection_properties.h"
#include "common/config/dsn.h"

namespace assetsodbc::installer {
namespace {

using ::testing::HasSubstr;

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// One folder for the whole program, empty data sources for each test.
class SetupLibrary : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        std::string pattern = (std::filesystem::temp_directory_path() / "assetsodbc-setup-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        setenv("ODBCINI", (folder_ / "user.ini").c_str(), 1);
        setenv("ODBCSYSINI", folder_.c_str(), 1);
        std::ofstream(folder_ / "odbcinst.ini")
            << "[Assets]\nDriver = /somewhere/libassetsodbc.so\nSetup = " << SETUP_LIBRARY << "\n";
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }
    void SetUp() override {
        std::filesystem::remove(folder_ / "user.ini");
        std::filesystem::remove(folder_ / "odbc.ini");
    }

    // Attributes separated by "|".
    static bool configure(WORD request, const std::string& attributes) {
        std::string list = attributes + "||";
        for (char& c : list)
            if (c == '|') c = '\0';
        return SQLConfigDataSource(nullptr, request, "Assets", list.c_str()) != 0;
    }
    static std::string lastError() {
        DWORD code = 0;
        char message[512] = "";
        WORD length = 0;
        SQLInstallerError(1, &code, message, sizeof message, &length);
        return std::to_string(code) + " " + message;
    }
    static std::string userFile() { return contentOf(folder_ / "user.ini"); }

    static std::filesystem::path folder_;
};
std::filesystem::path SetupLibrary::folder_;

constexpr const char* kSite = "DSN=Mine|URL=https://x.atlassian.net|UID=me@x.com|PWD=se;cr}et";

TEST_F(SetupLibrary, addsADataSourceThatTheDriverReads) {
    ASSERT_TRUE(configure(ODBC_ADD_DSN, kSite)) << lastError();
    EXPECT_EQ(userFile(),
              "[Mine]\nDriver = Assets\nURL = https://x.atlassian.net\nUser = me@x.com\nAPIToken = se;cr}et\n");
    struct stat status {};
    ASSERT_EQ(stat((folder_ / "user.ini").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
    const auto parsed = common::resolveConnection({{"DSN", "Mine"}});
    EXPECT_EQ(parsed.config.user, "me@x.com");
    EXPECT_EQ(parsed.config.apiToken.reveal(), "se;cr}et");
}

TEST_F(SetupLibrary, addsASystemDataSourceToTheSystemsFile) {
    ASSERT_TRUE(configure(ODBC_ADD_SYS_DSN, "DSN=Ours|URL=https://x.atlassian.net|User=me@x.com|APIToken=env:TOKEN"))
        << lastError();
    EXPECT_THAT(contentOf(folder_ / "odbc.ini"), HasSubstr("[Ours]"));
    EXPECT_EQ(userFile(), "");
}

TEST_F(SetupLibrary, changesWhatIsNamedAndKeepsTheRest) {
    ASSERT_TRUE(configure(ODBC_ADD_DSN, kSite)) << lastError();
    ASSERT_TRUE(configure(ODBC_CONFIG_DSN, "DSN=Mine|User=you@x.com|PageSize=100")) << lastError();
    EXPECT_EQ(userFile(),
              "[Mine]\nDriver = Assets\nURL = https://x.atlassian.net\nAPIToken = se;cr}et\nUser = you@x.com\n"
              "PageSize = 100\n");
    ASSERT_TRUE(configure(ODBC_CONFIG_DSN, "DSN=Mine|PageSize=")) << lastError();
    EXPECT_THAT(userFile(), ::testing::Not(HasSubstr("PageSize")));
}

TEST_F(SetupLibrary, removesADataSourceAndNothingElse) {
    std::ofstream(folder_ / "user.ini") << "# mine\n[Other]\nDriver = Other\n";
    ASSERT_TRUE(configure(ODBC_ADD_DSN, kSite)) << lastError();
    ASSERT_TRUE(configure(ODBC_REMOVE_DSN, "DSN=Mine")) << lastError();
    EXPECT_EQ(userFile(), "# mine\n[Other]\nDriver = Other\n");
}

TEST_F(SetupLibrary, refusesWhatTheDriverWouldNotUnderstand) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"DSN=Mine|URLL=https://x.atlassian.net", "8 The connection property \"URLL\" is unknown"},
        {"DSN=Mine|URL=https://x.atlassian.net|PageSize=0", "8 The connection property PageSize=0 is not allowed"},
        {"URL=https://x.atlassian.net", "9 The attributes name no data source"},
        {"DSN=a[b|URL=https://x.atlassian.net", "8 \"a[b\" cannot be the name of a data source"},
        {"DSN=Mine|nonsense", "8 An attribute is no KEYWORD=value"},
    };
    for (const auto& [attributes, message] : cases) {
        EXPECT_FALSE(configure(ODBC_ADD_DSN, attributes)) << attributes;
        EXPECT_THAT(lastError(), HasSubstr(message));
    }
    EXPECT_FALSE(configure(ODBC_CONFIG_DSN, "DSN=Nowhere|User=x"));
    EXPECT_THAT(lastError(), HasSubstr("9 "));
    EXPECT_FALSE(configure(ODBC_REMOVE_DSN, "DSN=Nowhere"));
    EXPECT_EQ(userFile(), "");
}

TEST_F(SetupLibrary, hasAFieldForEveryProperty) {
    HODBCINSTPROPERTY first = nullptr;
    std::string driver = "Assets";
    ASSERT_EQ(ODBCINSTConstructProperties(driver.data(), &first), ODBCINST_SUCCESS);
    std::map<std::string, const ODBCINSTPROPERTY*> fields;
    for (const ODBCINSTPROPERTY* field = first; field != nullptr; field = field->pNext)
        EXPECT_TRUE(fields.emplace(field->szName, field).second) << field->szName;
    for (const common::PropertySpec& property : common::connectionProperties()) {
        if (property.name == "DSN") continue;
        const auto found = fields.find(std::string(property.name));
        ASSERT_NE(found, fields.end()) << property.name;
        if (property.name == "Driver") continue;
        EXPECT_THAT(found->second->pszHelp, HasSubstr(std::string(property.help)));
        const bool isSecret = property.secrecy == common::PropertySecrecy::Secret;
        EXPECT_EQ(found->second->nPromptType == ODBCINST_PROMPTTYPE_TEXTEDIT_PASSWORD, isSecret) << property.name;
    }
    const ODBCINSTPROPERTY& deployment = *fields.at("Deployment");
    EXPECT_EQ(deployment.nPromptType, ODBCINST_PROMPTTYPE_LISTBOX);
    EXPECT_STREQ(deployment.szValue, "Auto");
    EXPECT_STREQ(deployment.aPromptData[1], "Cloud");
    EXPECT_EQ(deployment.aPromptData[3], nullptr);
    EXPECT_EQ(fields.at("SSLCAFile")->nPromptType, ODBCINST_PROMPTTYPE_FILENAME);
    EXPECT_STREQ(fields.at("MultiValueSeparator")->szValue, "");
    ODBCINSTDestructProperties(&first);
}

// unixODBC's SQLConfigDriver looks the library up in a way that never finds one; other installers call it like this.
TEST_F(SetupLibrary, hasNothingToConfigureOfTheDriver) {
    void* const library = dlopen(SETUP_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << dlerror();
    const auto configDriver = reinterpret_cast<decltype(&ConfigDriver)>(dlsym(library, "ConfigDriver"));
    ASSERT_NE(configDriver, nullptr);
    char message[16] = "left";
    WORD length = 7;
    EXPECT_TRUE(configDriver(nullptr, ODBC_CONFIG_DRIVER, "Assets", nullptr, message, sizeof message, &length) != 0);
    EXPECT_STREQ(message, "");
    EXPECT_EQ(length, 0);
    EXPECT_FALSE(configDriver(nullptr, 77, "Assets", nullptr, nullptr, 0, nullptr) != 0);
    dlclose(library);
}

}  // namespace
}  // namespace assetsodbc::installer
