#include "common/config/foreign_keywords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "common/config/connection_properties.h"
#include "common/error.h"
#include "common/unicode.h"

namespace assetsodbc::common {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kMinimal = "URL=https://team.atlassian.net;User=me@example.com;APIToken=tok-secret;";

ParsedConnection parsed(const std::string& more, const ConnectionAttributes& ofDataSource = {}) {
    return parseConnectionProperties(parseConnectionString(kMinimal + more), ofDataSource);
}

std::string errorOf(const std::string& more, const ConnectionAttributes& ofDataSource = {}) {
    try {
        parsed(more, ofDataSource);
        ADD_FAILURE() << "accepted: " << more;
        return {};
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::InvalidArgument) << more;
        return error.what();
    }
}

TEST(ForeignKeywords, namesThatNobodyKnowsAreTold) {
    const ParsedConnection result = parsed("Colour=red;PageSise=3");
    EXPECT_THAT(result.warnings, ElementsAre("The connection property \"Colour\" is unknown and was ignored.",
                                             "The connection property \"PageSise\" is unknown and was ignored. Did "
                                             "you mean \"PageSize\"?"));
    EXPECT_THAT(result.substitutions, IsEmpty());
    EXPECT_EQ(result.config.pageSize, 500u);
}

TEST(ForeignKeywords, aLongWordIsToldByItsBeginning) {
    const ParsedConnection result = parsed(std::string(100000, 'x') + "=1");
    ASSERT_EQ(result.warnings.size(), 1u);
    EXPECT_LT(result.warnings[0].size(), 200u);
}

TEST(ForeignKeywords, wordsOfTheDriverManagerAndOfApplicationsAreSilent) {
    const ParsedConnection result = parsed("FILEDSN=x;SAVEFILE=y;APP=Sheets;WSID=pc;Database=;Unknown={}");
    EXPECT_THAT(result.warnings, IsEmpty());
    EXPECT_THAT(result.substitutions, IsEmpty());
}

TEST(ForeignKeywords, whatAnotherDriverNeedsAndThisOneDoesNotIsNamed) {
    for (const char* name : {"OAuthVersion", "UseConnectionPooling", "PoolIdleTimeout", "PoolMaxSize", "PoolMinSize",
                             "PoolWaitTime", "ConnectionLifeTime", "RTK", "Other", "CacheTolerance", "Location"}) {
        const ParsedConnection result = parsed(std::string(name) + "=1");
        EXPECT_THAT(result.substitutions,
                    ElementsAre(AllOf(HasSubstr("\"" + std::string(name) + "\""), HasSubstr("is not used: "))))
            << name;
        EXPECT_THAT(result.warnings, IsEmpty()) << name;
    }
}

TEST(ForeignKeywords, aValueThatAsksForWhatIsDoneAnywayIsSilent) {
    for (const char* setting : {"AutoCache=False", "AutoCache=0", "Offline=no", "Timezone=utc", "Timezone=Etc/UTC",
                                "SupportEnhancedSQL=True", "UseSimpleNames=false", "UseDisplayNames=true",
                                "UseDefaultOrderBy=true", "SSLClientCertSubject=*", "BatchSize=0"}) {
        EXPECT_THAT(parsed(setting).substitutions, IsEmpty()) << setting;
        EXPECT_THAT(parsed(setting).warnings, IsEmpty()) << setting;
    }
}

TEST(ForeignKeywords, whatWouldChangeResultsIsRefused) {
    EXPECT_THAT(errorOf("Offline=true"), HasSubstr("\"Offline\" asks for what this driver does not do"));
    EXPECT_THAT(errorOf("Timezone=Europe/Berlin"), HasSubstr("\"Timezone\""));
    EXPECT_THAT(errorOf("SSLClientCertSubject=CN=me"), HasSubstr("\"SSLClientCertSubject\""));
    EXPECT_THAT(errorOf("", {{"Offline", "true"}}), HasSubstr("\"Offline\""));
}

TEST(ForeignKeywords, theConnectionStringCountsBeforeTheDataSource) {
    EXPECT_NO_THROW(parsed("offline=false", {{"Offline", "true"}}));
    EXPECT_THAT(parsed("RTK=1", {{"rtk", "2"}}).substitutions.size(), 1u);
}

TEST(ForeignKeywords, noneIsAPropertyAndAllAreSentences) {
    std::set<std::string> names;
    for (const ForeignKeyword& keyword : foreignKeywords()) {
        EXPECT_EQ(findProperty(keyword.name), nullptr) << keyword.name;
        EXPECT_TRUE(names.insert(asciiLower(keyword.name)).second) << keyword.name;
        EXPECT_FALSE(keyword.instead.empty()) << keyword.name;
        EXPECT_NE(keyword.instead.back(), '.') << keyword.name;
    }
    EXPECT_TRUE(std::is_sorted(foreignKeywords().begin(), foreignKeywords().end(),
                               [](const auto& a, const auto& b) { return asciiLower(a.name) < asciiLower(b.name); }));
}

}  // namespace
}  // namespace assetsodbc::common
