#include "common/call_context.h"

#include <gtest/gtest.h>

#include <utility>

#include "common/error.h"

namespace assetsodbc::common {
namespace {

using namespace std::chrono_literals;

TEST(CancelToken, callsItsListenersWhenCancelled) {
    CancelToken token;
    int first = 0, second = 0;
    const auto a = token.onCancel([&] { ++first; });
    const auto b = token.onCancel([&] { ++second; });
    token.cancel();
    EXPECT_TRUE(token.isCancelled());
    EXPECT_EQ(first, 1);
    EXPECT_EQ(second, 1);
}

TEST(CancelToken, callsAListenerAtOnceWhenAlreadyCancelled) {
    CancelToken token;
    token.cancel();
    int calls = 0;
    const auto subscription = token.onCancel([&] { ++calls; });
    EXPECT_EQ(calls, 1);
}

TEST(CancelToken, forgetsAListenerWithItsSubscription) {
    CancelToken token;
    int calls = 0;
    {
        const auto subscription = token.onCancel([&] { ++calls; });
    }
    token.cancel();
    EXPECT_EQ(calls, 0);
}

TEST(CancelToken, aMovedSubscriptionKeepsItsListenerOnce) {
    CancelToken token;
    int calls = 0;
    CancelToken::Subscription outer;
    {
        auto inner = token.onCancel([&] { ++calls; });
        outer = std::move(inner);
    }
    token.cancel();
    EXPECT_EQ(calls, 1);
}

TEST(CancelToken, canBeUsedAgainAfterReset) {
    CancelToken token;
    token.cancel();
    token.reset();
    EXPECT_FALSE(token.isCancelled());
    EXPECT_NO_THROW((CallContext{token, std::nullopt}.throwIfStopped(std::chrono::steady_clock::time_point{})));
}

ErrorKind kindThrown(const CallContext& context, std::chrono::steady_clock::time_point now) {
    try {
        context.throwIfStopped(now);
    } catch (const Error& error) {
        return error.kind();
    }
    return ErrorKind::Internal;
}

TEST(CallContext, stopsAtTheDeadlineAndNotBefore) {
    CancelToken token;
    const std::chrono::steady_clock::time_point deadline{5s};
    const CallContext context{token, deadline};
    EXPECT_NO_THROW(context.throwIfStopped(deadline - 1ns));
    EXPECT_EQ(kindThrown(context, deadline), ErrorKind::Timeout);
}

TEST(CallContext, cancellationIsToldBeforeThePassedDeadline) {
    CancelToken token;
    token.cancel();
    EXPECT_EQ(kindThrown(CallContext{token, std::chrono::steady_clock::time_point{}},
                         std::chrono::steady_clock::time_point{1s}),
              ErrorKind::Cancelled);
}

}  // namespace
}  // namespace assetsodbc::common
