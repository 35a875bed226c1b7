#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "installer/command/command.h"

namespace assetsodbc::installer {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Outcome {
    int code;
    std::string out, err;
};

Outcome run(const std::vector<std::string>& words) {
    std::istringstream in;
    std::ostringstream out, err;
    Terminal terminal{in, out, err, false, [](const std::string&) { return common::Secret(); }};
    const int code = runProgram(words, terminal);
    return {code, out.str(), err.str()};
}

TEST(Program, withoutACommandItListsThemAsWrongUsage) {
    const Outcome outcome = run({});
    EXPECT_EQ(outcome.code, 2);
    EXPECT_THAT(outcome.err, HasSubstr("dsn add"));
    EXPECT_THAT(outcome.out, IsEmpty());
}

TEST(Program, helpTellsOfEveryCommandAndOption) {
    const Outcome general = run({"--help"});
    EXPECT_EQ(general.code, 0);
    std::set<std::string_view> names;
    for (const CommandSpec* command : commands()) {
        EXPECT_TRUE(names.insert(command->name).second) << command->name;
        EXPECT_THAT(general.out, HasSubstr("  " + std::string(command->name) + " "));
        const std::string help = helpOf(*command);
        EXPECT_THAT(help, HasSubstr("Usage: assets-odbc " + std::string(command->name)));
        for (const OptionSpec& option : command->options) EXPECT_THAT(help, HasSubstr("  " + std::string(option.name)));
        std::istringstream lines(help);
        for (std::string line; std::getline(lines, line);) EXPECT_LE(line.size(), 120u) << line;
    }
}

TEST(Program, helpOfOneCommandIsReachedInEachUsualWay) {
    const std::string help = run({"help", "dsn", "add"}).out;
    EXPECT_THAT(help, HasSubstr("--secret PROPERTY[=FROM]"));
    EXPECT_EQ(run({"dsn", "add", "--help"}).out, help);
    EXPECT_EQ(run({"dsn", "add", "X", "-h"}).out, help);
    EXPECT_THAT(run({"help", "dsn"}).out, HasSubstr("Usage: assets-odbc dsn remove"));
    EXPECT_THAT(run({"query", "--help"}).out, HasSubstr("--max-rows"));
}

TEST(Program, wrongUsageIsExitCodeTwo) {
    const std::vector<std::pair<std::vector<std::string>, std::string>> cases{
        {{"frobnicate"}, "there is no command \"frobnicate\""},
        {{"dsn"}, "\"dsn\" needs a second word: add, list, test, remove"},
        {{"dsn", "frobnicate"}, "there is no command \"dsn frobnicate\""},
        {{"dsn", "remove"}, "\"dsn remove\" needs NAME"},
        {{"dsn", "list", "x"}, "\"x\" is one argument too many for \"dsn list\""},
        {{"query", "--frobnicate"}, "unknown option \"--frobnicate\""},
        {{"query", "--format", "xml", "SELECT 1"}, "--format must be one of"},
        {{"help", "frobnicate"}, "there is no command \"frobnicate\""},
    };
    for (const auto& [words, message] : cases) {
        const Outcome outcome = run(words);
        EXPECT_EQ(outcome.code, 2) << message;
        EXPECT_THAT(outcome.err, HasSubstr(message));
        EXPECT_THAT(outcome.out, IsEmpty());
    }
}

TEST(Program, aConnectionThatFailsIsExitCodeOneWithItsState) {
    const Outcome outcome = run({"query", "--connect", "DRIVER=/nowhere/lib.so", "SELECT 1"});
    EXPECT_EQ(outcome.code, 1);
    EXPECT_THAT(outcome.err, HasSubstr("01000: [unixODBC][Driver Manager]Can't open lib '/nowhere/lib.so'"));
}

TEST(Program, itTellsItsVersion) {
    EXPECT_EQ(run({"version"}).out, run({"--version"}).out);
    EXPECT_THAT(run({"version"}).out, ::testing::MatchesRegex("assets-odbc [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

}  // namespace
}  // namespace assetsodbc::installer
