#include "common/clock.h"

#include <gtest/gtest.h>

#include <thread>

#include "common/call_context.h"
#include "common/error.h"

namespace assetsodbc::common {
namespace {

using namespace std::chrono_literals;

// Longer than any test may last: a sleep that is not ended early shows as a timeout of the whole program.
constexpr auto kForever = 10h;

ErrorKind kindThrownBySleep(std::chrono::milliseconds duration, const CallContext& context) {
    try {
        realClock().sleep(duration, context);
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::Internal;
}

TEST(Clock, sleepsForTheDurationWhenNothingHappens) {
    CancelToken token;
    const auto before = realClock().now();
    realClock().sleep(2ms, CallContext{token, std::nullopt});
    EXPECT_GE(realClock().now() - before, 2ms);
}

TEST(Clock, cancellingEndsASleepEarly) {
    CancelToken token;
    std::thread canceller([&] { token.cancel(); });
    EXPECT_EQ(kindThrownBySleep(kForever, CallContext{token, std::nullopt}), ErrorKind::Cancelled);
    canceller.join();
}

TEST(Clock, cancellingEndsManySleepsOnOneToken) {
    for (int round = 0; round < 50; ++round) {
        CancelToken token;
        std::thread first([&] { kindThrownBySleep(kForever, CallContext{token, std::nullopt}); });
        std::thread second([&] { kindThrownBySleep(kForever, CallContext{token, std::nullopt}); });
        token.cancel();
        first.join();
        second.join();
    }
}

TEST(Clock, aCancelledCallDoesNotSleepAtAll) {
    CancelToken token;
    token.cancel();
    EXPECT_EQ(kindThrownBySleep(kForever, CallContext{token, std::nullopt}), ErrorKind::Cancelled);
}

TEST(Clock, theDeadlineEndsASleepEarly) {
    CancelToken token;
    EXPECT_EQ(kindThrownBySleep(kForever, CallContext{token, realClock().now() + 2ms}), ErrorKind::Timeout);
    EXPECT_EQ(kindThrownBySleep(kForever, CallContext{token, realClock().now() - 1ms}), ErrorKind::Timeout);
}

TEST(Clock, theLongestDurationDoesNotOverflow) {
    CancelToken token;
    EXPECT_EQ(kindThrownBySleep(std::chrono::milliseconds::max(), CallContext{token, realClock().now() + 2ms}),
              ErrorKind::Timeout);
}

TEST(Clock, aTokenCanBeUsedAgainAfterASleep) {
    CancelToken token;
    realClock().sleep(0ms, CallContext{token, std::nullopt});
    token.cancel();  // would call a listener that no longer exists if the sleep had left it behind
    token.reset();
    realClock().sleep(0ms, CallContext{token, std::nullopt});
    EXPECT_FALSE(token.isCancelled());
}

}  // namespace
}  // namespace assetsodbc::common
