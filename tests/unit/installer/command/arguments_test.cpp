#include "installer/command/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assetsodbc::installer {
namespace {

using ::testing::ElementsAre;

const std::vector<OptionSpec>& options() {
    static const std::vector<OptionSpec> all{{"--quiet", "", "say little"},
                                             {"--format", "FORMAT", "of rows", false, {"table", "csv"}},
                                             {"--rows", "N", "at most"},
                                             {"--secret", "NAME", "to ask for", true}};
    return all;
}

std::string complaint(const std::vector<std::string>& words) {
    try {
        Arguments(words, options()).number("--rows", 1);
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(Arguments, optionsAndOperandsComeInAnyOrder) {
    const Arguments arguments({"one", "--format", "csv", "two", "--quiet", "--rows=7"}, options());
    EXPECT_THAT(arguments.operands(), ElementsAre("one", "two"));
    EXPECT_EQ(arguments.value("--format"), "csv");
    EXPECT_EQ(arguments.number("--rows", 0), 7);
    EXPECT_TRUE(arguments.has("--quiet"));
    EXPECT_FALSE(arguments.has("--secret"));
    EXPECT_EQ(arguments.value("--secret"), std::nullopt);
}

TEST(Arguments, aValueMayHoldWhateverFollowsTheFirstEqualsSign) {
    EXPECT_EQ(Arguments({"--secret=PAT=env:X"}, options()).value("--secret"), "PAT=env:X");
    EXPECT_EQ(Arguments({"--secret", "--quiet"}, options()).value("--secret"), "--quiet");
    EXPECT_EQ(Arguments({"--secret="}, options()).value("--secret"), "");
}

TEST(Arguments, twoDashesEndTheOptionsAndOneIsAnOperand) {
    EXPECT_THAT(Arguments({"-", "--", "--quiet", "--"}, options()).operands(), ElementsAre("-", "--quiet", "--"));
}

TEST(Arguments, repeatableOptionsKeepAllTheirValues) {
    EXPECT_THAT(Arguments({"--secret", "a", "--secret=b"}, options()).values("--secret"), ElementsAre("a", "b"));
}

TEST(Arguments, whatIsWrongIsNamed) {
    EXPECT_EQ(complaint({"--loud"}), "unknown option \"--loud\".");
    EXPECT_EQ(complaint({"-q"}), "unknown option \"-q\".");
    EXPECT_EQ(complaint({"--loud=1"}), "unknown option \"--loud\".");
    EXPECT_EQ(complaint({"--format"}), "--format needs a value: FORMAT.");
    EXPECT_EQ(complaint({"--format", "xml"}), "--format must be one of table, csv, not \"xml\".");
    EXPECT_EQ(complaint({"--quiet=1"}), "--quiet takes no value.");
    EXPECT_EQ(complaint({"--quiet", "--quiet"}), "--quiet was given twice.");
    EXPECT_EQ(complaint({"--rows", "0"}), "--rows must be a whole number of at least 1, not \"0\".");
    EXPECT_EQ(complaint({"--rows", "7x"}), "--rows must be a whole number of at least 1, not \"7x\".");
    EXPECT_EQ(complaint({"--rows", ""}), "--rows must be a whole number of at least 1, not \"\".");
}

}  // namespace
}  // namespace assetsodbc::installer
