// What the arguments of catalog functions ask of a catalog: one exact name wherever no other can match.
#include "driver/catalog_rows_match.h"

#include <gtest/gtest.h>

namespace assetsodbc::driver {
namespace {

schema::NameCondition pattern(const char* text) {
    return NameFilter(text, ArgumentKind::Pattern, false, "TableName").condition();
}

TEST(NameConditions, APatternWithoutWildcardsIsAName) {
    EXPECT_EQ(pattern("Laptops").exact, "Laptops");
    EXPECT_EQ(pattern("Work\\_Places").exact, "Work_Places");
    EXPECT_EQ(pattern("100\\%").exact, "100%");
    EXPECT_EQ(pattern("Größe").exact, "Größe");
    EXPECT_TRUE(pattern("Laptops").matches("LAPTOPS"));
    EXPECT_FALSE(pattern("Work\\_Places").matches("Work Places"));
}

TEST(NameConditions, APatternWithWildcardsIsATest) {
    for (const char* text : {"Lap%", "Work_Places", "%"}) EXPECT_FALSE(pattern(text).exact) << text;
    EXPECT_TRUE(pattern("Work_Places").matches("work places"));
    EXPECT_FALSE(pattern("Lap%").matches("Desktops"));
}

TEST(NameConditions, NoNameIsNoCondition) {
    for (const auto& condition : {NameFilter(std::nullopt, ArgumentKind::Pattern, false, "x").condition(),
                                  NameFilter("", ArgumentKind::Ordinary, false, "x").condition()}) {
        EXPECT_FALSE(condition.exact);
        EXPECT_FALSE(condition.test);
    }
}

TEST(NameConditions, OrdinaryArgumentsAndIdentifiersAreNamesWhateverTheyHold) {
    EXPECT_EQ(NameFilter("A%", ArgumentKind::Ordinary, false, "x").condition().exact, "A%");
    EXPECT_EQ(NameFilter("\"A_b\" ", ArgumentKind::Pattern, true, "x").condition().exact, "A_b");
}

}  // namespace
}  // namespace assetsodbc::driver
