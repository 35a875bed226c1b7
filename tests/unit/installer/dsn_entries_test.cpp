#include "installer/dsn_entries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/error.h"

namespace assetsodbc::installer {
namespace {

using ::testing::HasSubstr;

std::string refusal(const common::ConnectionAttributes& entries) {
    try {
        checkedEntries(entries);
    } catch (const common::Error& error) {
        return error.what();
    }
    return "";
}

TEST(DsnEntries, namesAreSpeltAsTheDriverSpellsThem) {
    EXPECT_EQ(propertyName("url"), "URL");
    EXPECT_EQ(propertyName("uid"), "User");
    EXPECT_EQ(propertyName("pwd"), "APIToken");
    EXPECT_EQ(propertyName("Frobnicate"), "Frobnicate");
    EXPECT_TRUE(isSecretProperty("pwd"));
    EXPECT_FALSE(isSecretProperty("uid"));
    EXPECT_FALSE(isSecretProperty("Frobnicate"));
}

TEST(DsnEntries, wrongOnesAreRefusedInTheDriversWords) {
    EXPECT_THAT(refusal({{"URLL", "https://x.atlassian.net"}}), HasSubstr("\"URLL\" is unknown"));
    EXPECT_THAT(refusal({{"URL", "https://x.atlassian.net"}, {"PageSize", "0"}}),
                HasSubstr("a whole number from 1 to 999"));
    EXPECT_THAT(refusal({{"User", "me@x.com"}}), HasSubstr("URL is not set"));
    EXPECT_EQ(refusal({{"URL", "https://x.atlassian.net"}, {"User", "a@x.com"}, {"APIToken", "t"}}), "");
}

TEST(DsnEntries, aSecretThatLooksLikeAReferenceIsMarked) {
    EXPECT_EQ(storableSecret("abc"), "abc");
    EXPECT_EQ(storableSecret("env:abc"), "text:env:abc");
    EXPECT_EQ(storableSecret("text:abc"), "text:text:abc");
}

TEST(DsnEntries, secretsInTheFileAreNoticed) {
    const auto holdsSecret = [](const char* name, const char* value) {
        return checkedEntries({{"URL", "https://x.atlassian.net"}, {"User", "me@x.com"}, {name, value}}).holdsSecret;
    };
    EXPECT_TRUE(holdsSecret("APIToken", "abc"));
    EXPECT_TRUE(holdsSecret("APIToken", "text:env:abc"));
    EXPECT_FALSE(holdsSecret("APIToken", "env:A_VARIABLE_THAT_IS_NOT_SET"));
    EXPECT_FALSE(holdsSecret("APIToken", "file:/nowhere"));
    EXPECT_TRUE(holdsSecret("ProxyServer", "http://me:secret@proxy:8080"));
    EXPECT_FALSE(holdsSecret("ProxyServer", "http://proxy:8080"));
}

TEST(DsnEntries, credentialsMayBeLeftToTheLogInWindow) {
    const CheckedEntries checked = checkedEntries({{"URL", "https://x.atlassian.net"}, {"AuthScheme", "APIToken"}});
    ASSERT_EQ(checked.warnings.size(), 1u);
    EXPECT_THAT(checked.warnings[0], HasSubstr("User"));
}

}  // namespace
}  // namespace assetsodbc::installer
