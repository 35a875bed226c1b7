#include "assets/auth/token_freshness.h"

#include <gtest/gtest.h>

namespace assetsodbc::assets {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const TokenSet::Time kNow = std::chrono::system_clock::from_time_t(1700000000);

TokenSet livingFor(seconds lifetime, TokenSet::Time from = kNow) {
    TokenSet tokens;
    tokens.lifetime = lifetime;
    tokens.expiresAt = from + lifetime;
    return tokens;
}

TEST(TokenFreshness, leavesAMinuteToSpare) {
    EXPECT_EQ(timeLeft(livingFor(hours(1)), kNow), milliseconds(minutes(59)));
    EXPECT_EQ(timeLeft(livingFor(hours(1)), kNow + minutes(59)), milliseconds(0));
}

TEST(TokenFreshness, leavesLessToSpareOfAShortLife) {
    EXPECT_EQ(timeLeft(livingFor(seconds(8)), kNow), milliseconds(6000));
    EXPECT_GT(*timeLeft(livingFor(seconds(1)), kNow), milliseconds(0)) << "or every request would refresh";
}

TEST(TokenFreshness, knowsNoEndWhereNoneWasTold) {
    EXPECT_EQ(timeLeft(TokenSet(), kNow), std::nullopt);
}

TEST(TokenFreshness, trustsNoTimeThatAClockSetBackMakesLonger) {
    EXPECT_EQ(timeLeft(livingFor(hours(1)), kNow - hours(1)), milliseconds(0));
    EXPECT_GT(*timeLeft(livingFor(hours(1)), kNow - seconds(2)), milliseconds(0)) << "rounding is no change of clock";
}

TEST(TokenFreshness, countsATokenAsExpiredWhenTheClockWasSetForward) {
    EXPECT_LE(*timeLeft(livingFor(hours(1)), kNow + hours(2)), milliseconds(0));
}

TEST(TokenFreshness, takesTheTokenBeforeTheLastForTenMinutes) {
    TokenSet tokens;
    tokens.rotatedAt = kNow;
    EXPECT_FALSE(previousMayBeGood(tokens, kNow)) << "there is none";
    tokens.previousRefreshToken = common::Secret(std::string("old"));
    EXPECT_TRUE(previousMayBeGood(tokens, kNow + minutes(9)));
    EXPECT_FALSE(previousMayBeGood(tokens, kNow + minutes(10)));
    EXPECT_FALSE(previousMayBeGood(tokens, kNow - hours(1))) << "nobody knows when that was";
}

}  // namespace
}  // namespace assetsodbc::assets
