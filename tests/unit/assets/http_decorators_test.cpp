// Retries, redirections, credentials and logging over a scripted transport.
#include <gtest/gtest.h>

#include <deque>

#include "assets/auth/basic_credentials.h"
#include "assets/auth/bearer_token.h"
#include "assets/http/authorizing_transport.h"
#include "assets/http/logging_transport.h"
#include "assets/http/redirecting_transport.h"
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

bool hasAuthorization(const Request& request) {
    for (const auto& [name, value] : request.headers)
        if (name == "Authorization") return true;
    return false;
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

TEST_F(RetryTest, CapsRetryAfterAtAMinute) {
    send({status(429, {{"Retry-After", "3600"}}), status(200)});
    EXPECT_EQ(clock.slept, std::vector<milliseconds>{seconds(60)});
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

class RedirectTest : public ::testing::Test {
protected:
    Response send(const FakeTransport::Answer& answerOf, Request request) {
        auto inner = std::make_unique<FakeTransport>(answerOf);
        fake = inner.get();
        transport = std::make_unique<RedirectingTransport>(
            std::move(inner), std::vector<std::string>{*originOf("https://a.example"), *originOf("https://b.example")});
        return transport->send(std::move(request), context);
    }
    static FakeTransport::Answer redirectOnce(int status, const std::string& location) {
        auto isFirst = std::make_shared<bool>(true);
        return [=](const Request&) {
            const bool now = std::exchange(*isFirst, false);
            return now ? answer(status, "", {{"Location", location}}) : answer(200, "{}");
        };
    }
    static Request post() {
        Request request = get("https://a.example/x");
        request.method = Method::Post;
        request.query = "startAt=0";
        request.body = "{}";
        return request;
    }

    Context context;
    std::unique_ptr<RedirectingTransport> transport;
    FakeTransport* fake = nullptr;
};

TEST_F(RedirectTest, SeeOtherBecomesAGet) {
    EXPECT_EQ(send(redirectOnce(303, "/progress/1?x=y"), post()).status, 200);
    EXPECT_EQ(fake->requests[1].url, "https://a.example/progress/1?x=y");
    EXPECT_EQ(fake->requests[1].method, Method::Get);
    EXPECT_TRUE(fake->requests[1].body.empty());
    EXPECT_TRUE(fake->requests[1].query.empty());
}

TEST_F(RedirectTest, TemporaryAndPermanentKeepTheMethod) {
    for (const int status : {307, 308}) {
        EXPECT_EQ(send(redirectOnce(status, "https://b.example/y"), post()).status, 200);
        EXPECT_EQ(fake->requests[1].method, Method::Post);
        EXPECT_EQ(fake->requests[1].body, "{}");
        EXPECT_EQ(fake->requests[1].url, "https://b.example/y");
    }
}

TEST_F(RedirectTest, FollowsAtMostFive) {
    const auto endless = [](const Request&) { return answer(307, "", {{"Location", "/again"}}); };
    try {
        send(endless, get("https://a.example/x"));
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::BadResponse);
    }
    EXPECT_EQ(fake->requests.size(), 6U);
}

TEST_F(RedirectTest, HandsLoginPagesAndRefusedOnesBack) {
    EXPECT_EQ(send(redirectOnce(302, "/login.jsp?os_destination=x"), get("https://a.example/x")).status, 302);
    EXPECT_EQ(fake->requests.size(), 1U);
    Request dataCenter = get("https://a.example/x");
    dataCenter.redirects = Redirects::HandBack;
    EXPECT_EQ(send(redirectOnce(307, "/y"), dataCenter).status, 307);
    EXPECT_EQ(send(redirectOnce(302, "/y"), post()).status, 302);  // a POST would lose its body
}

TEST_F(RedirectTest, ALoginPageIsToldByItsPathOrHost) {
    for (const char* location : {"/login", "/login.jsp?x=y", "login.jsp", "https://a.example/jira/Login.jsp",
                                 "https://id.atlassian.com/whatever", "https://a.example/login#x"})
        EXPECT_TRUE(isLoginPage(location)) << location;
    for (const char* location : {"/objects?next=login", "https://login.example/x", "/catalogins/5", "", "/"})
        EXPECT_FALSE(isLoginPage(location)) << location;
}

TEST_F(RedirectTest, NeverGoesFromHttpsToHttp) {
    EXPECT_THROW(send(redirectOnce(307, "http://a.example/x"), get("https://a.example/x")), Error);
    EXPECT_THROW(send(redirectOnce(307, "ftp://a.example/x"), get("https://a.example/x")), Error);
    EXPECT_EQ(fake->requests.size(), 1U);
}

class CredentialHostTest : public ::testing::Test {
protected:
    bool isAuthorized(const std::string& url, bool anonymous = false) {
        auto inner = std::make_unique<FakeTransport>([](const Request&) { return answer(200, "{}"); });
        FakeTransport* const fake = inner.get();
        AuthorizingTransport transport(std::move(inner), credentials,
                                       {*originOf("https://site.example"), *originOf("https://api.example/")}, clock);
        Request request = get(url);
        request.anonymous = anonymous;
        transport.send(std::move(request), context);
        return hasAuthorization(fake->requests.at(0));
    }

    BasicCredentials credentials{"a@b.c", common::Secret(std::string("token"))};
    FakeClock clock;
    Context context;
};

TEST_F(CredentialHostTest, TheSiteAndTheApiHostSeeTheCredentials) {
    EXPECT_TRUE(isAuthorized("https://site.example/x"));
    EXPECT_TRUE(isAuthorized("https://SITE.example:443/x"));
    EXPECT_TRUE(isAuthorized("https://api.example/ex"));
}

TEST_F(CredentialHostTest, NoOtherHostPortOrSchemeDoes) {
    for (const char* url : {"https://evil.example/x", "http://site.example/x", "https://site.example:8443/x",
                            "https://site.example.evil/", "https://site.example@evil.example/",
                            "https://notsite.example/", "https://evil.example/https://site.example"})
        EXPECT_FALSE(isAuthorized(url)) << url;
}

TEST_F(CredentialHostTest, AnonymousRequestsNeverCarryThem) {
    EXPECT_FALSE(isAuthorized("https://site.example/_edge/tenant_info", true));
}

TEST_F(CredentialHostTest, ARedirectionToAnotherHostIsNotFollowed) {
    auto inner = std::make_unique<FakeTransport>([](const Request& request) {
        return request.url == "https://site.example/x" ? answer(307, "", {{"Location", "https://evil.example/x"}})
                                                       : answer(200, "{}");
    });
    FakeTransport* const fake = inner.get();
    const std::vector<std::string> origins{*originOf("https://site.example")};
    RedirectingTransport transport(
        std::make_unique<AuthorizingTransport>(std::move(inner), credentials, origins, clock), origins);
    EXPECT_EQ(transport.send(get("https://site.example/x"), context).status, 307);
    ASSERT_EQ(fake->requests.size(), 1U);
    EXPECT_TRUE(hasAuthorization(fake->requests[0]));
    Request anonymous = get("https://site.example/x");
    anonymous.anonymous = true;
    EXPECT_EQ(transport.send(std::move(anonymous), context).status, 200);
    EXPECT_FALSE(hasAuthorization(fake->requests[2]));
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
