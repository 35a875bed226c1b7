// The pace of requests: what a site says of it, and what the connections of a process keep together.
#include "assets/http/pacing_transport.h"

#include <gtest/gtest.h>

#include "assets/http/rate_limit.h"
#include "common/error.h"
#include "common/log.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::answer;
using testing::Context;
using testing::FakeClock;
using testing::FakeTransport;

TEST(RateLimitHeaders, RetryAfterIsSecondsOrADate) {
    const auto now = FakeClock().wallClock();
    EXPECT_EQ(parseRetryAfter("90", now), seconds(90));
    EXPECT_EQ(parseRetryAfter("Tue, 14 Nov 2023 22:13:45 GMT", now), seconds(25));
    EXPECT_EQ(parseRetryAfter("Tue, 14 Nov 2023 22:00:00 GMT", now), seconds(0));
    EXPECT_EQ(parseRetryAfter("99999999999999", now), hours(24 * 366));
    for (const char* wrong : {"", "soon", "-5", "99999999999999999999999"})
        EXPECT_EQ(parseRetryAfter(wrong, now), std::nullopt) << wrong;
}

TEST(RateLimitHeaders, ResetIsATimeInManySpellings) {
    const auto now = FakeClock().wallClock();  // 2023-11-14T22:13:20Z
    EXPECT_EQ(parseReset("2023-11-14T22:13:45Z", now), seconds(25));
    EXPECT_EQ(parseReset("2023-11-14T22:13:45.500Z", now), milliseconds(25500));
    EXPECT_EQ(parseReset("2023-11-14T22:15Z", now), seconds(100));
    EXPECT_EQ(parseReset("2023-11-15T00:13:20+02:00", now), seconds(0));
    EXPECT_EQ(parseReset("1700000030", now), seconds(30));
    EXPECT_EQ(parseReset("30", now), seconds(30));
    for (const char* wrong : {"", "tomorrow", "2023-13-14T22:13:45Z"}) EXPECT_EQ(parseReset(wrong, now), std::nullopt);
}

TEST(RateLimitHeaders, AreToldToPeople) {
    EXPECT_EQ(
        rateLimitWords(answer(429, "", {{"Retry-After", "3600"}, {"RateLimit-Reason", "jira-quota-tenant-based"}})),
        "the hourly points quota of the OAuth app for this site is used up (RateLimit-Reason: "
        "jira-quota-tenant-based); it asks to wait 60 min");
    EXPECT_EQ(rateLimitWords(answer(429, "", {{"RateLimit-Reason", "new-reason\x01"}})),
              "(RateLimit-Reason: new-reason?)");
    EXPECT_EQ(rateLimitWords(answer(503, "", {{"X-RateLimit-Reset", "2023-11-14T22:13:45Z"}})),
              "the limit ends at 2023-11-14T22:13:45Z");
    EXPECT_EQ(rateLimitWords(answer(429, "")), "");
    EXPECT_EQ(rateLimitWords(answer(200, "", {{"Retry-After", "5"}})), "");
}

class PacingTest : public ::testing::Test {
protected:
    struct Connection {
        std::unique_ptr<PacingTransport> transport;
        FakeTransport* sent;
    };
    Connection connect(FakeTransport::Answer answerOf) {
        auto inner = std::make_unique<FakeTransport>(std::move(answerOf));
        FakeTransport* const fake = inner.get();
        return {std::make_unique<PacingTransport>(std::move(inner), budget, policy, clock, log), fake};
    }
    static FakeTransport::Answer always(int status, std::vector<Header> headers = {}) {
        return [=](const Request&) { return answer(status, "{}", headers); };
    }
    Response ask(Connection& connection) {
        Request request;
        request.url = "https://a.example/x";
        return connection.transport->send(std::move(request), context);
    }

    std::shared_ptr<RateBudget> budget = std::make_shared<RateBudget>();
    PacePolicy policy;
    FakeClock clock;
    common::Log log;
    Context context;
};

TEST_F(PacingTest, OneConnectionTurnedAwayHoldsBackTheOthers) {
    for (const int status : {429, 503}) {
        Connection first = connect(always(status, {{"Retry-After", "7"}}));
        Connection second = connect(always(200));
        EXPECT_EQ(ask(first).status, status);
        const Response response = ask(second);
        EXPECT_EQ(response.status, 200);
        EXPECT_EQ(response.waited, seconds(7));
        EXPECT_EQ(ask(second).waited, seconds(0));
    }
    EXPECT_EQ(clock.slept, (std::vector<milliseconds>{seconds(7), seconds(7)}));
}

TEST_F(PacingTest, SitesDoNotShareTheirPace) {
    Connection first = connect(always(429, {{"Retry-After", "7"}}));
    ask(first);
    budget = std::make_shared<RateBudget>();
    Connection other = connect(always(200));
    ask(other);
    EXPECT_TRUE(clock.slept.empty());
    EXPECT_EQ(RateBudget::shared("https://one.example:443"), RateBudget::shared("https://one.example:443"));
    EXPECT_NE(RateBudget::shared("https://one.example:443"), RateBudget::shared("https://two.example:443"));
}

TEST_F(PacingTest, AnEmptyBudgetWaitsForTheReset) {
    Connection first = connect(always(200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "12"}}));
    Connection second = connect(always(200));
    ask(first);
    EXPECT_EQ(ask(second).waited, seconds(12));
}

TEST_F(PacingTest, TheResetIsReadByTheClockOfWhoSentIt) {
    Connection first = connect(always(200, {{"Date", "Tue, 14 Nov 2023 21:13:20 GMT"},
                                            {"X-RateLimit-Remaining", "0"},
                                            {"X-RateLimit-Reset", "2023-11-14T21:13:32Z"}}));
    ask(first);
    EXPECT_EQ(ask(first).waited, seconds(12));
}

TEST_F(PacingTest, AResetFarAwayIsNotWaitedFor) {
    Connection first = connect(always(429, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "3000"}}));
    Connection second = connect(always(200, {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "3000"}}));
    ask(first);
    ask(second);
    ask(second);
    EXPECT_TRUE(clock.slept.empty());
}

TEST_F(PacingTest, NearTheLimitRequestsAreSpacedOut) {
    Connection connection = connect(
        always(200, {{"X-RateLimit-NearLimit", "true"}, {"X-RateLimit-Remaining", "20"}, {"X-RateLimit-Reset", "10"}}));
    for (int i = 0; i < 3; ++i) ask(connection);
    EXPECT_EQ(clock.slept, (std::vector<milliseconds>{milliseconds(500), milliseconds(500)}));
}

TEST_F(PacingTest, NeverSendsMoreThanTheLimitInAnyMinute) {
    policy.maxRequestsPerMinute = 10;
    Connection connection = connect(always(200));
    std::vector<milliseconds> sentAt;
    for (int i = 0; i < 35; ++i) {
        ask(connection);
        sentAt.push_back(std::chrono::duration_cast<milliseconds>(clock.now().time_since_epoch()));
        clock.advance(milliseconds(700));
    }
    for (std::size_t i = 10; i < sentAt.size(); ++i) EXPECT_GE(sentAt[i] - sentAt[i - 10], seconds(60));
    EXPECT_LT(sentAt.back(), seconds(190));  // and not slower than it has to be
}

TEST_F(PacingTest, TheLimitIsSharedAndOneWithoutALimitCountsToo) {
    Connection unlimited = connect(always(200));
    policy.maxRequestsPerMinute = 3;
    Connection limited = connect(always(200));
    ask(unlimited);
    ask(limited);
    ask(unlimited);
    EXPECT_TRUE(clock.slept.empty());
    EXPECT_EQ(ask(limited).waited, seconds(60));
}

TEST_F(PacingTest, WhatIsStartedEarlyDoesNotWaitUntilItsAnswerIsWanted) {
    policy.maxRequestsPerMinute = 1;
    Connection connection = connect(always(200));
    ask(connection);
    auto ahead = connection.transport->start(Request{}, context);
    EXPECT_TRUE(clock.slept.empty());
    EXPECT_EQ(connection.sent->requests.size(), 1U);
    EXPECT_EQ(ahead->wait(context).waited, seconds(60));
    EXPECT_EQ(connection.sent->requests.size(), 2U);
}

TEST_F(PacingTest, ADeadlineThatComesFirstEndsItAtOnce) {
    Connection connection = connect(always(429, {{"Retry-After", "30"}}));
    ask(connection);
    context.context.deadline = clock.now() + seconds(5);
    try {
        ask(connection);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Timeout);
        EXPECT_STREQ(
            error.what(),
            "a.example limits the rate of requests and asks to wait 30 s, which is longer than the time-out of "
            "this call leaves (5 s). Try again later, or allow the call more time.");
    }
    EXPECT_EQ(connection.sent->requests.size(), 1U);
}

TEST_F(PacingTest, ACancelEndsTheWait) {
    Connection connection = connect(always(429, {{"Retry-After", "30"}}));
    ask(connection);
    context.token.cancel();
    try {
        ask(connection);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Cancelled);
    }
}

TEST_F(PacingTest, DoesNotWaitForEverWhereTheSiteAlwaysAsksForMore) {
    Connection connection = connect(always(200));
    auto pending = std::unique_ptr<PendingResponse>();
    budget->holdBack(clock.now() + seconds(60));
    pending = connection.transport->start(Request{}, context);
    policy.longestTotalWait = seconds(50);
    Connection impatient = connect(always(200));
    try {
        ask(impatient);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::RateLimited);
        EXPECT_NE(std::string(error.what()).find("60 s"), std::string::npos) << error.what();
    }
    EXPECT_EQ(pending->wait(context).waited, seconds(60));
}

}  // namespace
}  // namespace assetsodbc::assets
