#include "assets/scopes.h"

#include <gtest/gtest.h>

#include <set>

namespace assetsodbc::assets {
namespace {

TEST(Scopes, AreTheSeventeenGranularOnesOneClassicOneAndOfflineAccess) {
    std::multiset<ScopeKind> kinds;
    std::set<std::string_view> names;
    for (const Scope* scope : allScopes()) {
        kinds.insert(scope->kind);
        EXPECT_TRUE(names.insert(scope->name).second) << scope->name;
    }
    EXPECT_EQ(kinds.count(ScopeKind::Granular), 17U);
    EXPECT_EQ(kinds.count(ScopeKind::Classic), 1U);
    EXPECT_EQ(kinds.count(ScopeKind::Standard), 1U);
}

TEST(Scopes, HaveTheAccessAndTheObjectThatTheirNamesSay) {
    for (const Scope* scope : allScopes()) {
        if (scope->kind != ScopeKind::Granular) continue;
        EXPECT_EQ(scope->name.substr(0, scope->name.find(':')), nameOf(scope->access)) << scope->name;
    }
    EXPECT_EQ(findScope("read:servicedesk-request")->kind, ScopeKind::Classic);
    EXPECT_EQ(findScope("read:cmdb-object"), nullptr);
}

TEST(Scopes, OfAGrantAreComparedWhole) {
    EXPECT_TRUE(grants("offline_access read:cmdb-object:jira", scopes::kReadObjects));
    EXPECT_TRUE(grants("read:cmdb-icon:jira,read:cmdb-object:jira", scopes::kReadObjects));
    EXPECT_TRUE(grants("  read:cmdb-object:jira\n", scopes::kReadObjects));
    EXPECT_FALSE(grants("read:cmdb-object:jira-x read:cmdb-object", scopes::kReadObjects));
    EXPECT_FALSE(grants("", scopes::kReadObjects));
}

TEST(Scopes, OfReadingAreSevenAndChangeNothing) {
    const std::string minimum = minimumReadScopes();
    EXPECT_EQ(minimum,
              "read:cmdb-object:jira read:cmdb-schema:jira read:cmdb-type:jira read:cmdb-attribute:jira "
              "read:cmdb-config:jira read:cmdb-icon:jira read:servicedesk-request");
    for (const Scope* scope : allScopes())
        EXPECT_EQ(grants(minimum, *scope), scope->access == ScopeAccess::Read) << scope->name;
}

TEST(Scopes, AreGivenOfflineAccessOnce) {
    EXPECT_EQ(withOfflineAccess("read:cmdb-icon:jira"), "read:cmdb-icon:jira offline_access");
    EXPECT_EQ(withOfflineAccess("offline_access read:cmdb-icon:jira"), "offline_access read:cmdb-icon:jira");
    EXPECT_EQ(withOfflineAccess(""), "offline_access");
}

TEST(Scopes, AreDescribedWithTheKindThatAConsoleAsksFor) {
    EXPECT_EQ(described(scopes::kReadIcons), "the granular scope read:cmdb-icon:jira");
    EXPECT_EQ(described(scopes::kFindWorkspace), "the classic scope read:servicedesk-request");
}

}  // namespace
}  // namespace assetsodbc::assets
