// Retries, credentials, logging and URLs; redirections, signing in and pacing have tests of their own.
#include <gtest/gtest.h>

#include <deque>

#include "assets/auth/basic_credentials.h"
#include "assets/auth/bearer_token.h"
#include "assets/http/logging_transport.h"
#include "assets/http/rate_limit.h"
#include "assets/http/retrying_transport.h"
#include "assets/http/url.h"
#include "assets/request_log.h"
#include "common/error.h"
#include "common/log.h"
#include "tests/unit/assets/fake_clock.h"
#include "tests/unit/assets/fake_transport.h"

namespace assetsodbc::assets {
namespace {

using common::Error;
using common::ErrorKind;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::answer;
using testing::Context;
using testing::FakeClock;
using testing::FakeTransport;

Request get(const std::string& url) {
    Request request;
    request.url = url;
    return request;
}

class RetryTest : public ::testing::Test {
protected:
    Response send(std::deque<std::function<Response()>> script, Request request = get("https://a.example/x")) {
        auto inner = std::make_unique<FakeTransport>([&script](const Request&) {
            auto next = script.front();
            if (script.size() > 1) script.pop_front();
            return next();
        });
        fake = inner.get();
        RetryingTransport transport(std::move(inner), policy, clock, log, [this] { return random; });
        const Response response = transport.send(std::move(request), context);
        attempts = fake->requests.size();
        return response;
    }
    static std::function<Response()> status(int code, std::vector<Header> headers = {}) {
        return [=] { return answer(code, "{}", headers); };
    }
    static std::function<Response()> broken(bool isLost) {
        return [=]() -> Response { throw TransportError(ErrorKind::Unreachable, "broken", isLost); };
    }

    RetryPolicy policy;
    FakeClock clock;
    common::Log log;
    Context context;
    double random = 0.0;
    FakeTransport* fake = nullptr;
    std::size_t attempts = 0;
};

TEST_F(RetryTest, HonoursRetryAfterInSeconds) {
    const Response response =
        send({status(429, {{"Retry-After", "7"}}), status(503, {{"retry-after", "2"}}), status(200)});
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.retries, 2U);
    EXPECT_EQ(clock.slept, (std::vector<milliseconds>{seconds(7), seconds(2)}));
}

TEST_F(RetryTest, HonoursRetryAfterAsDate) {
    const auto now = FakeClock().wallClock();
    EXPECT_EQ(parseRetryAfter("Tue, 14 Nov 2023 22:13:45 GMT", now), seconds(25));
    EXPECT_EQ(parseRetryAfter("Tue, 14 Nov 2023 22:00:00 GMT", now), seconds(0));
    EXPECT_EQ(parseRetryAfter("soon", now), std::nullopt);
    EXPECT_EQ(parseRetryAfter("", now), std::nullopt);
}

TEST_F(RetryTest, HandsTheAnswerOnAtOnceWhenTheSiteAsksForTooLongAWait) {
    for (const char* header : {"3600", "Tue, 14 Nov 2023 23:13:20 GMT"}) {
        EXPECT_EQ(send({status(429, {{"Retry-After", header}}), status(200)}).status, 429) << header;
        EXPECT_EQ(attempts, 1U);
    }
    EXPECT_TRUE(clock.slept.empty());
    policy.longestRetryAfter = seconds(3600);
    EXPECT_EQ(send({status(429, {{"Retry-After", "3600"}}), status(200)}).status, 200);
    EXPECT_EQ(clock.slept, std::vector<milliseconds>{seconds(3600)});
}

TEST_F(RetryTest, WaitsForTheResetWhereThereIsNoRetryAfter) {
    EXPECT_EQ(send({status(429, {{"X-RateLimit-Reset", "2023-11-14T22:13:32Z"}}), status(200)}).status, 200);
    EXPECT_EQ(clock.slept, std::vector<milliseconds>{seconds(12)});
    EXPECT_EQ(send({status(429, {{"X-RateLimit-Reset", "2023-11-14T23:30Z"}}), status(200)}).status, 429);
}

TEST_F(RetryTest, DatesAreReadByTheClockOfWhoSentThem) {
    // An hour ahead of ours, and an hour behind it.
    const Header dates[] = {{"Date", "Tue, 14 Nov 2023 23:13:20 GMT"}, {"Date", "Tue, 14 Nov 2023 21:13:20 GMT"}};
    const Header ends[][2] = {
        {{"Retry-After", "Tue, 14 Nov 2023 23:13:32 GMT"}, {"X-RateLimit-Reset", "2023-11-14T23:13:32Z"}},
        {{"Retry-After", "Tue, 14 Nov 2023 21:13:32 GMT"}, {"X-RateLimit-Reset", "2023-11-14T21:13:32Z"}}};
    for (const int clocks : {0, 1})
        for (const Header& end : ends[clocks]) {
            clock.slept.clear();
            EXPECT_EQ(send({status(429, {dates[clocks], end}), status(200)}).status, 200) << end.second;
            EXPECT_EQ(clock.slept, std::vector<milliseconds>{seconds(12)}) << end.second;
        }
}

TEST_F(RetryTest, NeverWaitsLessThanItWouldByItself) {
    for (const char* after : {"0", "Tue, 14 Nov 2023 22:00:00 GMT"}) {
        clock.slept.clear();
        send({status(429, {{"Retry-After", after}}), status(429, {{"Retry-After", after}}), status(200)});
        EXPECT_EQ(clock.slept, (std::vector<milliseconds>{milliseconds(250), milliseconds(500)})) << after;
    }
}

TEST_F(RetryTest, TellsHowLongWasWaited) {
    const Response response =
        send({status(429, {{"Retry-After", "7"}}), status(503, {{"Retry-After", "2"}}), status(200)});
    EXPECT_EQ(response.waited, seconds(9));
}

TEST_F(RetryTest, DoesNotWaitForWhatTheDeadlineForbids) {
    context.context.deadline = clock.now() + seconds(5);
    try {
        send({status(429, {{"Retry-After", "30"}}), status(200)});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Timeout);
        EXPECT_NE(std::string(error.what()).find("30 s"), std::string::npos) << error.what();
        EXPECT_NE(std::string(error.what()).find("a.example"), std::string::npos) << error.what();
    }
    EXPECT_TRUE(clock.slept.empty());
}

TEST_F(RetryTest, AWriteIsSentAgainOnlyWhenItWasTurnedAway) {
    Request write = get("https://a.example/x");
    write.idempotent = false;
    for (const int code : {502, 504}) EXPECT_EQ(send({status(code), status(200)}, write).status, code);
    for (const int code : {429, 503}) EXPECT_EQ(send({status(code), status(200)}, write).status, 200) << code;
}

TEST_F(RetryTest, ManyAttemptsStayWithinTheLongestDelay) {
    policy.attempts = 100;
    policy.longestTotalWait = std::chrono::hours(10);
    EXPECT_EQ(send({status(502)}).retries, 99U);
    EXPECT_EQ(clock.slept.back(), policy.longestDelay / 2);
}

TEST_F(RetryTest, BacksOffLongerEachTimeWithJitter) {
    send({status(502), status(504), status(429), status(200)});
    EXPECT_EQ(clock.slept, (std::vector<milliseconds>{milliseconds(250), milliseconds(500), milliseconds(1000)}));
    clock.slept.clear();
    random = 0.999999;
    send({status(502), status(200)});
    EXPECT_EQ(clock.slept, std::vector<milliseconds>{milliseconds(499)});
}

TEST_F(RetryTest, NeverRepeatsWhatWouldStayWrong) {
    for (const int code : {400, 401, 403, 404, 409, 500}) {
        EXPECT_EQ(send({status(code)}).status, code);
        EXPECT_EQ(attempts, 1U) << code;
    }
    EXPECT_TRUE(clock.slept.empty());
}

TEST_F(RetryTest, HandsTheLastAnswerOnAfterAllAttempts) {
    const Response response = send({status(429)});
    EXPECT_EQ(response.status, 429);
    EXPECT_EQ(response.retries, 4U);
    EXPECT_EQ(attempts, 5U);
}

TEST_F(RetryTest, BoundsTheTimeSpentWaiting) {
    send({status(503, {{"Retry-After", "60"}})});
    EXPECT_EQ(attempts, 4U);  // three minutes
}

TEST_F(RetryTest, RepeatsAnIdempotentRequestWhoseConnectionBroke) {
    EXPECT_EQ(send({broken(true), status(200)}).status, 200);
    EXPECT_EQ(attempts, 2U);
}

TEST_F(RetryTest, DoesNotRepeatAWriteWhoseConnectionBroke) {
    Request write = get("https://a.example/x");
    write.idempotent = false;
    EXPECT_THROW(send({broken(true), status(200)}, write), TransportError);
}

TEST_F(RetryTest, DoesNotRepeatWhatCannotWork) {
    EXPECT_THROW(send({broken(false), status(200)}), TransportError);
    EXPECT_TRUE(clock.slept.empty());
}

TEST_F(RetryTest, ACancelEndsTheWait) {
    bool isFirst = true;
    auto inner = std::make_unique<FakeTransport>([&](const Request&) {
        if (isFirst) context.token.cancel();
        isFirst = false;
        return answer(429, "{}");
    });
    RetryingTransport transport(std::move(inner), policy, clock, log, [] { return 0.0; });
    try {
        transport.send(get("https://a.example/x"), context);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Cancelled);
    }
}

TEST(Credentials, EncodeUserAndPassword) {
    Context context;
    const auto header = [&](const char* user, const char* password) {
        return BasicCredentials(user, common::Secret(std::string(password))).authorization(context).reveal();
    };
    EXPECT_EQ(header("Aladdin", "open sesame"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    EXPECT_EQ(header("a", "b"), "Basic YTpi");
    EXPECT_EQ(header("ab", "c"), "Basic YWI6Yw==");
    EXPECT_EQ(header("é", "ü"), "Basic w6k6w7w=");
}

TEST(Credentials, BearerIsSentAsItIs) {
    Context context;
    EXPECT_EQ(BearerToken(common::Secret(std::string("abc123"))).authorization(context).reveal(), "Bearer abc123");
}

TEST(Credentials, RefuseWhatWouldBreakTheHeader) {
    EXPECT_THROW(BasicCredentials("a:b", common::Secret(std::string("x"))), Error);
    EXPECT_THROW(BasicCredentials("a", common::Secret(std::string("x\r\nX-Evil: 1"))), Error);
    EXPECT_THROW(BearerToken(common::Secret(std::string("x\n"))), Error);
    EXPECT_THROW(BearerToken(common::Secret()), Error);
}

TEST(Credentials, RefusalsDoNotTellTheSecret) {
    try {
        BearerToken(common::Secret(std::string("geheim\n")));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()).find("geheim"), std::string::npos);
    }
}

TEST(LoggingTransportTest, NotesRequestsWhenSentAndCompletesThemWhenAnswered) {
    RequestLog requests;
    common::Log log;
    FakeClock clock;
    Context context;
    auto inner = std::make_unique<FakeTransport>([](const Request&) {
        Response response = answer(200, "{}");
        response.wireBytes = 123;
        response.retries = 2;
        return response;
    });
    LoggingTransport transport(std::move(inner), requests, log, clock);
    Request request = get("https://a.example:8443/p%20q");
    request.query = "startAt=0";
    request.aql = "Key = 1";
    auto pending = transport.start(request, context);
    ASSERT_EQ(requests.records().size(), 1U);
    EXPECT_EQ(requests.records()[0].status, 0);
    const Response response = pending->wait(context);
    const RequestRecord& record = requests.records()[0];
    EXPECT_EQ(response.requestNumber, record.number);
    EXPECT_EQ(record.host, "a.example");
    EXPECT_EQ(record.path, "/p%20q?startAt=0");
    EXPECT_EQ(record.method, "GET");
    EXPECT_EQ(record.aql, "Key = 1");
    EXPECT_EQ(record.statementNumber, 7U);
    EXPECT_EQ(record.status, 200);
    EXPECT_EQ(record.bytes, 123U);
    EXPECT_EQ(record.retries, 2U);
}

TEST(LoggingTransportTest, WhatWasNeverSentIsNoRequest) {
    class Refusing : public Transport {
        std::unique_ptr<PendingResponse> start(Request, const common::CallContext&) override {
            throw Error(ErrorKind::Forbidden, "not there");
        }
    };
    RequestLog requests;
    common::Log log;
    FakeClock clock;
    Context context;
    LoggingTransport transport(std::make_unique<Refusing>(), requests, log, clock);
    EXPECT_THROW(transport.start(get("https://a.example/x"), context), Error);
    EXPECT_TRUE(requests.records().empty());
}

TEST(RequestLogTest, KeepsTheLastRequestsAndIgnoresDroppedNumbers) {
    RequestLog log;
    for (std::size_t i = 0; i < RequestLog::kCapacity + 5; ++i) log.add({});
    EXPECT_EQ(log.records().size(), RequestLog::kCapacity);
    EXPECT_EQ(log.records().front().number, 6U);
    log.setRows(5, 99);
    log.setRows(6, 42);
    log.setRows(RequestLog::kCapacity + 6, 99);
    EXPECT_EQ(log.records().front().rows, 42U);
}

TEST(Url, OriginsAreComparable) {
    EXPECT_EQ(originOf("HTTPS://Site.Example/x"), "https://site.example:443");
    EXPECT_EQ(originOf("http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    EXPECT_EQ(originOf("https://site.example./"), "https://site.example:443");
    EXPECT_EQ(originOf("ftp://site.example"), std::nullopt);
    EXPECT_EQ(originOf("not a url"), std::nullopt);
}

TEST(Url, EncodesAllButTheUnreserved) {
    EXPECT_EQ(percentEncoded("a-b._~9 \"=&+/é"), "a-b._~9%20%22%3D%26%2B%2F%C3%A9");
}

TEST(Url, ResolvesLocations) {
    EXPECT_EQ(resolvedUrl("https://a.example/b/c?d", "e"), "https://a.example/b/e");
    EXPECT_EQ(resolvedUrl("https://a.example/b", "//c.example/d"), "https://c.example/d");
    EXPECT_EQ(resolvedUrl("https://a.example/b", "https://u:p@c.example/d#f"), "https://c.example/d");
    EXPECT_EQ(resolvedUrl("https://a.example/b", "javascript:alert(1)"), std::nullopt);
}

}  // namespace
}  // namespace assetsodbc::assets
