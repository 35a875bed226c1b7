#include "schema/site/name_scope.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace assetsodbc::schema {
namespace {

using testing::ElementsAre;
using testing::Pair;
using Names = std::vector<std::pair<std::int64_t, std::string>>;

TEST(NameScope, GivesTheFirstByIdItsNameAndLaterOnesASuffixWhateverTheOrder) {
    Names names = {{7, "Server"}, {3, "server"}, {12, "SERVER"}, {5, "Host"}};
    std::sort(names.begin(), names.end());
    do {
        NameScope scope;
        EXPECT_THAT(claimAll(scope, names),
                    ElementsAre(Pair(3, "server"), Pair(5, "Host"), Pair(7, "Server_7"), Pair(12, "SERVER_12")));
    } while (std::next_permutation(names.begin(), names.end()));
}

TEST(NameScope, GoesOnWhereTheSuffixedNameIsTakenToo) {
    NameScope scope;
    EXPECT_THAT(claimAll(scope, {{9, "A"}, {2, "a_9"}, {1, "A"}}),
                ElementsAre(Pair(1, "A"), Pair(2, "a_9"), Pair(9, "A_9_9")));
}

TEST(NameScope, ComparesAsSqliteDoes) {
    NameScope scope;
    EXPECT_THAT(claimAll(scope, {{1, "Été"}, {2, "été"}, {3, " a"}, {4, "a"}, {5, "a "}}),
                ElementsAre(Pair(1, "Été"), Pair(2, "été"), Pair(3, " a"), Pair(4, "a"), Pair(5, "a ")));
}

TEST(NameScope, NamesWhatHasNoNameById) {
    NameScope scope;
    EXPECT_THAT(claimAll(scope, {{1, ""}, {2, ""}}), ElementsAre(Pair(1, "_1"), Pair(2, "_2")));
}

TEST(NameScope, ReplacesWhatSqlTextCannotHold) {
    NameScope scope;
    EXPECT_EQ(scope.claim(std::string("a\0b", 3), 1),
              "a\xEF\xBF\xBD"
              "b");
}

TEST(NameScope, KeepsEverySpelling) {
    const std::string awkward[] = {"a\"b", "[x]", "a.b", "SELECT", "Größe 😀", " both ", std::string(255, 'n')};
    NameScope scope;
    for (const std::string& name : awkward) EXPECT_EQ(scope.claim(name, 1), name);
}

TEST(SchemaNames, NeverTakeThoseOfTheDriverOrOfSqlite) {
    EXPECT_THAT(
        sqlSchemaNames(
            {{1, "ITSM"}, {2, "ASSETS"}, {3, "sys"}, {4, "Temp"}, {5, "MAIN"}, {6, "itsm"}, {7, "INFORMATION_SCHEMA"}}),
        ElementsAre(Pair(1, "ITSM"), Pair(2, "ASSETS_2"), Pair(3, "sys_3"), Pair(4, "Temp_4"), Pair(5, "MAIN_5"),
                    Pair(6, "itsm_6"), Pair(7, "INFORMATION_SCHEMA_7")));
    EXPECT_TRUE(isReservedSchemaName("assets"));
    EXPECT_FALSE(isReservedSchemaName("ITSM"));
}

}  // namespace
}  // namespace assetsodbc::schema
