#include "schema/like_runs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assetsodbc::schema {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// ^text$ with what is anchored.
std::vector<std::string> runsOf(const char* pattern) {
    std::vector<std::string> shown;
    for (const LikeRun& run : likeRuns(pattern))
        shown.push_back((run.isAtStart ? "^" : "") + run.text + (run.isAtEnd ? "$" : ""));
    return shown;
}

TEST(LikeRuns, AreWhatStandsBetweenWildcards) {
    EXPECT_THAT(runsOf("Mac%"), ElementsAre("^Mac"));
    EXPECT_THAT(runsOf("%Pro"), ElementsAre("Pro$"));
    EXPECT_THAT(runsOf("%Book%"), ElementsAre("Book"));
    EXPECT_THAT(runsOf("a%b_c%d"), ElementsAre("^a", "b", "c", "d$"));
    EXPECT_THAT(runsOf("exact"), ElementsAre("^exact$"));
    EXPECT_THAT(runsOf("Z\xC3\xBCrich%"), ElementsAre("^Z\xC3\xBCrich"));
    EXPECT_THAT(runsOf("%%__%"), IsEmpty());
    EXPECT_THAT(runsOf(""), IsEmpty());
}

TEST(LikeRuns, LeaveOutWhatASiteMightReadOtherwise) {
    EXPECT_THAT(runsOf("50*%Pro"), ElementsAre("Pro$"));
    for (const char* pattern : {"a\"b%", "a\\b%", "a?%", "a*%", "a\nb%", "\xFF%", "now()%", "null"})
        EXPECT_THAT(runsOf(pattern), IsEmpty()) << pattern;
    EXPECT_THAT(runsOf("\xCE\x9F\xCE\xA3%x"), ElementsAre("x$"));  // ΟΣ: its small form depends on what follows
    EXPECT_THAT(likeRuns(std::string(500, 'x') + "%y"), testing::SizeIs(1));
}

TEST(LikeRuns, GiveUpTheAnchorWithTheBlanksBesideIt) {
    EXPECT_THAT(runsOf(" a%"), ElementsAre("a"));
    EXPECT_THAT(runsOf("a %"), ElementsAre("^a"));
    EXPECT_THAT(runsOf("%a "), ElementsAre("a"));
    EXPECT_THAT(runsOf("% %"), IsEmpty());
}

}  // namespace
}  // namespace assetsodbc::schema
